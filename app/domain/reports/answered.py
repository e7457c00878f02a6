"""The first page of a panel summary: answer, asks, red flags, the victim's view, the law, and what health sees.

Nothing of it is made shorter: where it does not fit, its author is told before they sign.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from app.domain.fields.compartments import Compartment
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Block, Heading, Notice, Paragraph, Part, Profile, Table, resting
from app.domain.reports.asks import asked
from app.domain.reports.composer import NOT_RECORDED, Heard
from app.domain.reports.fixation import in_words
from app.domain.reports.health import bearing, let_in
from app.domain.reports.likely import answer_of, improves, likeliest, named, scenarios
from app.domain.reports.lines import CUT, Page, gathered, or_not_shared, shortened
from app.domain.reports.stated import stated_stage
from app.domain.values.dates import ClinicalDate
from app.domain.values.markup import one_line

_UNAWARE: Final = "Does not know of the case: do not disclose."
_NOT_KNOWN: Final = "Not known whether they know of the case: do not disclose."
_AWARE: Final = frozenset({"aware", "engaged"})
_SIGNS: Final = 3
"""So many warning signs stand under the answer."""
_LAW: Final = ("order", "bail", "licence")
_NO_RECORD: Final = "No record tells of anything in force."
_RATED: Final = 3
"""So many profiles stand beside each other."""
_CODE: Final = re.compile(r"V\d+")
_ADVOCATE: Final = "Through the advocate"
_GAP: Final = "–"
_ON_A_LINE: Final = 70
"""So many letters of what is due stand on one line with its day."""
_AT_MOST: Final = 5
"""So many ratings stand on the first page."""


def first_page(page: Page) -> Iterator[Block]:
    """Blocks 1 to 8."""
    yield from unaware(page)
    yield from answer(page)
    yield from asked(page)
    yield from flags(page)
    yield from victims(page)
    yield from law(page)
    yield from _health(page)


def answer(page: Page) -> Iterator[Block]:
    """What was asked, what its author answers, and what comes next."""
    yield Heading(text="Question to health")
    yield Paragraph(text=page.request.question or NOT_RECORDED)
    yield Heading(text="Answer")
    yield Paragraph(text=page.request.answer or NOT_RECORDED, answer=True)
    yield from _next(page)


def unaware(page: Page) -> Iterator[Block]:
    """That the person does not know of the case, or that nobody knows whether they do, where that is so."""
    if page.case.awareness not in _AWARE:
        yield Notice(text="", label=_UNAWARE if page.case.awareness == "unaware" else _NOT_KNOWN)


def _next(page: Page) -> Iterator[Paragraph]:
    """What is most likely next, what would show it first, and the next day on which somebody must act."""
    chosen = next((each for each in scenarios(page.relied) if named(each) == page.request.scenario), None)
    if not page.withholds(Share.RISK):
        yield _likely(page, chosen)
        yield _watched(_worsening(page, chosen))
    coming = [each for each in page.relied.dates if (day := each.on.earliest()) and day >= page.request.on]
    first = min(coming, key=lambda each: each.on.sort_key(), default=None)
    text = f"{first.on.show()}: {_stopped(shortened(first.what, _ON_A_LINE))}" if first else NOT_RECORDED
    cites = (first.record_id,) if first and first.record_id else ()
    yield Paragraph(label="By when", text=text, plain=True, cites=cites)


def _stopped(what: str) -> str:
    """In the middle of a sentence that ends here; what was cut ends with the mark of that."""
    bare = what.rstrip(" .")
    return f"{bare[:1].lower()}{bare[1:]}{f' {CUT}' if what.endswith('...') else '' if bare.endswith(CUT) else '.'}"


def _worsening(page: Page, chosen: Heard | None) -> Heard | None:
    """Whose signs are watched for: of the course that was chosen, or the likeliest bad one where it is to improve."""
    if chosen is None or not improves(chosen):
        return chosen
    bad = [each for each in scenarios(page.relied) if not improves(each)]
    first = likeliest(bad)
    return next((each for each in bad if named(each) == first), None)


def _likely(page: Page, chosen: Heard | None) -> Paragraph:
    label = "Most likely next"
    if chosen is None:
        return Paragraph(label=label, text=NOT_RECORDED, plain=True)
    nature = one_line(answer_of(chosen, "What might happen"))
    parts = (named(chosen), f"{nature[:1].lower()}{nature[1:]}", one_line(answer_of(chosen, "Likelihood")))
    text = f"{parts[0]}: {' '.join(each for each in parts[1:] if each)}"
    return page.dated(_as_text(chosen), label, text)


def _watched(chosen: Heard | None) -> Paragraph:
    label = "Watch for"
    signs = one_line(answer_of(chosen, "Warning signs")) if chosen else ""
    if chosen is None or not signs:
        return Paragraph(label=label, text=NOT_RECORDED, plain=True)
    first = [each.strip(" .") for each in signs.split(";") if each.strip(" .")][:_SIGNS]
    block = _as_text(chosen).block
    return Paragraph(
        label=label, text=f"{' · '.join(first)}.", plain=True, cites=block.cites, share=block.share
    )


def _as_text(scenario: Heard) -> Heard:
    block = scenario.block
    text = Paragraph(text=" ", plain=True, cites=block.cites, share=block.share, knowledge=block.knowledge)
    return Heard(text, scenario.on, scenario.author, scenario.until)


def flags(page: Page) -> Iterator[Block]:
    """The open red flags, or that none is open and when the last was closed."""
    yield Heading(text="Open red flags")
    if page.withholds(Share.RISK):
        yield Paragraph(text=page.silence(Share.RISK), plain=True)
        return
    up = page.relied.heard(Paragraph, Part.FLAGS, "flag")
    yield from up
    elsewhere = page.unavailable(Compartment.THIRD_PARTY)
    if elsewhere:
        yield Paragraph(text=f"Flags of third parties: {elsewhere[:1].lower()}{elsewhere[1:]}", plain=True)
    elif not up:
        yield _none_open(page)


def _none_open(page: Page) -> Paragraph:
    today = ClinicalDate.of(page.request.on).show()
    closed = page.relied.told(Part.FLAGS, "closed")
    last = max(closed, key=lambda each: each.on.sort_key(), default=None)
    text = f"None open on {today}; last closed {last.on.show()}." if last else f"None open on {today}."
    rests = resting(each.block for each in closed)
    return Paragraph(text=text, plain=True, cites=rests.cites, share=rests.share)


def victims(page: Page) -> Iterator[Block]:
    """The victim’s view through the advocate, or that the author may not read it, whether there is any or not."""
    yield Heading(text="Victim’s view")
    if page.withholds(Share.VOICE):
        yield Paragraph(text=page.silence(Share.VOICE), plain=True)
    elif unavailable := page.unavailable(Compartment.THIRD_PARTY):
        yield Paragraph(text=unavailable, plain=True)
    else:
        voices = page.facts(_ADVOCATE, Part.VICTIM, "voice", Share.VOICE)
        concerns = page.facts("Safeguarding", Part.VICTIM, "concern", Share.RISK)
        # Of each victim what they said last: an older conversation is never read as today's.
        last = {(each.label, each.text.split(",", 1)[0]): each for each in reversed(voices)}
        said = [each for each in voices if any(each is one for one in last.values())]
        yield from gathered([*(replace(each, label=_lead(each)) for each in said), *concerns])


def _lead(voice: Paragraph) -> str:
    """None where the text begins with whose voice it is."""
    return "" if voice.label == _ADVOCATE and voice.text != NOT_RECORDED else voice.label


def law(page: Page) -> Iterator[Block]:
    """Index offence, what is in force, custody and public protection, or that nothing is in force."""
    yield Heading(text=f"The law on {ClinicalDate.of(page.request.on).show()}")
    if page.withholds(Share.CONTEXT):
        yield Paragraph(text=page.silence(Share.CONTEXT), plain=True)
        return
    index = page.facts("Index offence", Part.LAW, "index_offence", Share.CONTEXT)
    in_force = [block for name in _LAW for block in page.relied.heard(Paragraph, Part.LAW, name)]
    held = page.facts("Custody", Part.LAW, "custody", Share.CONTEXT)
    is_silent = index[0].text == NOT_RECORDED
    stated = stated_stage(page.case, page.relied.stages)
    yield from () if is_silent else index
    yield from in_force or [Paragraph(text=_NO_RECORD if stated else "Nothing in force.", plain=True)]
    yield from (Paragraph(text=each, plain=True, share=(Share.CONTEXT,)) for each in stated)
    yield from gathered([*(index if is_silent else ()), *held, *_public_protection(page)])


def _public_protection(page: Page) -> Iterator[Paragraph]:
    label, place = "MAPPA", (Part.LAW, "public_protection", Share.CONTEXT)
    if Compartment.MAPPA not in page.audience.compartments:
        # Nothing is drawn from there, so that nothing can be said of it either way.
        return
    if unavailable := page.unavailable(Compartment.MAPPA):
        yield Paragraph(label=label, text=unavailable, plain=True)
    else:
        yield from page.facts(label, *place)


def _health(page: Page) -> Iterator[Block]:
    yield Heading(text="What health sees")
    yield from or_not_shared(_seen_by_health(page))


def _seen_by_health(page: Page) -> Iterator[Block]:
    held = page.together(
        ("Typology", Part.HEALTH, "typology", Share.FORMULATION),
        ("Formulation", Part.ANSWER, "account", Share.FORMULATION),
        ("Protective", Part.HEALTH, "protective", Share.RISK),
    )
    trend, ratings = _rated(page)
    # What stands beside the ratings is about as high as they are.
    yield from gathered(held)
    yield from ratings
    judged = page.lines("Structured judgement", Part.HEALTH, "spj_brief", Share.RISK)
    yield from gathered([*trend, *bearing(page), *let_in(page), *judged, *_diverging(page)])


def _diverging(page: Page) -> Iterator[Paragraph]:
    """What parts from the person's own account; else what a review made of what did, or that nothing does."""
    label = "Divergence"
    if page.withholds(Share.RISK):
        return
    if page.relied.told(Part.HEALTH, "divergence"):
        yield from page.lines(label, Part.HEALTH, "divergence", Share.RISK)
        return
    if unavailable := page.unavailable(Compartment.THIRD_PARTY):
        yield Paragraph(label=label, text=unavailable, plain=True)
        return
    # What was made of it tells of its source, which may be what a victim said.
    told = [] if page.withholds(Share.VOICE) else page.relied.told(Part.HEALTH, "divergence_answered")
    answered = next(iter(told), None)
    if answered is None:
        today = ClinicalDate.of(page.request.on).show()
        yield Paragraph(label=label, text=f"None is up on {today} that may be told here.", plain=True)
    elif isinstance(answered.block, Paragraph):
        yield page.dated(answered, label, f"Reviewed: {one_line(answered.block.text)}")


def _rated(page: Page) -> tuple[tuple[Paragraph, ...], tuple[Table, ...]]:
    """The trend in words, and at most five ratings with what they were; a rating that is withheld is absent.

    It is of the target that was judged last: each has profiles of its own, and all are drawn on the time axis.
    """
    if page.audience.in_words:
        return tuple(in_words(page)), ()
    if page.withholds(Share.FORMULATION):
        return (), ()
    all_of_them = page.relied.heard(Profile, Part.BODY, "fixation")
    told = page.relied.told(Part.BODY, "fixation")
    if not all_of_them:
        said = page.dated(told[0], "Fixation") if told else None
        return (said or Paragraph(label="Fixation", text=NOT_RECORDED, plain=True),), ()
    # Several are of one day where each target was judged: the first page has the one of a victim.
    newest = next((each for each in all_of_them if _is_of_victim(each)), all_of_them[0])
    profiles = [each for each in all_of_them if newest.course and each.course == newest.course] or [newest]
    profiles = profiles[:_RATED]
    rests = resting(profiles)
    trend = shortened(newest.trend, 40).lower() or "trend not recorded"
    on = f" on {newest.target}" if newest.target else ""
    text = f"{trend}{on} ({newest.on.show()}). A clinician’s profile, not validated."
    said = Paragraph(label="Fixation", text=text, plain=True, cites=rests.cites, share=rests.share)
    names = [each.label for each in newest.judgements if each.on_axis][:_AT_MOST]
    rows = tuple((name, *(_rating(each, name) for each in profiles)) for name in names)
    if not any(value != _GAP for row in rows for value in row[1:]):
        return (said,), ()
    table = Table(
        heads=("Rated 0 to 4", *(each.on.show()[:6] for each in profiles)),
        rows=rows,
        widths=(127, *(36 for _ in profiles)),
        plain=True,
        names=tuple(f"Fixation, {name}" for name in names),
        beside=True,
        cites=rests.cites,
        share=rests.share,
    )
    return (said,), (table,)


def _is_of_victim(profile: Profile) -> bool:
    """Whether its target is a victim's code."""
    return bool(_CODE.fullmatch(profile.target))


def _rating(profile: Profile, name: str) -> str:
    """What was rated then; a gap stays a gap."""
    value = next((each.value for each in profile.judgements if each.label == name), None)
    return _GAP if value is None else str(value)
