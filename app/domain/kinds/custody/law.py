"""What a stay in custody says of where the person stands with the law on a day."""

from datetime import date
from typing import Final

from app.domain.kinds.custody.content import Custody, title
from app.domain.kinds.custody.facets import label_of
from app.domain.kinds.custody.status import Status, spell_on, status
from app.domain.records.in_law import InLaw, unsure

_STAGES: Final = {"remand": "remand", "sentenced": "custody", "recall": "custody"}


def in_law(custody: Custody, on: date) -> InLaw | None:
    """As what and where they are held, and since when; nothing before the stay or after release."""
    stands = status(custody, on)
    if stands is Status.NOT_KNOWN:
        return unsure(title(custody))
    if stands is not Status.HELD:
        return None
    spell = spell_on(custody, on)
    if spell is None or spell.begins is None:
        return InLaw(title(custody))
    return InLaw(f"{label_of(spell)}, since {spell.begins.show()}", _STAGES.get(spell.status, ""))
