"""What a record can refer to in its case, and the words for it: victims by code, nothing else of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.fields.declare import Target
from app.domain.kinds.registry import REMARKS, title
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.records.shown import ShownSection, shown
from app.domain.values.dates import ClinicalDate
from app.models.tables import Record, Victim
from app.services.records.cited_rows import words_of
from app.services.records.relied import standing_rows
from app.services.vault.open_vault import OpenVault

_REMARKS = tuple(made.code for made in REMARKS)
_RELATIONSHIP = {choice.code: choice.label for choice in RELATIONSHIPS}


@dataclass(frozen=True)
class Citable:
    """What a reference can point at: a record by its id, a victim by their code and nothing else of them."""

    id: str
    title: str
    when: str
    kind: str


def citable(session: Session, case_id: str) -> Mapping[Target, tuple[Citable, ...]]:
    """What each reference may point at, newest first; victims by code."""
    records = _records(session, case_id, Record.kind.not_in(_REMARKS))
    narrowed = {
        Target.ORDER: tuple(each for each in records if each.kind == Target.ORDER),
        Target.VICTIM: _victims(session, case_id),
    }
    return {target: narrowed.get(target, records) for target in Target}


def titles(vault: OpenVault, session: Session, case_id: str, ids: Sequence[str]) -> Mapping[str, str]:
    """The words for references that are already there; what is not in the case has none."""
    if not ids:
        return {}
    found = (
        *_victims(session, case_id),
        *_records(session, case_id, Record.id.in_(ids), replaced=True),
    )
    return words_of(vault, session, case_id, ids) | {
        each.id: f"{each.title}, {each.when}" if each.when else each.title for each in found if each.id in ids
    }


def told(
    vault: OpenVault, session: Session, case_id: str, kind: Kind, sheet: Sheet
) -> tuple[ShownSection, ...]:
    """What a sheet says, with what it refers to named."""
    referred = tuple(dict.fromkeys(_referred_to(sheet.content)))
    return shown(kind, sheet, titles=titles(vault, session, case_id, referred))


def _referred_to(content: object) -> Iterator[str]:
    """The records and victims that a content refers to."""
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if isinstance(spec.form, forms.Reference) and value:
            yield value
        elif isinstance(spec.form, forms.References):
            yield from value
        elif isinstance(spec.form, forms.Rows):
            for row in value:
                yield from _referred_to(row)


def _victims(session: Session, case_id: str) -> tuple[Citable, ...]:
    rows = session.execute(
        select(Victim.code, Victim.relationship).where(Victim.case_id == case_id).order_by(Victim.created_at)
    )
    return tuple(
        Citable(row.code, f"{row.code}, {_RELATIONSHIP.get(row.relationship, '').lower()}", "", "victim")
        for row in rows
    )


def _records(session: Session, case_id: str, which: Any, *, replaced: bool = False) -> tuple[Citable, ...]:
    columns = (Record.id, Record.kind, Record.title, Record.event)
    rows = standing_rows(case_id, *columns, replaced=replaced).where(which)
    return tuple(
        # The title of a sealed record is empty: its kind is all that is told.
        Citable(row.id, row.title or title(row.kind), _shown(row.event), row.kind)
        for row in session.execute(rows)
    )


def _shown(event: str) -> str:
    return ClinicalDate.from_wire(event).show() if event else ""
