"""British spelling, looked up in a Hunspell dictionary and in our own list of clinical words; nothing leaves this machine."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Misspelling:
    """A questioned word and where it stands: Python string positions, `end` exclusive (not UTF-16 units)."""

    start: int
    end: int
    word: str


class Speller:
    """Knows British English, clinical words and one person's own words. Safe to ask from several threads.

    `is_there` is False where no dictionary was found; every word is then right.
    """

    is_there: bool

    @classmethod
    def load(cls, personal: Iterable[str] = ()) -> "Speller":
        """Read the dictionaries: a few hundred milliseconds, so in a worker. Never raises."""
        raise NotImplementedError

    @property
    def personal(self) -> frozenset[str]:
        """The person's own words."""
        raise NotImplementedError

    def add(self, word: str) -> None:
        """Take a word as right from now on: a word with a capital only as it is written, another in any case."""
        raise NotImplementedError

    def remove(self, word: str) -> None:
        """Question that word again."""
        raise NotImplementedError

    def check(self, word: str) -> bool:
        """Whether one word is right; words in CAPITALS, with digits, and addresses are not questioned. Fast."""
        raise NotImplementedError

    def misspellings(self, text: str) -> tuple[Misspelling, ...]:
        """The questioned words of a paragraph, in order. Fast enough for each key."""
        raise NotImplementedError

    def suggest(self, word: str) -> tuple[str, ...]:
        """At most six words that may be meant, likeliest first. Slow: in a worker."""
        raise NotImplementedError
