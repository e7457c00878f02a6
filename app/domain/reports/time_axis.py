"""Everything dated in a report: one time axis of behaviour, orders, custody, sessions and ratings, and its table."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.domain.records.blocks import (
    Block,
    Cell,
    Chart,
    Course,
    Event,
    Heading,
    Moment,
    Part,
    Span,
    Table,
    resting,
)
from app.domain.records.facets import Mark
from app.domain.reports.composer import Relied

_STILL_TO_COME: Final = timedelta(days=28)
"""At least so much is shown of what lies after today: a bar shows that it goes on."""
_NAMES: Final = {Mark.ORDER_RUNS: "Order", Mark.HELD: "Custody"}


def time_axis(relied: Relied, courses: tuple[Course, ...], today: date) -> Iterator[Block]:
    """Everything dated, up to today; nothing where there is none."""
    happened = _dated(relied, "behaviour")
    ran = [*_dated(relied, "runs"), *_dated(relied, "held")]
    sessions, changes = _dated(relied, "session"), _dated(relied, "change")
    if not (happened or ran or sessions):
        return
    moments = tuple(map(_moment, (*happened, *changes, *sessions)))
    spans = tuple(map(_span, ran))
    rests = resting((*happened, *changes, *ran, *sessions))
    yield Heading(text="Behaviour, orders, sessions and fixation on one time axis", across=True)
    start = min(*(each.first for each in moments), *(each.start for each in spans), today)
    yield Chart(
        start=start,
        end=today + max(_STILL_TO_COME, (today - start) / 11),
        today=today,
        moments=moments,
        spans=spans,
        courses=courses,
        words=_said_of_axis(moments, len(happened), len(spans)),
        caption="All incidents, orders and spells of custody of the period.",
        table=_events(happened, ran),
        cites=rests.cites,
        share=rests.share,
    )


def _dated(relied: Relied, name: str) -> list[Event]:
    return [each for each in relied.heard(Event, Part.AXIS, name) if each.start.days()]


def _moment(event: Event) -> Moment:
    first, last = event.start.days() or (date.min, date.min)
    return Moment(
        mark=event.mark,
        first=first,
        last=last,
        uncertain=event.start.about,
        period=event.start.until is not None,
        label=event.label,
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


def _said_of_axis(moments: tuple[Moment, ...], incidents: int, spans: int) -> str:
    marks = [each.mark for each in moments]
    breached = sum(each.breached for each in moments)
    return (
        f"Time axis with {incidents} incidents, {breached} of them in breach of an order, {spans} orders or "
        f"spells of custody, {marks.count(Mark.KEPT)} sessions attended and {marks.count(Mark.MISSED)} not, and "
        "selected fixation ratings. The table that follows lists the same incidents and orders."
    )


def _events(happened: list[Event], ran: list[Event]) -> Table:
    rows = sorted(
        ((_row(each), each) for each in (*happened, *ran)),
        key=lambda row: row[1].start.earliest() or date.min,
    )
    rests = resting((*happened, *ran))
    return Table(
        heads=("Date", "What happened", "How it stands", "Source"),
        rows=tuple(row for row, _ in rows),
        widths=(215, 430, 215, 140),
        plain=True,
        names=tuple(f"{_NAMES.get(each.mark, 'Incident')} of {each.start.show()}" for _, each in rows),
        cites=rests.cites,
        share=rests.share,
    )


def _row(event: Event) -> tuple[Cell, ...]:
    day = event.start.show()
    if event.mark.lasts:
        varied = ", ".join(day.show() for day in event.ticks)
        words = ", ".join(each for each in (event.label, event.ending, varied and f"varied {varied}") if each)
        return day, words, "", ""
    return day, event.words, event.stands, event.source
