"""Boxes in columns: no box lies on another, every link has its line, and no line goes through a box."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.linked import Box, Link, Linked, Look, Pen, Place, layout
from app.charts.primitives import Line, Rect, Text
from app.charts.roles import Role
from tests.charts.measured import wide

TITLES = tuple((name, "1") for name in ("Evidence", "Factor", "Goal", "Session", "Change"))
LOOK = Look()


def lay(boxes: list[Box], links: list[Link], width: float = 700) -> Linked:
    """Lay out under the five titles."""
    return layout(boxes, links, TITLES, width=width, look=LOOK, text_width=wide)


@st.composite
def linked(draw: st.DrawFn) -> tuple[list[Box], list[Link]]:
    """Up to 60 boxes in five columns, and links that lead to the right."""
    columns = draw(st.lists(st.integers(0, 4), max_size=60))
    texts = st.sampled_from(
        ("", "Session", "Cannot bear being left and says so whenever it happens", "x" * 90)
    )
    boxes = [
        Box(column, draw(texts), draw(texts), care=draw(st.booleans()), open=draw(st.booleans()))
        for column in columns
    ]
    ends = [(a, b) for a in range(len(boxes)) for b in range(len(boxes)) if columns[a] < columns[b]]
    chosen = draw(st.lists(st.sampled_from(ends), max_size=80, unique=True)) if ends else []
    return boxes, [Link(*each, draw(st.sampled_from(Pen))) for each in chosen]


def on_each_other(one: Place, other: Place) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def goes_through(start: tuple[float, float], end: tuple[float, float], place: Place) -> bool:
    """Whether a piece of a line has a point inside a box; its edges are not."""
    (x1, y1), (x2, y2) = start, end
    for n in range(1, 20):
        x, y = x1 + (x2 - x1) * n / 20, y1 + (y2 - y1) * n / 20
        within = place.x + 0.01 < x < place.x + place.width - 0.01
        if within and place.y + 0.01 < y < place.y + place.height - 0.01:
            return True
    return False


@settings(deadline=None, max_examples=60)
@given(linked(), st.sampled_from((200.0, 640.0, 1200.0)))
def test_no_box_lies_on_another_and_every_link_has_its_line_past_all_boxes(
    drawn: tuple[list[Box], list[Link]], width: float
) -> None:
    boxes, links = drawn
    made = lay(boxes, links, width)
    assert len(made.places) == len(boxes)
    assert not any(on_each_other(*pair) for pair in combinations(made.places, 2))
    assert all(place.y > LOOK.head for place in made.places)
    assert all(place.x + place.width <= made.drawing.width + 0.01 for place in made.places)
    assert all(place.y + place.height <= made.drawing.height for place in made.places)
    assert len(made.paths) == len(links)
    pieces = {
        (each.x1, each.y1, each.x2, each.y2) for each in made.drawing.primitives if isinstance(each, Line)
    }
    for link, path in zip(links, made.paths, strict=True):
        left, right = made.places[link.left], made.places[link.right]
        assert path[0] == (left.x + left.width, left.middle)
        assert path[-1] == (right.x, right.middle)
        for start, end in pairwise(path):
            assert (*start, *end) in pieces
            assert start[0] <= end[0] + 0.01
            assert not any(goes_through(start, end, place) for place in made.places)


def test_every_box_is_drawn_with_its_words_and_bears_its_number() -> None:
    made = lay([Box(1, "F1, presenting", "Urge to watch"), Box(2, "G1", "Let an urge pass")], [Link(0, 1)])
    of_first = [each for each in made.drawing.primitives if each.event == 0]
    assert [each.text for each in of_first if isinstance(each, Text)] == ["F1, presenting", "Urge to watch"]
    (edge,) = (each for each in of_first if isinstance(each, Rect))
    assert (edge.x, edge.y, edge.stroke) == (made.places[0].x, made.places[0].y, Role.MUTED)


def test_what_holds_is_a_whole_line_in_its_colour_and_what_does_not_is_dotted() -> None:
    boxes = [Box(1, "F1", "Urge"), Box(2, "", "No goal", care=True, open=True), Box(0, "", "Letter")]
    made = lay(boxes, [Link(0, 1, Pen.DOTTED), Link(2, 0)])
    lines = [each for each in made.drawing.primitives if isinstance(each, Line) and each.event is None]
    assert {(each.stroke, bool(each.dash)) for each in lines[:-1]} == {
        (Role.THREAD, False),
        (Role.MUTED, True),
    }
    edges = [each for each in made.drawing.primitives if isinstance(each, Line) and each.event == 1]
    assert [(each.stroke, bool(each.dash)) for each in edges] == [(Role.CARE, True)] * 4


def test_a_box_stands_beside_what_it_is_tied_to() -> None:
    boxes = [*(Box(3, "", f"Session {n}") for n in range(6)), Box(2, "G1", "One"), Box(2, "G2", "Another")]
    made = lay(boxes, [Link(6, 4), Link(6, 5), Link(7, 0), Link(7, 1)])
    assert made.places[6].middle == (made.places[4].middle + made.places[5].middle) / 2
    assert made.places[7].middle == (made.places[0].middle + made.places[1].middle) / 2


def test_without_anything_the_titles_stand_alone() -> None:
    made = lay([], [])
    words = [each.text for each in made.drawing.primitives if isinstance(each, Text)]
    assert words == [word for title in TITLES for word in title]
