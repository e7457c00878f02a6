"""The file of one case as its page shows it: who it is about, what must be known before acting, and its time axis."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields.declare import Target
from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.registry import REMARKS, title
from app.domain.records.facets import AxisEvent, Caution, RedFlag, Score
from app.domain.values.ages import Age, age
from app.domain.values.dates import ClinicalDate
from app.models.statements import PreparedStatement
from app.models.tables import Draft, Record, Victim
from app.services.cases import cautions as gating
from app.services.cases.cases import CaseView, view_of
from app.services.cases.cautions import Gate
from app.services.cases.people import PersonView, current
from app.services.cases.screen_axis import Axis, AxisMark, axis_of
from app.services.records import facets
from app.services.records.cited_rows import words_of
from app.services.records.reading import RecordView, load, show
from app.services.records.relied import standing_rows
from app.services.vault.open_vault import OpenVault

__all__ = ["Axis", "AxisMark", "CaseFile", "CaseSheet", "Citable", "DraftLine", "FlagShown", "Gate"]

_REMARKS = tuple(made.code for made in REMARKS)
_RELATIONSHIP = {choice.code: choice.label for choice in RELATIONSHIPS}


@dataclass(frozen=True)
class FlagShown:
    """A red flag that nobody has closed."""

    text: str
    since: str
    record_id: str


@dataclass(frozen=True)
class DraftLine:
    """A draft of the member's own."""

    id: str
    case_id: str
    reference: str
    kind: str
    saved_at: datetime


@dataclass(frozen=True)
class Citable:
    """What a reference can point at: a record by its id, a victim by their code and nothing else of them."""

    id: str
    title: str
    when: str
    kind: str


@dataclass(frozen=True)
class CaseSheet:
    """What stands at the head of a case's page."""

    case: CaseView
    person: PersonView
    age: Age | None
    flags: tuple[FlagShown, ...]
    gates: tuple[Gate, ...]
    drafts: tuple[DraftLine, ...]
    counts: Mapping[str, int]
    """How many records stand, by kind."""
    newest: Mapping[str, str]
    """The id of the newest record that stands, by kind."""


@dataclass(frozen=True)
class CaseFile:
    """What can be asked of a case."""

    vault: OpenVault

    def open(self, case_id: str) -> CaseSheet:
        """What its page shows; opening is noted. Raises NotFound, NotGenuine for a record that does not verify."""
        vault = self.vault
        with vault.acting(Right.BANNER, case=case_id, durable=False) as act:
            case = view_of(act.connection, case_id)
            person = current(act.connection, case.person_id)
            rows = _STANDING.rows(act.connection, {"case_id": case_id})
            found = facets.of_case(vault, act.connection, case_id, RedFlag, Caution)
            newest = {kind: record_id for record_id, kind in reversed(rows)}
            sheet = CaseSheet(
                case=case,
                person=person,
                age=age(person.details.born, self._today()) if person.details.born else None,
                flags=tuple(self._flags(case, found)),
                gates=gating.gates(vault, act.connection, case, person, (found, newest)),
                drafts=tuple(self._drafts(act.connection, case)),
                counts=Counter(kind for _, kind in rows),
                newest=newest,
            )
            act.note("case.open", "casefile", case_id, case=case_id)
        return sheet

    def axis(self, case_id: str) -> Axis | None:
        """Everything dated that stands in the open part of the case; None when there is nothing. Looking is noted."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            found = facets.of_case(self.vault, act.connection, case_id, AxisEvent, Score)
            shown = axis_of(found, self._today())
            act.note("case.axis", "casefile", case_id, case=case_id)
        return shown

    def newest(self, case_id: str, code: str) -> RecordView | None:
        """The newest record of a kind that stands, its signature checked; None without one. Reading is noted."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            found = act.session.execute(
                standing_rows(case_id, Record.id).where(Record.kind == code).limit(1)
            ).scalar()
            if found is None:
                act.note("case.list", "casefile", case_id, case=case_id, shown=0)
                return None
            act.note("record.read", "record", found, case=case_id)
            return show(self.vault, act.session, load(act.session, found))

    def citable(self, case_id: str, target: Target) -> tuple[Citable, ...]:
        """What a reference may point at, newest first; victims by code. Looking is noted."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            if target is Target.VICTIM:
                found = _victims(act.session, case_id)
            else:
                of_kind = (
                    Record.kind == target.value if target is Target.ORDER else Record.kind.not_in(_REMARKS)
                )
                found = _records(act.session, case_id, of_kind)
            act.note("case.list", "casefile", case_id, case=case_id, shown=len(found))
        return found

    def titles(self, case_id: str, ids: Sequence[str]) -> Mapping[str, str]:
        """The words for references that are already there; what is not in the case has none. Looking is noted."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            found = (
                *_victims(act.session, case_id),
                *_records(act.session, case_id, Record.id.in_(ids), replaced=True),
            )
            rows = words_of(self.vault, act.session, case_id, ids)
            act.note("case.list", "casefile", case_id, case=case_id, shown=len(found))
        return rows | {
            each.id: f"{each.title}, {each.when}" if each.when else each.title
            for each in found
            if each.id in ids
        }

    def _flags(self, case: CaseView, found: tuple[facets.Found, ...]) -> Iterator[FlagShown]:
        may_read = extent(Right.READ, self.vault.member.grade) is Extent.ALL
        for each in found:
            if isinstance(each.facet, RedFlag) and each.facet.closed is None:
                told = each.facet.words if may_read else f"A red flag is open: ask {case.lead}"
                yield FlagShown(told, each.event.show(), each.record_id)

    def _today(self) -> date:
        return self.vault.clock().astimezone(self.vault.zone).date()

    def _drafts(self, connection: Connection, case: CaseView) -> Iterator[DraftLine]:
        mine = {"author_id": self.vault.member.id, "case_id": case.id}
        for draft_id, kind, saved_at in _DRAFTS.rows(connection, mine):
            yield DraftLine(draft_id, case.id, case.reference, title(kind), datetime.fromisoformat(saved_at))


_STANDING: Final = PreparedStatement(standing_rows(bindparam("case_id"), Record.id, Record.kind))
_DRAFTS: Final = PreparedStatement(
    select(Draft.id, Draft.kind, Draft.saved_at)
    .where(Draft.author_id == bindparam("author_id"), Draft.case_id == bindparam("case_id"))
    .order_by(Draft.saved_at.desc())
)


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
