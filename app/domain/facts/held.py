"""What holds of one subject, as a function of the set of events about it: no order of arrival changes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.domain.facts.event import Event
from app.domain.facts.fact import Fact, OnFork, Plain


@dataclass(frozen=True)
class Stated:
    """An event and the SHA-256 of its bytes, in hexadecimal, by which later ones name it."""

    digest: str
    event: Event


@dataclass(frozen=True)
class Held:
    """What holds of a subject: the newest statement of each fact.

    `heads` are the events that no other follows. `said` gives for each fact what holds, and `by` the event that says
    so. `forks` has for a fact the statements that were made without knowing of each other and say different things,
    the oldest first, until one is made that follows them all; where both hold, as of lists, there is none.
    """

    first: Event | None
    number: int
    heads: tuple[Stated, ...]
    said: Mapping[str, Plain]
    by: Mapping[str, Stated]
    forks: Mapping[str, tuple[Stated, ...]]


def held(events: Iterable[Stated], facts: Mapping[str, Fact]) -> Held:
    """What holds after all of these events about one subject. Events of facts unknown here count in the order alone."""
    ordered = sorted(events, key=lambda each: (each.event.number, *_moment(each)))
    followed = {digest for each in ordered for digest in each.event.previous}
    heads = tuple(each for each in ordered if each.digest not in followed)
    by_fact: dict[str, list[Stated]] = {}
    for each in ordered:
        by_fact.setdefault(each.event.fact, []).append(each)
    # On one device each follows the one before, and the last of a fact holds.
    newest = _last if len(heads) <= 1 and _is_a_line(ordered) else _Ancestry(ordered).newest
    said: dict[str, Plain] = {}
    by: dict[str, Stated] = {}
    forks: dict[str, tuple[Stated, ...]] = {}
    for code, stated in by_fact.items():
        fact = facts.get(code)
        if fact is not None:
            found = newest(stated)
            by[code], said[code] = _resolved(fact, found)
            if fact.on_fork is not OnFork.UNION and any(each.event.after != said[code] for each in found):
                forks[code] = tuple(sorted(found, key=_moment))
    first = ordered[0].event if ordered else None
    return Held(first, ordered[-1].event.number if ordered else 0, heads, said, by, forks)


def _last(stated: list[Stated]) -> list[Stated]:
    return stated[-1:]


def _is_a_line(ordered: list[Stated]) -> bool:
    return all(after.event.previous == (before.digest,) for before, after in pairwise(ordered))


def _moment(stated: Stated) -> tuple[str, str, str]:
    return stated.event.at, stated.event.device, stated.event.id


class _Ancestry:
    """Which events each one follows, however far back."""

    def __init__(self, ordered: list[Stated]) -> None:
        self._before: dict[str, frozenset[str]] = {}
        for each in ordered:
            older = (self._before.get(digest, frozenset()) | {digest} for digest in each.event.previous)
            self._before[each.digest] = frozenset().union(*older)

    def newest(self, stated: list[Stated]) -> list[Stated]:
        """Those of them that none of the others follows."""
        followed = frozenset().union(*(self._before[each.digest] for each in stated))
        return [each for each in stated if each.digest not in followed]


def _resolved(fact: Fact, newest: list[Stated]) -> tuple[Stated, Plain]:
    latest = max(newest, key=_moment)
    if len(newest) == 1 or fact.on_fork is OnFork.LATER:
        return latest, latest.event.after
    if fact.on_fork is OnFork.PROTECT and fact.protects is not None:
        protects = fact.protects
        chosen = max(newest, key=lambda each: (protects(each.event.after), _moment(each)))
        return chosen, chosen.event.after
    return latest, _union([each.event.after for each in sorted(newest, key=_moment)])


def _union(said: list[Plain]) -> Plain:
    joined: dict[str, Any] = {}
    for each in said:
        for name, value in each.items():
            known = joined.get(name)
            if isinstance(value, list) and isinstance(known, list):
                joined[name] = known + [one for one in value if one not in known]
            else:
                joined[name] = value
    return joined
