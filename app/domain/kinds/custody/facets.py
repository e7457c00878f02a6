"""What a stay in custody means to its case: how long each spell lasts. When release is expected, its date says."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.custody.status import ends_of_spells
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark
from app.domain.records.written import Written


def facets(custody: Written[Custody]) -> Iterator[Facet]:
    """What other pages read of a stay."""
    for spell, end, in_words in ends_of_spells(custody.content, custody.by_then):
        if spell.begins and spell.begins.is_known:
            label = label_of(spell)
            yield AxisEvent(
                row=spell.row,
                lane=Lane.ORDERS,
                start=spell.begins,
                end=end,
                mark=Mark.HELD,
                label=label,
                words=label,
                ending=in_words,
            )
        yield Coded(row=spell.row, field="status", answer=spell.status)


def label_of(spell: Spell) -> str:
    """What a spell is called on a line of its own: "Remand, HMP Aldercross"."""
    return ", ".join(word for word in (said(spell, "status"), spell.place) if word)
