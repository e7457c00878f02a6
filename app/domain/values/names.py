"""Names as people look for them: by each part, whole or joined, without marks, as St or Saint, as Mc or Mac.

One folding for the list of cases, the palette and the warning of somebody who may already be there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.values.text import fold, word_pattern

_MOST_PARTS = 12
_SAINT = frozenset({"st", "saint"})
# Of "macdonald" the rest; "mac" with less after it is more often another name (Mace, Macy).
_LEAST_AFTER_MAC = 3
# Parts that are no likeness by themselves: half of all families of a country may have them.
_PARTICLES = frozenset(
    "al ap ben bin d da de del della den der di do dos du el fitz ibn la le lo los mac mc o of saint st van von".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Wanted:
    """What is looked for: all that was typed in one, and each of its words."""

    joined: str
    words: tuple[str, ...]


def parts(name: str) -> tuple[str, ...]:
    """The parts of a name, folded: "O\u2019Dowd" is o, dowd; "de la Cruz" is de, la, cruz."""
    return tuple(part for found in word_pattern(name).findall(name) if (part := fold(found)))


def order_key(family: str, given: str) -> str:
    """What lists sort by: the family name as one word, then the given names."""
    return " ".join(part for part in ("".join(parts(family)), *parts(given)) if part)


def keys(family: str, given: str) -> frozenset[str]:
    """What a person is found by the beginning of: from each part of the family name, or of the given names, on."""
    return frozenset(
        key
        for name in (parts(family), parts(given))
        for first in range(min(len(name), _MOST_PARTS))
        for key in spellings(name[first:])
    )


def wanted(typed: str) -> Wanted:
    """What a typed name looks for; nothing where no letter was typed."""
    words = parts(typed)
    return Wanted("".join(words), words)


def spellings(run: tuple[str, ...]) -> Iterator[str]:
    """The ways to write a run of parts as one word."""
    if not run:
        return
    rest = "".join(run[1:])
    for head in _SAINT if rest and run[0] in _SAINT else (run[0],):
        key = head + rest
        yield key
        for one, other in (("mac", "mc"), ("mc", "mac")):
            if key.startswith(one) and len(key) - len(one) >= _LEAST_AFTER_MAC:
                yield other + key.removeprefix(one)
                break


def is_same(one: str, other: str) -> bool:
    """Whether two family names are one, however they are written."""
    return not set(spellings(parts(one))).isdisjoint(spellings(parts(other)))


def is_similar(one: str, other: str) -> bool:
    """Whether one family name holds the other: Dowd and O\u2019Dowd, Jones and Wyn-Jones; never by a particle alone."""
    return _holds(parts(one), parts(other)) or _holds(parts(other), parts(one))


def alike(family: str) -> frozenset[str]:
    """The keys by one of which everybody with a similar family name is found; `is_similar` then decides."""
    name = parts(family)
    return frozenset(_spelled(_runs(name)))


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    if set(shorter) <= _PARTICLES:
        return False
    return not set(spellings(shorter)).isdisjoint(_spelled(_runs(longer)))


def _runs(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    name = name[:_MOST_PARTS]
    for first in range(len(name)):
        for last in range(first + 1, len(name) + 1):
            yield name[first:last]


def _spelled(runs: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for run in runs:
        yield from spellings(run)
