"""What the clinician comes back to: how far the person came, and nothing of the case until it is asked for."""

from collections.abc import Sequence
from typing import ClassVar, Final

from app.services.desk import Desk
from app.services.records.handing_over import Outcome, TakenBack
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import DraftAt
from app.views.widgets.buttons import button
from app.views.widgets.page import Page
from app.views.widgets.words import words

_TURN_AWAY: Final = "Turn the screen away from the person before you go on: the draft stands in its case."
_GONE: Final = (
    "Nothing of what was answered is there: its file was taken away, or the answers went into the draft before. "
    "Look at the draft."
)
_UNREADABLE: Final = (
    "What was answered cannot be read: its file was altered, or is of another time. "
    "The draft is as you handed it over."
)


class HandedBackPage(Page):
    """Takes the answers in as it comes up."""

    title: ClassVar[str] = "Handed back"
    help: ClassVar[str] = "hand-over"

    def __init__(self, desk: Desk, context: Context, case_id: str, draft_id: str) -> None:
        super().__init__(desk, context)
        self.case_id, self.draft_id = case_id, draft_id
        self._is_taken = False
        self.said = words("", "")
        self.body.addWidget(self.said)
        self.body.addWidget(words(_TURN_AWAY, "muted"))
        self.body.addStretch(1)
        self.act = button("The screen is turned away: open the draft", self._go_on, kind="primary")
        self.act.setEnabled(False)
        self.at_foot(self.act)

    def arrive(self) -> None:
        """Take in what was answered."""
        if not self._is_taken:
            self._is_taken = True
            self.run(self.desk.handing_over.take_back, then=self._show, failed=self._not_taken)

    def _show(self, taken: Sequence[TakenBack]) -> None:
        found = next((each for each in taken if each.draft_id == self.draft_id), None)
        if found is None:
            self.bar.tell(_GONE, "care")
        elif found.outcome is Outcome.UNREADABLE:
            self.bar.tell(_UNREADABLE, "error")
        else:
            self.said.setText(told(found))
            voice.say(self, self.said.text())
        self._may_go_on()

    def _not_taken(self, failure: BaseException) -> None:
        # What was answered lies there still, for the next unlocking.
        self.refused(failure)
        self._may_go_on()

    def _may_go_on(self) -> None:
        self.act.setEnabled(True)
        self.act.setFocus()

    def _go_on(self) -> None:
        self.is_over = True
        self.go(DraftAt(self.case_id, self.draft_id, turned=True))


def told(taken: TakenBack) -> str:
    """How far somebody came, in a sentence without an answer."""
    left = f", {taken.left_out} of them without an answer" if taken.left_out else ""
    return f"In the draft now: {taken.given} of {taken.among} questions{left}."
