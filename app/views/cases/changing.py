"""Corrects what is known of a person, changes the facts of a case, or moves it on, under the banner of the case."""

from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.cases.case import CaseDetails, CaseMove
from app.domain.cases.person import PersonDetails
from app.domain.fields.content import specs
from app.services.cases.casefile import CaseSheet
from app.services.cases.people import Likeness
from app.services.desk import Desk
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.cases.alike import Alike
from app.views.context.context import Context
from app.views.context.places import CaseAt, CaseList, OnePersonAt, Place
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.case_words import stage
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView


class Changing(FormPage):
    """One form, filled with what is known now."""

    cls: type
    act = note = done = kept = ""

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context)
        self.case_id = case_id
        self.form: FormView | None = None
        self.column.addWidget(words(self.note, "hint"))
        self._now = words("", "muted")
        self._now.hide()
        self.column.addWidget(self._now)
        self.acts.add(button(self.act, self._save, kind="primary"))
        self.acts.add(button("Cancel", self._cancel))
        self.acts.setEnabled(False)

    def arrive(self) -> None:
        """Load what is known now, once: what is typed after that is not loaded over."""
        if self.form is None:
            self.run(self.desk.casefile.open, self.case_id, then=self._loaded)

    def keep(self, content: Any) -> None:
        """Save; away from the window's thread."""
        raise NotImplementedError

    def known(self, sheet: CaseSheet) -> Any:
        """What the form is filled with."""
        raise NotImplementedError

    def back_to(self) -> Place:
        """Where one goes when it is done or given up."""
        return CaseAt(self.case_id)

    def say_now(self, text: str) -> None:
        """Say what holds now, where the form does not."""
        self._now.setText(text)
        self._now.show()

    def _loaded(self, sheet: CaseSheet) -> None:
        if self.form is None:
            self.form = self.add_form(self.cls, self.known(sheet))
            self.column.addStretch(1)
            self.acts.setEnabled(True)
            self.keep_at(UnfinishedPlace(self.kept, self.case_id))
            self.focus_first()

    def _save(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        self.save(self.keep, self.form.content(), then=self._kept)

    def _kept(self, _: None) -> None:
        self.is_over = True
        self.saved.emit(self.done)
        self.keep_no_longer()
        self.go(self.back_to())

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self.go(self.back_to())


_OF_ANOTHER = (
    "These are the details of somebody else in the vault, so nothing was saved. "
    "Mend them, or say that it is somebody else."
)


class ChangePerson(Changing):
    """Corrects the person's details; what was known before stays as the earlier version."""

    title = "Correct the person’s details"
    help = "change-person"
    cls = PersonDetails
    kept = "person"
    act = "Save the correction"
    note = "What was known before stays in the vault as the earlier version. Every case of this person shows the new."
    done = "Details corrected"

    _person_id = ""

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self.alike = Alike(context.theme, can_use=False)
        self.alike.opened.connect(lambda other: self.go(CaseAt(other)))
        self.column.insertWidget(0, self.alike)
        self.acts.add(button("One person, two files", self._one_person, kind="quiet"))

    def _one_person(self) -> None:
        """To who may be the same person as well; what is typed here is kept."""
        self.go(OnePersonAt(self.case_id))

    def _save(self) -> None:
        """Only after a look at whose these details are: two people may not come to have one number unawares."""
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        work = partial(self.desk.people.likenesses, but=self._person_id)
        self.run(work, self.form.content(), then=self._looked, failed=self.not_saved)

    def _looked(self, likenesses: tuple[Likeness, ...]) -> None:
        self.alike.show_found([one for one in likenesses if one.is_certain])
        if self.alike.found:
            self.bar.tell(_OF_ANOTHER, "care")
            self.area.verticalScrollBar().setValue(0)
            self.alike.focus_first()
        else:
            super()._save()

    def known(self, sheet: CaseSheet) -> PersonDetails:
        """The person as now known."""
        self._person_id = sheet.person.id
        return sheet.person.details

    def keep(self, content: Any) -> None:
        """Put the new facts in place of the old."""
        self.desk.people.correct(self._person_id, content)


class ChangeCase(Changing):
    """Changes the facts of the case but its stage; which ones is in the ledger."""

    title = "Change the case"
    help = "change-case"
    cls = CaseDetails
    kept = "case"
    act = "Save the change"
    note = "Which facts were changed, by whom and when is noted in the ledger."
    done = "Case changed"

    def known(self, sheet: CaseSheet) -> CaseDetails:
        """The facts as they are."""
        facts = sheet.case.facts
        return CaseDetails(**{spec.name: getattr(facts, spec.name) for spec in specs(CaseDetails)})

    def keep(self, content: Any) -> None:
        """Change the facts."""
        self.desk.cases.revise(self.case_id, content)


class MoveCase(Changing):
    """Moves the case to another stage, with the reason; its other facts are not touched."""

    title = "Move the case"
    help = "cases"
    cls = CaseMove
    kept = "move"
    act = "Move the case"
    note = (
        "The move is signed, and stands in the history of the case with its reason. "
        "A case that is closed by it is closed as of today."
    )
    done = "Case moved"

    def known(self, sheet: CaseSheet) -> CaseMove:
        """Nothing yet: both are asked."""
        self.say_now(f"{sheet.case.reference} is now in: {stage(sheet.case.facts.stage)}")
        return CaseMove()

    def keep(self, content: Any) -> None:
        """State the new stage."""
        self.desk.cases.move(self.case_id, content)

    def back_to(self) -> Place:
        """To the board that it was moved on."""
        return CaseList()
