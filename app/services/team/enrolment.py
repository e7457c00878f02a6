"""A newcomer to the staff: who they are, what is stated of them, and the slots that a crash left to nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import pki
from app.crypto.header import Header, PassphraseSlot
from app.crypto.key_slots import remove_slot
from app.crypto.secret import Secret
from app.domain.cases.plain_name import tells
from app.domain.facts import staff
from app.domain.fields.rights import Grade
from app.domain.values.identifiers import Registration
from app.domain.values.text import fold, line
from app.errors import NotPlain, StillMissing
from app.models.base import wire_time
from app.models.tables import Staff
from app.services.facts.stating import Saying

_TOLD: Final = (
    "The role stands in certificates, which anybody sees who gets a letter: say it without “stalk”, “MASIP” or "
    "“Casework”."
)


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """A member of staff to be enrolled. A registration may be empty: assistants and trainees have none."""

    login: str
    name: str
    role: str
    registration_body: str = ""
    registration_number: str = ""
    grade: Grade = Grade.CLINICIAN

    @property
    def registration(self) -> str:
        """The registration as a certificate bears it."""
        return Registration(self.registration_body, self.registration_number).show()

    def checked(self) -> "Newcomer":
        """The facts cleaned; raises StillMissing, NotAcceptable, NotPlain for a role that tells what it is about."""
        login, name, role = line(self.login), line(self.name), line(self.role)
        gaps = [
            label
            for label, value in (("Login name", fold(login)), ("Name", name), ("Role", role))
            if not value
        ]
        if gaps:
            raise StillMissing(tuple(gaps))
        if tells(role):
            raise NotPlain(_TOLD)
        registration = Registration.parse(self.registration_body, self.registration_number)
        return Newcomer(
            login=login,
            name=name,
            role=role,
            registration_body=registration.body,
            registration_number=registration.number,
            grade=self.grade,
        )


def introduced(newcomer: Newcomer, at: datetime) -> tuple[Saying, Saying]:
    """What is stated of who a newcomer is."""
    named = ("login", "name", "registration_body", "registration_number")
    enrolled = staff.StaffEnrolment(
        **{name: getattr(newcomer, name) for name in named}, enrolled=wire_time(at)
    )
    role = staff.StaffRole(role=newcomer.role, grade=newcomer.grade.value)
    return Saying((staff.ENROL,), enrolled), Saying((staff.ROLE,), role)


def certified(newcomer: Newcomer, staff_id: str) -> pki.Subject:
    """As whom a newcomer's keys are certified."""
    return pki.Subject(
        name=newcomer.name,
        role=newcomer.role,
        registration=newcomer.registration,
        member=staff_id,
        grade=newcomer.grade.value,
    )


def unclaimed(session: Session, header: Header) -> tuple[str, ...]:
    """The passphrase slots that belong to no member here: a crash between header and store leaves one."""
    claimed = set(session.execute(select(Staff.slot).where(Staff.left_at.is_(None))).scalars())
    return tuple(s.id for s in header.slots if isinstance(s, PassphraseSlot) and s.id not in claimed)


def without(header: Header, vault_key: Secret, slots: Iterable[str]) -> Header:
    """The header without those slots."""
    for slot in slots:
        header = remove_slot(header, vault_key, slot)
    return header
