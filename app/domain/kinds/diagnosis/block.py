"""What a report prints of diagnoses: to those who treat the person and to the person, what is confirmed or resolved.

Those who manage the risk hear how these bear on it, and not what they are called. What is only working, considered,
excluded or reported is told to nobody.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.sharing import Audience
from app.domain.kinds.diagnosis.content import RESOLVED, Diagnosed, Diagnosis, in_words
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_BY_NAME: Final = frozenset({"gp", "person"})
_BY_RISK: Final = frozenset({"panel", "mappa", "court", "police", "probation"})
_TOLD: Final = frozenset({"confirmed", RESOLVED})


def block(diagnosis: Written[Diagnosis], audience: Audience, _: date) -> Iterator[Placed]:
    """A part for each diagnosis that is told of."""
    held = [row for row in diagnosis.content.rows if row.stands in _TOLD]
    for row in held:
        if audience.code in _BY_NAME:
            names = "name", "code", "system", "stands", "by", "since"
            yield _placed(f"{in_words(row)}.", row, names)
        elif audience.code in _BY_RISK and row.bears_on_risk:
            on = diagnosis.event.show() if diagnosis.event.is_known else ""
            # What is over is not told as if it bore on the risk today.
            whose = ", ".join(
                part for part in (row.by, on, "resolved" if row.stands == RESOLVED else "") if part
            )
            words = f"{one_line(row.bears_on_risk).rstrip('.')} ({whose})."
            yield _placed(words, row, ("bears_on_risk", "by", "stands"))


def _placed(words: str, row: Diagnosed, names: tuple[str, ...]) -> Placed:
    shown = Paragraph(text=words, plain=True, share=shares(row, *names))
    return Placed(part=Part.HEALTH, name="diagnosis", block=shown, lines=1)
