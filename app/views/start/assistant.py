"""Makes a new vault, a page at a time: where, who, passphrase, recovery kit.

The passphrase is held from its page until the vault is open, and no longer than the recovery key may be seen: whoever
walks away from the kit types it once more.
"""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal

from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.before_vault import Accepted
from app.views.start.kit_step import KitStep
from app.views.start.steps import SecretStep, VaultStep, WhereStep, WhoStep
from app.views.widgets.wizard import Wizard

if TYPE_CHECKING:
    from app.services.vault.open_vault import OpenVault

_MADE = "Your vault is made. Unlock it with your new passphrase."
_MAKING = "Making the vault and its keys. It takes a few seconds."
_OPENING = "Opening your vault."


class Assistant(Wizard):
    """`opened` gives the vault it made; `led_to` its folder where it has to be unlocked by hand, and what to say."""

    opened = Signal(object, str)
    led_to = Signal(str, str)

    def __init__(self, context: Context) -> None:
        self._passphrase = ""
        self.takes_drops = True
        self.where, self.who = WhereStep(context), WhoStep(context)
        self.secret, self.kit = SecretStep(context, self._related), KitStep(context)
        super().__init__(self.where, self.who, self.secret, self.kit)
        self._connect()
        self._show_line()

    def arrive(self) -> None:
        """Put the keyboard into the page in front."""
        self.focus_first()

    def leave(self) -> None:
        """Forget every secret."""
        self._passphrase = ""
        self.secret.leave()
        self.kit.leave()

    def cover(self) -> None:
        """Hide the recovery key, and what was typed for a passphrase."""
        self._front.cover()

    @property
    def unkept_kit(self) -> bool:
        """Whether the recovery kit is in front and was not kept."""
        return self._front is self.kit and not self.kit.is_kept

    @property
    def _front(self) -> VaultStep:
        return cast("VaultStep", self.currentWidget())

    def _connect(self) -> None:
        self.turned.connect(self._show_line)
        for step in (self.where, self.who, self.secret):
            step.went_back.connect(self.back)
        for step in (self.where, self.who):
            step.finished.connect(self.forward)
        self.secret.finished.connect(self._make)
        self.kit.covered.connect(self._forget)
        self.kit.finished.connect(self._open)

    def _show_line(self) -> None:
        """Put the line under the title of the step in front: each is a screen of its own, and the line is one."""
        self._front.body.insertWidget(1, self.line)

    def _related(self) -> tuple[str, ...]:
        founder = self.who.founder()
        return founder.login, founder.name, self.where.site.text()

    def _make(self) -> None:
        self.takes_drops = False
        self.secret.busy(_MAKING)
        self._passphrase = self.secret.new.take()
        folder, site = self.where.folder(), self.where.site.text()
        self.secret.run(
            before_vault.found,
            folder,
            (site, self.where.plain.text()),
            self.who.founder(),
            self._passphrase,
            then=lambda key: self._show_kit(folder, site, key),
            failed=self._not_made,
        )

    def _not_made(self, failure: BaseException) -> None:
        self.takes_drops = True
        self._forget()
        self.secret.refused(failure)

    def _show_kit(self, folder: Path, site: str, key: str) -> None:
        self.secret.busy("")
        self.kit.show_key(folder, site, key)
        self.forward()

    def _forget(self) -> None:
        self._passphrase = ""

    def _open(self) -> None:
        folder, passphrase = self.where.folder(), self._passphrase
        self._forget()
        if not passphrase:
            self.led_to.emit(str(folder), _MADE)
            return
        self.kit.busy(_OPENING)
        self.kit.run(before_vault.read_dictionary, aside=True)
        self.kit.run(
            before_vault.unlock,
            folder,
            self.who.founder().login,
            passphrase,
            Accepted(),
            then=lambda vault: self._opened(vault, str(folder)),
            failed=lambda failure: self.led_to.emit(str(folder), str(failure)),
        )

    def _opened(self, vault: "OpenVault", folder: str) -> None:
        self.takes_drops = True
        self.opened.emit(vault, folder)
