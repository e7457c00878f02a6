"""Light markup is small and never guesses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.markup import Bullets, Paragraph, Run, parse


def test_a_blank_line_starts_a_paragraph_and_a_dash_a_bullet() -> None:
    """The three signs, together."""
    assert parse("One\nline.\n\n- **First** item\n- second\n  goes on\nAfter") == (
        Paragraph((Run("One line."),)),
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
