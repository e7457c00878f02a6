"""What a measure looks like before anybody gives it: its form, its scores with their bands, floor and ceiling."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from app.domain.measures.arithmetic import shown
from app.domain.measures.declare import Item, Measure, Score
from app.domain.measures.scoring import score
from app.domain.measures.words import range_of, rule_words


def lines(measure: Measure) -> Iterator[str]:
    """A line for each thing that is to be seen of it, in the order in which it is looked at."""
    yield f"{measure.short}: {measure.title}, version {measure.version}"
    yield f"{measure.edition}. Asks about: {measure.period}. For: {measure.population}"
    yield f"{measure.licence.holder}. {measure.licence.terms}"
    wording = (
        "has the wording, and can be handed over and printed" if measure.has_wording else "has digits alone"
    )
    yield f"The file {wording}"
    yield from (_item(item) for item in measure.items)
    yield from (_score(measure, each) for each in measure.scores)
    yield from (
        f"Change of {each.score} {rule_words(each.by, each.confidence, each.source)}"
        for each in measure.change
    )
    yield from (f"Critical: {each.message}" for each in measure.critical)
    yield f"At the lowest of every item: {_at(measure, min)}"
    yield f"At the highest of every item: {_at(measure, max)}"


def _item(item: Item) -> str:
    said = item.text or item.about
    keys = item.keys if len(item.keys) <= 12 else (item.keys[0], "…", item.keys[-1])  # noqa: PLR2004 - a range's ends
    return f"Item {item.id} ({' '.join(keys)})" + (f": {said}" if said else "")


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
