"""What bail says of where the person stands with the law on a day."""

from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.kinds.bail.content import Bail, title
from app.domain.kinds.bail.status import BEFORE_CHARGE, RUI, Status, status
from app.domain.records.in_law import InLaw, unsure

_STAGES: Final = {BEFORE_CHARGE: "bail_before_charge", RUI: "released_under_investigation"}
_CHARGED: Final = "charged"


def in_law(bail: Bail, on: date) -> InLaw | None:
    """That it runs, may run, or seems to have run out; nothing before it began or once it was ended."""
    stands, stage = status(bail, on), _STAGES.get(bail.sort, _CHARGED)
    if stands is Status.RUNS:
        return InLaw(title(bail), stage)
    if stands is Status.NOT_KNOWN:
        return unsure(title(bail), stage)
    if stands is Status.RUN_OUT:
        return InLaw(f"{said(bail, 'sort')}, {stands}")
    return None
