"""Clean text stays as it is when a text box shows it, and hides nothing."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.values.text import MOST_CHARACTERS, MOST_IN_LINE, clean, fold, line
from app.errors import TextTooLong

# Surrogates included: a broken paste can bring one, and no file can hold it.
ANY_CHARACTER = st.characters(exclude_categories=())
AWKWARD = st.sampled_from(
    "\r\n\t\v\f\x00\x1c\x85\u00a0\u00ad\u034f\u0301\u1160\u200b\u200d\u2028\u2029\u202e\ufe0f\ufeff e- "
)
any_text = st.text(st.one_of(AWKWARD, ANY_CHARACTER), max_size=60)


def as_a_text_box_gives_it_back(text: str) -> str:
    """What QTextDocument.toPlainText does to a text: paragraph and line separators, CR and no-break space."""
    for separator in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(separator, "\n")
    return text.replace("\u00a0", " ").replace("\x00", "")


@given(any_text)
@example("a" + "\u0344" * 40)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(any_text)
def test_a_line_cleaned_twice_changes_nothing_and_is_one_line(text: str) -> None:
    once = line(text)
    assert line(once) == once
    assert len(once.splitlines()) <= 1
    assert once == once.strip()


@given(any_text)
def test_a_text_box_gives_clean_text_back_unchanged(text: str) -> None:
    assert as_a_text_box_gives_it_back(clean(text)) == clean(text)


@given(any_text)
def test_clean_text_holds_nothing_that_does_not_print(text: str) -> None:
    kept = set(clean(text)) - {"\n"}
    assert not [c for c in kept if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not [
        c
        for c in kept
        if unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI", "PDI"}
    ]
    clean(text).encode("utf-8")


@given(
    st.text(
        st.characters(
            categories=("Lu", "Ll", "Lo", "Nd", "Po"), exclude_characters="\u115f\u1160\u3164\uffa0"
        )
    )
)
def test_letters_digits_and_punctuation_stay(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\nfive"),
        ("a\u00a0b\tc\u3000d", "a b c d"),
        ("safe\u202eelbisiv\u202c", "safeelbisiv"),
        ("Mar\u200bion\u00ad", "Marion"),
        ("nul\x00 bell\x07", "nul bell"),
        ("tag\U000e0041ged", "tagged"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("a  b   \n c \n\n", "a  b\n c"),
        ("\n\n first", " first"),
        ("half \ud83d of a pair", "half  of a pair"),
    ],
)
def test_cleans_as_promised(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "a" * MOST_CHARACTERS,
        " " * (MOST_CHARACTERS - 1) + "x",
        "x" + " " * (MOST_CHARACTERS - 1),
        " \n" * (MOST_CHARACTERS // 2),
        "\u200b" * MOST_CHARACTERS,
        "e\u0301 " * (MOST_CHARACTERS // 3),
        ("\u0301\u0323" * MOST_CHARACTERS)[:MOST_CHARACTERS],
    ],
    ids=[
        "letters",
        "blanks then a letter",
        "blanks at the end",
        "blank lines",
        "invisible",
        "composing",
        "marks",
    ],
)
def test_cleans_the_longest_text_while_nobody_notices(text: str) -> None:
    began = time.perf_counter()
    clean(text)
    assert time.perf_counter() - began < 0.2


def test_refuses_more_text_than_a_field_holds() -> None:
    clean("a" * MOST_CHARACTERS)
    with pytest.raises(TextTooLong):
        clean("a" * (MOST_CHARACTERS + 1))


def test_keeps_the_sign_that_says_a_character_was_lost() -> None:
    assert clean("Ro\ufffdan") == "Ro\ufffdan"


def test_refuses_a_text_that_composing_makes_too_long() -> None:
    assert len(clean("\ufb2c" * (MOST_CHARACTERS // 3))) <= MOST_CHARACTERS
    with pytest.raises(TextTooLong):
        clean("\ufb2c" * MOST_CHARACTERS)


def test_refuses_more_text_than_a_line_holds() -> None:
    line("a" * MOST_IN_LINE)
    with pytest.raises(TextTooLong, match="500"):
        line("a" * (MOST_IN_LINE + 1))


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Llŷr O'Dowd", "llyr odowd"),
        ("MÜLLER-STRAẞE", "muller strasse"),
        ("Zoë", "Zoe\u0308"),
        ("ﬁona", "FIONA"),
        ("NE46 1AB", "ne461ab"),
        ("snake_case", "Snake Case"),
        ("\uff37\uff49\uff44\uff45", "wide"),
        ("İpek", "ipek"),
    ],
)
def test_folding_compares_what_people_read_as_the_same(written: str, other: str) -> None:
    assert fold(written) == fold(other)


@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_keeps_different_names_apart() -> None:
    assert fold("Marion") != fold("Marian")
