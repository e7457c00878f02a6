"""A document as it came, shown in memory alone: its pages, its text, or why it is not shown."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QHideEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.apart.viewer import Viewer
from app.domain.fields.file import KeptFile
from app.errors import UserError
from app.services.records.files import MOST_SHOWN, Shown
from app.views.context.context import Context
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.pdf_view import PdfView, Some
from app.views.widgets.words import words
from app.views.writing.text_view import ReadingBox

PAGES_AT_ONCE: Final = 100
"""As many as are laid out before anybody notices."""
_UNSHOWN: Final = "A document of this type is not shown here. It is kept exactly as it came."
_OPENING: Final = "Opening the document."
_CUT: Final = f"The first {MOST_SHOWN:,} characters are shown; the document goes on."


class _Plain(ReadingBox):
    """A text as it is, without any markup."""

    text = ""

    def compose(self, cursor: QTextCursor) -> None:
        """Write it."""
        cursor.insertText(self.text)


class DocumentView(QWidget):
    """Loads a document when it comes into sight, and lets go of it, with the process that draws it, when it goes."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._load: Callable[[], Shown] | None = None
        self._viewer: Viewer | None = None
        self._wanted: object = None
        self._count = self._first = 0
        px = context.theme.px
        self.message = words("", "muted")
        self.pages = PdfView(context)
        self.text = _Plain(context.theme)
        self.text.setAccessibleName("Text of the document")
        self.earlier = button("Earlier pages", lambda: self._turn(-PAGES_AT_ONCE))
        self.later = button("Later pages", lambda: self._turn(PAGES_AT_ONCE))
        self._ways = FlowRow(px(8), self.earlier, self.later)
        self._stack = QStackedWidget()
        for part in (self.pages, self.text):
            self._stack.addWidget(part)
        self.pages.failed.connect(self._refused)
        vertical(self, self.message, (self._ways, LEFT), (self._stack, 1), gap=px(8))
        self._show_nothing()

    @property
    def viewer(self) -> Viewer | None:
        """What draws it; nothing while none is shown."""
        return self._viewer

    def show_document(self, kept: KeptFile | None, load: Callable[[], Shown] | None) -> None:
        """Show another document; `load` hands it over, on the vault's thread. None shows nothing."""
        self.let_go()
        self._load = load if kept is not None else None
        if self.isVisible():
            self._open()

    def let_go(self) -> None:
        """Forget what is shown, and end the process that drew it."""
        self._wanted = None
        viewer, self._viewer = self._viewer, None
        if viewer is not None:
            viewer.close()
        self._show_nothing()

    def showEvent(self, event: QShowEvent) -> None:
        """Load it: nothing is unsealed that nobody looks at."""
        super().showEvent(event)
        if self._wanted is None:
            self._open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of it, as when a lock takes the window away; in one that is only made small it stays."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.let_go()

    def _open(self) -> None:
        if self._load is None:
            return
        wanted = self._wanted = object()
        self._say(_OPENING)
        self._context.tasks.run(
            self._load,
            owner=self,
            then=lambda shown: self._came(wanted, shown),
            failed=lambda failure: self._refused(failure) if wanted is self._wanted else None,
        )

    def _came(self, wanted: object, shown: Shown) -> None:
        if wanted is not self._wanted:
            # Somebody turned away meanwhile.
            if shown.viewer is not None:
                shown.viewer.close()
            return
        if shown.viewer is not None:
            self._viewer = shown.viewer
            self._context.tasks.run(
                shown.viewer.shapes,
                owner=self,
                then=lambda shapes: self._measured(wanted, shapes),
                failed=lambda failure: self._refused(failure) if wanted is self._wanted else None,
                aside=True,
            )
        elif shown.text:
            self._say(_CUT if shown.is_cut else "")
            self.text.text = shown.text
            self.text.write()
            self._stack.setCurrentWidget(self.text)
            self._stack.show()
        else:
            self._say(_UNSHOWN)

    def _measured(self, wanted: object, shapes: tuple[float, ...]) -> None:
        if wanted is self._wanted and self._viewer is not None:
            self._say("")
            self._count = len(shapes)
            self._stack.setCurrentWidget(self.pages)
            self._stack.show()
            self._show_from(0)

    def _turn(self, by: int) -> None:
        self._show_from(max(0, min(self._count - 1, self._first + by)))

    def _show_from(self, first: int) -> None:
        self._first = first
        if self._viewer is not None:
            self.pages.show_pages(Some(self._viewer, first, PAGES_AT_ONCE), first, self._count)
        self._ways.setVisible(self._count > PAGES_AT_ONCE)
        self.earlier.setEnabled(first > 0)
        self.later.setEnabled(first + PAGES_AT_ONCE < self._count)

    def _refused(self, failure: BaseException) -> None:
        if not isinstance(failure, UserError):
            self._context.tasks.failed.emit(failure)
            return
        self.let_go()
        # Asked for once: it is not tried again by itself.
        self._wanted = failure
        self._say(str(failure))

    def _show_nothing(self) -> None:
        self.pages.show_pages(None)
        self.text.clear()
        self._stack.hide()
        self._ways.hide()
        self._say("")

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
