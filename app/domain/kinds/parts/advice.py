"""Advice to one agency, and scenarios short enough to be read out at a panel."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.fields.answers import AGENCIES
from app.domain.fields.content import said
from app.domain.fields.declare import choice, line, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.scenario import COURSES
from app.domain.records.blocks import Facts, Paragraph, Part, Placed, shares
from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class Advice(Row):
    """What health recommends to one agency."""

    agency: str = choice("Agency", AGENCIES, share=Share.MANAGEMENT, needed=True)
    recommended: str = text(
        "Advice", share=Share.MANAGEMENT, needed=True, hint="What to do, why, and what to leave alone"
    )
    when: str = line("By when, or on what sign", share=Share.MANAGEMENT)


@dataclass(frozen=True, kw_only=True)
class BriefScenario(Row, letter="S"):
    """A scenario in a few sentences."""

    course: str = choice("Course", COURSES, share=Share.RISK, needed=True, searched=True)
    nature: str = text("What might happen", share=Share.RISK, needed=True, hint="To whom, how, and why")
    warning_signs: str = text("Warning signs", share=Share.RISK, hint="What would be seen first")
    response: str = text("What then", share=Share.MANAGEMENT, hint="Who does what, and how soon")


_NOW: Final = frozenset({"now", "at once", "immediately", "today"})


def advised(rows: Collection[Advice], on: ClinicalDate, rank: int = 0) -> Iterator[Placed]:
    """The advice to each agency, as a report prints it; "now" is the day of the record."""
    for row in rows:
        is_now = row.when.strip(" .!").casefold() in _NOW
        by = on.show() if is_now else row.when
        answers = (("Agency", said(row, "agency")), ("What", row.recommended), ("By", by))
        block = Facts(answers=answers, share=shares(row, "agency", "recommended", "when"))
        yield Placed(part=Part.ASKS, name="advice", block=block, rank=rank)
    if not rows:
        yield Placed(part=Part.ASKS, name="advice", block=Paragraph(text=""), rank=rank)
