"""The offer to go on with what was not signed, after a lock, a crash or a kill."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.values.dates import ClinicalDate
from app.errors import UserError
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.services.records.reading import RecordView
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import DraftAt
from app.views.reading.comparing import Comparison
from app.views.reading.discard import ask_to_discard, offer_undo
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.layouts import vertical
from app.views.widgets.words import restyle

T = TypeVar("T")


@dataclass(frozen=True)
class Unsigned:
    """The draft that was saved last, and how many more there are."""

    draft: DraftView
    others: int


def look_for_unsigned(desk: Desk, case_id: str | None = None) -> Unsigned | None:
    """The member's unsigned work, in a case or everywhere; None when there is none."""
    mine = desk.drafts.mine(case_id)
    return Unsigned(mine[0], len(mine) - 1) if mine else None


class RecoveryBar(QFrame):
    """Hidden until `look` finds an unsigned draft. `asked_for` wants to be at a `Place`."""

    asked_for = Signal(object)

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk, self._context = desk, context
        self._found: Unsigned | None = None
        self.setProperty("bar", "note")
        self.words = Wide("", "strong")
        self.restore = button("Restore", self._restore, kind="primary", hint="Go on writing")
        self.compare = button("Compare", self._compare, hint="See what differs from the signed version")
        self.discard = button("Discard…", self._ask, kind="danger")
        self.difference = Comparison(context)
        self.difference.hide()
        row = FlowRow(context.look.pixels(0.6), self.words, self.restore, self.compare, self.discard)
        vertical(self, row, self.difference, pad=None)
        self.hide()

    def look(self, case_id: str | None = None) -> None:
        """Look for unsigned work, in a case or everywhere, and offer it."""
        self._run(look_for_unsigned, self._desk, case_id, then=self._offer)

    def _offer(self, found: Unsigned | None) -> None:
        self._found = found
        self.setVisible(found is not None)
        if found is None:
            return
        self.words.setText(self._sentence(found))
        self.setAccessibleName(self.words.text())
        self.compare.setVisible(found.draft.replaces_id is not None)
        self.difference.hide()
        restyle(self)
        voice.say(self, self.words.text())

    def _sentence(self, found: Unsigned) -> str:
        at = found.draft.saved_at.astimezone(self._desk.zone)
        today = at.date() == self._desk.today_date()
        when = f"{at:%H:%M}" if today else f"{ClinicalDate.of(at.date()).show()} {at:%H:%M}"
        more = f" There are {found.others} more under Today." if found.others > 1 else ""
        more = " There is one more under Today." if found.others == 1 else more
        return f"You have an unsigned draft from {when}: {found.draft.kind.title.lower()}.{more}"

    def _restore(self) -> None:
        if self._found:
            self.asked_for.emit(DraftAt(self._found.draft.case_id, self._found.draft.id))

    def _compare(self) -> None:
        if self._found and self._found.draft.replaces_id:
            self._run(self._desk.records.read, self._found.draft.replaces_id, then=self._show_difference)

    def _show_difference(self, signed: RecordView) -> None:
        if self._found:
            self.difference.show_two(signed.kind, signed.sheet, self._found.draft.sheet)
            self.difference.show()

    def _ask(self) -> None:
        if self._found:
            ask_to_discard(self, self._context, self._found.draft, self._discard)

    def _discard(self) -> None:
        if self._found:
            self._run(self._desk.drafts.discard, self._found.draft.id, then=self._discarded)

    def _discarded(self, _: None) -> None:
        if self._found:
            thrown = self._found.draft, self._found.draft.sheet
            offer_undo(self, self._desk, self._context, thrown, self.asked_for.emit)
        self.look()

    def _run(self, work: Callable[..., T], *arguments: Any, then: Callable[[T], None]) -> None:
        self._context.tasks.run(work, *arguments, owner=self, then=then, failed=self._refused)

    def _refused(self, failure: BaseException) -> None:
        if isinstance(failure, UserError):
            self.words.setText(str(failure))
            voice.say(self, str(failure), now=True)
        else:
            self._context.tasks.failed.emit(failure)
