"""Direct work: what began, what ended and why, and which appointments were offered and kept."""

from collections.abc import Iterator
from typing import Final

from app.domain.kinds.discharge.content import REASONS
from app.domain.kinds.session_note.choices import ATTENDANCE, KEPT
from app.domain.records.counts import Counts
from app.domain.returns.counting import NOT_RECORDED, in_order, tally
from app.domain.returns.figure import Figure, Row
from app.domain.returns.material import CaseTold, Material, Signed
from app.domain.returns.opinions import OPEN
from app.domain.returns.quarter import Quarter

DIRECT: Final = frozenset({"intervention", "co_work"})
DISCHARGED: Final = "cases discharged in the quarter"
BEGAN, EARLIER, NONE = "Began in the quarter", "Began before", "No direct work"
_PRESENCE: Final = {"yes": "with the person", "no": "without the person"}


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """Starts of cases that were open, discharges, and appointments."""
    began = (_began(each, quarter) for each in material.open_in(quarter))
    yield Figure(
        code="starts",
        title="Direct work begun",
        of=OPEN,
        rows=in_order(began, (BEGAN, EARLIER, NONE)),
        note="A case began when it first came into direct intervention or co-work.",
    )
    reasons = (each.answers.get("reason", "") for each in material.discharged(quarter))
    yield Figure(
        code="endings",
        title="Completions and other endings",
        of=DISCHARGED,
        rows=tally(reasons, REASONS),
    )
    yield Figure(
        code="sessions",
        title="Appointments offered and attended",
        of="appointments offered in the quarter",
        rows=_sessions(material.within(Counts.SESSION, quarter)),
        note="As session notes say. A check-in that took place has a record of its own, and is not among them.",
    )


def _began(case: CaseTold, quarter: Quarter) -> str:
    first = next((n for n, each in enumerate(case.stages) if each.stage in DIRECT), None)
    day = case.came(first) if first is not None else None
    if day is None or day > quarter.last:
        return NONE
    return BEGAN if day >= quarter.first else EARLIER


def _sessions(notes: list[Signed]) -> tuple[Row, ...]:
    """By attendance; of those that took place, whether the person was there."""
    rows: list[Row] = []
    for each in ATTENDANCE:
        held = [note.answers for note in notes if note.answers.get("attendance") == each.code]
        of_it = [answers.get("person_present", "") for answers in held]
        if each.code not in KEPT:
            rows.append(Row(each.label, len(of_it)))
            continue
        rows += (Row(f"{each.label}, {words}", of_it.count(code)) for code, words in _PRESENCE.items())
        unsaid = sum(present not in _PRESENCE for present in of_it)
        rows.append(Row(f"{each.label}, not known who was there", unsaid, is_unknown=True))
    offered = {each.code for each in ATTENDANCE}
    unanswered = sum(note.answers.get("attendance", "") not in offered for note in notes)
    return (*rows, Row(NOT_RECORDED, unanswered, is_unknown=True))
