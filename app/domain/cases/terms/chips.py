"""What a part fires on, in the words that stand beside it when its member confirms it."""

from collections.abc import Iterable, Sequence
from typing import Final

from app.domain.cases.terms import addresses
from app.domain.cases.terms.index import Index
from app.domain.cases.terms.parts import NAME_KINDS, Guard, Part, PartKind
from app.domain.cases.terms.permitted import Permitted
from app.domain.cases.terms.rarity import Alone
from app.domain.cases.terms.vocabulary import Vocabulary

_TITLES: Final = ("Mrs", "Ms", "Miss", "Mr", "Dr")
_MATES: Final = {
    PartKind.STREET: frozenset({PartKind.NUMBER, PartKind.TOWN, PartKind.OUTWARD}),
    PartKind.HOUSE: frozenset({PartKind.TOWN, PartKind.OUTWARD}),
    PartKind.NUMBER: frozenset({PartKind.STREET, PartKind.OUTWARD}),
    PartKind.TOWN: frozenset({PartKind.STREET, PartKind.HOUSE, PartKind.ORGANISATION}),
    PartKind.OUTWARD: frozenset({PartKind.STREET, PartKind.HOUSE, PartKind.NUMBER}),
}
_BY_RARITY: Final = {
    Alone.ANY: "alone",
    Alone.SHORT: "alone",
    Alone.CAPITAL: "alone with a capital",
    Alone.SENTENCE: "with a capital inside a sentence",
}

OFF: Final = "not looked for"
MAY_STAND: Final = "cannot be looked for: the whole name may stand in this case"


def fires_on(vocabulary: Vocabulary, part: Part, parts: Sequence[Part], permitted: Iterable[str] = ()) -> str:
    """When a part of a line stops an output: "alone", "only with Amy, A, Mrs, Ms, Miss, Mr, Dr"."""
    index = Index(vocabulary, Permitted.of(vocabulary, permitted))
    if part.guard is Guard.OFF:
        return OFF
    if part.kind in NAME_KINDS:
        return _name(index, part, parts)
    if part.kind in _MATES and (
        part.guard is Guard.PAIR or part.kind not in {PartKind.STREET, PartKind.HOUSE}
    ):
        return _only_with(_texts(other for other in parts if other.kind in _MATES[part.kind]))
    if part.guard is Guard.PAIR:
        return "only near another part of this line"
    if part.kind is PartKind.HOUSE and len(words := addresses.words_of(part.text)) == 1:
        return _BY_RARITY.get(index.rule(part, vocabulary.seen.fold(words[0])), "alone")
    return "alone"


def _name(index: Index, part: Part, parts: Sequence[Part]) -> str:
    fold = index.vocabulary.seen.fold
    name = [other for other in parts if other.group == part.group and other.kind in NAME_KINDS]
    cores = [fold(other.text.split()[-1]).replace("'", "") for other in name]
    if len(cores) > 1 and set(cores) <= index.permitted.words:
        return MAY_STAND
    core = fold(part.text.split()[-1]).replace("'", "")
    rule = index.rule(part, core, sole=len(name) == 1)
    if rule in {Alone.ANY, Alone.SHORT, Alone.CAPITAL}:
        return _BY_RARITY[rule]
    others = _texts(other for other in parts if other.kind in NAME_KINDS and other is not part)
    initials = [other.text[0].upper() for other in name if other is not part and len(other.text) > 1]
    mates = _only_with([*others, *initials, *_TITLES])
    return mates if rule is Alone.NEVER else f"{_BY_RARITY[rule]}, or {mates.removeprefix('only ')}"


def _texts(parts: Iterable[Part]) -> list[str]:
    """The parts by their words, a street without its number."""
    texts: list[str] = []
    for part in parts:
        house = addresses.numbered(part.text) if part.kind is PartKind.STREET else None
        texts.append(house.rest if house else part.text)
    return list(dict.fromkeys(texts))


def _only_with(mates: Sequence[str]) -> str:
    return f"only with {', '.join(mates)}" if mates else "never: nothing stands beside it in this line"
