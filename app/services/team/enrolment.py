"""A newcomer to the staff: who they are, their row, and the slots that a crash left to nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.crypto.header import Header, PassphraseSlot
from app.crypto.key_slots import remove_slot
from app.crypto.secret import Secret
from app.domain.fields.rights import Grade
from app.domain.values.identifiers import Registration
from app.domain.values.ids import new_id
from app.domain.values.text import fold, line
from app.errors import StillMissing
from app.models.tables import Staff


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """A member of staff to be enrolled. A registration may be empty: assistants and trainees have none."""

    login: str
    name: str
    role: str
    registration_body: str = ""
    registration_number: str = ""
    grade: Grade = Grade.CLINICIAN

    def checked(self) -> "Newcomer":
        """The facts cleaned; raises StillMissing, NotAcceptable."""
        login, name, role = line(self.login), line(self.name), line(self.role)
        gaps = [
            label
            for label, value in (("Login name", fold(login)), ("Name", name), ("Role", role))
            if not value
        ]
        if gaps:
            raise StillMissing(tuple(gaps))
        registration = Registration.parse(self.registration_body, self.registration_number)
        return Newcomer(
            login=login,
            name=name,
            role=role,
            registration_body=registration.body,
            registration_number=registration.number,
            grade=self.grade,
        )


def add_staff(session: Session, newcomer: Newcomer, slot: str, at: datetime) -> str:
    """Write the member's row and give their id."""
    staff_id = new_id(at)
    names = ("login", "name", "role", "registration_body", "registration_number")
    facts = {name: getattr(newcomer, name) for name in names}
    # What the row says of the grade is for lists alone: the certificate decides.
    facts["is_lead"] = newcomer.grade is Grade.LEAD
    row = {"id": staff_id, "slot": slot, "sealed_trust": b"", "created_at": at, "left_at": None}
    session.execute(insert(Staff).values(**row, **facts))
    return staff_id


def unclaimed(session: Session, header: Header) -> tuple[str, ...]:
    """The passphrase slots that belong to no member here: a crash between header and store leaves one."""
    claimed = set(session.execute(select(Staff.slot).where(Staff.left_at.is_(None))).scalars())
    return tuple(s.id for s in header.slots if isinstance(s, PassphraseSlot) and s.id not in claimed)


def without(header: Header, vault_key: Secret, slots: Iterable[str]) -> Header:
    """The header without those slots."""
    for slot in slots:
        header = remove_slot(header, vault_key, slot)
    return header
