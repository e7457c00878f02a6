"""A duty to tell in a note of an earlier form, which does not say whether it was done: open until a telling says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.fields.declare import text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.facets import Caution, Facet, KeyDate, OpenSort, Unfinished
from app.domain.records.heading import Heading, Plain
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import derived_id
from app.domain.values.markup import one_line

NAME: Final = "earlier_duties"
"""What the field is called in every kind that holds them."""
TAKEN_BY: Final = "telling"
"""The kind of record that takes the place of one."""
DUE: Final = "Telling, as a note of an earlier form asks"
_UNKNOWN: Final = "Whether it was done is not recorded."


@dataclass(frozen=True, kw_only=True)
class EarlierDuty(Row, noun="Duty to tell"):
    """Who must be told what by when, in the words of its note."""

    words: str = text("Who must be told", share=Share.MANAGEMENT, needed=True)


def in_a_row(plain: Plain, heading: Heading) -> Plain:
    """What a form had as one text is a row from the next one on: so that a telling can name it."""
    rest = {name: value for name, value in plain.items() if name != "must_be_told"}
    words = plain.get("must_be_told")
    if not words:
        return rest
    return rest | {NAME: [{"row": derived_id("row", heading.series, "must_be_told", 1), "words": words}]}


def open_duties(duties: Iterable[EarlierDuty], on: ClinicalDate) -> Iterator[Facet]:
    """What a note of that day asks to tell, as other pages read it."""
    for duty in duties:
        yield Unfinished(row=duty.row, sort=OpenSort.TELLING, name="Duty to tell")
        yield Caution(row=duty.row, words=f"{_noted(on)}: {one_line(duty.words)} {_UNKNOWN}", by_itself=True)
        if on.earliest() is not None:
            yield KeyDate(row=duty.row, on=on, what=DUE)


def placed(duties: Iterable[EarlierDuty], on: ClinicalDate) -> Iterator[Placed]:
    """What a report prints of them."""
    for duty in duties:
        text = f"{one_line(duty.words)} {_UNKNOWN}"
        block = Paragraph(label=f"{_noted(on)}:", text=text, plain=True, share=shares(duty, "words"))
        yield Placed(part=Part.ASKS, name="duty", block=block, every=True, lines=2)


def _noted(on: ClinicalDate) -> str:
    return f"To be told, noted {on.show()}" if on.is_known else "To be told, noted without a date"
