"""The outline of a draft: its sections, ticked once nothing is missing in them, or with how many answers are."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from app.views.editor.sheet_form import Part
from app.views.theme.theme import Theme
from app.views.widgets.layouts import vertical
from app.views.widgets.nav_list import COUNT, NavList
from app.views.widgets.words import words

_PATH: Final = Qt.ItemDataRole.UserRole + 1
_ROW, _LEAST = 29, 196
_AROUND: Final = 16 + 20
"""Pixels at 100 % text, beside the names: the edges and a scroll bar."""
_NOT_ASKED: Final = ""


class Outline(QWidget):
    """`picked` is the path of a field somebody wants to go to."""

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self.setObjectName("aside")
        self.setProperty("side", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = words("", "small")
        self.list = NavList(theme, "Sections, and what is still missing", _ROW)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        px = theme.px
        self.count.setContentsMargins(px(10), 0, 0, 0)
        column = vertical(self, self.count, (self.list, 1000), gap=px(6), pad=(px(8), px(12), px(8), px(8)))
        column.addStretch(1)
        self._fit()

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show what there is and what is missing; where nothing changed, nothing moves."""
        if parts == self._parts:
            return
        self._parts = parts
        at = self.list.currentRow()
        self.list.empty()
        for part in parts:
            self._section(part)
        self.list.mark(min(at, self.list.count() - 1))
        total = sum(len(part.missing) for part in parts)
        self.count.setText(
            f"{total} {'answer' if total == 1 else 'answers'} to go" if total else "Nothing to go"
        )
        self._fit()

    def _section(self, part: Part) -> None:
        missing = len(part.missing)
        icon, role = ("circle", "primary") if missing else ("check", "success")
        said = (
            f"{part.title}, to go: {', '.join(label for _, label in part.missing)}" if missing else part.title
        )
        if part.is_asked and not missing:
            said = f"{part.title}, nothing to go"
        item = self.list.add(part.title, icon if part.is_asked else _NOT_ASKED, said, role=role)
        # To what is missing, where something is.
        item.setData(_PATH, part.missing[0][0] if missing else part.path)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setData(COUNT, str(missing) if missing else "")

    def _fit(self) -> None:
        """No name is cut."""
        around = self._theme.px(_AROUND)
        self.setMinimumWidth(max(self._theme.px(_LEAST), self.list.widest + around))

    def _go(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_PATH))
