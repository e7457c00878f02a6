"""Cases gone through in turn: their list at the left, one in front under its own banner, one signature for all."""

from abc import abstractmethod
from functools import partial
from typing import Any, ClassVar, Protocol

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from app.services.cases.in_turn import AgendaItem
from app.services.cases.signing import Review, digest_of_all
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.views.case.case_page import CasePage
from app.views.context.context import Context
from app.views.context.places import CaseAt, DraftAt, Place, RecordAt
from app.views.context.timers import after
from app.views.reading.read_through import ReadThrough, counted
from app.views.shell import routes
from app.views.shell.agenda import Agenda, Day
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import confirmed
from app.views.widgets.layouts import horizontal
from app.views.widgets.page import LastWords, Page, together
from app.views.widgets.shortcut import shortcut


class Doing(Protocol):
    """What can be done with the cases of one occasion, which every call names first."""

    def read(self, of: str, /) -> Any:
        """The cases as they stand; looking is noted."""

    def again(self, of: str, /) -> Any:
        """The same for who is looking already."""

    def begin(self, of: str, case_id: str, /) -> DraftView:
        """Begin the record of one of them."""

    def ready(self, of: str, /) -> tuple[Review, ...]:
        """What can be signed."""


class InTurn(Page):
    """Goes through the cases of one occasion. Each has a draft of its own, kept as any other is.

    What says how one begins, and what is shown where no case is in front, is of whoever goes through them.
    """

    wants_room: ClassVar[bool] = True
    listed: ClassVar[str] = "Agenda"
    """What the list of the cases is called."""

    def __init__(self, desk: Desk, context: Context, doing: Doing, of: str) -> None:
        super().__init__(desk, context)
        self._doing, self.of = doing, of
        self.view: Day | None = None
        self.case: CasePage | None = None
        self._names_hidden = False
        self._taken_in: list[Page] = []
        self.agenda = Agenda(context, self.listed)
        self.agenda.chosen.connect(self.show_case)
        self.agenda.sign_wanted.connect(self._read_through)
        self.first = self.agenda.cases
        self.heading.hide()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.front = QStackedWidget()
        self._none = self.in_front_of_none()
        self.front.addWidget(self._none)
        self.read_through = ReadThrough(desk, context)
        self.read_through.given_up.connect(self._back_to_writing)
        self.read_through.sign_wanted.connect(self._ask)
        self.front.addWidget(self.read_through)
        self.body.addWidget(self._narrow_row())
        row = horizontal(None, self.agenda, (self.front, 1), gap=0)
        self.body.addLayout(row, 1)
        for n in range(1, 10):
            shortcut(self, f"Alt+{n}", f"{self.listed}, {n}", partial(self.show_case, n - 1))

    def _narrow_row(self) -> QWidget:
        """The list as two buttons, for a window that has no room for it."""
        theme = self.context.theme
        self.cases = button("", self._offer_cases, hint=f"{self.listed} (Alt and their number)")
        self.sign = button("", self._read_through)
        self.strip = QWidget()
        horizontal(self.strip, self.cases, 1, self.sign, pad=(theme.px(24), theme.px(8), theme.px(24), 0))
        self.strip.hide()
        return self.strip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the case in front the room that the list of the agenda would take."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        is_narrow = self.width() < self.context.theme.pixels(_NARROW_EMS)
        self.agenda.setVisible(not is_narrow)
        self.strip.setVisible(is_narrow)
        self.cases.wear(self.context.theme, "chevron-down")
        for each, text in ((self.cases, self.agenda.place), (self.sign, self.agenda.sign.text())):
            each.setText(text)
            each.setAccessibleName(text)
        self.sign.setEnabled(self.agenda.sign.isEnabled())
        self.first = self.cases if is_narrow else self.agenda.cases

    def _offer_cases(self) -> None:
        self.agenda.offers(self).popup(self.cases.mapToGlobal(self.cases.rect().bottomLeft()))

    # --- coming and going ---------------------------------------------------------------------------

    def arrive(self) -> None:
        """Read the agenda as it stands."""
        self.run(self._doing.read, self.of, then=self._show)

    def renew(self, done: frozenset[str]) -> None:
        """Read it anew, and let the case in front do so too."""
        self.run(self._doing.again, self.of, then=self._show)
        if self.case is not None:
            self.case.renew(done)

    def leave(self) -> None:
        """Let what is in front put away what would be lost."""
        for page in self._valid():
            page.leave()

    def last_words(self) -> LastWords | None:
        """What was typed into the drafts and is not saved yet."""
        return together(page.last_words() for page in self._valid())

    def retire(self) -> None:
        """What is open goes in its own time."""
        self._drop_case()
        super().retire()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show nothing that tells who the cases are about."""
        self._names_hidden = hidden
        self.agenda.hide_names(hidden)
        if hidden and self.front.currentWidget() is self.read_through:
            self._back_to_writing()
        for page in self._valid():
            hide = getattr(page, "hide_names", None)
            if hide is not None:
                hide(hidden)

    # --- one case -----------------------------------------------------------------------------------

    def show_case(self, row: int) -> None:
        """Go to a case: to its draft or its record, or to where it is begun."""
        if self.view is None or not 0 <= row < len(self.view.agenda):
            return
        self.agenda.cases.mark(row)
        self._give_room()
        item = self.view.agenda[row]
        if self.case is None or self.case.case_id != item.case_id:
            self._open(item)
        elif self.case is not None:
            self.front.setCurrentWidget(self.case)
            self.case.focus_content()

    def _open(self, item: AgendaItem) -> None:
        self._drop_case()
        case = self.case = CasePage(self.desk, self.context, item.case_id)
        case.set_slim(True)
        self._take_in(case)
        self.front.addWidget(case)
        self.front.setCurrentWidget(case)
        if item.draft_id:
            self._go_in(DraftAt(item.case_id, item.draft_id))
        elif item.record_id:
            self._go_in(RecordAt(item.case_id, item.record_id))
        else:
            self._inside(self.not_begun(item))
        case.arrive()

    def show_none(self) -> None:
        """Go back to what is said of the occasion itself."""
        self.leave()
        self._drop_case()
        self.agenda.cases.mark(-1)
        self._give_room()
        self.front.setCurrentWidget(self._none)

    def begin(self, case_id: str, *how: str) -> None:
        """Begin the record of a case and go to it."""
        self.run(self._doing.begin, self.of, case_id, *how, then=self._begun)

    def _begun(self, draft: DraftView) -> None:
        if self.case is not None and self.case.case_id == draft.case_id:
            self._go_in(DraftAt(draft.case_id, draft.id))
        self.arrive()

    def _go_in(self, place: Place) -> None:
        page, case = routes.passing_page(place, self.desk, self.context), self.case
        # A turn to make it, a turn to show it: both together are longer than a person sees.
        after(page, 0, lambda: self._inside(page) if self.case is case else page.deleteLater())

    def _inside(self, page: Page) -> None:
        if self.case is None:
            return
        self._take_in(page)
        self.case.show_inside(page)
        for each in (self.case, page):
            hide = getattr(each, "hide_names", None)
            if hide is not None:
                hide(self._names_hidden)
        page.arrive()
        page.focus_first()

    def _asked(self, place: Place) -> None:
        """What a page of the case asks for stays beside the agenda as long as it is of that case."""
        of = getattr(place, "case_id", "")
        if self.case is None or of != self.case.case_id:
            self.go(place)
        elif isinstance(place, CaseAt):
            # A draft that was discarded: the case can be begun anew.
            self._drop_case()
            self.front.setCurrentWidget(self._none)
            self.focus_first()
            self.arrive()
        elif isinstance(place, DraftAt | RecordAt):
            self._go_in(place)
            self.arrive()
        else:
            self.go(place)

    def _take_in(self, page: Page) -> None:
        self._taken_in = [*self._valid(), page]
        page.asked_for.connect(self._asked)
        page.saved.connect(self.saved)

    def _valid(self) -> list[Page]:
        return [page for page in self._taken_in if isValid(page)]

    def _drop_case(self) -> None:
        case, self.case = self.case, None
        if case is not None:
            # What goes may still ask to be somewhere while it goes.
            case.asked_for.disconnect(self._asked)
            case.leave()
            self.front.removeWidget(case)
            case.retire()

    def _show(self, view: Any) -> None:
        is_first = self.view is None
        self.view = view
        self.agenda.show_day(view, self.who(view))
        self._give_room()
        self.told(view)
        if view.agenda and is_first:
            self.focus_first()

    # --- what is of each occasion -------------------------------------------------------------------

    @abstractmethod
    def in_front_of_none(self) -> QWidget:
        """What is shown where no case is in front."""

    @abstractmethod
    def not_begun(self, item: AgendaItem) -> Page:
        """What stands in a case of which nothing is written yet."""

    @abstractmethod
    def told(self, view: Any) -> None:
        """Show what is said of the occasion itself."""

    @abstractmethod
    def who(self, view: Any) -> str:
        """Who is there, below the list."""

    # --- signing ------------------------------------------------------------------------------------

    def _read_through(self) -> None:
        """Save what is written, and show all that is ready."""
        self.bar.clear()
        self.leave()
        self.run(self._doing.ready, self.of, then=self._show_ready)

    def _show_ready(self, ready: tuple[Review, ...]) -> None:
        if ready:
            self.read_through.show_reviews(ready)
            self.front.setCurrentWidget(self.read_through)
            self.read_through.reading.setFocus()

    def _back_to_writing(self) -> None:
        self.front.setCurrentWidget(self.case or self._none)
        if self.case is not None:
            self.case.focus_content()

    def _ask(self, reviews: tuple[Review, ...]) -> None:
        detail = "\n".join(each.subject for each in reviews)
        confirmed(
            self,
            f"Sign {counted(len(reviews))}",
            f"{detail}\n\n{_NAMED}",
            partial(digest_of_all, reviews),
            partial(self.desk.signing.sign_all, reviews),
            then=self._signed,
        )

    def _signed(self, records: tuple[str, ...]) -> None:
        self._drop_case()
        self.front.setCurrentWidget(self._none)
        self.saved.emit(f"{counted(len(records))} signed")
        self.agenda.cases.mark(-1)
        self.focus_first()
        self.arrive()


_NARROW_EMS = 62
_NAMED = "Each record will bear your name, and cannot be changed afterwards by anybody."
