"""Numbers that name a person: a mistyped one is refused, and no refusal repeats it."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.values.identifiers import (
    Registration,
    check_letter,
    parse_crn,
    parse_cro,
    parse_nhs_number,
    parse_pnc,
    parse_prison_number,
    show_nhs_number,
)
from app.errors import NotAnIdentifier

TODAY = date(2026, 11, 23)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The 999 range is never issued; the last is the example of the NHS Data Dictionary.
NHS_NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000107", "9434765919")
CRO_STEMS = (("SF{year:02}/{serial}", "{serial}"), ("{serial:06}/{year:02}", "{serial:06}"))
# As the tests of hmpps-person-record have them.
CRO_NUMBERS = ("265416/21G", "065656/91H", "SF05/482703J", "SF83/50058Z")
PNC_IDS = ("2001/0000001Q", "1999/1234567B", "2019/0000123X", "2024/0045678P")


def refusal(read: Callable[[str], str], typed: str) -> str:
    """The sentence of a refusal."""
    with pytest.raises(NotAnIdentifier) as refused:
        read(typed)
    assert refused.value.__cause__ is None
    return str(refused.value)


def pnc(typed: str) -> str:
    return parse_pnc(typed, TODAY)


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    """A valid NHS number."""
    digits = draw(st.lists(st.integers(0, 9), min_size=9, max_size=9))
    check = (11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
    if check == 10:
        digits[8] = (digits[8] + 1) % 10
        check = (11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
    usable = check < 10 and len({*digits, check}) > 1
    return "".join(map(str, [*digits, check])) if usable else NHS_NUMBERS[0]


@pytest.mark.parametrize("number", NHS_NUMBERS)
def test_takes_a_valid_nhs_number_however_it_is_spaced(number: str) -> None:
    assert parse_nhs_number(show_nhs_number(number)) == number
    assert parse_nhs_number(f" {number[:3]}-{number[3:6]}-{number[6:]} ") == number


@given(nhs_numbers(), st.integers(0, 9), st.integers(1, 9))
def test_refuses_any_one_changed_digit_of_an_nhs_number(number: str, place: int, change: int) -> None:
    assert parse_nhs_number(number) == number
    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    assert wrong not in refusal(parse_nhs_number, wrong)


@given(nhs_numbers(), st.integers(0, 8))
def test_refuses_two_neighbouring_digits_of_an_nhs_number_swapped(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped == number:
        assert parse_nhs_number(swapped) == number
    else:
        refusal(parse_nhs_number, swapped)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "999000001",
        "99900000180",
        "999000001x",
        "\uff19\uff19\uff19\uff10\uff10\uff10\uff10\uff10\uff11\uff18",
        "9990000018;",
    ],
)
def test_refuses_what_is_not_ten_digits(typed: str) -> None:
    assert "ten digits" in refusal(parse_nhs_number, typed)


@pytest.mark.parametrize("number", PNC_IDS)
def test_takes_a_valid_pnc_id(number: str) -> None:
    assert pnc(number) == number
    assert pnc(number.lower().replace("/", "")) == number


def test_writes_out_a_short_pnc_id() -> None:
    assert pnc("01/1Q") == "2001/0000001Q"
    assert pnc("99/1234567B") == "1999/1234567B"


@given(st.integers(1927, 2026), st.integers(0, 9_999_999), st.sampled_from(LETTERS))
def test_a_pnc_id_passes_with_its_own_letter_alone(year: int, serial: int, letter: str) -> None:
    right = check_letter(year, f"{serial:07}")
    typed = f"{year}/{serial:07}{letter}"
    if letter == right:
        assert pnc(typed) == typed
    else:
        assert typed not in refusal(pnc, typed)
        assert pnc(typed[:-1] + right) == typed[:-1] + right


@pytest.mark.parametrize(
    "typed",
    [
        "2027/0000001A",
        "2001/00000001Q",
        "201/1Q",
        "2003/0000004",
        "",
        "2001-0000001Q",
        "0000/0000000Z",
        "20011Q",
    ],
)
def test_refuses_what_is_no_pnc_id(typed: str) -> None:
    sentence = refusal(pnc, typed)
    assert not typed or typed not in sentence


@given(st.integers(0, 99), st.integers(0, 999_999), st.sampled_from(LETTERS), st.sampled_from(CRO_STEMS))
def test_a_cro_number_passes_with_its_own_letter_alone(
    year: int, serial: int, letter: str, stems: tuple[str, str]
) -> None:
    stem = stems[0].format(year=year, serial=serial)
    right = check_letter(year, stems[1].format(serial=serial))
    assert parse_cro(stem + right) == stem + right
    if letter != right:
        assert stem not in refusal(parse_cro, stem + letter)


@pytest.mark.parametrize("number", CRO_NUMBERS)
def test_takes_a_published_cro_number(number: str) -> None:
    assert parse_cro(number.lower()) == number


def test_writes_out_a_short_cro_number() -> None:
    assert parse_cro("65656/91H") == "065656/91H"


@pytest.mark.parametrize("digit", "0123456789")
def test_refuses_one_digit_ten_times_over(digit: str) -> None:
    assert "ten times over" in refusal(parse_nhs_number, digit * 10)


@pytest.mark.parametrize(
    "typed", ["", "85227/65G", "SF99/1234567A", "1234567/99A", "SX99/123456A", "123456-99A"]
)
def test_refuses_what_is_no_cro_number(typed: str) -> None:
    refusal(parse_cro, typed)


def test_takes_probation_and_prison_numbers_in_any_case() -> None:
    assert parse_crn(" x123456 ") == "X123456"
    assert parse_prison_number("a1234 bc") == "A1234BC"


@pytest.mark.parametrize("typed", ["1234567", "X12345", "X1234567", "", "XX12345"])
def test_refuses_what_is_no_crn(typed: str) -> None:
    assert not typed or typed not in refusal(parse_crn, typed)
    refusal(parse_crn, typed)


@pytest.mark.parametrize("typed", ["B4321X", "11234BC", "A12345C", "", "A1234BCD"])
def test_refuses_what_is_no_prison_number(typed: str) -> None:
    assert not typed or typed not in refusal(parse_prison_number, typed)
    refusal(parse_prison_number, typed)


@pytest.mark.parametrize(
    ("body", "number", "shown"),
    [
        ("GMC", "1234567", "GMC 1234567"),
        ("hcpc", "pyl01234", "HCPC PYL01234"),
        ("NMC", "12A3456B", "NMC 12A3456B"),
        ("SWE", "SW12345", "SWE SW12345"),
        ("", "", "Not registered"),
    ],
)
def test_takes_a_registration(body: str, number: str, shown: str) -> None:
    assert Registration.parse(body, number).show() == shown


@pytest.mark.parametrize(
    ("body", "number"), [("GMC", "123"), ("GMC", ""), ("", "1234567"), ("BMA", "1234567"), ("NMC", "98Z7654")]
)
def test_refuses_a_registration_that_cannot_be(body: str, number: str) -> None:
    with pytest.raises(NotAnIdentifier) as refused:
        Registration.parse(body, number)
    assert not number or number not in str(refused.value)
