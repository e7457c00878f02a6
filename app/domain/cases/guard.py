"""The guard of a case: what of its victims' details is looked for in everything that leaves it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class PartChoice:
    """When one part of a typed line is to stop an output, as a member chose; `off` takes a reason.

    A part is known by its line, its kind and its text. A piece that was left out is looked for as it stands.
    """

    field: str
    typed: str
    kind: PartKind
    text: str
    guard: Guard
    reason: str = ""

    @classmethod
    def of_piece(cls, field: str, typed: str, piece: str) -> "PartChoice":
        """To look for a piece that the rules leave out."""
        return cls(field, typed, PartKind.HANDLE, piece, Guard.ALONE)


@dataclass(frozen=True, kw_only=True)
class ChosenPart:
    """The same as it is kept with an identity that is not sealed yet."""

    field: str = line("Field", share=Share.VICTIM)
    typed: str = text("Line", share=Share.VICTIM)
    reason: str = text("Reason", share=Share.VICTIM)
    kind: str = line("Kind", share=Share.VICTIM)
    guard: str = line("Guard", share=Share.VICTIM)
    text: str = text("Text", share=Share.VICTIM)

    @classmethod
    def of(cls, choice: PartChoice) -> "ChosenPart":
        """What was chosen."""
        said = {name: str(getattr(choice, name)) for name in cls.__dataclass_fields__}
        return cls(**said)

    def choice(self) -> PartChoice:
        """What was chosen. Raises ValueError for what this version does not know."""
        return PartChoice(
            self.field, self.typed, PartKind(self.kind), self.text, Guard(self.guard), self.reason
        )


@dataclass(frozen=True, kw_only=True)
class ChosenParts:
    """All that was chosen for an identity that is not sealed yet."""

    parts: tuple[ChosenPart, ...] = rows("Parts", ChosenPart, share=Share.VICTIM)


def with_choices(line: GuardedLine, left_out: Iterable[str], choices: Iterable[PartChoice]) -> GuardedLine:
    """The line as it is guarded by what was chosen for its parts and for the pieces that were left out of it."""
    mine = {
        (each.kind.value, each.text): each
        for each in choices
        if (each.field, each.typed) == (line.field, line.typed)
    }
    known = {(each.kind, each.text) for each in line.parts}
    parts = [
        replace(each, guard=choice.guard.value, reason=choice.reason)
        if (choice := mine.get((each.kind, each.text)))
        else each
        for each in line.parts
    ]
    group = 1 + max((each.group or 0 for each in line.parts), default=0)
    pieces = frozenset(left_out)
    for each in mine.values():
        if (each.kind.value, each.text) not in known and each.text in pieces and each.guard is not Guard.OFF:
            added = {"kind": each.kind.value, "text": each.text, "guard": each.guard.value}
            parts.append(GuardedPart(**added, group=group, reason=each.reason))
    return replace(line, parts=tuple(parts))


@dataclass(frozen=True, kw_only=True)
class CaseGuard:
    """All that is looked for in what leaves a case."""

    rules: int | None = count("Version of the rules", share=Share.VICTIM)
    victims: tuple[GuardedVictim, ...] = rows("Victims", GuardedVictim, share=Share.VICTIM)
    lines: tuple[GuardedLine, ...] = rows("Lines", GuardedLine, share=Share.VICTIM)

    def parts(self) -> tuple[tuple[Part, ...], ...]:
        """The parts of each line."""
        return tuple(tuple(each.part() for each in line.parts) for line in self.lines)

    def codes(self) -> tuple[str, ...]:
        """The code of the victim of each line."""
        code = {each.victim: each.code for each in self.victims}
        return tuple(code.get(line.victim, "") for line in self.lines)

    def looked_for(self) -> frozenset[str]:
        """The victims of whom at least one part is looked for."""
        return frozenset(
            line.victim for line in self.lines if any(each.guard != Guard.OFF for each in line.parts)
        )


def typed_lines(identity: VictimIdentity) -> Iterator[tuple[str, Field, int, str]]:
    """Every guarded line of an identity: its field by name and by what is expected there, its number, its text."""
    for name, where in FIELDS:
        typed = [row.strip() for row in getattr(identity, name).splitlines()]
        yield from ((name, where, n, row) for n, row in enumerate(filter(None, typed), 1))
