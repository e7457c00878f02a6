"""The panel health summary as one frozen value: everything the report prints, and nothing it does not.

Free text is plain text with light markup: a blank line starts a paragraph, lines that start with "- " are
bullets, `**bold**` is bold. A victim appears by code (V1, V2 ...) only: no field is meant to hold a
victim's name or whereabouts. `msgspec.to_builtins` turns the value into the JSON that is attached to the
PDF.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"


class Aware(StrEnum):
    """Whether the person knows that the case is before the panel; the value is printed."""

    YES = "Knows of the case"
    NO = "Does not know of the case: do not disclose"
    NOT_KNOWN = "Not known whether they know of the case"


class Confidence(StrEnum):
    """How sure the clinician is of an opinion."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class When:
    """A date as it is printed, and the earliest and latest day it can mean."""

    text: str
    first: date
    last: date
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that names the person, such as an NHS or PNC number, spaced as it is read."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Person:
    """The person the summary is about, with the fewest identifiers that prevent a mix-up."""

    name: str
    born: str
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the summary is for and why."""

    name: str
    purpose: str
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whether health has seen the person, and whether the person knows."""

    seen: str
    aware: Aware


@dataclass(frozen=True, slots=True)
class Typology:
    """A dated opinion, not a diagnosis."""

    kind: str
    relationship: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """One assessment of one dimension: 0 to 4, or None when it was not assessed."""

    day: date
    value: int | None


@dataclass(frozen=True, slots=True)
class Dimension:
    """One row of the fixation profile; `history` is by day and ends with the current rating."""

    name: str
    value: int | None
    words: str = ""
    source: str = ""
    confidence: Confidence | None = None
    history: tuple[Rating, ...] = ()
    on_time_axis: bool = False


@dataclass(frozen=True, slots=True)
class Fixation:
    """A clinician profile, not validated, never totalled; `target` is a victim code, a body or a cause."""

    assessed: str
    driver: str
    target: str
    function: str
    trend: str
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What might happen, how it would show, what then."""

    title: str
    text: str
    warning_signs: str
    response: str = ""


@dataclass(frozen=True, slots=True)
class Engagement:
    """How to speak with the person."""

    helps: str = ""
    hinders: str = ""
    interview: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """What health recommends to one agency."""

    agency: str
    text: str


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is offered, and how ready the person is to take it."""

    offer: str = ""
    readiness: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An agreed action."""

    text: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One stalking behaviour on the time axis; `label` is its two or three words on the axis."""

    when: When
    label: str
    text: str
    source: str = ""
    serious: bool = False
    breach: bool = False


@dataclass(frozen=True, slots=True)
class Spell:
    """An order or a spell of custody; `end` is None while it runs."""

    label: str
    start: When
    end: When | None = None
    custody: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """One appointment with health."""

    day: date
    attended: bool = True


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """What the time axis shows between two days."""

    start: date
    end: date
    incidents: tuple[Incident, ...] = ()
    spells: tuple[Spell, ...] = ()
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the summary and answers for it."""

    name: str
    role: str
    registration: str


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The vault's ledger when the summary was made: Merkle root in hexadecimal, rows counted, and whose chain."""

    head: str
    size: int
    device: str = ""


@dataclass(frozen=True, slots=True)
class PanelSummary:
    """A panel health summary, ready to print; `created` is an instant with its offset."""

    document_id: str
    created: datetime
    marking: str
    reference: str
    person: Person
    recipient: Recipient
    question: str
    red_flags: str
    imminence: str
    contact: Contact
    sources: str
    limits: str
    health: str
    typology: Typology | None
    fixation: Fixation | None
    formulation: str
    scenarios: tuple[Scenario, ...]
    engagement: Engagement
    management: tuple[Advice, ...]
    treatment: Treatment
    actions: tuple[Action, ...]
    restrictions: str
    author: Author
    status: str
    review: str
    time_axis: TimeAxis | None
    ledger: LedgerHead
