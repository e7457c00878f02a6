"""Light markup: blank line between paragraphs, "- " before a list item, `**bold**`; all else is literal.

People quote what was written to them, and asterisks mask words there (`f***`). So a mark is only what nobody writes for
another reason: two asterisks, no more, at the edge of words, with their other pair on the same line. Whoever shows a
text, on a page, in a window or while it is written, asks here where its marks stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

_MARK_OR_END = re.compile(r"(?<!\*)\*\*(?!\*)|[\n\u2028]")
_MARK = "**"
_SENTENCE = re.compile(r"(?<![.\s][A-Za-z])[.!?]+[\"')\]\u2019\u201d]*(?=\s|\Z)")
_ITEM = re.compile(r"\s*- +(?=\S)")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one weight; what a report sets in italics nobody can type."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""Runs that flow together; "\n" in a run is a line that the author broke."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    r"""A list, each item its runs; "\n" in a run is a line that the author broke."""

    items: tuple[tuple[Run, ...], ...]


Block = Paragraph | Bullets


@dataclass(frozen=True, slots=True)
class Bold:
    """Where bold words stand in a text: from `first` to `last`, their marks from `start` to `end`."""

    start: int
    first: int
    last: int
    end: int


def bold(text: str) -> Iterator[Bold]:
    """Find the bold words of a text, in order and in one pass; none goes over the end of a line."""
    return (Bold(*each) for each in bold_spans(text))


def bold_spans(text: str) -> list[tuple[int, int, int, int]]:
    """The places of `bold` as plain numbers, in one call however many there are: they are looked for at every key."""
    opened = None
    spans = []
    for found in _MARK_OR_END.finditer(text):
        start, end = found.span()
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if found[0] != _MARK:
            opened = None
        elif opened is None:
            opened = start if at_edge(inside=after, outside=before) else None
        elif at_edge(inside=before, outside=after):
            spans.append((opened, opened + len(_MARK), start, end))
            opened = None
    return spans


@lru_cache(maxsize=1024)
def at_edge(*, inside: str, outside: str) -> bool:
    """Whether a mark between these signs stands at the edge of words, so that it can open or close them.

    Of two signs that belong to no word neither is an edge: `"**"`, in quotation marks, is a masked word.
    """
    if not inside.strip():
        return False
    return not outside.strip() or (_is_of_a_word(inside) and not _is_of_a_word(outside))


def _is_of_a_word(sign: str) -> bool:
    """Letters, their marks, and digits."""
    return category(sign)[0] in "LMN"


def item(line: str) -> int:
    """Where the words of a list item begin in its line; 0 for any other line."""
    found = _ITEM.match(line)
    return found.end() if found else 0


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text.

    A line that follows an item is a paragraph of its own, or, if it is indented, another line of the item: messages
    quoted one a line do not run into each other.
    """
    blocks: list[Block] = []
    lines: list[str] = []
    items: list[str] = []

    def flush() -> None:
        if lines:
            blocks.append(Paragraph(_runs("\n".join(lines))))
            lines.clear()
        if items:
            blocks.append(Bullets(tuple(_runs(each) for each in items)))
            items.clear()

    for raw in text.split("\n"):
        line = raw.strip()
        begins = item(raw)
        if not line or (lines if begins else items and not raw[0].isspace()):
            flush()
        if begins:
            items.append(raw[begins:].strip())
        elif line and items:
            items[-1] += f"\n{line}"
        elif line:
            lines.append(line)
    flush()
    return tuple(blocks)


def first_sentence(text: str, most: int = 160) -> str:
    """The first sentence of a text, without marks; cut at a word where it is longer than a line can hold."""
    first = next((line[item(line) :].strip() for line in text.split("\n") if line.strip()), "")
    plain = "".join(run.text for run in _runs(first))
    end = _SENTENCE.search(plain)
    sentence = plain[: end.end()].rstrip() if end else plain
    if len(sentence) <= most:
        return sentence
    return f"{sentence[:most].rsplit(' ', 1)[0]}…"


def _runs(text: str) -> tuple[Run, ...]:
    out: list[Run] = []
    at = 0
    for found in bold(text):
        if found.start > at:
            out.append(Run(text[at : found.start]))
        out.append(Run(text[found.first : found.last], bold=True))
        at = found.end
    if at < len(text):
        out.append(Run(text[at:]))
    return tuple(out)


def one_line(text: str) -> str:
    """Return the words of a text without its marks, on one line, for a table's cell."""
    rows = (
        "".join(run.text for run in runs)
        for block in parse(text)
        for runs in (block.items if isinstance(block, Bullets) else (block.runs,))
    )
    return " ".join(rows).replace("\n", " ")


def words(text: str) -> str:
    """Return the words of a text without its marks, one paragraph or item a line."""
    rows = (
        ("- " if isinstance(block, Bullets) else "") + "".join(run.text for run in runs)
        for block in parse(text)
        for runs in (block.items if isinstance(block, Bullets) else (block.runs,))
    )
    return "\n".join(rows)


def as_item(lead: str, *texts: str) -> str:
    """Write one list item of a bold `lead` and texts: each line stays one, so no mark of one text meets another's."""
    rows = [row.strip() for text in texts for row in text.split("\n") if row.strip()]
    # A dash left after an item's own would begin an item of its own, so both stay; not so in the line of the lead.
    bare = [row if n and item(row[item(row) :]) else row[item(row) :] for n, row in enumerate(rows)]
    words = "\n  ".join(bare)
    return f"- **{lead}** {words}".rstrip()
