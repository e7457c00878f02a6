"""Advice to one agency: what to do, by which day or on which sign."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.fields.answers import AGENCIES
from app.domain.fields.content import said
from app.domain.fields.declare import Direction, choice, date, line, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Facts, Paragraph, Part, Placed, shares
from app.domain.records.versions import in_rows, renamed
from app.domain.values.dates import ClinicalDate

_NOW: Final = frozenset({"now", "at once", "immediately", "today"})


@dataclass(frozen=True, kw_only=True)
class Advice(Row):
    """What health recommends to one agency. It is advice: who took it on is said by an action."""

    agency: str = choice("Agency", AGENCIES, share=Share.MANAGEMENT, needed=True)
    what: str = text(
        "Advice", share=Share.MANAGEMENT, needed=True, hint="What to do, why, and what to leave alone"
    )
    by: ClinicalDate | None = date("By", Direction.COMING, share=Share.MANAGEMENT)
    on_sign: str = line("On what sign", share=Share.MANAGEMENT, hint="Where no day can be given")
    when: str = line("By when, in an earlier form", share=Share.MANAGEMENT, retired=True)


recommended: Final = in_rows("advice", renamed("recommended", "what"))
"""Advice has another name for what it advises from the form with dates on."""


def by_when(row: Advice, on: ClinicalDate) -> str:
    """By which day or on which sign; what an earlier form put as "now" is the day of its record, `on`."""
    earlier = on.show() if row.when.strip(" .!").casefold() in _NOW and on.is_known else row.when
    return "; ".join(part for part in (row.by.show() if row.by else "", row.on_sign, earlier) if part)


def advised(rows: Collection[Advice], on: ClinicalDate, rank: int = 0) -> Iterator[Placed]:
    """The advice of a record of the day `on` as a report prints it; that there is none is placed too."""
    for row in rows:
        answers = (("Agency", said(row, "agency")), ("What", row.what), ("By", by_when(row, on)))
        block = Facts(answers=answers, share=shares(row, "agency", "what", "by", "on_sign", "when"))
        yield Placed(part=Part.ASKS, name="advice", block=block, rank=rank)
    if not rows:
        yield Placed(part=Part.ASKS, name="advice", block=Paragraph(text=""), rank=rank)
