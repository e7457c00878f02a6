"""The chronology for court: what happened and what courts, police and prisons did, oldest first and numbered.

It has no opinion and no grade. What only a victim or the advocate told is in it where police papers have it, and
nowhere else: the kinds see to that (`incident.may_go_to_court`).
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from app.domain.fields.compartments import Knowledge
from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Block, Cell, Event, Heading, Paragraph, Part, Table, resting
from app.domain.reports.composer import NOT_RECORDED, CaseFacts, Relied, Request, not_read
from app.domain.reports.in_court import author_said, declared
from app.domain.reports.in_time import handling, seen, withheld
from app.domain.reports.lines import Page
from app.domain.reports.offered import TITLES
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable

_NONE: Final = (
    "Nothing of this case may be given to a court in a chronology: no act and no step is recorded for it."
)
_NOT_ALL: Final = "Not every record held: what may be given to the court."
_ITALIC: Final = "In italics: a step of a court, police or prison."
_HOW: Final = (
    "How an act stands is what the person says of it and to whom, or what came of it in law; not who said it."
)
_STEPS: Final = ("step", "runs", "held")
_FROM_THEM: Final = re.compile(r"\bV\d+\b|\bvictim|\badvoca", re.IGNORECASE)
_LATEST: Final = date.max.isoformat()


class CourtChronology:
    """Every dated act and step that may be given to a court."""

    code: ClassVar[str] = "court_chronology"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"court"})
    answers: ClassVar[bool] = False
    pages: ClassVar[int] = 40
    steps: ClassVar[int] = 1

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks; raises NotAcceptable where nothing of the case may be given."""
        page = Page(case, relied, request, audience)
        acts, steps = _acts(page), _steps(page)
        if not (acts or steps):
            raise NotAcceptable(_NONE)
        return tuple(_blocks(page, acts, steps))


def _acts(page: Page) -> list[Event]:
    return [each for each in page.relied.heard(Event, Part.AXIS, "behaviour") if _may_be_told(each)]


def _steps(page: Page) -> list[Event]:
    found = [each for name in _STEPS for each in page.relied.heard(Event, Part.AXIS, name)]
    # A step that is known by a victim or the advocate alone is theirs to tell.
    return [each for each in found if _may_be_told(each) and not _FROM_THEM.search(each.source)]


def _may_be_told(event: Event) -> bool:
    return event.knowledge is not Knowledge.INTELLIGENCE


def _blocks(page: Page, acts: list[Event], steps: list[Event]) -> Iterator[Block]:
    lines = sorted([*acts, *steps], key=_in_order)
    yield Paragraph(label=_NOT_ALL, text=f"{author_said(page)} {_covers(lines)} {_ITALIC}", plain=True)
    yield from not_read(page.relied)
    yield Heading(text="Chronology", across=True)
    yield _table(lines, {id(each) for each in steps})
    yield Paragraph(text=_HOW, plain=True, small=True)
    yield Heading(text="What it rests on")
    yield seen(page)
    yield from withheld(page, {Share.RISK})
    yield from declared(page)
    yield from handling(page)


def _in_order(event: Event) -> str:
    """Oldest first, those of one day as their records have them; what has no day stands last."""
    return event.start.sort_key() if event.start.is_known else _LATEST


def _covers(lines: list[Event]) -> str:
    days = [each.start for each in lines if each.start.is_known]
    if not days:
        return "No day of what is listed is known."
    first, last = days[0], max(days, key=ClinicalDate.sort_key)
    return f"From {first.show()} to {last.show()}, oldest first."


def _table(lines: list[Event], steps: set[int]) -> Table:
    rests = resting(lines)
    return Table(
        heads=("no.", "date", "what", "how it stands", "source"),
        rows=tuple(_row(n, each, is_step=id(each) in steps) for n, each in enumerate(lines, 1)),
        widths=(42, 153, 423, 200, 182),
        plain=True,
        read=True,
        names=tuple(f"Line {n}" for n in range(1, len(lines) + 1)),
        cites=rests.cites,
        share=rests.share,
    )


def _row(number: int, event: Event, *, is_step: bool) -> tuple[Cell, ...]:
    what: Cell = event.words
    if is_step:
        text = f"{event.words[:1].upper()}{event.words[1:].rstrip('.')}." if event.words else ""
        what = Paragraph(label=f"{event.label}.", text=text, plain=True, step=True)
    return str(number), _when(event), what, event.stands or NOT_RECORDED, event.source or NOT_RECORDED


def _when(event: Event) -> str:
    """Its day, or from when to when it lasted or will."""
    begun = event.start.show()
    if not event.mark.lasts:
        return begun
    if event.end is None or not event.end.is_known:
        return f"from {begun}"
    return begun if event.end == event.start else f"{begun} to {event.end.show()}"
