"""A record that was moved out of the wrong case: who had opened it there, what left meanwhile, and what is to do."""

from functools import partial
from typing import ClassVar, Final

from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.services.sharing.moved_out import MovedOut, begin_breach, moved_out
from app.views.context.context import Context
from app.views.context.places import CaseAt, DraftAt, RecordAt, WrongCaseAt
from app.views.reading.record_text import Passage, Reading
from app.views.record.moving_words import what_became_of_it
from app.views.widgets.buttons import button
from app.views.widgets.page import Page
from app.views.widgets.words import style_as

_SEEN: Final = (
    "Others opened it here, or something was sent that may hold it. Where one of them had no right to it, it is a data "
    "breach: begin its record now, as the regulator is told within 72 hours."
)
_UNSEEN: Final = "Nobody but its author opened it here, and nothing was sent meanwhile."


class MovedPage(Page):
    """Told to its author, to who moved it, and to the lead."""

    title: ClassVar[str] = "Moved out of the wrong case"
    help: ClassVar[str] = "wrong-case"

    def __init__(self, desk: Desk, context: Context, case_id: str, record_id: str) -> None:
        super().__init__(desk, context)
        self._case_id, self._record_id = case_id, record_id
        self._page: MovedOut | None = None
        self.reading = Reading(context.theme, "Who opened or received it")
        self.body.addWidget(self.reading, 1)
        self.first = self.reading
        self.record = button("Open what was moved out", self._open, kind="quiet")
        self.breach = button("Begin a data breach record", self._begin_breach)
        self.begin = button("Begin it in the right case…", self._begin_there)
        self.draft = button("Go on in the right case", self._go_on, kind="primary")
        chronology = button("To the chronology", lambda: self.go(CaseAt(case_id, "chronology")), kind="quiet")
        self.at_foot(chronology, self.record, self.breach, self.begin, self.draft)
        for each in (self.record, self.breach, self.begin, self.draft):
            each.hide()

    def arrive(self) -> None:
        """Read who had it."""
        self.run(partial(moved_out, self.desk.vault), self._record_id, then=self._show)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take names off the screen."""
        self.reading.setVisible(not hidden)

    def _show(self, page: MovedOut) -> None:
        self._page = page
        # First in what is read, so that it scrolls with it: beside the acts there is no room for it at twice the size.
        seen = Passage("Whether others had it", text=_SEEN if page.by_others else _UNSEEN)
        self.reading.show_passages((seen, *what_became_of_it(page, self.desk)))
        self.record.show()
        self.breach.setVisible(not page.breach)
        style_as(self.breach, "kind", "primary" if page.by_others and page.draft is None else "")
        self.begin.setVisible(page.may_begin)
        self.draft.setVisible(page.draft is not None)
        if self.foot is not None:
            self.foot.refit()

    def _open(self) -> None:
        self.go(RecordAt(self._case_id, self._record_id))

    def _begin_there(self) -> None:
        self.go(WrongCaseAt(self._case_id, self._record_id))

    def _go_on(self) -> None:
        if self._page is not None and self._page.draft is not None:
            self.go(DraftAt(*self._page.draft))

    def _begin_breach(self) -> None:
        self.run(partial(begin_breach, self.desk.vault), self._record_id, then=self._begun)

    def _begun(self, draft: DraftView) -> None:
        self.go(DraftAt(draft.case_id, draft.id))
