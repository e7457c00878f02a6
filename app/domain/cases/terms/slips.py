"""Words that are a guarded word with one slip: a letter wrong, missing, doubled, or exchanged with the next."""

from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz.distance import OSA

from app.domain.cases.terms.vocabulary import Vocabulary

_SHORTEST: Final = 6
_END: Final = 3
_READ_AS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""Two letters that read as one, whichever of them was meant."""
_SHORTEST_READ: Final = 4


def _replaced(word: str, one: str, other: str) -> Iterator[str]:
    """The word with that letter, or those letters, put for others: once, and everywhere."""
    at = word.find(one)
    while at >= 0:
        yield word[:at] + other + word[at + len(one) :]
        at = word.find(one, at + 1)
    if one in word:
        yield word.replace(one, other)


class Slips:
    """The guarded words, by their ends: one slip leaves one end of a word as it was."""

    def __init__(self, vocabulary: Vocabulary, words: Iterable[str]) -> None:
        self._vocabulary = vocabulary
        self._by_head: dict[str, list[str]] = {}
        self._by_tail: dict[str, list[str]] = {}
        self._by_exchange: dict[str, str] = {}
        self._by_reading: dict[str, str] = {}
        for word in words:
            if word.isalpha() and word.isascii():
                self._add(word)

    def _add(self, word: str) -> None:
        if len(word) >= _SHORTEST:
            self._by_head.setdefault(word[:_END], []).append(word)
            self._by_tail.setdefault(word[-_END:], []).append(word)
        if len(word) == _SHORTEST:
            # The one slip that touches both ends: the third and fourth letter of six.
            self._by_exchange[word[:2] + word[3] + word[2] + word[4:]] = word
        if len(word) >= _SHORTEST_READ:
            for two, one in _READ_AS:
                self._by_reading |= dict.fromkeys(
                    [*_replaced(word, one, two), *_replaced(word, two, one)], word
                )

    def among(self, distinct: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each word of the text that is a slip, with the word that is meant. A word or name of others is none."""
        heads, tails, exchanges, readings = self._by_head, self._by_tail, self._by_exchange, self._by_reading
        for word in distinct:
            if len(word) < _SHORTEST_READ:
                continue
            if (
                word[:_END] in heads
                or word[-_END:] in tails
                or word[-_END - 1 : -1] in tails
                or word in exchanges
            ):
                yield from self._near(word)
            if word in readings and not self._is_anothers(word):
                yield word, readings[word]

    def _near(self, word: str) -> Iterator[tuple[str, str]]:
        if len(word) < _SHORTEST - 1 or not word.isalpha():
            return
        near = {*self._by_head.get(word[:_END], ()), *self._by_tail.get(word[-_END:], ())}
        near |= {*self._by_tail.get(word[-_END - 1 : -1], ())} | ({self._by_exchange.get(word, "")} - {""})
        for meant in sorted(near - {word, word.removesuffix("s")}):
            is_near = any(
                OSA.distance(stem, meant, score_cutoff=1) <= 1 for stem in {word, word.removesuffix("s")}
            )
            if is_near and not self._is_anothers(word):
                yield word, meant

    def _is_anothers(self, word: str) -> bool:
        """Whether the word as it stands is one, or a name of many: "Stephan" is not Stephen with a slip."""
        stem = word.removesuffix("s")
        return any(self._vocabulary.is_known(each) or self._vocabulary.is_name(each) for each in {word, stem})
