"""Which points of a case were followed up, and which is the next."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from app.domain.fields.content import Missing
from app.domain.fields.spec import by_name
from app.domain.kinds.follow_up.content import FollowUp, milestone
from app.domain.kinds.parts.after import POINTS
from app.domain.records.facets import AxisEvent, Work, WorkDone
from app.domain.records.in_case import InCase

_TWICE: Final = "That point is signed already: write a new version of it"


def begun(case: InCase) -> FollowUp:
    """What a new one begins with: the first point that was not followed up."""
    signed = signed_points(case)
    return FollowUp(point=next((each.code for each in POINTS if each.code not in signed), ""))


def asks(follow_up: FollowUp, case: InCase) -> Iterator[Missing]:
    """That its point was not followed up before."""
    if follow_up.point and follow_up.point in signed_points(case):
        yield Missing("point", by_name(FollowUp)["point"].label, _TWICE)


def signed_points(case: InCase) -> frozenset[str]:
    """The points of a case that were followed up since it was last discharged."""
    ends = [day for each in case.found if (day := _ended(each.facet))]
    last = max(ends, default=date.min)
    words = {
        each.facet.words
        for each in case.found
        if isinstance(each.facet, AxisEvent) and (each.event.latest() or date.max) >= last
    }
    return frozenset(each.code for each in POINTS if milestone(each.code) in words)


def _ended(facet: Any) -> date | None:
    return facet.on.latest() if isinstance(facet, WorkDone) and facet.what is Work.DISCHARGE else None
