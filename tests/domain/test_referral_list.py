"""Lists of referrals: what columns mean is guessed and can be said, and every bad row is named with what is wrong."""

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields.spec import specs
from app.domain.referral_list.cells import NO_DATE, NOT_OFFERED, unknown_words
from app.domain.referral_list.columns import Columns, guessed, read_map
from app.domain.referral_list.fields import CONTENTS, FIELDS
from app.domain.referral_list.headings import OTHER_NAMES
from app.domain.referral_list.rows import AS_LISTED, Checked, Wrong, check_rows, references_from
from app.domain.referral_list.told import MOST_TOLD, one_page, rows_in_words
from app.domain.tables.reading import read_table
from app.domain.tables.table import Row, Table
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import fold
from app.errors import NotAcceptable, StillMissing
from tests import referral_lists as lists
from tests.referral_lists import HEADINGS, as_csv, listed

TODAY = date(2026, 11, 29)
GUESSED = guessed(HEADINGS)


def _table(*rows: list[str]) -> Table:
    return read_table(as_csv(rows))


def _with(at: int, cell: str, number: int = 1) -> list[str]:
    row = listed(1, first=number)[0]
    row[at] = cell
    return row


def _checked(*rows: list[str], columns: Columns = GUESSED) -> Checked:
    return check_rows(_table(*rows), columns, TODAY)


def test_no_two_parts_of_a_case_have_a_field_of_one_name() -> None:
    names = [spec.name for content in CONTENTS.values() for spec in specs(content) if spec.name in FIELDS]
    assert len(names) == len(set(names)) == len(FIELDS)


def test_what_columns_are_called_elsewhere_is_of_a_field_and_of_one_alone() -> None:
    assert set(OTHER_NAMES) <= set(FIELDS)
    names = [fold(each) for others in OTHER_NAMES.values() for each in others]
    assert len(names) == len(set(names))


def test_headings_say_what_columns_mean() -> None:
    assert GUESSED.taken["family_name"] == "Surname"
    assert GUESSED.taken["agency"] == "Agency"
    assert GUESSED.taken["referrer"] == "Referred by"
    assert GUESSED.taken["event"] == "Received"
    assert GUESSED.unfilled() == ()
    assert GUESSED.same == {"stage": "referred", "opened": "today"}


@given(st.permutations(HEADINGS))
def test_in_whatever_order_columns_stand(headings: list[str]) -> None:
    assert dict(guessed(tuple(headings)).taken) == dict(GUESSED.taken)


def test_a_column_fills_one_field_in() -> None:
    taken = guessed(("Gender, in their words", "Gender", "Date", "Date received")).taken
    assert taken == {"gender": "Gender, in their words", "sex": "Gender", "event": "Date received"}


def test_a_good_row_says_person_case_and_referral() -> None:
    checked = _checked(*listed(3))
    assert checked.wrong == []
    one = checked.good[0]
    assert (one.row, one.reference) == (2, "IM-00001")
    assert one.about.born == ClinicalDate(1951, 3, 2)
    assert one.about.nhs_number == lists.nhs_number(1)
    # Nobody is asked row by row how it is known: the list says so, since the day on which it came in.
    said = (one.about.awareness, one.about.awareness_how, one.about.awareness_on)
    assert said == ("unaware", AS_LISTED, ClinicalDate(2026, 10, 2))
    assert (one.facts.stage, one.facts.pathway, one.facts.opened) == (
        "referred", "assessment", ClinicalDate.of(TODAY),
    )  # fmt: skip
    assert one.referral.event == ClinicalDate(2026, 10, 2)
    assert (one.referral.content.agency, one.referral.content.urgency) == ("police", "week")


@pytest.mark.parametrize(
    ("at", "cell", "column", "sentence"),
    [
        (lists.FAMILY, "", "Surname", "Not answered"),
        (lists.BORN, "31/02/1984", "DOB", NO_DATE),
        (lists.BORN, "12/03/2031", "DOB", "It lies in the future"),
        (lists.RECEIVED, "", "Received", "Not answered"),
        (lists.RECEIVED, "01/12/2026", "Received", "It lies in the future"),
        (lists.AGENCY, "Northmoor Zebra Unit", "Agency", NOT_OFFERED),
        (lists.NHS, "999 000 0001", "NHS no", "check digit"),
        (lists.NHS, "#REF!", "NHS no", "could not work this cell out"),
        (lists.QUESTION, "", "Reason for referral", "Not answered"),
        (lists.REFERENCE, "X" * 41, "Our ref", "at most 40"),
        (lists.REFERRER, "x" * 501, "Referred by", "Too long"),
    ],
)
def test_a_bad_row_is_named_with_its_column_and_what_is_wrong(
    at: int, cell: str, column: str, sentence: str
) -> None:
    checked = _checked(listed(1)[0], _with(at, cell, 2), listed(1, first=3)[0])
    assert [one.row for one in checked.good] == [2, 4]
    (wrong,) = checked.wrong
    assert (wrong.row, wrong.column) == (3, column)
    assert sentence in wrong.sentence
    assert not cell or cell not in wrong.words
    assert wrong.words.startswith(f"Row 3, {column}: ")


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    row = _with(lists.BORN, "never")
    row[lists.AGENCY], row[lists.QUESTION] = "nobody", ""
    assert [each.column for each in _checked(row).wrong] == ["DOB", "Agency", "Reason for referral"]


@pytest.mark.parametrize("cell", ["2026-11-23", "23/11/2026", "23 Nov 2026", "46349", "Mon 23.11.26"])
def test_a_day_is_read_however_a_spreadsheet_holds_it(cell: str) -> None:
    (one,) = _checked(_with(lists.RECEIVED, cell)).good
    assert one.referral.event == ClinicalDate(2026, 11, 23)


@pytest.mark.parametrize(
    ("at", "column", "what"),
    [(lists.NHS, "NHS no", "The same person"), (lists.REFERENCE, "Our ref", "The same case reference")],
)
def test_what_an_earlier_row_has_already_is_said_of_the_later(at: int, column: str, what: str) -> None:
    first = listed(1)[0]
    wrong = _checked(first, *listed(1, first=2), _with(at, first[at], 3)).wrong
    assert [(each.row, each.column, each.sentence) for each in wrong] == [(4, column, f"{what} as in row 2.")]


def test_the_same_name_and_date_of_birth_are_the_same_person() -> None:
    again = listed(1, first=9)[0]
    again[lists.FAMILY], again[lists.BORN] = "BARBARBARDENDEN"[:6].title(), "1 Mar 1980"
    once = listed(1, first=8)[0]
    once[lists.FAMILY], once[lists.BORN] = again[lists.FAMILY].upper(), "01/03/1980"
    checked = _checked(once, again)
    assert [each.words for each in checked.wrong] == [
        "Row 3, Surname: The same name and date of birth as in row 2."
    ]


def test_what_no_row_could_say_is_said_once() -> None:
    without = replace(GUESSED, taken={k: v for k, v in GUESSED.taken.items() if k != "agency"})
    with pytest.raises(StillMissing) as refused:
        _checked(*listed(2), columns=without)
    assert refused.value.missing == ("From",)
    told = replace(without, same={**without.same, "agency": "Probation"})
    assert {one.referral.content.agency for one in _checked(*listed(2), columns=told).good} == {"probation"}
    with pytest.raises(NotAcceptable, match="From, the same for all rows"):
        _checked(*listed(2), columns=replace(told, same={**told.same, "agency": "nobody"}))


def test_a_word_of_the_list_can_be_given_an_answer() -> None:
    rows = [
        _with(lists.AGENCY, "Northmoor Constabulary", 1),
        _with(lists.AGENCY, "NORTHMOOR constabulary", 2),
    ]
    cells = tuple(row[lists.AGENCY] for row in rows)
    assert unknown_words(FIELDS["agency"].spec, {}, cells) == ("Northmoor Constabulary",)
    meant = {"agency": {fold("Northmoor Constabulary"): "police"}}
    checked = _checked(*rows, columns=replace(GUESSED, answers=meant))
    assert {one.referral.content.agency for one in checked.good} == {"police"}
    assert unknown_words(FIELDS["agency"].spec, meant["agency"], cells) == ()


def test_references_are_counted_on_from_the_first() -> None:
    assert list(islice(references_from("NM-0099"), 3)) == ["NM-0099", "NM-0100", "NM-0101"]
    assert list(islice(references_from("9"), 2)) == ["9", "10"]
    with pytest.raises(NotAcceptable):
        next(references_from("NM-"))
    counted = replace(
        GUESSED,
        taken={k: v for k, v in GUESSED.taken.items() if k != "reference"},
        same={**GUESSED.same, "reference": "NM-0301"},
    )
    assert {one.reference for one in _checked(*listed(3), columns=counted).good} == {""}


def test_a_map_says_what_is_not_guessed_and_takes_back_what_is() -> None:
    text = """
    [columns]
    family_name = "Forename"
    given_names = ""
    [same]
    agency = "Probation"
    [answers.urgency]
    "P1" = "same_day"
    """
    said = read_map(text, HEADINGS)
    assert said.taken["family_name"] == "Forename"
    assert "given_names" not in said.taken
    assert "agency" not in said.taken
    assert said.same["agency"] == "Probation"
    assert said.answers == {"urgency": {"p1": "same_day"}}
    assert said.taken["born"] == "DOB"
    assert read_map("", HEADINGS) == GUESSED


@pytest.mark.parametrize(
    "text",
    [
        "[columns",
        "[other]",
        'columns = "x"',
        "[columns]\nfamily_name = 3",
        '[columns]\nnobody = "Surname"',
        '[columns]\nfamily_name = "Zebra"',
        '[answers.agency]\n"x" = "zebra"',
        '[answers.nobody]\n"x" = "police"',
        '[answers]\nagency = "x"',
        "answers = 3",
    ],
)
def test_a_map_that_says_what_cannot_be_is_refused_without_a_word_of_the_file(text: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        read_map(text, HEADINGS)
    assert "zebra" not in str(refused.value).casefold()


CELL = st.one_of(
    st.text(max_size=20), st.sampled_from(["31/02/2026", "9990000001", "Police", "#N/A", "unknown"])
)


@given(st.lists(CELL, min_size=len(HEADINGS), max_size=len(HEADINGS)))
def test_whatever_cells_hold_a_row_is_good_or_named(cells: list[str]) -> None:
    checked = check_rows(Table(HEADINGS, (Row(2, tuple(cells)),)), GUESSED, TODAY)
    assert bool(checked.good) != bool(checked.wrong)
    assert all(each.row == 2 and each.column and each.sentence for each in checked.wrong)


def test_what_is_wrong_with_many_rows_is_said_once_on_one_page() -> None:
    rows = [_with(lists.RECEIVED, "30/02/2026", number) for number in range(1, 5001)]
    page = one_page(_checked(*rows).wrong)
    assert page == (f"Rows 2 to 5001, Received: {NO_DATE}",)


def test_so_many_different_things_are_a_page_and_a_count() -> None:
    wrong = [Wrong(row, f"Column {row}", "Not answered.") for row in range(2, 5002)]
    page = one_page(wrong)
    assert len(page) == MOST_TOLD + 1
    assert page[0] == "Row 2, Column 2: Not answered."
    assert page[-1] == "And something else is wrong with 4,960 rows: mend these first."


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((7,), "Row 7"),
        ((7, 8), "Rows 7 and 8"),
        ((2, 3, 4, 9), "Rows 2 to 4 and 9"),
        (tuple(range(2, 80, 2)), "Rows 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 and 27 more"),
    ],
)
def test_rows_are_named_shortly_and_all_counted(rows: tuple[int, ...], words: str) -> None:
    assert rows_in_words(rows) == words
