"""Scenarios: what might happen next, how it would show, and who would then do what.

A likelihood is put in words with what it depends on: nothing here is a probability, a score or a band.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Target, choice, line, references, rows, text
from app.domain.fields.rows import Cite, Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.tripwire import Tripwire, in_words
from app.domain.records.blocks import Facts, Paragraph, Part, Placed, paragraph, shares
from app.domain.records.facets import Facet, OpenSort, Unfinished, Watched

IMPROVE = "improve"
COURSES = (
    Choice("repeat", "Repeat", "The same again, to the same person"),
    Choice("escalate", "Escalate", "Worse: the most serious course that is realistic"),
    Choice("twist", "A different target or method", "Another victim, another means, another motive"),
    Choice(IMPROVE, "Improve", "Better: how it would fade, and what would help it to"),
)


def _worsens(row: Any) -> bool:
    return bool(row.course != IMPROVE)


@dataclass(frozen=True, kw_only=True)
class BriefScenario(Row, letter="S", noun="Scenario"):
    """A scenario in a few sentences, short enough to be read out at a panel."""

    course: str = choice("Course", COURSES, share=Share.RISK, needed=True, searched=True)
    nature: str = text("What might happen", share=Share.RISK, needed=True, hint="To whom, how, and why")
    tripwires: tuple[Tripwire, ...] = rows(
        "Tripwires",
        Tripwire,
        share=Share.RISK,
        hint="What would be seen first, and who then does what",
    )
    warning_signs: str = text("Warning signs, in an earlier form", share=Share.RISK, retired=True)
    response: str = text("What then, in an earlier form", share=Share.MANAGEMENT, retired=True)


@dataclass(frozen=True, kw_only=True)
class Scenario(Row, letter="S"):
    """One course the case might take."""

    course: str = choice("Course", COURSES, share=Share.RISK, needed=True, searched=True)
    nature: str = text(
        "Nature",
        share=Share.RISK,
        needed=True,
        hint="What would be done, and for what reason; codes, no names",
    )
    victims: tuple[str, ...] = references("To whom", Target.VICTIM, share=Share.RISK, hint="Victim codes")
    severity: str = text(
        "Severity", share=Share.RISK, needed=_worsens, hint="Harm to body and mind, at worst and most likely"
    )
    imminence: str = text(
        "Imminence and triggers",
        share=Share.RISK,
        needed=_worsens,
        hint="Dates and events that would bring it on",
    )
    tripwires: tuple[Tripwire, ...] = rows(
        "Tripwires",
        Tripwire,
        share=Share.RISK,
        needed=_worsens,
        hint="What would be seen first, and who then does what",
    )
    warning_signs: str = text("Warning signs, in an earlier form", share=Share.RISK, retired=True)
    frequency: str = line("Frequency and duration", share=Share.RISK)
    likelihood: str = text(
        "Likelihood", share=Share.RISK, needed=True, hint="In words, with what it depends on; no figure"
    )
    monitoring: str = text("Monitoring", share=Share.MANAGEMENT, hint="Who watches for which sign, how often")
    treatment: str = text("Treatment", share=Share.MANAGEMENT, hint="What health offers against it")
    supervision: str = text("Supervision", share=Share.MANAGEMENT, hint="Limits, conditions and checks")
    victim_safety: str = text(
        "Victim safety", share=Share.MANAGEMENT, hint="Measures only; no places, no names, no routines"
    )
    contingency: str = text(
        "If it begins",
        share=Share.MANAGEMENT,
        needed=_worsens,
        hint="On which sign who does what within what time",
    )


def foreseen(
    rows: Collection[Any], nature: tuple[str, ...], response: str, rank: int = 0, likelihood: str = ""
) -> Iterator[Placed]:
    """Scenarios as a report prints them, out of the fields that say what might happen, how likely, and what then."""
    for n, row in enumerate(rows, 1):
        answers = (
            ("Scenario", f"{row.code or f'S{n}'} {said(row, 'course')}".strip()),
            ("What might happen", paragraph(row, *nature).text),
            ("Likelihood", getattr(row, likelihood) if likelihood else ""),
            ("Warning signs", "; ".join(_signs(row))),
            ("Who then does what", "\n\n".join(_then(row, response))),
        )
        of = ("course", *nature, "warning_signs", response, *((likelihood,) if likelihood else ()))
        told = {*shares(row, *of)}
        for wire in row.tripwires:
            told.update(shares(wire, "sign", "agency", "within", "then"))
        block = Facts(answers=answers, share=tuple(sorted(told)))
        yield Placed(part=Part.SCENARIOS, name="scenario", block=block, rank=rank)
    if not rows:
        yield Placed(part=Part.SCENARIOS, name="scenario", block=Paragraph(text=""), rank=rank)


def in_full(rows: Collection[Any]) -> Iterator[Placed]:
    """Scenarios by what would happen and how likely, and what is done against each: for who plans by them."""
    risk = ("nature", "severity", "imminence", "frequency", "likelihood")
    part = ("monitoring", "treatment", "supervision", "victim_safety", "contingency")
    leads = ("Monitoring", "Treatment", "Supervision", "Victim safety", "Contingency")
    for n, row in enumerate(rows, 1):
        scenario = ("Scenario", f"{row.code or f'S{n}'} {said(row, 'course')}".strip())
        for name, fields, labels in (
            ("risk", risk, [each.capitalize() for each in risk]),
            ("our_part", part, leads),
        ):
            answers = tuple((label, getattr(row, field)) for label, field in zip(labels, fields, strict=True))
            block = Facts(answers=(scenario, *answers), share=shares(row, "course", *fields))
            yield Placed(part=Part.SCENARIOS, name=name, block=block)


def _signs(row: Any) -> Iterator[str]:
    """What would be seen first; an earlier form has a text of it."""
    yield from (wire.sign for wire in row.tripwires if wire.sign)
    if row.warning_signs:
        yield row.warning_signs


def _then(row: Any, response: str) -> Iterator[str]:
    """What is done in any case, then what each sign leads to."""
    if text := getattr(row, response):
        yield text
    yield from (in_words(wire) for wire in row.tripwires if wire.then)


def watched(scenarios: Iterable[Any], series: str) -> Iterator[Facet]:
    """Those with tripwires, as other pages read them: somebody watches for their signs."""
    for each in scenarios:
        if each.tripwires:
            yield Unfinished(
                row=each.row, sort=OpenSort.TRIPWIRE, name=f"{each.code} and its tripwires".strip()
            )
        for wire in each.tripwires:
            yield Watched(
                row=wire.row,
                scenario=each.code,
                cite=Cite(series, each.row).wire,
                sign=wire.sign,
                words=wire.words,
                then=in_words(wire),
            )
