"""How scores go over time: those of one scale, one target and one source are a course, and only these are compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.records.facets import MEASURES, GoalServed, GoalSet, Score
from app.domain.records.held import Held

_LEAST_TO_COMPARE: Final = 2
_PLACES: Final = 6
"""More than any scale has: what floating point adds beyond them is no difference."""
_ONCE, _NEVER = "measured once", "no value yet"
_NO_ERROR: Final = "its error is not known"
_DIFFER: Final = "the rules of its measure differ"


@dataclass(frozen=True)
class Course:
    """Scores of one scale, of one target and from one source, each with a day, oldest first; never empty."""

    held: tuple[Held, ...]

    @property
    def newest(self) -> Score:
        """The last of them, which names the scale; it may be without a value."""
        score: Score = self.held[-1].facet
        return score

    @property
    def valued(self) -> tuple[Held, ...]:
        """Those that have a value: what was looked at and not assessed counts as no change."""
        return tuple(each for each in self.held if each.facet.value is not None)

    def of(self, goal: str) -> "Course | None":
        """What of it may measure a goal: the scores that are not said to be of another; None where there is none."""
        held = tuple(each for each in self.held if each.facet.serves is None or goal in each.facet.serves)
        return Course(held) if held else None

    @property
    def is_changed(self) -> bool:
        """Whether the last value is another than the first."""
        valued = self.valued
        return bool(valued) and valued[0].facet.value != valued[-1].facet.value


def courses(found: Iterable[Held]) -> tuple[Course, ...]:
    """Every course of a case out of its facets, which come newest first; the one that began first comes first."""
    begun: dict[tuple[str, str, str], list[Held]] = {}
    for each in reversed([each for each in found if isinstance(each.facet, Score) and each.facet.day]):
        score: Score = each.facet
        target = " ".join(score.target.split()).casefold()
        begun.setdefault((score.measure, target, score.source), []).append(each)
    # By their own dates, which need not be those of their records; two of one day stay as they were signed.
    of_days = [sorted(each, key=lambda held: held.facet.on.sort_key()) for each in begun.values()]
    return tuple(Course(tuple(each)) for each in of_days)


def of_goal(goal: GoalSet, every: Iterable[Course], found: Iterable[Held]) -> tuple[Course, ...]:
    """The courses that measure a goal: of the scale that it names, and of any that was taken for it.

    Of scores that are each of one goal those of another are not among them.
    """
    taken_for = {
        each.record_id
        for each in found
        if isinstance(each.facet, GoalServed) and each.facet.how == MEASURES and each.facet.goal == goal.cite
    }

    def measures(course: Course) -> bool:
        return course.newest.measure == goal.measure or any(
            each.record_id in taken_for for each in course.held
        )

    if not goal.is_measured:
        return ()
    of_it = (each.of(goal.cite) for each in every)
    return tuple(each for each in of_it if each is not None and measures(each))


class Verdict(StrEnum):
    """Whether two scores differ by more than the error with which they are measured."""

    BEYOND = "beyond error"
    WITHIN = "within error"
    UNSAID = "cannot say"


@dataclass(frozen=True)
class Error:
    """By how much a score has to differ for it to be more than error, by each rule of its measure, and who says so."""

    by: tuple[float, ...]
    source: str

    @property
    def widest(self) -> float:
        """What differs by less is within error by one rule at least."""
        return max(self.by)


Errors = Mapping[str, Error]
"""By the code of a score."""
NO_ERRORS: Final[Errors] = {}


@dataclass(frozen=True)
class Response:
    """What is known of a course: its first and its last value, how they differ, and whether that is beyond error.

    `why` says why nobody can say. It names no cause of a difference.
    """

    course: Course
    first: Held | None
    last: Held | None
    verdict: Verdict
    why: str = ""

    @property
    def change(self) -> float | None:
        """The last value less the first; None with fewer than two."""
        if self.first is None or self.last is None:
            return None
        return float(round(self.last.facet.value - self.first.facet.value, _PLACES))

    @property
    def judged(self) -> str:
        """The verdict, and why where nobody can say."""
        return f"{self.verdict}: {self.why}" if self.why else self.verdict.value

    @property
    def in_words(self) -> str:
        """From what to what, and whether that is beyond error: "8 to 3, beyond error"."""
        if self.first is None or self.last is None:
            return self.why if self.first is None else f"{number(self.first.facet.value)}, {self.why}"
        return f"{number(self.first.facet.value)} to {number(self.last.facet.value)}, {self.verdict}"


def number(value: float) -> str:
    """A value as it is written: 3, 2.5."""
    return f"{value:g}"


def response(course: Course, errors: Errors) -> Response:
    """Compare the last value of a course with its first."""
    valued = course.valued
    if len(valued) < _LEAST_TO_COMPARE:
        first = valued[0] if valued else None
        return Response(course, first, None, Verdict.UNSAID, _ONCE if first else _NEVER)
    first, last = valued[0], valued[-1]
    difference = round(abs(last.facet.value - first.facet.value), _PLACES)
    verdict, why = _judged(difference, errors.get(course.newest.measure))
    return Response(course, first, last, verdict, why)


def _judged(difference: float, error: Error | None) -> tuple[Verdict, str]:
    if error is None:
        return Verdict.UNSAID, _NO_ERROR
    said = {difference >= by for by in error.by}
    if len(said) > 1:
        return Verdict.UNSAID, _DIFFER
    return (Verdict.BEYOND if said.pop() else Verdict.WITHIN), ""
