"""Supervision of a caseload: what is due in a member's cases, a note of what was decided for each, signed by both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import exists, select, text
from sqlalchemy.orm import aliased

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.registry import AGREEING, SUPERVISEE, SUPERVISING, SUPERVISOR
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.errors import NotFound
from app.models.tables import Case, Record, Staff
from app.services.cases.caseload_due import awaiting, unseen
from app.services.cases.in_turn import AgendaItem, Occasion
from app.services.cases.restricted import closed_to
from app.services.cases.signing import Review, Signing
from app.services.cases.today import ToDo, due_to
from app.services.records import drafts
from app.services.records.agreeing import awaited
from app.services.records.drafts import DraftView
from app.services.records.facets import look_at_all
from app.services.records.heading import Heading
from app.services.records.signed import is_open_to
from app.services.records.standing import in_force
from app.services.vault import rights
from app.services.vault.open_vault import Act, OpenVault

_PLACE: Final = Compartment.SUPERVISION
_MOST_TO_AGREE: Final = 200
# Made once: an alias copies every column of its table.
_REMARK: Final = aliased(Record)


@dataclass(frozen=True)
class Supervisee:
    """A member whose cases can be gone through."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class ToAgree:
    """A note of supervision that awaits the member's own agreement."""

    record_id: str
    case_id: str
    reference: str
    on: ClinicalDate | None
    by: str


@dataclass(frozen=True)
class SupervisionPage:
    """With whom supervision can be held, and what awaits the member's own agreement, the oldest first."""

    supervisees: tuple[Supervisee, ...]
    to_agree: tuple[ToAgree, ...]


@dataclass(frozen=True)
class SupervisionDayView:
    """The cases of a member in which something is due, and what it is, by case."""

    words: str
    supervisee: str
    agenda: tuple[AgendaItem, ...]
    due: Mapping[str, tuple[ToDo, ...]]


@dataclass(frozen=True)
class Supervision:
    """What can be done by who is admitted to supervision. What is written enters no output."""

    vault: OpenVault

    def page(self) -> SupervisionPage:
        """Whose cases can be gone through, and what awaits an agreement. Raises NotAdmitted, NotPermitted."""
        with self.vault.reading(Right.READ, compartment=_PLACE) as act:
            return SupervisionPage(self._supervisees(act), self._to_agree(act))

    def read(self, staff_id: str) -> SupervisionDayView:
        """A member's cases as they stand; looking is noted. Raises NotFound, NotAdmitted, NotPermitted."""
        with self.vault.acting(Right.READ, compartment=_PLACE, durable=False) as act:
            view = self._view(act, staff_id)
            act.note("case.list", "staff", staff_id, shown=len(view.agenda))
        return view

    def again(self, staff_id: str) -> SupervisionDayView:
        """The same for who is looking at it already, as it is asked for at every save; not noted. Raises as `read`."""
        with self.vault.reading(Right.READ, compartment=_PLACE) as act:
            return self._view(act, staff_id)

    def begin(self, staff_id: str, case_id: str) -> DraftView:
        """Begin the note of today on one case; one that is begun already goes on.

        Raises NotFound, NotAdmitted, and NotPermitted for who may not supervise.
        """
        with self.vault.reading(Right.READ, compartment=_PLACE) as act:
            self._insist(act, staff_id)
            if act.session.get(Case, case_id) is None:
                raise NotFound
            if begun := self._of(staff_id).draft(self.vault, act.session, case_id):
                return begun
        with self.vault.acting(Right.WRITE, compartment=_PLACE) as act:
            if extent(Right.COUNTERSIGN, self.vault.member.grade) is not Extent.ALL:
                raise rights.refusal(Right.COUNTERSIGN, self.vault.member.grade)
            content = replace(
                SUPERVISING.content(), **{SUPERVISEE: staff_id, SUPERVISOR: self.vault.member.id}
            )
            sheet = Sheet(event=self._today, knowledge=SUPERVISING.known, content=content)
            return drafts.start(self.vault, act, SUPERVISING, Heading(case_id, _PLACE), sheet)

    def ready(self, staff_id: str) -> tuple[Review, ...]:
        """Each note of today that lacks nothing, to be read through and signed with the others."""
        items = self.again(staff_id).agenda
        signing = Signing(self.vault)
        return tuple(signing.review(each.draft_id) for each in items if each.is_ready)

    @property
    def _today(self) -> ClinicalDate:
        return ClinicalDate.of(self.vault.today())

    def _of(self, staff_id: str) -> Occasion:
        return Occasion(SUPERVISING, SUPERVISEE, staff_id, self._today)

    def _insist(self, act: Act, staff_id: str) -> str:
        """The name of a colleague who works here. Raises NotFound."""
        found = act.session.get(Staff, staff_id)
        if found is None or found.left_at is not None or staff_id == self.vault.member.id:
            raise NotFound
        return found.name

    def _supervisees(self, act: Act) -> tuple[Supervisee, ...]:
        here = select(Staff.id, Staff.name, Staff.role).where(
            Staff.left_at.is_(None), Staff.id != self.vault.member.id
        )
        return tuple(Supervisee(*row) for row in act.session.execute(here.order_by(Staff.name)))

    def _to_agree(self, act: Act) -> tuple[ToAgree, ...]:
        said = exists().where(
            _REMARK.about_id == Record.id,
            _REMARK.kind.in_(AGREEING),
            _REMARK.author_id == self.vault.member.id,
        )
        rows = (
            select(Record, Case.reference, Staff.name)
            .join(Case, Case.id == Record.case_id)
            .join(Staff, Staff.id == Record.author_id)
            .where(Record.kind == SUPERVISING.code, Record.author_id != self.vault.member.id, ~said)
            .where(text(in_force("record.id")))
            .order_by(Record.signed_at.desc())
            .limit(_MOST_TO_AGREE)
        )
        found = [
            ToAgree(row.id, row.case_id, reference, _day(row.event), by)
            for row, reference, by in act.session.execute(rows)
            if is_open_to(self.vault, row) and self.vault.member.id in awaited(self.vault, act.session, row)
        ]
        return tuple(reversed(found))

    def _view(self, act: Act, staff_id: str) -> SupervisionDayView:
        name, today = self._insist(act, staff_id), self.vault.today()
        look_at_all(self.vault, act.connection)
        lines = (
            *due_to(act, today, staff_id),
            *awaiting(act, staff_id),
            *unseen(act, today, staff_id),
        )
        by_case: dict[str, list[ToDo]] = {}
        for each in lines:
            by_case.setdefault(each.case_id, []).append(each)
        closed = closed_to(self.vault, act.session, by_case)
        due = {case_id: tuple(found) for case_id, found in by_case.items() if case_id not in closed}
        items = self._of(staff_id).items(self.vault, act, due)
        return SupervisionDayView(f"Supervision, {self._today.show()}", name, tuple(items), due)


def _day(event: str) -> ClinicalDate | None:
    return ClinicalDate.from_wire(event) if event else None
