"""The people round a person as a picture: half rings by what they are to the person, each with its words beside a sign.

Units are those of the text width that it is given. Rings say what somebody is, as it is recorded, and nothing of how
close they are. Words never lie over other words: each keeps to its ring's band and to a row of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from app.charts.primitives import PLAIN, TextWidth, wrapped
from app.domain.cases.around import ROLES, Companion
from app.domain.fields.content import said

RINGS: Final = (("partner", "family", "child"), ("friend",), ("employer", "professional"))
"""What stands in one ring, the innermost first; whoever has no role yet stands in the last."""
PERSON: Final = "The person"
_MOST: Final = 12
"""Lines of words at most: whoever has more is told whole in the list."""
_STEEP: Final = 0.55
"""How far up its half ring anybody stands, as a share of its height."""
_NARROWEST: Final = sqrt(1 - _STEEP**2)
_LEAST, _WIDEST = 8.0, 30.0
"""Text sizes that the words of a band need, and that a band has at most."""
_SAFE: Final = {"yes": "Safe to contact", "no": "Not safe to contact"}
_KNOWS: Final = {
    "yes": "Knows of the case",
    "no": "Does not know of the case",
    "unknown": "Not known whether they know of the case",
    "not_asked": "Not asked whether they know of the case",
}


@dataclass(frozen=True)
class InRing:
    """Somebody: their place among all, where their sign stands, and their words with the box that these take."""

    index: int
    x: float
    y: float
    lines: tuple[str, ...]
    box: tuple[float, float, float, float]
    """Left, top, width and height."""


@dataclass(frozen=True)
class HalfRing:
    """A half ring about the person's sign: how wide and how high, and what it is called."""

    across: float
    up: float
    title: tuple[str, ...]
    title_at: tuple[float, float]
    """Where the baseline of its first line begins."""


@dataclass(frozen=True)
class Circle:
    """A laid-out picture. `top` is where the rings begin under their titles."""

    height: float
    centre: tuple[float, float]
    top: float
    rings: tuple[HalfRing, ...]
    people: tuple[InRing, ...]


def name_of(each: Companion) -> str:
    """A victim by their code, anybody else by their name."""
    return each.victim or each.name


def facts_of(each: Companion) -> tuple[str, ...]:
    """What is recorded of somebody, a few words each. Of a victim nothing of where they live."""
    lives = "Lives with them" if each.lives_with == "yes" and not each.victim else ""
    until = f"Until {each.until.show()}" if each.until else ""
    told = (
        each.relation,
        _SAFE.get(each.safe, "Not known whether safe to contact"),
        _KNOWS.get(each.knows, ""),
        lives,
        until,
    )
    return tuple(each for each in told if each)


def circle(people: Sequence[Companion], width: float, size: float, text_width: TextWidth) -> Circle | None:
    """Lay them out; None where a band would have no room for words."""
    rings = [
        (ring, [n for n, each in enumerate(people) if _ring(each) == ring]) for ring in range(len(RINGS))
    ]
    rings = [(ring, inside) for ring, inside in rings if inside]
    line, half = 1.35 * size, text_width(PERSON, size, PLAIN) / 2
    left, first = half + size, half + 3 * size
    if not rings:
        return None
    band = min((width - left - first) / len(rings), _WIDEST * size)
    room = band * _NARROWEST - 2 * size
    if room < _LEAST * size:
        return None
    titles = [wrapped(_title(ring), room, size, text_width, _MOST) for ring, _ in rings]
    words = {n: _words(people[n], room, size, text_width) for _, inside in rings for n in inside}
    high = {n: (len(lines) + 0.7) * line for n, lines in words.items()}
    tallest = max(sum(high[n] for n in inside) for _, inside in rings)
    up, top = max(tallest, 4 * line) / 2 / _STEEP, (max(map(len, titles)) + 0.5) * line
    middle = top + up * _STEEP
    placed, drawn = [], []
    for at, (_, inside) in enumerate(rings):
        across = first + at * band
        drawn.append(HalfRing(across, up, tuple(titles[at]), (left + across * _NARROWEST, size)))
        y = middle - sum(high[n] for n in inside) / 2
        for n in inside:
            centre = y + (high[n] - 0.7 * line) / 2
            x = left + across * sqrt(max(0.0, 1 - ((centre - middle) / up) ** 2))
            box = (x + size, y, room, high[n] - 0.7 * line)
            placed.append(InRing(n, x, centre, tuple(words[n]), box))
            y += high[n]
    return Circle(2 * middle - top + size, (left, middle), top, tuple(drawn), tuple(placed))


def _ring(each: Companion) -> int:
    return next((n for n, roles in enumerate(RINGS) if each.role in roles), len(RINGS) - 1)


def _title(ring: int) -> str:
    named = [choice.label for code in RINGS[ring] for choice in ROLES if choice.code == code]
    return ", ".join([named[0], *(each.lower() for each in named[1:])])


def _words(each: Companion, room: float, size: float, text_width: TextWidth) -> list[str]:
    parts = (name_of(each), *facts_of(each))
    return [part for words in parts for part in wrapped(words, room, size, text_width, _MOST)]


def aloud(each: Companion) -> str:
    """Somebody in a sentence, as a screen reader says it and as the list has it."""
    facts = "; ".join(f"{fact[:1].lower()}{fact[1:]}" for fact in facts_of(each))
    return f"{name_of(each)}, {said(each, 'role').lower() or 'no role'}: {facts}"
