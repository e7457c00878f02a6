"""Small multiples compare, and never add up."""

from datetime import date
from itertools import combinations

import pytest

from app.charts import ratings, trend
from app.charts.marks import Point, Series
from app.charts.primitives import Circle, Text, text_box
from tests.charts.test_labels import wide

DAYS = [date(2026, month, 1) for month in (1, 4, 7, 10)]


def course(*values: int | None) -> Series:
    """Return ratings at three-monthly intervals."""
    return Series("Rumination", tuple(map(Point, DAYS, values)))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((), "not assessed"),
        ((3,), "first rating"),
        ((None, 3), "first rating"),
        ((3, 3), "unchanged at 3"),
        ((3, 1), "down from 3"),
        ((1, None, 4), "up from 1"),
        ((1, 2, None), "not assessed, 2 before"),
        ((None,), "not assessed"),
    ],
)
def test_change_is_told_against_the_last_assessed_rating(values: tuple[int | None, ...], words: str) -> None:
    """A missing rating is neither zero nor the one before."""
    assert ratings.change(course(*values)) == words


def test_every_dimension_has_its_own_plot_with_its_own_latest_value() -> None:
    """Fourteen dimensions give fourteen names and values, and no total."""
    many = [Series(f"Dimension {index}", course(4, 3, 2, 1).points) for index in range(14)]
    drawing = trend.layout(many, width=493, start=DAYS[0], end=DAYS[-1], style=trend.Style(), text_width=wide)
    shown = [one.text for one in drawing.primitives if isinstance(one, Text)]
    assert [text for text in shown if text.startswith("Dimension")] == [one.name for one in many]
    assert shown.count("1") == len(many)
    assert str(14) not in shown
    boxes = [text_box(one, wide) for one in drawing.primitives if isinstance(one, Text)]
    for (l1, t1, r1, b1), (l2, t2, r2, b2) in combinations(boxes, 2):
        assert r1 <= l2 or r2 <= l1 or b1 <= t2 or b2 <= t1
    assert all(
        left >= 0 and right <= drawing.width and low <= drawing.height for left, _, right, low in boxes
    )


def test_points_carry_the_index_a_painter_can_hit() -> None:
    """Each point of each dimension is counted once."""
    drawing = trend.layout(
        [course(4, 3), course(2, None, 1)],
        width=300,
        start=DAYS[0],
        end=DAYS[-1],
        style=trend.Style(),
        text_width=wide,
    )
    assert [one.event for one in drawing.primitives if isinstance(one, Circle)] == [0, 1, 2, 4]


def test_a_spark_has_one_point_a_rating_and_no_words() -> None:
    """The table row beside it has the words."""
    drawing = trend.spark(course(4, None, 2), width=60, height=14, start=DAYS[0], end=DAYS[-1])
    assert sum(isinstance(one, Circle) for one in drawing.primitives) == 2
    assert not any(isinstance(one, Text) for one in drawing.primitives)
