"""What is larger than a page is drawn in parts, and what no part holds is counted."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.records.blocks import Box, Chart, Course, Linked, Moment, Point, Table, Tie
from app.domain.records.facets import Mark
from app.reports import charted, linked_pictures
from app.reports.pdf.lettering import text_width
from app.reports.pdf.styles import WIDTH

COLUMNS = (("Evidence", "1"), ("Factor", "1"), ("Goal", "1"), ("Session", "1"), ("Change", "1"))
TABLE = Table(heads=("What",), rows=(), widths=(1,))
_PAGE = 640.0


def linked(boxes: list[int], ties: list[tuple[int, int]]) -> Linked:
    """A picture with a box in each of these columns, and the lines that lead to the right."""
    return Linked(
        columns=COLUMNS,
        boxes=tuple(Box(column=column, name=f"b{n}", words="Some words") for n, column in enumerate(boxes)),
        ties=tuple(
            Tie(*sorted(tie, key=lambda n: boxes[n])) for tie in ties if boxes[tie[0]] != boxes[tie[1]]
        ),
        words="What it shows",
        caption="3 gaps.",
        table=TABLE,
    )


@st.composite
def pictures(draw: st.DrawFn) -> Linked:
    boxes = draw(st.lists(st.integers(0, 4), max_size=60))
    pairs = st.tuples(st.integers(0, max(0, len(boxes) - 1)), st.integers(0, max(0, len(boxes) - 1)))
    return linked(boxes, draw(st.lists(pairs, max_size=40)) if boxes else [])


@settings(max_examples=25, deadline=None)
@given(pictures())
def test_every_box_is_drawn_on_a_page_that_holds_it_or_counted(block: Linked) -> None:
    drawn = linked_pictures.pictured(block, WIDTH, text_width)
    assert all(each.height <= _PAGE and each.width <= WIDTH + 0.01 for each in drawn.drawings)
    said = {getattr(one, "text", "") for each in drawn.drawings for one in each.primitives}
    there = sum(box.name in said for box in block.boxes)
    assert there + drawn.left_out == len(block.boxes)
    assert (f"{drawn.left_out} boxes" in linked_pictures.caption(block, drawn)) is (drawn.left_out > 0)


def test_a_thread_larger_than_a_page_is_drawn_goal_by_goal() -> None:
    goals = range(8)
    boxes = [column for _ in goals for column in (0, 0, 0, 0, 1, 2, 3, 3, 4)]
    ties = [(9 * goal + left, 9 * goal + right) for goal in goals for left, right in (
        (0, 4), (1, 4), (2, 4), (3, 4), (4, 5), (5, 6), (5, 7), (5, 8)
    )]  # fmt: skip
    block = linked(boxes, ties)
    drawn = linked_pictures.pictured(block, WIDTH, text_width)
    assert (len(drawn.drawings), drawn.left_out) == (2, 0)
    assert "The picture is in parts" in linked_pictures.caption(block, drawn)


def test_courses_that_have_no_room_beside_the_marks_are_drawn_on_further_axes() -> None:
    first = date(2026, 1, 1)
    points = tuple(Point(first + timedelta(days=n), n % 5) for n in range(4))
    chart = Chart(
        start=first,
        end=first + timedelta(days=90),
        today=first + timedelta(days=60),
        moments=(Moment(mark=Mark.KEPT, first=first, last=first),),
        courses=tuple(Course(f"c{n}", points, lane="Measures", aim=2, error=1) for n in range(40)),
        words="w",
        caption="c",
        table=TABLE,
    )
    drawn = charted.charted(chart, WIDTH, text_width)
    every = (drawn.drawing, *drawn.further)
    said = [getattr(one, "text", "") for each in every for one in each.primitives]
    assert [text for text in said if text.startswith("c") and text[1:].isdigit()] == [
        f"c{n}" for n in range(40)
    ]
    assert all(each.height <= _PAGE for each in every)
    assert (drawn.left_out, drawn.courses_left_out) == (0, 0)
