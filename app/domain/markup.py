"""Light markup: a blank line ends a paragraph, "- " begins a bullet, **bold** is bold; all else is plain text."""

import re
from collections.abc import Iterator
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
    for found in _balanced(text):
        out += [Run(text[at : found.start()])] if found.start() > at else []
        out.append(Run(found[1], bold=True))
        at = found.end()
    return tuple([*out, Run(text[at:])] if at < len(text) else out)


def _balanced(text: str) -> Iterator[re.Match[str]]:
    """The bold words, looked for in each line up to its last closing mark.

    Beyond that mark the pattern would read to the line's end for every opening one, which takes minutes in a long text.
    """
    start = 0
    for row in text.split("\n"):
        close = row.rfind("**")
        while close > 0 and row[close - 1].isspace():
            close = row.rfind("**", 0, close + 1)
        yield from _BOLD.finditer(text, start, start + close + 2)
        start += len(row) + 1


def plain(text: str) -> str:
    """The words without their marks."""
    return "".join(run.text for run in runs(text))
