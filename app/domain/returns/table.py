"""A return as a plain table, and as the rows of a file."""

from collections.abc import Iterator
from typing import Final

from app.domain.returns.figure import Spread
from app.domain.returns.making import Return
from app.domain.returns.suppressing import LEAST, PrintedFigure
from app.domain.values.dates import ClinicalDate

HIDDEN: Final = "hidden"
HEADINGS: Final = ("quarter", "figure", "title", "of", "total", "row", "count", "unknown")
HOW_HIDDEN: Final = (
    f"A number under {LEAST} is hidden, and another where a total would give it back. "
    f"What changed by measure, and structured judgements, are listed from {LEAST} cases on."
)


def lines(made: Return) -> Iterator[str]:
    """The return as text."""
    yield f"Returns {made.quarter.words}, made {ClinicalDate.of(made.made_on).show()}"
    if made.made_on <= made.quarter.last:
        yield "The quarter is not over."
    yield made.not_counted
    yield HOW_HIDDEN
    for figure in made.figures:
        yield ""
        yield from _figure(figure)


def _figure(figure: PrintedFigure) -> Iterator[str]:
    yield figure.title
    yield f"  Of {figure.of}: {_number(figure.total)}"
    width = max((len(row.label) for row in figure.rows), default=0)
    if figure.total is not None:
        for row in figure.rows:
            yield f"    {row.label:<{width}}  {_number(row.count):>6}"
    if figure.spread is not None:
        yield f"    {spread_in_words(figure.spread)}"
    if figure.note:
        yield f"  {figure.note}"


def spread_in_words(spread: Spread) -> str:
    """Median 12 days, from 3 to 40."""
    return f"Median {spread.median:g} days, from {spread.least} to {spread.most}"


def _number(count: int | None) -> str:
    return HIDDEN if count is None else f"{count}"


def rows(made: Return) -> Iterator[tuple[str, ...]]:
    """The return as rows of a file, their headings first; what the maker is not admitted to is said in the last."""
    quarter = f"{made.quarter.year}-Q{made.quarter.number}"
    yield HEADINGS
    for figure in made.figures:
        head = (quarter, figure.code, figure.title, figure.of, _number(figure.total))
        for row in figure.rows:
            yield (*head, row.label, _number(row.count), "yes" if row.is_unknown else "no")
        if figure.spread is not None:
            for name in ("median", "least", "most"):
                yield (*head, f"{name} days", f"{getattr(figure.spread, name):g}", "no")
    yield (quarter, "note", made.not_counted, "", "", "", "", "")
    yield (quarter, "note", HOW_HIDDEN, "", "", "", "", "")
