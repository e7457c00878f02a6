"""How streets, houses and postcodes are written: abbreviated, with the number in words, halves exchanged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.cases.terms import addresses, wording
from app.domain.cases.terms.folding import WORD
from app.domain.cases.terms.index import Anchor, Index
from app.domain.cases.terms.numerals import in_words
from app.domain.cases.terms.pairing import OutwardPairing, PlacePairing, StreetPairing
from app.domain.cases.terms.parts import Guard, Part, PartKind
from app.domain.cases.terms.rarity import Alone
from app.domain.cases.terms.spelling import Fit

_INWARD: Final = 3
_SHORTEST_ALONE: Final = 6
_SHORTEST_TOWN: Final = 3
_SAINT: Final = re.compile(r"\b(?:saint|st)\b")


@dataclass(frozen=True, slots=True)
class _Street:
    """One way to write a street."""

    numbers: tuple[str, ...]
    first: tuple[str, ...]
    """Its words without the type."""
    types: tuple[str, ...]
    """Its type and the ways to shorten it; none if it has no type."""

    def wholes(self) -> Iterator[str]:
        """The street with each way to write its type and a Saint."""
        first = " ".join(self.first)
        ways = {first, self._in_other_number(first)}
        if _SAINT.search(first):
            ways |= {_SAINT.sub("st", first), _SAINT.sub("saint", first)}
        for way in sorted(ways):
            yield from (f"{way} {end}".strip() for end in self.types or ("",))

    def _in_other_number(self, first: str) -> str:
        """Its singular or plural: "Sailmaker Court" for "Sailmakers Court", and the other way round."""
        if not self.types or len(self.first[-1]) < _SHORTEST_ALONE:
            return first
        return first.removesuffix("s") if first.endswith("s") else first + "s"


def add(index: Index, line: int, parts: Sequence[Part]) -> None:
    """Add the streets, houses and postcodes of one line; towns, numbers and outward codes count beside them."""
    kept = [part for part in parts if part.guard is not Guard.OFF]
    towns = frozenset(
        word for part in kept if part.kind is PartKind.TOWN for word in _town_words(index, part)
    )
    outward = frozenset(
        word
        for part in kept
        if part.kind is PartKind.OUTWARD
        and (word := _squeezed(index, part.text)) not in index.permitted.words
    )
    for part in kept:
        match part.kind:
            case PartKind.STREET:
                _add_street(index, line, part, towns | outward)
            case PartKind.HOUSE:
                _add_house(index, line, part, towns | outward)
            case PartKind.POSTCODE:
                _add_postcode(index, line, part)
            case PartKind.OUTWARD:
                _add_outward(index, line, part, kept)
            case _:
                continue


def _squeezed(index: Index, text: str) -> str:
    return "".join(WORD.findall(index.vocabulary.seen.fold(text)))


def _town_words(index: Index, part: Part) -> list[str]:
    """The words of a town by which it is known: "Penmarrow" of "Little Penmarrow"."""
    words = [word.replace("'", "") for way in index.ways(part.text) for word in WORD.findall(way)]
    words = [word for word in words if len(word) >= _SHORTEST_TOWN and word not in wording.SMALL_WORDS]
    return [word for word in words if not index.vocabulary.is_everyday(word)] or words


# -- streets


def _add_street(index: Index, line: int, part: Part, mates: frozenset[str]) -> None:
    for way in sorted(index.ways(part.text)):
        street = _street(way.replace("'", ""))
        if not street:
            continue
        needs_capitals = all(map(index.vocabulary.is_everyday, street.first))
        is_common = part.guard is Guard.PAIR
        for whole in street.wholes():
            if not is_common:
                index.add_spelling(whole, Fit.CASED if needs_capitals else Fit.WORDS, line, part)
            if is_common or needs_capitals:
                for number in street.numbers:
                    _add_numbered(index, line, part, number, whole)
        pairing = StreetPairing(street.first[1:], frozenset(street.types), is_common, mates)
        rule = _first_word_rule(index, part, street)
        index.add_word(street.first[0], Anchor(line, part, street.first[0], rule, pairing))


def _add_numbered(index: Index, line: int, part: Part, number: str, whole: str) -> None:
    """A street that needs its number: "3 The Green" is one, and neither "3 the green" nor "one the green" is."""
    digits, letter = number.rstrip("abcdefghijklmnopqrstuvwxyz"), number.lstrip("0123456789")
    fit = Fit.CASED if whole.startswith("the ") else Fit.WORDS
    for spelt in {number, f"{digits} {letter}".strip()}:
        index.add_spelling(f"{spelt} {whole}", fit, line, part, in_pair=False)
    index.add_spelling(f"{in_words(int(digits))} {letter} {whole}", Fit.CASED, line, part, in_pair=False)


def _street(way: str) -> _Street | None:
    house = addresses.numbered(way)
    words = WORD.findall(house.rest if house else way)
    if not words:
        return None
    full = wording.STREET_TYPE_OF.get(words[-1], "") if len(words) > 1 else ""
    first = tuple(words[:-1]) if full else tuple(words)
    return _Street(house.numbers if house else (), first, wording.STREET_TYPES.get(full, ()))


def _first_word_rule(index: Index, part: Part, street: _Street) -> Alone:
    """A first word that is no word of the language is the street by itself: "Sailmakers" is one, "Penmarrow" is not."""
    word = street.first[0]
    is_telling = part.guard is Guard.ALONE and bool(street.types) and len(word) >= _SHORTEST_ALONE
    if is_telling and not index.vocabulary.is_known(word) and not index.vocabulary.is_name(word):
        return index.rule(part, word)
    return Alone.NEVER


# -- houses


def _add_house(index: Index, line: int, part: Part, mates: frozenset[str]) -> None:
    for way in sorted(index.ways(part.text)):
        whole = [word.replace("'", "") for word in WORD.findall(way)]
        words = addresses.house_words(index.vocabulary.seen, way)
        is_plain = index.vocabulary.is_plain_english(whole)
        if part.guard is Guard.ALONE and len(whole) > 1 and not set(words) <= index.permitted.words:
            index.add_spelling(" ".join(whole), Fit.CASED if is_plain else Fit.WORDS, line, part)
        for word in words:
            rule = index.rule(part, word) if len(whole) == 1 else Alone.NEVER
            index.add_word(word, Anchor(line, part, word, rule, PlacePairing(mates)))
            if rule in {Alone.ANY, Alone.CAPITAL}:
                index.add_spelling(word, Fit.WORDS if rule is Alone.ANY else Fit.CAPITAL, line, part)


# -- postcodes


def _add_postcode(index: Index, line: int, part: Part) -> None:
    code = _squeezed(index, part.text)
    outward, inward = code[:-_INWARD], code[-_INWARD:]
    index.add_spelling(f"{outward} {inward}", Fit.POSTCODE, line, part)
    index.add_spelling(f"{inward} {outward}", Fit.WORDS, line, part)


def _add_outward(index: Index, line: int, part: Part, parts: Sequence[Part]) -> None:
    outward = _squeezed(index, part.text)
    if outward in index.permitted.words:
        return
    words: set[str] = set()
    for other in parts:
        for way in index.ways(other.text):
            if other.kind is PartKind.STREET and other.guard is Guard.ALONE and (street := _street(way)):
                words.add(street.first[0])
            elif other.kind is PartKind.HOUSE:
                words |= set(addresses.house_words(index.vocabulary.seen, way))
    numbers = frozenset(_squeezed(index, other.text) for other in parts if other.kind is PartKind.NUMBER)
    codes = [_squeezed(index, other.text) for other in parts if other.kind is PartKind.POSTCODE]
    inward = frozenset(code[-_INWARD:] for code in codes if code[:-_INWARD] == outward)
    pairing = OutwardPairing(frozenset(words - index.permitted.words), numbers, inward)
    index.add_word(outward, Anchor(line, part, outward, Alone.NEVER, pairing, slips=False))
