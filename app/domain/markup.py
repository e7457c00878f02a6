"""Light markup: a blank line ends a paragraph, "- " begins a bullet, **bold** is bold; all else is plain text."""

import re
from dataclasses import dataclass
from itertools import groupby

_BULLET = re.compile(r"^\s*- +(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


@dataclass(frozen=True)
class Run:
    """Words in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; "\\n" inside a run is a line break."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Bullets:
    """A list of items."""

    items: tuple[tuple[Run, ...], ...]


Block = Paragraph | Bullets


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text. Nothing typed is lost: unbalanced marks stay as they are."""
    blocks: list[Block] = []
    for part in re.split(r"\n[ \t]*\n+", text):
        for is_list, lines in groupby(part.split("\n"), key=lambda row: bool(_BULLET.match(row))):
            rows = list(lines)
            if is_list:
                blocks.append(Bullets(tuple(runs(_BULLET.sub("", row)) for row in rows)))
            elif any(row.strip() for row in rows):
                blocks.append(Paragraph(runs("\n".join(rows))))
    return tuple(blocks)


def runs(text: str) -> tuple[Run, ...]:
    """The runs of one paragraph or item."""
    out, at = [], 0
    for found in _BOLD.finditer(text):
        out += [Run(text[at : found.start()])] if found.start() > at else []
        out.append(Run(found[1], bold=True))
        at = found.end()
    return tuple([*out, Run(text[at:])] if at < len(text) else out)


def plain(text: str) -> str:
    """The words without their marks."""
    return _BOLD.sub(r"\1", text)
