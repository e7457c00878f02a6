"""What a report prints of an administration: its scores as they were signed, each with its range and band."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.sharing import Audience
from app.domain.kinds.measure.content import Administration
from app.domain.kinds.measure.facets import in_words
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written

_SCORES: Final = frozenset({"gp", "person"})
"""Who gets the numbers."""
_WORDS: Final = frozenset({"panel", "mappa", "probation"})
"""Who gets the bands in words, of every administration, where they are let in."""


def block(administration: Written[Administration], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part: nothing of a result is turned into a level of risk."""
    content = administration.content
    if audience.code in _WORDS:
        yield from _in_words(content)
        return
    if audience.code not in _SCORES:
        return
    told = [f"{row.title}: {in_words(row)}" for row in content.scores if row.title]
    told += [f"{row.name} ({row.edition}): {row.score}" for row in content.outside if row.name]
    if not told:
        return
    on = f", {administration.event.show()}" if administration.event.is_known else ""
    text = f"{'; '.join(each.rstrip('.') for each in told)}."
    label = f"{content.short or 'Scores as printed'}{on}."
    shown = Paragraph(label=label, text=text, plain=True, share=shares(content, "scores", "outside", "short"))
    yield Placed(part=Part.HEALTH, name="measure", block=shown, lines=1)


def _in_words(content: Administration) -> Iterator[Placed]:
    """The bands without a number: how they went from first to last is the report's to say."""
    told = ", ".join(f"{row.title} {row.band_label}" for row in content.scores if row.band_label)
    if told and content.short:
        shown = Paragraph(
            label=content.short, text=told, plain=True, share=shares(content, "scores", "short")
        )
        yield Placed(part=Part.HEALTH, name="measure", block=shown, every=True, lines=1)
