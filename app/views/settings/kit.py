"""The recovery kit made anew: for one that was lost, never kept, or seen by somebody who should not have it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.services.team.leaving import making_kit
from app.services.team.recovery_kit import kit
from app.services.vault.member import Member
from app.views.context.context import Context
from app.views.settings.section import Section
from app.views.widgets.bar import Bar
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import confirmed, not_done
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.page import Page
from app.views.widgets.recovery_key import RecoveryKeyView
from app.views.widgets.waiting import Waiting
from app.views.widgets.words import words

_ABOUT: Final = (
    "If the lead's passphrase is ever lost, the recovery key and nothing else opens the vault. Make a new kit when the "
    "printed one cannot be found, was never printed, or was seen by somebody who should not have it."
)
_WHAT: Final = (
    "The vault and every compartment get new keys, and the kit that was printed before opens nothing written from now "
    "on, nor any later backup. Copies made before still open with it. That a new kit was made stays on record."
)
_KEEP: Final = (
    "Print it and lock it away where no colleague and no visitor can read it, apart from this machine, and destroy the "
    "old one. It is shown once and never again."
)
_MAKING: Final = "Making the new kit, and the vault's keys anew."
_NOT_KEPT: Final = (
    "The new kit was neither printed nor saved, and this key is never shown again. The old kit opens nothing any more. "
    "Press Close once more if you wrote the key down by hand, or mean to make another kit."
)


class KitSection(Section):
    """For the lead alone, who holds what the keys are made with."""

    title = "Recovery kit"
    for_lead = True

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.make = button("Make a new recovery kit…", self._ask)
        self.make.setSizePolicy(self.make.sizePolicy().Policy.Fixed, self.make.sizePolicy().Policy.Fixed)
        self._making = Waiting(self.context.theme)
        self.card("Recovery kit", words(_ABOUT), words(_WHAT, "hint"), self.make, self._making)

    def _ask(self) -> None:
        self.page.run(self.desk.leaving.without_public, then=self._confirm)

    def _confirm(self, to_readmit: tuple[Member, ...]) -> None:
        again = ", ".join(each.name for each in to_readmit)
        named = (
            f" These have not opened the vault with this version yet and have to be let in again: {again}."
            if again
            else ""
        )
        confirmed(
            self.page,
            "Make a new recovery kit",
            f"{_WHAT}{named}",
            partial(making_kit, to_readmit),
            self.desk.leaving.new_kit,
            then=self._made,
            begun=partial(self._busy, _MAKING),
            failed=self._not_made,
        )

    def _busy(self, message: str) -> None:
        self.make.setEnabled(not message)
        if message:
            self._making.begin(message)
        else:
            self._making.end()

    def _not_made(self, failure: BaseException) -> None:
        self._busy("")
        not_done(self.page, failure, self._ask, "changed")

    def _made(self, key: str) -> None:
        self._busy("")
        self.page.bar.tell(
            "A new recovery kit is made. The old one opens nothing written from now on.", "good"
        )
        desk = self.desk
        dialog = NewKit(
            self.context,
            self.page,
            lambda typed: kit(desk.site, desk.vault.header.vault_id, typed, desk.today_date()),
        )
        dialog.key.show_key(key)
        dialog.open()


class NewKit(QDialog):
    """Shows a key that was just made. To close it before it is printed or saved takes a second word."""

    def __init__(self, context: Context, over: QWidget, sheet: Callable[[str], bytes]) -> None:
        super().__init__(over.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Casework")
        self.setAccessibleName("The new recovery kit")
        self._was_asked = False
        self.bar = Bar()
        self.key = RecoveryKeyView(context, sheet)
        self.key.told.connect(self.bar.tell)
        self.key.refused.connect(context.tasks.told_by(self.bar.tell))
        self.finished.connect(self.key.forget)
        gap = context.theme.pixels(1.2)
        head = words("The new recovery kit", "h2")
        row = horizontal(None, 1, button("Close", self.reject))
        vertical(self, head, words(_KEEP), self.bar, self.key, row, gap=context.theme.pixels(0.6), pad=gap)
        self.setMinimumWidth(min(context.theme.pixels(34), over.window().width()))
        self.key.prints.setFocus()

    def reject(self) -> None:
        """Close, but ask first, once, where the key would be lost."""
        if self.key.is_kept or self._was_asked:
            super().reject()
        else:
            self._was_asked = True
            self.bar.tell(_NOT_KEPT, "care")
