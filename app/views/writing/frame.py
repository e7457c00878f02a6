"""A text box with what belongs to it: templates offered in it while it is empty, its words counted under it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
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
        self._message = once(self, _SHOWN_MS, self.count)
        box.document().contentsChanged.connect(self._changed)
        box.message.connect(self._tell)
        self.count()
        self._show_offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the offer in its corner of the box."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._show_offer()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Make the offer as large as its words are now."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "status"):
            self._show_offer()

    def count(self) -> None:
        """Say how many words there are, and near the limit how much room is left."""
        written = self.box.toPlainText()
        left = self.box.most - len(written)
        number = len(written.split())
        message = "1 word" if number == 1 else f"{number:,} words"
        role = "small"
        if left < 0:
            message, role = (
                f"{message}, {-left:,} characters more than can be signed: shorten it or split it.",
                "error",
            )
        elif left < self.box.most * (1 - NEAR):
            message, role = f"{message}, room for {left:,} more characters", "care"
        self._show(message if number else " ", role)

    def _changed(self) -> None:
        self._counting.start()
        if self._templates:
            self._show_offer()

    def _show_offer(self) -> None:
        offered = bool(self._templates) and self.box.document().isEmpty() and not self.box.isReadOnly()
        if offered:
            self.template.ensurePolished()
            inside = self.box.viewport().geometry()
            # In a box that is narrower than the words, the beginning of them is what tells.
            offer = self.template.sizeHint()
            left = max(inside.left(), inside.right() - offer.width())
            self.template.setGeometry(QRect(QPoint(left, inside.bottom() - offer.height()), offer))
        if offered != self._is_offered:
            self._is_offered = offered
            self.template.setVisible(offered)
            # Only then: every event of it would come by here. What is inside the edges stands in its new place already
            # when it hears of it; the box itself hears of it before.
            inside_of = self.box.viewport()
            (inside_of.installEventFilter if offered else inside_of.removeEventFilter)(self)

    def _tell(self, message: str) -> None:
        self._show(message, "small")
        self._message.start()

    def _show(self, message: str, role: str) -> None:
        style_as(self.status, "role", role)
        self.status.setText(message)

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("Templates")
        for one in self._templates:
            action = menu.addAction(one.title.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, text=one.text: self.box.put(text))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.template.mapToGlobal(self.template.rect().bottomLeft()))
