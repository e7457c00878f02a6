"""The consultation note: advice about somebody who may never be seen and may not know, on one page."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Final

from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Block, Heading, Notice, Paragraph, Part, Table
from app.domain.reports.answered import flags
from app.domain.reports.asks import asked
from app.domain.reports.composer import NOT_RECORDED, CaseFacts, Given, Relied, Request, not_read
from app.domain.reports.in_time import SIZES, foreseen, handling, interviewing, withheld
from app.domain.reports.lines import CUT, Page, gathered, or_not_shared
from app.domain.reports.offered import TITLES
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable

_NONE: Final = "There is no consultation in this case that a note could be made of."
_RUN_OUT: Final = (
    "The advice of the last consultation of this case has run out: write another before a note is made."
)
_THEM: Final = {"he": "him", "she": "her"}
_UNAWARE: Final = (
    "Nothing in this note may be told to {them} or put in a file that {they} could be given. No letter, call or "
    "appointment may mention it."
)
_HELD: Final = frozenset({Share.FORMULATION, Share.DIAGNOSIS, Share.RISK, Share.MANAGEMENT})
"""The classes that a consultation is of."""
_ORDERS: Final = (
    ("Requirements of a protection order", "spo_requirements", Share.MANAGEMENT),
    ("Licence or bail", "licence_conditions", Share.MANAGEMENT),
    ("Treatment requirement", "mhtr", Share.MANAGEMENT),
    ("Why, and who would treat", "mhtr_reasons", Share.DIAGNOSIS),
)


class ConsultationNote:
    """The newest consultation of a case, with the red flags that are open in it. Its author answered in the record."""

    code: ClassVar[str] = "consultation_note"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"panel", "mappa", "police", "probation"})
    answers: ClassVar[bool] = False
    pages: ClassVar[int] = 1
    steps: ClassVar[int] = 3

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks; raises NotAcceptable without a consultation, or where the advice of the last one has run out."""
        newest = set(relied.newest.values())
        first = next((each for each in relied.given if each.record_id in newest and _is_advice(each)), None)
        if first is None:
            raise NotAcceptable(_NONE)
        if first.placed.part is Part.ASKS:
            raise NotAcceptable(_RUN_OUT)
        given = [each for each in relied.given if each.record_id == first.record_id]
        whole = Page(case, relied, request, audience)
        # Of when it is and whose stands once, at its head.
        said_once = tuple(replace(each, on=ClinicalDate(), author="") for each in given)
        advice = replace(whole, relied=replace(relied, given=said_once))
        return tuple(_blocks(whole, advice, first))


def _is_advice(each: Given) -> bool:
    """Whether it is what a record answers to who asked for advice, or in its place the words that it has run out."""
    place = each.placed.part, each.placed.name
    if place == (Part.ASKS, "advice"):
        return isinstance(each.placed.block, Paragraph) and bool(each.placed.block.text)
    return place == (Part.ANSWER, "answer")


def _blocks(whole: Page, advice: Page, first: Given) -> Iterator[Block]:
    size = SIZES[whole.request.short]
    yield _good_until(advice, first)
    yield from _unaware(whole)
    yield from not_read(whole.relied)
    yield Heading(text="Answer")
    yield _answer(advice)
    yield from _before_contact(advice)
    yield from asked(advice, "Advice by agency", framed=False)
    yield from flags(whole)
    yield from foreseen(advice, size, "Scenarios in brief")
    yield from _drives(whole, advice)
    yield from _question(advice)
    if any(advice.relied.text(Part.INTERVIEW, name) for name in ("helps", "hinders", "interview")):
        yield from interviewing(advice, size)
    yield from _orders(advice)
    yield from _limits(whole, advice)
    yield from handling(whole)


def _good_until(advice: Page, first: Given) -> Paragraph:
    """Of when the advice is, whose, whether the person was seen for it, and until when it is good."""
    of = f"Advice of {first.on.show()}" if first.on.is_known else "Advice, its day not recorded"
    by = f" by {first.author}" if first.author else ""
    seen, when = (
        advice.relied.text(Part.SOURCES, "seen_or_not"),
        advice.relied.text(Part.SOURCES, "seen_when"),
    )
    saw = f"{seen.text}{f' ({when.text})' if when else ''}" if seen else ""
    until = advice.relied.text(Part.BODY, "valid_until")
    good = (
        f"Good until {until.text}; after that, ask again"
        if until
        else "Until when it is good is not recorded"
    )
    cites = (first.record_id,)
    return Paragraph(
        text=". ".join(filter(None, (f"{of}{by}", saw, f"{good}."))),
        plain=True,
        cites=cites,
        share=(Share.CONTEXT,),
    )


def _unaware(page: Page) -> Iterator[Notice]:
    they = page.case.pronoun
    if page.case.awareness in {"aware", "engaged"}:
        return
    does = "do" if they == "they" else "does"
    known = f"{they.capitalize()} {does} not know that health was asked."
    if page.case.awareness != "unaware":
        know = "know" if they == "they" else "knows"
        known = f"Not known whether {they} {know} that health was asked."
    yield Notice(text=_UNAWARE.format(them=_THEM.get(they, "them"), they=they), label=known)


def _answer(advice: Page) -> Paragraph:
    """What was answered; in an earlier form the opinion is the answer."""
    if advice.withholds(Share.FORMULATION):
        return Paragraph(text=advice.silence(Share.FORMULATION), plain=True)
    text = advice.relied.text(Part.ANSWER, "answer") or advice.relied.text(Part.ANSWER, "reasons")
    if text is None:
        return Paragraph(text=NOT_RECORDED, plain=True)
    return Paragraph(
        text=text.text, answer=True, cites=text.cites, share=text.share, knowledge=text.knowledge
    )


def _before_contact(advice: Page) -> Iterator[Block]:
    """What to heed, a paragraph a row, in the one frame of the page: before anything that is advised is done."""
    yield Heading(text=f"Before anybody contacts {_THEM.get(advice.case.pronoun, 'them')}", across=True)
    text = advice.relied.text(Part.ASKS, "before_contact")
    if advice.withholds(Share.MANAGEMENT) or text is None:
        yield Paragraph(text=advice.silence(Share.MANAGEMENT), plain=True)
        return
    rows = [(each,) for each in text.text.split("\n\n") if each.strip()]
    yield Table(
        heads=("What to heed",),
        rows=tuple(rows),
        widths=(1,),
        names=tuple(f"Before contact, {n}" for n in range(1, len(rows) + 1)),
        framed=True,
        cites=text.cites,
        share=text.share,
        knowledge=text.knowledge,
    )


def _drives(whole: Page, advice: Page) -> Iterator[Block]:
    """What is thought to drive it, by the dated opinion of the case, with the reasons and the health of this advice."""
    yield Heading(text="What drives it")
    typed = whole.together(("Typology", Part.HEALTH, "typology", Share.FORMULATION))
    has_answer = advice.relied.text(Part.ANSWER, "answer") is not None
    reasons = advice.relied.text(Part.ANSWER, "reasons") if has_answer else None
    health = advice.relied.text(Part.HEALTH, "health")
    told = (("Reasons", reasons), ("Health", health))
    lines = [
        Paragraph(label=label, text=each.text, cites=each.cites, share=each.share, knowledge=each.knowledge)
        for label, each in told
        if each is not None
    ]
    yield from or_not_shared(gathered([*typed, *lines]))


def _question(advice: Page) -> Iterator[Block]:
    yield Heading(text="What was asked")
    question, by = (advice.relied.text(Part.QUESTION, name) for name in ("question", "asked_by"))
    if question is None:
        yield Paragraph(text=advice.silence(Share.CONTEXT), plain=True)
        return
    yield question
    if by is not None:
        yield Paragraph(label="Asked by", text=f"{by.text}.", plain=True, cites=by.cites, share=by.share)


def _orders(advice: Page) -> Iterator[Block]:
    """The wording that was advised for an order, a licence or a sentence, where any was."""
    found = [
        Paragraph(label=label, text=text.text, plain=text.plain, cites=text.cites, share=text.share)
        for label, name, share in _ORDERS
        if not advice.withholds(share) and (text := advice.relied.text(Part.TREATMENT, name)) is not None
    ]
    if found:
        yield Heading(text="Orders and sentence")
        yield from gathered(found)


def _limits(whole: Page, advice: Page) -> Iterator[Block]:
    """What the advice rests on, what was not seen, what follows from that, and what this reader is not given."""
    yield Heading(text="Seen, not seen, and limits")
    lines = [
        *advice.facts("Seen", Part.SOURCES, "information", Share.CONTEXT),
        *advice.facts("Not seen", Part.SOURCES, "missing", Share.CONTEXT),
        *advice.facts("Limits", Part.SOURCES, "limits", Share.CONTEXT),
    ]
    if advice.relied.text(Part.SOURCES, "sharing"):
        lines += advice.facts("Sharing", Part.SOURCES, "sharing", Share.CONTEXT)
    lines += withheld(whole, _HELD)
    yield from gathered(lines)
    if whole.request.short:
        yield Paragraph(
            text=f"What ends with {CUT} is shortened: ask the author for the rest.", plain=True, small=True
        )
