"""Search everywhere: cases by name and reference, records by their words, their case and filters, in one look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.fields.rights import Extent, Right, extent
from app.domain.values.typed_search import TypedSearch, take_apart
from app.services.cases.case_row import CaseRow
from app.services.cases.cases import CaseQuery, matched
from app.services.cases.finding import case_rows, named_by, referenced
from app.services.records.narrowing import Narrowed, Offered, narrowed
from app.services.records.search import NOTHING, RANKED, Hit, SearchPage, Wanted, by_ids, matches
from app.services.vault.open_vault import Act, OpenVault

MOST_CASES: Final = 6
MOST_RECORDS: Final = 12
MOST_IN_CASE: Final = 6
_LEAST_WORD: Final = 2
"""Letters before records are searched: one letter begins nearly every word."""
_MOST_NAMING: Final = 4
"""Words of which each may name a case; what is longer is a text."""


@dataclass(frozen=True)
class FoundEverywhere:
    """The first of the cases and the newest of the records, and how many of each are not among them."""

    cases: tuple[CaseRow, ...] = ()
    records: tuple[Hit, ...] = ()
    """Those of the case in front first."""
    more_cases: int = 0
    more_records: int = 0
    at_least: bool = False
    """Whether there may be more records than were counted."""
    offered: tuple[Offered, ...] = ()
    """How the filter that is being typed may go on."""
    problem: str = ""
    """Why no record was looked for."""
    words: str = ""
    """What was looked for in the text of records."""


@dataclass(frozen=True)
class Opened:
    """The case in front, and what was opened last, as it is called now."""

    front: CaseRow | None
    rows: tuple[CaseRow | Hit, ...]


@dataclass(frozen=True)
class SearchEverywhere:
    """Finds what somebody types a part of."""

    vault: OpenVault

    def find(self, typed: str, front: str = "") -> FoundEverywhere:
        """Cases by the person's name or a reference, then records by words, by case and by filters, the newest first.

        Those of the case in `front` come before others. That a search was made is noted, not what for: the words may
        be a victim's name. Who may not read records finds cases alone.
        """
        asked = take_apart(typed)
        if not typed.strip():
            return FoundEverywhere()
        today = self.vault.clock().astimezone(self.vault.zone).date()
        with self.vault.acting(Right.BANNER, durable=False) as act:
            filters = narrowed(act.connection, typed, asked, self.vault.member.id, today)
            naming = _naming(act, asked)
            cases, more_cases = _cases(act, asked, naming)
            inside, outside, words = self._records(act, asked, filters, naming, front)
            act.note("search", hits=len(inside.rows) + len(outside.rows))
        return FoundEverywhere(
            cases,
            inside.rows + outside.rows,
            more_cases,
            inside.matching - len(inside.rows) + outside.matching - len(outside.rows),
            RANKED in {inside.matching, outside.matching},
            filters.offered,
            filters.problem,
            words,
        )

    def opened(self, front: str, places: Sequence[tuple[str, str]]) -> Opened:
        """The case in front and what was opened last, in that order: each a case, or a case and a record in it."""
        may_read = extent(Right.READ, self.vault.member.grade) is Extent.ALL
        with self.vault.reading(Right.BANNER) as act:
            cases = {row.id: row for row in case_rows(act, {front, *(case for case, _ in places)})}
            wanted = [record for _, record in places if record] if may_read else []
            records = {hit.record_id: hit for hit in by_ids(act, wanted)}
        rows = (records.get(record) if record else cases.get(case) for case, record in places)
        return Opened(cases.get(front), tuple(row for row in rows if row is not None))

    def _records(
        self, act: Act, asked: TypedSearch, filters: Narrowed, naming: "_Naming", front: str
    ) -> tuple[SearchPage, SearchPage, str]:
        """Those of the case in front, the others, and the words that were looked for in them."""
        reads = extent(Right.READ, self.vault.member.grade) is Extent.ALL
        enough = len(asked.words) >= _LEAST_WORD or (filters.narrowing and not asked.words)
        words = naming.rest if naming.cases and naming.rest else asked.words
        if not reads or not enough or filters.problem:
            return NOTHING, NOTHING, words
        wanted = Wanted(
            words=asked.words,
            rest=naming.rest,
            named=naming.cases,
            narrowing=filters.narrowing,
            outside=front,
        )
        inside = matches(self.vault, act, replace(wanted, within=front), MOST_IN_CASE) if front else NOTHING
        return inside, matches(self.vault, act, wanted, MOST_RECORDS), words


@dataclass(frozen=True)
class _Naming:
    """The cases that words of a search name, and the words that name none."""

    cases: tuple[str, ...] = ()
    rest: str = ""


def _naming(act: Act, asked: TypedSearch) -> _Naming:
    """Which cases are meant by "0198 tribunal": those that every word names that names any."""
    words = asked.apart
    if len(words) > _MOST_NAMING and not any(char.isdigit() for char in asked.words):
        return _Naming()
    named = {word: named_by(act, word) for word in words[: 2 * _MOST_NAMING] if not word.startswith('"')}
    meant = [cases for cases in named.values() if cases]
    if not meant:
        return _Naming()
    every = frozenset.intersection(*meant)
    rest = " ".join(word for word in words if not named.get(word))
    return _Naming(tuple(sorted(every)), rest)


def _cases(act: Act, asked: TypedSearch, naming: _Naming) -> tuple[tuple[CaseRow, ...], int]:
    """The cases that are called so, and how many more; where a filter asks for records, none."""
    if asked.filters or not asked.words:
        return (), 0
    # What a name alone names is found by it below.
    is_beside = naming.rest or any(char.isdigit() for char in asked.words)
    by_case = case_rows(act, naming.cases[: MOST_CASES + 1]) if is_beside else ()
    by_reference = referenced(act, asked.words, MOST_CASES + 1)
    query = CaseQuery(name=asked.words)
    by_name, named = matched(act, query, offset=0, limit=MOST_CASES)
    # One found by its reference and its name is counted once.
    rows = tuple({row.id: row for row in (*by_case, *by_reference, *by_name)}.values())
    return rows[:MOST_CASES], max(named - len(by_name), 0) + max(len(rows) - MOST_CASES, 0)
