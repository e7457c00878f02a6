"""Where a colleague who knows the victims says of each place that what was found there is nobody's detail, and why."""

from PySide6.QtWidgets import QCheckBox, QWidget

from app.views.theme.theme import Theme
from app.views.widgets.emptying import empty_out
from app.views.widgets.fields import Field, line
from app.views.widgets.layouts import vertical
from app.views.widgets.share_words import place
from app.views.widgets.words import words

_MOST: int = 500


class Passing(QWidget):
    """A box for each place, and the reason. Nothing is ticked beforehand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._lines = vertical(None, gap=theme.pixels(0.2))
        self.reason = line(most=_MOST)
        self._message = words("", "error")
        self._message.hide()
        self._why = Field("Why it is no victim’s detail", self.reason, hint=_KEPT)
        vertical(self, words(_ASKED), self._message, self._lines, self._why, gap=theme.pixels(0.4))

    def show_places(self, places: tuple[str, ...]) -> None:
        """Ask about each of them anew."""
        empty_out(self._lines)
        self.reason.clear()
        self._message.hide()
        self._why.show_problem("")
        self._boxes = {each: QCheckBox(f"No victim’s detail: {place(each)}") for each in places}
        for box in self._boxes.values():
            self._lines.addWidget(box)

    @property
    def places(self) -> tuple[str, ...]:
        """The places of which it is said."""
        return tuple(each for each, box in self._boxes.items() if box.isChecked())

    def is_complete(self) -> bool:
        """Whether it is said of every place, and why; what is left out is said where it is, and takes the keyboard."""
        left = [box for box in self._boxes.values() if not box.isChecked()]
        why = self.reason.text().strip()
        self._message.setText(
            "Error: every place has to be no victim’s detail. Otherwise its author has to change it."
        )
        self._message.setVisible(bool(left))
        self._why.show_problem("" if why else "Say why.")
        if left:
            left[0].setFocus()
        elif not why:
            self._why.take_keyboard()
        return not left and bool(why)


_ASKED = (
    "You know the victims: read the pages below. Tick each place where what was found is nobody of them, such as a "
    "colleague of the same name."
)
_KEPT = "It is signed with your name and kept with what is sent: never write who a victim is."
