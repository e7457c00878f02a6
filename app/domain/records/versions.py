"""Reads what was signed under the declarations of today: an older form is brought up to date in memory alone.

The signed bytes never change. What this version does not know at all is given as it was written, to be read alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from app.domain.fields.content import read as read_content
from app.domain.fields.content import undeclared
from app.domain.records.heading import Heading, Plain, Upcast, heading_of
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet, sheet_of
from app.domain.values.ids import derived_id

Registry = Mapping[str, Kind]
NEWER: Final = "Written by a newer Casework: update to read it whole."


@dataclass(frozen=True)
class Nothing:
    """The content of a record whose fields are not known here."""


@dataclass(frozen=True)
class Reading:
    """A record under today's declarations; `written` is the form that was signed."""

    kind: Kind
    written: int
    heading: Heading
    sheet: Sheet
    is_whole = True

    @property
    def content(self) -> Any:
        """What it says."""
        return self.sheet.content

    @property
    def sentence(self) -> str:
        """What is said of it beside it; empty for a record in today's form."""
        if self.written == self.kind.version:
            return ""
        return f"Written in form {self.written}, shown as form {self.kind.version}."


@dataclass(frozen=True)
class Unread:
    """A record of a kind that is not known here, or in a form newer than ours: as it was written."""

    code: str
    version: int
    lines: tuple[tuple[str, str], ...]
    heading: Heading
    sheet: Sheet
    """Its heading, and the lines as what is left."""
    kind: Kind
    """Stands in where a kind is asked for: it has a name and declares nothing."""
    sentence: str = NEWER
    is_whole = False


def renamed(old: str, new: str) -> Upcast:
    """A field has another name from the next form on."""

    def upcast(plain: Plain, _: Heading) -> Plain:
        return {new if name == old else name: value for name, value in plain.items()}

    return upcast


def recoded(field: str, codes: Mapping[str, str]) -> Upcast:
    """Choices of a field have other codes from the next form on."""

    def upcast(plain: Plain, _: Heading) -> Plain:
        if field not in plain:
            return plain
        said = plain[field]
        now = [codes.get(each, each) for each in said] if isinstance(said, list) else codes.get(said, said)
        return plain | {field: now}

    return upcast


def with_rows(*names: str) -> Upcast:
    """The rows of these fields have an identity from the next form on: until then their place was all they had."""

    def upcast(plain: Plain, heading: Heading) -> Plain:
        return plain | {
            name: [
                row | {"row": derived_id("row", heading.series, name, place)}
                for place, row in enumerate(plain[name], 1)
            ]
            for name in names
            if name in plain
        }

    return upcast


def in_rows(field: str, change: Upcast) -> Upcast:
    """The rows of a field, or of the rows in it ("scenarios.tripwires"), change by themselves from the next form on."""
    first, _, inner = field.partition(".")

    def upcast(plain: Plain, heading: Heading) -> Plain:
        if first not in plain:
            return plain
        within = in_rows(inner, change) if inner else change
        return plain | {first: [within(row, heading) for row in plain[first]]}

    return upcast


def in_turn(*steps: Upcast) -> Upcast:
    """Several changes that one form made."""

    def upcast(plain: Plain, heading: Heading) -> Plain:
        for step in steps:
            plain = step(plain, heading)
        return plain

    return upcast


def read(registry: Registry, document: Plain) -> Reading | Unread:
    """A signed document under today's declarations.

    Raises NotAcceptable, KeyError, TypeError or ValueError for what is no record at all.
    """
    made = registry.get(document["kind"])
    written, heading = document["kind_version"], heading_of(document)
    if made is None or written > made.version:
        return _unread(made, document, heading)
    return Reading(made, written, heading, brought_up(made, written, document, heading))


def brought_up(made: Kind, written: int, document: Plain, heading: Heading) -> Sheet:
    """The sheet of a document of that form, brought up to today's. Raises as `read`."""
    plain: Plain = document["content"]
    if not isinstance(written, int) or written < 1:
        raise ValueError
    for upcast in made.upcasters[written - 1 : made.version - 1]:
        plain = upcast(plain, heading)
    content: Any = read_content(made.content, plain)
    left = tuple(line for name, value in undeclared(made.content, plain) for line in _lines(name, value))
    return replace(sheet_of(document, content), left=left)


def _unread(made: Kind | None, document: Plain, heading: Heading) -> Unread:
    code, version = document["kind"], document["kind_version"]
    lines = tuple(_lines("", document["content"]))
    stand_in = Kind(
        code=code,
        title=made.title if made else f"Record of a kind not known here ({code})",
        version=version,
        order=0,
        content=Nothing,
        event_label=made.event_label if made else "Date",
        title_of=lambda _: "",
    )
    sheet = replace(sheet_of(document, Nothing()), left=lines)
    return Unread(code, version, lines, heading, sheet, stand_in)


def _lines(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """What was written, as lines: where, and what."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _lines(f"{path}: {name}" if path else str(name), part)
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from _lines(f"{path} {number}", part)
    elif value is not None and value != "":
        yield path, str(value)
