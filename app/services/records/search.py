"""Finds words in every open record, with the passages that matched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text

from app.domain.values.search_words import Alternative, Term, terms
from app.models.statements import PreparedStatement
from app.services.records.passage import Piece, passage
from app.services.vault.open_vault import Act

RANKED: Final = 1000
"""How many matches are ranked, the newest: beyond them it is only known that there are more."""

# The rows that match are found in the index alone; the text is read of the best of them only.
_SEARCH = PreparedStatement(
    text(
        "WITH newest AS MATERIALIZED "
        "(SELECT rowid AS id, rank FROM record_fts WHERE record_fts MATCH :match ORDER BY rowid DESC LIMIT :ranked), "
        "best AS MATERIALIZED (SELECT id, rank FROM newest ORDER BY rank, id DESC LIMIT :limit) "
        "SELECT t.record_id, t.case_id, c.reference, t.title, r.kind, r.event, t.body, w.folded, "
        "(SELECT count(*) FROM newest) "
        "FROM best CROSS JOIN record_text t ON t.id = best.id CROSS JOIN record_words w ON w.id = best.id "
        "JOIN record r ON r.id = t.record_id JOIN casefile c ON c.id = t.case_id "
        "ORDER BY best.rank, best.id DESC"
    )
)


@dataclass(frozen=True)
class Hit:
    """A record that matched, with the passage that did."""

    record_id: str
    case_id: str
    reference: str
    title: str
    kind: str
    event: str
    passage: tuple[Piece, ...]


@dataclass(frozen=True)
class SearchPage:
    """The best matches, and how many there are: the list says what it hides. RANKED stands for that and more."""

    rows: tuple[Hit, ...]
    matching: int


NOTHING: Final = SearchPage((), 0)


def matches(act: Act, typed: str, limit: int) -> SearchPage:
    """The best of the newest 1,000 matches: all words occur, "quoted words" together, the last may be unfinished.

    Nothing of a sealed compartment is in the index. What is looked for is noted nowhere: it may be a victim's name.
    """
    looked_for = terms(typed)
    if not looked_for:
        return NOTHING
    values = {"match": _expression(looked_for), "ranked": RANKED, "limit": limit}
    rows = _SEARCH.rows(act.connection, values)
    hits = tuple(Hit(r[0], r[1], r[2], r[3], r[4], r[5], passage(r[6], r[7], looked_for)) for r in rows)
    return SearchPage(hits, rows[0][8] if rows else 0)


def match_expression(typed: str) -> str:
    """The FTS5 expression for what was typed; empty when it holds no word."""
    return _expression(terms(typed))


def _expression(looked_for: Sequence[Term]) -> str:
    return " AND ".join(map(_term, looked_for))


def _term(term: Term) -> str:
    said = [" AND ".join(_phrases(each, unfinished=term.unfinished)) for each in term.alternatives]
    return said[0] if len(said) == 1 else f"({' OR '.join(f'({each})' for each in said)})"


def _phrases(alternative: Alternative, *, unfinished: bool) -> Iterator[str]:
    for n, phrase in enumerate(alternative, 1):
        yield f'"{" ".join(phrase)}"' + ("*" if unfinished and n == len(alternative) else "")
