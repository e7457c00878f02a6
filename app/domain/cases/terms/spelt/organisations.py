"""How places of work and schools are written: whole, by another word for what they are, by their own word alone."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.domain.cases.terms import names, wording
from app.domain.cases.terms.folding import WORD
from app.domain.cases.terms.index import Anchor, Index
from app.domain.cases.terms.pairing import OrganisationPairing
from app.domain.cases.terms.parts import Guard, Part, PartKind
from app.domain.cases.terms.rarity import Alone
from app.domain.cases.terms.spelling import Fit

_SHORTEST_OWN: Final = 4
_SHORTEST_FURTHER: Final = 6
_SAINTS: Final = frozenset({"st", "saint"})


def add(index: Index, line: int, parts: Sequence[Part]) -> None:
    """Add the organisations of one line; the towns in which they are count beside them."""
    towns = frozenset(
        word
        for part in parts
        if part.kind is PartKind.TOWN and part.guard is not Guard.OFF
        for word in WORD.findall(index.vocabulary.seen.fold(part.text))
    )
    for part in parts:
        if part.kind is PartKind.ORGANISATION and part.guard is not Guard.OFF:
            for way in sorted(index.ways(part.text)):
                _add_one(index, line, part, [word.replace("'", "") for word in WORD.findall(way)], towns)


def _add_one(index: Index, line: int, part: Part, words: list[str], towns: frozenset[str]) -> None:
    own = list(names.significant(words))
    if not own:
        return
    if set(own) <= index.permitted.words:
        own_anchors: list[str] = []
    else:
        own_anchors = _anchors(own)
        for spelt in _wholes(words, own):
            _add_whole(index, line, part, spelt)
    types = _kind(words)
    for word in own_anchors:
        if word in index.permitted.words:
            continue
        pairing = OrganisationPairing(index.vocabulary, word, types | towns)
        at_work = part.guard is Guard.ALONE
        index.add_word(word, Anchor(line, part, word, Alone.NEVER, pairing, at_work=at_work))


def _add_whole(index: Index, line: int, part: Part, words: list[str]) -> None:
    if len(words) > 1:
        is_plain = index.vocabulary.is_plain_english(words)
        index.add_spelling(" ".join(words), Fit.CASED if is_plain else Fit.WORDS, line, part)
        return
    # "Boots" is looked for behind "at" alone, "Asda" everywhere.
    if index.rule(part, words[0]) is Alone.ANY:
        index.add_spelling(words[0], Fit.WORDS, line, part)


def _wholes(words: list[str], own: list[str]) -> Iterator[list[str]]:
    """As typed; with any word for what it is; and its own words alone where there are two."""
    plain = [word for word in words if word != "and"]
    yield from (words, plain)
    for group in wording.ORGANISATION_GROUPS:
        if group & set(words):
            yield from ([*own, other] for other in sorted(group))
    if len(own) > 1 and own[0] not in _SAINTS:
        yield own
        yield [own[0], "and", *own[1:]]
    if _SAINTS & set(words):
        for saint in sorted(_SAINTS):
            yield [saint if word in _SAINTS else word for word in words]
            if own[0] in _SAINTS and len(own) > 1:
                yield [saint, own[1]]
                yield from ([saint, own[1], other] for other in sorted(_kind(words)))


def _kind(words: list[str]) -> frozenset[str]:
    """All words for what it is: "Infirmary" is a hospital too."""
    return frozenset[str]().union(*(group for group in wording.ORGANISATION_GROUPS if group & set(words)))


def _anchors(own: list[str]) -> list[str]:
    """The own words by which it is called: the first, and longer ones behind it."""
    if own[0] in _SAINTS:
        return [word for word in own[1:] if len(word) >= _SHORTEST_FURTHER]
    first = [word for word in own[:1] if len(word) >= _SHORTEST_OWN]
    return first + [word for word in own[1:] if len(word) >= _SHORTEST_FURTHER]
