"""What changed between two versions of a record, field by field and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.records.shown import flat

_WORD = re.compile(r"\s+|[^\s]+")
# A line longer than this is compared as a whole: word by word would take seconds.
_MOST_WORDS = 4_000
_MOST_TOLD: Final = 3
"""So many changes are told one by one."""
_SHORT: Final = 60
"""Letters of an answer that is told and not only named."""


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of text, and what became of it."""

    text: str
    change: Change


@dataclass(frozen=True)
class FieldDifference:
    """A field that changed."""

    label: str
    pieces: tuple[Piece, ...]


def differences(kind: Kind, older: Sheet, newer: Sheet) -> tuple[FieldDifference, ...]:
    """The fields whose words changed, in the order of the form; fields of rows are named by their row."""
    # What a version says of its own changes is none of them.
    before, after = (dict(flat(kind, replace(each, update=""))) for each in (older, newer))
    labels = [*after, *(label for label in before if label not in after)]
    changed = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return tuple(FieldDifference(label, pieces(old, new)) for label, old, new in changed if old != new)


def ready_written(kind: Kind, older: Sheet, newer: Sheet) -> str:
    """What changed, on one line, from the difference alone: "Served 01-Apr-2026; Officer in the case changed".

    Short answers are told, longer ones named. Empty where nothing changed.
    """
    said = [_told(each) for each in differences(kind, older, newer)]
    more = f"; and {len(said) - _MOST_TOLD} more" if len(said) > _MOST_TOLD else ""
    return "; ".join(said[:_MOST_TOLD]) + more


def _told(changed: FieldDifference) -> str:
    old = "".join(each.text for each in changed.pieces if each.change is not Change.ADDED)
    new = "".join(each.text for each in changed.pieces if each.change is not Change.REMOVED)
    if not new:
        return f"{changed.label} taken out"
    if len(new) > _SHORT or "\n" in new:
        return f"{changed.label} {'changed' if old else 'added'}"
    return f"{changed.label} {new}" + (
        f", was {old}" if old and len(old) <= _SHORT and "\n" not in old else ""
    )


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """One text against another: by lines first, then by words within the lines that changed."""
    out: list[Piece] = []
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, a, b in _runs(*lines):
        if tag == "equal":
            out.append(Piece("".join(a), Change.SAME))
        else:
            out.extend(_by_words("".join(a), "".join(b)))
    return tuple(_joined(out))


def _by_words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > _MOST_WORDS:
        yield from _swapped(old, new)
        return
    for tag, a, b in _runs(before, after):
        if tag == "equal":
            yield Piece("".join(a), Change.SAME)
        else:
            yield from _swapped("".join(a), "".join(b))


def _swapped(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece(old, Change.REMOVED)
    if new:
        yield Piece(new, Change.ADDED)


def _runs(a: list[str], b: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield tag, a[i:j], b[k:m]


def _joined(found: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece."""
    last: Piece | None = None
    for each in found:
        if last is not None and last.change is each.change:
            last = Piece(last.text + each.text, last.change)
        else:
            if last is not None:
                yield last
            last = each
    if last is not None:
        yield last
