"""The axis of a case, its golden thread, and dose and response on paper: each a picture with the same as a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.charts.linkage import HEADS as THREAD_HEADS
from app.charts.linkage import Linkage
from app.domain.fields.declare import SCALE
from app.domain.records import dose_lines
from app.domain.records.blocks import (
    Block,
    Box,
    Chart,
    Heading,
    Linked,
    Moment,
    Paragraph,
    Span,
    Table,
    Tie,
)
from app.domain.records.courses import Errors
from app.domain.records.dose import GoalDose, of_goals
from app.domain.records.facets import AxisEvent, Lane, Score
from app.domain.records.thread import READ
from app.domain.records.thread_parts import Named, cited, thread
from app.domain.records.versions import Reading, Unread
from app.errors import NotFound
from app.services.cases.dose_axis import course_of, drawn_of_case, drawn_of_goal
from app.services.cases.progress import errors_of, named_in
from app.services.cases.screen_axis import Axis, AxisMark, Rated, axis_from, in_time, on_axis, ratings_of
from app.services.measures.of_vault import measures_of
from app.services.printing.entries import in_words
from app.services.printing.open_records import open_facets
from app.services.records.chronology import open_entries
from app.services.records.chronology_filter import EntriesAsked
from app.services.records.facets import Found
from app.services.vault.open_vault import OpenVault

_NOTHING: Final = "Nothing in this case has a date to show yet."
_FROM: Final = "Drawn from:"
"""Not every entry has a mark on the axis."""
_NO_THREAD: Final = "There is no factor and no goal yet."
_PROFILE: Final = f"Ratings: {SCALE}. Clinician profile, not validated, and never added up."
_LINES: Final = (
    "A whole line: one cites the other, or is measured by it. Dotted: something is missing. Dashed: it speaks against. "
    "No line says that one thing caused another. Evidence that is sealed stands without its name."
)
_SEALED: Final = Named("Not printed")
_AXIS_HEADS: Final = ("When", "What kind", "What", "How it stands", "Source, grade")
_AXIS_WIDTHS: Final = (17, 13, 40, 18, 12)
_DOSE_WIDTHS: Final = (22, 17, 18, 19, 19, 10, 16)
_THREAD_WIDTHS: Final = (10, 42, 24, 24)


def axis(
    vault: OpenVault,
    session: Session,
    case_id: str,
    records: Mapping[str, Reading | Unread],
    asked: EntriesAsked,
) -> Iterator[Block]:
    """The case over time, as far as the chronology is narrowed to it."""
    let_through = open_entries(vault, session.connection(), case_id, asked)
    shown = {each.id for each in let_through.entries}
    found = open_facets(session, case_id, records, AxisEvent, Score)
    yield from in_words(asked, let_through, _FROM)
    yield Heading(text="Over time", across=True)
    drawn = [each for each in found if each.record_id in shown and in_time(each)]
    rated = [each for each in ratings_of(drawn) if each[0].always]
    yield from _on_axis(vault, on_axis(drawn), rated, plotted=False)


def ratings(
    vault: OpenVault, session: Session, case_id: str, records: Mapping[str, Reading | Unread]
) -> Iterator[Block]:
    """How the fixation on somebody was rated over time, every dimension that ever was."""
    found = open_facets(session, case_id, records, Score)
    rated = ratings_of(each for each in found if each.facet.lane is Lane.FIXATION)
    yield Heading(text="Fixation, as clinicians rated it", across=True)
    yield Paragraph(text=_PROFILE, small=True)
    yield from _on_axis(vault, (), rated, plotted=True)


def dose(
    vault: OpenVault,
    session: Session,
    case_id: str,
    records: Mapping[str, Reading | Unread],
    goal: str,
) -> Iterator[Block]:
    """A row a goal, and below all of the case, or one goal, on the time axis. Raises NotFound for no such goal."""
    found = open_facets(session, case_id, records, *READ)
    errors = errors_of(found, measures_of(vault, session))
    rows = of_goals(found, errors)
    yield Heading(text="Sessions and change of each goal", across=True)
    yield Paragraph(text=dose_lines.NO_CAUSE, small=True)
    if rows:
        yield _goals(rows)
    else:
        yield Paragraph(text="No goal yet.", plain=True)
    one = next((each for each in rows if each.goal.name == goal), None)
    if goal and one is None:
        raise NotFound("That goal is not in the plan any more.")
    yield Heading(text="One goal over time" if one else "The whole case over time", across=True)
    if one is not None:
        yield Paragraph(label="Goal:", text=f"{one.goal.name} {one.goal.words}", plain=True)
    placed, drawn = _drawn(found, rows, errors, one)
    yield from _on_axis(vault, placed, drawn, plotted=True)


def _drawn(
    found: Sequence[Found], rows: Sequence[GoalDose], errors: Errors, one: GoalDose | None
) -> tuple[list[Found], Rated]:
    if one is None:
        return drawn_of_case(found, rows, errors)
    return drawn_of_goal(found, one, errors)


def golden_thread(
    vault: OpenVault, session: Session, case_id: str, records: Mapping[str, Reading | Unread]
) -> Iterator[Block]:
    """From evidence to factor, goal, session and change."""
    found = open_facets(session, case_id, records, *READ)
    errors = errors_of(found, measures_of(vault, session))
    cites = cited(found)
    known = named_in(vault, session, case_id, cites, open_only=True)
    named = {cite: known.get(cite, _SEALED) for cite in cites}
    made = thread(found, vault.today(), named, errors)
    yield Heading(text="From evidence to change", across=True)
    yield Paragraph(text=_LINES, small=True)
    if not made.parts:
        yield Paragraph(text=_NO_THREAD, plain=True)
        return
    linkage = Linkage(made)
    gaps = len(made.gaps)
    yield Linked(
        columns=tuple(linkage.titles),
        boxes=tuple(
            Box(column=box.column, name=box.name, words=box.words, care=box.care, open=box.open)
            for box in linkage.boxes
        ),
        ties=tuple(Tie(link.left, link.right, link.pen.value) for link in linkage.links),
        words=f"{len(made.parts)} parts in five columns, {len(made.ties)} lines between them. The table says the same.",
        caption="No gap." if not gaps else "1 gap." if gaps == 1 else f"{gaps} gaps.",
        table=Table(
            heads=THREAD_HEADS,
            rows=tuple(tuple(map(_plain, linkage.row(n))) for n in range(len(made.parts))),
            widths=_THREAD_WIDTHS,
            names=tuple(f"{part.column.value} {n}" for n, part in enumerate(made.parts, 1)),
        ),
        cites=tuple(dict.fromkeys(part.record_id for part in made.parts if part.record_id)),
    )


def _goals(rows: Sequence[GoalDose]) -> Table:
    lines = tuple(dose_lines.lines(rows))
    told = (
        (each.goal, each.sessions, each.measure, each.first, each.last, each.change, each.error)
        for each in lines
    )
    return Table(
        heads=dose_lines.HEADS,
        rows=tuple(tuple(map(_plain, row)) for row in told),
        widths=_DOSE_WIDTHS,
        names=tuple(f"Goal {n}" for n in range(1, len(lines) + 1)),
        cites=tuple(dict.fromkeys(each.record_id for each in lines)),
    )


def _on_axis(vault: OpenVault, placed: Sequence[Found], rated: Rated, *, plotted: bool) -> Iterator[Block]:
    made = axis_from(placed, rated, vault.today())
    if made is None:
        yield Paragraph(text=_NOTHING, plain=True)
        return
    events: list[AxisEvent] = [each.facet for each in placed]
    yield Chart(
        start=made.start,
        end=made.end,
        today=made.today,
        moments=tuple(moment for each in events if not each.mark.lasts for moment in _moment(each)),
        spans=tuple(span for each in events if each.mark.lasts for span in _span(each)),
        courses=tuple(course_of(series, is_plotted=plotted) for series, _ in rated),
        words=f"Time axis with {len(made.marks)} marks, {len(made.series)} courses. The table tells the same.",
        caption="Every mark stands in the table, the newest first.",
        table=_marks(made),
        cites=tuple(dict.fromkeys(each.record_id for each in made.marks)),
    )


def _marks(made: Axis) -> Table:
    """Every mark in words, newest first."""
    newest = sorted(zip(_days(made), made.marks, strict=True), key=lambda one: one[0], reverse=True)
    return Table(
        heads=_AXIS_HEADS,
        rows=tuple(tuple(map(_plain, _told(mark))) for _, mark in newest),
        widths=_AXIS_WIDTHS,
        names=tuple(f"Mark {n}" for n in range(1, len(newest) + 1)),
    )


def _days(made: Axis) -> list[int]:
    days = [each.day for each in made.events] + [each.start for each in made.spans]
    days += [point.day for each in made.series for point in each.points]
    return [each.toordinal() for each in days]


def _told(mark: AxisMark) -> tuple[str, ...]:
    graded = ", ".join(each for each in (mark.source, mark.grade) if each)
    return mark.when, mark.lane.value, mark.text, mark.stands, graded


def _plain(text: str) -> Paragraph:
    """A cell of typed text, which is never markup."""
    return Paragraph(text=text, plain=True)


def _moment(event: AxisEvent) -> Iterator[Moment]:
    days = event.start.days()
    if days is not None:
        yield Moment(
            mark=event.mark,
            first=days[0],
            last=days[1],
            uncertain=event.start.about,
            period=event.start.until is not None,
            label=event.label,
            standing=event.standing,
            serious=event.serious,
            breached=event.breached,
        )


def _span(event: AxisEvent) -> Iterator[Span]:
    start, end = event.start.days(), event.end.days() if event.end else None
    if start is None or (end is not None and end[1] < start[0]):
        return
    yield Span(
        mark=event.mark,
        start=start[0],
        end=end[1] if end else None,
        uncertain=not event.start.is_exact,
        ends_about=bool(end and event.end and not event.end.is_exact),
        label=event.label,
        ending=event.ending,
        ticks=tuple(day for each in event.ticks if (day := each.earliest())),
    )
