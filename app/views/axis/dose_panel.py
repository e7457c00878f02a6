"""Dose and response as a page embeds it: a row a goal, and below all of the case, or one goal, on the time axis."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.cases.progress import Dose
from app.views.axis.axis_panel import AxisPanel
from app.views.axis.dose_table import DoseTable
from app.views.theme.theme import Theme
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.notice import Notice
from app.views.widgets.printing import print_button
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

HEADING = "Dose and response"
WHOLE = "The whole case"
_LETTERS = 24
"""Of a goal that are seen without dropping the list down."""
_HOW = (
    "What was done stands beside what was measured meanwhile. No line is fitted, and nothing here says what caused "
    "what. A change is beyond error where it is at least as large as the rule of its measure asks."
)
_NO_GOAL = "No goal yet: with a plan each goal has a row here, with its sessions and what measures it."


class DosePanel(QWidget):
    """The dose and response of a case. `picked` is a record to open.

    `print_wanted` asks for it on paper, with the name of the goal that is shown; of the whole case with none.
    """

    picked = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.prints = print_button(theme, "dose and response", self._print)
        self._dose: Dose | None = None
        self.diverges = Notice(theme)
        self.diverges.offer("Open the record", self._open_source)
        self.table = DoseTable(theme)
        self.shown = DropDown()
        self.shown.setAccessibleName("On the axis: the whole case or one goal")
        self.shown.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shown.setMinimumContentsLength(_LETTERS)
        self.axis = AxisPanel(
            theme, "Dose and response over time", plotted=True, noun="Measures", prints=self.prints
        )
        self._none = words(_NO_GOAL, "hint")
        choice = QWidget()
        horizontal(
            choice, words("Shown", "label", wrap=False, buddy=self.shown), self.shown, 1, gap=theme.px(8)
        )
        self._choice = choice
        vertical(
            self,
            words(HEADING, "h2"),
            words(_HOW, "hint"),
            self.diverges,
            self._none,
            self.table,
            choice,
            self.axis,
            gap=theme.pixels(0.5),
        )
        self.shown.currentIndexChanged.connect(self._show)
        self.table.picked.connect(self.picked)
        self.axis.picked.connect(self.picked)

    def show_dose(self, dose: Dose) -> None:
        """Show it; the goal that one looked at stays chosen, as far as it is there."""
        self._dose = dose
        chosen = self.shown.currentText()
        self.diverges.tell(dose.diverges, "care")
        self.table.show_goals([each.row for each in dose.goals])
        self.table.setVisible(bool(dose.goals))
        self._none.setVisible(not dose.goals)
        self._choice.setVisible(bool(dose.goals))
        self.shown.blockSignals(True)
        self.shown.clear()
        self.shown.addItems([WHOLE, *(f"{each.row.goal.name} {each.row.goal.words}" for each in dose.goals)])
        self.shown.setCurrentIndex(max(0, self.shown.findText(chosen)))
        self.shown.blockSignals(False)
        self._show()

    def _show(self) -> None:
        if self._dose is None:
            return
        at = self.shown.currentIndex()
        self.axis.show_axis(self._dose.goals[at - 1].axis if at > 0 else self._dose.axis)

    def _print(self) -> None:
        at = self.shown.currentIndex()
        one = self._dose.goals[at - 1].row.goal.name if self._dose is not None and at > 0 else ""
        self.print_wanted.emit(one)

    def _open_source(self) -> None:
        if self._dose is not None and self._dose.source_id:
            self.picked.emit(self._dose.source_id)
