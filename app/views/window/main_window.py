"""The one window: the way in, and the desk while a vault is open; it locks whatever else is going on."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from app.errors import MissingPart
from app.views.context.context import Context
from app.views.context.settings_keeper import SettingsKeeper
from app.views.context.tasks import Tasks
from app.views.locking.clipboard import CopyGuard
from app.views.locking.idle import Idle
from app.views.locking.lock_key import LockKey
from app.views.locking.session_watch import SessionWatch
from app.views.locking.sweeping import sweep
from app.views.look.look import OLD_LOOK, Look
from app.views.start.start_stack import StartStack
from app.views.window.collecting import Collecting
from app.views.window.crash import CrashReports
from app.views.window.questions import Questions
from app.whole_file import is_folder

if TYPE_CHECKING:
    # What knows of vaults takes longer to load than this window takes to appear: it is loaded behind the first page.
    from app.services.records.unsaved import UnsavedDraft
    from app.services.vault.open_vault import OpenVault
    from app.views.window.open_desk import Closed, OpenDesk

_GEOMETRY = "window"
_LOSE = (
    "What you typed last could not be saved, because the disk did not take it. It is kept in memory alone: cancel, "
    "make room on the disk and unlock here, and it is saved."
)
_SMALLEST = (720, 520)
_FIRST = (1280, 840)


def _load_ahead() -> Iterator[str]:
    """Load the screens of an open vault one by one, behind the first page."""
    from app.views.shell import routes  # noqa: PLC0415 - it would keep the first page waiting

    yield from routes.load_ahead()


class MainWindow(QMainWindow):
    """Holds the start pages and, while a vault is open, the desk. `locked` says that the desk has gone."""

    locked = Signal()
    opened = Signal()
    closed = Signal()
    """Gone for good, and the vault is locked."""

    def __init__(self, look: Look, settings: SettingsKeeper, told: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Casework")
        self.setAcceptDrops(True)
        self.look, self.settings = look, settings
        self.tasks = Tasks(self)
        self.collecting = Collecting(self)
        self.crashes = CrashReports(self)
        self.tasks.failed.connect(self.crashes.take)
        self.tasks.busy_changed.connect(self._close_when_idle)
        self.asks = Questions(look)
        self.context = Context(self.tasks, look, self.asks, settings, self._offer)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.start = StartStack(self.context, load_ahead=_load_ahead)
        self._stack.addWidget(self.start)
        self.open_desk: OpenDesk | None = None
        self._closing = False
        self._unsaved: dict[Path, tuple[UnsavedDraft, ...]] = {}
        self._looks = settings.now.theme, settings.now.text_size
        self.keys = LockKey(self)
        self.idle = Idle(self, minutes=settings.now.idle_minutes, takes_key=self.keys.takes)
        self._told = told
        self.session = SessionWatch(self)
        self.copies = CopyGuard(self)
        self._connect()
        self._restore_geometry()
        look.dress(self)

    def _connect(self) -> None:
        self.start.opened.connect(self._opened)
        self.idle.due.connect(lambda: self.lock("Locked after a time without a key or the mouse."))
        self.session.gone.connect(self._screen_gone)
        self.copies.told.connect(self._copied)
        self.keys.lock_wanted.connect(self.lock)
        self.keys.hiding_wanted.connect(self._hide_names)
        self.settings.changed.connect(self._settings_changed)
        self.look.refused.connect(self._tell)

    # --- opening ------------------------------------------------------------------------------------

    def show_folder(self, folder: Path | None) -> None:
        """Show the way into a vault, or the first page; a vault that is open stays open."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        if self.open_desk is not None:
            return
        if folder is None:
            self.start.show_start()
        else:
            self.start.show_unlock(folder)
        told, self._told = self._told, ""
        self.start.vault_closed(told)

    def _opened(self, vault: "OpenVault", folder: str) -> None:
        # Loaded by now: the start page loads it while the passphrase is typed.
        from app.views.window.open_desk import OpenDesk  # noqa: PLC0415

        desk = self.open_desk = OpenDesk(vault, self.context, self)
        desk.lock_wanted.connect(self.lock)
        self._stack.addWidget(desk)
        self._stack.setCurrentWidget(desk)
        self.settings.change(last_folder=folder)
        self.idle.begin()
        self.idle.locks_in.connect(desk.shell.status.locks_in)
        self.idle.warned.connect(desk.warn)
        desk.begin(self._unsaved.pop(vault.folder, ()))
        self.opened.emit()

    # --- locking ------------------------------------------------------------------------------------

    def lock(self, reason: str = "") -> None:
        """Lock now. Nothing can stand in the way: what is typed is taken along, and every question goes."""
        desk, self.open_desk = self.open_desk, None
        if desk is None:
            return
        self.idle.end()
        unsaved = desk.take_leave()
        sweep(self)
        folder = desk.folder
        self._stack.setCurrentWidget(self.start)
        self.start.show_unlock(folder, reason)
        self._stack.removeWidget(desk)
        desk.hide()
        desk.deleteLater()
        self.tasks.run(
            desk.close_vault,
            unsaved,
            owner=self,
            then=lambda closed: self._closed(folder, closed),
            failed=self.crashes.take,
        )
        self.locked.emit()

    def _closed(self, folder: Path, closed: "Closed") -> None:
        if closed.unsaved:
            self._unsaved[folder] = closed.unsaved
        self.collecting.collect_all()
        self.start.vault_closed(closed.told)
        for failure in closed.failures:
            self.crashes.take(failure)
        if self._closing and self._unsaved:
            # It lives in memory alone: the window comes back to say so.
            self._closing = False
            self.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock before the window goes; it goes when the vault is closed and nothing is under way."""
        self._keep_geometry()
        if self.open_desk is None and not self.tasks.is_busy:
            if self._unsaved:
                event.ignore()
                self._ask_to_lose()
                return
            self.tasks.finish()
            self.collecting.end()
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        self._closing = True
        self.hide()
        self.lock()

    def _close_when_idle(self, busy: bool) -> None:  # noqa: FBT001 - the shape of the signal
        if self._closing and not busy:
            QTimer.singleShot(0, self, self.close)

    def _ask_to_lose(self) -> None:
        self._closing = False
        self.show()
        self.asks.confirm(
            self, "Close and lose your last words?", _LOSE, "Close and lose them", self._lose, danger=True
        )

    def _lose(self) -> None:
        self._unsaved.clear()
        self.close()

    def _screen_gone(self) -> None:
        self.start.cover()
        self.lock("Locked with the screen.")

    # --- the window itself --------------------------------------------------------------------------

    def _offer(self, told: str, undo: Any = None) -> None:
        if self.open_desk is not None:
            self.open_desk.shell.snackbar.offer(told, undo)

    def _copied(self, told: str) -> None:
        if self.open_desk is not None and told:
            self.open_desk.shell.status.saved(told)

    def _settings_changed(self) -> None:
        now = self.settings.now
        self.idle.set_minutes(now.idle_minutes)
        looks = now.theme, now.text_size
        if looks != self._looks:
            # Only then: a style sheet for the whole window takes as long as a person can see.
            self._looks = looks
            try:
                self.look.use(*looks)
            except MissingPart:
                self._tell(OLD_LOOK)

    def _tell(self, told: str) -> None:
        if self.open_desk is not None:
            self.open_desk.warning.tell(told, "care")
        else:
            self.start.vault_closed(told)

    def _hide_names(self) -> None:
        if self.open_desk is not None:
            self.open_desk.toggle_names()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a vault folder, or a PDF to verify."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return
        if self.open_desk is not None:
            self.open_desk.dropped(paths[0])
        elif is_folder(paths[0]):
            self.start.show_unlock(paths[0])
        else:
            self.start.show_verify(paths[0])

    def _keep_geometry(self) -> None:
        kept = b64encode(self.saveGeometry().data()).decode()
        layout = dict(self.settings.now.layout) | {_GEOMETRY: kept}
        self.settings.change(layout=layout)

    def _restore_geometry(self) -> None:
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST)
        kept = self.settings.now.layout.get(_GEOMETRY, "")
        if kept:
            self.restoreGeometry(QByteArray(b64decode(kept)))
        screen = self.screen().availableGeometry()
        if not screen.intersects(self.frameGeometry()):
            # It was last on a screen that is not there any more.
            self.move(screen.topLeft())
