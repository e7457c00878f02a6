"""The outline of a draft: its sections, and under each what is still missing to sign."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.views.editor.sheet_form import Part
from app.views.look.look import Look
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

_PATH: Final = Qt.ItemDataRole.UserRole


class Outline(QWidget):
    """`picked` is the path of a field somebody wants to go to."""

    picked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._parts: tuple[Part, ...] = ()
        self.count = words("", "hint")
        self.list = QListWidget()
        self.list.setObjectName("lines")
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Sections, and what is still missing")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.setMinimumWidth(look.pixels(11))
        label = words("Sections", "label", buddy=self.list)
        vertical(self, label, self.count, (self.list, 1), pad=(0, 0, look.pixels(0.4), 0))

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show what there is and what is missing; where nothing changed, nothing moves."""
        if parts == self._parts:
            return
        self._parts = parts
        at = self.list.currentRow()
        self.list.clear()
        for part in parts:
            self._add(_headed(part), part.path, bold=True)
            for path, label in part.missing:
                self._add(f"    {label}", path, bold=False)
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        total = sum(len(part.missing) for part in parts)
        self.count.setText(f"{total} still missing" if total else "Nothing is missing")

    def _add(self, text: str, path: str, *, bold: bool) -> None:
        item = QListWidgetItem(text)
        item.setData(_PATH, path)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text.strip())
        font = item.font()
        font.setBold(bold)
        item.setFont(font)
        self.list.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_PATH))


def _headed(part: Part) -> str:
    return f"{part.title}: {len(part.missing)} missing" if part.missing else part.title
