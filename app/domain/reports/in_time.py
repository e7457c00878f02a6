"""The second page of a panel summary: the time axis, scenarios, treatment, interviewing, and what all of it rests on.

It becomes shorter by steps until it stays on its page; what is shortened says where there is more.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from dataclasses import replace as replaced
from typing import Final

from msgspec.structs import replace

from app.domain.fields.sharing import Rule, Share
from app.domain.records.blocks import Block, Facts, Heading, Paragraph, Part, Table, resting
from app.domain.reports.composer import NOT_RECORDED, Heard, not_read
from app.domain.reports.fixation import of_one, on_axis
from app.domain.reports.likely import improves, named, scenarios
from app.domain.reports.lines import CUT, MORE, Page, gathered, shortened, times
from app.domain.reports.time_axis import time_axis
from app.domain.values.dates import ClinicalDate

_HOW: Final = (("Helps", "helps"), ("Hinders", "hinders"), ("Style", "interview"))
_CLASSES: Final = {
    Share.CONTEXT: "context",
    Share.RISK: "risk",
    Share.FORMULATION: "what explains it",
    Share.DIAGNOSIS: "health and diagnosis",
    Share.THERAPY: "treatment content",
    Share.ENGAGEMENT: "attendance and engagement",
    Share.ADMISSION: "new admissions",
    Share.MANAGEMENT: "advice to agencies",
    Share.MEASURE: "scores",
    Share.PERSON: "the person’s own version",
    Share.VOICE: "the victim’s view",
}
"""The classes that somebody could let in, in words; what nobody ever gets is not listed."""
_BY_KIND: Final = {
    ("goal", Share.ENGAGEMENT): "goals of treatment",
    ("concern", Share.RISK): "safeguarding concerns",
}
"""What an audience that gets the class is not told by the kind, in words."""


@dataclass(frozen=True)
class Size:
    """How much of the second page is printed: incidents, and letters of a text; 0 is all of it."""

    incidents: int = 8
    what: int = 0
    imminence: int = 0
    basis: int = 0
    treatment: int = 0
    nature: int = 0
    likelihood: int = 0
    signs: int = 0
    response: int = 0
    how: int = 0
    style: bool = True
    whole_improvement: bool = True


_SMALL: Final = Size(
    6,
    what=40,
    imminence=90,
    basis=60,
    treatment=60,
    nature=50,
    likelihood=36,
    signs=50,
    response=60,
    how=70,
    style=False,
    whole_improvement=False,
)
SIZES: Final = (
    Size(),
    Size(what=100, imminence=200, nature=130, likelihood=70, signs=110, response=130, how=200),
    Size(
        6,
        what=60,
        imminence=120,
        basis=160,
        nature=80,
        likelihood=50,
        signs=70,
        response=80,
        how=120,
        whole_improvement=False,
    ),
    replaced(_SMALL, incidents=8),
    _SMALL,
    replaced(_SMALL, incidents=5),
    replaced(_SMALL, incidents=4),
    replaced(_SMALL, incidents=3),
    replaced(_SMALL, incidents=2),
)
"""From whole to shortest."""


def second_page(page: Page) -> Iterator[Block]:
    """Blocks 9 to 13."""
    size = SIZES[min(page.request.short, len(SIZES) - 1)]
    yield from _axis(page, size)
    yield from foreseen(page, size)
    yield from _treatment(page, size)
    yield from interviewing(page, size)
    yield from sources(page, size)
    yield from handling(page)


def _axis(page: Page, size: Size) -> Iterator[Block]:
    rated = of_one(on_axis(page.relied))
    found = tuple(time_axis(page.relied, rated, page.request.on, size.incidents, size.what))
    if found:
        yield from found
    else:
        yield Heading(text="Time axis", turns=True)
        yield Paragraph(text=page.silence(Share.RISK), plain=True)


def foreseen(page: Page, size: Size, title: str = "Scenarios") -> Iterator[Block]:
    """What might happen, how it would show, and who then does what."""
    yield Heading(text=title)
    if page.withholds(Share.RISK):
        yield Paragraph(text=page.silence(Share.RISK), plain=True)
        return
    place = ("What could happen soon", Part.SCENARIOS, "imminence", Share.RISK)
    yield from page.together(place, most=size.imminence)
    found = scenarios(page.relied)
    if not found:
        yield Paragraph(text=NOT_RECORDED, plain=True)
        return
    yield _as_table(page, found, size)
    soon = page.relied.told(*place[1:3])
    said = {each.dated(page.request.on) for each in found} - {each.dated(page.request.on) for each in soon}
    for dated in sorted(said):
        text = f"Scenarios: {dated}." if not dated.startswith("of ") else f"Scenarios {dated}."
        yield Paragraph(text=text, plain=True, small=True, stale="due for review" in dated)


def _as_table(page: Page, found: list[Heard], size: Size) -> Table:
    rests = resting(each.block for each in found)
    return Table(
        heads=("Scenario", "What might happen", "Warning signs", "Who then does what"),
        rows=tuple(_row(page, each, size) for each in found),
        widths=(160, 370, 212, 258),
        names=tuple(f"Scenario {named(each)}" for each in found),
        cites=rests.cites,
        share=rests.share,
        knowledge=rests.knowledge,
    )


def _row(page: Page, scenario: Heard, size: Size) -> tuple[str, ...]:
    said = dict(scenario.block.answers) if isinstance(scenario.block, Facts) else {}
    name = said.get("Scenario", "")
    if improves(scenario) and not size.whole_improvement:
        return name, shortened(said.get("Likelihood", ""), size.nature + size.likelihood), "", ""
    # How likely it is is never cut away with what it is.
    likely = shortened(said.get("Likelihood", ""), size.likelihood)
    what = shortened(said.get("What might happen", ""), size.nature)
    nature = " ".join(each for each in (what, likely) if each)
    then = (
        page.silence(Share.MANAGEMENT)
        if page.withholds(Share.MANAGEMENT)
        else said.get("Who then does what", "")
    )
    signs = said.get("Warning signs", "")
    return name, nature, shortened(signs, size.signs), shortened(then, size.response)


def _treatment(page: Page, size: Size) -> Iterator[Block]:
    yield Heading(text="Treatment")
    told = tuple(goals(page, size))
    offered = page.together(
        ("Offer", Part.TREATMENT, "offer", Share.ENGAGEMENT),
        ("Readiness", Part.TREATMENT, "readiness", Share.ENGAGEMENT),
        most=size.treatment,
    )
    aware = Paragraph(label="Awareness", text=awareness(page), plain=True)
    if page.withholds(Share.ENGAGEMENT):
        yield from gathered([Paragraph(text=page.silence(Share.ENGAGEMENT), plain=True), aware])
    else:
        yield from gathered([*told, seen(page), *offered, aware])


def goals(page: Page, size: Size) -> Iterator[Paragraph]:
    """Each goal with what came of it; where it is short what they are about, in one line for each date."""
    in_short = page.relied.told(Part.TREATMENT, "goal_in_short")
    if not size.treatment or not in_short or not page.hears("goal", Share.ENGAGEMENT):
        yield from page.lines("Goals", Part.TREATMENT, "goal", Share.ENGAGEMENT)
        return
    by_date: dict[str, list[Heard]] = {}
    for each in in_short:
        by_date.setdefault(each.dated(page.request.on), []).append(each)
    for of_date in by_date.values():
        blocks = [each.block for each in of_date if isinstance(each.block, Paragraph)]
        rests = resting(blocks)
        text = "; ".join(f"{each.label} {each.text}" for each in blocks)
        block = Paragraph(text=text, plain=True, cites=rests.cites, share=rests.share)
        yield page.dated(replaced(of_date[0], block=block), "Goals")


def awareness(page: Page) -> str:
    """Whether the person knows of the case, in one sentence."""
    who = page.case.pronoun.capitalize()
    s = "" if who == "They" else "s"
    if page.case.awareness in {"aware", "engaged"}:
        return f"{who} know{s} of the case."
    if page.case.awareness == "unaware":
        return f"{who} {'does' if s else 'do'} not know of the case."
    return f"Not known whether {who.lower()} know{s} of the case."


def seen(page: Page) -> Paragraph:
    """How often the person was seen, first and last: an appointment without them is none of these."""
    label = "Seen"
    offered = page.relied.told(Part.TREATMENT, "sessions")
    said = [dict(each.block.answers) for each in offered if isinstance(each.block, Facts)]
    kept = sum(one.get("Kept") == "yes" for one in said)
    unsaid = sum(one.get("With the person") == "not recorded" for one in said)
    days = [each.on for each, one in zip(offered, said, strict=True) if one.get("With the person") == "yes"]
    if not days and not unsaid:
        told = page.relied.text(Part.SOURCES, "seen")
        return Paragraph(label=label, text=f"{told.text if told else 'Not seen'}.", plain=True)
    rests = resting(each.block for each in offered)
    of = f"{kept} of {len(offered)} kept"
    also = f"; at {unsaid} more it is not recorded whether the person was there" if unsaid else ""
    text = f"{_how_often(days)}{also}; {of}."
    return Paragraph(label=label, text=text, plain=True, cites=rests.cites, share=rests.share)


def _how_often(days: list[ClinicalDate]) -> str:
    if not days:
        return "Not recorded"
    ordered = sorted(days, key=ClinicalDate.sort_key)
    first, last = ordered[0].show(), ordered[-1].show()
    often = times(len(days)).capitalize()
    return f"{often}, on {first}" if len(days) == 1 else f"{often}, {first} to {last}"


def interviewing(page: Page, size: Size) -> Iterator[Block]:
    """What helps the person engage, what hinders it, and how to speak with them."""
    yield Heading(text="Interviewing")
    if page.withholds(Share.MANAGEMENT):
        yield Paragraph(text=page.silence(Share.MANAGEMENT), plain=True)
        return
    places = tuple((label, Part.INTERVIEW, name, Share.MANAGEMENT) for label, name in _HOW)
    yield from gathered(page.together(*(places if size.style else places[:2]), most=size.how))


def sources(page: Page, size: Size) -> Iterator[Block]:
    """What all of it rests on, what it leaves open, what this audience is not given, and when it is reviewed."""
    yield Heading(text="Sources and limits")
    lines = [_cut(page, "Sources", "information", size.basis), _cut(page, "Limits", "limits", size.basis)]
    if page.relied.text(Part.SOURCES, "sharing"):
        lines.append(_cut(page, "Sharing", "sharing", 0))
    lines += [*withheld(page), review(page)]
    if page.request.short:
        lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {CUT} {MORE}")
    yield from not_read(page.relied)
    yield from gathered(lines)


def handling(page: Page) -> Iterator[Block]:
    """How it is to be handled, beside which its author signs."""
    yield Heading(text="Handling", signed=True)
    yield Paragraph(text=page.audience.handling)


def withheld(page: Page, of: Collection[Share] = ()) -> Iterator[Paragraph]:
    """What this audience is not given, by class, whether anything of it is recorded or not; `of` narrows it to some."""
    said = [
        words
        for share, words in _CLASSES.items()
        if page.withholds(share)
        and page.audience.rules.get(share) is not Rule.NEVER
        and (not of or share in of)
    ]
    if of:
        yield from _not_shared(said)
        return
    said += [
        words
        for (name, share), words in _BY_KIND.items()
        if not page.withholds(share) and not page.hears(name, share)
    ]
    if page.audience.in_words:
        said.append("fixation ratings but urge and online pursuit, in words")
    yield from _not_shared(said)


def _not_shared(said: list[str]) -> Iterator[Paragraph]:
    if said:
        yield Paragraph(label="Not shared for this purpose", text=f"{', '.join(said)}.", plain=True)


def review(page: Page) -> Paragraph:
    """When it is looked at again."""
    review = page.relied.text(Part.BODY, "review")
    if review is None:
        return Paragraph(label="Review", text=page.silence(Share.CONTEXT), plain=True)
    return Paragraph(
        label="Review", text=f"{review.text}.", plain=True, cites=review.cites, share=review.share
    )


def _cut(page: Page, label: str, name: str, most: int) -> Paragraph:
    """What an author says of the record itself; with date and name where it is another's, or due for review."""
    told = page.relied.told(Part.SOURCES, name)
    if not told or not isinstance(told[0].block, Paragraph):
        return Paragraph(label=label, text=page.silence(Share.CONTEXT), plain=True)
    first = told[0]
    notable = bool(first.author) or first.is_stale(page.request.on)
    return page.dated(first, label, shortened(told[0].block.text, most), says_date=notable)
