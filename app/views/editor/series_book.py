"""The rows of a series as the vault's thread knows them: what of them is kept, and where."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.records.record import PLACE, Sheet
from app.services.cases.series import RowAt, Series, SeriesView, Written, place_of, row_at
from app.services.records.drafts import DraftView
from app.services.records.heading import Heading
from app.services.records.unsaved import UnsavedDraft, UnsavedDrafts

Row = tuple[int, Sheet]
"""A row by the number that it has while the page is there, and what it says."""
Rows = tuple[Row, ...]


@dataclass
class SeriesBook:
    """Only that thread saves, and only it reads where the rows are kept."""

    series: Series
    unsaved: UnsavedDrafts
    case_id: str
    kept: dict[int, tuple[RowAt, Sheet | None]] = field(default_factory=dict)
    """Where each row is kept and what it said; None of one that stands where it may not, and is to be kept anew."""

    @classmethod
    def of(cls, series: Series, unsaved: UnsavedDrafts, case_id: str, view: SeriesView) -> "SeriesBook":
        """The book of rows that were just read, numbered in their order."""
        kept = {
            n: (row_at(each), None if _is_misplaced(each) else each.sheet) for n, each in enumerate(view.rows)
        }
        return cls(series, unsaved, case_id, kept)

    def keep(self, rows: Rows) -> datetime:
        """Keep what changed, begin what is new, discard what is gone. Raises as `Series.keep`."""
        changed = self._changed(rows)
        there = {key for key, _ in rows}
        gone = [key for key in self.kept if key not in there]
        written = [Written(self._at(key), sheet) for key, sheet in changed]
        now = self.series.keep(self.case_id, written, [self.kept[key][0] for key in gone])
        for key in gone:
            del self.kept[key]
        for (key, sheet), at in zip(changed, now.rows, strict=True):
            self.kept[key] = at, sheet
        return now.at

    def seal(self, rows: Rows, _heading: Heading | None) -> tuple[UnsavedDraft, ...]:
        """Seal each row that is not kept as it stands: one that was deleted stays among the drafts."""
        return tuple(self._sealed(*row) for row in self._changed(rows))

    def _sealed(self, key: int, sheet: Sheet) -> UnsavedDraft:
        at = self._at(key)
        heading = Heading(self.case_id, place_of(self.unsaved.vault, self.case_id, Written(at, sheet)))
        return self.unsaved.seal(at.draft_id if at else "", sheet, at.revision if at else 0, heading)

    def draft_of(self, key: int) -> str:
        """The draft of a row; empty for one that is not kept."""
        at = self._at(key)
        return at.draft_id if at else ""

    def _at(self, key: int) -> RowAt | None:
        return self.kept[key][0] if key in self.kept else None

    def _changed(self, rows: Rows) -> Rows:
        return tuple(
            (key, sheet) for key, sheet in rows if key not in self.kept or self.kept[key][1] != sheet
        )


def _is_misplaced(row: DraftView) -> bool:
    return any(each.path == PLACE for each in row.missing)
