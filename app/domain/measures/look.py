"""What a measure looks like before anybody gives it: its form, its scores with their bands, floor and ceiling."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from app.domain.measures.arithmetic import shown
from app.domain.measures.declare import CompletedBy, Item, Measure, Score
from app.domain.measures.scoring import score
from app.domain.measures.words import range_of, rule_words

_MOST_SHOWN: Final = 12


def lines(measure: Measure) -> Iterator[str]:
    """A line for each thing that is to be seen of it, in the order in which it is looked at."""
    yield f"{measure.short}: {measure.title}, version {measure.version}"
    yield f"{measure.edition}. Asks about: {measure.period}. For: {measure.population}"
    yield f"{measure.licence.holder}. {measure.licence.terms}"
    yield f"The file {_wording(measure)}"
    yield from (_item(item) for item in measure.items)
    yield from (_score(measure, each) for each in measure.scores)
    yield from (
        f"Change of {each.score} {rule_words(each.by, each.confidence, each.source)}"
        for each in measure.change
    )
    yield from (f"Critical: {each.message}" for each in measure.critical)
    yield f"At the lowest of every item: {_at(measure, min)}"
    yield f"At the highest of every item: {_at(measure, max)}"


def _wording(measure: Measure) -> str:
    if not measure.has_wording:
        return "has digits alone"
    given = measure.completed_by is not CompletedBy.CLINICIAN
    return "has the wording, and can be handed over and printed" if given else "has the wording"


def _item(item: Item) -> str:
    said = item.text or item.about
    values = tuple("n/a" if value is None else str(value) for value in item.values)
    printed = " ".join(_ends(item.keys))
    # What is printed beside an answer is mostly what it scores.
    scores = "" if values == item.keys else f", which score {' '.join(_ends(values))}"
    return f"Item {item.id} ({printed}{scores})" + (f": {said}" if said else "")


def _ends(each: tuple[str, ...]) -> tuple[str, ...]:
    """All of them, or of the many of a range the ends."""
    return each if len(each) <= _MOST_SHOWN else (each[0], "…", each[-1])


def _score(measure: Measure, each: Score) -> str:
    bands = [band for band in measure.bands if band.score == each.id]
    ruler = ", ".join(f"{band.label} from {shown(band.start)}" for band in bands)
    return f"{each.title}, {range_of(each, {})}" + (f": {ruler}" if ruler else "")


def _at(measure: Measure, end: Callable[[list[int]], int]) -> str:
    """The scores where every item has the lowest, or the highest, of its values."""
    scored = score(measure, [_position(item, end) for item in measure.items])
    return ", ".join(f"{each.title} {_said(scored.scores[each.id])}" for each in measure.scores)


def _position(item: Item, end: Callable[[list[int]], int]) -> int:
    values = [value for value in item.values if value is not None]
    return item.values.index(end(values)) if values else 0


def _said(value: Decimal | None) -> str:
    return "not scored" if value is None else shown(value)
