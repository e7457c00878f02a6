"""The fields that a list of referrals can fill in: those of person, case and referral that take one word or text.

They are read from the declarations: a field that is declared tomorrow can be imported tomorrow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from app.domain.cases.case import CaseFacts, CaseName
from app.domain.cases.person import PersonDetails
from app.domain.fields.declare import date
from app.domain.fields.sharing import Share
from app.domain.fields.spec import Choice, FieldSpec, specs
from app.domain.kinds.registry import OPENING
from app.domain.records.record import EVENT
from app.domain.values.dates import ClinicalDate

REFERENCE: Final = "reference"


_READ: Final = frozenset({"line", "text", "choice", "date"})
"""The forms of field that one cell can answer."""
_OF_NO_NEW_CASE: Final = frozenset({"closed"})


class Part(Enum):
    """What a field is of."""

    PERSON = auto()
    NAME = auto()
    CASE = auto()
    HEADING = auto()
    REFERRAL = auto()


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The heading of a referral's record, as far as a list tells it."""

    event: ClinicalDate | None = date(OPENING.event_label, EVENT, share=Share.CONTEXT, needed=True)


CONTENTS: Final[Mapping[Part, type]] = MappingProxyType(
    {
        Part.PERSON: PersonDetails,
        Part.NAME: CaseName,
        Part.CASE: CaseFacts,
        Part.HEADING: Heading,
        Part.REFERRAL: OPENING.content,
    }
)
"""The class of each part, in the order of the forms that open a case."""


@dataclass(frozen=True)
class Field:
    """A field of a list, and the part that it is of."""

    part: Part
    spec: FieldSpec

    @property
    def name(self) -> str:
        """What maps call it."""
        return self.spec.name

    @property
    def label(self) -> str:
        """What forms call it."""
        return self.spec.label

    @property
    def offered(self) -> tuple[Choice, ...]:
        """The answers that it takes; none where it takes a text or a date."""
        return self.spec.offered

    @property
    def is_always_needed(self) -> bool:
        """Whether no case is opened without it, whatever else is said."""
        return self.spec.needed is True


FIELDS: Final[Mapping[str, Field]] = MappingProxyType(
    {
        spec.name: Field(part, spec)
        for part, content in CONTENTS.items()
        for spec in specs(content)
        if spec.asked and spec.form.code in _READ and spec.name not in _OF_NO_NEW_CASE
    }
)
"""Every field by its name; no two parts have one of the same (tests/domain/test_referral_list.py)."""
