"""Dose and response in words: a line for each goal and what measures it, alike on the screen and on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.records.courses import Response, number
from app.domain.records.dose import GoalDose
from app.domain.records.held import Held

NO_CAUSE: Final = (
    "What was done stands beside what was measured meanwhile. No line is fitted, and nothing here says what caused "
    "what. A change is beyond error where it is at least as large as the rule of its measure asks."
)
NO_VALUE: Final = "–"
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
            yield Line(goal, sessions(row), _measure(row, each), *course(each), record)
        if not row.responses:
            by = _aimed(row.goal.measured_by, row) if row.goal.measured_by else "No measure"
            why = "no score of it is recorded" if row.goal.is_measured else "nothing measures it"
            yield Line(goal, sessions(row), by, NO_VALUE, NO_VALUE, NO_VALUE, f"cannot say: {why}", record)


def sessions(row: GoalDose) -> str:
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


def course(response: Response) -> tuple[str, str, str, str]:
    """First and last value with their days, how they differ, and whether that is beyond error."""
    change = response.change
    signed = (
        NO_VALUE
        if change is None
        else "none"
        if change == 0
        else f"{change:+g}".replace("-", "\N{MINUS SIGN}")
    )
    return _value(response.first), _value(response.last), signed, response.judged


def _value(held: Held | None) -> str:
    return f"{number(held.facet.value)} on {held.facet.on.show()}" if held else NO_VALUE
