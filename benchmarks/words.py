"""Invented clinical prose from a seeded vocabulary: a few words in every note, most in few, as in real text."""

import itertools
import random
from functools import cache

COMMON = "contact"
"""A word in about a quarter of all notes; people search for such words too."""
RARE = "brandelwick"
"""A word in one note in a thousand."""
PHRASE = ("boundary", "work")
"""Two words that stand together in about one note in fifty."""
PREFIX = "harbourl"
"""The beginning of a word in about one note in a hundred."""

PARTS = 5
"""Passages of a note; each is given a planted word so many times more seldom."""
_PLANTED = ((COMMON, 4), (RARE, 1000), (" ".join(PHRASE), 50), ("harbourlight", 100))
_HEADS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "st",
    "t",
    "th",
    "v",
    "w",
]
_MIDDLES = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_TAILS = ["l", "ll", "m", "n", "nd", "r", "rd", "s", "st", "t", "ck", "ng", "ver", "den", "lish", "ton"]
_SENTENCE = 14


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """8,000 invented words, and how often each is used (Zipf's law, from the twentieth rank on)."""
    made = ("".join(parts) for parts in itertools.product(_HEADS, _MIDDLES, _TAILS, ("", "a", "ing", "ed")))
    words = list(dict.fromkeys(made))
    random.Random(2026).shuffle(words)  # noqa: S311 - the same words in every run, nothing secret
    words = words[:8000]
    weights = itertools.accumulate(1 / (rank + 20) for rank in range(len(words)))
    return words, list(weights)


def prose(chance: random.Random, characters: int) -> str:
    """About so many characters of sentences, with the planted words as often as they say."""
    words, weights = _vocabulary()
    picked = chance.choices(words, cum_weights=weights, k=max(1, characters // 6))
    for planted, one_in in _PLANTED:
        if chance.random() * one_in * PARTS < 1:
            picked.insert(chance.randrange(len(picked)), planted)
    sentences = (" ".join(picked[at : at + _SENTENCE]) for at in range(0, len(picked), _SENTENCE))
    return ". ".join(sentence.capitalize() for sentence in sentences) + "."
