"""Orders in force at the end of a quarter, and what was said of a breach in its incidents."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.kinds.incident.choices import BREACHES
from app.domain.kinds.order.choices import ORDERS
from app.domain.kinds.order.status import Until
from app.domain.kinds.parts.running import begun, cut_short, over
from app.domain.records.counts import Counts
from app.domain.returns.counting import tally
from app.domain.returns.figure import Figure, Row
from app.domain.returns.material import Material, OrderRun
from app.domain.returns.quarter import Quarter

NO_END: Final = "Begun, and not known whether still in force"
NOT_HELD: Final = "Does not stand: withdrawn, acquitted, discontinued or doubted"


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """Orders by their sort, and incidents by what is said of a breach."""
    begun_by_then = [each for each in material.orders if begun(each.start, quarter.last)]
    known = [each for each in begun_by_then if each.until != Until.UNKNOWN]
    in_force = (each.sort for each in known if _runs(each, quarter.last))
    unknown = len(begun_by_then) - len(known)
    yield Figure(
        code="orders",
        title="Orders in force at the end of the quarter",
        of="orders in force, or perhaps in force, then",
        rows=(*tally(in_force, ORDERS), Row(NO_END, unknown, is_unknown=True)),
    )
    incidents = material.within(Counts.INCIDENT, quarter)
    stand = [each for each in incidents if each.answers.get("stands") != "no"]
    yield Figure(
        code="breaches",
        title="Breaches of an order",
        of="incidents of the quarter",
        rows=(
            *tally((each.answers.get("breach", "") for each in stand), BREACHES),
            Row(NOT_HELD, len(incidents) - len(stand)),
        ),
    )


def _runs(order: OrderRun, on: date) -> bool:
    """Whether it is in force on a day: one that was cut short is not on the day itself, one that runs out still is."""
    is_over = cut_short(order.end, on) if order.until == Until.CUT_SHORT else over(order.end, on)
    return not is_over
