"""Times of day as they are typed."""

import pytest

from app.domain.values.time_of_day import parse_time
from app.errors import NotAcceptable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("14:20", "14:20"),
        ("1420", "14:20"),
        ("14.20", "14:20"),
        ("14h20", "14:20"),
        ("9:05", "09:05"),
        ("905", "09:05"),
        ("2.20 pm", "14:20"),
        ("9am", "09:00"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        (" 00:00 ", "00:00"),
        ("23:59", "23:59"),
    ],
)
def test_a_time_is_read_as_it_is_typed(typed: str, kept: str) -> None:
    assert parse_time(typed) == kept
    assert parse_time(kept) == kept


@pytest.mark.parametrize("typed", ["24:00", "14:60", "14", "13pm", "0am", "half two", "", "14:2", "١٤:٢٠"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(NotAcceptable, match="not a time of day"):
        parse_time(typed)
