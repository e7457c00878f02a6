"""Boxes with lines between them as pictures that have room on a page: one, or one for each box of the middle column."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.charts import linked
from app.charts.primitives import Drawing, TextWidth
from app.domain.records.blocks import Linked

_HIGHEST: Final = 620.0
"""Of what stands on one page."""
_LOOK: Final = linked.Look(least=80.0, channel=18.0, pad=3.0, gap=5.0)


@dataclass(frozen=True)
class Pictured:
    """The pictures, and how many boxes had no room in any."""

    drawings: tuple[Drawing, ...]
    left_out: int


def pictured(block: Linked, width: float, text_width: TextWidth) -> Pictured:
    """The pictures of a block; what is tied to two boxes of the middle column stands in the picture of each."""
    draw = _Drawing(block, width, text_width)
    drawings, shown = [], set[int]()
    for boxes in draw.pages():
        kept = draw.fitted(boxes)
        shown.update(kept)
        drawings.append(draw.of(kept))
    return Pictured(tuple(drawings), len(block.boxes) - len(shown))


def caption(block: Linked, drawn: Pictured) -> str:
    """The caption, owning up to what the pictures could not hold."""
    said = [block.caption]
    if len(drawn.drawings) > 1:
        said.append(
            "The picture is in parts, as it is larger than a page: some boxes stand in several of them."
        )
    if drawn.left_out:
        said.append(f"{drawn.left_out} boxes had no room in it: the table has them all.")
    return " ".join(said)


@dataclass(frozen=True)
class _Drawing:
    block: Linked
    width: float
    text_width: TextWidth

    def pages(self) -> Iterator[list[int]]:
        """The boxes of each picture, by their numbers."""
        everything = list(range(len(self.block.boxes)))
        if self._fits(everything):
            yield everything
            return
        together: list[int] = []
        for group in self._groups():
            both = sorted({*together, *group})
            if together and not self._fits(both):
                yield together
                both = sorted(group)
            together = both
        yield together

    def fitted(self, boxes: Sequence[int]) -> list[int]:
        """As many of the boxes as one picture holds: the last of the longest column go first."""
        kept = list(boxes)
        while len(kept) > 1 and not self._fits(kept):
            columns = [self.block.boxes[each].column for each in kept]
            longest = max(set(columns), key=columns.count)
            del kept[len(columns) - 1 - columns[::-1].index(longest)]
        return kept

    def of(self, boxes: Sequence[int]) -> Drawing:
        """Some boxes with the lines between them."""
        number = {box: n for n, box in enumerate(boxes)}
        return linked.layout(
            [
                linked.Box(each.column, each.name, each.words, care=each.care, open=each.open)
                for each in (self.block.boxes[box] for box in boxes)
            ],
            [
                linked.Link(number[tie.left], number[tie.right], linked.Pen(tie.pen))
                for tie in self.block.ties
                if tie.left in number and tie.right in number
            ],
            self.block.columns,
            width=self.width,
            look=_LOOK,
            text_width=self.text_width,
        ).drawing

    def _fits(self, boxes: Sequence[int]) -> bool:
        return self.of(boxes).height <= _HIGHEST

    def _groups(self) -> Iterator[Collection[int]]:
        """For each box of the middle column all that leads to it and all that it leads to; then what is left."""
        middle = len(self.block.columns) // 2
        reached = set[int]()
        for box, each in enumerate(self.block.boxes):
            if each.column == middle:
                group = self._tied(box, -1) | self._tied(box, 1)
                reached |= group
                yield group
        left = set(range(len(self.block.boxes))) - reached
        while left:
            group = self._tied(min(left), -1, 1) & left
            left -= group
            yield group

    def _tied(self, box: int, *ways: int) -> set[int]:
        """A box, and all that leads to it by way of -1, or that it leads to by way of 1, over any number of lines."""
        found, at = {box}, [box]
        while at:
            here = at.pop()
            for tie in self.block.ties:
                ends = {1: (tie.left, tie.right), -1: (tie.right, tie.left)}
                for start, end in (ends[way] for way in ways):
                    if start == here and end not in found:
                        found.add(end)
                        at.append(end)
        return found
