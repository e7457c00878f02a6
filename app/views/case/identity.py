"""The form that keeps, sealed, who a victim's code stands for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.cases.victim import VictimIdentity
from app.services.desk import Desk
from app.views.context.context import Surroundings
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.words import words


class IdentityForm(FormPage):
    """Who one code stands for. What is typed is on this page alone until it is sealed."""

    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        around: Surroundings,
        case_id: str,
        code: str,
        identity: VictimIdentity,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, around, parent)
        self._case_id, self._code = case_id, code
        self.heading.setText(f"Who {code} is")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(words(_SEALED, "hint"))
        self.form = self.add_form(VictimIdentity, identity)
        self.column.addStretch(1)
        self.acts.add(button("Seal and save", self._save, kind="primary"))
        self.acts.add(button("Cancel", self.closed.emit))

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
