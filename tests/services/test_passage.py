"""Which part of a record a search shows, and what is marked in it."""

import pytest

from app.domain.values.search_words import indexed, terms
from app.services.records.passage import passage


def shown(body: str, typed: str) -> tuple[str, list[str]]:
    """A passage as one text, and what is marked."""
    pieces = passage(body, indexed("", body)[0], terms(typed))
    return "".join(piece.text for piece in pieces), [piece.text for piece in pieces if piece.hit]


def numbered(first: int, last: int, sign: str = ", ") -> str:
    return sign.join(f"w{n}" for n in range(first, last + 1))


@pytest.mark.parametrize("tail", ["", " caf\u00e9"], ids=["plain", "with a mark"])
@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [("w1", 1, 24), ("w7", 1, 24), ("w8", 2, 25), ("w50", 44, 67), ("w82", 76, 99), ("w95", 77, 100)],
)
def test_a_passage_is_24_words_of_which_6_stand_before(typed: str, first: int, last: int, tail: str) -> None:
    # The word with a mark is the last of all.
    body = f"{numbered(1, 100 - bool(tail))}{tail}"
    expected = numbered(first, last) if last < 100 or not tail else f"{numbered(first, 99)}{tail}"
    text, marked = shown(body, f'"{typed}"')
    assert text.strip("\u2026") == expected
    assert (text.startswith("\u2026"), text.endswith("\u2026")) == (first > 1, last < 100)
    assert marked == [typed]


def test_a_short_body_is_shown_whole() -> None:
    assert shown(f"({numbered(1, 24)}!)", "w24") == (f"({numbered(1, 24)}!)", ["w24"])


def test_a_passage_is_about_where_most_of_it_stands_together() -> None:
    body = f"{numbered(1, 40)} heron {numbered(41, 90)} heron with an egret {numbered(91, 140)}"
    text, marked = shown(body, "egret heron")
    assert marked == ["heron", "egret"]
    assert text.startswith("\u2026w85, w86")


def test_one_phrase_is_found_over_the_end_of_a_row() -> None:
    body = f"Boundary only. {numbered(1, 60)}\nboundary\nwork {numbered(61, 90)}"
    assert shown(body, '"boundary work"')[1] == ["boundary\nwork"]


def test_what_is_found_joined_alone_is_marked_too() -> None:
    assert shown(f"{numbered(1, 60)} re-offending {numbered(61, 90)}", "reoffending")[1] == ["re-offending"]
    assert shown(f"{numbered(1, 60)} Re-offending {numbered(61, 90)}", "re")[1] == ["Re-offending"]
