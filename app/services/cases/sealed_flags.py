"""What is told of a red flag in a sealed compartment to whoever may not read it: its sign, and two whom to ask."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from sqlalchemy import Connection, select

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Extent, Right, extent
from app.domain.records.facets import Caution
from app.models.tables import Record, Staff
from app.services.cases.cases import CaseView
from app.services.facts.holders import holders
from app.services.records.facets import BARE, Found
from app.services.vault.open_vault import OpenVault

_ASKED: Final = 2
"""So many are named: one alone may be away."""


def is_bare(found: Found) -> bool:
    """Whether it is all that is told of a sealed red flag."""
    facet = found.facet
    return isinstance(facet, Caution) and found.compartment.is_sealed and facet.words.startswith(BARE)


def told(vault: OpenVault, connection: Connection, case: CaseView, found: Found) -> str:
    """The caution in words, with whom to ask; that one alone may read it is said to everybody, that one too."""
    names = tuple(islice(_readers(connection, case, found), _ASKED))
    # An earlier form named its author there.
    words = found.facet.words.partition(": ask ")[0].rstrip(".")
    if extent(Right.READ, vault.member.grade) is not Extent.ALL:
        words = BARE
    is_alone = len(names) < _ASKED
    if vault.compartments.admits(found.compartment, case.id):
        return f"{words}: you alone may read it. Somebody else must be admitted." if is_alone else f"{words}."
    if not names:
        return f"{words}, and nobody who works here may read it: somebody must be admitted."
    if is_alone:
        return f"{words}: ask {names[0]}, who alone may read it. Somebody else must be admitted."
    return f"{words}: ask {' or '.join(names)}."


def _readers(connection: Connection, case: CaseView, found: Found) -> Iterator[str]:
    """Who works here and may read it: who leads the case first, then who wrote it."""
    may = holders(connection, Compartment(found.compartment), case.id) or frozenset()
    author = connection.scalar(select(Record.author_id).where(Record.id == found.record_id))
    here = select(Staff.id, Staff.name).where(Staff.id.in_(may), Staff.left_at.is_(None))
    first = {case.lead_id: 0, author: 1}
    rows = sorted(connection.execute(here), key=lambda row: (first.get(row.id, 2), row.name))
    yield from (row.name for row in rows)
