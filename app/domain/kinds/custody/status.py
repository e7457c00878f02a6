"""How a stay in custody stands on a day, worked out from its spells and its release."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final

from app.domain.kinds.parts.running import begun, cut_short, is_before, known
from app.domain.values.dates import ClinicalDate

OVERLAP: Final = "Two spells overlap: one ends before the next begins, or on the same day"
BEFORE: Final = "It lies before a spell of this stay begins or ends"
BEFORE_STAY: Final = "It lies before this stay in custody begins"


class Status(StrEnum):
    """How it stands on a day; the value is its words."""

    NOT_YET = "not yet begun"
    HELD = "held"
    RELEASED = "released"
    NOT_KNOWN = "not known"


def status(custody: Any, on: date) -> Status:
    """How it stands on a day: released from the day of release on, held until then, whatever release is expected."""
    spells = in_turn(custody)
    if cut_short(custody.ends, on):
        return Status.RELEASED
    if not spells or known(spells[0].begins) is None:
        return Status.NOT_KNOWN
    if not begun(spells[0].begins, on):
        return Status.NOT_YET
    # A spell that ended, without a release or another spell: nobody said what came then.
    ended = cut_short(spells[-1].ends, on)
    return Status.NOT_KNOWN if ended else Status.HELD


def spell_on(custody: Any, on: date) -> Any:
    """The spell that runs on a day; None where none does."""
    running = [each for each in in_turn(custody) if begun(each.begins, on) and not cut_short(each.ends, on)]
    return running[-1] if running else None


def in_turn(custody: Any) -> list[Any]:
    """Its spells, oldest first."""
    return sorted(custody.spells, key=lambda each: each.begins.sort_key() if each.begins else "")


def overlap(custody: Any) -> str:
    """Why its spells cannot stand beside each other; empty where they can."""
    spells = in_turn(custody)
    pairs = pairwise(spells)
    return (
        OVERLAP if any(one.ends is None or is_before(after.begins, one.ends) for one, after in pairs) else ""
    )


def released_too_early(custody: Any) -> str:
    """Why its release cannot stand; empty where it can."""
    days = (day for each in custody.spells for day in (each.begins, each.ends))
    return BEFORE if any(is_before(custody.ends, day) for day in days) else ""


def expected_too_early(custody: Any) -> str:
    """Why the release that is expected cannot stand; empty where it can."""
    first = in_turn(custody)[0].begins if custody.spells else None
    return BEFORE_STAY if is_before(custody.expected_release, first) else ""


def ends_of_spells(custody: Any, then: ClinicalDate | None) -> Iterator[tuple[Any, ClinicalDate | None, str]]:
    """Each spell with its end, and that in words. A release that is expected ends nothing: a spell runs on until then.

    `then` is about the day on which the record was signed: what is over by its word was over by then.
    """
    spells = in_turn(custody)
    for n, each in enumerate(spells):
        is_last = n == len(spells) - 1
        end = known(each.ends) or (known(custody.ends) if is_last else None)
        if end is not None:
            yield each, end, f"to {end.show()}"
        elif each.ends is not None or (is_last and custody.ends is not None):
            yield (
                each,
                then,
                "released, day not known" if is_last and custody.ends is not None else "end not known",
            )
        else:
            expected = known(custody.expected_release)
            yield each, None, f"release expected {expected.show()}" if expected else "end not known"
