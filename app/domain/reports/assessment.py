"""The assessment and formulation: on what it rests, what happened, what explains it, what may come, what is offered.

Each opinion has its day, its author and how it stands, and of a kind the newest record alone is heard: what that leaves
open is said to be, and nothing older fills it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace as replaced
from typing import ClassVar, Final

from msgspec.structs import replace

from app.domain.fields.compartments import Knowledge
from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Block, Event, Facts, Heading, Paragraph, Part, Table, resting
from app.domain.reports.answered import flags, unaware
from app.domain.reports.asks import asked
from app.domain.reports.composer import (
    NOT_RECORDED,
    NOT_SHARED,
    CaseFacts,
    Given,
    Heard,
    Relied,
    Request,
    not_read,
)
from app.domain.reports.fixation import in_words, of_one, on_axis, profiled
from app.domain.reports.health import bearing
from app.domain.reports.in_court import COURT, author_said, declared
from app.domain.reports.in_time import SIZES, awareness, goals, handling, review, seen, withheld
from app.domain.reports.likely import improves, named
from app.domain.reports.lines import Page, gathered, or_not_shared
from app.domain.reports.offered import TITLES
from app.domain.reports.parts import ENDS, ReportPart, let_through
from app.domain.reports.time_axis import time_axis

_NOT_ALL: Final = "Not every record held: what may be given to the court."
_STEPS: Final = frozenset({"runs", "held"})
_FROM_THEM: Final = re.compile(r"\bV\d+\b|\bvictim|\badvoca", re.IGNORECASE)
_ALL: Final = 10_000
"""More incidents than any case has: none is left to the chronology."""
_RISK: Final = ("Nature", "Severity", "Imminence", "Frequency", "Likelihood")
_LEADS: Final = ("Monitoring", "Treatment", "Supervision", "Victim safety")
_OF_COURSE: Final = {
    "Nature": "What might happen",
    "Frequency": "Frequency and duration",
}
_WIDTHS: Final = (190, 810)


def _for_court(relied: Relied) -> Relied:
    """What is heard without intelligence, and without a step that a victim or their advocate alone tells of.

    What of an act may be given there its kind says.
    """
    return replaced(relied, given=tuple(each for each in relied.given if _may_stand(each)))


def _may_stand(given: Given) -> bool:
    block = given.placed.block
    is_theirs = isinstance(block, Event) and given.placed.name in _STEPS and _FROM_THEM.search(block.source)
    return given.block().knowledge is not Knowledge.INTELLIGENCE and not is_theirs


def _blocks(page: Page) -> Iterator[Block]:
    is_for_court = page.audience.code == COURT
    if is_for_court:
        yield Paragraph(label=_NOT_ALL, text=author_said(page), plain=True)
    yield from unaware(page)
    yield from let_through(page, _PARTS)
    yield from left_out(page)
    yield from declared(page) if is_for_court else ()
    yield from handling(page)


def left_out(page: Page) -> Iterator[Block]:
    """What this reader is not given, how far it may go, what could not be read, and when it is reviewed."""
    yield Heading(text=ENDS)
    yield from not_read(page.relied)
    sharing = page.lines("Sharing", Part.SOURCES, "sharing", Share.CONTEXT)
    is_said = page.relied.text(Part.SOURCES, "sharing") is not None
    yield from gathered([*withheld(page), *(sharing if is_said else ()), review(page)])


def _in_short(page: Page) -> Iterator[Block]:
    """What it comes to, in the words that a panel can use as they stand, and what could happen soon."""
    yield Heading(text="In short")
    if page.withholds(Share.FORMULATION):
        yield Paragraph(text=page.silence(Share.FORMULATION), plain=True)
    else:
        told = page.relied.told(Part.ANSWER, "account")
        yield replace(page.dated(told[0]), answer=True) if told else Paragraph(text=NOT_RECORDED, plain=True)
    yield from page.together(("What could happen soon", Part.SCENARIOS, "imminence", Share.RISK))


def _asks(page: Page) -> Iterator[Block]:
    yield from asked(page)


def _flags(page: Page) -> Iterator[Block]:
    yield from flags(page)


def _basis(page: Page) -> Iterator[Block]:
    """Who asked, what was seen and was not, how often the person was, and what all of that leaves open."""
    yield Heading(text="Basis")
    lines = [*_referred(page), *page.lines("Sources", Part.SOURCES, "information", Share.CONTEXT)]
    if page.relied.text(Part.SOURCES, "missing") is not None:
        lines += page.lines("Not seen", Part.SOURCES, "missing", Share.CONTEXT)
    if not page.withholds(Share.ENGAGEMENT):
        lines.append(seen(page))
    lines += page.lines("Limits", Part.SOURCES, "limits", Share.CONTEXT)
    lines.append(Paragraph(label="Awareness", text=awareness(page), plain=True))
    yield from gathered(lines)


def _referred(page: Page) -> Iterator[Paragraph]:
    """Who asked what, the newest first."""
    for each in page.relied.told(Part.BODY, "referral"):
        said = dict(each.block.answers) if isinstance(each.block, Facts) else {}
        of = ", ".join(part for part in (said.get("Received"), said.get("From")) if part)
        text = f"{of}: {said.get('Question')}" if said.get("Question") else f"{of}."
        block = each.block
        yield Paragraph(
            label="Referred", text=text, cites=block.cites, share=block.share, knowledge=block.knowledge
        )


def _incidents(page: Page) -> Iterator[Block]:
    """Every incident, with orders and sessions on the same time axis."""
    title = "Incidents"
    courses = () if page.audience.in_words else of_one(on_axis(page.relied))
    found = tuple(time_axis(page.relied, courses, page.request.on, _ALL))
    if not found:
        yield Heading(text=title)
    yield from (
        replace(each, text=title, turns=False) if isinstance(each, Heading) else each for each in found
    )
    if not found or page.withholds(Share.RISK):
        yield Paragraph(text=page.silence(Share.RISK), plain=True)


def _history(page: Page) -> Iterator[Block]:
    """What the person told of themselves stays in health, unless its author lets it in."""
    yield Heading(text="Personal history")
    yield from or_not_shared(page.lines("", Part.BODY, "history", Share.THERAPY))


def _typology(page: Page) -> Iterator[Block]:
    """The opinion on the type, and what the same record says of it besides; its reasons stay in health."""
    yield Heading(text="Typology")
    if page.withholds(Share.FORMULATION):
        yield Paragraph(text=page.silence(Share.FORMULATION), plain=True)
        return
    opinion = next(iter(page.relied.told(Part.HEALTH, "typology")), None)
    yield _with_author(page, opinion) if opinion else Paragraph(text=NOT_RECORDED, plain=True)
    for each in page.relied.told(Part.HEALTH, "typology_besides"):
        if opinion and isinstance(each.block, Facts) and each.block.cites[:1] == opinion.block.cites[:1]:
            yield _in_words("Typology", each.block.answers, [each])


def _with_author(page: Page, heard: Heard) -> Paragraph:
    """What says its own day, with whose it is where it is another's, and whether it is due for review."""
    return page.dated(heard, says_date=bool(heard.author) or heard.is_stale(page.request.on))


def _in_words(name: str, rows: Sequence[tuple[str, str]], of: Sequence[Heard]) -> Table:
    """Answers one below the other, each with what was answered: however long, they break between two of them."""
    rests = resting(each.block for each in of)
    return Table(
        heads=("Of what", "In words"),
        rows=tuple(rows),
        widths=_WIDTHS,
        names=tuple(f"{name}, {label}" for label, _ in rows),
        cites=rests.cites,
        share=rests.share,
        knowledge=rests.knowledge,
    )


def _fixation(page: Page) -> Iterator[Block]:
    """Each target’s newest profile; to some in words alone and without a number, and to no court."""
    title = Heading(text="Fixation profile")
    if page.audience.code == COURT:
        yield from (title, Paragraph(text=NOT_SHARED, plain=True))
    elif page.audience.in_words:
        yield title
        yield from or_not_shared(in_words(page))
    else:
        yield from profiled(page.relied)


def _judged(page: Page) -> Iterator[Block]:
    """Every structured judgement that stands: tool, raters and judgements, each with its reason."""
    yield Heading(text="Structured judgement")
    if page.withholds(Share.RISK):
        yield Paragraph(text=page.silence(Share.RISK), plain=True)
        return
    found = page.relied.told(Part.HEALTH, "spj")
    yield from (_with_author(page, each) for each in found)
    if not found:
        yield Paragraph(text=NOT_RECORDED, plain=True)


def _formulation(page: Page) -> Iterator[Block]:
    """How it came about and is kept going, factor by factor, and what holds it back."""
    yield Heading(text="Formulation")
    yield from or_not_shared(
        [
            *page.lines("Account", Part.ANSWER, "narrative", Share.FORMULATION),
            *page.lines("How it works for the person", Part.ANSWER, "function", Share.FORMULATION),
            *page.lines("Protective", Part.HEALTH, "protective", Share.RISK),
            *bearing(page),
        ]
    )
    if not page.withholds(Share.FORMULATION):
        yield from _factors(page)


def _factors(page: Page) -> Iterator[Block]:
    found = [each for each in page.relied.told(Part.ANSWER, "factor") if isinstance(each.block, Facts)]
    yield Heading(text="Factors", across=True)
    if not found:
        yield Paragraph(text=NOT_RECORDED, plain=True)
        return
    said = [dict(each.block.answers) for each in found if isinstance(each.block, Facts)]
    rests = resting(each.block for each in found)
    yield Table(
        heads=("Factor", "Where", "Statement", "Confidence"),
        rows=tuple((one["Factor"], one["Where"], one["Statement"], one["Confidence"]) for one in said),
        widths=(70, 240, 570, 120),
        names=tuple(f"Factor {one['Factor'] or n}" for n, one in enumerate(said, 1)),
        cites=rests.cites,
        share=rests.share,
        knowledge=rests.knowledge,
    )
    yield from _said_of("Factors", found, page)


def _said_of(what: str, found: list[Heard], page: Page) -> Iterator[Paragraph]:
    """Of when and whose what stands above is, and whether it is due for review."""
    for said in dict.fromkeys(each.dated(page.request.on) for each in found):
        if said:
            text = f"{what} {said}." if said.startswith("of ") else f"{what} of {said}."
            yield Paragraph(text=text, plain=True, small=True, stale="due for review" in said)


def _scenarios(page: Page) -> Iterator[Block]:
    """Each scenario whole, a table each, so that however much is said of one the next stays apart."""
    if page.withholds(Share.RISK):
        yield Heading(text="Scenarios")
        yield Paragraph(text=page.silence(Share.RISK), plain=True)
        return
    told = page.relied.told(Part.SCENARIOS, "scenario")
    found = [each for each in told if isinstance(each.block, Facts)]
    yield Heading(text="Scenarios", across=True)
    if not found:
        yield Paragraph(text=NOT_RECORDED, plain=True)
    yield from _said_of("Scenarios", found, page)
    for each in found:
        yield Heading(text=named(each), across=True)
        yield _scenario(page, each)


def _scenario(page: Page, scenario: Heard) -> Table:
    """What is held of one: what is not said of it is not recorded, and what would be done is absent where withheld."""
    whole = [scenario, *_same(page, scenario, "risk"), *_same(page, scenario, "our_part")]
    said: dict[str, str] = {}
    for each in whole:
        said |= dict(each.block.answers) if isinstance(each.block, Facts) else {}
    said["Nature"] = said.get("Nature") or said.get("What might happen", "")
    rows = [(_OF_COURSE.get(label, label), said.get(label, "")) for label in _RISK]
    rows.append(("Warning signs", said.get("Warning signs", "")))
    if not page.withholds(Share.MANAGEMENT):
        rows.append(("Who then does what", said.get("Who then does what", "")))
        rows += [(label, said[label]) for label in _LEADS if said.get(label)]
    if improves(scenario):
        rows = [(label, text) for label, text in rows if text]
    return _in_words(
        f"Scenario {named(scenario)}", [(each, text or NOT_RECORDED) for each, text in rows], whole
    )


def _same(page: Page, scenario: Heard, name: str) -> list[Heard]:
    """What the same record says of the same scenario at another place."""
    found = page.relied.told(Part.SCENARIOS, name)
    return [
        each
        for each in found
        if each.block.cites[:1] == scenario.block.cites[:1] and named(each) == named(scenario)
    ]


def _plan(page: Page) -> Iterator[Block]:
    """What is offered, towards which goals, and how ready the person is for it."""
    yield Heading(text="Plan offered")
    lines = [
        *page.together(
            ("Offer", Part.TREATMENT, "offer", Share.ENGAGEMENT),
            ("Readiness", Part.TREATMENT, "readiness", Share.ENGAGEMENT),
        ),
        *goals(page, SIZES[0]),
        *page.lines("Work", Part.TREATMENT, "work", Share.ENGAGEMENT),
    ]
    yield from or_not_shared(gathered(lines))


_PARTS: Final = (
    ReportPart(
        "in_short", "In short", "the formulation in a few sentences, and what could happen soon", _in_short
    ),
    ReportPart("asks", "What we ask each agency to do", "advice in force, and actions that are open", _asks),
    ReportPart("flags", "Open red flags", "what was seen, done and told", _flags),
    ReportPart("basis", "Basis", "the referral, sources, how often the person was seen, limits", _basis),
    ReportPart("incidents", "Incidents", "every act, with orders and sessions on one time axis", _incidents),
    ReportPart("history", "Personal history", "what the person told of themselves", _history),
    ReportPart("typology", "Typology", "the opinion on the type, and what else was weighed", _typology),
    ReportPart("fixation", "Fixation profile", "the newest of each target", _fixation),
    ReportPart("spj", "Structured judgement", "tools, raters and judgements, with reasons", _judged),
    ReportPart("formulation", "Formulation", "the account, its factors, what protects, health", _formulation),
    ReportPart("scenarios", "Scenarios", "what might happen, how likely, and who then does what", _scenarios),
    ReportPart("plan", "Plan offered", "what is offered, goals, work and readiness", _plan),
)


class Assessment:
    """What health found and what it makes of it, whole; nothing of it is made shorter."""

    code: ClassVar[str] = "assessment"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"panel", "mappa", "police", "probation", COURT})
    answers: ClassVar[bool] = False
    pages: ClassVar[int] = 8
    steps: ClassVar[int] = 1
    parts: ClassVar[tuple[ReportPart, ...]] = _PARTS

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks."""
        page = Page(case, _for_court(relied) if audience.code == COURT else relied, request, audience)
        return tuple(_blocks(page))
