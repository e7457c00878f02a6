"""The few shapes a chart is made of; painters on screen and in a PDF draw the same ones.

Units are points (1/72 inch). x grows to the right and y grows downwards from the drawing's top left corner.
Colours are roles, which each painter maps to its own palette, so that a chart knows nothing of themes or
paper.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.charts.roles import Role


class Anchor(StrEnum):
    """Which end of a text stands at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    """A box whose top left corner is (x, y); `event` is the index of what it stands for."""

    x: float
    y: float
    width: float
    height: float
    fill: Role | None = None
    stroke: Role | None = None
    stroke_width: float = 0.75
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `dash` holds on and off lengths."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Role
    stroke_width: float = 0.75
    dash: tuple[float, ...] = ()
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape through `points`."""

    points: tuple[tuple[float, float], ...]
    fill: Role | None = None
    stroke: Role | None = None
    stroke_width: float = 0.75
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle about (x, y)."""

    x: float
    y: float
    radius: float
    fill: Role | None = None
    stroke: Role | None = None
    stroke_width: float = 0.75
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One horizontal line of text whose baseline is at y."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    role: Role = Role.INK
    anchor: Anchor = Anchor.START
    event: int | None = None


PLAIN = False
BOLD = True
Primitive = Rect | Line | Polygon | Circle | Text
TextWidth = Callable[[str, float, bool], float]
"""Width in points of a text at a size, bold or not, in the face the painter will use."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A laid-out chart, its primitives in the order in which they are painted."""

    width: float
    height: float
    primitives: tuple[Primitive, ...]


def text_box(text: Text, text_width: TextWidth) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a text, from ascender to descender."""
    width = text_width(text.text, text.size, text.bold)
    back = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    left = text.x - back
    return left, text.y - 0.8 * text.size, left + width, text.y + 0.25 * text.size


def wrapped(text: str, room: float, size: float, text_width: TextWidth, most: int = 2) -> list[str]:
    """Break a text between words into so many lines at most; what has no room in the last of them is cut off."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines) == most or text_width(f"{lines[-1]} {word}", size, PLAIN) <= room):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [elide(line, room, size, text_width) for line in lines]


def elide(text: str, room: float, size: float, text_width: TextWidth, *, bold: bool = False) -> str:
    """Return the longest beginning of `text` that fits, with an ellipsis; empty below three letters."""
    if text_width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    least = 3
    return text[:low].rstrip() + "…" if low >= least else ""
