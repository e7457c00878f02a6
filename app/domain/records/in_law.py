"""Where a record says that the person stands with the law on a day: what a case shows of it, and asks care for."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class InLaw:
    """What holds on a day, in words of coded answers, places of custody and dates.

    `stage` is the stage of criminal justice that this is, by its code; empty where it is none of them.
    """

    words: str
    stage: str = ""


def unsure(words: str, stage: str = "") -> InLaw:
    """What may hold and may not: what was stated of it before is not heard any more, so that this is said."""
    return InLaw(f"{words}: whether it still holds is not known", stage)


def not_in_law(_: Any, __: date) -> InLaw | None:
    """Of a kind that tells nothing of the law."""
    return None
