"""The form that keeps, sealed, who a victim's code stands for."""

from PySide6.QtCore import Signal

from app.domain.cases.victim import VictimIdentity
from app.errors import UserError
from app.services.cases.victims import LookedFor
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.words import words


class IdentityForm(FormPage):
    """Who one code stands for. What is typed is on this page alone until it is sealed."""

    closed = Signal()

    def __init__(
        self, desk: Desk, context: Context, case_id: str, code: str, identity: VictimIdentity
    ) -> None:
        super().__init__(desk, context)
        self._case_id, self._code = case_id, code
        self.heading.setText(f"Who {code} is")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(words(_SEALED, "hint"))
        self.form = self.add_form(VictimIdentity, identity)
        self.looked_for = words("", "hint")
        self.looked_for.hide()
        self.column.addWidget(self.looked_for)
        self.form.settled.connect(self._look)
        self.form.ready.connect(self._look)
        self.column.addStretch(1)
        self.acts.add(button("Seal and save", self._save, kind="primary"))
        self.acts.add(button("Cancel", self.closed.emit))

    def _look(self) -> None:
        """Say what each line will be looked for by, away from the window's thread."""
        if self.is_saving:
            return
        self.run(
            self.desk.victims.looked_for,
            self._case_id,
            self.form.content(),
            then=self._say,
            failed=self._not_looked,
        )

    def _say(self, found: tuple[LookedFor, ...]) -> None:
        lines = [f"{each.field}, line {each.number}: {each.words}" for each in found]
        self.looked_for.setText(
            "\n".join(("What will be looked for in everything that leaves this case:", *lines))
        )
        self.looked_for.setVisible(bool(lines))

    def _not_looked(self, failure: BaseException) -> None:
        """What is half typed may not be acceptable yet: that is said when it is saved."""
        self.looked_for.hide()
        if not isinstance(failure, UserError):
            self.refused(failure)

    def _save(self) -> None:
        if self.is_saving or not self.is_ready(self.form):
            return
        identify = self.desk.victims.identify
        self.save(identify, self._case_id, self._code, self.form.content(), then=self._kept)

    def _kept(self, _: None) -> None:
        self.saved.emit(f"{self._code}: identity sealed")
        self.closed.emit()


_SEALED = (
    "Keep as little as the work allows. Every line is sealed for those admitted, and from then on nothing that is "
    "shared can carry it. It is saved only when you choose Seal and save: leaving this page or locking discards "
    "what is typed."
)
