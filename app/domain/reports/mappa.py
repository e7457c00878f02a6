"""The MAPPA health report: the answer, what we ask, diagnosis, treatment, risk by scenario, and our part in it."""

from collections.abc import Iterator
from typing import ClassVar, Final

from app.domain.fields.compartments import Compartment
from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Block, Facts, Heading, Notice, Paragraph, Part, Table, resting
from app.domain.reports.answered import answer, flags, victims
from app.domain.reports.asks import asked
from app.domain.reports.composer import NOT_RECORDED, CaseFacts, Heard, Relied, Request
from app.domain.reports.health import bearing, let_in
from app.domain.reports.in_time import SIZES, Size, goals, handling, seen, sources
from app.domain.reports.likely import named, scenarios
from app.domain.reports.lines import Page, gathered, shortened
from app.domain.reports.offered import TITLES
from app.domain.values.markup import one_line

_RISK: Final = ("Nature", "Severity", "Imminence", "Frequency", "Likelihood")
_LEADS: Final = ("Monitoring", "Treatment", "Supervision", "Victim safety", "Contingency")
_ACT: Final = "Mental Health Act"


class MappaReport:
    """What a meeting that plans together needs of health, by the headings that its own plan has."""

    code: ClassVar[str] = "mappa_report"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"mappa"})
    answers: ClassVar[bool] = True
    pages: ClassVar[int] = 2
    steps: ClassVar[int] = 4

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks."""
        page = Page(case, relied, request, audience)
        return tuple(_blocks(page, SIZES[request.short]))


def _blocks(page: Page, size: Size) -> Iterator[Block]:
    yield _held(page)
    yield _consent(page)
    yield from answer(page)
    yield from asked(page)
    yield from flags(page)
    yield Heading(text="Diagnosis and Mental Health Act")
    yield from gathered([*bearing(page), *_act(page), *let_in(page)])
    yield Heading(text="Treatment and compliance")
    yield from gathered(_treated(page, size))
    yield from _by_scenario(page, size)
    yield Heading(text="Protective")
    yield from page.together(("", Part.HEALTH, "protective", Share.RISK))
    yield from victims(page)
    yield from _our_part(page)
    yield from sources(page, size)
    yield from handling(page)


def _held(page: Page) -> Paragraph:
    """Category, level and lead, as the record of the meeting has them."""
    if unavailable := page.unavailable(Compartment.MAPPA):
        return Paragraph(text=f"MAPPA: {unavailable[:1].lower()}{unavailable[1:]}", plain=True)
    found = page.relied.told(Part.LAW, "public_protection")
    said = [
        f"{one_line(each.block.text)} ({each.dated(page.request.on)})"
        for each in found
        if isinstance(each.block, Paragraph)
    ]
    rests = resting(each.block for each in found)
    text = " ".join(said) or "Category, level and lead of MAPPA: not recorded."
    return Paragraph(text=text, plain=True, cites=rests.cites, share=rests.share)


def _consent(page: Page) -> Notice:
    they = page.case.pronoun
    text = f"Not to be copied, passed on or put where {they} may read it without the consent of the chair."
    return Notice(label="MAPPA.", text=text)


def _act(page: Page) -> Iterator[Paragraph]:
    """How the person is held or discharged under the Act; what the law says besides is the meeting's own knowledge."""
    found = [each for each in page.relied.heard(Paragraph, Part.LAW, "custody") if each.label == _ACT]
    yield from found or [Paragraph(label=_ACT, text=page.silence(Share.DIAGNOSIS), plain=True)]


def _treated(page: Page, size: Size) -> Iterator[Paragraph]:
    """What was offered, how often the person came, what came of it, and what they are said to take."""
    yield from page.together(
        ("Offer", Part.TREATMENT, "offer", Share.ENGAGEMENT),
        ("Readiness", Part.TREATMENT, "readiness", Share.ENGAGEMENT),
        most=size.treatment,
    )
    yield seen(page)
    yield from goals(page, size)
    yield from page.lines("Medication", Part.HEALTH, "medication", Share.DIAGNOSIS)


def _by_scenario(page: Page, size: Size) -> Iterator[Block]:
    """Each scenario by nature, severity, imminence, frequency and likelihood, in words, and what a tool judged."""
    yield Heading(text="Risk by scenario", across=True)
    found = [each for each in page.relied.told(Part.SCENARIOS, "risk") if isinstance(each.block, Facts)]
    # Advice has scenarios in brief; what it does not say of them is not recorded.
    found = found or scenarios(page.relied)
    if not found:
        yield Paragraph(text=NOT_RECORDED, plain=True)
    else:
        yield _as_table(found, size)
        for said in dict.fromkeys(each.dated(page.request.on) for each in found):
            text = f"Scenarios {said}." if said.startswith("of ") else f"Scenarios of {said}."
            yield Paragraph(text=text, plain=True, small=True, stale="due for review" in said)
    yield from page.lines("Structured judgement", Part.HEALTH, "spj_brief", Share.RISK)


def _as_table(found: list[Heard], size: Size) -> Table:
    rests = resting(each.block for each in found)
    rows = []
    for each in found:
        said = _answers(each)
        said.setdefault("Nature", said.get("What might happen", ""))
        cells = (shortened(said.get(label) or NOT_RECORDED, size.nature) for label in _RISK)
        rows.append((named(each), *cells))
    return Table(
        heads=("Scenario", *(each.lower() for each in _RISK)),
        rows=tuple(rows),
        widths=(130, 270, 180, 170, 100, 150),
        names=tuple(f"Scenario {named(each)}" for each in found),
        cites=rests.cites,
        share=rests.share,
        knowledge=rests.knowledge,
    )


def _our_part(page: Page) -> Iterator[Block]:
    """What health does of the meeting's plan, by its five leads, for each scenario; and what was agreed with it."""
    yield Heading(text="Our part")
    found = [each for each in page.relied.told(Part.SCENARIOS, "our_part") if isinstance(each.block, Facts)]
    rests = resting(each.block for each in found)
    lines = []
    for lead in _LEADS:
        texts = [(named(each).split(" ")[0], one_line(_answers(each).get(lead, ""))) for each in found]
        text = " ".join(f"{code}: {words}" for code, words in texts if words)
        lines.append(
            Paragraph(label=lead, text=text or NOT_RECORDED, plain=True, cites=rests.cites, share=rests.share)
        )
    if unavailable := page.unavailable(Compartment.MAPPA):
        lines.append(Paragraph(label="Agreed with the meeting", text=unavailable, plain=True))
    else:
        lines += page.lines("Agreed with the meeting", Part.ASKS, "our_part", Share.MANAGEMENT)
    yield from gathered(lines)


def _answers(heard: Heard) -> dict[str, str]:
    return dict(heard.block.answers) if isinstance(heard.block, Facts) else {}
