"""A new record: which kind, and where it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.compartments import Compartment
from app.domain.kinds import OFFERED, Kind
from app.services.casefile import CaseSheet
from app.services.desk import Desk
from app.services.drafts import DraftView
from app.views.places import CaseAt, DraftAt
from app.views.surroundings import Surroundings
from app.views.widgets.buttons import button
from app.views.widgets.page import Page
from app.views.widgets.words import words

_CARD_EMS = 24


@dataclass(frozen=True)
class Choice:
    """What there is to choose from."""

    case: CaseSheet
    compartments: tuple[Compartment, ...]


class NewRecordPage(Page):
    """Chooses a kind and begins the draft; with a kind given, begins it at once."""

    title: ClassVar[str] = "New record"
    help: ClassVar[str] = "new-record"

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, kind: str = "") -> None:
        super().__init__(desk, around)
        self._case_id, self._kind = case_id, kind
        self.kept_in = QComboBox()
        self.kept_in.setObjectName("kept_in")
        self.cards = [self._card(made) for made in OFFERED]
        self._gates = QVBoxLayout()
        self.body.addLayout(self._gates)
        self.body.addLayout(self._where())
        self.body.addWidget(self._scrolled(), 1)

    def arrive(self) -> None:
        """Ask what may be chosen, or begin."""
        if self._kind:
            self._begin(self._kind)
        else:
            self.run(self._look, then=self._show)

    def focus_first(self) -> None:
        """The first kind."""
        self.cards[0].begin.setFocus()

    def _look(self) -> Choice:
        return Choice(self.desk.casefile.open(self._case_id), self.desk.drafts.compartments())

    def _where(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words("Kept in", "label", wrap=False, buddy=self.kept_in))
        row.addWidget(self.kept_in)
        row.addWidget(words("Who may read it follows from this", "hint"), 1)
        back = button("Back to the case", lambda: self.go(CaseAt(self._case_id)), shortcut="Escape")
        row.addWidget(back)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay as many cards side by side as are readable."""
        super().resizeEvent(event)
        across = max(1, self.width() // self.around.look.pixels(_CARD_EMS))
        for n, card in enumerate(self.cards):
            self._grid.addWidget(card, n // across, n % across)

    def _card(self, made: Kind) -> "KindCard":
        return KindCard(self.around, made, lambda: self._begin(made.code))

    def _show(self, choice: Choice) -> None:
        chosen = self.kept_in.currentData()
        self.kept_in.clear()
        for each in choice.compartments:
            self.kept_in.addItem(each.label, each)
        self.kept_in.setCurrentIndex(max(0, self.kept_in.findData(chosen or Compartment.CLINICAL)))
        while self._gates.count():
            old = self._gates.takeAt(0).widget()
            if old is not None:
                old.deleteLater()
        for gate in choice.case.gates:
            self._gates.addWidget(words(gate.words, "error" if gate.kind == "stop" else "care"))

    def _begin(self, code: str) -> None:
        where = self.kept_in.currentData()
        usual = where in {None, Compartment.CLINICAL}
        self.run(self.desk.drafts.begin, self._case_id, code, None if usual else where, then=self._begun)

    def _begun(self, draft: DraftView) -> None:
        self.go(DraftAt(draft.case_id, draft.id))

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area


class KindCard(QFrame):
    """A kind: what it is for, and the button that begins one."""

    def __init__(self, around: Surroundings, made: Kind, begin: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.begin = button(f"Begin {made.title.lower()}", begin, icon=around.look.icon("file-pen-line"))
        self.begin.setObjectName(f"begin_{made.code}")
        column = QVBoxLayout(self)
        column.addWidget(words(made.title, "h2"))
        column.addWidget(words(made.note, "hint"), 1)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
