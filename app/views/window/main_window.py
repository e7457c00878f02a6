"""The one window: the way in, and the desk while a vault is open; it locks whatever else is going on."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from app.errors import MissingPart
from app.views.context.context import Context
from app.views.context.settings_keeper import SettingsKeeper
from app.views.context.tasks import Tasks
from app.views.context.timers import after
from app.views.start.delays import Delays
from app.views.start.start_stack import StartStack
from app.views.theme.theme import OLD_THEME, Theme
from app.views.window.collecting import Collecting
from app.views.window.crash import CrashReports
from app.views.window.questions import Questions

if TYPE_CHECKING:
    # What knows of vaults takes longer to load than this window takes to appear: it is loaded behind the first page.
    from app.services.records.sitting import Sitting
    from app.services.records.unsaved import UnsavedDraft
    from app.services.vault.open_vault import OpenVault
    from app.views.window.given_away import GivenAway
    from app.views.window.open_desk import Closed, OpenDesk
    from app.views.window.watches import Watches

_GEOMETRY = "window"
_LOSE = (
    "What you typed last could not be saved, because the disk did not take it. It is kept in memory alone: cancel, "
    "make room on the disk and unlock here, and it is saved."
)
_NO_KIT = (
    "It was neither printed nor saved, and its key is never shown again. If your passphrase is lost, nobody can open "
    "the vault without it. Once the vault is open you can make another kit in Settings."
)
_DECIDE = "Type your passphrase once more: the vault asks for a decision before it opens."
_SMALLEST = (720, 520)
_FIRST = (1280, 840)


def _load_ahead() -> Iterator[str]:
    """Load the screens of an open vault one by one, behind the first page."""
    from app.views.shell import routes

    yield from routes.load_ahead()


def _nothing() -> None:
    """Nothing is left to do."""


class MainWindow(QMainWindow):
    """Holds the start pages and, while a vault is open, the desk. `locked` says that the desk has gone."""

    locked = Signal()
    opened = Signal()
    closed = Signal()
    """Gone for good, and the vault is locked."""

    def __init__(self, theme: Theme, settings: SettingsKeeper, message: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Casework")
        self.theme, self.settings = theme, settings
        self.tasks = Tasks(self)
        self.collecting = Collecting(self)
        self.crashes = CrashReports(self)
        self.tasks.failed.connect(self.crashes.take)
        self.tasks.busy_changed.connect(self._close_when_idle)
        self.asks = Questions(theme)
        self.context = Context(self.tasks, theme, self.asks, settings, self._offer)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._delays = Delays()
        self.start = StartStack(self.context, delays=self._delays, load_ahead=_load_ahead)
        self._stack.addWidget(self.start)
        self.open_desk: OpenDesk | None = None
        self.given_away: GivenAway | None = None
        self._closing = self._without_kit = self._ends = False
        self._unsaved: dict[Path, tuple[UnsavedDraft, ...]] = {}
        self._themes = settings.now.theme, settings.now.text_size
        self._watches: Watches | None = None
        self._message = message
        self._connect()
        self._restore_geometry()
        theme.dress(self)

    def _connect(self) -> None:
        self.start.opened.connect(self._opened)
        self.start.painted.connect(lambda: self.watches)
        self.settings.changed.connect(self._settings_changed)
        self.theme.refused.connect(self._tell)

    @property
    def watches(self) -> "Watches":
        """What watches as long as the window is there; made when first wanted, at the latest by the first page."""
        if self._watches is None:
            from app.views.window.watches import Watches

            made = self._watches = Watches(self, self.theme, minutes=self.settings.now.idle_minutes)
            made.idle.due.connect(lambda: self.lock("Locked after a time without a key or the mouse."))
            made.session.gone.connect(self._screen_gone)
            made.copies.message.connect(self._copied)
            made.keys.lock_wanted.connect(self.lock)
            made.keys.hiding_wanted.connect(self._hide_names)
        return self._watches

    # --- opening ------------------------------------------------------------------------------------

    def show_folder(self, folder: Path | None) -> None:
        """Show the way into a vault, or the first page; one that is open stays open, and one being made is made."""
        self.showNormal() if self.isMinimized() and self.given_away is None else self.show()
        self.raise_()
        self.activateWindow()
        if self.open_desk is not None or self.given_away is not None or self.start.is_making:
            return
        if folder is None:
            self.start.show_start()
        else:
            self.start.show_unlock(folder)
        message, self._message = self._message, ""
        self.start.vault_closed(message)

    def _opened(self, vault: "OpenVault", folder: str, sitting: "Sitting | None" = None) -> None:
        # Loaded by now: the start page loads it while the passphrase is typed.
        from app.views.window.open_desk import OpenDesk

        desk = self.open_desk = OpenDesk(vault, self.context, self)
        desk.lock_wanted.connect(self.lock)
        desk.handed_over.connect(self.give_away)
        self._stack.addWidget(desk)
        self.settings.remember_folder(folder)
        idle = self.watches.idle
        idle.begin()
        idle.locks_in.connect(desk.shell.status.locks_in)
        idle.warned.connect(desk.warn)
        # To make it, to show it and to make its first page is each as much as fits a turn. What a lock comes before is
        # not done, and what was not saved stays for the next time.
        after(desk, 0, lambda: self._show_desk(desk, sitting))

    def _show_desk(self, desk: "OpenDesk", sitting: "Sitting | None") -> None:
        self._stack.setCurrentWidget(desk)
        after(desk, 0, lambda: self._begin_at(desk, sitting))

    def _begin_at(self, desk: "OpenDesk", sitting: "Sitting | None") -> None:
        desk.begin(self._unsaved.pop(desk.folder, ()), sitting)
        self.opened.emit()

    # --- handed over --------------------------------------------------------------------------------

    def give_away(self, sitting: "Sitting") -> None:
        """Lock, and let the person have the screen: only their clinician's passphrase leads back."""
        from app.views.window.given_away import GivenAway

        self.crashes.hold()
        self.lock()
        given = self.given_away = GivenAway(self, self._stack, self.context)
        given.opened.connect(self._came_back)
        given.is_to_be_decided.connect(self._decide)
        given.begin(self._delays, sitting)

    def _came_back(self, vault: "OpenVault", folder: str) -> None:
        sitting = self._take_back()
        self._opened(vault, folder, sitting)

    def _decide(self, folder: str) -> None:
        self._take_back()
        self._stack.setCurrentWidget(self.start)
        self.start.show_unlock(Path(folder), _DECIDE)

    def _take_back(self) -> "Sitting | None":
        given, self.given_away = self.given_away, None
        if given is None:
            return None
        given.end()
        given.deleteLater()
        self.crashes.let_go()
        return given.sitting

    # --- locking ------------------------------------------------------------------------------------

    def lock(self, reason: str = "") -> None:
        """Lock now. Nothing can stand in the way: what is typed is taken along, and every question goes."""
        desk, self.open_desk = self.open_desk, None
        if desk is None:
            return
        self.watches.idle.end()
        unsaved = desk.take_leave()
        from app.views.locking.sweeping import sweep
        from app.views.window.taking_apart import take_apart

        sweep(self)
        folder = desk.folder
        self._stack.setCurrentWidget(self.start)
        self.start.show_unlock(folder, reason, desk.vault.member.login)
        self._stack.removeWidget(desk)
        take_apart(desk, self, self.tasks)
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
        # Behind what the vault's thread has just done: it holds the desk until it takes up the next thing.
        self.tasks.run(_nothing, owner=self, then=lambda _: self.collecting.collect_all())
        self.start.vault_closed(closed.message)
        for failure in closed.failures:
            self.crashes.take(failure)
        if self.given_away is not None:
            self.given_away.may_begin()
        if self._closing and self._unsaved:
            # It lives in memory alone: the window comes back to say so.
            self._closing = False
            self.show()

    def end(self) -> None:
        """Close for good, whoever has the screen: the system ends the program."""
        self._ends = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock before the window goes; it goes when the vault is closed and nothing is under way.

        Who was handed the screen does not close it: the system alone does, when it ends the program.
        """
        if self.given_away is not None and not self._ends:
            event.ignore()
            self.given_away.ask_back()
            return
        if self.given_away is None:
            self._keep_look()
        if self.open_desk is None and not self.tasks.is_busy:
            if self._unsaved or (self.start.unkept_kit and not self._without_kit):
                event.ignore()
                self._ask_to_lose() if self._unsaved else self._ask_about_kit()
                return
            self.tasks.finish()
            self.settings.finish()
            self.collecting.end()
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        self._closing = True
        self.hide()
        self.lock()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Tab goes the way one reads."""
        from app.views.widgets.tab_order import go_on

        return go_on(self, forward=next) or super().focusNextPrevChild(next)

    def _close_when_idle(self, busy: bool) -> None:  # noqa: FBT001 - the shape of the signal
        if self._closing and not busy:
            QTimer.singleShot(0, self, self.close)

    def _ask_to_lose(self) -> None:
        self._closing = False
        self.show()
        self.asks.confirm(
            self, "Close and lose your last words?", _LOSE, "Close and lose them", self._lose, danger=True
        )

    def _ask_about_kit(self) -> None:
        if self._closing:
            # It was made while the window was on its way out.
            self._closing = False
            self.show()
        if QApplication.activeModalWidget() is None:
            self.asks.confirm(
                self,
                "Close without the recovery kit?",
                _NO_KIT,
                "Close without it",
                self._go_without,
                danger=True,
            )

    def _go_without(self) -> None:
        self._without_kit = True
        self.close()

    def _lose(self) -> None:
        self._unsaved.clear()
        self.close()

    def _screen_gone(self) -> None:
        self.start.cover()
        if self.given_away is not None:
            self.given_away.cover()
        self.lock("Locked with the screen.")

    # --- the window itself --------------------------------------------------------------------------

    def _offer(self, message: str, undo: Any = None) -> None:
        if self.open_desk is not None:
            self.open_desk.shell.snackbar.offer(message, undo)

    def _copied(self, message: str) -> None:
        if self.open_desk is not None and message:
            self.open_desk.shell.snackbar.offer(message)

    def _settings_changed(self) -> None:
        now = self.settings.now
        self.watches.idle.set_minutes(now.idle_minutes)
        themes = now.theme, now.text_size
        if themes != self._themes:
            # Only then: a style sheet for the whole window takes as long as a person can see.
            self._themes = themes
            try:
                self.theme.use(*themes)
            except MissingPart:
                self._tell(OLD_THEME)

    def _tell(self, message: str) -> None:
        if self.open_desk is not None:
            self.open_desk.warning.tell(message, "care")
        else:
            self.start.vault_closed(message)

    def _hide_names(self) -> None:
        if self.open_desk is not None:
            self.open_desk.toggle_names()

    def _keep_look(self) -> None:
        kept = b64encode(self.saveGeometry().data()).decode()
        layout = dict(self.settings.now.layout) | {_GEOMETRY: kept}
        looks = self.theme.tokens.name if self.settings.now.theme == "system" else ""
        self.settings.change(layout=layout, last_look=looks)

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
