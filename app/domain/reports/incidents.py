"""The incidents of a case as a table below its time axis: the newest first, with how each stands and who said it."""

from datetime import date
from typing import Final

from app.domain.records.blocks import Event, Table, resting
from app.domain.reports.lines import shortened

MOST: Final = 8
"""So many stand in a summary; a shorter one has fewer."""


def last_incidents(happened: list[Event], most: int = MOST, letters: int = 0) -> tuple[Table, str]:
    """The newest incidents, of so many letters where that is not 0, and what is said of those that were before."""
    newest = sorted(happened, key=lambda each: each.start.earliest() or date.min, reverse=True)
    shown, earlier = newest[:most], len(newest) - most
    rests = resting(shown)
    table = Table(
        heads=("Date", "What, newest first", "How it stands", "Source"),
        rows=tuple(
            (each.start.show(), shortened(each.words, letters), each.stands, each.source) for each in shown
        ),
        widths=(172, 352, 380, 96),
        plain=True,
        names=tuple(f"Incident of {each.start.show()}" for each in shown),
        cites=rests.cites,
        share=rests.share,
    )
    return table, _said_of(earlier)


def _said_of(earlier: int) -> str:
    if earlier <= 0:
        return "All incidents of the period. Crime references: see the chronology."
    one = earlier == 1
    return f"{earlier} earlier {'incident is' if one else 'incidents are'} in the chronology."
