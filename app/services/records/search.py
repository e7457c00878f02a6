"""Finds records by their words, their case and filters, the newest first, with the passages that matched."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import text

from app.domain.fields.compartments import Compartment
from app.domain.kinds.registry import VOIDING
from app.domain.values.search_words import Alternative, Term, terms
from app.models.statements import PreparedStatement
from app.services.records.moved import moved_out
from app.services.records.named import for_reader
from app.services.records.narrowing import Narrowing
from app.services.records.passage import Piece, passage
from app.services.records.titled import titled
from app.services.vault.open_vault import Act, OpenVault

RANKED: Final = 1000
"""How many matches are counted, the last signed: beyond them it is only known that there are more."""
_DATED: Final = 200
"""Of how many of these, where words alone are looked for, the date is looked up to put the newest first."""

_VOIDING: Final = ", ".join(f"'{code}'" for code in VOIDING)
_COLUMNS: Final = "r.id AS record_id, r.event_sort AS day, r.ordered_at AS signed"
_OF_TEXT: Final = "CROSS JOIN record_text t ON t.id = record_fts.rowid"
# What is found is found in the index and in short columns alone; the text is read of what is shown only.
_BY_WORDS_ALONE: Final = (
    "SELECT record_fts.rowid AS text_id FROM record_fts {join} WHERE record_fts MATCH :words {further} "
    "ORDER BY record_fts.rowid DESC LIMIT {ranked:d}"
)
_LATEST: Final = (
    f"SELECT t.id AS text_id, {_COLUMNS} FROM (SELECT text_id FROM found ORDER BY text_id DESC LIMIT {_DATED:d}) f "  # noqa: S608 - our own names
    "CROSS JOIN record_text t ON t.id = f.text_id CROSS JOIN record r ON r.id = t.record_id"
)
_BY_WORDS: Final = (
    "SELECT t.id AS text_id, {columns} FROM record_fts {join} "
    "CROSS JOIN record r ON r.id = t.record_id WHERE record_fts MATCH {match} {further} "
    "ORDER BY record_fts.rowid DESC LIMIT {ranked:d}"
)
_WITHOUT_WORDS: Final = (
    "SELECT NULL AS text_id, {columns} FROM record r WHERE r.compartment = {open} "  # noqa: S608 - our own names
    "AND NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces_id = r.id) "
    f"AND NOT {moved_out('r')} "
    "{further} "
    "ORDER BY r.rowid DESC LIMIT {ranked:d}"
)
_BOTH: Final = (
    "SELECT max(text_id) AS text_id, record_id, day, signed "
    "FROM (SELECT * FROM ({}) UNION ALL SELECT * FROM ({})) GROUP BY record_id"
)
_NAMES: Final = (
    f"coalesce(r.about_id, r.id), r.case_id, c.reference, {titled('r')}, r.kind, r.event, "  # noqa: S608 - our own names
    f"EXISTS (SELECT 1 FROM record e WHERE e.about_id = r.id AND e.kind IN ({_VOIDING}))"
)
_BY_IDS: Final = PreparedStatement(
    text(
        f"SELECT {_NAMES} FROM record r JOIN casefile c ON c.id = r.case_id "  # noqa: S608 - our own names
        f"WHERE r.about_id IS NULL AND NOT {moved_out('r')} AND r.id IN (SELECT value FROM json_each(:records))"
    )
)
_SHOWN: Final = (
    "WITH found AS MATERIALIZED ({found}), "
    "best AS MATERIALIZED (SELECT text_id, record_id, day, signed FROM {latest} "
    "ORDER BY day DESC, signed DESC, record_id LIMIT {limit:d}) "
    "SELECT {names}, t.body, w.folded, (SELECT count(*) FROM found) "
    "FROM best CROSS JOIN record r ON r.id = best.record_id CROSS JOIN casefile c ON c.id = r.case_id "
    "LEFT JOIN record_text t ON t.id = best.text_id LEFT JOIN record_words w ON w.id = best.text_id "
    "ORDER BY best.day DESC, best.signed DESC, best.record_id"
)
_OF_RECORD: Final = {
    "kinds": "AND r.kind IN (SELECT value FROM json_each(:kinds))",
    "authors": "AND r.author_id IN (SELECT value FROM json_each(:authors))",
    "after": "AND r.event_sort >= :after",
    # What has no date is neither after nor before a day.
    "before": "AND r.event_sort < :before AND r.event_sort > '0000'",
}
_OF_CASE: Final = {
    "within": "AND {of}.case_id = :within",
    "outside": "AND {of}.case_id <> :outside",
    "named": "AND {of}.case_id IN (SELECT value FROM json_each(:named))",
}


class _Shape(NamedTuple):
    """What statements of a search differ in; those of one shape differ in values alone."""

    by_words: bool
    by_rest: bool
    by_named: bool
    narrowed: tuple[str, ...]
    limit: int

    @property
    def is_plain(self) -> bool:
        """Whether the index alone tells what is found, but for the case."""
        return self.by_words and not self.by_named and _OF_RECORD.keys().isdisjoint(self.narrowed)

    @property
    def found(self) -> str:
        """The statement for what is found."""
        if self.is_plain:
            further = self._further("t")
            return _BY_WORDS_ALONE.format(join=_OF_TEXT if further else "", further=further, ranked=RANKED)
        if not self.by_words:
            return self._without_words(("named",) if self.by_named else ())
        found = self._with_words(":words")
        if not self.by_named:
            return found
        by_case = self._with_words(":rest", ("named",)) if self.by_rest else self._without_words(("named",))
        return _BOTH.format(found, by_case)

    def _with_words(self, match: str, also: tuple[str, ...] = ()) -> str:
        return _BY_WORDS.format(
            columns=_COLUMNS, join=_OF_TEXT, match=match, further=self._further("t", also), ranked=RANKED
        )

    def _without_words(self, also: tuple[str, ...]) -> str:
        is_open = f"'{Compartment.CLINICAL.value}'"
        further = self._further("r", also)
        return _WITHOUT_WORDS.format(columns=_COLUMNS, open=is_open, further=further, ranked=RANKED)

    def _further(self, of: str, also: tuple[str, ...] = ()) -> str:
        """What else a record has to be; `of` is the table that tells its case."""
        narrowed = (*self.narrowed, *also)
        return " ".join((_OF_RECORD | _OF_CASE)[name].format(of=of) for name in narrowed)


@cache
def _search(shape: _Shape) -> PreparedStatement:
    latest = f"({_LATEST})" if shape.is_plain else "found"
    return PreparedStatement(
        text(_SHOWN.format(found=shape.found, latest=latest, names=_NAMES, limit=shape.limit))
    )


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What records are looked for.

    All of `words` occur, "quoted words" together, the last may be unfinished; or, in the cases that some of these words
    name (`named`), all the others do (`rest`).
    """

    words: str = ""
    rest: str = ""
    named: tuple[str, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)
    within: str = ""
    """The only case that is looked into; every case but `outside` where it is empty."""
    outside: str = ""


class Hit(NamedTuple):
    """A record that matched, with the passage that did; without words there is none."""

    record_id: str
    """The record to be read: of an addendum the one that it adds to."""
    case_id: str
    reference: str
    title: str
    kind: str
    event: str
    is_error: int
    """Whether it was marked in error."""
    passage: tuple[Piece, ...]


@dataclass(frozen=True)
class SearchPage:
    """The newest matches, and how many there are: the list says what it hides. RANKED stands for that and more."""

    rows: tuple[Hit, ...]
    matching: int


NOTHING: Final = SearchPage((), 0)


def matches(vault: OpenVault, act: Act, wanted: Wanted, limit: int) -> SearchPage:
    """The newest of the last 1,000 records that were signed and match.

    Nothing of a sealed compartment is in the index, and what names a victim is found by who is admitted to the victims.
    What is looked for is noted nowhere: it may be a victim's name.
    """
    words, rest = terms(wanted.words), terms(wanted.rest)
    narrowing = wanted.narrowing
    if not words and not narrowing:
        return NOTHING
    # A reference alone names a case and no record of it; with a filter it is where to look.
    by_named = bool(wanted.named and (rest or narrowing))
    values: dict[str, Any] = {
        "kinds": json.dumps(narrowing.kinds) if narrowing.kinds else "",
        "authors": json.dumps(narrowing.authors) if narrowing.authors else "",
        "after": narrowing.after,
        "before": narrowing.before,
        "within": wanted.within,
        "outside": "" if wanted.within else wanted.outside,
    }
    narrowed = tuple(name for name, value in values.items() if value)
    shape = _Shape(bool(words), bool(rest), by_named, narrowed, limit)
    values |= {
        "words": for_reader(vault, _expression(words)),
        "rest": for_reader(vault, _expression(rest)),
        "named": json.dumps(wanted.named),
    }
    rows = _search(shape).rows(act.connection, values)
    looked_for = rest if by_named else words
    hits = tuple(_hit(row, looked_for) for row in rows)
    return SearchPage(hits, rows[0][-1] if rows else 0)


def by_ids(act: Act, records: Sequence[str]) -> tuple[Hit, ...]:
    """Records by their ids, as lists name them, in no order and without a passage."""
    if not records:
        return ()
    rows = _BY_IDS.rows(act.connection, {"records": json.dumps(list(records))})
    return tuple(Hit._make((*row, ())) for row in rows)


def _hit(row: Sequence[Any], looked_for: Sequence[Term]) -> Hit:
    *told, body, folded, _ = row
    return Hit._make((*told, passage(body, folded, looked_for) if body and looked_for else ()))


def match_expression(vault: OpenVault, typed: str) -> str:
    """The FTS5 expression for what was typed, as the member may look for it; empty when it holds no word."""
    return for_reader(vault, _expression(terms(typed)))


def _expression(looked_for: Sequence[Term]) -> str:
    return " AND ".join(map(_term, looked_for))


def _term(term: Term) -> str:
    said = [" AND ".join(_phrases(each, unfinished=term.unfinished)) for each in term.alternatives]
    return said[0] if len(said) == 1 else f"({' OR '.join(f'({each})' for each in said)})"


def _phrases(alternative: Alternative, *, unfinished: bool) -> Iterator[str]:
    for n, phrase in enumerate(alternative, 1):
        yield f'"{" ".join(phrase)}"' + ("*" if unfinished and n == len(alternative) else "")
