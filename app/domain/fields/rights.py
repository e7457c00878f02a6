"""Rights: what a member of each grade may do, as one table; `services.vault.rights` decides by it.

The grade stands in the member's certificate, so that nobody can give themselves another.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from types import MappingProxyType
from typing import Final


class Grade(StrEnum):
    """What a member of staff is in the service, as their certificate says."""

    LEAD = "lead"
    CLINICIAN = "clinician"
    TRAINEE = "trainee"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The name on the screen."""
        return _LABELS[self]


_LABELS: Final = {
    Grade.LEAD: "Lead",
    Grade.CLINICIAN: "Clinician",
    Grade.TRAINEE: "Trainee",
    Grade.ADMINISTRATOR: "Administrator",
}


class Right(StrEnum):
    """What can be done with a vault. The value ends the sentence "You are not permitted to ..."."""

    OWN = "keep things of your own here"
    BANNER = "look at cases"
    READ = "read clinical records"
    CHECK = "check the vault"
    BACKUP = "back the vault up"
    WRITE = "write clinical records"
    SIGN = "sign clinical records"
    REMARK = "add to signed records"
    COUNTERSIGN = "countersign records"
    ASK = "ask colleagues about records"
    OPEN_CASE = "open cases"
    DIARY = "change the diary"
    CHANGE_CASE = "change a case"
    CHANGE_PERSON = "change what is known of a person"
    VICTIM_ADD = "add victims"
    ASSIGN = "say who works on a case"
    MERGE = "say that two people are one"
    LET_IN = "let a colleague into restricted cases"
    VICTIM_IDENTIFY = "say who a victim is"
    VICTIM_REVEAL = "see who a victim is"
    PREPARE = "prepare what is shared"
    SHARE = "sign what is shared"
    COPY = "copy what was shared"
    RELEASE = "release what was held back"
    PRINT = "print working copies"
    TRAINING = "say what training was given"
    RETURNS = "make returns"
    LIMITS = "set how long a case may stand in a stage"
    STAFF = "change who works here"
    ADMIT = "admit colleagues to compartments"
    SITE = "change the service's own facts"
    CLOCK = "state what the time is"


LOOKS: Final = frozenset({Right.BANNER, Right.READ, Right.CHECK, Right.BACKUP, Right.PREPARE, Right.RETURNS})
"""What changes nothing in a vault."""


class Extent(Enum):
    """How far a grade has a right."""

    NONE = auto()
    ADMINISTRATIVE = auto()
    """For a referral or an administrative letter alone."""
    LED = auto()
    """In the cases that the member leads."""
    ALL = auto()


def _row(lead: Extent, clinician: Extent, trainee: Extent, administrator: Extent) -> Mapping[Grade, Extent]:
    return MappingProxyType(dict(zip(Grade, (lead, clinician, trainee, administrator), strict=True)))


_EVERYBODY: Final = _row(Extent.ALL, Extent.ALL, Extent.ALL, Extent.ALL)
_CLINICAL: Final = _row(Extent.ALL, Extent.ALL, Extent.ALL, Extent.ADMINISTRATIVE)
_CLINICAL_ALONE: Final = _row(Extent.ALL, Extent.ALL, Extent.ALL, Extent.NONE)
_QUALIFIED: Final = _row(Extent.ALL, Extent.ALL, Extent.NONE, Extent.ADMINISTRATIVE)
_QUALIFIED_ALONE: Final = _row(Extent.ALL, Extent.ALL, Extent.NONE, Extent.NONE)
_LEAD: Final = _row(Extent.ALL, Extent.NONE, Extent.NONE, Extent.NONE)

TABLE: Final[Mapping[Right, Mapping[Grade, Extent]]] = MappingProxyType(
    {
        Right.OWN: _EVERYBODY,
        Right.BANNER: _EVERYBODY,
        Right.READ: _CLINICAL,
        Right.CHECK: _EVERYBODY,
        Right.BACKUP: _EVERYBODY,
        Right.WRITE: _CLINICAL,
        Right.SIGN: _CLINICAL,
        Right.REMARK: _CLINICAL,
        Right.COUNTERSIGN: _QUALIFIED_ALONE,
        Right.ASK: _CLINICAL_ALONE,
        Right.OPEN_CASE: _EVERYBODY,
        Right.DIARY: _EVERYBODY,
        Right.CHANGE_CASE: _CLINICAL_ALONE,
        Right.CHANGE_PERSON: _CLINICAL_ALONE,
        Right.VICTIM_ADD: _CLINICAL_ALONE,
        Right.ASSIGN: _row(Extent.ALL, Extent.LED, Extent.NONE, Extent.NONE),
        Right.MERGE: _LEAD,
        Right.LET_IN: _row(Extent.ALL, Extent.LED, Extent.NONE, Extent.NONE),
        Right.VICTIM_IDENTIFY: _CLINICAL_ALONE,
        Right.VICTIM_REVEAL: _CLINICAL_ALONE,
        Right.PREPARE: _CLINICAL,
        Right.SHARE: _QUALIFIED,
        Right.COPY: _QUALIFIED,
        Right.RELEASE: _QUALIFIED_ALONE,
        Right.PRINT: _QUALIFIED_ALONE,
        Right.TRAINING: _CLINICAL_ALONE,
        Right.RETURNS: _LEAD,
        Right.LIMITS: _LEAD,
        Right.STAFF: _LEAD,
        Right.ADMIT: _LEAD,
        Right.SITE: _LEAD,
        Right.CLOCK: _LEAD,
    }
)

BY_AUTHORITY: Final = frozenset({Right.STAFF, Right.ADMIT, Right.SITE, Right.CLOCK})
"""What takes the key of the site's certificate authority, which one lead holds."""
CONFIRMED: Final = BY_AUTHORITY | {
    Right.SIGN,
    Right.COUNTERSIGN,
    Right.SHARE,
    Right.RELEASE,
    Right.PRINT,
    Right.MERGE,
    Right.LET_IN,
    Right.VICTIM_REVEAL,
}
"""What takes the passphrase once more, for exactly what was shown."""
SIGNING: Final = frozenset({Right.SIGN, Right.COUNTERSIGN, Right.SHARE, Right.RELEASE})
"""What bears the member's signature: it takes a certificate in force."""
TIMED: Final = SIGNING | {Right.STAFF, Right.ADMIT, Right.LET_IN, Right.SITE}
"""What is believed by its time: it takes a clock that can be believed."""


def extent(right: Right, grade: Grade) -> Extent:
    """How far a grade has a right."""
    return TABLE[right][grade]
