"""What the page of a record needs, brought together in one look away from the window's thread."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.records.shown import ShownSection, shown
from app.services.desk import Desk
from app.services.records.reading import RecordView, VersionLine


@dataclass(frozen=True)
class Loaded:
    """A record, what it says, and its versions, oldest first."""

    record: RecordView
    sections: tuple[ShownSection, ...]
    versions: tuple[VersionLine, ...]


def load_record(desk: Desk, case_id: str, record_id: str) -> Loaded:
    """Read a record. Raises as `Records.read`."""
    record = desk.records.read(record_id)
    sections = told(desk, case_id, record.kind, record.sheet)
    return Loaded(record, sections, desk.records.versions(record_id))


def told(desk: Desk, case_id: str, made: Kind, sheet: Sheet) -> tuple[ShownSection, ...]:
    """What a sheet says, with what it refers to named."""
    return shown(made, sheet, titles=titles(desk, case_id, sheet))


def titles(desk: Desk, case_id: str, *sheets: Sheet) -> Mapping[str, str]:
    """The words for everything that sheets refer to."""
    referred = tuple(dict.fromkeys(each for sheet in sheets for each in referred_to(sheet.content)))
    return desk.casefile.titles(case_id, referred) if referred else {}


def referred_to(content: object) -> Iterator[str]:
    """The records and victims that a content refers to."""
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if isinstance(spec.form, forms.Reference) and value:
            yield value
        elif isinstance(spec.form, forms.References):
            yield from value
        elif isinstance(spec.form, forms.Rows):
            for row in value:
                yield from referred_to(row)
