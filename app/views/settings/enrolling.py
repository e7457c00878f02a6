"""The lead's forms: a newcomer is enrolled, and whoever forgot their passphrase is let in again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal

from app.domain.fields.declare import line as line_field
from app.domain.fields.rights import Grade
from app.domain.fields.sharing import Share
from app.domain.values.identifiers import REGULATORS
from app.errors import NotAnIdentifier, NotPlain
from app.services.team.enrolment import Newcomer
from app.services.team.staff import Colleague, enrolling, readmitting
from app.services.writing.unfinished import Place
from app.views.forms.keeping import Keeping
from app.views.forms.kept_fields import KeptFields
from app.views.settings.section import Section
from app.views.settings.small_form import SmallForm
from app.views.widgets.confirmed import confirmed
from app.views.widgets.fields import LINE, LOGIN, NAME, Field, Width, line
from app.views.widgets.problems import Problem
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_THEMSELVES: Final = "Let them sit down and type the passphrase themselves: nobody else may know it."
_YOURS: Final = "It is done under your name: type your own passphrase, not theirs."
_NONE: Final = "None"
_NUMBER: Final = "Left empty where there is none"
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


@dataclass(frozen=True, kw_only=True)
class _Newcomer:
    """Who is being enrolled, as it is kept until it is done; never a passphrase."""

    name: str = line_field("Name", share=Share.INTERNAL)
    role: str = line_field("Role", share=Share.INTERNAL)
    grade: str = line_field("Grade", share=Share.INTERNAL)
    body: str = line_field("Regulator", share=Share.INTERNAL)
    number: str = line_field("Registration number", share=Share.INTERNAL)
    login: str = line_field("Login name", share=Share.INTERNAL)


class EnrolForm(SmallForm):
    """Who they are, and the passphrase they type. `done` says what was done."""

    done = Signal(str)

    def __init__(self, section: Section) -> None:
        super().__init__(section, "Enrol")
        self.name, self.role, self.login, self.number = line(), line(), line(), line()
        self.grade, self.body = DropDown(), DropDown()
        self.grade.addItems([grade.label for grade in Grade])
        self.body.addItems([_NONE, *REGULATORS])
        for box, wide in ((self.name, NAME), (self.role, NAME), (self.number, LINE), (self.login, LOGIN)):
            Width(box, section.context.theme, wide)
        self.add_field("name", Field("Name", self.name, hint="As it stands on records, with the title"))
        self.add_field("role", Field("Role", self.role, hint="Such as Consultant forensic psychologist"))
        self.add_field("grade", Field("Grade", self.grade, hint=_GRADES))
        self.add_field("body", Field("Regulator", self.body, hint="None for assistants and trainees"))
        self.add_field("number", Field("Registration number", self.number, hint=_NUMBER))
        self.add_field(
            "login", Field("Login name", self.login, hint="What they type to unlock, such as rowan")
        )
        self.add(words(_THEMSELVES, "hint"))
        self.finish("Their", self._related)
        self.grade.setCurrentIndex(_CLINICIAN)
        boxes = {name: getattr(self, name) for name in _Newcomer.__dataclass_fields__}
        typed = KeptFields(_Newcomer, boxes, self)
        self.keeping = Keeping(section.desk, section.context, Place("enrolment"), (typed,), self)
        self.keeping.refused.connect(section.page.refused)
        self.keeping.bring_back()

    def problems(self) -> Iterator[Problem]:
        """What is not typed yet."""
        boxes = {"name": self.name, "role": self.role, "login": self.login}
        for path, box in boxes.items():
            if not box.text().strip():
                yield Problem(path, _NEEDED[path])
        yield from super().problems()

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
        confirmed(
            self.section.page,
            "Enrol",
            _YOURS,
            partial(enrolling, newcomer),
            partial(self.section.desk.staff.enrol, newcomer, self.new.first.text()),
            then=lambda _: self._enrolled(newcomer.name),
            begun=partial(self.busy, "Making their keys and their way in."),
            failed=self.refused,
        )

    def refused(self, failure: BaseException) -> None:
        """A registration is wrong at one of two fields, and a role can tell too much."""
        super().refused(failure)
        if isinstance(failure, NotPlain):
            self.mark((Problem("role", str(failure)),))
        if isinstance(failure, NotAnIdentifier):
            self.mark((Problem("number" if self.body.currentIndex() else "body", str(failure)),))

    def _related(self) -> tuple[str, ...]:
        return self.login.text(), self.name.text(), self.section.desk.site

    def _enrolled(self, name: str) -> None:
        self.busy("")
        self.new.take()
        for box in (self.name, self.role, self.login, self.number):
            box.clear()
        self.body.setCurrentIndex(0)
        self.grade.setCurrentIndex(_CLINICIAN)
        self.keeping.keep()
        self.done.emit(f"{name.strip()} is enrolled, and admitted to no sealed compartment yet.")


class ReadmitForm(SmallForm):
    """Who forgot it, and the new one that they type. `done` says what was done."""

    done = Signal(str)

    def __init__(self, section: Section) -> None:
        super().__init__(section, "Let them in again")
        self._team: tuple[Colleague, ...] = ()
        self.who = DropDown()
        self.add(
            words(
                "They get a new way in and new keys; what they signed still verifies. They keep the compartments that "
                "you are admitted to, and lose their own words and snippets.",
                "hint",
            )
        )
        self.add_field("who", Field("Colleague", self.who))
        self.add(words(_THEMSELVES, "hint"))
        self.finish("Their", self._related)

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
        yield from super().problems()

    def do(self) -> None:
        """Let them in again."""
        colleague = self._chosen()
        if colleague is None:
            return
        confirmed(
            self.section.page,
            "Let them in again",
            _YOURS,
            partial(readmitting, colleague.member.id),
            partial(self.section.desk.staff.readmit, colleague.member.id, self.new.first.text()),
            then=lambda _: self._readmitted(colleague),
            begun=partial(self.busy, "Making their new keys and way in."),
            failed=self.refused,
        )

    def _chosen(self) -> Colleague | None:
        row = self.who.currentIndex() - 1
        return self._team[row] if 0 <= row < len(self._team) else None

    def _related(self) -> tuple[str, ...]:
        one = self._chosen()
        whose = (one.member.login, one.member.name) if one else ()
        return *whose, self.section.desk.site

    def _readmitted(self, colleague: Colleague) -> None:
        self.busy("")
        self.new.take()
        self.done.emit(f"{colleague.member.name} can unlock with the new passphrase.")
