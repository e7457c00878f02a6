"""What holds for the whole service, stated by its lead, who types their passphrase for exactly that."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.domain.cases.site_settings import SiteSettings
from app.errors import NotPermitted
from app.services.desk import Desk
from app.services.team.site import stating
from app.services.vault.confirmation import Confirmation
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.places import RailPart
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import confirmed, not_done

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView

_DETAIL = "It holds for everybody from now on, and stands in the history under your name."


class ChangingServicePage(FormPage):
    """One form of all; what was typed stays until it is stated."""

    title: ClassVar[str] = "Settings of the service"
    help: ClassVar[str] = "settings"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.form: FormView | None = None
        self.acts.add(button("Cancel", self._cancel), button("State them…", self._ask, kind="primary"))
        self.acts.setEnabled(False)

    def arrive(self) -> None:
        """Load what holds, once: what is typed after that is not loaded over."""
        if not self.desk.member.is_lead:
            self.refused(NotPermitted("Only the lead changes what holds for the whole service."))
        elif self.form is None:
            self.run(self.desk.service.settings, then=self._loaded)

    def _loaded(self, settings: SiteSettings) -> None:
        if self.form is not None:
            return
        self.form = self.add_form(SiteSettings, settings)
        self.column.addStretch(1)
        self.acts.setEnabled(True)
        self.keep_at(UnfinishedPlace("service"))
        self.focus_first()

    def _ask(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        settings = self.form.content()
        confirmed(
            self,
            "State the settings of the service",
            _DETAIL,
            partial(stating, settings),
            partial(self._state, settings),
            then=self._stated,
            failed=partial(not_done, self),
        )

    def _state(self, settings: SiteSettings, confirmation: Confirmation) -> None:
        """On the vault's thread: it is kept until it is stated, and no longer, even if a lock comes between."""
        self._saved(self.desk.service.state, settings, confirmation)

    def _stated(self, _: None) -> None:
        self.is_over = True
        self.keep_no_longer()
        self.saved.emit("Settings of the service stated")
        self.go(RailPart("settings"))

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self.go(RailPart("settings"))
