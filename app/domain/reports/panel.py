"""The panel health summary: a few pages that a chair can read out, from red flags to who answers for it."""

from collections.abc import Iterator
from typing import ClassVar, Final

from app.domain.fields.sharing import Audience
from app.domain.records.blocks import Block, Facts, Heading, Notice, Paragraph, Part, resting
from app.domain.reports.composer import (
    STATUS,
    CaseFacts,
    Relied,
    Request,
    labelled,
    not_read,
    noticed,
    section,
    table,
)
from app.domain.reports.fixation import on_axis, profiled
from app.domain.reports.time_axis import time_axis
from app.domain.values.dates import ClinicalDate

_KNOWS: Final = "Knows of the case"
_UNAWARE: Final = "Does not know of the case: do not disclose"
_AWARE: Final = {"aware": _KNOWS, "engaged": _KNOWS, "unaware": _UNAWARE}
_NOT_KNOWN: Final = "Not known whether they know of the case"
_LAW: Final = ("order", "bail", "licence", "custody")
_HOW: Final = (("What helps", "helps"), ("What hinders", "hinders"), ("Interview", "interview"))


class PanelSummary:
    """What a panel needs of a case, and nothing more; what is empty and could mislead is spelled out."""

    code: ClassVar[str] = "panel_summary"
    title: ClassVar[str] = "Panel health summary"
    audiences: ClassVar[frozenset[str]] = frozenset({"panel"})

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks."""
        return (
            *_opening(case, relied, request),
            *_law(relied, request),
            *_opinion(relied),
            *profiled(relied),
            *time_axis(relied, on_axis(relied), request.on),
            *_advice(relied),
            *_closing(relied, audience),
        )


def _opening(case: CaseFacts, relied: Relied, request: Request) -> Iterator[Block]:
    asked = Paragraph(text=request.question) if request.question else None
    question = asked or relied.text(Part.QUESTION, "question")
    yield from section("Question to health", question, otherwise="Nothing recorded.")
    yield Heading(text="Contact")
    yield _contact(_AWARE.get(case.awareness, _NOT_KNOWN), relied)
    yield Heading(text="Red flags and imminence")
    flags = relied.heard(Paragraph, Part.FLAGS, "flag")
    if flags:
        yield from noticed(*flags)
    else:
        yield Paragraph(text="None recorded. This does not mean that there are none.")
    soon = relied.text(Part.SCENARIOS, "imminence")
    if soon:
        yield from noticed(soon, label="Imminence.")


def _contact(aware: str, relied: Relied) -> Paragraph | Notice:
    """Whether health has seen the person, and how often, and whether they know: what must not be told to somebody."""
    kept = relied.heard(Paragraph, Part.SOURCES, "contact")
    said = relied.text(Part.SOURCES, "seen")
    seen = said.text if said else "Not seen"
    if kept:
        times = "once" if len(kept) == 1 else f"{len(kept)} times"
        seen = f"Seen {times}, last on {kept[0].text}"
    rests = resting(kept or ([said] if said else []))
    shown = Paragraph if aware == _KNOWS else Notice
    return shown(text=f"{seen}. **{aware}.**", cites=rests.cites, share=rests.share)


def _law(relied: Relied, request: Request) -> Iterator[Block]:
    """What is in force on that day; what a court requires is a duty of the person, and nobody's action."""
    on = ClinicalDate.of(request.on).show()
    stands = (each for name in _LAW for each in relied.heard(Paragraph, Part.LAW, name))
    yield from section(f"Where the law stands on {on}", *stands, otherwise="Nothing in force.")


def _opinion(relied: Relied) -> Iterator[Block]:
    silent = "Nothing recorded, or not shared for this purpose."
    health = relied.text(Part.HEALTH, "health")
    yield from section("Health, as far as relevant to risk", health, otherwise=silent)
    held = relied.rows(Part.ANSWER, "typology")
    typology = _typology(held[0]) if held else None
    yield from section("Typology and relationship", typology, otherwise="Not assessed.")
    yield from section("Formulation", relied.text(Part.ANSWER, "account"), otherwise="Not formulated.")


def _typology(held: Facts) -> Paragraph:
    motivation, relationship, confidence, speaks_for = (text for _, text in held.answers)
    words = f"{relationship}; confidence {confidence or 'not given'}. {speaks_for}".strip()
    return Paragraph(
        label=f"{motivation}.",
        text=words,
        plain=True,
        cites=held.cites,
        share=held.share,
        knowledge=held.knowledge,
    )


def _advice(relied: Relied) -> Iterator[Block]:
    """Scenarios, engagement, management and treatment; what is empty is left out."""
    scenarios = relied.rows(Part.SCENARIOS, "scenario")
    if scenarios:
        yield Heading(text="Scenarios", across=True)
        names = tuple(f"Scenario {n}, {each.answers[0][1]}" for n, each in enumerate(scenarios, 1))
        yield table(scenarios, (118, 352, 265, 265), names)
    how = [(f"{label}.", relied.text(Part.INTERVIEW, name)) for label, name in _HOW]
    yield from section("Engagement and interview", *labelled(*how))
    advice = relied.rows(Part.ASKS, "advice")
    if advice:
        yield Heading(text="Recommended management by agency", across=True)
        names = tuple(f"Recommended to {each.answers[0][1]}" for each in advice)
        yield table(advice, (235, 765), names)
    else:
        # Advice that has run out says so, and nothing else is heard of it.
        yield from section("Recommended management by agency", relied.text(Part.ASKS, "advice"))
    offer, progress, ready = (
        relied.text(Part.TREATMENT, name) for name in ("offer", "progress", "readiness")
    )
    treatment = (("Offer.", offer), ("" if offer else "Offer.", progress), ("Readiness.", ready))
    yield from section("Treatment and readiness", *labelled(*treatment))


def _closing(relied: Relied, audience: Audience) -> Iterator[Block]:
    """What the opinion rests on, what it leaves open, and who may see it."""
    information, limits = (relied.text(Part.SOURCES, name) for name in ("information", "limits"))
    sources, left_open = labelled(("Sources.", information)), labelled(("Limits.", limits))
    yield from section("Sources and limits", *sources, *not_read(relied), *left_open)
    asked = relied.text(Part.SOURCES, "sharing")
    yield from section("Sharing", Paragraph(text=audience.handling), *([asked] if asked else ()))
    review = relied.text(Part.BODY, "review")
    text = f"{STATUS}. Review: {review.text if review else ''}."
    yield from section("Status and review", Paragraph(text=text, cites=review.cites if review else ()))
