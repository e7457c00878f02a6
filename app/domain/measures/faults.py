"""What is wrong with a measure's file: one sentence each, with its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from app.domain.measures.lines import Lines, Path, line_of

_LONGEST: Final = 160


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the line it is on, from 1, and what it is."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.sentence}"


@dataclass
class Faults:
    """All faults of one file."""

    lines: Lines = field(default_factory=dict)
    found: set[Fault] = field(default_factory=set)

    def add(self, path: Path, sentence: str) -> None:
        """Take a fault at the line of that path."""
        self.found.add(Fault(line_of(self.lines, path), _one_line(sentence)))

    def __iter__(self) -> Iterator[Fault]:
        """In the order of the file."""
        return iter(sorted(self.found))


def _one_line(sentence: str) -> str:
    """The sentence on one line and no longer than is read: names and values stand in it as the file has them."""
    shown = "".join(each if each.isprintable() else " " for each in sentence)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
