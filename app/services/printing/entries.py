"""The chronology on paper: what it shows now, its filter in words, and how each entry is known and stands."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Final

from sqlalchemy import Connection

from app.domain.kinds.registry import title as kind_title
from app.domain.records.blocks import Block, Heading, Paragraph, Table
from app.domain.records.facets import Attribution, to_plain
from app.domain.records.kind import KindRole, no_status
from app.domain.records.shown import KNOWLEDGE
from app.domain.records.versions import Reading, Unread
from app.domain.values.dates import ClinicalDate
from app.services.printing.open_records import drawn
from app.services.records.chronology import Entry, OpenEntries, open_entries
from app.services.records.chronology_filter import ChronologyFilter, EntriesAsked
from app.services.records.entry_words import awaits, marks, what, when
from app.services.vault.open_vault import OpenVault

PRINTED: Final = "What is printed"
_HEADS: Final = (
    "Date",
    "What, and its first sentence",
    "How known, how it stands",
    "Source, grade",
    "Kind, author",
)
_WIDTHS: Final = (17, 36, 22, 12, 18)
_UNDATED: Final = "Undated"
_ALL: Final = "Every entry."
_SOURCE: Final = (
    "What is alleged, what the person told and what somebody saw is told apart in the third column. Source is who said "
    "it, the grade is 3x5x2; neither says how it stands."
)


def entries(
    vault: OpenVault,
    connection: Connection,
    case_id: str,
    asked: EntriesAsked,
    records: Mapping[str, Reading | Unread],
) -> Iterator[Block]:
    """The blocks of the chronology; `records` are its verified records."""
    found = open_entries(vault, connection, case_id, asked)
    today = vault.today()
    told = [_told(each, records[each.id], today) for each in found.entries]
    yield from in_words(asked, found)
    yield Paragraph(text=_SOURCE, small=True)
    number = 0
    for year, of_year in groupby(told, key=_year):
        rows = list(of_year)
        yield Heading(text=year, across=True)
        yield Table(
            heads=_HEADS,
            rows=tuple(_row(each, records[each.id]) for each in rows),
            widths=_WIDTHS,
            names=tuple(f"Entry {number + n}, {when(each)}" for n, each in enumerate(rows, 1)),
            cites=tuple(each.id for each in rows),
        )
        number += len(rows)


def _told(entry: Entry, read: Reading | Unread, today: date) -> Entry:
    """The entry as what was signed has it, and not as lists do, with how it stands on a day."""
    attribution, status = "", ""
    if isinstance(read, Reading):
        said = next((each for each in drawn(read) if isinstance(each, Attribution)), None)
        attribution = json.dumps(to_plain(said)) if said else ""
        if read.kind.stands is not no_status and not (entry.is_superseded or entry.is_error):
            status = read.kind.stands(read.content, today)
    return entry._replace(author=read.heading.author, attribution=attribution, status=status)


def _row(entry: Entry, read: Reading | Unread) -> tuple[Paragraph, ...]:
    said = " ".join(each for each in (awaits(entry), entry.first_sentence) if each)
    known = ". ".join(each for each in (_known(read, entry), _capital(entry.stands)) if each)
    graded = ", ".join(each for each in (entry.source, entry.grade) if each)
    return (
        Paragraph(label=when(entry), text=marks(entry), plain=True),
        Paragraph(label=f"{what(entry)}." if said else what(entry), text=said, plain=True),
        Paragraph(text=known, plain=True),
        Paragraph(text=graded, plain=True),
        Paragraph(label=f"{kind_title(entry.kind)},", text=entry.author, plain=True),
    )


def _known(read: Reading | Unread, entry: Entry) -> str:
    """How it is known; of a remark, which says something of a record, nothing."""
    if isinstance(read, Reading) and read.kind.role is not KindRole.RECORD:
        return ""
    said = KNOWLEDGE[read.heading.knowledge]
    # What has a standing of its own says more than that each field has one.
    return "" if entry.attribution and not read.heading.knowledge.value else said


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _year(entry: Entry) -> str:
    first = ClinicalDate.from_wire(entry.event).earliest() if entry.event else None
    return str(first.year) if first else _UNDATED


def in_words(asked: EntriesAsked, found: OpenEntries, label: str = "Printed:") -> Iterator[Block]:
    """What is let through, in words, and how much that leaves out; `label` says what becomes of it."""
    yield Heading(text=PRINTED)
    narrowed = tuple(_narrowed(asked))
    yield Paragraph(label="Filter:", text="; ".join(narrowed) or _ALL, plain=True)
    shown, total = len(found.entries), found.total
    left_out = total - shown
    told = f"{shown:,} of {_count(total, 'entry', 'entries')}."
    if left_out:
        told += f" The filter leaves out {left_out:,}."
    if found.superseded and not asked.superseded:
        told += (
            f" Besides, {_count(found.superseded, 'superseded version', 'superseded versions')} not printed."
        )
    yield Paragraph(label=label, text=told, plain=True)


def _narrowed(asked: EntriesAsked) -> Iterator[str]:
    if asked.kinds:
        yield _listed("kind", map(kind_title, asked.kinds))
    yield from _narrowed_by(asked.by)
    if asked.text:
        yield f"words: {asked.text}"
    if asked.superseded:
        yield "superseded versions too"


def _narrowed_by(by: ChronologyFilter) -> Iterator[str]:
    for name, chosen in (("victim", by.victims), ("source", by.sources), ("how it stands", by.stands)):
        if chosen:
            yield _listed(name, chosen)
    for name, day in (("from", by.since), ("to", by.until)):
        if day is not None:
            yield f"{name} {day.show()}"


def _listed(name: str, chosen: Iterable[str]) -> str:
    return f"{name}: {' or '.join(chosen)}"


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
