"""Counts answers under what a field offers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from app.domain.fields.answers import NOT_ASKED, NOT_KNOWN
from app.domain.fields.declare import Choice
from app.domain.returns.figure import Row

NOT_RECORDED: Final = "Not recorded"
UNKNOWN: Final = frozenset({NOT_KNOWN.code, NOT_ASKED.code, "undetermined"})
"""Answers that say that nobody knows."""


def tally(answers: Iterable[str], choices: Sequence[Choice]) -> tuple[Row, ...]:
    """A row for each answer that is offered, in its order, and one for all that say none of them."""
    counted = Counter(answers)
    rows = [Row(each.label, counted.pop(each.code, 0), each.code in UNKNOWN) for each in choices]
    return (*rows, Row(NOT_RECORDED, counted.total(), is_unknown=True))


def in_order(answers: Iterable[str], labels: Sequence[str], unknown: Sequence[str] = ()) -> tuple[Row, ...]:
    """A row for each label, in that order, of answers that are labels; then those of what is not known."""
    counted = Counter(answers)
    return (
        *(Row(label, counted[label]) for label in labels),
        *(Row(label, counted[label], is_unknown=True) for label in unknown),
    )
