"""A text and what is typed are folded alike, and what is found is marked where it stands in the text itself."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.values.search_places import places
from app.domain.values.search_words import indexed, terms, words
from app.domain.values.text import clean


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in places(text, terms(typed))]


@pytest.mark.parametrize(
    ("body", "folded", "also"),
    [
        ("The grey heron waited.", "the grey heron waited", ""),
        ("Met Łukasz, Ørjan and Zoë at Straße 4", "met lukasz orjan and zoe at strasse 4", ""),
        ("Risk of re-offending. None else.", "risk of re offending none else", "risk of reoffending"),
        ("Mrs O’Dowd’s note", "mrs o dowd s note", "mrs odowds note odowd odowds dowds"),
        ("07700 900123", "07700 900123", "07700900123"),
        ("+44 7700 900123", "44 7700 900123", "447700 07700 447700900123 07700900123 7700900123"),
        (
            "0044 7700 900123",
            "0044 7700 900123",
            "00447700 447700 07700 00447700900123 447700900123 07700900123 7700900123",
        ),
        ("+447700900123", "447700900123", "07700900123"),
        ("AB12 CDE", "ab12 cde", "ab12cde"),
        ("3-5 mg", "3 5 mg", ""),
        ("2 of 3", "2 of 3", ""),
    ],
)
def test_the_index_holds_words_apart_and_what_is_joined(body: str, folded: str, also: str) -> None:
    assert indexed("", body) == (folded, also)


def test_the_words_of_the_title_are_found_too() -> None:
    assert indexed("Re-referral, Łódź", "Body") == ("body", "re referral lodz rereferral lodz")


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Mrs O’Dowd came", "ODowd", ["O’Dowd"]),
        ("Mrs O’Dowd came", '"mrs odowd came"', ["Mrs O’Dowd came"]),
        ("Mrs ODowd came", "O'Dowd ", ["ODowd"]),
        ("Call 07700 900123 now", "07700900123", ["07700 900123"]),
        ("Call +44 (0)7700 900123 now", "07700 900123", ["44 (0)7700 900123"]),
        ("PHQ-9 fell", "PHQ9", ["PHQ-9"]),
        ("PHQ9 fell", "PHQ-9", ["PHQ9"]),
        ("at Straße 4", "strasse", ["Straße"]),
        ("cafe\u0301s", "cafes", ["cafe\u0301s"]),
        ("the other", "her", []),
        ("heron her", "her", ["heron", "her"]),
        ("heron her", "her ", ["heron", "her"]),
        ("heron her", '"her"', ["her"]),
    ],
)
def test_marks_what_was_found_where_it_stands(text: str, typed: str, found: list[str]) -> None:
    assert marked(text, typed) == found


@given(st.text(max_size=80), st.text(max_size=30))
def test_what_is_marked_lies_in_the_text_in_order(text: str, typed: str) -> None:
    at = 0
    for start, end in places(text, terms(typed)):
        assert at <= start < end <= len(text)
        at = end


@given(st.text(max_size=60))
def test_each_word_of_the_text_has_one_word_in_the_index(text: str) -> None:
    body = clean(text)
    folded, _ = indexed("", body)
    assert folded.split(" ") == ([word.form for word in words(body)] or [""])


@given(
    st.lists(
        st.text(st.characters(categories=("Lu", "Ll", "Nd")), min_size=1, max_size=12), min_size=1, max_size=6
    )
)
def test_a_text_is_found_by_any_of_its_own_words(typed: list[str]) -> None:
    body = clean(" ".join(typed))
    for each in typed:
        assert places(body, terms(f'"{each}"')) or not words(each)


@pytest.mark.parametrize(
    "text",
    ["a-" * 50_000, "1 " * 50_000, "AB12 " * 20_000, "'" * 100_000, "\u0301" * 100_000, "word " * 20_000],
    ids=["hyphens", "digits", "codes", "apostrophes", "marks", "words"],
)
def test_the_longest_text_is_indexed_in_a_moment(text: str) -> None:
    began = time.process_time()
    indexed("", text)
    assert time.process_time() - began < 4


_PARTS = st.sampled_from(
    [
        "re",
        "re-offending",
        "offending",
        "O'Dowd",
        "AB12 CDE",
        "CONTACT 12",
        "contact",
        "07700 900123",
        "a-aa",
        "aa",
        "+44 (0)7",
        "_",
    ]
)
_BETWEEN = st.sampled_from([" ", ". ", "\n", "", "-", " - ", "'"])


@given(
    parts=st.lists(st.tuples(_PARTS, _BETWEEN), max_size=8),
    typed=st.sampled_from(
        [
            "re",
            '"re"',
            "reoffending",
            "offen",
            "odowd",
            "ab12",
            "ab12cde",
            "contac",
            "07700900123",
            '"a a"',
            "aa",
            '"re offending"',
        ]
    ),
)
def test_a_plain_text_is_marked_as_it_is_beside_another_script(
    parts: list[tuple[str, str]], typed: str
) -> None:
    """Only there each word is looked at in every form."""
    text = "".join(part + between for part, between in parts)
    assert places(text, terms(typed)) == places(f"{text}\n漢", terms(typed))
