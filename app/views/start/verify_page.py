"""Judges a signed PDF before any vault is open: whole or not, and by whom where the sender's authority is given."""

from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.screen import StartScreen
from app.views.verify.judging import Judging
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow

_AUTHORITY = ("Give the sender’s authority file…", "")
_STATUS = (
    "Give their status file…",
    "Whose certificates that service has withdrawn: its site-status.json",
)


class VerifyPage(StartScreen):
    """Shows what was found of one file."""

    title = "Check a signed PDF"
    help = "verify"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.judging = Judging(self, before_vault.verify, authority=_AUTHORITY, status=_STATUS)
        self.first = self.back = button("Back", self.went_back.emit)
        acts = FlowRow(context.theme.pixels(0.6), self.judging.authority, self.judging.status, self.back)
        for part in (self.judging.waiting, self.judging.found, acts):
            self.body.addWidget(part)
        # Whose status a file is says only their authority.
        self.judging.begun.connect(lambda: self.judging.status.setEnabled(self.judging.by is not None))
