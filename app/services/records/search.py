"""Finds words in every open record, with the passages that matched."""

import re
from dataclasses import dataclass

from sqlalchemy import text

from app.domain.fields.rights import Right
from app.services.vault.open_vault import OpenVault

# Private marks around a hit inside SQLite's answer; clean text cannot hold them.
_START, _END = "\x02", "\x03"
_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w+")
_RANKED = 1000
_MARKS = {"start": _START, "end": _END, "words": 24, "ranked": _RANKED}

# Ranked are the newest of the rows that match, found in the index alone; only the best of them are marked up. The index
# is walked a second time from the oldest of these on: asking it for each by number would take a millisecond apiece.
_SEARCH = text(
    "WITH best AS MATERIALIZED (SELECT rowid AS id, rank FROM "
    "(SELECT rowid, rank FROM record_fts WHERE record_fts MATCH :match ORDER BY rowid DESC LIMIT :ranked) "
    "ORDER BY rank, rowid DESC LIMIT :limit) "
    "SELECT t.record_id, t.case_id, c.reference, t.title, r.kind, r.event, "
    "snippet(record_fts, 1, :start, :end, '…', :words) "
    "FROM record_fts CROSS JOIN best ON best.id = record_fts.rowid CROSS JOIN record_text t ON t.id = best.id "
    "JOIN record r ON r.id = t.record_id JOIN casefile c ON c.id = t.case_id "
    "WHERE record_fts MATCH :match AND record_fts.rowid >= (SELECT min(id) FROM best) "
    "ORDER BY best.rank, best.id DESC"
)


@dataclass(frozen=True)
class Piece:
    """A run of a passage, and whether it is what was looked for."""

    text: str
    hit: bool


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
class Search:
    """Search over the text of open records; nothing of a sealed compartment is in the index."""

    vault: OpenVault

    def find(self, typed: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """The best of the newest 1,000 matches: all words occur, "quoted words" together, the last may be unfinished.

        That a search was made is noted, not what for: the words may be a victim's name.
        """
        match = match_expression(typed)
        if not match:
            return ()
        with self.vault.acting(Right.READ, durable=False) as act:
            rows = act.session.connection().execute(_SEARCH, _MARKS | {"match": match, "limit": limit}).all()
            act.note("search", hits=len(rows))
        return tuple(Hit(r[0], r[1], r[2], r[3], r[4], r[5], pieces(r[6])) for r in rows)


def match_expression(typed: str) -> str:
    """The FTS5 expression for what was typed; empty when it holds no word."""
    terms = [_WORD.findall(phrase or word) for phrase, word in _TERM.findall(typed)]
    quoted = ['"' + " ".join(words) + '"' for words in terms if words]
    if quoted and not typed.rstrip().endswith('"'):
        quoted[-1] += "*"
    return " ".join(quoted)


def pieces(marked: str) -> tuple[Piece, ...]:
    """A marked passage as runs."""
    out = []
    for n, part in enumerate(marked.split(_START)):
        hit, _, rest = part.partition(_END) if n else ("", "", part)
        out += [Piece(run, is_hit) for run, is_hit in ((hit, True), (rest, False)) if run]
    return tuple(out)
