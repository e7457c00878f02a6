"""Treatment progress: sessions and change of each goal, side by side, and nothing that says what caused what."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from msgspec.structs import replace

from app.domain.fields.sharing import Audience, Share
from app.domain.records import dose_lines
from app.domain.records.blocks import Block, Cell, Chart, Heading, Paragraph, Part, Table
from app.domain.records.dose_lines import NO_VALUE
from app.domain.reports.assessment import left_out
from app.domain.reports.composer import NOT_RECORDED, NOT_SHARED, CaseFacts, Relied, Request
from app.domain.reports.dosed import DoseRow
from app.domain.reports.fixation import in_words
from app.domain.reports.health import let_in
from app.domain.reports.in_time import handling, seen
from app.domain.reports.incidents import MOST
from app.domain.reports.lines import Page, gathered
from app.domain.reports.offered import TITLES
from app.domain.reports.time_axis import time_axis
from app.errors import NotAcceptable

_NO_GOAL: Final = "No plan of this case has a goal yet that progress could be told of."


class TreatmentProgress:
    """Dose and response: a row a goal, then all of it on one time axis where its reader gets what was measured."""

    code: ClassVar[str] = "treatment_progress"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"panel", "probation"})
    answers: ClassVar[bool] = False
    pages: ClassVar[int] = 4
    steps: ClassVar[int] = 1
    doses: ClassVar[bool] = True

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks; raises NotAcceptable where no plan has a goal."""
        if not relied.dose.goals and not relied.told(Part.TREATMENT, "goal"):
            raise NotAcceptable(_NO_GOAL)
        return tuple(_blocks(Page(case, relied, request, audience)))


def _blocks(page: Page) -> Iterator[Block]:
    yield from goals_in_time(page)
    yield Heading(text="How it goes")
    yield from gathered([seen(page), *_going(page)])
    yield from _axis(page)
    yield from left_out(page)
    yield from handling(page)


def goals_in_time(page: Page) -> Iterator[Block]:
    """A row for each goal and each course that measures it, under what the table says and does not say."""
    yield Heading(text="Sessions and change of each goal", across=True)
    if not page.hears("goal", Share.ENGAGEMENT):
        yield Paragraph(text=NOT_SHARED, plain=True)
        return
    rows = page.relied.dose.goals
    if not rows:
        yield Paragraph(text=NOT_RECORDED, plain=True)
        return
    yield Paragraph(text=dose_lines.NO_CAUSE, small=True)
    if any(each.first not in {"", NO_VALUE} for each in rows):
        yield _with_values(rows)
    else:
        yield _without_values(rows)
    if not all(each.is_told for each in rows):
        yield Paragraph(text=_WITHHELD, plain=True, small=True)


_WITHHELD: Final = (
    "First and last values, and whether they differ beyond error, are not shared for this purpose where none stands, "
    "whether anything was measured or not."
)


def _with_values(rows: Sequence[DoseRow]) -> Table:
    told = tuple(
        (
            _named(each),
            each.sessions,
            each.measure,
            *((each.first, each.last, each.change, each.error) if each.is_told else ("", "", "", NOT_SHARED)),
        )
        for each in rows
    )
    return _table(rows, dose_lines.HEADS, told, (23, 20, 18, 16, 16, 9, 18))


def _without_values(rows: Sequence[DoseRow]) -> Table:
    """What was done alone: columns of values without one would say that there is none."""
    told = tuple((_named(each), each.sessions, each.measure) for each in rows)
    return _table(rows, dose_lines.HEADS[:3], told, (50, 25, 25))


def _named(row: DoseRow) -> Paragraph:
    return Paragraph(label=row.goal, text=f"{row.words.rstrip('. ')} ({row.result})", plain=True)


def _table(
    rows: Sequence[DoseRow],
    heads: tuple[str, ...],
    told: tuple[tuple[Cell, ...], ...],
    widths: tuple[int, ...],
) -> Table:
    return Table(
        heads=heads,
        rows=told,
        widths=widths,
        plain=True,
        names=tuple(f"Goal {n}" for n in range(1, len(rows) + 1)),
        cites=tuple(dict.fromkeys(one for each in rows for one in each.cites)),
        share=tuple(sorted({one for each in rows for one in each.share})),
    )


def measured(page: Page) -> Iterator[Block]:
    """First and last value of each measure, and whether they differ beyond error; absent where no score is told."""
    rows = page.relied.dose.measures
    if not rows:
        return
    yield Heading(text="Measures, first and last", across=True)
    yield Table(
        heads=("Measure", *dose_lines.HEADS[3:]),
        rows=tuple((each.measure, each.first, each.last, each.change, each.error) for each in rows),
        widths=(30, 20, 20, 12, 25),
        plain=True,
        names=tuple(f"Measure {n}" for n in range(1, len(rows) + 1)),
        cites=tuple(dict.fromkeys(one for each in rows for one in each.cites)),
        share=tuple(sorted({one for each in rows for one in each.share})),
    )


def _going(page: Page) -> Iterator[Paragraph]:
    """What is offered and how ready the person is, what was said of fixation in words, and what its author let in."""
    yield from page.together(
        ("Offer", Part.TREATMENT, "offer", Share.ENGAGEMENT),
        ("Readiness", Part.TREATMENT, "readiness", Share.ENGAGEMENT),
    )
    yield from page.lines("Work", Part.TREATMENT, "work", Share.ENGAGEMENT)
    if page.audience.in_words:
        yield from in_words(page)
    yield from let_in(page)


def _axis(page: Page) -> Iterator[Block]:
    """Sessions, what was measured that is told, behaviour and orders, of the same days."""
    dose = page.relied.dose
    for each in time_axis(page.relied, dose.courses, page.request.on, MOST):
        if isinstance(each, Heading):
            yield replace(each, text="The whole case over time", turns=False)
        elif isinstance(each, Chart):
            yield replace(each, share=tuple(sorted({*each.share, *dose.share})))
        else:
            yield each
