"""Rows of a list, each held against the declarations: what could open a case, and what is wrong with the others.

What is wrong is said by the row's number, the heading of its column, and a sentence: never by what a cell holds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.domain.cases.case import CaseFacts
from app.domain.cases.person import PersonDetails
from app.domain.fields.content import missing
from app.domain.records.record import Sheet
from app.domain.referral_list.cells import Reader, reader
from app.domain.referral_list.columns import Columns
from app.domain.referral_list.fields import CONTENTS, FIELDS, REFERENCE, Part
from app.domain.tables.table import Row, Table
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, StillMissing

_NOT_ANSWERED: Final = "Not answered: no case is opened without it."
_COUNTED: Final = "0123456789"
AS_LISTED: Final = "The list of referrals says so"
"""How it is known what a person knows, where no column says more."""


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one cell of a row."""

    row: int
    column: str
    sentence: str

    @property
    def words(self) -> str:
        """Row 12, Date of birth: It lies in the future."""
        return f"Row {self.row}, {self.column}: {self.sentence}"


@dataclass(frozen=True)
class Referred:
    """A row that can open a case; its reference is empty where references are counted on."""

    row: int
    about: PersonDetails
    reference: str
    facts: CaseFacts
    referral: Sheet


@dataclass
class Checked:
    """The rows of a list by what can be done with them."""

    good: list[Referred] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def bad_rows(self) -> int:
        """How many rows have something wrong."""
        return len({each.row for each in self.wrong})


def check_rows(table: Table, columns: Columns, today: date) -> Checked:
    """Hold every row against the declarations. Raises StillMissing for what no row could say."""
    unfilled = columns.unfilled()
    if unfilled:
        raise StillMissing(tuple(each.label for each in unfilled))
    reading, checked = _Reading.of(table, columns, today), Checked()
    twice = _Twice(reading)
    for row in table.rows:
        wrong: list[Wrong] = []
        referred = reading.referred(row, wrong)
        if referred is not None and not wrong:
            wrong += twice.of(referred)
        if referred is None or wrong:
            checked.wrong += wrong
        else:
            checked.good.append(referred)
    return checked


def counted_on(columns: Columns) -> str:
    """The first reference where those of all rows are counted on from one; else empty."""
    return "" if REFERENCE in columns.taken else columns.same.get(REFERENCE, "")


def references_from(first: str) -> Iterator[str]:
    """References counted on from the first: NM-0099, NM-0100. Raises NotAcceptable unless it ends in a number."""
    start = first.rstrip(_COUNTED)
    figures = first[len(start) :]
    if not figures:
        raise NotAcceptable("To count references on, the first has to end in a number: NM-0301.")
    number = int(figures)
    while True:
        yield f"{start}{number:0{len(figures)}}"
        number += 1


@dataclass(frozen=True)
class _Reading:
    """How each field is read: out of a cell, or once for all rows."""

    today: date
    cells: tuple[tuple[str, int, Reader], ...]
    same: dict[str, Any]
    headings: dict[str, str]
    counts: bool

    @classmethod
    def of(cls, table: Table, columns: Columns, today: date) -> "_Reading":
        def reads(name: str) -> Reader:
            return reader(FIELDS[name].spec, columns.answers.get(name, {}), today)

        taken = {name: heading for name, heading in columns.taken.items() if heading in table.headings}
        # In the order of the columns: what is wrong with a row is told as one reads it.
        at = sorted((table.headings.index(heading), name) for name, heading in taken.items())
        cells = tuple((name, n, reads(name)) for n, name in at)
        same = {
            name: _said_of_all(reads(name), name, word)
            for name, word in columns.same.items()
            if word and name not in taken
        }
        return cls(today, cells, same, taken, bool(counted_on(columns)))

    def column(self, name: str) -> str:
        """The heading of the column that fills a field in; its label where none does."""
        return self.headings.get(name) or FIELDS[name].label

    def referred(self, row: Row, wrong: list[Wrong]) -> Referred | None:
        """What a row says; None where something is wrong with it, which is added to what is."""
        said = dict(self.same)
        for name, at, read in self.cells:
            try:
                said[name] = read(row.cells[at])
            except NotAcceptable as refused:
                wrong.append(Wrong(row.number, self.headings[name], str(refused)))
        if said.get("awareness"):
            said = _as_listed(said.get("event"), self.today) | said
        parts = {part: self._content(part, said) for part in CONTENTS}
        named = {each.column for each in wrong}
        for content in parts.values():
            for gap in missing(content, self.today):
                column = self.column(gap.path)
                if column not in named:
                    wrong.append(Wrong(row.number, column, f"{gap.why}." if gap.why else _NOT_ANSWERED))
        if wrong:
            return None
        sheet = Sheet(event=parts[Part.HEADING].event, content=parts[Part.REFERRAL])
        reference = "" if self.counts else parts[Part.NAME].reference
        return Referred(row.number, parts[Part.PERSON], reference, parts[Part.CASE], sheet)

    def _content(self, part: Part, said: dict[str, Any]) -> Any:
        return CONTENTS[part](
            **{name: value for name, value in said.items() if name in FIELDS and FIELDS[name].part is part}
        )


def _as_listed(received: ClinicalDate | None, today: date) -> dict[str, Any]:
    """How it is known what the person knows: whoever made the list says so, and said it with the referral.

    A day that cannot be is told of its own column.
    """
    first = received.earliest() if received else None
    since = received if first is not None and first <= today else ClinicalDate()
    return {"awareness_how": AS_LISTED, "awareness_on": since}


def _said_of_all(read: Callable[[str], Any], name: str, word: str) -> Any:
    try:
        return read(word)
    except NotAcceptable as refused:
        raise NotAcceptable(f"{FIELDS[name].label}, the same for all rows: {refused}") from None


class _Twice:
    """What an earlier row of the list has already: a reference, or a person."""

    def __init__(self, reading: _Reading) -> None:
        self._reading = reading
        self._first: dict[tuple[str, ...], int] = {}

    def of(self, referred: Referred) -> Iterator[Wrong]:
        """What a row has of an earlier one. It is kept as the first of its own only where it has nothing."""
        own = dict(self._own(referred))
        for key, (name, what) in own.items():
            if (first := self._first.get(key)) is not None:
                yield Wrong(referred.row, self._reading.column(name), f"{what} as in row {first}.")
                return
        self._first |= dict.fromkeys(own, referred.row)

    @staticmethod
    def _own(referred: Referred) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
        about = referred.about
        if referred.reference:
            yield ("reference", referred.reference), (REFERENCE, "The same case reference")
        if about.nhs_number:
            yield ("nhs", about.nhs_number), ("nhs_number", "The same person")
        if about.pnc:
            yield ("pnc", about.pnc), ("pnc", "The same person")
        if about.born is not None and about.born.is_known:
            name = about.sort_name.casefold()
            yield ("name", name, about.born.to_wire()), ("family_name", "The same name and date of birth")
