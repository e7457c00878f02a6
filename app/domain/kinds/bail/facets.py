"""What bail means to its case: how long it runs, its limit before charge, and a caution once that is past."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.bail.content import Bail
from app.domain.kinds.bail.status import RUI, end_of, is_over, limit_of, run_out_words
from app.domain.kinds.parts.running import known
from app.domain.records.facets import AxisEvent, Caution, Coded, Facet, KeyDate, Lane, Mark
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate


def facets(bail: Written[Bail]) -> Iterator[Facet]:
    """What other pages read of bail."""
    content = bail.content
    starts, limit = known(content.from_on), limit_of(content)
    if starts:
        label = said(content, "sort")
        end, in_words = ending(bail)
        yield AxisEvent(
            lane=Lane.ORDERS,
            start=starts,
            end=end,
            mark=Mark.ORDER_RUNS,
            label=label,
            words=label,
            ending=in_words,
        )
    if limit is not None and not is_over(content):
        yield KeyDate(on=limit, what="Bail limit", ahead=14)
        yield Caution(words=run_out_words(limit), by_itself=True, after=limit)
    yield Coded(field="sort", answer=content.sort)


def ending(bail: Written[Bail]) -> tuple[ClinicalDate | None, str]:
    """When it ended or will at the latest, and that in words."""
    content = bail.content
    if content.ended_on is not None:
        how = said(content, "ended_how").lower() or "ended"
        day = known(content.ended_on)
        return (day, f"{how} {day.show()}") if day else (bail.by_then, f"{how}, day not given")
    if content.sort == RUI:
        return None, "no end date"
    end = end_of(content)
    return (end, f"to {end.show()}") if end else (bail.by_then, "end not known")
