"""The pages of a PDF as they will look, drawn in memory: nothing of it is ever a file before it is signed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.previews import Page
from app.views.look import Look


class Preview(QScrollArea):
    """Pages one under another; each says its text to a screen reader."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setWidgetResizable(True)
        self.setAccessibleName("Preview of the summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.clear()

    def clear(self) -> None:
        """Take the pages away."""
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setSpacing(self._look.pixels(1))
        self._column.addStretch(1)
        self.setWidget(self._holder)
        self._pages: list[QLabel] = []

    def add(self, page: Page) -> None:
        """Put a page under the others."""
        image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888).copy()
        shown = QLabel()
        shown.setPixmap(QPixmap.fromImage(image))
        shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        shown.setAccessibleName(f"Page {page.number} of {page.count}")
        shown.setAccessibleDescription(page.text)
        shown.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages.append(shown)
        self._column.insertWidget(self._column.count() - 1, shown)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def page_width(self) -> int:
        """How wide a page may be here, in pixels."""
        return max(480, min(1000, self.viewport().width() - self._look.pixels(4)))
