"""The six outcomes at each point after discharge: what nobody could say, and what nobody asked, is counted as such."""

from collections.abc import Iterator
from typing import Final

from app.domain.fields.spec import by_name
from app.domain.kinds.follow_up.content import FOUND, OUTCOMES, FollowUp
from app.domain.kinds.parts.after import POINTS
from app.domain.records.counts import Counts
from app.domain.returns.counting import tally
from app.domain.returns.figure import Figure, Row
from app.domain.returns.material import Material
from app.domain.returns.quarter import Quarter

NOT_MADE: Final = "Fell due in the quarter, and was not made"


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """A figure for each point and outcome."""
    ever = {(each.case, each.answers.get("point", "")) for each in material.of_sort(Counts.FOLLOW_UP)}
    labels = by_name(FollowUp)
    for point in POINTS:
        made = [
            each
            for each in material.within(Counts.FOLLOW_UP, quarter)
            if each.answers.get("point") == point.code
        ]
        missed = {
            each.case
            for each in material.due
            if each.point == point.code
            and quarter.holds(each.on)
            and each.on <= material.today
            and (each.case, point.code) not in ever
        }
        for name in OUTCOMES:
            found = tally((each.answers.get(name, "") for each in made), FOUND)
            yield Figure(
                code=f"follow_up.{point.code}.{name}",
                title=f"At {point.label}: {labels[name].label.lower()}",
                of=f"follow-ups at {point.label} made in the quarter, or due in it and not made",
                rows=(*found, Row(NOT_MADE, len(missed), is_unknown=True)),
            )
