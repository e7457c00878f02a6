"""What a first page says of health: how it bears on risk, and what its author let in of it besides."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from app.domain.fields.sharing import Share
from app.domain.records.blocks import Paragraph, Part, resting
from app.domain.reports.composer import Heard
from app.domain.reports.lines import Page, shortened

_ONE_LINE: Final = 110
"""So many letters of each stand there."""


def bearing(page: Page) -> tuple[Paragraph, ...]:
    """How health bears on risk, by the diagnoses; without any, what an earlier form or advice held, with its date."""
    place = "Health", Part.HEALTH, "diagnosis", Share.DIAGNOSIS
    if page.relied.told(Part.HEALTH, "diagnosis"):
        return page.facts(*place)
    return page.lines("Health", Part.HEALTH, "health", Share.DIAGNOSIS)


def let_in(page: Page) -> Iterator[Paragraph]:
    """A line each of measures and safety plan where the author let them in and they are there.

    Of what is of a diagnosis a panel hears what bears on the risk, and no examination.
    """
    if not page.withholds(Share.MEASURE):
        yield from _measures(page)
    if not page.withholds(Share.PERSON):
        told = page.relied.told(Part.HEALTH, "safety_plan")
        yield from (
            replace(each.block, label="Safety plan") for each in told[:1] if isinstance(each.block, Paragraph)
        )


def _measures(page: Page) -> Iterator[Paragraph]:
    """Each measure in words as it was last and at first: nobody draws a trend from numbers that are not told."""
    by_name: dict[str, list[Heard]] = {}
    for each in page.relied.told(Part.HEALTH, "measure"):
        if isinstance(each.block, Paragraph):
            by_name.setdefault(each.block.label, []).append(each)
    if not by_name:
        return
    rests = resting(each.block for found in by_name.values() for each in found)
    text = "; ".join(f"{name} {_in_time(found)}" for name, found in by_name.items())
    yield Paragraph(
        label="Measures",
        text=shortened(f"{text}.", _ONE_LINE),
        plain=True,
        cites=rests.cites,
        share=rests.share,
    )


def _in_time(found: list[Heard]) -> str:
    """The newest stands first."""
    last, first = found[0], found[-1]
    at_first = f", at first {_on_a_day(first)}" if first is not last else ""
    return f"{_on_a_day(last)}{at_first}"


def _on_a_day(heard: Heard) -> str:
    text = heard.block.text if isinstance(heard.block, Paragraph) else ""
    return f"{text} ({heard.on.show()})" if heard.on.is_known else text
