"""Numbers in words, both ways."""

from typing import Final

_UP_TO_TWENTY: Final = """
zero one two three four five six seven eight nine
ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_FROM_TWENTY: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS: Final = tuple(_UP_TO_TWENTY.split())
_TENS: Final = ("", "", *_FROM_TWENTY.split())

NUMERALS: Final = frozenset({*_UNITS, *_TENS, "hundred", "and"} - {""})
"""The words that numbers are made of."""

DIGITS: Final = {
    **{word: str(digit) for digit, word in enumerate(_UNITS[:10])},
    **dict.fromkeys(("oh", "nought", "naught", "nil", "o"), "0"),
}
"""Digits as they are read out."""

REPEATS: Final = {"double": 2, "treble": 3, "triple": 3}
"""How often the digit behind such a word is meant."""


def in_words(number: int) -> str:
    """A house number in words, up to 999; beyond that as it is."""
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 100:  # noqa: PLR2004
        return f"{_TENS[number // 10]} {_UNITS[number % 10] if number % 10 else ''}".strip()
    if number < 1000:  # noqa: PLR2004
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{_UNITS[number // 100]} hundred{rest}"
    return str(number)
