"""What a report prints of bail: how long it runs, and how it stands on that day."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.bail.content import Bail
from app.domain.kinds.bail.facets import ending
from app.domain.kinds.bail.status import RUI, Status, end_of, limit_of, run_out_words, status
from app.domain.kinds.parts.condition import headings, of_conditions
from app.domain.kinds.parts.in_law import law_line
from app.domain.kinds.parts.running import known
from app.domain.records.blocks import Event, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written

_TOLD: Final = ("sort", "arrested_on", "from_on", "return_on", "extensions", "ended_on", "ended_how")
_GONE: Final = frozenset({Status.ENDED, Status.NOT_YET})


def block(bail: Written[Bail], audience: Audience, on: date) -> Iterator[Placed]:
    """Its parts."""
    content = bail.content
    starts, label, share = known(content.from_on), said(content, "sort"), shares(content, *_TOLD)
    if starts:
        end, in_words = ending(bail)
        how = said(content, "ended_how").lower()
        stood = status(content, on)
        event = Event(
            mark=Mark.ORDER_RUNS,
            start=starts,
            end=end,
            label=label,
            ending=in_words,
            words=headings(content.conditions, on) if content.sort != RUI else "",
            stands=f"ended: {how}" if stood is Status.ENDED and how else stood.value,
            source=bail.heading.source,
            share=(*share, *of_conditions(content.conditions)),
        )
        yield Placed(part=Part.AXIS, name="runs", block=event, every=True)
    stands = status(content, on)
    if not label or stands in _GONE:
        return
    since = f" since {starts.show()}" if starts else ""
    binds = content.sort != RUI and stands is not Status.RUN_OUT
    terms = headings(content.conditions, on) if binds else ""
    yield from law_line(
        "bail",
        f"{label}{since}{_until(content, stands)}",
        (terms,),
        audience,
        (*share, *of_conditions(content.conditions)),
        lines=1,
    )


def _until(bail: Bail, stands: Status) -> str:
    """To which day it runs, or why nobody can say that it does."""
    if bail.sort == RUI:
        return ", no conditions can be attached, no end date"
    limit, end = limit_of(bail), end_of(bail)
    if stands is Status.RUN_OUT and limit:
        words = run_out_words(limit)
        return f". {words.rstrip('.')}"
    if stands is Status.NOT_KNOWN:
        return f", to {end.show()}; not known what came then" if end else ", end not known"
    return f" until {end.show()}" if end else ""
