"""The offer to go on with what was not signed, after a lock, a crash or a kill."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.values.dates import ClinicalDate
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


class RecoveryBar(QFrame):
    """Hidden until `seek` finds an unsigned draft. `asked_for` wants to be at a `Place`."""

    asked_for = Signal(object)

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk, self._context = desk, context
        self._draft: DraftView
        """The one that was saved last; there is none while the bar is hidden."""
        self.setProperty("bar", "note")
        self.words = Wide("", "strong")
        self.restore = button("Restore", self._restore, kind="primary", hint="Go on writing")
        self.compare = button("Compare", self._compare, hint="See what differs from the signed version")
        self.discard = button("Discard…", self._ask, kind="danger")
        self.difference = Comparison(context)
        self.difference.hide()
        row = FlowRow(context.theme.pixels(0.6), self.words, self.restore, self.compare, self.discard)
        vertical(self, row, self.difference, pad=None)
        self.hide()

    def seek(self) -> None:
        """Look for unsigned work, and offer it."""
        self._run(self._desk.drafts.mine, then=self._offer)

    def _offer(self, mine: tuple[DraftView, ...]) -> None:
        self.setVisible(bool(mine))
        if not mine:
            return
        self._draft = mine[0]
        self.words.setText(self._sentence(len(mine) - 1))
        self.setAccessibleName(self.words.text())
        self.compare.setVisible(self._draft.replaces_id is not None)
        self.difference.hide()
        restyle(self)
        voice.say(self, self.words.text())

    def _sentence(self, others: int) -> str:
        at = self._draft.saved_at.astimezone(self._desk.zone)
        today = at.date() == self._desk.today_date()
        when = f"{at:%H:%M}" if today else f"{ClinicalDate.of(at.date()).show()} {at:%H:%M}"
        more = f" There are {others} more under Today." if others > 1 else ""
        more = " There is one more under Today." if others == 1 else more
        return f"You have an unsigned draft from {when}: {self._draft.kind.title.lower()}.{more}"

    def _restore(self) -> None:
        self.asked_for.emit(DraftAt(self._draft.case_id, self._draft.id))

    def _compare(self) -> None:
        self._run(self._desk.records.read, self._draft.replaces_id, then=self._show_difference)

    def _show_difference(self, signed: RecordView) -> None:
        self.difference.show_two(signed.kind, signed.sheet, self._draft.sheet)
        self.difference.show()

    def _ask(self) -> None:
        draft = self._draft
        ask_to_discard(self, self._context, draft, lambda: self._discard(draft))

    def _discard(self, draft: DraftView) -> None:
        def discarded(_: None) -> None:
            offer_undo(self, self._desk, self._context, (draft, draft.sheet), self.asked_for.emit)
            self.seek()

        self._run(self._desk.drafts.discard, draft.id, then=discarded)

    def _run(self, work: Callable[..., T], *arguments: Any, then: Callable[[T], None]) -> None:
        tasks = self._context.tasks
        tasks.run(work, *arguments, owner=self, then=then, failed=tasks.told_by(self._refused))

    def _refused(self, message: str) -> None:
        self.words.setText(message)
        voice.say(self, message, now=True)
