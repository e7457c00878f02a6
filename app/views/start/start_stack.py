"""All that can be seen while no vault is open, one screen at a time.

What the services need is loaded behind the first screen, once that is painted.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.delays import Delays
from app.views.start.screen import Front, StartScreen
from app.views.start.screen_stack import ScreenStack
from app.views.start.start_page import StartPage
from app.views.start.unlock_page import UnlockPage

if TYPE_CHECKING:
    from app.services.vault.open_vault import OpenVault

_HEADER = "vault.json"

LoadAhead = Callable[[], Iterator[str]]
"""Loads what an open vault shows, saying the name of each module; known to the window alone."""


class StartStack(ScreenStack):
    """The start pages; `opened` gives the open vault and its folder.

    `load_ahead` is called once the first page is painted.
    """

    opened = Signal(object, str)

    def __init__(
        self,
        context: Context,
        *,
        delays: Delays | None = None,
        load_ahead: LoadAhead | None = None,
    ) -> None:
        super().__init__()
        self._context = context
        self._delays = delays or Delays()
        self._load_ahead = load_ahead
        self._verified_from: StartScreen | None = None
        self._is_loading = False
        self.first_painted.connect(self._load)
        self.dropped.connect(self._take_dropped)

    # --- for the window -------------------------------------------------------------------------------

    def show_start(self) -> None:
        """The first screen: the way into the vault that was last open, or the choices where there was none."""
        last = self._context.settings.now.last_folder
        if last:
            self.show_unlock(Path(last))
        else:
            self.show_choices()

    def show_choices(self) -> None:
        """The four ways to a vault."""
        self.bring(self.keep(StartPage, self._make_start))

    def show_unlock(self, folder: Path, reason: str = "") -> None:
        """The way into a vault; the reason says why one is here."""
        self._unlock(folder, reason, "note")

    def show_verify(self, file: Path) -> None:
        """Judge a signed PDF without a vault."""
        from app.views.start.verify_page import VerifyPage

        page = self.keep(VerifyPage, lambda: VerifyPage(self._context))
        page.went_back.connect(self._verified, Qt.ConnectionType.UniqueConnection)
        front = self.currentWidget()
        if isinstance(front, StartScreen) and front is not page:
            self._verified_from = front
        page.show_file(file)
        self.bring(page)

    def vault_closed(self, told: str) -> None:
        """The vault that was locked is closed; `told` says what went wrong, and is empty when nothing did."""
        page = self.currentWidget()
        if told and isinstance(page, StartScreen):
            page.bar.tell(told)

    def cover(self) -> None:
        """Hide a recovery key or passphrase that is in sight, for when the screen locks with no vault open."""
        front = self.currentWidget()
        if isinstance(front, Front):
            front.cover()

    # --- the screens ----------------------------------------------------------------------------------

    def _load(self) -> None:
        self._is_loading = True
        self._context.tasks.run(before_vault.load, owner=self, aside=True)
        page = self.currentWidget()
        if isinstance(page, UnlockPage):
            page.look_at_folder()
        if self._load_ahead is not None:
            self._context.tasks.run_steps(
                before_vault.load_screens, self._load_ahead, owner=self, step=lambda _: None, aside=True
            )

    def _take_dropped(self, path: Path) -> None:
        if path.suffix.lower() == ".pdf":
            self.show_verify(path)
        else:
            self.show_unlock(path.parent if path.name == _HEADER else path)

    def _unlock(self, folder: Path, reason: str, kind: str) -> None:
        page = self.keep(UnlockPage, self._make_unlock)
        page.show_folder(folder, reason, kind)
        self.bring(page)
        if self._is_loading:
            page.look_at_folder()

    def _make_start(self) -> StartPage:
        page = StartPage(self._context)
        page.chosen.connect(self._chosen)
        return page

    def _make_unlock(self) -> UnlockPage:
        page = UnlockPage(self._context, self._delays)
        page.opened.connect(self._opened)
        page.another_wanted.connect(self.show_choices)
        page.recovery_wanted.connect(self._recover)
        return page

    def _chosen(self, way: str) -> None:
        ways = {"new": self._begin, "restore": self._restore, "demonstration": self._demonstrate}
        if way in ways:
            ways[way]()
        else:
            self._context.asks.folder(self, "Open a vault", self.show_unlock)

    def _begin(self) -> None:
        from app.views.start.assistant import Assistant

        page = Assistant(self._context)
        page.given_up.connect(self.show_choices)
        page.made.connect(lambda folder, told: self._unlock(Path(folder), told, "good"))
        page.opened.connect(self._opened)
        self.bring(page)

    def _restore(self) -> None:
        from app.views.start.restore_page import RestorePage

        page = RestorePage(self._context)
        page.went_back.connect(self.show_choices)
        page.restored.connect(lambda folder: self._unlock(Path(folder), _RESTORED, "good"))
        self.bring(page)

    def _demonstrate(self) -> None:
        from app.views.start.demo_page import DemoPage

        page = DemoPage(self._context)
        page.built.connect(lambda folder: self.show_unlock(Path(folder)))
        page.given_up.connect(self.show_choices)
        self.bring(page)

    def _recover(self, folder: str) -> None:
        from app.views.start.recover_page import RecoverPage

        page = RecoverPage(self._context)
        page.show_folder(Path(folder))
        page.went_back.connect(lambda: self._unlock(Path(folder), "", ""))
        page.recovered.connect(lambda: self._unlock(Path(folder), _RECOVERED, "good"))
        self.bring(page)

    def _verified(self) -> None:
        if isinstance(self._verified_from, UnlockPage):
            self.bring(self._verified_from)
        else:
            self.show_choices()

    def _opened(self, vault: "OpenVault", folder: str) -> None:
        front = self.currentWidget()
        if isinstance(front, Front):
            front.leave()
        self._context.settings.change(last_folder=folder)
        self.opened.emit(vault, folder)


_RESTORED = "Restored. Unlock it with a passphrase of the day of the backup."
_RECOVERED = "The new passphrase is set. Unlock the vault with it."
