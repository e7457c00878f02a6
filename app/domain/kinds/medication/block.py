"""What a report prints of medication: what is said to be taken, by whose word, and allergies."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.medication.content import Medication, in_words
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_NOT_TOLD: Final = frozenset({"evaluator"})
"""Who gets codes and no account."""
_CAVEAT: Final = "Not a prescription chart."
_NAMES: Final = "name", "dose", "route", "how_often", "indication", "stopped", "taken", "source"


def block(medication: Written[Medication], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part."""
    content = medication.content
    if audience.code in _NOT_TOLD or not (content.medication or content.allergies):
        return
    on = f" As of {medication.event.show()}:" if medication.event.is_known else ""
    # Nobody said that there is none: a list that is empty was not filled in.
    drugs = "; ".join(map(in_words, content.medication)) or "no medicine is recorded"
    rests_on = set(shares(content, "medication", "allergies", "allergies_text"))
    for each in content.medication:
        rests_on.update(shares(each, *_NAMES))
    allergies = said(content, "allergies").lower() or "not recorded"
    more = f": {one_line(content.allergies_text).rstrip('.')}" if content.allergies_text else ""
    text = f"{_CAVEAT}{on} {drugs}. Allergies: {allergies}{more}."
    shown = Paragraph(text=text, plain=True, share=tuple(sorted(rests_on)))
    yield Placed(part=Part.HEALTH, name="medication", block=shown)
