"""What proceedings say of where the person stands with the law on a day."""

from datetime import date
from typing import Final

from app.domain.kinds.proceedings.content import Proceedings, last_step, title
from app.domain.records.in_law import InLaw

_STAGES: Final = {
    "reported": "reported",
    "interviewed": "investigation",
    "arrested": "investigation",
    "charged": "charged",
    "plea_not_guilty": "trial",
    "unfit": "trial",
    "jury_discharged": "trial",
    "plea_guilty": "awaiting_sentence",
    "did_act": "awaiting_sentence",
    "convicted": "awaiting_sentence",
}
"""The steps after which another is to come, and where they leave the person until it does."""


def in_law(proceedings: Proceedings, _: date) -> InLaw | None:
    """The last step, while another is to come."""
    last = last_step(proceedings)
    stage = _STAGES.get(last.step, "") if last is not None else ""
    return InLaw(title(proceedings), stage) if stage else None
