"""What a record can refer to, and the words for it: records, their rows, members of staff, victims by code alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from sqlalchemy import String, literal_column, select
from sqlalchemy.orm import Session

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.fields.declare import Target
from app.domain.kinds.registry import REMARKS, cited_as, title
from app.domain.records.kind import Kind, WorkedOut
from app.domain.records.record import Sheet
from app.domain.records.shown import ShownSection, shown
from app.domain.values.dates import ClinicalDate
from app.models.tables import Record, Staff, Victim
from app.services.facts.groups import sessions_among
from app.services.facts.meetings import all_of
from app.services.records.cited_rows import IN_ERROR, CitedRow, citable_rows, is_in_error, words_of
from app.services.records.moved import GONE, moved_among
from app.services.records.standing import current_rows
from app.services.records.titled import titled
from app.services.vault.open_vault import OpenVault

_REMARKS = tuple(made.code for made in REMARKS)
_RELATIONSHIP = {choice.code: choice.label for choice in RELATIONSHIPS}


@dataclass(frozen=True)
class Citable:
    """What a reference can point at: a record by its id, a row of one, a member, a victim by their code alone."""

    id: str
    title: str
    when: str
    kind: str
    row: CitedRow | None = None


def citable(vault: OpenVault, session: Session, case_id: str) -> Mapping[Target, tuple[Citable, ...]]:
    """What each reference may point at, newest first, each record followed by its rows; victims by code."""
    records = _records(session, case_id, Record.kind.not_in(_REMARKS))
    rows = citable_rows(vault, session, case_id)
    narrowed = {
        Target.ORDER: tuple(each for each in records if cited_as(each.kind) is Target.ORDER),
        Target.VICTIM: _victims(session, case_id),
        Target.STAFF: _staff(session, Staff.left_at.is_(None), vault.member.id),
        Target.MEETING: tuple(Citable(each.id, each.words, "", "meeting") for each in all_of(session)),
        Target.ROW: (),
        # Which session of a group it was is never chosen: a note of one is begun there.
        Target.GROUP: (),
        Target.GROUP_SESSION: (),
        Target.RECORD: tuple(chain.from_iterable((each, *_rows(rows.get(each.id, ()))) for each in records)),
    }
    return {target: narrowed.get(target, records) for target in Target}


def referred_to(vault: OpenVault, session: Session, case_id: str, content: object) -> Mapping[str, str]:
    """The words for everything that a content refers to, that too which cannot be chosen any more."""
    return titles(vault, session, case_id, tuple(dict.fromkeys(_referred_to(content))))


def titles(vault: OpenVault, session: Session, case_id: str, ids: Sequence[str]) -> Mapping[str, str]:
    """The words for references that are already there; what is not in the case has none."""
    if not ids:
        return {}
    records = _records(session, case_id, Record.id.in_(ids), replaced=True)
    others = (*_victims(session, case_id), *_staff(session, Staff.id.in_(ids)))
    named = {each.id: each.title for each in others if each.id in ids}
    named |= {each.id: each.words for each in all_of(session) if each.id in ids}
    named |= {each.id: each.words for each in sessions_among(session, ids)}
    moved = moved_among(session, tuple(each.id for each in records))
    for each in records:
        if each.id in moved:
            named[each.id] = GONE
            continue
        error = IN_ERROR if is_in_error(session, each.id) else ""
        named[each.id] = (f"{each.title}, {each.when}" if each.when else each.title) + error
    return words_of(vault, session, case_id, ids) | named


def shown_sections(
    vault: OpenVault,
    session: Session,
    case_id: str,
    kind: Kind,
    sheet: Sheet,
    more: Iterable[WorkedOut] = (),
) -> tuple[ShownSection, ...]:
    """What a sheet says, with what it refers to named, and more that is said beside it."""
    return shown(kind, sheet, titles=referred_to(vault, session, case_id, sheet.content), more=more)


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


def _rows(found: Sequence[CitedRow]) -> Iterator[Citable]:
    return (Citable(each.cite.wire, each.words, "", each.kind, each) for each in found)


def _victims(session: Session, case_id: str) -> tuple[Citable, ...]:
    rows = session.execute(
        select(Victim.code, Victim.relationship).where(Victim.case_id == case_id).order_by(Victim.created_at)
    )
    return tuple(
        Citable(row.code, f"{row.code}, {_RELATIONSHIP.get(row.relationship, '').lower()}", "", "victim")
        for row in rows
    )


def _staff(session: Session, which: Any, first: str = "") -> tuple[Citable, ...]:
    """Members by name; of those to choose from the one at the desk stands first."""
    rows = session.execute(select(Staff.id, Staff.name).where(which).order_by(Staff.id != first, Staff.name))
    return tuple(Citable(row.id, row.name, "", "staff") for row in rows)


def _records(session: Session, case_id: str, which: Any, *, replaced: bool = False) -> tuple[Citable, ...]:
    columns = (Record.id, Record.kind, _TITLE, Record.event)
    rows = current_rows(case_id, *columns, replaced=replaced).where(which)
    return tuple(
        # The title of a sealed record is empty: its kind is all that is told.
        Citable(row.id, row.title or title(row.kind), _shown(row.event), row.kind)
        for row in session.execute(rows)
    )


_TITLE: Final = literal_column(titled("record"), String).label("title")


def _shown(event: str) -> str:
    return ClinicalDate.from_wire(event).show() if event else ""
