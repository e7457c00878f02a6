"""What a home visit holds, what it means to its case, and what a report prints of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as day

from app.domain.fields.declare import Direction, count, date, line, rows, text
from app.domain.fields.sharing import Audience, Share
from app.domain.kinds.parts.earlier_flag import EarlierFlag, flagged, raised
from app.domain.records.blocks import Paragraph, Part, Placed
from app.domain.records.facets import AxisEvent, Facet, Lane, Mark, Score, Source
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class HomeVisit:
    """One visit."""

    room: str = line("Room", share=Share.CONTEXT, needed=True, section="Visit")
    seen: str = text("What was seen", share=Share.RISK, long=True)
    comfort: int | None = count("Comfort", share=Share.MEASURE, most=10)
    next_on: ClinicalDate | None = date(
        "Next visit", Direction.COMING, share=Share.CONTEXT, due="Home visit due"
    )
    red_flags: tuple[EarlierFlag, ...] = rows("Red flags", EarlierFlag, share=Share.RISK)


def facets(visit: Written[HomeVisit]) -> Iterator[Facet]:
    """What other pages read of it."""
    told = visit.content
    words = f"Home visit, {told.room}"
    yield AxisEvent(lane=Lane.SESSIONS, start=visit.event, mark=Mark.KEPT, label="Visit", words=words)
    yield from raised(told.red_flags, visit.event)
    if told.comfort is not None:
        yield Score(
            measure="home_visit.comfort",
            label="Comfort",
            on=visit.event,
            value=told.comfort,
            least=0,
            most=10,
            source=Source.JUDGED,
            lane=Lane.FIXATION,
            words=f"{told.comfort} of 10",
        )


def block(visit: Written[HomeVisit], _: Audience, __: day) -> Iterator[Placed]:
    """What a report prints of it."""
    told = visit.content
    yield from flagged(told.red_flags, visit.event)
    yield Placed(part=Part.SOURCES, name="information", block=Paragraph(text=told.seen), rank=2)


def title(visit: HomeVisit) -> str:
    """How comfortable it was: "Home visit: comfort 3"."""
    return "Home visit" + (f": comfort {visit.comfort}" if visit.comfort is not None else "")
