"""The form that keeps, sealed, who a victim's code stands for."""

from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from app.domain.cases.guard import ChosenPart, ChosenParts, PartChoice
from app.domain.cases.victim import VictimIdentity
from app.errors import UserError
from app.services.cases.victims import IDENTITY
from app.services.desk import Desk
from app.services.writing.unfinished import Place
from app.views.case.looked_for import LookedForView
from app.views.context.context import Context
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.words import words


class _Choices(QObject):
    """What was chosen for the parts of the lines as they were typed."""

    edited = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._chosen: dict[tuple[str, str, str, str], PartChoice] = {}

    def all(self) -> tuple[PartChoice, ...]:
        """Each choice, for lines that were typed otherwise since too."""
        return tuple(self._chosen.values())

    def take(self, choice: PartChoice) -> None:
        """Let it hold from now on."""
        self._chosen[choice.field, choice.typed, choice.kind.value, choice.text] = choice
        self.edited.emit()

    def content(self) -> ChosenParts:
        """As it is kept."""
        return ChosenParts(parts=tuple(map(ChosenPart.of, self.all())))

    def load(self, content: ChosenParts) -> None:
        """As it was kept."""
        self._chosen.clear()
        for each in content.parts:
            # A sort of part that this version does not know is nobody's choice any more.
            with suppress(ValueError):
                self.take(each.choice())


class IdentityForm(FormPage):
    """Who one code stands for. What is typed is kept for the member alone until it is sealed."""

    closed = Signal()
    sealed = Signal(str)
    """Who that code stands for was sealed."""

    def __init__(
        self, desk: Desk, context: Context, case_id: str, code: str, identity: VictimIdentity
    ) -> None:
        super().__init__(desk, context)
        self._case_id, self._code = case_id, code
        self.heading.setText(f"Who {code} is")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(words(_SEALED, "hint"))
        self.form = self.add_form(VictimIdentity, identity)
        self._choices = _Choices(self)
        self.looked_for = LookedForView(context.theme)
        self.looked_for.chosen.connect(self._choose)
        self.looked_for.reasoned.connect(self._choices.take)
        self.column.addWidget(self.looked_for)
        self.form.settled.connect(self._check)
        self.form.ready.connect(self._check)
        self.column.addStretch(1)
        self.acts.add(button("Seal and save", self._save, kind="primary"))
        self.acts.add(button("Cancel", self._cancel))
        keeping = self.keep_at(Place(IDENTITY, case_id, code), self._choices)
        keeping.said_anew.connect(self._check)

    def _check(self) -> None:
        """Say what each line will be looked for by, away from the window's thread."""
        if self.is_saving:
            return
        asked = self._case_id, self._code, self.form.content(), self._choices.all()
        self.run(
            self.desk.victims.looked_for, *asked, then=self.looked_for.show_lines, failed=self._not_checked
        )

    def _choose(self, choice: PartChoice) -> None:
        """Switch a part, and say anew what all of them come to."""
        self._choices.take(choice)
        self._check()

    def _not_checked(self, failure: BaseException) -> None:
        """What is half typed may not be acceptable yet: that is said when it is saved."""
        self.looked_for.hide()
        if not isinstance(failure, UserError):
            self.refused(failure)

    def _save(self) -> None:
        if self.is_saving or not self.is_ready(self.form) or not self.looked_for.is_complete():
            return
        typed = {(each.field, each.typed) for each in self.looked_for.lines}
        # What was chosen for a line that was typed otherwise since is nobody's choice any more.
        choices = tuple(each for each in self._choices.all() if (each.field, each.typed) in typed)
        asked = self._case_id, self._code, self.form.content(), choices
        self.save(self.desk.victims.identify, *asked, then=self._kept)

    def _cancel(self) -> None:
        self.give_up()
        self.closed.emit()

    def _kept(self, _: None) -> None:
        self.keep_no_longer()
        self.saved.emit(f"{self._code}: identity sealed")
        self.closed.emit()
        self.sealed.emit(self._code)


_SEALED = (
    "Keep as little as the work allows. Every line is sealed for those admitted, and from then on nothing that is "
    "shared can carry it. Until you choose Seal and save, what you type is kept for you alone, even if Casework locks, "
    "and nothing is looked for yet."
)
