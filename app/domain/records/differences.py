"""What changed between two versions of a record, field by field and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from app.domain.fields import forms
from app.domain.fields.content import is_empty
from app.domain.fields.spec import specs
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.records.shown import Place, answer, called, placed

_WORD = re.compile(r"\s+|[^\s]+")
# A line longer than this is compared as a whole: word by word would take seconds.
_MOST_WORDS = 4_000
_MOST_TOLD: Final = 3
"""So many changes are told one by one."""
_TOLD: Final = (forms.Day, forms.OneOf, forms.Count, forms.TimeOfDay)
"""Forms whose answers nobody types freely."""


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
    """The fields whose words changed, in the order of the form; a row is met again wherever it stands now."""
    # What a version says of its own changes is none of them.
    before, after = (_by_key(kind, replace(each, update="")) for each in (older, newer))
    keys = [*after, *(key for key in before if key not in after)]
    changed = ((key, *(each[key].text if key in each else "" for each in (before, after))) for key in keys)
    named = before | after
    return tuple(
        FieldDifference(named[key].label, pieces(old, new)) for key, old, new in changed if old != new
    )


def _by_key(kind: Kind, sheet: Sheet) -> dict[str, Place]:
    return {each.key: each for each in placed(kind, sheet)}


def ready_written(kind: Kind, older: Sheet, newer: Sheet) -> str:
    """What changed, on one line: "Served 01-Apr-2026; Officer in the case changed". Empty where nothing did.

    Dates, numbers and coded answers are told, what was typed is only named: a text that was put right, such as a name
    that a code took the place of, must not stand in the line that says so.
    """
    said = list(_told(kind, older, newer))
    more = f"; and {len(said) - _MOST_TOLD} more" if len(said) > _MOST_TOLD else ""
    return "; ".join(said[:_MOST_TOLD]) + more


def _told(kind: Kind, older: Sheet, newer: Sheet) -> Iterator[str]:
    if older.event != newer.event:
        yield _valued(kind.event_label, *(each.event.show() if each.event else "" for each in (older, newer)))
    for spec in specs(kind.content):
        old, new = (getattr(each.content, spec.name) for each in (older, newer))
        if old == new:
            continue
        was, now = ("" if is_empty(spec, each) else answer(spec, each) for each in (old, new))
        if isinstance(spec.form, _TOLD) and spec.target is None:
            yield _valued(called(spec), was, now)
        else:
            yield f"{called(spec)} {'changed' if was and now else 'added' if now else 'taken out'}"


def _valued(label: str, was: str, now: str) -> str:
    if not now:
        return f"{label} taken out"
    return f"{label} {now}" + (f", was {was}" if was else "")


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
