"""Light markup is small and never guesses."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.values.markup import Block, Bullets, Paragraph, Run, one_line, parse


def test_a_blank_line_starts_a_paragraph_and_a_dash_a_bullet() -> None:
    """The three signs, together."""
    assert parse("One\nline.\n\n- **First** item\n- second\n  goes on\nAfter") == (
        Paragraph((Run("One\nline."),)),
        Bullets(((Run("First", bold=True), Run(" item")), (Run("second goes on After"),))),
    )


@pytest.mark.parametrize("text", ["2 ** 3", "**half", "** spaced **", "<b>tag</b> & co", "-dash", "a *star*"])
def test_what_is_not_markup_stays_as_typed(text: str) -> None:
    """Unbalanced or foreign markup is text."""
    assert parse(text) == (Paragraph((Run(text),)),)


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
