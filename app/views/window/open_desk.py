"""An open vault in the window: its shell, its commands, and what is taken along when it locks."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.errors import UserError
from app.services.desk import Desk
from app.services.records.handing_over import Outcome, TakenBack
from app.services.records.sitting import Sitting
from app.services.records.unsaved import UnsavedDraft
from app.services.vault import backups
from app.services.vault.clock import STATED
from app.services.vault.open_vault import READ_ONLY, OpenVault
from app.views.context import places
from app.views.context.context import Context
from app.views.context.opened_last import OpenedLast
from app.views.context.timers import once
from app.views.shell.commands import UNDO, Command, KeysFirst, actions
from app.views.shell.rail import PARTS
from app.views.shell.shell import Shell
from app.views.widgets.bar import Bar
from app.views.widgets.dropped import local_files
from app.views.widgets.layouts import vertical
from app.views.widgets.page import LastWords
from app.whole_file import is_folder

_STATUS_EVERY = 60_000
_BACKUPS = {"vault.backup_made"}
_UNSEALED, _DAY = "unsealed", "day"
"""What is known otherwise by now though nothing was done."""


class OpenDesk(QWidget):
    """Made when a vault was opened, gone when it locks."""

    lock_wanted = Signal()
    handed_over = Signal(object)
    """A sitting was begun: the person is to have the screen."""
    done = Signal(object)
    """Something was done in the vault, by whatever screen: its names in the ledger."""

    def __init__(self, vault: OpenVault, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.setAcceptDrops(True)
        self.vault, self.folder = vault, vault.folder
        self.desk = Desk.of(vault)
        # What screens keep of their cases goes with the desk when the vault locks.
        context = self._context = replace(context, kept={})
        self.shell = Shell(self.desk, context)
        self.warning = Bar()
        vertical(self, self.warning, (self.shell, 1), gap=0)
        self.shell.lock_wanted.connect(self.lock_wanted)
        self.shell.find_wanted.connect(self.open_palette)
        self.shell.handed_over.connect(self.handed_over)
        self._opened = OpenedLast()
        self.shell.arrived.connect(self._opened.note)
        commands = self._commands()
        self.actions_ = actions(commands, self)
        self._keys = KeysFirst(commands, self)
        self._clock = QTimer(self)
        self._clock.setInterval(_STATUS_EVERY)
        self._clock.timeout.connect(self._ask_for_backup)
        self._clock.timeout.connect(self._put_all_back)
        self._clock.timeout.connect(self._look_at_day)
        self.done.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._more: frozenset[str] = frozenset()
        self._gathering = once(self, 0, self._renew_more)
        # Once it has begun, written on the vault's thread alone: the lock runs there too, and must not seal what was
        # put back before it.
        self._unsaved: tuple[UnsavedDraft, ...] = ()
        self._day = self.desk.today_date()
        self._failures: list[BaseException] = []

    def _commands(self) -> tuple[Command, ...]:
        shell = self.shell
        parts = tuple(
            Command(f"Go to {part.name}", f"Ctrl+{number}", part.icon, partial(shell.go, part.place))
            for number, part in enumerate(PARTS, 1)
        )
        return (
            Command("Search and commands", "Ctrl+K", "search", self.open_palette),
            *parts,
            Command("New case", "Ctrl+N", "plus", lambda: shell.go(places.NewCase())),
            Command("Jot down a line", "Ctrl+Shift+J", "notebook-pen", self.jot_down),
            Command("Import referrals", "", "file-input", lambda: shell.go(places.ImportReferrals())),
            Command("Check a document", "", "file-search", self.check_document),
            Command("Verify a signed PDF", "", "shield-check", lambda: shell.go(places.Verify())),
            Command("Back", "Alt+Left", "arrow-left", shell.back),
            Command("Forward", "Alt+Right", "arrow-right", shell.forward),
            Command("Next pane", "F6", "panels-top-left", shell.next_pane),
            Command("Undo what was just done", UNDO, "undo-2", shell.snackbar.take_back),
            Command("Hide or show names", "F12", "eye-off", self.toggle_names),
            Command("Help for this screen", "F1", "circle-question-mark", self.open_help),
            Command("Keyboard shortcuts", "Ctrl+/", "keyboard", self.open_shortcuts),
            Command("Lock", "Ctrl+L", "lock", self.lock_wanted.emit),
        )

    def begin(self, unsaved: Iterable[UnsavedDraft] = (), sitting: Sitting | None = None) -> None:
        """Show the first screen, and put back what a full disk did not take when it last locked.

        After a sitting the person may still sit before the screen: the page that takes their answers in comes first.
        """
        self.vault.told = self._tell
        if sitting is None:
            self.shell.start()
            # Before all else that is asked of the vault: what a program that was stopped had kept of a sitting.
            self._take_back()
        else:
            self.shell.start(places.HandedBack(sitting.case_id, sitting.draft_id))
        self._clock.start()
        if self.desk.vault.read_only:
            self.shell.status.lasting(READ_ONLY)
        self._ask_for_backup()
        self._warn_of_clock()
        self._unseal()
        self._unsaved = tuple(unsaved)
        self._put_all_back()

    def _take_back(self) -> None:
        tasks = self._context.tasks
        take_back = self.desk.handing_over.take_back
        tasks.run(take_back, owner=self, then=self._took_back, failed=tasks.told_by(self.warning.tell))

    def _took_back(self, taken: tuple[TakenBack, ...]) -> None:
        if any(each.outcome is Outcome.UNREADABLE for each in taken):
            self.warning.tell(_UNREADABLE)
        elif taken:
            self.warning.tell(_TAKEN_BACK, "good")

    def warn(self, seconds: int) -> None:
        """Say that the vault is about to lock; any key or movement goes on."""
        if seconds > 0:
            message = (
                f"Casework locks in {seconds} seconds, because nobody has used it. Press any key to go on."
            )
            self.warning.tell(message, "care")
        else:
            self._warn_of_clock()

    # --- commands -------------------------------------------------------------------------------------

    def open_palette(self) -> None:
        """Search commands, people, cases and record text."""
        from app.views.palette.palette import Palette

        # All but the first, which would open what is open.
        front = self.shell.place.case_id if isinstance(self.shell.place, places.InCase) else ""
        is_alone = not isinstance(self.shell.place, places.NameAlone)
        opened = self._opened.besides(self.shell.place) if is_alone else ()
        palette = Palette(
            self.desk, self._context, self.actions_[1:], self.window(), front=front, opened=opened
        )
        palette.hide_names(self.shell.names_hidden)
        palette.chosen.connect(self.shell.go)
        palette.open()

    def jot_down(self) -> None:
        """Write down what is heard before its case is known; what is open stays as it is, and one comes back to it."""
        here = self.shell.place
        if not isinstance(here, places.JotDown):
            self.shell.go(places.JotDown(here))

    def check_document(self) -> None:
        """Look for victims' details in a file that is about to be sent: those of the case in front."""
        if isinstance(front := self.shell.place, places.InCase):
            self.shell.go(places.ScanAt(front.case_id))
        else:
            self.shell.go(places.CaseList())
            self.shell.snackbar.offer(_WHICH_CASE)

    def open_help(self) -> None:
        """Help for the screen in front."""
        front = self.shell.front
        self._help(front.help if front is not None else "today")

    def open_shortcuts(self) -> None:
        """Every key that does something here."""
        from app.views.help.help_pane import HelpPane

        pane = HelpPane(self._context, self.window())
        pane.show_shortcuts(self.actions_)
        pane.open()

    def toggle_names(self) -> None:
        """Hide names in one keystroke, for when somebody comes in; the same key shows them again."""
        hidden = not self.shell.names_hidden
        self.shell.hide_names(hidden)
        message = "Names are hidden. F12 shows them again." if hidden else "Names are shown."
        self.shell.snackbar.offer(message)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file or folder."""
        if local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Verify a PDF that was dropped; another vault needs this one locked first."""
        path = local_files(event)[0]
        if is_folder(path):
            self.shell.snackbar.offer("Lock this vault first (Ctrl+L), then drop the other one.")
        else:
            self.shell.go(places.Verify(path))

    def _help(self, page: str) -> None:
        from app.views.help.help_pane import HelpPane

        pane = HelpPane(self._context, self.window())
        pane.show_page(page)
        pane.open()

    def _ask_for_backup(self) -> None:
        self._context.tasks.run(backups.last_backup, self.vault, owner=self, then=self._backed_up)

    def _unseal(self, is_more: bool = True) -> None:  # noqa: FBT001, FBT002 - what the last slice said
        """Open what lists show of sealed compartments, a slice at a time, behind whatever else waits."""
        if is_more:
            self._context.tasks.run(self.desk.unsealing.more, owner=self, then=self._unseal)
        elif self.vault.unsealed.number:
            # What came to the front meanwhile said what was known by then.
            self._renew(frozenset({_UNSEALED}))

    # --- what was done -------------------------------------------------------------------------------

    def _tell(self, done: frozenset[str]) -> None:
        """On the vault's thread: hand on to the window's what was done."""
        if isValid(self):
            self.done.emit(done)

    def _heard(self, done: frozenset[str]) -> None:
        """The first at once, before anybody goes elsewhere for it; what follows in the same turn together."""
        if self._gathering.isActive():
            self._more |= done
        else:
            self._gathering.start()
            self._renew(done)

    def _renew_more(self) -> None:
        more, self._more = self._more, frozenset()
        if more:
            self._renew(more)

    def _renew(self, done: frozenset[str]) -> None:
        """Let all that is in sight say what holds now."""
        self.shell.renew(done)
        if not done.isdisjoint(_BACKUPS):
            self._ask_for_backup()
        if STATED in done:
            self._warn_of_clock()

    def _warn_of_clock(self) -> None:
        if message := self.vault.clock_warning():
            self.warning.tell(message, "care")
        else:
            self.warning.clear()

    def _look_at_day(self) -> None:
        """What is due, and overdue, is so by the day."""
        if self._day != (today := self.desk.today_date()):
            self._day = today
            self._renew(frozenset({_DAY}))

    def _backed_up(self, at: datetime | None) -> None:
        now = self.vault.clock()
        self.shell.status.backed_up(at, now, self.vault.offset_minutes(at or now))

    def _put_all_back(self) -> None:
        tasks = self._context.tasks
        failed = tasks.told_by(self.warning.tell)
        for each in self._unsaved:
            tasks.run(self._put_back, each, owner=self, then=self._was_put_back, failed=failed)

    def _put_back(self, unsaved: UnsavedDraft) -> bool:
        """On the vault's thread: whether it went into its own draft. What fails stays unsaved, to be tried again."""
        if unsaved not in self._unsaved:
            return True
        whole = self.desk.unsaved.give_back(unsaved)
        self._unsaved = tuple(each for each in self._unsaved if each != unsaved)
        return whole

    def _was_put_back(self, whole: bool) -> None:  # noqa: FBT001 - what became of it
        if whole:
            self.warning.tell("What could not be saved when Casework locked is saved now.", "good")
        else:
            self.warning.tell(
                "What could not be saved when Casework locked stands beside a draft that went on: look at Today.",
                "care",
            )

    # --- locking --------------------------------------------------------------------------------------

    def take_leave(self) -> tuple[LastWords, ...]:
        """Let go of every screen; gives what is still to be saved, to be called away from the window's thread.

        A screen that fails in this keeps nobody from locking: it is told when the vault is closed.
        """
        self._clock.stop()
        self.vault.told = lambda _done: None
        last: list[LastWords] = []
        with self._whatever_happens():
            last.extend(self.shell.last_words())
        with self._whatever_happens():
            self.shell.leave()
        return tuple(last)

    def close_vault(self, last_words: Iterable[LastWords]) -> "Closed":
        """Save what is left and lock the vault, whatever the disk says; gives what it did not take."""
        unsaved, message = list(self._unsaved), ""
        for each in last_words:
            try:
                with self._whatever_happens():
                    unsaved.extend(each())
            except UserError as failure:
                message = _LOST.format(why=failure)
        try:
            with self._whatever_happens():
                self.vault.lock()
        except UserError as failure:
            message = message or str(failure)
        return Closed(_KEPT if unsaved else message, tuple(unsaved), tuple(self._failures))

    @contextmanager
    def _whatever_happens(self) -> Iterator[None]:
        """Go on when something fails that has no sentence of its own."""
        try:
            yield
        except UserError:
            raise
        except Exception as failure:  # noqa: BLE001 - nothing may keep a vault open
            self._failures.append(failure)


@dataclass(frozen=True)
class Closed:
    """What became of a vault that was locked: a sentence where something went wrong, and text the disk did not take."""

    message: str
    unsaved: tuple[UnsavedDraft, ...]
    failures: tuple[BaseException, ...] = ()
    """What nobody foresaw on the way."""


_WHICH_CASE = "Open the case that the document is about, then choose Check a document again."
_TAKEN_BACK = "What the person answered when this was last handed over is in your draft now: look at Today."
_UNREADABLE = (
    "What the person answered when this was last handed over cannot be read: its file was altered. The draft is as it "
    "was handed over: look at Today."
)
_LOST = "What you typed last into a form could not be kept. {why}"
_KEPT = (
    "Your last words could not be saved, because the disk did not take them. They are kept in memory: "
    "make room on the disk, then unlock here, and they are saved. Do not close Casework before."
)
