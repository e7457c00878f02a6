"""The first three pages of making a vault: where it is, who makes it, and their passphrase."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from app.domain.values.identifiers import REGULATORS
from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.before_vault import Founder
from app.views.start.form_screen import FormScreen
from app.views.start.place_box import PlaceFields, offered_name
from app.views.widgets.fields import LINE, LOGIN, NAME, Field, Width, line
from app.views.widgets.new_passphrase import NewPassphrase
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_NEW = "New vault"
_NONE = "Not registered"
_NUMBER = "Left empty where there is none"
_PLAIN = "For letters to others and for certificates, where anybody sees it: it must not say stalking"


class VaultStep(FormScreen):
    """One page; `finished` says that it is filled in."""

    finished = Signal()

    def __init__(self, context: Context, act: str = "Next") -> None:
        super().__init__(context, act)
        self.heading.setText(_NEW)

    def do(self) -> None:
        """Go on to the next page."""
        self.finished.emit()


class WhereStep(VaultStep):
    """The service's two names, and where its vault is to be."""

    title = "Where the vault is"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.site = line()
        self.plain = line(most=64)
        hint = "As it is to stand in the team’s own papers and reports to the programme"
        self.add_field("site", Field("Name of the team or service", self.site, hint=hint))
        self.add_field("plain", Field("Plain name", self.plain, hint=_PLAIN))
        self.place = PlaceFields(self)
        self.site.textEdited.connect(self._offer)
        self.add_foot()

    def folder(self) -> Path:
        """The folder to be made. Only once the page has been checked."""
        folder = self.place.folder()
        if folder is None:
            raise ValueError("no folder was typed")
        return folder

    def check(self) -> None:
        """Look for what is missing, and whether the place is free."""
        self.place.check(before_vault.problems_of_names(self.site.text(), self.plain.text()))

    def _offer(self, site: str) -> None:
        if not self.place.name_line.isModified():
            self.place.name_line.setText(offered_name(site))


class WhoStep(VaultStep):
    """The first member of staff, who leads the service."""

    title = "Who you are"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add(
            words(
                "You lead the service in this vault: you enrol the others and hold its certificate authority."
            )
        )
        self.name, self.role, self.number, self.login = line(), line(), line(), line()
        self.body_box = DropDown()
        self.body_box.addItems([_NONE, *REGULATORS])
        for box, wide in ((self.name, NAME), (self.role, NAME), (self.number, LINE), (self.login, LOGIN)):
            Width(box, context.theme, wide)
        self.add_field("name", Field("Your name", self.name, hint="As it is to stand on what you sign"))
        self.add_field("role", Field("Role", self.role, hint="For example Consultant forensic psychologist"))
        self.add_field("body", Field("Registered with", self.body_box))
        self.add_field("number", Field("Registration number", self.number, hint=_NUMBER))
        hint = "Short, for you to type each day. It is kept nowhere in readable form"
        self.add_field("login", Field("Login name", self.login, hint=hint))
        self.add_foot()

    def founder(self) -> Founder:
        """What was typed."""
        body = self.body_box.currentText() if self.body_box.currentIndex() > 0 else ""
        return Founder(self.name.text(), self.role.text(), body, self.number.text(), self.login.text())

    def check(self) -> None:
        """Let the service say what is missing."""
        self.run(before_vault.problems_of_founder, self.founder(), then=self.checked, aside=True)


class SecretStep(VaultStep):
    """The founder's passphrase."""

    title = "Your passphrase"

    def __init__(self, context: Context, related: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(context, "Make the vault")
        self.add(
            words(
                "It opens everything. Without it only the recovery kit of the next page does: nobody can look it up. "
                "Nobody asks for capitals or signs: length and chance are what count."
            )
        )
        self.new = NewPassphrase(context.tasks, context.theme, related, self.refused)
        self.add_group(self.new, self.new.fields)
        self.add_foot()

    def check(self) -> None:
        """Let the service judge it."""
        self.new.check(self.checked)

    def leave(self) -> None:
        """Keep no secret."""
        self.new.take()

    def cover(self) -> None:
        """Keep nothing that was typed in sight."""
        self.new.hide_again()
