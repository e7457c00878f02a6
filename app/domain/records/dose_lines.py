"""Dose and response in words: a line for each goal and what measures it, alike on the screen and on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.records.courses import Response, number
from app.domain.records.dose import GoalDose
from app.domain.records.held import Held

HEADS: Final = ("Goal", "Sessions", "Measured by", "First", "Last", "Change", "Beyond error")


@dataclass(frozen=True)
class Line:
    """A goal with one course that measures it, in words."""

    goal: str
    sessions: str
    measure: str
    first: str
    last: str
    change: str
    error: str
    record_id: str


def lines(rows: Sequence[GoalDose]) -> Iterator[Line]:
    """A line for each goal and each course that measures it; one for a goal that nothing measures."""
    for row in rows:
        goal = f"{row.goal.name} {row.goal.words}".strip()
        record = row.held.record_id
        for each in row.responses:
            yield Line(goal, _sessions(row), _measure(row, each), *_course(each), record)
        if not row.responses:
            by = _aimed(row.goal.measured_by, row) if row.goal.measured_by else "No measure"
            why = "no score of it is recorded" if row.goal.is_measured else "nothing measures it"
            yield Line(goal, _sessions(row), by, "–", "–", "–", f"cannot say: {why}", record)


def _sessions(row: GoalDose) -> str:
    """How many of those offered that served it were attended, and when the last was."""
    if not row.offered:
        return "None served it"
    kept = next((each.held.event.show() for each in row.sessions if each.is_kept), "")
    return f"{row.attended} of {row.offered} attended" + (f", last {kept}" if kept else "")


def _measure(row: GoalDose, response: Response) -> str:
    score = response.course.newest
    return _aimed(f"{score.label}, {score.target}" if score.target else score.label, row)


def _aimed(words: str, row: GoalDose) -> str:
    return f"{words}; aim {row.goal.aim}" if row.goal.aim else words


def _course(response: Response) -> tuple[str, str, str, str]:
    change = response.change
    signed = (
        "–" if change is None else "none" if change == 0 else f"{change:+g}".replace("-", "\N{MINUS SIGN}")
    )
    return _value(response.first), _value(response.last), signed, response.judged


def _value(held: Held | None) -> str:
    return f"{number(held.facet.value)} on {held.facet.on.show()}" if held else "–"
