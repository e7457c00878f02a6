"""Finds the kinds of record: each sub-package of `app.domain.kinds` that declares a `KIND`.

A kind is added by adding its folder; nothing else lists them.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from app.domain import kinds
from app.domain.cases.appointment import KEPT as ATTENDED
from app.domain.cases.appointment import NOT_THEIRS, Appointment, AppointmentOutcome
from app.domain.fields.spec import Target, specs
from app.domain.records import versions
from app.domain.records.drawing import DRAWN
from app.domain.records.heading import Plain
from app.domain.records.kind import CHRONOLOGY, SECTIONS, Kind, KindRole
from app.domain.records.versions import Reading, Unread
from app.errors import NotFound


def _found() -> Iterator[Kind]:
    for module in pkgutil.iter_modules(kinds.__path__, f"{kinds.__name__}."):
        declared = getattr(import_module(module.name), "KIND", None) if module.ispkg else None
        if declared is not None:
            yield declared


def _by_code(found: Iterator[Kind]) -> Mapping[str, Kind]:
    """Raises LookupError for two kinds of one code: the second would quietly take the place of the first.

    And for a form that the one before cannot be brought up to.
    """
    by_code: dict[str, Kind] = {}
    for kind in sorted(found, key=lambda each: (each.order, each.code)):
        if kind.code in by_code:
            raise LookupError(f"two record kinds have the code {kind.code}")
        if len(kind.upcasters) != kind.version - 1:
            raise LookupError(f"{kind.code} needs an upcaster for each form but the first")
        by_code[kind.code] = kind
    return MappingProxyType(by_code)


KINDS: Final = _by_code(_found())
OFFERED: Final = tuple(kind for kind in KINDS.values() if kind.role is KindRole.RECORD)
"""Those that a member may begin, in the order in which they are offered."""
HEARD: Final = next(
    kind for kind in KINDS.values() if any(spec.target is Target.MEETING for spec in specs(kind.content))
)
"""The one that says what was decided of a case at a meeting."""
MEETING: Final = next(spec.name for spec in specs(HEARD.content) if spec.target is Target.MEETING)
"""Its answer that names the meeting."""
COUNTED: Final = {kind.code: kind.counts_as for kind in KINDS.values() if kind.counts_as is not None}
"""What a return counts the records of a kind as, by its code."""
IN_GROUP, GROUPED = next((kind, kind.in_group) for kind in KINDS.values() if kind.in_group is not None)
"""The one that says what a session of a group was for one of its members, and how it is written."""
IN_SERIES: Final = next(kind for kind in KINDS.values() if kind.series)
"""The one of which several are written in one grid."""
ABOVE: Final = "Above every section"
"""Where what is urgent stands."""
_URGENT: Final = 1
"""What is offered as early as a red flag is urgent."""
BREACH: Final = next(kind for kind in KINDS.values() if kind.of_breach is not None)
"""The one that tells of a data breach."""
OPENING: Final = next(kind for kind in KINDS.values() if kind.opens_case)
"""The one that a case is opened with."""
REMARKS: Final = tuple(kind for kind in KINDS.values() if kind.role is KindRole.REMARK)
"""Those that say something about a signed record."""


SUPERVISING: Final = next(kind for kind in KINDS.values() if kind.supervises)
"""The one in which supervision of a case is written."""
SUPERVISEE, SUPERVISOR = SUPERVISING.supervises
"""Its answers that name who is supervised, and by whom."""
AGREEING: Final = tuple(kind.code for kind in REMARKS if kind.agrees)
"""Codes of the remarks by which the other of two who stand for a record together agrees with it."""
ADDING: Final = tuple(kind.code for kind in REMARKS if not (kind.voids or kind.countersigns or kind.agrees))
"""Codes of the remarks that say more of a record."""
VOIDING: Final = tuple(kind.code for kind in REMARKS if kind.voids)
"""Codes of the remarks after which a record must not be relied on."""
MOVING: Final = tuple(kind.code for kind in REMARKS if kind.moves_out)
"""Codes of the remarks after which a record is of another case, and is told nowhere in its own."""
COUNTERSIGNING: Final = tuple(kind.code for kind in REMARKS if kind.countersigns)
"""Codes of the remarks by which somebody qualified stands for a record, or returns it."""
MARKING: Final = (*VOIDING, *COUNTERSIGNING, *AGREEING)
"""Codes of the remarks that are shown on their record alone, and are no line of a list."""
FORM: Final = " ".join(f"{kind.code}:{kind.version}" for kind in KINDS.values()) + f" {DRAWN}"
"""Names the form by which facets are drawn: where it differs from what the store notes, they are drawn again."""


CAPTURED: Final = tuple(kind for kind in OFFERED if kind.captured)
"""Those that a line can become a draft of which was jotted down before its case was known, the most urgent first."""
_NOTES: Final = {purpose: kind for kind in KINDS.values() for purpose in sorted(kind.notes)}
_MISSED: Final = {purpose: kind for kind in KINDS.values() for purpose in sorted(kind.notes_missed)}


def note_of(appointment: Appointment, outcome: AppointmentOutcome) -> Kind | None:
    """The kind whose record is the note of an appointment; None where none is asked for.

    Of none that is of no case, and of none that the team or another agency cancelled: there the diary's word is enough.
    """
    if not appointment.case or outcome.outcome in NOT_THEIRS:
        return None
    kept = _NOTES.get(appointment.purpose)
    missed = outcome.outcome != "" and outcome.outcome not in ATTENDED
    return _MISSED.get(appointment.purpose, kept) if missed else kept


def kind_of(content: object) -> Kind:
    """The record kind whose content that is; raises LookupError for what is no content."""
    for kind in KINDS.values():
        if type(content) is kind.content:
            return kind
    raise LookupError("no record kind has such a content")


def read(document: Plain) -> Reading | Unread:
    """A signed document under today's declarations; raises as `versions.read`."""
    return versions.read(KINDS, document)


def title(code: str) -> str:
    """What a kind is called in a list, be it known here or not."""
    return KINDS[code].title if code in KINDS else f"Not known here ({code})"


def cited_as(code: str) -> Target | None:
    """What a narrower reference may point at its records as; None for a kind that is not known here."""
    return KINDS[code].cited_as if code in KINDS else None


def section(code: str) -> str:
    """The section of a case that records of a kind stand in, be it known here or not."""
    return KINDS[code].section if code in KINDS else CHRONOLOGY


def offered() -> Iterator[tuple[str, Kind]]:
    """Those that a member may begin in the order of the sections, each with what its section is called."""
    order = {name: n for n, name in enumerate(SECTIONS)}
    for each in sorted(OFFERED, key=lambda one: -1 if one.order <= _URGENT else order[one.section]):
        yield ABOVE if each.order <= _URGENT else SECTIONS[each.section], each


def codes_in(where: str) -> tuple[str, ...]:
    """The kinds whose records stand in a section of a case, in the order in which they are offered."""
    return tuple(code for code in KINDS if section(code) == where)


def beside(code: str) -> tuple[str, ...]:
    """The kinds whose records are read one after another with those of a kind: in the chronology, its own alone."""
    in_section = section(code)
    return (code,) if in_section == CHRONOLOGY else codes_in(in_section)


def kind(code: str) -> Kind:
    """The record kind of that code; raises NotFound."""
    try:
        return KINDS[code]
    except KeyError:
        raise NotFound("Casework has no record kind by that name.") from None
