"""Tables that others made: what every program writes is read, and what is none is refused in one sentence."""

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.tables import table as limits
from app.domain.tables import xml_parts
from app.domain.tables.reading import read_table
from app.domain.tables.serial_days import day_of, is_date_format
from app.domain.tables.table import Row, column_letters
from app.errors import NotATable
from tests.sheets import day_cell, sheet, text_cell, text_xlsx, xlsx

BY_OPENPYXL = Path(__file__).parent / "tables" / "by_openpyxl.xlsx"
PLAIN = [["Family name", "Why now"], ["O’Dowd", "Letters, then a visit;\nat “Heron” café"], ["Lind", ""]]
CELLS = st.text(
    st.characters(codec="cp1252", categories=("L", "N", "P", "S", "Zs"), include_characters="\n,;\t"),
    max_size=12,
)


def _csv(rows: list[list[str]], between: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=between).writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_csv_file_is_read_in_the_letters_and_columns_it_was_written_in(between: str, encoding: str) -> None:
    table = read_table(_csv(PLAIN, between, encoding))
    assert table.headings == ("Family name", "Why now")
    assert table.rows == (Row(2, tuple(PLAIN[1])), Row(3, ("Lind", "")))


def test_what_stands_in_the_cells_is_not_taken_for_what_stands_between_them() -> None:
    between_tabs = read_table(b"Name\tBorn\nLind, Anna\t1984\nQuist, Per\t1990\n")
    assert (between_tabs.headings, between_tabs.rows[0].cells) == (("Name", "Born"), ("Lind, Anna", "1984"))
    assert read_table(b"one,two,three\n\t\t,\t\t,0\n\t\t,\t\t,1\n\t\t,\t\t,2\n").rows[2] == Row(
        4, ("", "", "2")
    )
    # Below a title no first row says it.
    titled = read_table(b"Referrals; November\nname,why,by\na;b,c,d\ne,f,g\n")
    assert titled.headings == ("name", "why", "by")


def test_a_first_line_that_says_what_stands_between_the_cells_is_obeyed() -> None:
    table = read_table(b"sep=;\r\na,b;c,d\r\n1,2;3,4\r\n")
    assert table.headings == ("a,b", "c,d")
    assert table.rows == (Row(2, ("1,2", "3,4")),)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8), st.booleans())
def test_every_cell_comes_out_as_it_went_in(rows: list[list[str]], packed: bool) -> None:  # noqa: FBT001 - hypothesis's shape
    whole = [["one", "two", "three"], *rows]
    told = [(n, tuple(cell.strip() for cell in row)) for n, row in enumerate(rows, 2)]
    wanted = tuple(Row(n, cells) for n, cells in told if any(cells))
    data = text_xlsx(whole) if packed else _csv(whole)
    if not wanted:
        with pytest.raises(NotATable):
            read_table(data)
        return
    assert read_table(data).rows == wanted


def test_a_file_of_another_program_is_read_with_its_days_and_without_its_hidden_sheet() -> None:
    table = read_table(BY_OPENPYXL.read_bytes())
    assert table.headings[2:5] == ("Date of birth", "NHS number", "Received")
    assert [row.number for row in table.rows] == [2, 3, 5]
    assert table.rows[0].cells[2:5] == ("1984-03-09", "999 000 0018", "2026-11-23")
    # A number that nobody styled stays one: what it stands in says whether it is a day.
    assert table.rows[1].cells[3:6] == ("", "46350", "Yes")
    assert table.rows[2].cells[2] == "09/03/1984"
    assert table.left_out == 1


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    table = read_table(b'\n\nname,why\nLind,"a\nb"\n,\nQuist,c\n')
    assert [(row.number, row.cells[0]) for row in table.rows] == [(4, "Lind"), (6, "Quist")]


def test_a_title_above_the_headings_is_passed_over() -> None:
    table = read_table(b"Referrals of November\n\nname,dob,why\nLind,,b\n")
    assert (table.headings, [row.number for row in table.rows]) == (("name", "dob", "why"), [4])
    # What has but two columns may have one heading.
    assert read_table(b"name\nLind,b\n").headings == ("name", "Column B")


def test_headings_that_are_alike_or_empty_are_told_apart_by_their_column() -> None:
    assert read_table(b"Name,Name,,Why\n1,2,3,4\n").headings == ("Name (A)", "Name (B)", "Column C", "Why")


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    assert [column_letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_day_of_1904_is_another_than_one_of_1900(from_1904: bool) -> None:  # noqa: FBT001 - a parameter
    data = xlsx(sheet([[text_cell("Day")], [day_cell(40000.75)]]), from_1904=from_1904)
    assert read_table(data).rows[0].cells == ("2013-07-07" if from_1904 else "2009-07-06",)


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_every_day_since_march_1900_has_its_number(day: date) -> None:
    assert day_of((day - date(1899, 12, 30)).days) == day


def test_the_day_that_never_was_is_none() -> None:
    assert day_of(59) == date(1900, 2, 28)
    assert day_of(60) is None
    assert day_of(61) == date(1900, 3, 1)
    assert day_of(0) is day_of(-1) is day_of(3_000_000) is None
    assert day_of(0, from_1904=True) == date(1904, 1, 1) == day_of(1462)


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("dd/mm/yyyy", True),
        ("mmm yy", True),
        ("[$-809]d mmmm", True),
        ("mmmm", True),
        ("General", False),
        ("0.00", False),
        ("h:mm", False),
        ('0 "days"', False),
        ("[Red]0", False),
        ("\\d0", False),
    ],
)
def test_a_format_of_days_is_told_from_another(code: str, is_date: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_date_format(code) is is_date


def _refused(data: bytes) -> str:
    with pytest.raises(NotATable) as refused:
        read_table(data)
    return str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n,,\n",
        b"name,why\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"PK\x03\x04 and no more",
        b"a,b\n1,\x81\n",
        BY_OPENPYXL.read_bytes()[:3000],
        xlsx(sheet([[text_cell("Name")]])),
        xlsx("<worksheet><sheetData><row><c><v>1</v>"),
        xlsx(sheet([[text_cell("Name")], ['<c s="x"><v>1</v></c>']])),
        xlsx(sheet([[text_cell("Name")], ["<c><v>one</v></c>"]])),
        xlsx(sheet([]), others={"xl/_rels/workbook.xml.rels": "<Relationships/>"}),
        xlsx(
            sheet([]),
            others={"xl/_rels/workbook.xml.rels": '<R><Relationship Id="rId1" Target="../../x"/></R>'},
        ),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes) -> None:
    assert _refused(data).startswith(("That file holds no table", "The table cannot be read."))


def test_a_quotation_mark_that_is_not_closed_swallows_nothing() -> None:
    assert "Row 3:" in _refused(b'name,why\nLind,a\n"Quist,b\nHolm,c\n')


def test_a_document_type_is_refused_so_that_nothing_is_unfolded_or_fetched() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    part = bomb + sheet([[text_cell("Name")], ["<c t='inlineStr'><is><t>&b;</t></is></c>"]])
    assert _refused(xlsx(part)).startswith("That file holds no table")


def test_a_file_that_unpacks_without_end_is_left_at_the_bound() -> None:
    part = f"<worksheet>{' ' * (xml_parts.MOST_UNPACKED + 1)}</worksheet>"
    data = xlsx(part)
    assert len(data) < 1_000_000
    assert "unpacks to more" in _refused(data)


def test_a_part_that_says_it_is_small_and_is_not_is_refused() -> None:
    data = bytearray(text_xlsx(PLAIN))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    lied = bytes(data).replace(size.to_bytes(4, "little"), (20).to_bytes(4, "little"))
    assert lied != bytes(data)
    _refused(lied)


def test_more_rows_or_columns_than_fit_are_said() -> None:
    rows = [["name"]] + [["x"]] * (limits.MOST_ROWS + 1)
    assert "more than 20,000 rows" in _refused(_csv(rows))
    assert "more than 20,000 rows" in _refused(text_xlsx(rows))
    assert "more than 200 columns" in _refused(_csv([["x"] * 201] * 2))
    assert "more than 200 columns" in _refused(text_xlsx([["x"] * 201] * 2))
    assert "larger than 20 MB" in _refused(b"a\n" * (limits.MOST_BYTES // 2 + 1))


def test_a_million_coloured_cells_are_no_rows() -> None:
    rows = [[text_cell("Name")], [text_cell("Lind")], *([["<c s='1'/>"]] * (limits.MOST_ROWS + 5))]
    assert len(read_table(xlsx(sheet(rows))).rows) == 1


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_bytes_come_they_are_a_table_or_one_sentence(data: bytes) -> None:
    with suppress(NotATable):
        assert read_table(data).rows


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_workbook_with_altered_bytes_is_a_table_or_one_sentence(data: st.DataObject) -> None:
    whole = bytearray(BY_OPENPYXL.read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(NotATable):
        assert read_table(bytes(whole)).rows


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_workbook_with_altered_parts_is_a_table_or_one_sentence(data: st.DataObject) -> None:
    with zipfile.ZipFile(BY_OPENPYXL) as packed:
        parts = {name: bytearray(packed.read(name)) for name in packed.namelist() if name.startswith("xl/")}
    part = parts[data.draw(st.sampled_from(sorted(parts)))]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(part) - 1))
        part[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, bytes(content))
    with suppress(NotATable):
        assert read_table(out.getvalue()).rows
