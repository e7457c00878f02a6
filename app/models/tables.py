"""Every table, so that one import fills the metadata."""

from app.models.base import Base
from app.models.cases import (
    AppointmentMember,
    AppointmentRow,
    Case,
    NameKey,
    Person,
    PersonVersion,
    ProtectedTerm,
    QuestionRow,
    Victim,
)
from app.models.facets import FacetForm, FacetRow, FacetSeen, KeyDate, RowLetter
from app.models.facts import EventRow
from app.models.files import FilePart, FileRow
from app.models.ledger import Disclosure, LedgerHead, LedgerRow, LedgerSegment
from app.models.records import Draft, Record, RecordText, RecordWords
from app.models.sharing import CompartmentPublic, PreparedRow
from app.models.staff import (
    Authority,
    CaptureRow,
    CompartmentGrant,
    CompartmentKey,
    MemberCertificate,
    MemberKey,
    MemberWriting,
    Site,
    SiteStatus,
    SlotPublic,
    Staff,
    UnfinishedRow,
)

__all__ = [
    "AppointmentMember",
    "AppointmentRow",
    "Authority",
    "Base",
    "CaptureRow",
    "Case",
    "CompartmentGrant",
    "CompartmentKey",
    "CompartmentPublic",
    "Disclosure",
    "Draft",
    "EventRow",
    "FacetForm",
    "FacetRow",
    "FacetSeen",
    "FilePart",
    "FileRow",
    "KeyDate",
    "LedgerHead",
    "LedgerRow",
    "LedgerSegment",
    "MemberCertificate",
    "MemberKey",
    "MemberWriting",
    "NameKey",
    "Person",
    "PersonVersion",
    "PreparedRow",
    "ProtectedTerm",
    "QuestionRow",
    "Record",
    "RecordText",
    "RecordWords",
    "RowLetter",
    "Site",
    "SiteStatus",
    "SlotPublic",
    "Staff",
    "UnfinishedRow",
    "Victim",
]
