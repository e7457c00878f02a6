"""Opens a case in two steps: who it is about, then what came in and what it is for. There is none before all is there.

A half-typed person is nobody's record yet: until the case is opened what is typed is kept for the member alone.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from app.domain.cases.case import CaseFacts, CaseName
from app.domain.cases.person import PersonDetails
from app.domain.kinds.referral import KIND as REFERRAL
from app.domain.kinds.referral.content import Received
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.errors import ClockAhead, UserError, WrongSecret
from app.services.cases.opening import Opening, open_referred
from app.services.cases.people import Likeness, PersonView
from app.services.desk import Desk
from app.services.vault.confirming import confirmed_act
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.cases.alike import Alike
from app.views.context import voice
from app.views.context.clock_question import ask_about_clock
from app.views.context.context import Context
from app.views.context.places import CaseAt, CaseList
from app.views.forms.form_page import FormPage
from app.views.forms.form_view import FormView
from app.views.kinds.form_for import laid_for
from app.views.widgets.buttons import button
from app.views.widgets.words import unbroken, words

_BESIDE = 68
"""From this width, as a multiple of the text size, the warning stands beside the form; else above it."""


class NewCase(FormPage):
    """The two steps."""

    title = "New case"
    help = "new-case"

    def __init__(self, desk: Desk, context: Context, person_id: str = "") -> None:
        super().__init__(desk, context)
        self.person_id = person_id
        self._looked_for: tuple[object, ...] = ()
        self._step = words("", "muted", wrap=False)
        self.beside_title(self._step)
        self.acts.tell(_KEPT)
        self.alike = Alike(context.theme)
        self._beside = QHBoxLayout()
        self.body.removeWidget(self.area)
        self._beside.addWidget(self.area, 1)
        self.body.addLayout(self._beside, 1)
        self.person = self.add_form(PersonDetails)
        self._about = words("", "strong")
        self.column.addWidget(self._about)
        self.name = self.add_form(CaseName)
        today = ClinicalDate.of(desk.today_date())
        self.facts = self.add_form(CaseFacts, CaseFacts(stage=_FIRST, opened=today))
        self._came = words("The referral", "h2")
        self.column.addWidget(self._came)
        self.received = self.add_form(Received, Received(received=today))
        self.referral = self.add_form(REFERRAL.content, laid=laid_for(REFERRAL))
        self.column.addStretch(1)
        self._next = button("Next: the case", self._to_case, kind="primary")
        self._open = button("Open the case", self._save, kind="primary")
        self._back = button("Back", self._to_person)
        self.acts.add(button("Cancel", self._cancel), self._back, self._next, self._open)
        self.person.settled.connect(self._look_for)
        self.alike.chosen.connect(self._take)
        self.alike.opened.connect(lambda case_id: self.go(CaseAt(case_id)))
        self._show_step(at_case=False)

    def arrive(self) -> None:
        """Read the person, where the case is about somebody already in the vault."""
        if self.keeping is None:
            self.keep_at(UnfinishedPlace("new-case", self.person_id))
        if self.person_id and self._about.text() == "":
            self.run(self.desk.people.read, self.person_id, then=self._taken)

    def first_form(self) -> FormView:
        """The first form of the step."""
        return self.name if self._open.isVisibleTo(self) else self.person

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the warning where there is room for it."""
        super().resizeEvent(event)
        wide = self.width() >= self.context.theme.pixels(_BESIDE)
        if wide:
            self._beside.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignTop)
            self.alike.setFixedWidth(self.context.theme.pixels(20))
        else:
            self.alike.setMinimumWidth(0)
            self.alike.setMaximumWidth(self.person.maximumWidth())
            self.column.insertWidget(0, self.alike)

    # --- who ----------------------------------------------------------------------------------------

    def _look_for(self) -> None:
        details: PersonDetails = self.person.content()
        looked_for = (details.sort_name, details.born, details.nhs_number, details.pnc)
        if looked_for == self._looked_for or not any(looked_for):
            return
        self._looked_for = looked_for
        self.run(self.desk.people.likenesses, details, then=self._found, failed=self._not_checked)

    def _found(self, likenesses: tuple[Likeness, ...]) -> None:
        # Who went on already still sees it, unless it was said who it is.
        self.alike.show_found(() if self.person_id else likenesses)

    def _not_checked(self, failure: BaseException) -> None:
        # What cannot be read yet is told when they go on, not while they type.
        if not isinstance(failure, UserError):
            self.refused(failure)

    def _take(self, one: Likeness) -> None:
        self.run(self.desk.people.read, one.id, then=self._taken)

    def _taken(self, person: PersonView) -> None:
        self.person_id = person.id
        self.alike.show_found(())
        self._show_about(person.details)
        self._show_step(at_case=True)

    # --- steps --------------------------------------------------------------------------------------

    def _to_case(self) -> None:
        """Only after a look at who is there already: whoever types fast would be past the warning before it came."""
        if self.is_ready(self.person):
            self._next.setEnabled(False)
            self.run(
                self.desk.people.likenesses, self.person.content(), then=self._looked, failed=self._not_looked
            )

    def _looked(self, likenesses: tuple[Likeness, ...]) -> None:
        self._next.setEnabled(True)
        self.alike.show_found(likenesses)
        if self.alike.certain:
            self.bar.tell(_SAME, "care")
            self.alike.focus_first()
            return
        self.person_id = ""
        self._show_about(self.person.content())
        self._show_step(at_case=True)

    def _not_looked(self, failure: BaseException) -> None:
        self._next.setEnabled(True)
        self.not_saved(failure)

    def _to_person(self) -> None:
        self.person_id, self._looked_for = "", ()
        self._look_for()
        self._show_step(at_case=False)

    def _show_about(self, details: PersonDetails) -> None:
        born = unbroken(details.born.show()) if details.born else "not known"
        self._about.setText(f"About {details.sort_name}, born {born}")

    def _show_step(self, *, at_case: bool) -> None:
        self.summary.show_all(())
        of_case = self._about, self.name, self.facts, self._came, self.received, self.referral
        for each in (*of_case, self._open, self._back):
            each.setVisible(at_case)
        for each in (self.person, self._next):
            each.setVisible(not at_case)
        self._step.setText("Step 2 of 2: what came in" if at_case else "Step 1 of 2: who it is about")
        self.acts.refit()
        self.area.verticalScrollBar().setValue(0)
        if self.isVisible():
            voice.say(self, self._step.text())
            self.focus_first()
            self.bring_focused_soon()

    def _cancel(self) -> None:
        self.give_up()
        self.go(CaseList())

    # --- saving -------------------------------------------------------------------------------------

    def _save(self) -> None:
        if self.is_saving or not self.is_ready(self.name, self.facts, self.received, self.referral):
            return
        referral = Sheet(event=self.received.content().received, content=self.referral.content())
        about = self.person_id or self.person.content()
        self._ask(Opening(about, self.name.content().reference, self.facts.content(), referral))

    def _ask(self, opening: Opening) -> None:
        """The referral bears the member's name: it takes their passphrase."""
        then = partial(self._typed, opening)
        self.context.asks.passphrase(self, "Open the case and sign its referral", _SIGNED, then)

    def _typed(self, opening: Opening, passphrase: str) -> None:
        vault = self.desk.vault
        open_it = partial(open_referred, vault, opening)
        self.save(confirmed_act, vault, passphrase, lambda: opening.digest, open_it, then=self._opened)

    def not_saved(self, failure: BaseException) -> None:
        """Say why it was not opened; of a clock that is ahead ask, and open it again."""
        if isinstance(failure, WrongSecret | ClockAhead):
            self.is_saving = False
            again = f"{_WRONG} What you typed is still here."
            if isinstance(failure, WrongSecret):
                self.bar.tell(again)
            else:
                ask_about_clock(self.context, self, self.desk.vault, failure, self._save)
            return
        super().not_saved(failure)

    def _opened(self, case_id: str) -> None:
        self.is_saving, self.is_over = False, True
        self.keep_no_longer()
        self.saved.emit("Case opened")
        self.go(CaseAt(case_id))


_FIRST = "referred"
_WRONG = "That is not your passphrase: no case was opened."
_SIGNED = (
    "Person, case and referral are kept together or not at all. The referral will bear your name, and cannot be "
    "changed afterwards by anybody, only added to or replaced."
)
_SAME = "This person is already in the vault. Open their case instead, or say that it is somebody else."
_KEPT = "Kept for you alone until you open the case, even if Casework locks"
