"""The guard of a case: what of its victims' details is looked for in everything that leaves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.cases.terms.parts import Field, Guard, Part, PartKind, Split
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.declare import count, line, rows, text
from app.domain.fields.sharing import Share

RULES: Final = 1
"""The version of the rules by which lines are taken apart."""

FIELDS: Final = (
    ("name", Field.NAMES),
    ("other_names", Field.NAMES),
    ("addresses", Field.ADDRESSES),
    ("contacts", Field.CONTACTS),
    ("people", Field.PEOPLE),
)
"""The fields of an identity whose lines are guarded, and what is expected in each."""


@dataclass(frozen=True, kw_only=True)
class GuardedVictim:
    """A victim whose details are guarded; `identity` is the SHA-256 of the sealed identity that they are from."""

    victim: str = line("Victim", share=Share.VICTIM)
    code: str = line("Code", share=Share.VICTIM)
    identity: str = line("Identity", share=Share.VICTIM)


@dataclass(frozen=True, kw_only=True)
class GuardedPart:
    """One part of a line: when it stops an output, and why that was chosen."""

    kind: str = line("Kind", share=Share.VICTIM)
    text: str = line("Text", share=Share.VICTIM)
    guard: str = line("Guard", share=Share.VICTIM)
    group: int | None = count("Group", share=Share.VICTIM)
    reason: str = line("Reason", share=Share.VICTIM)

    def part(self) -> Part:
        """As the matcher takes it."""
        return Part(PartKind(self.kind), self.text, Guard(self.guard), self.group or 0)


@dataclass(frozen=True, kw_only=True)
class GuardedLine:
    """One line as it was typed, and its parts."""

    victim: str = line("Victim", share=Share.VICTIM)
    field: str = line("Field", share=Share.VICTIM)
    typed: str = text("Line", share=Share.VICTIM)
    parts: tuple[GuardedPart, ...] = rows("Parts", GuardedPart, share=Share.VICTIM)

    @classmethod
    def of(cls, victim: str, field: str, typed: str, split: Split) -> "GuardedLine":
        """A line taken apart, each part as its rarity has it."""
        parts = tuple(
            GuardedPart(kind=each.kind.value, text=each.text, guard=each.guard.value, group=each.group)
            for each in split.parts
        )
        return cls(victim=victim, field=field, typed=typed, parts=parts)


@dataclass(frozen=True, kw_only=True)
class CaseGuard:
    """All that is looked for in what leaves a case."""

    rules: int | None = count("Version of the rules", share=Share.VICTIM)
    victims: tuple[GuardedVictim, ...] = rows("Victims", GuardedVictim, share=Share.VICTIM)
    lines: tuple[GuardedLine, ...] = rows("Lines", GuardedLine, share=Share.VICTIM)

    def parts(self) -> tuple[tuple[Part, ...], ...]:
        """The parts of each line."""
        return tuple(tuple(each.part() for each in line.parts) for line in self.lines)


def typed_lines(identity: VictimIdentity) -> Iterator[tuple[str, Field, int, str]]:
    """Every guarded line of an identity: its field by name and by what is expected there, its number, its text."""
    for name, where in FIELDS:
        typed = [row.strip() for row in getattr(identity, name).splitlines()]
        yield from ((name, where, n, row) for n, row in enumerate(filter(None, typed), 1))
