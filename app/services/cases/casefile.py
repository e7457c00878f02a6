"""The file of one case as its page shows it: who it is about, what must be known before acting, and its time axis."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.registry import OFFERED, title
from app.domain.records.facets import AxisEvent, Caution, RedFlag, Score
from app.domain.values.ages import Age, age
from app.models.statements import PreparedStatement
from app.models.tables import Draft, Record
from app.services.cases import cautions as gating
from app.services.cases.cases import CaseView, view_of
from app.services.cases.cautions import Gate
from app.services.cases.people import PersonView, current
from app.services.cases.screen_axis import Axis, AxisMark, axis_of
from app.services.facts.case_keys import readers
from app.services.records import facets
from app.services.records.citable import titles
from app.services.records.relied import standing_rows
from app.services.vault.open_vault import OpenVault

__all__ = [
    "Axis",
    "AxisMark",
    "CaseFile",
    "CaseOverview",
    "CaseSheet",
    "DraftLine",
    "FlagShown",
    "Gate",
    "Newest",
    "Offer",
]

_NEWEST = tuple(kind.code for kind in sorted(OFFERED, key=lambda kind: kind.newest) if kind.newest)


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
class Newest:
    """The newest record of a kind: the kind's code, what it is called, and its id."""

    kind: str
    words: str
    record_id: str


@dataclass(frozen=True)
class CaseOverview:
    """What the first tab of a case shows besides what stands at the head of its page."""

    axis: Axis | None
    """Everything dated that stands; None when there is nothing."""
    newest: tuple[Newest, ...]


@dataclass(frozen=True)
class Offer:
    """What a new record may be, and what is to be known first."""

    gates: tuple[Gate, ...]
    compartments: tuple[Compartment, ...]
    """Where the member may write."""
    readers: tuple[str, ...]
    """Who, besides the member, reads what is restricted in this case."""


@dataclass(frozen=True)
class CaseFile:
    """What can be asked of a case."""

    vault: OpenVault

    def open(self, case_id: str) -> CaseSheet:
        """What its page shows; opening is noted. Raises NotFound, NotGenuine for a record that does not verify."""
        with self.vault.acting(Right.BANNER, case=case_id, durable=False) as act:
            sheet = self._sheet(act.connection, case_id)
            act.note("case.open", "casefile", case_id, case=case_id)
        return sheet

    def overview(self, case_id: str) -> CaseOverview:
        """What its first tab shows besides: the time axis, and what is newest of the kinds that matter most."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            found = facets.of_case(self.vault, act.connection, case_id, AxisEvent, Score)
            newest = _newest(_STANDING.rows(act.connection, {"case_id": case_id}))
            shown = [(code, newest[code]) for code in _NEWEST if code in newest]
            words = titles(self.vault, act.session, case_id, [record for _, record in shown])
            act.note("case.overview", "casefile", case_id, case=case_id)
        return CaseOverview(
            axis_of(found, self._today()),
            tuple(Newest(code, words.get(record, ""), record) for code, record in shown),
        )

    def offer(self, case_id: str) -> Offer:
        """What a new record of the case may be, and what is to be known first. Looking is noted."""
        keys, me = self.vault.compartments, self.vault.member.name
        with self.vault.acting(Right.BANNER, case=case_id, durable=False) as act:
            sheet = self._sheet(act.connection, case_id)
            names = dict.fromkeys((sheet.case.lead, *readers(act.session, case_id)))
            act.note("case.offer", "casefile", case_id, case=case_id)
        return Offer(
            sheet.gates,
            tuple(each for each in Compartment if each.holds_records and keys.admits(each)),
            tuple(each for each in names if each != me),
        )

    def _sheet(self, connection: Connection, case_id: str) -> CaseSheet:
        case = view_of(connection, case_id)
        person = current(connection, case.person_id)
        rows = _STANDING.rows(connection, {"case_id": case_id})
        found = facets.of_case(self.vault, connection, case_id, RedFlag, Caution)
        newest = _newest(rows)
        return CaseSheet(
            case=case,
            person=person,
            age=age(person.details.born, self._today()) if person.details.born else None,
            flags=tuple(self._flags(case, found)),
            gates=gating.gates(self.vault, connection, case, person, (found, newest)),
            drafts=tuple(self._drafts(connection, case)),
            counts=Counter(kind for _, kind in rows),
            newest=newest,
        )

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


def _newest(rows: Sequence[tuple[Any, ...]]) -> dict[str, str]:
    return {kind: record_id for record_id, kind in reversed(rows)}
