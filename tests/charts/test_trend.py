"""What is said of a rating, and its small drawing."""

from datetime import date

import pytest

from app.charts import ratings, trend
from app.charts.marks import Point, Series
from app.charts.primitives import Circle, Text

DAYS = [date(2026, month, 1) for month in (1, 4, 7, 10)]


def course(*values: int | None) -> Series:
    """Return ratings at three-monthly intervals."""
    return Series("Rumination", tuple(map(Point, DAYS, values)))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((), "not rated"),
        ((3,), "first rating"),
        ((None, 3), "first rating"),
        ((3, 3), "unchanged at 3"),
        ((3, 1), "down from 3"),
        ((1, None, 4), "up from 1"),
        ((1, 2, None), "not rated, 2 before"),
        ((None,), "not rated"),
    ],
)
def test_change_is_told_against_the_last_assessed_rating(values: tuple[int | None, ...], words: str) -> None:
    """A missing rating is neither zero nor the one before."""
    assert ratings.change(course(*values)) == words


def test_a_spark_has_one_point_a_rating_and_no_words() -> None:
    """The table row beside it has the words."""
    drawing = trend.spark(course(4, None, 2), width=60, height=14, start=DAYS[0], end=DAYS[-1])
    assert sum(isinstance(one, Circle) for one in drawing.primitives) == 2
    assert not any(isinstance(one, Text) for one in drawing.primitives)
