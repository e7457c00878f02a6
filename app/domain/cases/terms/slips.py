"""Words of a text that are a guarded word with one slip: a letter wrong, missing, doubled or exchanged with the next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import OSA

from app.domain.cases.terms.vocabulary import Vocabulary

_SHORTEST: Final = 6
_END: Final = 3
_READ_AS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""Two letters that read as one."""
_SHORTEST_READ: Final = 4


@dataclass
class Slips:
    """The guarded words, by their ends: one slip leaves one end of a word as it was."""

    vocabulary: Vocabulary
    words: Iterable[str]
    _by_head: dict[str, list[str]] = field(default_factory=dict)
    _by_tail: dict[str, list[str]] = field(default_factory=dict)
    _by_exchange: dict[str, str] = field(default_factory=dict)
    _short: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        words = [word for word in self.words if word.isalpha() and word.isascii()]
        self._short = frozenset(word for word in words if len(word) >= _SHORTEST_READ)
        for word in words:
            if len(word) >= _SHORTEST:
                self._by_head.setdefault(word[:_END], []).append(word)
                self._by_tail.setdefault(word[-_END:], []).append(word)
            if len(word) == _SHORTEST:
                # The one slip that touches both ends: the third and fourth letter of six.
                self._by_exchange[word[:2] + word[3] + word[2] + word[4:]] = word

    def among(self, distinct: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each word of the text that is a slip, with the word that is meant. A word or name of others is none."""
        heads, tails, exchanges = self._by_head, self._by_tail, self._by_exchange
        for word in distinct:
            if len(word) < _SHORTEST_READ:
                continue
            ends = (word[:_END] in heads, word[-_END:] in tails, word[-_END - 1 : -1] in tails, word in exchanges)
            if any(ends):
                yield from self._near(word)
            if "rn" in word or "vv" in word or "cl" in word:
                yield from self._read_as(word)

    def _near(self, word: str) -> Iterator[tuple[str, str]]:
        if len(word) < _SHORTEST - 1 or not word.isalpha() or self._is_anothers(word):
            return
        near = {*self._by_head.get(word[:_END], ()), *self._by_tail.get(word[-_END:], ())}
        near |= {*self._by_tail.get(word[-_END - 1 : -1], ())} | ({self._by_exchange.get(word, "")} - {""})
        for meant in sorted(near - {word, word.removesuffix("s")}):
            if any(OSA.distance(stem, meant, score_cutoff=1) <= 1 for stem in {word, word.removesuffix("s")}):
                yield word, meant

    def _read_as(self, word: str) -> Iterator[tuple[str, str]]:
        for two, one in _READ_AS:
            meant = word.replace(two, one)
            if meant != word and meant in self._short and not self._is_anothers(word):
                yield word, meant

    def _is_anothers(self, word: str) -> bool:
        """Whether the word as it stands is one, or a name of many: "Stephan" is not Stephen with a slip."""
        stem = word.removesuffix("s")
        return any(self.vocabulary.is_known(each) or self.vocabulary.is_name(each) for each in {word, stem})
