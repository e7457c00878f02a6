"""The rows of a grid as sheets: what a cell says, what is typed or pasted into it, and what is common to all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from app.domain.fields import forms
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import Missing, specs
from app.domain.fields.sharing import Share
from app.domain.fields.spec import FieldSpec
from app.domain.fields.typed import read_cell, worded
from app.domain.records.kind import Kind
from app.domain.records.record import EVENT as LIES
from app.domain.records.record import Sheet, Typed, misplaced
from app.domain.records.series import EVENT, MOST_ROWS, Column, Series
from app.domain.values.text import fold
from app.errors import NotAcceptable, NotADate

REPEAT: Final = '"'
"""What stands for the answer above."""
_REPEATS: Final = frozenset({REPEAT, "“", "”", "″", "''"})
_MOST_KEPT: Final = 10_000
NONE_ABOVE: Final = "There is no row above to repeat."
TOO_MANY: Final = f"A series holds at most {MOST_ROWS} incidents: sign or delete some of them first."
# A repetition by itself is no quote that opens: a spreadsheet quotes a cell with a line end or a quote in it.
_CELL: Final = re.compile(r'"(?=[\t\n]|\Z)|"((?:[^"\t]|"")*)"(?=[\t\n]|\Z)|[^\t\n]*')


@dataclass(frozen=True)
class Bad:
    """A cell that could not be read, by its row and column as they are counted on the screen, and why."""

    row: int
    title: str
    why: str

    @property
    def words(self) -> str:
        """One sentence; of what was typed it says nothing."""
        return f"Row {self.row}, {self.title}: {self.why}"


@dataclass(frozen=True)
class Grid:
    """The grid of a kind, on a day, in a case whose victims have these codes."""

    kind: Kind
    today: date
    victims: tuple[str, ...] = ()

    @property
    def series(self) -> Series:
        """Its declaration; raises LookupError for a kind that has none."""
        if self.kind.series is None:
            raise LookupError
        return self.kind.series

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are typed."""
        return self.series.columns

    def spec(self, name: str) -> FieldSpec:
        """The declaration of an answer."""
        if name == EVENT:
            day = forms.Day()
            return FieldSpec(
                name=EVENT, label=self.kind.event_label, form=day, share=Share.INTERNAL, direction=LIES
            )
        return next(each for each in specs(self.kind.content) if each.name == name)

    # --- one row ------------------------------------------------------------------------------------

    def fresh(self, like: Sheet | None = None) -> Sheet:
        """A row in which nothing is typed yet, with what is common in the one that it goes on from."""
        sheet = Sheet(knowledge=self.kind.known, content=self.kind.content())
        return sheet if like is None else self.with_common(sheet, self.common(like))

    def value(self, sheet: Sheet, name: str) -> Any:
        """The answer."""
        return sheet.event if name == EVENT else getattr(sheet.content, name)

    def put(self, sheet: Sheet, name: str, value: Any) -> Sheet:
        """The row with that answer; what could not be read there goes."""
        kept = tuple(each for each in sheet.typed if each.name != name)
        if name == EVENT:
            return replace(sheet, event=value, typed=kept)
        return replace(sheet, content=replace(sheet.content, **{name: value}), typed=kept)

    def cell(self, sheet: Sheet, name: str) -> str:
        """What a cell says: its answer, or what was typed there and could not be read."""
        for each in sheet.unread:
            if each.name == name:
                return each.typed
        return worded(self.spec(name), self.value(sheet, name))

    def repeats(self, sheet: Sheet, above: Sheet | None, column: Column) -> bool:
        """Whether a cell is shown as a repetition of the one above."""
        if above is None or not column.repeats or not self.cell(sheet, column.name):
            return False
        is_read = not any(each.name == column.name for row in (sheet, above) for each in row.unread)
        return is_read and self.value(sheet, column.name) == self.value(above, column.name)

    def typed(self, sheet: Sheet, above: Sheet | None, name: str, text: str) -> tuple[Sheet, str]:
        """The row after something was typed into a cell, and why it could not be read where it could not.

        It stands there as it was typed then, until somebody answers it; only what is longer than any answer does not.
        """
        try:
            return self.put(sheet, name, self._read(above, name, text)), ""
        except (NotAcceptable, NotADate) as refused:
            if len(text) > _MOST_KEPT:
                return sheet, str(refused)
            emptied = self.put(sheet, name, self.spec(name).form.empty)
            return replace(emptied, typed=(*emptied.typed, Typed(name, text))), str(refused)

    def _read(self, above: Sheet | None, name: str, text: str) -> Any:
        """The answer that was typed, or the one above."""
        if text.strip() not in _REPEATS:
            return read_cell(self.spec(name), text, self.today, self.victims)
        if above is None:
            raise NotAcceptable(NONE_ABOVE)
        return self.value(above, name)

    def why_unread(self, sheet: Sheet, above: Sheet | None, name: str) -> str:
        """Why what stands in a cell could not be read; empty where it was."""
        for each in sheet.unread:
            if each.name == name:
                return self.typed(sheet, above, name, each.typed)[1]
        return ""

    def refusal(self, sheet: Sheet, name: str) -> str:
        """Why an answer that was read cannot be signed as it stands, such as a date to come."""
        day = self.value(sheet, name) if name == EVENT else None
        return LIES.refusal(day, self.today) if day is not None else ""

    def is_blank(self, sheet: Sheet) -> bool:
        """Whether nothing was typed into any of its cells."""
        return not any(self.cell(sheet, each.name) for each in self.columns)

    def gaps(self, sheet: Sheet, place: Compartment) -> tuple[Missing, ...]:
        """What the row still needs to be signed, each answer once."""
        found = (*sheet.missing(self.kind, self.today), *misplaced(self.kind, place, sheet.content))
        return tuple({each.path: each for each in found}.values())

    def stands(self, sheet: Sheet) -> str:
        """What is worked out of it."""
        return self.series.stands(sheet.content)

    # --- what is common -----------------------------------------------------------------------------

    def common(self, sheet: Sheet) -> Mapping[str, Any]:
        """The answers of a row that are given once above all; what numbers the rows in them is each record's own."""
        return {name: self._plain(name, sheet) for name in self.series.common}

    def _plain(self, name: str, sheet: Sheet) -> Any:
        value = getattr(sheet.content, name)
        return tuple(replace(each, row="", code="") for each in value) if self.spec(name).row else value

    def with_common(self, sheet: Sheet, common: Mapping[str, Any]) -> Sheet:
        """The row with these."""
        return replace(sheet, content=replace(sheet.content, **common))

    def shared(
        self, rows: Iterable[Sheet], before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> tuple[Sheet, ...]:
        """All rows with what is common now; one that had answers of its own is left alone."""
        return tuple(self.with_common(row, after) if self.common(row) == before else row for row in rows)

    def own(self, sheet: Sheet, common: Mapping[str, Any]) -> str:
        """What a row says of its own instead of what is common, in words; empty where it says nothing else."""
        if self.common(sheet) == common:
            return ""
        whose = self.series.whose
        if getattr(sheet.content, whose) == common[whose]:
            return "Grade, handling or reference of its own"
        spec = self.spec(whose)
        return f"{spec.label} of its own: {worded(spec, getattr(sheet.content, whose)) or 'none yet'}"

    # --- pasting ------------------------------------------------------------------------------------

    def pasted(
        self, rows: Sequence[Sheet], text: str, row: int, columns: Sequence[str]
    ) -> tuple[tuple[Sheet, ...], tuple[Bad, ...]]:
        """All rows after a sheet's rows were pasted from `row` on into those columns, and each cell that was not read.

        Raises NotAcceptable for more rows than a series holds: nothing is pasted then.
        """
        made, bad = list(rows), list[Bad]()
        titles = {each.name: each.title for each in self.columns}
        like = rows[0] if rows else None
        lines = [line for line in rows_of(text) if not self._is_heading(line, columns)]
        if row + len(lines) > MOST_ROWS:
            raise NotAcceptable(TOO_MANY)
        for number, line in enumerate(lines, row):
            if number == len(made):
                made.append(self.fresh(like))
            above = made[number - 1] if number else None
            for name, typed in zip(columns, line, strict=False):
                made[number], why = self.typed(made[number], above, name, typed.strip())
                if why:
                    bad.append(Bad(number + 1, titles[name], why))
        return tuple(made), tuple(bad)

    def _is_heading(self, line: Sequence[str], columns: Sequence[str]) -> bool:
        """Whether a row has nothing but the titles of the columns, as they are copied with a sheet."""
        titles = [fold(each.title) for each in self.columns if each.name in columns]
        return [fold(each) for each in line] == titles[: len(line)]


def rows_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of rows as a spreadsheet gives them: tabs between cells, a line each; empty lines are left out."""
    rest = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    for cell, end in _cells(rest):
        rows[-1].append(cell)
        if end == "\n":
            rows.append([])
    return tuple(tuple(row) for row in rows if any(cell.strip() for cell in row))


def _cells(text: str) -> Iterator[tuple[str, str]]:
    """Each cell, and what ends it."""
    at = 0
    while at <= len(text):
        found = _CELL.match(text, at)
        if found is None:  # the last alternative takes anything, nothing too
            return
        end = text[found.end() : found.end() + 1]
        quoted = found[1]
        yield (found[0] if quoted is None else quoted.replace('""', '"')), end
        at = found.end() + 1
