"""Custody and release: one stay in prison, police custody or secure hospital, and what happens at its end."""

from app.domain.kinds.custody.block import block
from app.domain.kinds.custody.content import Custody, title
from app.domain.kinds.custody.facets import facets
from app.domain.kinds.custody.law import in_law
from app.domain.kinds.custody.status import status
from app.domain.records.heading import Heading, Plain
from app.domain.records.kind import Kind
from app.domain.records.versions import in_turn, renamed, with_rows

__all__ = ["KIND"]


def _as_spell(plain: Plain, _: Heading) -> Plain:
    """What the first form said of the whole stay is its one spell; when that ended, the release says."""
    names = {"status": "status", "establishment": "place", "starts": "begins"}
    spell = {new: plain[old] for old, new in names.items() if old in plain}
    rest = {name: value for name, value in plain.items() if name not in names}
    return rest | {"spells": [spell] if any(spell.values()) else []}


KIND = Kind(
    code="custody",
    title="Custody and release",
    version=2,
    upcasters=(in_turn(renamed("offence", "held_for"), _as_spell, with_rows("spells")),),
    order=70,
    section="behaviour",
    content=Custody,
    event_label="Date of reception",
    title_of=title,
    note="One stay: remand, sentence and recall are its spells.",
    stands=status,
    facets=facets,
    block=block,
    in_law=in_law,
    stages=frozenset({"custody", "remand"}),
)
