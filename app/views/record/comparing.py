"""What two sheets of a kind differ in, for whoever reads versions or has to choose between two texts."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.differences import Change, FieldDifference, differences
from app.domain.kinds import Kind
from app.domain.record import Sheet
from app.views import voice
from app.views.record.page_text import PageText
from app.views.record.setting import Setter
from app.views.surroundings import Surroundings
from app.views.widgets.words import words

_LEAST_EMS = 10
_KEY = "Underlined was added. Struck through was removed."


class Comparison(QWidget):
    """Only what differs, field by field."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self.summary = words("", "hint")
        self.text = _Differences(around.look, "What differs")
        self.text.setMinimumHeight(around.look.pixels(_LEAST_EMS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        column.addWidget(self.text, 1)

    def show_two(self, made: Kind, older: Sheet, newer: Sheet) -> None:
        """Compare two sheets of a kind; long texts take a moment, so it is done aside."""
        self.summary.setText("Comparing…")
        tasks = self._around.tasks
        tasks.run(differences, made, older, newer, owner=self, then=self._show, aside=True)

    def _show(self, found: tuple[FieldDifference, ...]) -> None:
        count = f"{len(found)} fields differ" if len(found) != 1 else "One field differs"
        self.summary.setText(f"{count}. {_KEY}" if found else "Nothing differs.")
        self.text.setVisible(bool(found))
        self.text.show_differences(found)
        voice.say(self, self.summary.text())


class _Differences(PageText):
    """What came is underlined and what went is struck through: not by colour alone."""

    _found: tuple[FieldDifference, ...] = ()

    def show_differences(self, found: tuple[FieldDifference, ...]) -> None:
        """Show them."""
        self._found = found
        self.write()
        self.setAccessibleDescription(". ".join(_spoken(each) for each in found))

    def write(self) -> None:
        """Write everything anew."""
        self.clear()
        setter = Setter(QTextCursor(self.document()), self.look, self.room)
        for each in self._found:
            setter.changed(each)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _spoken(each: FieldDifference) -> str:
    told = [
        f"{piece.change}: {piece.text.strip()}" for piece in each.pieces if piece.change is not Change.SAME
    ]
    return f"{each.label}, {', '.join(told)}"
