"""How names are written: whole and turned round, by one word, with initial or title, joined, backwards."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from app.domain.cases.terms.index import Anchor, Index
from app.domain.cases.terms.pairing import NamePairing
from app.domain.cases.terms.parts import NAME_KINDS, Guard, Part, PartKind
from app.domain.cases.terms.rarity import Alone
from app.domain.cases.terms.spelling import Fit

_SHORTEST_BACKWARDS: Final = 6
_SHORTEST_ONE: Final = 4
_CLAN: Final = re.compile(r"ma?c(?=[a-z]{4})")
"""Written apart and together, with "a" and without: "Mc Donald", "MacDonald"."""
_FITS: Final = {Alone.ANY: Fit.WORDS, Alone.CAPITAL: Fit.CAPITAL, Alone.SENTENCE: Fit.DISGUISED}


@dataclass(frozen=True, slots=True)
class _NameWord:
    """One word of a name in one way to write it: "mary-jo", with what it is looked for by."""

    part: Part
    spelt: str
    """Folded, signs and all."""

    @property
    def core(self) -> str:
        """Without the small words before it, and without signs."""
        return _plain(self.spelt.split()[-1])

    @property
    def halves(self) -> tuple[str, ...]:
        """The words that a hyphen joins, if one does."""
        halves = tuple(_plain(half) for half in self.spelt.split()[-1].split("-") if half.strip("'"))
        return halves if len(halves) > 1 else ()


def _plain(word: str) -> str:
    return re.sub(r"[^\w]|_", "", word)


def add(index: Index, line: int, parts: Sequence[Part]) -> None:
    """Add all names of one line; they count beside each other."""
    kept = [part for part in parts if part.kind in NAME_KINDS and part.guard is not Guard.OFF]
    if not kept:
        return
    all_words = {part: _ways(index, part) for part in kept}
    for group in sorted({part.group for part in kept}):
        name = [part for part in kept if part.group == group]
        _add_whole(index, line, name, all_words)
        for part in name:
            for word in all_words[part]:
                _add_word(index, line, word, _Name(name, kept, all_words))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name and all names of its line."""

    own: list[Part]
    line: list[Part]
    ways: dict[Part, tuple[_NameWord, ...]]

    def mates(self, part: Part) -> frozenset[str]:
        """The words beside which a word of a part counts."""
        words = (word for other in self.line if other is not part for word in self.ways[other])
        return frozenset(each for word in words for each in (word.core, *word.halves) if len(each) > 1)

    def initials(self, kind: PartKind) -> frozenset[str]:
        """The first letters of the given names, or of the family name."""
        parts = [part for part in self.own if part.kind is kind]
        return (
            frozenset(word.core[0] for part in parts for word in self.ways[part])
            if len(self.own) > 1
            else frozenset()
        )


def _ways(index: Index, part: Part) -> tuple[_NameWord, ...]:
    ways = sorted(index.ways(part.text))
    return tuple(_NameWord(part, way) for way in ways if way.split() and _plain(way.split()[-1]))


def _add_word(index: Index, line: int, word: _NameWord, name: _Name) -> None:
    part, is_sole = word.part, len(name.own) == 1
    mates = name.mates(part)
    rules = {word.core: index.rule(part, word.core, sole=is_sole)}
    for half in word.halves:
        rules.setdefault(half, _rule_of_half(index, part, half))
    for core, rule in rules.items():
        if len(core) < 2 and core.isascii():  # noqa: PLR2004 - an initial is no word
            continue
        pairing = NamePairing(
            vocabulary=index.vocabulary,
            word=core,
            is_family=part.kind is PartKind.FAMILY,
            is_given=part.kind is PartKind.GIVEN or is_sole,
            mates=mates,
            given_initials=name.initials(PartKind.GIVEN),
            family_initials=name.initials(PartKind.FAMILY),
            permitted=index.permitted.words,
        )
        anchor = Anchor(line, part, core, rule, pairing)
        written = {core, word.spelt.split()[-1]} if core == word.core else {core}
        for spelt in written:
            index.add_word(spelt, anchor)
        _add_disguises(index, line, part, core, rule)
    if " " in word.spelt and index.rule(part, word.core) is not Alone.NEVER:
        index.add_spelling(word.spelt, Fit.WORDS, line, part)  # "Vanderberg"


def _rule_of_half(index: Index, part: Part, half: str) -> Alone:
    """Of "Mary-Jo" each half is a name of many others, of "Polwarth-Lee" one is telling."""
    rule = index.rule(part, half)
    is_common = part.kind is PartKind.GIVEN and index.vocabulary.is_known(half)
    return Alone.SENTENCE if is_common and rule is not Alone.NEVER else rule


def _add_disguises(index: Index, line: int, part: Part, core: str, rule: Alone) -> None:
    fit = _FITS.get(rule)
    if fit is None or (len(core) < _SHORTEST_ONE and core.isascii()):
        return
    index.add_spelling(core, fit, line, part)
    if (prefix := _CLAN.match(core)) and rule is Alone.ANY:
        for spelt in ("mc", "mac"):
            index.add_spelling(f"{spelt} {core[prefix.end() :]}", fit, line, part)
    backwards = core[::-1]
    if rule is Alone.ANY and len(core) >= _SHORTEST_BACKWARDS and not index.vocabulary.is_known(backwards):
        index.add_spelling(backwards, Fit.WORDS, line, part)


def _add_whole(index: Index, line: int, name: list[Part], ways: dict[Part, tuple[_NameWord, ...]]) -> None:
    """The words of a name side by side, in any order in which names are told."""
    most = max((len(ways[part]) for part in name), default=0)
    for way in range(most):
        words = [ways[part][min(way, len(ways[part]) - 1)] for part in name if ways[part]]
        cores = [word.core for word in words]
        if len(cores) < 2 or set(cores) <= index.permitted.words:  # noqa: PLR2004 - two words make a pair
            continue
        if set(cores) <= index.vocabulary.calendar:
            continue  # "April, May" are months: only the pairing of words tells
        fit = Fit.CASED if index.vocabulary.is_plain_english(cores) else Fit.WORDS
        spelt = [word.spelt.replace("'", "") for word in words]
        first, *middle, last = spelt
        # Two words of a name are a pair already, whatever each of them is alone.
        add = partial(index.add_spelling, line=line, part=name[-1], in_pair=False)
        orders = ([first, *middle, last], [last, first, *middle], [first, last], [last, first], spelt[::-1])
        for order in orders:
            add(" ".join(order), fit)
        joined = "".join(map(_plain, spelt))
        if len(joined) >= _SHORTEST_BACKWARDS and not index.vocabulary.is_known(joined[::-1]):
            add(joined[::-1], Fit.WORDS)
