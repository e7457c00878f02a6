"""Chips: filters that are on or off, with a tick so that it is not said by colour alone."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from app.views.theme.theme import Theme
from app.views.widgets.buttons import PressedByEnter, button


def chip(text: str, act: Callable[[], object], theme: Theme, *, hint: str = "") -> QPushButton:
    """A filter; `act` is called when it was switched by hand."""
    made = button(text, act, kind="chip", hint=hint)
    made.setCheckable(True)
    made.toggled.connect(lambda on: made.wear(theme, "check", "primary", ems=1.1) if on else made.doff())
    return made


class MenuChip(PressedByEnter):
    """A filter with several values, which are chosen in a menu; it says the one that is, or how many are.

    `wanted` is asked for the values where they are not known before; it answers by `offer`.
    """

    changed = Signal()
    """Others were chosen by hand."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        values: Mapping[str, str] | None = None,
        *,
        hint: str = "",
        wanted: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._title, self._values = title, dict(values or {})
        self.chosen: tuple[str, ...] = ()
        self.setProperty("kind", "chip")
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.setToolTip(hint)
        # So the arrow stands behind the words.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.wear(theme, "chevron-down", "muted")
        self.clicked.connect(lambda *_: wanted() if wanted is not None else self.offer(self._values))
        self.choose(())

    def nextCheckState(self) -> None:
        """Whether it narrows anything is for the menu to say, and not for a press."""

    def choose(self, codes: Iterable[str]) -> None:
        """Let these be the chosen ones; nobody is told."""
        wanted = set(codes)
        self.chosen = tuple(code for code in self._values if code in wanted)
        names = [self._values[code] for code in self.chosen]
        self.setChecked(bool(names))
        said = names[0] if len(names) == 1 else f"{len(names)} chosen"
        self.setText((f"{self._title}: {said}" if names else self._title).replace("&", "&&"))
        self.setAccessibleName(f"{self._title}: {', '.join(names) or 'any'}")

    def take(self, values: Mapping[str, str]) -> None:
        """Know these values and no others."""
        self._values = dict(values)

    def offer(
        self, values: Mapping[str, str], *, said: Mapping[str, str] | None = None, one: bool = False
    ) -> None:
        """Let some of these values be chosen, or `one` alone; `said` is how one reads in the menu, if otherwise."""
        self.take(values)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, name in values.items():
            action = menu.addAction((said or {}).get(code, name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(code in self.chosen)
            action.triggered.connect(lambda on, code=code: self._turned(code, on=on, one=one))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _turned(self, code: str, *, on: bool, one: bool) -> None:
        kept = () if one else tuple(each for each in self.chosen if each != code)
        self.choose((*kept, code) if on else kept)
        self.changed.emit()
