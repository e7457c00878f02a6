"""What happened in a case since a day, as its own records count it: shown where somebody looks back, never typed."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.records.facets import AxisEvent, Lane, Mark, Score
from app.domain.records.in_case import Held, InCase
from app.domain.values.dates import ClinicalDate


def since(case: InCase, day: ClinicalDate | None) -> tuple[str, ...]:
    """Sessions, then courses of scores with their first and last value; nothing before anybody says since when.

    Of judged ratings those that the axis always draws: thirteen of each target would be read by nobody. No two scores
    are added.
    """
    first = day.earliest() if day is not None else None
    if first is None:
        return ()
    then = [each for each in case.found if _is_since(each, first)]
    return (_sessions(each.facet for each in then), *_scores(each.facet for each in then))


def _is_since(held: Held, first: date) -> bool:
    """Whether any day of it lies there."""
    on = held.facet.on if isinstance(held.facet, Score) else held.event
    last = on.latest()
    return last is not None and last >= first


def _is_told(score: Score) -> bool:
    return score.always or score.lane is not Lane.FIXATION


def _sessions(facets: Iterable[object]) -> str:
    marks = [each.mark for each in facets if isinstance(each, AxisEvent) and each.lane is Lane.SESSIONS]
    kept, offered = marks.count(Mark.KEPT), len(marks)
    if not offered:
        return "No session"
    return f"{kept} of {offered} {'session' if offered == 1 else 'sessions'} attended"


def _scores(facets: Iterable[object]) -> Iterator[str]:
    courses: dict[tuple[str, str], list[Score]] = {}
    for each in facets:
        if isinstance(each, Score) and each.value is not None and _is_told(each):
            courses.setdefault((each.target, each.measure), []).append(each)
    for (target, _), course in sorted(courses.items()):
        course.sort(key=lambda score: score.on.sort_key())
        earliest, latest = course[0], course[-1]
        of = f" ({target})" if target else ""
        then = f"{earliest.value} on {earliest.on.show()}"
        now = f", {latest.value} on {latest.on.show()}" if len(course) > 1 else ""
        yield f"{earliest.label}{of}: {then}{now}"
