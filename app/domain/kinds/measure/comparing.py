"""What changed since earlier administrations, from the scores that were signed and the rules of the newest file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.fields.forms import NUMBER
from app.domain.kinds.measure.content import Administration
from app.domain.measures.catalogue import Catalogue
from app.domain.measures.change import first_and_last
from app.domain.measures.declare import Measure
from app.domain.measures.words import IMPORTANT, changes
from app.domain.records.facets import Score
from app.domain.records.kind import WorkedOut

_SECTION: Final = "Change"


@dataclass(frozen=True)
class Signed:
    """The scores of an administration as they were signed."""

    scores: Mapping[str, Decimal]
    out_of: Mapping[str, Decimal]


def compared(
    content: Administration, earlier: Sequence[Sequence[Score]], catalogue: Catalogue
) -> Iterator[WorkedOut]:
    """A line against the first, one against the last, each with its rule; the last of them comes first.

    Scores of two versions are compared only where the newer file names the older.
    """
    measure = catalogue.by_name.get(content.measure)
    if measure is None:
        return
    of_it = [each for each in earlier if any(_name(score).split("@")[0] == measure.id for score in each)]
    before = [each for each in of_it if _is_comparable(measure, each, catalogue)]
    if len(before) < len(of_it):
        versions = sorted({_name(each[0]).partition("@")[2] for each in of_it if each not in before})
        sentence = f"Version {measure.version} is not comparable with version {', '.join(versions)}."
        yield WorkedOut(_SECTION, "Not compared", sentence)
    if not before:
        return
    newest = next(each for each in catalogue.newest if each.id == measure.id)
    first, last = first_and_last(newest, [_signed(each) for each in before], _now(content))
    yield WorkedOut(_SECTION, "To bear in mind", IMPORTANT)
    told = [("Against the last", last, "last")] if len(before) > 1 else []
    for label, found, which in (*told, ("Against the first", first, "first")):
        yield WorkedOut(_SECTION, label, "; ".join(changes(newest, found, which)))


def _name(score: Score) -> str:
    """Of which measure and version a score is: "core-10@1"."""
    return score.measure.rpartition(".")[0]


def _is_comparable(measure: Measure, scores: Sequence[Score], catalogue: Catalogue) -> bool:
    older = catalogue.by_name.get(_name(scores[0]))
    return older is not None and measure.is_comparable_with(older)


def _signed(scores: Sequence[Score]) -> Signed:
    told = {each.measure.rpartition(".")[2]: each.value for each in scores}
    return Signed({name: Decimal(str(value)) for name, value in told.items() if value is not None}, {})


def _now(content: Administration) -> Signed:
    return Signed(
        {row.id: Decimal(row.value) for row in content.scores if _is_number(row.value)},
        {row.id: Decimal(row.out_of) for row in content.scores if _is_number(row.out_of)},
    )


def _is_number(text: str) -> bool:
    # What was signed is read whatever it says; a record that was altered may say anything.
    return bool(re.fullmatch(NUMBER, text, re.ASCII))
