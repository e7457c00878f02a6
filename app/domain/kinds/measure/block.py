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
_WORDS: Final = frozenset({"mappa"})
"""Who gets the bands in words, where they are asked for."""


def block(administration: Written[Administration], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part: nothing of a result is turned into a level of risk."""
    content = administration.content
    if audience.code in _SCORES:
        told = [f"{row.title}: {in_words(row)}" for row in content.scores if row.title]
        told += [f"{row.name} ({row.edition}): {row.score}" for row in content.outside if row.name]
    elif audience.code in _WORDS:
        told = [f"{row.title}: {row.band_label}" for row in content.scores if row.band_label]
    else:
        return
    if not told:
        return
    rests_on = set(shares(content, "scores", "outside", "short"))
    on = f", {administration.event.show()}" if administration.event.is_known else ""
    text = f"{'; '.join(each.rstrip('.') for each in told)}."
    label = f"{content.short or 'Scores as printed'}{on}."
    shown = Paragraph(label=label, text=text, plain=True, share=tuple(sorted(rests_on)))
    yield Placed(part=Part.HEALTH, name="measure", block=shown, lines=1)
