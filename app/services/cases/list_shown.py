"""A list of referrals as it is looked at before it is opened: what is wrong, then who may be here, then the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from app.domain.cases.person import PersonDetails
from app.domain.fields.content import said
from app.domain.referral_list.cells import unknown_words
from app.domain.referral_list.columns import Columns
from app.domain.referral_list.fields import FIELDS
from app.domain.referral_list.rows import Referred, Wrong
from app.domain.tables.table import Row, Table
from app.services.cases.importing import Preview, ReferralImport
from app.services.cases.people import Likeness


class Stands(IntEnum):
    """How a row stands, in the order in which they are shown."""

    WRONG = 0
    ALIKE = 1
    GOOD = 2


@dataclass(frozen=True)
class ListedRow:
    """One row, as far as a list shows it."""

    number: int
    stands: Stands
    name: str
    born: str = ""
    received: str = ""
    agency: str = ""
    wrong: tuple[Wrong, ...] = ()
    alike: tuple[Likeness, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What was found, and every row of it. `unknown` are the words that stand for no answer, by field."""

    preview: Preview
    rows: tuple[ListedRow, ...]
    unknown: Mapping[str, tuple[str, ...]]


def look(service: ReferralImport, table: Table, columns: Columns) -> Looked:
    """Look at a list read in that way. Raises as `ReferralImport.preview`."""
    preview = service.preview(table, columns)
    rows = sorted(_rows(table, columns, preview), key=lambda row: (row.stands, row.number))
    return Looked(preview, tuple(rows), _unknown(table, columns))


def _rows(table: Table, columns: Columns, preview: Preview) -> Iterator[ListedRow]:
    wrong: dict[int, list[Wrong]] = {}
    for each in preview.wrong:
        wrong.setdefault(each.row, []).append(each)
    name = _Name(table, columns)
    for row in table.rows:
        if row.number in wrong:
            yield ListedRow(row.number, Stands.WRONG, name.of(row), wrong=tuple(wrong[row.number]))
    for one in preview.good:
        yield _good(one, preview.alike.get(one.row, ()))


def _good(one: Referred, alike: tuple[Likeness, ...]) -> ListedRow:
    born, event = one.about.born, one.referral.event
    return ListedRow(
        one.row,
        Stands.ALIKE if alike else Stands.GOOD,
        one.about.sort_name,
        born.show() if born else "",
        event.show() if event else "",
        said(one.referral.content, "agency"),
        alike=alike,
    )


class _Name:
    """Who is named in a row, as far as it can be told of one that cannot be read."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self._at = {
            field: table.headings.index(columns.taken[field])
            for field in ("family_name", "given_names")
            if columns.taken.get(field) in table.headings
        }

    def of(self, row: Row) -> str:
        told = {field: row.cells[at] for field, at in self._at.items()}
        family, given = told.get("family_name", ""), told.get("given_names", "")
        return PersonDetails(family_name=family, given_names=given).sort_name


def _unknown(table: Table, columns: Columns) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, heading in columns.taken.items():
        if FIELDS[name].offered and heading in table.headings:
            at = table.headings.index(heading)
            # Without what the map says: a word that was given an answer can be given another.
            words = unknown_words(FIELDS[name].spec, {}, tuple(row.cells[at] for row in table.rows))
            if words:
                found[name] = words
    return found
