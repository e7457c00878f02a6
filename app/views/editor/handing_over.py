"""What is said to the clinician before the person has the screen: what they can reach, and what they cannot."""

from typing import ClassVar, Final

from app.domain.measures.declare import Measure
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.services.records.sitting import Sitting
from app.views.context.context import Context
from app.views.context.places import DraftAt
from app.views.widgets.buttons import button
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import words

_SEEN: Final = (
    "One question after the other over the whole screen, without a name, a title or a score. They can answer, go back, "
    "leave a question out, and stop."
)
_LOCKED: Final = (
    "Casework locks first: nothing of the vault can be read until somebody unlocks it. Each answer is sealed as soon "
    "as it is given, and waits for your draft. Closing the window leads to the passphrase; the keys of Casework do "
    "nothing."
)
_SYSTEM: Final = (
    "Casework cannot stop the keys of the system: the person can switch to another program, to the desktop or to what "
    "else this account opens. Close your other programs first, and stay in the room."
)
_BACK: Final = (
    "Your passphrase, and no other. If the program or the machine is ended meanwhile, unlock as usual: what was "
    "answered is in your draft."
)
_PARTS: Final = (
    ("What the person has before them", _SEEN, ""),
    ("What is out of reach", _LOCKED, ""),
    ("What cannot be stopped", _SYSTEM, "care"),
    ("What leads back", _BACK, ""),
)
_WIDE: Final = 640


class HandingOverPage(Page):
    """One step begins it."""

    title: ClassVar[str] = "Hand over to the person"
    help: ClassVar[str] = "hand-over"

    def __init__(self, desk: Desk, context: Context, case_id: str, draft_id: str) -> None:
        super().__init__(desk, context)
        self.case_id, self.draft_id = case_id, draft_id
        self._revision = 0
        px = context.theme.px
        self.what = words("", "muted")
        area = Scrolled()
        column = area.hold(self.what, gap=px(8))
        for heading, text, role in _PARTS:
            said = words(text, role)
            said.setMaximumWidth(px(_WIDE))
            column.addSpacing(px(8))
            column.addWidget(words(heading, "h2"))
            column.addWidget(said)
        column.addStretch(1)
        self.body.addWidget(area, 1)
        self.back = button("Back to the draft", self._go_back, kind="quiet")
        self.act = button("Hand over now", self._begin, kind="primary")
        self.act.setEnabled(False)
        self.at_foot(self.back, self.act)
        self.first = self.back

    def arrive(self) -> None:
        """See what there is to be asked."""
        self.run(self.desk.drafts.open, self.draft_id, then=self._show)

    def _show(self, draft: DraftView) -> None:
        how = draft.kind.handed_over
        measure = how.asks(draft.sheet.content, draft.measures) if how is not None else None
        if how is not None and measure is not None:
            self._revision = draft.revision
            self.what.setText(_what(measure, len(how.answers(draft.sheet.content))))
            self.act.setEnabled(True)

    def _begin(self) -> None:
        self.act.setEnabled(False)
        begin = self.desk.handing_over.begin
        self.run(begin, self.draft_id, self._revision, then=self._begun, failed=self._not_begun)

    def _begun(self, sitting: Sitting) -> None:
        self.is_over = True
        self.handed_over.emit(sitting)

    def _not_begun(self, failure: BaseException) -> None:
        self.act.setEnabled(True)
        self.refused(failure)

    def _go_back(self) -> None:
        self.is_over = True
        self.go(DraftAt(self.case_id, self.draft_id))


def _what(measure: Measure, answered: int) -> str:
    many = len(measure.items)
    if not answered:
        return f"{measure.short}: {many} questions about {measure.period}."
    return (
        f"{measure.short}: questions {answered + 1} to {many}, as {answered} of {many} were come to before."
    )
