"""A text box with what belongs to it: templates offered in it while it is empty, its words counted under it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.fields.templates import Template
from app.views.context.timers import SETTLE_MS, once
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical
from app.views.widgets.words import style_as, words
from app.views.writing.text_box import TextBox

NEAR: Final = 0.9
"""From this part of the limit on it is told how much room is left."""
_SHOWN_MS: Final = 6_000


class WritingFrame(QWidget):
    """Around a box. The label of the field stays the caller's, and so does the name of the box."""

    def __init__(
        self, box: TextBox, templates: tuple[Template, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box, self._templates, self._is_offered = box, templates, False
        self.template = button("Template…", self._offer, kind="link", hint="Begin with headings to fill in")
        # In the empty box, where it goes without moving anything once something is written.
        self.template.setParent(box)
        self.template.hide()
        self.template.setCursor(Qt.CursorShape.PointingHandCursor)
        self.status = words(" ", "small")
        vertical(self, (box, 1), self.status, gap=0)
        self._counting = once(self, SETTLE_MS, self.count)
        self._told = once(self, _SHOWN_MS, self.count)
        box.document().contentsChanged.connect(self._changed)
        box.told.connect(self._tell)
        self.count()
        self._show_offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the offer in its corner of the box."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._show_offer()
        return super().eventFilter(watched, event)

    def count(self) -> None:
        """Say how many words there are, and near the limit how much room is left."""
        written = self.box.toPlainText()
        left = self.box.most - len(written)
        number = len(written.split())
        told = "1 word" if number == 1 else f"{number:,} words"
        role = "small"
        if left < 0:
            told, role = (
                f"{told}, {-left:,} characters more than can be signed: shorten it or split it.",
                "error",
            )
        elif left < self.box.most * (1 - NEAR):
            told, role = f"{told}, room for {left:,} more characters", "care"
        self._show(told if number else " ", role)

    def _changed(self) -> None:
        self._counting.start()
        if self._templates:
            self._show_offer()

    def _show_offer(self) -> None:
        offered = bool(self._templates) and self.box.document().isEmpty() and not self.box.isReadOnly()
        if offered:
            self.template.adjustSize()
            inside = self.box.viewport().geometry()
            self.template.move(
                inside.right() - self.template.width(), inside.bottom() - self.template.height()
            )
        if offered != self._is_offered:
            self._is_offered = offered
            self.template.setVisible(offered)
            # Only then: every event of the box would come by here.
            (self.box.installEventFilter if offered else self.box.removeEventFilter)(self)

    def _tell(self, told: str) -> None:
        self._show(told, "small")
        self._told.start()

    def _show(self, told: str, role: str) -> None:
        style_as(self.status, "role", role)
        self.status.setText(told)

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("Templates")
        for one in self._templates:
            action = menu.addAction(one.title.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, text=one.text: self.box.put(text))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.template.mapToGlobal(self.template.rect().bottomLeft()))
