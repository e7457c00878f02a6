"""What a record gives when it is drawn again: out of its signed bytes alone, without a key or a look into the store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import search_text
from app.domain.fields.rows import Row
from app.domain.fields.spec import specs
from app.domain.records.versions import Reading
from app.domain.records.written import Written
from app.domain.values.search_words import indexed
from app.models.tables import Record
from app.services.records import facets
from app.services.records.named import with_mark
from app.services.records.signed import judged
from app.services.vault.compartment_keys import is_sealed
from app.services.vault.signatures import Signatures

SearchText = tuple[str, str, str, str]
"""What a search shows of a record, its title and text, and what the index holds of both."""


@dataclass(frozen=True)
class Kept:
    """A record as it is kept, and exactly what was signed; None for what cannot be opened, and why."""

    row: Record
    body: bytes | None
    has_newer: bool
    why: str = ""
    names_victim: bool = False
    is_moved: bool = False
    """Whether it was moved out of its case: nothing is shown of it."""


@dataclass(frozen=True)
class Redrawn:
    """Why a record cannot be relied on, empty where it can, and what lists and searches then show of it."""

    row: Record
    fault: str = ""
    read: Reading | None = None
    rows: list[facets.Row] = field(default_factory=list)
    """Its facets, in clear."""
    text: SearchText | None = None
    numbers: tuple[tuple[str, int], ...] = ()
    """The codes of its rows, as letter and number."""


def redrawn(signatures: Signatures, records: Iterable[Kept]) -> list[Redrawn]:
    """Draw records again, by the keys that were gathered."""
    return [_redrawn(signatures, each) for each in records]


def _redrawn(signatures: Signatures, kept: Kept) -> Redrawn:
    row = kept.row
    if kept.body is None:
        return Redrawn(row, kept.why)
    fault, read = judged(signatures, row, kept.body)
    if not isinstance(read, Reading):
        return Redrawn(row, fault)
    is_searched = (
        not kept.has_newer and not kept.is_moved and not is_sealed(Compartment(row.compartment), row.body)
    )
    searched = search_text(read.content) if is_searched else ""
    return Redrawn(
        row,
        fault,
        read,
        _drawn(signatures, row, read) if not kept.is_moved else [],
        _found_by(row, searched, names_victim=kept.names_victim) if searched else None,
        tuple(_numbers(read.content)),
    )


def _drawn(signatures: Signatures, row: Record, read: Reading) -> list[facets.Row]:
    grade = signatures.grade(row.key_id, row.author_id, row.signed_at)
    return facets.drawn_rows(read.kind, Written(read.heading, read.content), grade)


def _found_by(row: Record, searched: str, *, names_victim: bool) -> SearchText:
    folded, also = indexed(row.title, searched)
    return row.title, searched, folded, with_mark(also, row.author_id) if names_victim else also


def _numbers(content: object) -> Iterator[tuple[str, int]]:
    for spec in specs(type(content)):
        if spec.row is not None:
            for row in getattr(content, spec.name):
                if isinstance(row, Row) and row.code:
                    yield row.letter, int(row.code[1:])
