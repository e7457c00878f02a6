"""Light markup: blank line between paragraphs, "- " before a bullet, `**bold**`; all else is literal."""

import re
from dataclasses import dataclass

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs that flow together."""

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
            blocks.append(Paragraph(_runs(" ".join(lines))))
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
    for match in _BOLD.finditer(text):
        if match.start() > at:
            out.append(Run(text[at : match.start()]))
        out.append(Run(match[1], bold=True))
        at = match.end()
    if at < len(text):
        out.append(Run(text[at:]))
    return tuple(out)


def plain(text: str) -> str:
    """Return the words of a text without the marks of bold."""
    return _BOLD.sub(r"\1", text)
