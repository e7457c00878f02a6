"""The parts of a thread as boxes with links, and what is said of each: the picture and the table say the same."""

from typing import Final

from app.charts.linked import Box, Link, Pen
from app.domain.records.thread import TITLES
from app.domain.records.thread_parts import Column, Part, Sort, Thread

_PENS: Final = {Sort.HOLDS: Pen.WHOLE, Sort.AGAINST: Pen.AGAINST, Sort.LACKS: Pen.DOTTED}
_COLUMNS: Final = list(Column)
EMPTY: Final = Thread((), (), ())
HEADS: Final = ("Column", "What", "Leads to", "What is missing")
"""What the table of a thread says of each part."""


class Linkage:
    """A thread with its parts numbered: what leads to which, and from where."""

    def __init__(self, thread: Thread) -> None:
        self.parts = thread.parts
        at = {part.key: n for n, part in enumerate(self.parts)}
        self.links = [Link(at[tie.left], at[tie.right], _PENS[tie.sort]) for tie in thread.ties]

    @property
    def boxes(self) -> list[Box]:
        """Each part as a box; what is amiss with one that is there is said above its words."""
        return [self._box(part) for part in self.parts]

    @property
    def titles(self) -> list[tuple[str, str]]:
        """The title of each column, and how many parts it has besides gaps."""
        there = [part.column for part in self.parts if not part.is_missing]
        return [(column.value, str(there.count(column))) for column in _COLUMNS]

    def of(self, part: int) -> list[int]:
        """The links that a part has, by their numbers."""
        return [n for n, link in enumerate(self.links) if part in {link.left, link.right}]

    def beside(self, part: int, by: int) -> list[int]:
        """The parts that one leads to, or with a negative `by` those that lead to it."""
        if by > 0:
            return [link.right for link in self.links if link.left == part]
        return [link.left for link in self.links if link.right == part]

    def leads_to(self, part: int) -> str:
        """What a part leads to, in words; against what it speaks is said."""
        told = (
            f"{'against ' if link.pen is Pen.AGAINST else ''}{short(self.parts[link.right])}"
            for link in self.links
            if link.left == part and not self.parts[link.right].is_missing
        )
        return "; ".join(told)

    def row(self, part: int) -> tuple[str, str, str, str]:
        """What the table says of a part, under its heads."""
        here = self.parts[part]
        lacks = "; ".join(TITLES[gap] for gap in here.gaps)
        return here.column.value, self.what(part), self.leads_to(part), lacks

    def what(self, part: int) -> str:
        """What it is called and says; of what is missing, of what."""
        here = self.parts[part]
        if not here.is_missing:
            return ": ".join(each for each in (here.name, here.words) if each)
        of = (self.parts[each] for by in (-1, 1) for each in self.beside(part, by))
        return ": ".join((*(each.name.partition(",")[0] for each in of), here.words))

    def said(self, part: int) -> str:
        """All that the picture says of a part, as it is said aloud."""
        here = self.parts[part]
        of_column = [n for n, each in enumerate(self.parts) if each.column is here.column]
        told = [f"{here.column.value} {of_column.index(part) + 1} of {len(of_column)}: {here.said}"]
        for words, others in (("From", self.beside(part, -1)), ("To", self.beside(part, 1))):
            if others:
                told.append(f"{words} {'; '.join(short(self.parts[each]) for each in others)}")
        return ". ".join(told)

    def _box(self, part: Part) -> Box:
        lacks = ", ".join(TITLES[gap] for gap in part.gaps) if not part.is_missing else ""
        name = ": ".join(each for each in (part.name, lacks) if each)
        return Box(_COLUMNS.index(part.column), name, part.words, care=bool(part.gaps), open=part.is_missing)


def short(part: Part) -> str:
    """A part in a word or two: "F1", or what it says where it has no name."""
    return part.name.partition(",")[0] or part.words
