"""Durations as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.values.durations import parse_minutes, show_minutes
from app.errors import NotAcceptable


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("50", 50),
        ("50 min", 50),
        ("90m", 90),
        ("1h", 60),
        ("1h 20", 80),
        ("1h20m", 80),
        ("1 hour 5 minutes", 65),
        ("1:20", 80),
        ("0:05", 5),
        ("1.5h", 90),
        (" 1H  20 ", 80),
    ],
)
def test_reads_a_duration_as_it_is_typed(typed: str, minutes: int) -> None:
    assert parse_minutes(typed) == minutes


@pytest.mark.parametrize(
    "typed", ["", "soon", "1:75", "-5", "1:2:3", "1.5h 20", "12345", "\u0665\u0660", "1h 99"]
)
def test_refuses_what_is_no_duration(typed: str) -> None:
    with pytest.raises(NotAcceptable):
        parse_minutes(typed)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (50, "50 minutes"), (60, "1 hour"), (121, "2 hours 1 minute")],
)
def test_says_a_duration_in_words(minutes: int, words: str) -> None:
    assert show_minutes(minutes) == words


@given(st.integers(0, 24 * 60))
def test_reads_its_own_words(minutes: int) -> None:
    assert parse_minutes(show_minutes(minutes)) == minutes
