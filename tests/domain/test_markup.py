"""Light markup is small and never guesses."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.values.markup import Block, Bullets, Paragraph, Run, as_item, first_sentence, one_line, parse


def test_a_blank_line_starts_a_paragraph_and_a_dash_a_bullet() -> None:
    """The three signs, together."""
    assert parse("One\nline.\n\n- **First** item\n- second\n  goes on\nAfter") == (
        Paragraph((Run("One\nline."),)),
        Bullets(((Run("First", bold=True), Run(" item")), (Run("second\ngoes on"),))),
        Paragraph((Run("After"),)),
    )


def test_messages_quoted_one_a_line_do_not_run_into_each_other() -> None:
    assert parse("- sent 02:10 call me\n- sent 02:12 I see you\nThen silence for a week.") == (
        Bullets(((Run("sent 02:10 call me"),), (Run("sent 02:12 I see you"),))),
        Paragraph((Run("Then silence for a week."),)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "2 ** 3",
        "**half",
        "** spaced **",
        "<b>tag</b> & co",
        "-dash",
        "a *star*",
        "He wrote f*** off and later b**** you.",
        "Rated **** by staff; 5 ** 2 tried.",
        "you f**k, you s**t",
        "f** you, and b** you",
        'called her "**" and then "**"',
        "(**) and (**)",
        "***all*** of it",
        "****four****",
        "**one\ntwo**",
        "\N{DEVANAGARI LETTER KA}\N{DEVANAGARI VOWEL SIGN I}**a b** c",
    ],
)
def test_what_is_not_markup_stays_as_typed(text: str) -> None:
    """Unbalanced or foreign markup is text."""
    assert parse(text) == (Paragraph((Run(text),)),)


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**Now**", ["Now"]),
        ("say **now**, then", ["now"]),
        ("(**now**)", ["now"]),
        ("**now.** Then", ["now."]),
        ("**f*** off** he wrote", ["f*** off"]),
        ("\N{KISS MARK}**x** y", ["x"]),
        ("- **a** b\n**c d** e", ["a", "c d"]),
        ("**a** f*** **b**", ["a", "b"]),
    ],
)
def test_bold_stands_at_the_edge_of_words(text: str, bold: list[str]) -> None:
    assert [run.text for run in shown(parse(text)) if run.bold] == bold


@settings(max_examples=200, deadline=None)
@given(st.text("ab *-\n<&", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    """Whatever is typed, its letters are printed in order."""
    found = ""
    for block in parse(text):
        for runs in block.items if isinstance(block, Bullets) else (block.runs,):
            found += "".join(run.text for run in runs)
    kept = [sign for sign in text if sign in "ab<&"]
    assert [sign for sign in found if sign in "ab<&"] == kept


MARKS = st.lists(
    st.sampled_from(["**", "*", "- ", "-", "\n", "\n\n", " ", "word", "<b>", "&amp;", "é"]), max_size=25
)


def shown(blocks: tuple[Block, ...]) -> list[Run]:
    """Every run, in order."""
    return [
        run
        for block in blocks
        for row in ((block.runs,) if isinstance(block, Paragraph) else block.items)
        for run in row
    ]


@given(MARKS)
def test_stars_go_only_where_words_turn_bold(typed: list[str]) -> None:
    text = "".join(typed)
    runs = shown(parse(text))
    assert text.count("*") - sum(run.text.count("*") for run in runs) == 4 * sum(run.bold for run in runs)


def rows(blocks: tuple[Block, ...]) -> list[list[str]]:
    """The words of each line that is shown, in order."""
    paragraphs = [runs for block in blocks for runs in getattr(block, "items", ()) or (block.runs,)]
    lines = ["".join(run.text for run in runs).split("\n") for runs in paragraphs]
    return [line.split() for each in lines for line in each]


def unmarked(line: str) -> list[str]:
    """The words of a line as it was signed, without the dash of a list item."""
    return re.sub(r"^\s*- +(?=\S)", "", line).split()


@given(MARKS)
def test_every_line_is_shown_with_every_word_of_it(typed: list[str]) -> None:
    signed = [unmarked(line) for line in "".join(typed).split("\n") if line.strip()]
    assert [re.sub(r"\*", "", "".join(row)) for row in rows(parse("".join(typed)))] == [
        re.sub(r"\*", "", "".join(row)) for row in signed
    ]


MASKED = st.sampled_from(["f***", "b****", "s**t", "d*mn", "**", "****", "*", '"**"', "you", "- ", "\n"])


@given(st.lists(MASKED, max_size=20))
def test_masked_words_keep_every_asterisk(typed: list[str]) -> None:
    text = " ".join(typed)
    assert rows(parse(text)) == [unmarked(line) for line in text.split("\n") if line.strip()]


@given(MARKS, MARKS)
def test_texts_put_into_one_item_are_shown_as_they_are_alone(first: list[str], second: list[str]) -> None:
    """What stands in one text never becomes the other half of a mark in the next."""
    texts = "".join(first), "".join(second)
    alone = [word for text in texts for row in rows(parse(text)) for word in row]
    together = [word for row in rows(parse(as_item("Said.", *texts))) for word in row]
    assert "".join(together) == "Said." + "".join(alone)


@pytest.mark.parametrize("typed", ["", "\n", " \n \n"])
def test_nothing_typed_makes_no_block(typed: str) -> None:
    assert parse(typed) == ()


@pytest.mark.parametrize("typed", ["-", "-x", "--"])
def test_a_dash_alone_is_no_bullet(typed: str) -> None:
    assert parse(typed) == (Paragraph((Run(typed),)),)


def test_gives_the_words_on_one_line_without_their_marks() -> None:
    assert one_line("a **b**\n\n- and **c d** **e") == "a b and c d **e"


@pytest.mark.parametrize(
    "typed",
    [
        "**a " * 50_000,
        "*" * 200_000,
        "- " * 100_000,
        "- a" + "\nb" * 99_000,
        "**" + "a" * 199_000,
        " **" * 66_000,
    ],
    ids=["open", "stars", "dashes", "one bullet", "long", "blanks"],
)
def test_reads_the_longest_text_while_nobody_notices(typed: str) -> None:
    began = time.perf_counter()
    parse(typed)
    one_line(typed)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ""),
        ("One line", "One line"),
        ("He came. He went.", "He came."),
        ("\n\n- **He came.** He went.", "He came."),
        ("Did he? He did.", "Did he?"),
        ("Seen by R. Ellery today. And after.", "Seen by R. Ellery today."),
        ("At 10.30 he rang. Twice.", "At 10.30 he rang."),
        ("He said \u201cgo.\u201d She went.", "He said \u201cgo.\u201d"),
        ("First row\nSecond row.", "First row"),
        ("word " * 50, ("word " * 32).strip() + "\u2026"),
        ("x" * 200, "x" * 160 + "\u2026"),
    ],
)
def test_the_first_sentence_is_found_without_marks(text: str, first: str) -> None:
    assert first_sentence(text) == first
