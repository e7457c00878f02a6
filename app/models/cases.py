"""People, their cases, and the victims of a case, who are known by code."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CaseRef, StaffRef, Uid


class Person(Base):
    """The person who stalks: what lists show and sort by, and in `details` all that is known of them."""

    __tablename__ = "person"
    __table_args__ = (Index(None, "nhs_number"), Index(None, "pnc"), Index(None, "merged_into"))

    id: Mapped[Uid]
    version: Mapped[int]
    family_name: Mapped[str]
    given_names: Mapped[str]
    sort_name: Mapped[str]
    born: Mapped[str]
    nhs_number: Mapped[str]
    pnc: Mapped[str]
    awareness: Mapped[str]
    details: Mapped[bytes]
    created_at: Mapped[datetime]
    merged_into: Mapped[str] = mapped_column(String(36))
    """Who stands for them, where it was stated that both are one; else empty."""


class PersonVersion(Base):
    """What was known of a person after one correction; append-only."""

    __tablename__ = "person_version"
    __table_args__ = (Index(None, "person_id", "version"),)

    id: Mapped[Uid]
    person_id: Mapped[str] = mapped_column(String(36), ForeignKey("person.id"))
    version: Mapped[int]
    details: Mapped[bytes]
    staff_id: Mapped[StaffRef]
    at: Mapped[datetime]
    device: Mapped[str | None] = mapped_column(String(36))
    seq: Mapped[int | None]


class Case(Base):
    """One episode of work about one person. The table is `casefile`: CASE is a word of SQL."""

    __tablename__ = "casefile"
    __table_args__ = (
        Index(None, "reference"),
        Index(None, "opened"),
        Index(None, "active_at"),
        Index(None, "stage", "active_at"),
        Index(None, "lead_id", "active_at"),
        Index(None, "pathway", "active_at"),
        Index(None, "name_order"),
        Index(None, "person_id"),
        Index(None, "shown_person_id"),
    )

    id: Mapped[Uid]
    reference: Mapped[str]
    person_id: Mapped[str] = mapped_column(String(36), ForeignKey("person.id"))
    sort_name: Mapped[str]
    pathway: Mapped[str]
    stage: Mapped[str]
    holder: Mapped[str]
    lead_id: Mapped[StaffRef]
    justice_stage: Mapped[str]
    opened: Mapped[str]
    closed: Mapped[str]
    active_at: Mapped[datetime]
    created_at: Mapped[datetime]
    name_order: Mapped[str]
    """The name folded, which lists sort by."""
    shown_person_id: Mapped[str] = mapped_column(String(36))
    """Whom it is shown under: its person, or who stands for them."""
    concern: Mapped[str]
    """How much work the stalking needs: at exit, where that was stated; else at entry."""
    closed_gates: Mapped[str]
    """The codes of what a rule of the site closes in it, in the order of `GATES`, with spaces between."""
    team: Mapped[str]
    """The ids of who works on it besides its lead, as they were stated, with spaces between."""
    sealed_guard: Mapped[bytes | None] = mapped_column(deferred=True)
    """What is looked for in outputs of the case: loaded by who asks for it alone."""


class NameKey(Base):
    """What a person is found by the beginning of: each part of the name, folded."""

    __tablename__ = "name_key"
    __table_args__ = (Index(None, "person_id"), {"sqlite_with_rowid": False})

    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(String(36), ForeignKey("person.id"), primary_key=True)


class Victim(Base):
    """A victim, by code. Identity only if justified, sealed with the victim compartment's key."""

    __tablename__ = "victim"
    __table_args__ = (Index(None, "case_id", "code"),)

    id: Mapped[Uid]
    case_id: Mapped[CaseRef]
    code: Mapped[str]
    relationship: Mapped[str]
    sealed_identity: Mapped[bytes | None]
    created_at: Mapped[datetime]


class ProtectedTerm(Base):
    """The fingerprint of one victim detail that no output may carry (docs/format.md section 5)."""

    __tablename__ = "protected_term"
    __table_args__ = (CheckConstraint("length(print) = 16", name="print"), Index(None, "victim_id"))

    id: Mapped[Uid]
    victim_id: Mapped[str] = mapped_column(String(36), ForeignKey("victim.id"))
    length: Mapped[int]
    print: Mapped[bytes]


class AppointmentRow(Base):
    """An appointment of the diary, of a case or of none: what lists show, sort and narrow by, and in `details` all.

    A day is "2026-12-03", a time "10:00", and `ends` when it ends that day; both are empty for a whole day.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        Index(None, "day", "clock"),
        Index(None, "case_id", "day"),
        Index(None, "draft_id"),
        Index(None, "record_id"),
    )

    id: Mapped[Uid]
    case_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("casefile.id"))
    day: Mapped[str] = mapped_column(String(10))
    clock: Mapped[str] = mapped_column(String(5))
    ends: Mapped[str] = mapped_column(String(5))
    purpose: Mapped[str]
    mode: Mapped[str]
    setting: Mapped[str]
    place: Mapped[str]
    outcome: Mapped[str]
    draft_id: Mapped[str] = mapped_column(String(36))
    """The draft of its note, until that is signed."""
    record_id: Mapped[str] = mapped_column(String(36))
    """Its note, by the series of its versions; empty while there is none."""
    is_to_note: Mapped[bool]
    """Whether a note is asked for."""
    details: Mapped[bytes]


class AppointmentMember(Base):
    """In whose diary an appointment stands."""

    __tablename__ = "appointment_member"
    __table_args__ = (Index(None, "appointment_id"), {"sqlite_with_rowid": False})

    staff_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    appointment_id: Mapped[str] = mapped_column(String(36), ForeignKey("appointment.id"), primary_key=True)
    lacks_note: Mapped[bool]
    """Whether a note is asked for and there is none: Today looks through all that a member ever had."""


class QuestionRow(Base):
    """A question to a colleague about a passage of a record: what lists need. Its words are in its events, sealed."""

    __tablename__ = "question"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "record_id"),
        Index(None, "colleague_id"),
        Index(None, "asker_id"),
    )

    id: Mapped[Uid]
    case_id: Mapped[str] = mapped_column(String(36), ForeignKey("casefile.id"))
    record_id: Mapped[str] = mapped_column(String(36), ForeignKey("record.id"))
    asker_id: Mapped[str] = mapped_column(String(36))
    colleague_id: Mapped[str] = mapped_column(String(36))
    due: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    """When who was asked answered; somebody else's answer is none."""
    cleared_at: Mapped[datetime | None]
