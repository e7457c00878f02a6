"""Steps: what somebody does towards a goal, by when, and how far it is."""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.declare import Choice, Direction, Target, choice, date, reference, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts import due
from app.domain.values.dates import ClinicalDate

ACTORS: Final = (
    Choice("person", "The person"),
    Choice("team", "This team"),
    Choice("police", "Police"),
    Choice("probation", "Probation"),
    Choice("prison", "Prison"),
    Choice("advocate", "Advocacy service"),
    Choice("gp", "General practice"),
    Choice("mental_health", "Mental health service"),
    Choice("other", "Somebody else"),
)
DONE, NOT_DONE, CANNOT_YET = "done", "not_done", "cannot_yet"
STATUS: Final = (
    Choice("not_started", "Not started"),
    Choice("under_way", "Under way"),
    Choice(DONE, "Done"),
    Choice(NOT_DONE, "Not done"),
    Choice(CANNOT_YET, "Cannot be done yet"),
)
_OVER: Final = frozenset({DONE, NOT_DONE})


def _is_over(step: Any) -> bool:
    return step.status in _OVER


@dataclass(frozen=True, kw_only=True)
class Step(Row, letter="T"):
    """One step towards a goal of the same plan. What is not done, or cannot be yet, says why."""

    what: str = text("Step", share=Share.ENGAGEMENT, needed=True)
    goal: str = reference("Goal", Target.ROW, letter="G", share=Share.ENGAGEMENT, needed=True)
    actor: str = choice("Who", ACTORS, share=Share.ENGAGEMENT, needed=True)
    by: ClinicalDate | None = date(
        "By", Direction.COMING, share=Share.ENGAGEMENT, due=due.STEP, ahead=14, done=_is_over
    )
    status: str = choice("Status", STATUS, share=Share.ENGAGEMENT, needed=True)
    reason: str = text(
        "Why",
        share=Share.ENGAGEMENT,
        needed=lambda s: s.status in {NOT_DONE, CANNOT_YET},
        applies=lambda s: s.status in {NOT_DONE, CANNOT_YET},
    )
