"""Every place of a protected term is found, and nothing else."""

import time
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto import terms

KEY = bytes(range(32))


def prints_of(words: list[str]) -> dict[int, frozenset[bytes]]:
    by_length = defaultdict(set)
    for word in words:
        by_length[len(word)].add(terms.fingerprint(KEY, word))
    return {length: frozenset(found) for length, found in by_length.items()}


def plainly(text: str, words: list[str]) -> list[tuple[int, int]]:
    places = {
        (start, len(word)) for word in words for start in range(len(text)) if text.startswith(word, start)
    }
    return sorted(places)


@given(
    st.text(alphabet="ab\u00e9\u4e2d\U0001f600", max_size=60),
    st.lists(st.text("ab\u00e9\u4e2d", min_size=1, max_size=4)),
)
def test_finds_exactly_the_places_a_plain_search_finds(text: str, words: list[str]) -> None:
    assert terms.scan(text, prints_of(words), KEY) == plainly(text, words)


def test_finds_a_term_at_the_start_in_the_middle_and_at_the_end() -> None:
    assert terms.scan("sw1a1aaxsw1a1aaysw1a1aa", prints_of(["sw1a1aa"]), KEY) == [(0, 7), (8, 7), (16, 7)]


def test_finds_nothing_with_another_key_or_in_no_text() -> None:
    assert terms.scan("sw1a1aa", prints_of(["sw1a1aa"]), bytes(32)) == []
    assert terms.scan("", prints_of(["sw1a1aa"]), KEY) == []
    assert terms.scan("sw1a1aa", {}, KEY) == []


def test_refuses_a_length_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="at least one"):
        terms.scan("abc", {0: frozenset()}, KEY)


@pytest.mark.parametrize("letter", ["a", "\u00e9"])
def test_scans_a_long_output_without_being_noticed(letter: str) -> None:
    text = letter * 19_990 + "needlehere"
    prints = prints_of(["needlehere"]) | {length: frozenset({bytes(16)}) for length in range(3, 10)}
    started = time.perf_counter()
    assert terms.scan(text, prints, KEY) == [(19_990, 10)]
    assert time.perf_counter() - started < 0.5


def test_a_fingerprint_has_sixteen_bytes_and_needs_the_key() -> None:
    assert len(terms.fingerprint(KEY, "sw1a1aa")) == 16
    assert terms.fingerprint(KEY, "sw1a1aa") != terms.fingerprint(bytes(32), "sw1a1aa")
