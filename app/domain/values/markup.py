"""Light markup: blank line between paragraphs, "- " before a bullet, `**bold**`; all else is literal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""Runs that flow together; "\n" in a run is a line that the author broke."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, each item its runs."""

    items: tuple[tuple[Run, ...], ...]


Block = Paragraph | Bullets


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text."""
    blocks: list[Block] = []
    lines: list[str] = []
    items: list[str] = []

    def flush() -> None:
        if lines:
            blocks.append(Paragraph(_runs("\n".join(lines))))
            lines.clear()
        if items:
            blocks.append(Bullets(tuple(_runs(item) for item in items)))
            items.clear()

    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            flush()
        elif line.startswith("- "):
            if lines:
                flush()
            items.append(line[2:].strip())
        elif items:
            items[-1] += f" {line}"
        else:
            lines.append(line)
    flush()
    return tuple(blocks)


def _runs(text: str) -> tuple[Run, ...]:
    out: list[Run] = []
    at = 0
    for match in _bold(text):
        if match.start() > at:
            out.append(Run(text[at : match.start()]))
        out.append(Run(match[1], bold=True))
        at = match.end()
    if at < len(text):
        out.append(Run(text[at:]))
    return tuple(out)


def _bold(text: str) -> Iterator[re.Match[str]]:
    """Find the bold words, up to the last closing mark.

    Beyond that mark the pattern would read on to the end for every opening one: minutes, in a long text.
    """
    close = text.rfind("**")
    while close > 0 and text[close - 1].isspace():
        close = text.rfind("**", 0, close + 1)
    return _BOLD.finditer(text, 0, close + 2)


def one_line(text: str) -> str:
    """Return the words of a text without its marks, on one line, for a table's cell."""
    line = " ".join(line.strip().removeprefix("- ") for line in text.split("\n") if line.strip())
    return "".join(run.text for run in _runs(line))
