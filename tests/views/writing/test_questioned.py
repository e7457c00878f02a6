"""What is questioned moves with the text, and what was changed is looked at again: compared with looking at it all."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.views.writing.positions import Span
from app.views.writing.questioned import Questioned

_LETTERS = st.text("x a", max_size=30)


def wrong(text: str, begin: int = 0, end: int | None = None) -> list[Span]:
    """Words of x alone are questioned."""
    whole = range(begin, len(text) if end is None else end)
    return [
        found.span()
        for found in re.finditer(r"[^ ]+", text)
        if set(found[0]) == {"x"} and found.start() in whole
    ]


def theme(questioned: Questioned, text: str, low: int, high: int) -> None:
    """Look at what was not looked at, whole words at a time."""
    for first, last in list(questioned.unseen(low, high)):
        begin = text.rfind(" ", 0, max(0, first)) + 1
        end = text.find(" ", min(last, len(text)))
        end = len(text) if end < 0 else end
        questioned.saw(begin, 10**9 if end == len(text) else end, wrong(text, begin, end))


@given(
    before=_LETTERS,
    changes=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), _LETTERS, st.booleans()), max_size=8),
)
def test_what_was_looked_at_in_parts_is_what_would_be_found_anew(
    before: str, changes: list[tuple[int, int, str, bool]]
) -> None:
    text, questioned = before, Questioned()
    theme(questioned, text, 0, len(text))
    for place, most, added, is_looked_at in changes:
        at = min(place, len(text))
        removed = min(most, len(text) - at)
        text = text[:at] + added + text[at + removed :]
        questioned.move(at, removed, len(added))
        known = questioned.words
        assert set(known) <= set(wrong(text)), "a mark stands where no questioned word is"
        if is_looked_at:
            theme(questioned, text, 0, len(text))
            assert questioned.words == wrong(text)
            assert list(questioned.unseen(0, len(text))) == []


def test_a_key_looks_at_nothing_far_from_it() -> None:
    text = "xx a " * 100
    questioned = Questioned()
    theme(questioned, text, 0, len(text))
    questioned.move(250, 0, 1)
    assert list(questioned.unseen(0, 501)) == [(249, 252)]
    assert len(questioned.words) == 99
