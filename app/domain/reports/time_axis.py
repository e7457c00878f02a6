"""Everything dated in a report: one time axis of behaviour, orders, custody, sessions and ratings, and its table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from app.domain.records.blocks import (
    Block,
    Chart,
    Course,
    Event,
    Heading,
    Moment,
    Paragraph,
    Part,
    Span,
    resting,
)
from app.domain.records.facets import Mark
from app.domain.reports.composer import Relied
from app.domain.reports.incidents import MOST, last_incidents

CONDITIONS: Final = "Source’s conditions"
"""Over what whose word it is asks of who passes an act on."""
_STILL_TO_COME: Final = timedelta(days=28)
"""At least so much is shown of what lies after today: a bar shows that it goes on."""


def time_axis(
    relied: Relied, courses: tuple[Course, ...], today: date, most: int = MOST, letters: int = 0
) -> Iterator[Block]:
    """Everything dated, up to today, on a page after the first, and its `most` newest incidents; nothing without any.

    An incident is told in so many `letters`, and drawn in the row of its family; 0 tells and draws all of it.
    """
    happened = _dated(relied, "behaviour")
    ran = [*_dated(relied, "runs"), *_dated(relied, "held")]
    sessions, changes = _dated(relied, "session"), _dated(relied, "change")
    if not (happened or ran or sessions):
        return
    moments = tuple(_moment(each, short=bool(letters)) for each in (*happened, *changes, *sessions))
    spans = tuple(map(_span, ran))
    rests = resting((*happened, *changes, *ran, *sessions))
    lanes = {"behaviour": happened, "orders": ran, "sessions": sessions, "fixation": courses}
    yield Heading(text=_named(lanes), across=True, turns=True)
    table, of_earlier = last_incidents(happened, most, letters)
    start = min(*(each.first for each in moments), *(each.start for each in spans), today)
    yield Chart(
        start=start,
        end=today + max(_STILL_TO_COME, (today - start) / 11),
        today=today,
        moments=moments,
        spans=spans,
        courses=courses,
        words=_said_of_axis(moments, len(happened), len(spans), is_rated=bool(courses)),
        caption=of_earlier,
        table=table,
        cites=rests.cites,
        share=rests.share,
    )
    yield from _conditions(happened)


def _named(lanes: Mapping[str, Sequence[object]]) -> str:
    """What is on it: a lane that is withheld or empty is not named."""
    *others, last = [name for name, drawn in lanes.items() if drawn] or ["changes"]
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"{listed[:1].upper()}{listed[1:]} on one time axis"


def _conditions(happened: list[Event]) -> Iterator[Paragraph]:
    """Under which conditions whose word it is lets an act be told: whole, of each that has a mark, listed or not."""
    for each in happened:
        if each.conditions:
            text = f"{each.start.show()}, {each.label.lower()}: {each.conditions}"
            yield Paragraph(
                label=CONDITIONS,
                text=text,
                plain=True,
                cites=each.cites,
                share=each.share,
                knowledge=each.knowledge,
            )


def _dated(relied: Relied, name: str) -> list[Event]:
    return [each for each in relied.heard(Event, Part.AXIS, name) if each.start.days()]


def _moment(event: Event, *, short: bool) -> Moment:
    first, last = event.start.days() or (date.min, date.min)
    return Moment(
        mark=event.mark,
        first=first,
        last=last,
        uncertain=event.start.about,
        period=event.start.until is not None,
        label=(short and event.family) or event.label,
        standing=event.standing,
        serious=event.serious,
        breached=event.breached,
    )


def _span(event: Event) -> Span:
    first, _ = event.start.days() or (date.min, date.min)
    ends = event.end.days() if event.end else None
    return Span(
        mark=event.mark,
        start=first,
        end=ends[1] if ends else None,
        uncertain=not event.start.is_exact,
        ends_about=bool(ends and event.end and not event.end.is_exact),
        label=event.label,
        ending=event.ending,
        ticks=tuple(day for each in event.ticks if (day := each.earliest())),
    )


def _said_of_axis(moments: tuple[Moment, ...], incidents: int, spans: int, *, is_rated: bool) -> str:
    marks = [each.mark for each in moments]
    breached = sum(each.breached for each in moments)
    return (
        f"Time axis with {incidents} incidents, {breached} of them in breach of an order, {spans} orders or "
        f"spells of custody, {marks.count(Mark.KEPT)} sessions attended and {marks.count(Mark.MISSED)} not"
        f"{', and selected fixation ratings' if is_rated else ''}. The table that follows lists the newest incidents."
    )
