"""All that can be seen while no vault is open, one screen at a time.

What the services need is loaded behind the first screen, once that is painted.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6 import QtCore, QtGui
from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.views.context.context import Context
from app.views.context.timers import after
from app.views.start import before_vault
from app.views.start.delays import Delays
from app.views.start.screen import Front, StartScreen

if TYPE_CHECKING:
    from app.services.vault.open_vault import OpenVault
    from app.views.start.assistant import Assistant
    from app.views.start.start_page import StartPage
    from app.views.start.unlock_page import UnlockPage

S = TypeVar("S", bound=StartScreen)


_HEADER = "vault.json"
_HELP = "Help for this screen"
_PDFS = "PDF files (*.pdf);;All files (*)"

LoadAhead = Callable[[], Iterator[str]]
"""Loads what an open vault shows, saying the name of each module; known to the window alone."""


class StartStack(QStackedWidget):
    """The start pages; `opened` gives the open vault and its folder.

    `load_ahead` is called once the first page is painted, after `painted`.
    """

    opened = Signal(object, str)
    painted = Signal()
    """The first screen can be seen: what can wait may be done."""

    def __init__(
        self,
        context: Context,
        *,
        delays: Delays | None = None,
        load_ahead: LoadAhead | None = None,
    ) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._kept: dict[type[StartScreen], QWidget] = {}
        self._is_painted = False
        self._context = context
        self._delays = delays or Delays()
        self._load_ahead = load_ahead
        self._verified_from: StartScreen | None = None
        self._is_loading = False

    # --- for the window -------------------------------------------------------------------------------

    def show_start(self) -> None:
        """The first screen: the way into the vault that was last open, or the choices where there was none."""
        last = self._context.settings.now.last_folder
        if last:
            self.show_unlock(Path(last))
        else:
            self.show_choices()

    def show_choices(self) -> None:
        """The vaults that were opened here, and the other ways on."""
        from app.views.start.start_page import StartPage

        self._bring(self._keep(StartPage, self._make_start))

    def show_unlock(self, folder: Path, reason: str = "", locked_by: str = "") -> None:
        """The way into a vault; the reason says why one is here, `locked_by` is the login of who has just locked it."""
        if locked_by:
            self._unlock_page().locked_by(folder, locked_by)
        self._unlock(folder, reason, "note")

    @property
    def unkept_kit(self) -> bool:
        """Whether a recovery kit is in front that nobody has kept yet."""
        kit = getattr(self.currentWidget(), "unkept_kit", False)
        return bool(kit)

    @property
    def is_making(self) -> bool:
        """Whether a vault is being made: nothing may take its page away before its recovery kit was seen."""
        page = self.currentWidget()
        return isinstance(page, Front) and not page.takes_drops

    def show_verify(self, file: Path) -> None:
        """Judge a signed PDF without a vault."""
        from app.views.start.verify_page import VerifyPage

        page = self._keep(VerifyPage, lambda: VerifyPage(self._context))
        page.went_back.connect(self._verified, QtCore.Qt.ConnectionType.UniqueConnection)
        front = self.currentWidget()
        if isinstance(front, StartScreen) and front is not page:
            self._verified_from = front
        page.judging.examine(file)
        self._bring(page)

    def open_help(self) -> None:
        """Help for the screen in front; it goes when a vault is open."""
        from app.views.help.help_pane import HelpPane

        pane = HelpPane(self._context, self.window())
        self.opened.connect(pane.close)
        pane.show_page(getattr(self.currentWidget(), "help", StartScreen.help))
        pane.open()

    def vault_closed(self, message: str) -> None:
        """The vault that was locked is closed; `message` says what went wrong, and is empty when nothing did."""
        page = self.currentWidget()
        if message and isinstance(page, StartScreen):
            page.bar.tell(message)

    def cover(self) -> None:
        """Hide a recovery key or passphrase that is in sight, for when the screen locks with no vault open."""
        front = self.currentWidget()
        if isinstance(front, Front):
            front.cover()

    # --- what Qt asks ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; after the first time what the services need is loaded."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            after(self, 0, self._go_on_loading)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file or folder of this machine, unless a vault is being made."""
        from app.views.widgets.dropped import local_files

        page = self.currentWidget()
        if isinstance(page, Front) and page.takes_drops and len(local_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Go where it leads."""
        from app.views.widgets.dropped import local_files

        event.acceptProposedAction()
        path = local_files(event)[0]
        if path.suffix.lower() == ".pdf":
            self.show_verify(path)
        else:
            self.show_unlock(path.parent if path.name == _HEADER else path)

    # --- the screens ----------------------------------------------------------------------------------

    def _keep(self, kind: type[S], make: Callable[[], S]) -> S:
        """The one screen of a kind, made when it is first wanted."""
        page = self._kept.get(kind)
        if not isinstance(page, kind):
            page = make()
            self._kept[kind] = page
            self.addWidget(page)
        return page

    def _bring(self, page: QWidget) -> None:
        """Put a screen in front and let the one before forget; one that is not kept goes for good."""
        before = self.currentWidget()
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        if isinstance(page, Front):
            page.arrive()
        if before is not None and before is not page and isinstance(before, Front):
            before.leave()
            if before not in self._kept.values():
                self.removeWidget(before)
                before.deleteLater()

    def _go_on_loading(self) -> None:
        # What watches, and what hears a key, comes before what only saves time.
        self.painted.emit()
        help_key = QtGui.QAction(_HELP, self)
        help_key.setToolTip(_HELP)
        help_key.setShortcut(QtGui.QKeySequence("F1"))
        help_key.triggered.connect(lambda *_: self.open_help())
        self.addAction(help_key)
        from app.views.start import qt_classes

        self._make_classes(qt_classes.make())

    def _make_classes(self, slices: Iterator[None]) -> None:
        for _ in slices:
            after(self, 0, lambda: self._make_classes(slices))
            return
        self._load()

    def _load(self) -> None:
        self._is_loading = True
        self._context.tasks.run(before_vault.load, owner=self, aside=True)
        page = self.currentWidget()
        if isinstance(page, StartScreen):
            page.services_come()
        if self._load_ahead is not None:
            self._context.tasks.run_steps(
                before_vault.load_screens, self._load_ahead, owner=self, step=lambda _: None, aside=True
            )

    def _unlock(self, folder: Path, reason: str, kind: str) -> None:
        page = self._unlock_page()
        page.show_folder(folder, reason, kind)
        self._bring(page)
        if self._is_loading:
            page.services_come()

    def _make_start(self) -> "StartPage":
        from app.views.start.start_page import StartPage

        page = StartPage(self._context)
        page.chosen.connect(self._chosen)
        page.folder_chosen.connect(lambda folder: self.show_unlock(Path(folder)))
        return page

    def _unlock_page(self) -> "UnlockPage":
        from app.views.start.unlock_page import UnlockPage

        return self._keep(UnlockPage, self._make_unlock)

    def _make_unlock(self) -> "UnlockPage":
        from app.views.start.unlock_page import UnlockPage

        page = UnlockPage(self._context, self._delays)
        page.opened.connect(self._opened)
        page.another_wanted.connect(self.show_choices)
        page.recovery_wanted.connect(self._recover)
        return page

    def _chosen(self, way: str) -> None:
        ways = {
            "new": self._begin,
            "restore": self._restore,
            "verify": self._choose_pdf,
            "demonstration": self._demonstrate,
        }
        if way in ways:
            ways[way]()
        else:
            self._context.asks.folder(self, "Open a vault", self.show_unlock)

    def _choose_pdf(self) -> None:
        self._context.asks.open_file(self, "Check a signed PDF", _PDFS, self.show_verify)

    def _begin(self) -> None:
        from app.views.start.assistant import Assistant

        page = Assistant(self._context)
        page.opened.connect(self._opened)
        self._pass_through(page, self.show_choices)

    def _restore(self) -> None:
        from app.views.start.ways import RestorePage

        self._pass_through(RestorePage(self._context), self.show_choices)

    def _demonstrate(self) -> None:
        from app.views.start.ways import DemoPage

        self._pass_through(DemoPage(self._context), self.show_choices)

    def _recover(self, folder: str) -> None:
        from app.views.start.ways import RecoverPage

        page = RecoverPage(self._context, Path(folder))
        self._pass_through(page, lambda: self._unlock(Path(folder), "", ""))

    def _pass_through(self, page: "StartScreen | Assistant", back: Callable[[], None]) -> None:
        page.went_back.connect(back)
        page.led_to.connect(lambda folder, message: self._unlock(Path(folder), message, "good"))
        self._bring(page)

    def _verified(self) -> None:
        from app.views.start.unlock_page import UnlockPage

        if isinstance(self._verified_from, UnlockPage):
            self._bring(self._verified_from)
        else:
            self.show_choices()

    def _opened(self, vault: "OpenVault", folder: str) -> None:
        front = self.currentWidget()
        if isinstance(front, Front):
            front.leave()
        self._context.settings.remember_folder(folder)
        self.opened.emit(vault, folder)
