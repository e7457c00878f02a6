"""The pages of a PDF, drawn in memory as they come into sight; nothing of it is ever a file.

Room is kept for every page at once, so that the bar tells the truth; pictures are made for those in sight and their
neighbours alone, and let go when they are far away: two hundred pages at once would be a gigabyte.
"""

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.apart.page import Page
from app.services.sharing import previews
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.timers import after, once
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

_ZOOMS: Final = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Times the width that fits."""
_SETTLED: Final = 60
"""Milliseconds after the last scroll or resize until pages are drawn."""
_GAP: Final = 0.8
_WIDEST: Final = 60
_LEAST: Final = 200
_LOWEST: Final = 14
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter


class Pages(Protocol):
    """What has pages that can be drawn; both calls may take a while, and are made away from the window's thread."""

    def shapes(self) -> tuple[float, ...]:
        """The height of each page for a width of 1."""

    def page(self, number: int, width: int) -> Page:
        """One page, from 1, that many pixels wide."""


@dataclass(frozen=True)
class _OfBytes:
    """The pages of a PDF of our own making."""

    pdf: bytes

    def shapes(self) -> tuple[float, ...]:
        return previews.shapes(self.pdf)

    def page(self, number: int, width: int) -> Page:
        return previews.page(self.pdf, number, width)


@dataclass(frozen=True)
class Some:
    """Some pages of a longer document: as many as the window lays out in a moment."""

    whole: Pages
    first: int
    """How many pages stand before."""
    most: int

    def shapes(self) -> tuple[float, ...]:
        """Of these."""
        return self.whole.shapes()[self.first : self.first + self.most]

    def page(self, number: int, width: int) -> Page:
        """One of these."""
        return self.whole.page(self.first + number, width)


class PdfView(QWidget):
    """Scrolled by arrow keys and Page Down; each page says its text to a screen reader."""

    failed = Signal(object)
    """A page could not be drawn."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._pdf, self._zoom = context, b"", 1.0
        self._pages: Pages | None = None
        self._before, self._of = 0, 0
        self._shapes: tuple[float, ...] = ()
        self.pages: list[QLabel] = []
        self._drawn: dict[int, int] = {}
        self._asked: dict[int, int] = {}
        self._settling = once(self, _SETTLED, self._draw)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Preview")
        self.area.verticalScrollBar().valueChanged.connect(lambda _: self._settling.start())
        self._message = words("", "small", wrap=False)
        row = FlowRow(context.theme.pixels(0.5))
        for text, shortcut, act in (
            ("Smaller", "Ctrl+-", lambda: self._step(-1)),
            ("Fit", "Ctrl+0", lambda: self.zoom_to(1.0)),
            ("Larger", "Ctrl++", lambda: self._step(1)),
        ):
            row.add(button(text, act, shortcut=shortcut, hint=f"{text}: the pages of the preview"))
        row.add(self._message)
        vertical(self, row, (self.area, 1))

    @property
    def pdf(self) -> bytes:
        """The file whose pages are shown."""
        return self._pdf

    def show_pdf(self, pdf: bytes) -> None:
        """Show another PDF from its first page; none shows nothing."""
        self._pdf = pdf
        self.show_pages(_OfBytes(pdf) if pdf else None)

    def show_pages(self, pages: Pages | None, before: int = 0, of: int = 0) -> None:
        """Show the pages of something from their first one; `before`: how many of `of` stand before these."""
        self._pages, self._before, self._of = pages, before, of
        self._shapes, self._zoom = (), 1.0
        self._keep_room()
        if pages is not None:
            self._context.tasks.run(
                pages.shapes,
                owner=self,
                then=lambda shapes: self._measured(pages, shapes),
                failed=self.failed.emit,
                aside=True,
            )

    def zoom_to(self, times: float) -> None:
        """Draw the pages that many times as wide as fits, and stay at the same place."""
        bar = self.area.verticalScrollBar()
        here = bar.value() / max(1, bar.maximum())
        self._zoom = times
        self._keep_sizes()
        after(bar, 0, lambda: bar.setValue(round(here * bar.maximum())))
        voice.say(self.area, f"{times:.0%} of the width")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._keep_sizes()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came into sight."""
        super().showEvent(event)
        self._keep_sizes()

    def _step(self, way: int) -> None:
        nearest = min(range(len(_ZOOMS)), key=lambda n: abs(_ZOOMS[n] - self._zoom))
        self.zoom_to(_ZOOMS[max(0, min(len(_ZOOMS) - 1, nearest + way))])

    # --- room for the pages -----------------------------------------------------------------------

    def _measured(self, pages: Pages, shapes: tuple[float, ...]) -> None:
        if pages is self._pages:
            self._shapes = shapes
            self._keep_room()

    def _keep_room(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(self._context.theme.pixels(_GAP))
        self.pages, self._drawn, self._asked = [], {}, {}
        count = len(self._shapes)
        for number in range(1, count + 1):
            page = QLabel()
            page.setObjectName("sheet")
            page.setScaledContents(True)
            page.setAccessibleName(f"Page {self._before + number} of {self._of or count}")
            self.pages.append(page)
            column.addWidget(page, 0, _CENTRE)
        column.addStretch(1)
        self.area.setWidget(holder)
        self._message.setText(self._said(count))
        self._keep_sizes()

    def _said(self, count: int) -> str:
        if self._of > count:
            return f"Pages {self._before + 1:,} to {self._before + count:,} of {self._of:,}" if count else ""
        return "" if not count else "1 page" if count == 1 else f"{count} pages"

    def _keep_sizes(self) -> None:
        self.area.setMinimumHeight(self._context.theme.pixels(_LOWEST))
        width = self._page_width()
        for page, shape in zip(self.pages, self._shapes, strict=False):
            page.setFixedSize(width, round(width * shape))
        self._settling.start()

    def _page_width(self) -> int:
        # As if there always were a bar: with and without one in turn, the pages would never come to rest.
        room = self.area.width() - self.area.verticalScrollBar().sizeHint().width()
        room -= self._context.theme.pixels(2 * _GAP)
        fits = min(room, self._context.theme.pixels(_WIDEST))
        return max(_LEAST, round(fits * self._zoom))

    # --- drawing ----------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Ask for the pages in sight and their neighbours, and let go of those far away."""
        if not self.pages or not self.isVisible():
            return
        top = self.area.verticalScrollBar().value()
        bottom = top + self.area.viewport().height()
        seen = [
            n for n, page in enumerate(self.pages) if page.y() < bottom and page.y() + page.height() > top
        ]
        near = range(max(0, min(seen, default=0) - 1), min(len(self.pages), max(seen, default=0) + 2))
        width = round(self._page_width() * self.devicePixelRatioF())
        for n, page in enumerate(self.pages):
            if n not in near:
                if n in self._drawn:
                    del self._drawn[n]
                    page.clear()
            elif width not in {self._drawn.get(n), self._asked.get(n)}:
                self._ask(n, width)

    def _ask(self, n: int, width: int) -> None:
        self._asked[n] = width
        pages = self._pages
        if pages is None:
            return
        self._context.tasks.run(
            pages.page,
            n + 1,
            width,
            owner=self.pages[n],
            then=lambda page: self._came(pages, n, width, page),
            failed=self.failed.emit,
            aside=True,
        )

    def _came(self, pages: Pages, n: int, width: int, page: Page) -> None:
        if pages is not self._pages or self._asked.get(n) != width:
            return
        del self._asked[n]
        self._drawn[n] = width
        image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
        label = self.pages[n]
        # The picture is a copy: what the image is laid over goes with the page.
        label.setPixmap(QPixmap.fromImage(image))
        label.setAccessibleDescription(page.text)
        if n == 0:
            self.area.setAccessibleDescription(page.text)
