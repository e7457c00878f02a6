"""What the check knows of the language: a dictionary, lists of frequent words and names, and what looks alike."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from app.domain.cases.terms.folding import Folding

_PROSE: Final = ("english_wikipedia", "us_tv_and_film")
_NAMES: Final = ("surnames", "female_names", "male_names")
_FREQUENT_SURNAMES: Final = 1000
_EVERYDAY_RANK: Final = 20_000


@dataclass(frozen=True)
class Vocabulary:
    """The words, loaded once for the program. It remembers no word that it was asked about.

    `spells` says whether the dictionary has a word exactly as written; `ranks` counts from 0 in each word's own list.
    """

    spells: Callable[[str], bool]
    ranks: Mapping[str, int]
    names: frozenset[str]
    prose: frozenset[str]
    calendar: frozenset[str]
    places: frozenset[str]
    headings: frozenset[str]
    seen: Folding
    """Folds letters by what they look like."""
    heard: Folding
    """Folds letters of other alphabets by what they sound like."""

    @classmethod
    def of(
        cls,
        spells: Callable[[str], bool],
        frequencies: Mapping[str, Sequence[str]],
        everywhere: str,
        look_alikes: str,
    ) -> "Vocabulary":
        """From a dictionary, zxcvbn's lists (most frequent first) and the text of the files in resources/terms."""
        lists, table = tomllib.loads(everywhere), _table(look_alikes)
        return cls(
            spells=spells,
            ranks=_ranks(frequencies),
            names=frozenset(word for name in _NAMES for word in frequencies[name]),
            prose=frozenset(word for name in _PROSE for word in frequencies[name]),
            calendar=_words(lists["calendar"]),
            places=_words(lists["places"]),
            headings=_words(lists["headings"]),
            seen=Folding(table),
            heard=Folding(table, by_sound=True),
        )

    def for_one_check(self) -> "Vocabulary":
        """The same, but it remembers what it was asked: to be dropped with the check, since names are among it."""
        spells, known = self.spells, dict[str, bool]()

        def remembered(word: str) -> bool:
            if word not in known:
                known[word] = spells(word)
            return known[word]

        return replace(self, spells=remembered)

    def is_ordinary(self, word: str) -> bool:
        """Whether a folded word is an ordinary English word: "mark", not "amy"."""
        return self.spells(word)

    def is_known(self, word: str) -> bool:
        """Whether the dictionary has a folded word, as a word or as a name."""
        return self.spells(word) or self.spells(word.capitalize())

    def is_name(self, word: str) -> bool:
        """Whether it is a name that many people have."""
        return word in self.names

    def is_everyday(self, word: str) -> bool:
        """Whether it is an ordinary word that may well begin a sentence: "grace", not "farrow"."""
        return self.ranks.get(word, _EVERYDAY_RANK) < _EVERYDAY_RANK and self.spells(word)

    def is_plain_english(self, words: Sequence[str]) -> bool:
        """Whether words beside each other may name nobody: "will panel", not "eve archer"."""
        return any(word in self.prose for word in words) and all(map(self.spells, words))


def _ranks(frequencies: Mapping[str, Sequence[str]]) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for name in (*_NAMES, *_PROSE):
        many = _FREQUENT_SURNAMES if name == "surnames" else len(frequencies[name])
        for rank, word in enumerate(frequencies[name][:many]):
            ranks[word] = min(rank, ranks.get(word, rank))
    return ranks


def _words(text: Any) -> frozenset[str]:
    return frozenset(str(text).split())


def _table(text: str) -> dict[str, str]:
    rows = (row.split() for row in text.splitlines() if not row.startswith("#"))
    return {chr(int(code, 16)): plain for plain, *codes in rows for code in codes}
