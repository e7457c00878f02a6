"""The facts of the staff: who works here, as what, with which keys and certificates. Times are RFC 3339, UTC."""

from dataclasses import dataclass
from typing import Final

from app.domain.facts.fact import Fact
from app.domain.fields.declare import Choice, Target, choice, line, reference
from app.domain.fields.rights import Grade, Right
from app.domain.fields.sharing import Share

SUBJECT: Final = "staff"
KEY_SUBJECT: Final = "member_key"
CERTIFICATE_SUBJECT: Final = "member_certificate"
PURPOSES: Final = (
    Choice("records", "Signing records"),
    Choice("documents", "Signing documents"),
    Choice("compartments", "Opening compartments"),
)


@dataclass(frozen=True, kw_only=True)
class StaffEnrolment:
    """Who somebody is: what their certificates say, and by which login they come in."""

    login: str = line("Login name", share=Share.INTERNAL, needed=True)
    name: str = line("Name", share=Share.INTERNAL, needed=True)
    registration_body: str = line("Registered with", share=Share.INTERNAL)
    registration_number: str = line("Registration number", share=Share.INTERNAL)
    enrolled: str = line("Enrolled at", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class StaffRole:
    """What somebody works as, and what they may do in the vault."""

    role: str = line("Role", share=Share.INTERNAL, needed=True)
    grade: str = choice(
        "Grade", tuple(Choice(each.value, each.label) for each in Grade), share=Share.INTERNAL, needed=True
    )


@dataclass(frozen=True, kw_only=True)
class StaffSlot:
    """The key slot by which a member comes in, and the SHA-256 of their sealed list of trusted authorities."""

    slot: str = line("Key slot", share=Share.INTERNAL, needed=True)
    trust: str = line("Trusted authorities", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class StaffLeaving:
    """Since when somebody works here no more."""

    left: str = line("Left at", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class StaffKey:
    """A key of a member: SHA-256 of its certificate, and of its private half as the member's own secret seals it."""

    staff: str = reference("Member", Target.STAFF, share=Share.INTERNAL, needed=True)
    purpose: str = choice("Purpose", PURPOSES, share=Share.INTERNAL, needed=True)
    certificate: str = line("Certificate", share=Share.INTERNAL, needed=True)
    private: str = line("Private half", share=Share.INTERNAL, needed=True)
    made: str = line("Made at", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class KeyRetired:
    """Since when a key signs and opens nothing new."""

    retired: str = line("Retired at", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class LaterCertificate:
    """A later certificate of a key, by its SHA-256."""

    key: str = line("Key", share=Share.INTERNAL, needed=True)
    certificate: str = line("Certificate", share=Share.INTERNAL, needed=True)
    issued: str = line("Issued at", share=Share.INTERNAL, needed=True)


ENROL: Final = Fact(
    code="staff.enrol",
    title="Enrolled",
    subject=SUBJECT,
    values=StaffEnrolment,
    right=Right.STAFF,
    by_authority=True,
)
ROLE: Final = Fact(
    code="staff.role",
    title="Role",
    subject=SUBJECT,
    values=StaffRole,
    right=Right.STAFF,
    by_authority=True,
)
SLOT: Final = Fact(
    code="staff.slot", title="Way in", subject=SUBJECT, values=StaffSlot, right=Right.OWN, own=True
)
LEAVE: Final = Fact(
    code="staff.leave",
    title="Left",
    subject=SUBJECT,
    values=StaffLeaving,
    right=Right.STAFF,
    by_authority=True,
)
KEY: Final = Fact(
    code="staff.key",
    title="Key",
    subject=KEY_SUBJECT,
    values=StaffKey,
    right=Right.STAFF,
    by_authority=True,
)
KEY_RETIRED: Final = Fact(
    code="staff.key_retired",
    title="Key retired",
    subject=KEY_SUBJECT,
    values=KeyRetired,
    right=Right.STAFF,
    by_authority=True,
)
CERTIFICATE: Final = Fact(
    code="staff.certificate",
    title="Certificate",
    subject=CERTIFICATE_SUBJECT,
    values=LaterCertificate,
    right=Right.STAFF,
    by_authority=True,
)
