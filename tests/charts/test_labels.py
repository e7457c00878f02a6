"""Labels never overlap, whatever the dates."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.labels import Label, Rows, place
from app.charts.primitives import Line, Text, text_box

ROWS = Rows(below=10, baseline=20, pitch=10.5, count=4, left=50, right=400, size=7.5)


def wide(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape charts ask for
    """Measure as a monospaced face would."""
    return len(text) * size * (0.6 if bold else 0.55)


labels = st.lists(
    st.tuples(st.floats(50, 380), st.text("abcdefgh ", min_size=1, max_size=30)), max_size=80
).map(lambda pairs: [Label(x, text, index) for index, (x, text) in enumerate(pairs)])


@settings(max_examples=150, deadline=None)
@given(labels)
def test_no_label_overlaps_another_or_leaves_the_row(given_labels: list[Label]) -> None:
    """Boxes are apart and inside, and every label is placed or owned up to."""
    placed = place(given_labels, ROWS, wide)
    texts = [one for one in placed.primitives if isinstance(one, Text)]
    boxes = [text_box(one, wide) for one in texts]
    for (l1, t1, r1, b1), (l2, t2, r2, b2) in combinations(boxes, 2):
        assert r1 <= l2 or r2 <= l1 or b1 <= t2 or b2 <= t1
    assert all(left >= ROWS.left and right <= ROWS.right for left, _, right, _ in boxes)
    assert sorted([*(one.event for one in texts if one.event is not None), *placed.left_out]) == list(
        range(len(given_labels))
    )


@settings(max_examples=150, deadline=None)
@given(labels)
def test_no_leader_crosses_a_label(given_labels: list[Label]) -> None:
    """A leader passes beside the text of every row above its own."""
    placed = place(given_labels, ROWS, wide)
    leaders = [one for one in placed.primitives if isinstance(one, Line)]
    for text in (one for one in placed.primitives if isinstance(one, Text)):
        left, top, right, _ = text_box(text, wide)
        for leader in leaders:
            assert not (left < leader.x1 < right and leader.y2 > top)


def test_a_label_with_room_stands_whole_beside_its_marker() -> None:
    """One label alone is neither moved nor shortened."""
    placed = place([Label(100, "Letters", 0)], ROWS, wide)
    assert [one.text for one in placed.primitives if isinstance(one, Text)] == ["Letters"]
    assert placed.rows == 1


def test_a_crowded_day_drops_to_lower_rows() -> None:
    """Neighbours too close for one row use the next."""
    crowd = [Label(100 + 12 * index, "Some words", index) for index in range(3)]
    placed = place(crowd, ROWS, wide)
    assert placed.rows > 1
    assert placed.left_out == ()
