"""The lead's forms: a newcomer is enrolled, and whoever forgot their passphrase is let in again."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.domain.fields.rights import Grade
from app.domain.values.identifiers import REGULATORS
from app.errors import CommonSecret, NotAnIdentifier, WeakSecret, WrongSecret
from app.services.team.enrolment import Newcomer
from app.services.team.staff import Colleague, enrolling, readmitting
from app.services.vault.confirming import confirmed_act
from app.views.settings.own_secret import new_passphrase, problems_of
from app.views.settings.section import Section
from app.views.settings.small_form import SmallForm
from app.views.widgets.fields import Field, line
from app.views.widgets.problems import Problem
from app.views.widgets.words import NOT_YOURS, words

_THEMSELVES: Final = "Let them sit down and type the passphrase themselves: nobody else may know it."
_YOURS: Final = "It is done under your name: type your own passphrase, not theirs."
_NONE: Final = "None"
_GRADES: Final = (
    "It is certified with their name, and says what they may do here. A trainee's records wait for a countersignature, "
    "and a trainee shares nothing; an administrator reads no clinical record"
)
_CLINICIAN: Final = tuple(Grade).index(Grade.CLINICIAN)
_NEEDED: Final = {
    "name": "Type their name, as it stands on records",
    "role": "Type their role in the team",
    "login": "Type a login name",
}


class EnrolForm(SmallForm):
    """Who they are, and the passphrase they type. `done` says what was done."""

    done = Signal(str)

    def __init__(self, section: Section) -> None:
        super().__init__(section.context.look, "Enrol")
        self._section = section
        self.name, self.role, self.login, self.number = line(), line(), line(), line()
        self.grade, self.body = QComboBox(), QComboBox()
        self.grade.addItems([grade.label for grade in Grade])
        self.body.addItems([_NONE, *REGULATORS])
        self.add("name", Field("Name", self.name, hint="As it stands on records, with the title"))
        self.add("role", Field("Role", self.role, hint="Such as Consultant forensic psychologist"))
        self.add("grade", Field("Grade", self.grade, hint=_GRADES))
        self.add("body", Field("Regulator", self.body, hint="None for assistants and trainees"))
        self.add("number", Field("Registration number", self.number, optional=True))
        self.add("login", Field("Login name", self.login, hint="What they type to unlock, such as rowan"))
        self.column.addWidget(words(_THEMSELVES, "hint"))
        self.new = new_passphrase(section, "Their", self._related)
        self.add_group(self.new, self.new.fields)
        self.grade.setCurrentIndex(_CLINICIAN)
        self.finish()

    def problems(self) -> Iterator[Problem]:
        """What is not typed yet."""
        boxes: dict[str, QLineEdit] = {"name": self.name, "role": self.role, "login": self.login}
        for path, box in boxes.items():
            if not box.text().strip():
                yield Problem(path, _NEEDED[path])
        yield from problems_of(self.new)

    def do(self) -> None:
        """Enrol them."""
        newcomer = Newcomer(
            login=self.login.text(),
            name=self.name.text(),
            role=self.role.text(),
            registration_body=self.body.currentText() if self.body.currentIndex() else "",
            registration_number=self.number.text(),
            grade=tuple(Grade)[self.grade.currentIndex()],
        )
        self._section.context.asks.passphrase(
            self._section.page, "Enrol", _YOURS, lambda typed: self._confirmed(newcomer, typed)
        )

    def _confirmed(self, newcomer: Newcomer, passphrase: str) -> None:
        self.busy("Making their keys and their way in.")
        self._section.page.run(
            confirmed_act,
            self._section.desk.vault,
            passphrase,
            partial(enrolling, newcomer),
            partial(self._section.desk.staff.enrol, newcomer, self.new.first.text()),
            then=lambda _: self._enrolled(newcomer.name),
            failed=self._refused,
        )

    def _related(self) -> tuple[str, ...]:
        return self.login.text(), self.name.text(), self._section.desk.site

    def _enrolled(self, name: str) -> None:
        self.busy("")
        self.new.take()
        for box in (self.name, self.role, self.login, self.number):
            box.clear()
        self.body.setCurrentIndex(0)
        self.grade.setCurrentIndex(_CLINICIAN)
        self.done.emit(f"{name.strip()} is enrolled, and admitted to no sealed compartment yet.")

    def _refused(self, failure: BaseException) -> None:
        self.busy("")
        if isinstance(failure, WeakSecret | CommonSecret):
            self.mark((Problem("passphrase", str(failure)),))
        elif isinstance(failure, NotAnIdentifier):
            self.mark((Problem("number" if self.body.currentIndex() else "body", str(failure)),))
        elif isinstance(failure, WrongSecret):
            self._section.page.bar.tell(NOT_YOURS)
        else:
            self._section.page.refused(failure)


class ReadmitForm(SmallForm):
    """Who forgot it, and the new one that they type. `done` says what was done."""

    done = Signal(str)

    def __init__(self, section: Section) -> None:
        super().__init__(section.context.look, "Let them in again")
        self._section = section
        self._team: tuple[Colleague, ...] = ()
        self.who = QComboBox()
        self.column.addWidget(
            words(
                "They get a new way in and new keys; what they signed still verifies. They keep the compartments that "
                "you are admitted to, and lose their own words and snippets.",
                "hint",
            )
        )
        self.add("who", Field("Colleague", self.who))
        self.column.addWidget(words(_THEMSELVES, "hint"))
        self.new = new_passphrase(section, "Their", self._related)
        self.add_group(self.new, self.new.fields)
        self.finish()

    def offer(self, team: Iterable[Colleague]) -> None:
        """List who may be let in again."""
        self._team = tuple(team)
        self.who.clear()
        self.who.addItem("Choose")
        self.who.addItems([one.member.name for one in self._team])

    def problems(self) -> Iterator[Problem]:
        """What is not chosen or typed yet."""
        if self._chosen() is None:
            yield Problem("who", "Choose the colleague")
        yield from problems_of(self.new)

    def do(self) -> None:
        """Let them in again."""
        colleague = self._chosen()
        if colleague is None:
            return
        self._section.context.asks.passphrase(
            self._section.page, "Let them in again", _YOURS, lambda typed: self._confirmed(colleague, typed)
        )

    def _confirmed(self, colleague: Colleague, passphrase: str) -> None:
        self.busy("Making their new keys and way in.")
        self._section.page.run(
            confirmed_act,
            self._section.desk.vault,
            passphrase,
            partial(readmitting, colleague.member.id),
            partial(self._section.desk.staff.readmit, colleague.member.id, self.new.first.text()),
            then=lambda _: self._readmitted(colleague),
            failed=self._refused,
        )

    def _chosen(self) -> Colleague | None:
        row = self.who.currentIndex() - 1
        return self._team[row] if 0 <= row < len(self._team) else None

    def _related(self) -> tuple[str, ...]:
        one = self._chosen()
        whose = (one.member.login, one.member.name) if one else ()
        return *whose, self._section.desk.site

    def _readmitted(self, colleague: Colleague) -> None:
        self.busy("")
        self.new.take()
        self.done.emit(f"{colleague.member.name} can unlock with the new passphrase.")

    def _refused(self, failure: BaseException) -> None:
        self.busy("")
        if isinstance(failure, WeakSecret | CommonSecret):
            self.mark((Problem("passphrase", str(failure)),))
        elif isinstance(failure, WrongSecret):
            self._section.page.bar.tell(NOT_YOURS)
        else:
            self._section.page.refused(failure)
