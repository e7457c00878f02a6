"""Light markup shows everything that was typed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.markup import Block, Bullets, Paragraph, Run, parse, plain, runs

pieces = st.lists(
    st.sampled_from(["**", "*", "- ", "-", "\n", "\n\n", " ", "word", "<b>", "&amp;", "é", "\n  - "]),
    max_size=25,
)


def shown(blocks: tuple[Block, ...]) -> str:
    """Every character the blocks show."""
    rows = [b.runs if isinstance(b, Paragraph) else sum(b.items, ()) for b in blocks]
    return "".join(run.text for row in rows for run in row)


def visible(text: str) -> str:
    """What a reader would miss: everything but the marks themselves and blanks."""
    return "".join(c for c in text if not c.isspace() and c not in "*-")


@given(pieces)
def test_nothing_a_reader_can_see_is_lost(typed: list[str]) -> None:
    text = "".join(typed)
    assert visible(shown(parse(text))) == visible(text)


@given(pieces)
def test_only_balanced_marks_and_bullets_go(typed: list[str]) -> None:
    text = "".join(typed)
    stars = text.count("*") - shown(parse(text)).count("*")
    assert stars % 4 == 0
    assert stars == 4 * sum(run.bold for run in _all_runs(parse(text)))


def _all_runs(blocks: tuple[Block, ...]) -> list[Run]:
    return [
        run for b in blocks for row in ((b.runs,) if isinstance(b, Paragraph) else b.items) for run in row
    ]


def test_reads_paragraphs_bullets_and_bold() -> None:
    text = "First **bold** line\nsecond\n\n- one\n- **two**\nafter"
    assert parse(text) == (
        Paragraph((Run("First "), Run("bold", bold=True), Run(" line\nsecond"))),
        Bullets(((Run("one"),), (Run("two", bold=True),))),
        Paragraph((Run("after"),)),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "**open",
        "close**",
        "** spaced **",
        "**",
        "a ** b",
        "**a\nb**",
        '<img src="x" onerror="y">',
        "<b>not bold</b>",
        "&lt;",
        "# x",
    ],
)
def test_shows_what_is_not_markup_as_it_was_typed(typed: str) -> None:
    assert parse(typed) == (Paragraph((Run(typed),)),)


@pytest.mark.parametrize("typed", ["", "\n", " \n \n"])
def test_nothing_typed_makes_no_block(typed: str) -> None:
    assert parse(typed) == ()


@pytest.mark.parametrize("typed", ["-", "-x", "--", "- "])
def test_a_dash_alone_is_no_bullet(typed: str) -> None:
    assert all(isinstance(block, Paragraph) for block in parse(typed))


def test_gives_the_words_without_their_marks() -> None:
    assert plain("a **b** and **c d** **e") == "a b and c d **e"


@pytest.mark.parametrize(
    "typed",
    ["**a " * 50_000, "*" * 200_000, "- " * 100_000, "**" + "a" * 199_000],
    ids=["open", "stars", "dashes", "long"],
)
def test_reads_the_longest_text_while_nobody_notices(typed: str) -> None:
    began = time.perf_counter()
    parse(typed)
    runs(typed)
    assert time.perf_counter() - began < 0.5
