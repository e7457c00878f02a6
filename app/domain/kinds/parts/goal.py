"""Goals: what is to change, for which factors, how that is measured, by when, and what came of it."""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, references, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts import due
from app.domain.values.dates import ClinicalDate

TARGETS: Final = (
    Choice("rumination", "Rumination"),
    Choice("urges", "Urges"),
    Choice("contact", "Contact"),
    Choice("online", "Online pursuit"),
    Choice("grievance", "Grievance"),
    Choice("conviction", "Certainty of the belief"),
    Choice("loss", "Loss"),
    Choice("shame", "Shame"),
    Choice("anger", "Anger"),
    Choice("impulse", "Impulse"),
    Choice("skills", "Skills"),
    Choice("substances", "Substances"),
    Choice("mood", "Mood"),
    Choice("psychosis", "Psychosis"),
    Choice("sexual", "Sexual interest or conduct"),
    Choice("living", "Living conditions"),
    Choice("dates", "Dates that are hard"),
    Choice("compliance", "Keeping to orders and appointments"),
    Choice("engagement", "Engagement"),
    Choice("other", "Something else"),
)
WANTED_BY: Final = (
    Choice("person", "The person"),
    Choice("team", "This team"),
    Choice("both", "Both"),
    Choice("court", "The court"),
)
NO_MEASURE, ANOTHER, OWN_SCALE = "none", "measure", "own_scale"
_SCORES: Final = {
    "check_in_time": ("Check-in: time taken up", "check_in.time"),
    "check_in_urge": ("Check-in: strongest urge", "check_in.urge"),
    "check_in_distress": ("Check-in: distress", "check_in.distress"),
    "check_in_confidence": ("Check-in: confidence to resist", "check_in.confidence"),
    "preoccupation": ("Profile: preoccupation", "fixation.preoccupation"),
    "control": ("Profile: loss of control over the thoughts", "fixation.control"),
    "conviction": ("Profile: certainty of the belief", "fixation.conviction"),
    "insight": ("Profile: insight", "fixation.insight"),
    "emotion": ("Profile: emotion", "fixation.emotion"),
    "thwarting": ("Profile: response to thwarting", "fixation.thwarting"),
    "rumination": ("Profile: rumination", "fixation.rumination"),
    "goal_linking": ("Profile: worth tied to the outcome", "fixation.goal_linking"),
    "grievance": ("Profile: grievance", "fixation.grievance"),
    "justification": ("Profile: justification", "fixation.justification"),
    "urge": ("Profile: urge", "fixation.urge"),
    "digital": ("Profile: online pursuit", "fixation.digital"),
    "narrowing": ("Profile: narrowing of life", "fixation.narrowing"),
}
MEASURED_BY: Final = (
    *(Choice(code, label) for code, (label, _) in _SCORES.items()),
    Choice(ANOTHER, "Another measure"),
    Choice(OWN_SCALE, "Own scale, 0 to 10"),
    Choice(NO_MEASURE, "No measure yet", "Shown as a gap until there is one"),
)
RESULTS: Final = (
    Choice("met", "Met"),
    Choice("partly", "Partly met"),
    Choice("not_met", "Not met"),
    Choice("set_aside", "Set aside"),
)


def _is_over(goal: Any) -> bool:
    return bool(goal.result)


@dataclass(frozen=True, kw_only=True)
class Goal(Row, letter="G"):
    """One goal. It is open until its result is said."""

    wording: str = text(
        "Goal", share=Share.ENGAGEMENT, needed=True, hint="In words that the person would use"
    )
    target: str = choice("Target", TARGETS, share=Share.ENGAGEMENT, needed=True, searched=True)
    why: tuple[str, ...] = references(
        "Why",
        Target.RECORD,
        letter="F",
        share=Share.INTERNAL,
        needed=True,
        hint="The factors that it answers",
    )
    wanted_by: str = choice("Wanted by", WANTED_BY, share=Share.ENGAGEMENT, needed=True)
    measured_by: str = choice("Measured by", MEASURED_BY, share=Share.ENGAGEMENT, needed=True)
    measure: str = line(
        "Which measure",
        share=Share.ENGAGEMENT,
        needed=lambda g: g.measured_by in {ANOTHER, OWN_SCALE},
        applies=lambda g: g.measured_by in {ANOTHER, OWN_SCALE},
        hint="Its name, or what 0 and 10 mean",
    )
    baseline: str = line("Where it stands at the start", share=Share.ENGAGEMENT)
    aim: str = line("Aim", share=Share.ENGAGEMENT)
    by: ClinicalDate | None = date(
        "By",
        Direction.COMING,
        share=Share.ENGAGEMENT,
        needed=True,
        must_be_known=True,
        due=due.GOAL,
        ahead=14,
        done=_is_over,
    )
    result: str = choice("Result", RESULTS, share=Share.ENGAGEMENT)
    note: str = text("Note", share=Share.ENGAGEMENT)


def score_of(goal: Goal) -> str:
    """The code of the score that measures a goal; empty where no score of a record does."""
    return _SCORES[goal.measured_by][1] if goal.measured_by in _SCORES else ""


def measure_of(goal: Goal) -> str:
    """What measures it, in words; empty where nothing does."""
    return goal.measure or said(goal, "measured_by") if is_measured(goal) else ""


def is_measured(goal: Goal) -> bool:
    """Whether anything measures it."""
    return goal.measured_by not in {"", NO_MEASURE}
