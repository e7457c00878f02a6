"""Which administrations are handed over to the person on this screen, and what their answers make of one."""

from dataclasses import replace
from typing import Final

from app.domain.kinds.measure.content import Administration
from app.domain.measures.catalogue import Catalogue
from app.domain.measures.declare import CompletedBy, Measure
from app.domain.records.kind import HandedOver

_HANDED_OVER, _PAPER = "handed_over", "paper"
_PERSON, _PROXY = "person", "proxy"


def asks(content: Administration, catalogue: Catalogue) -> Measure | None:
    """Its measure, where it is said to be handed over, may be answered by the person, and its wording ships."""
    return _worded(content, catalogue) if content.given == _HANDED_OVER else None


def prints(content: Administration, catalogue: Catalogue) -> Measure | None:
    """Its measure, where it is said to be given on paper, and its wording ships."""
    return _worded(content, catalogue) if content.given == _PAPER else None


def _worded(content: Administration, catalogue: Catalogue) -> Measure | None:
    measure = catalogue.by_name.get(content.measure)
    if measure is None or content.not_given or measure.completed_by is CompletedBy.CLINICIAN:
        return None
    return measure if measure.licence.ships_wording and measure.has_wording else None


def answered(content: Administration, answers: tuple[int | None, ...]) -> Administration:
    """The administration with these answers, by the person, or by somebody for them where that was said before."""
    by = _PROXY if content.by == _PROXY else _PERSON
    return replace(content, given=_HANDED_OVER, by=by, answers=answers)


HANDED_OVER: Final = HandedOver(asks, lambda content: content.answers, answered, prints)
