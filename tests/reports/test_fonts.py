"""The typeface is asked before anything is drawn."""

import pytest

from app.errors import CannotPrint
from app.reports.pdf import fonts


@pytest.mark.parametrize(
    "text", ["Llŷr ŵ", "Žofie Łuczak", "Ελένη", "Жанна", "“quoted” – … ≥ ≤ ½ × • €", "line\nand\ttab", ""]
)
def test_covers_what_british_records_hold(text: str) -> None:
    """Welsh, central European, Greek and Cyrillic letters and typographic signs print."""
    assert fonts.uncovered(text) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("محمد", ("Arabic letters",)),
        ("王小明", ("CJK letters",)),
        ("שלום ✓", ("Hebrew letters", "check mark")),
        ("a\u2028b", ("line separator",)),
        ("bell\x07", ("control character U+0007",)),
        ("\U0001f600", ("grinning face",)),
    ],
)
def test_names_scripts_and_signs_but_not_letters(text: str, named: tuple[str, ...]) -> None:
    """The sentence does not spell the name it is about."""
    assert fonts.uncovered(text) == named


def test_refuses_with_a_sentence_that_says_what_to_do() -> None:
    """One sentence for the person at the keyboard."""
    with pytest.raises(CannotPrint, match=r"cannot print: Arabic letters\. Write these"):
        fonts.check(("fine", "علي"))


def test_bold_is_wider_than_regular() -> None:
    """Widths come from the face that is drawn."""
    assert fonts.text_width("Casework", 10, bold=True) > fonts.text_width("Casework", 10, bold=False) > 0
