"""Search everywhere: cases by name and reference, records by their text, in one look."""

from dataclasses import dataclass
from typing import Final

from app.domain.fields.rights import Extent, Right, extent
from app.services.cases.cases import CaseQuery, CaseRow, listed, referenced
from app.services.records.search import NOTHING, RANKED, Hit, matches
from app.services.vault.open_vault import OpenVault

MOST_CASES: Final = 6
MOST_RECORDS: Final = 12
_LEAST_WORD: Final = 2
"""Letters before records are searched: one letter begins nearly every word."""


@dataclass(frozen=True)
class FoundEverywhere:
    """The first of the cases and the best of the records, and how many of each are not among them."""

    cases: tuple[CaseRow, ...] = ()
    records: tuple[Hit, ...] = ()
    more_cases: int = 0
    more_records: int = 0
    at_least: bool = False
    """Whether there may be more records than were counted."""


@dataclass(frozen=True)
class SearchEverywhere:
    """Finds what somebody types a part of."""

    vault: OpenVault

    def find(self, typed: str) -> FoundEverywhere:
        """Cases with a part of the person's name or a reference that begins so, then records that hold the words.

        That a search was made is noted, not what for: the words may be a victim's name. Who may not read records finds
        cases alone.
        """
        if not typed.strip():
            return FoundEverywhere()
        reads = extent(Right.READ, self.vault.member.grade) is Extent.ALL
        with self.vault.acting(Right.BANNER, durable=False) as act:
            by_reference = referenced(act, typed, MOST_CASES + 1)
            query = CaseQuery(sort="name", descending=False, name=typed)
            by_name = listed(act, query, offset=0, limit=MOST_CASES)
            hits = (
                matches(act, typed, MOST_RECORDS) if reads and len(typed.strip()) >= _LEAST_WORD else NOTHING
            )
            act.note("search", hits=len(hits.rows))
        # One found by both its reference and its name is counted once.
        rows = tuple({row.id: row for row in (*by_reference, *by_name.rows)}.values())
        return FoundEverywhere(
            rows[:MOST_CASES],
            hits.rows,
            max(by_name.matching - len(by_name.rows), 0) + max(len(rows) - MOST_CASES, 0),
            hits.matching - len(hits.rows),
            hits.matching == RANKED,
        )
