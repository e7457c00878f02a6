"""The end of a service: what came of every goal, what remains and who took it, and when it is looked at again."""

from collections.abc import Iterator
from typing import ClassVar, Final

from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Block, Facts, Heading, Paragraph, Part, Table, resting
from app.domain.records.dose_lines import NO_VALUE
from app.domain.reports.answered import flags
from app.domain.reports.asks import asked
from app.domain.reports.assessment import left_out
from app.domain.reports.composer import NOT_RECORDED, NOT_SHARED, CaseFacts, Heard, Relied, Request
from app.domain.reports.dosed import DoseRow
from app.domain.reports.fixation import in_words, profiled
from app.domain.reports.health import let_in
from app.domain.reports.in_time import handling, seen
from app.domain.reports.lines import Page, gathered
from app.domain.reports.offered import TITLES
from app.domain.reports.treatment import measured
from app.domain.values.markup import one_line
from app.errors import NotAcceptable

_NONE: Final = "There is no discharge in this case that a report of the end of service could be made of."
_PRACTICE: Final = "gp"
"""What a practice files is read at home: nothing of risk, and nothing of partners or of victims, goes there."""
_HOW: Final = {
    "Service ended": Share.ENGAGEMENT,
    "Why it ended": Share.ENGAGEMENT,
    "Held from now on by": Share.CONTEXT,
    "Concern at exit": Share.RISK,
}
_REMAINS: Final = ("What remains", "What would show it is back")
_CONCERN: Final = "how much work it needs, not how likely anything is"
_SHOWN: Final = "What shows it"
_COLUMNS: Final = {"Goal": 240, "Result": 90, _SHOWN: 300}
_NO_SESSIONS: Final = "Not recorded"


class EndOfService:
    """What a service leaves behind, on every goal that was ever set."""

    code: ClassVar[str] = "discharge"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"panel", "mappa", "probation", _PRACTICE})
    answers: ClassVar[bool] = False
    pages: ClassVar[int] = 4
    steps: ClassVar[int] = 1
    doses: ClassVar[bool] = True

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks; raises NotAcceptable without a discharge."""
        found = relied.told(Part.BODY, "discharge")
        if not found:
            raise NotAcceptable(_NONE)
        page = Page(case, relied, request, audience)
        if audience.code == _PRACTICE:
            return tuple(_to_a_practice(page, found[0]))
        return tuple(_to_agencies(page, found[0]))


def _to_agencies(page: Page, ended: Heard) -> Iterator[Block]:
    yield from _how_it_ended(page, ended)
    yield from _remains(page, ended)
    yield from _open(page)
    yield from flags(page)
    yield from _goals(page)
    yield from _helped(page, ended)
    yield from _profile(page)
    yield from _followed_up(page)
    yield from left_out(page)
    yield from handling(page)


def _to_a_practice(page: Page, ended: Heard) -> Iterator[Block]:
    yield from _how_it_ended(page, ended)
    yield from _goals(page)
    yield from _helped(page, ended)
    yield from measured(page)


def _said(ended: Heard) -> dict[str, str]:
    return dict(ended.block.answers) if isinstance(ended.block, Facts) else {}


def _line(ended: Heard, label: str, text: str) -> Paragraph:
    block = ended.block
    return Paragraph(label=label, text=text, plain=True, cites=block.cites, share=block.share)


def _how_it_ended(page: Page, ended: Heard) -> Iterator[Block]:
    """When and why, by whom it is said, who holds the case from now on, and what is still to be worked at."""
    yield Heading(text="How it ended")
    said = _said(ended)
    lines = []
    for label, share in _HOW.items():
        text = one_line(said.get(label, ""))
        if page.withholds(share) or (share is Share.RISK and page.audience.code == _PRACTICE):
            continue
        if label == "Concern at exit" and text:
            text = f"{text.lower()}, {_CONCERN}"
        if label == "Service ended" and ended.author:
            text = f"{text}, as {ended.author} says"
        lines.append(_line(ended, label, f"{text.rstrip('.')}." if text else NOT_RECORDED))
    yield from gathered(lines)


def _remains(page: Page, ended: Heard) -> Iterator[Block]:
    yield Heading(text="What remains")
    if page.withholds(Share.RISK):
        yield Paragraph(text=NOT_SHARED, plain=True)
        return
    said = _said(ended)
    yield from (
        _line(ended, label if n else "", said.get(label) or NOT_RECORDED) for n, label in enumerate(_REMAINS)
    )


def _open(page: Page) -> Iterator[Block]:
    """Which agency took what stays open, what nobody watches for any more, and the actions that nobody closed."""
    yield Heading(text="Handed over")
    if page.withholds(Share.RISK):
        yield Paragraph(text=NOT_SHARED, plain=True)
    else:
        taken = page.relied.heard(Paragraph, Part.ASKS, "handed")
        yield from taken or [Paragraph(text="Nothing was handed over.", plain=True)]
        lapsed = page.relied.heard(Paragraph, Part.SCENARIOS, "lapsed")
        yield from (
            Paragraph(
                label="No longer watched for", text=each.text, plain=True, cites=each.cites, share=each.share
            )
            for each in lapsed
        )
    yield from asked(page, "What is still asked of each agency")


def _goals(page: Page) -> Iterator[Block]:
    """Every goal that was ever set, with its result, what shows it, the sessions that served it, and its change."""
    yield Heading(text="Goals, one by one", across=True)
    if page.withholds(Share.ENGAGEMENT):
        yield Paragraph(text=NOT_SHARED, plain=True)
        return
    found = [
        each for each in page.relied.told(Part.TREATMENT, "goal_at_end") if isinstance(each.block, Facts)
    ]
    if not found:
        yield Paragraph(text=NOT_RECORDED, plain=True)
        return
    rows = page.relied.dose.goals
    told = [(_said(each), _of(each, rows)) for each in found]
    rests = resting(each.block for each in found)
    # What shows it is often a partner's word, and what a practice files is read at home.
    at_home = page.audience.code == _PRACTICE
    withheld = "" if at_home else NOT_SHARED
    columns = _COLUMNS if not at_home else {head: one for head, one in _COLUMNS.items() if head != _SHOWN}
    yield Table(
        heads=(*columns, "Sessions that served it", "Measured, first to last"),
        rows=tuple(
            (*(one[head] for head in columns), _sessions(of), _changed(of, withheld)) for one, of in told
        ),
        widths=(*columns.values(), 150, 220),
        plain=True,
        names=tuple(f"Goal {n}" for n in range(1, len(told) + 1)),
        cites=tuple(
            dict.fromkeys((*rests.cites, *(cite for _, of in told for row in of for cite in row.cites)))
        ),
        share=tuple(sorted({*rests.share, *(share for _, of in told for row in of for share in row.share)})),
    )


def _of(ended: Heard, rows: tuple[DoseRow, ...]) -> list[DoseRow]:
    """What was done for a goal: a discharge names it as the plan had it last, by its code first."""
    code = _said(ended).get("Goal", "").split(" ")[0]
    return [each for each in rows if each.goal and each.goal == code]


def _sessions(rows: list[DoseRow]) -> str:
    return rows[0].sessions if rows else _NO_SESSIONS


def _changed(rows: list[DoseRow], withheld: str) -> str:
    """Each course that measures it from its first to its last value, with what may be said of the difference.

    A letter leaves no mark where something is `withheld`.
    """
    if not rows:
        return "cannot say: no goal of the plan has that code"
    if not all(each.is_told for each in rows):
        return withheld
    return "; ".join(
        f"{each.measure}: {each.first} to {each.last}, {each.error}"
        if each.first not in {"", NO_VALUE}
        else each.error
        for each in rows
    )


def _helped(page: Page, ended: Heard) -> Iterator[Block]:
    yield Heading(text="What helped")
    said = _said(ended).get("What helped", "")
    lines = [_line(ended, "", said or NOT_RECORDED)] if not page.withholds(Share.ENGAGEMENT) else []
    yield from lines or [Paragraph(text=NOT_SHARED, plain=True)]
    # What a practice gets of measures stands in a table of its own.
    yield from gathered([seen(page), *(let_in(page) if page.audience.code != _PRACTICE else ())])


def _profile(page: Page) -> Iterator[Block]:
    """How fixed the person was at the end and before; to some in words, and without a number."""
    if not page.audience.in_words:
        yield from profiled(page.relied)
        return
    yield Heading(text="Fixation profile")
    yield from list(in_words(page)) or [Paragraph(text=NOT_SHARED, plain=True)]


def _followed_up(page: Page) -> Iterator[Block]:
    """When it is looked at again, what was found so far, and who was told of the end."""
    yield Heading(text="Follow-up")
    lines = [*page.facts("Due", Part.BODY, "followed_up", Share.RISK)]
    found = page.relied.told(Part.BODY, "follow_up")
    lines += [page.dated(each, "Found") for each in found]
    lines += page.facts("Told of the end", Part.BODY, "end_told", Share.ENGAGEMENT)
    yield from lines
