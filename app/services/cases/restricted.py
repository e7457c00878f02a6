"""Restricted cases: who reads what is sealed there, and whom its lead lets read it too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.facts.access import OF_CASE
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Extent, Right, extent
from app.domain.values.text import line
from app.errors import NotFound, NotPermitted, StillMissing
from app.models.tables import Case, CompartmentGrant, EventRow, MemberKey, Staff
from app.services.facts.case_keys import admit_to_case
from app.services.facts.events import stated
from app.services.vault import rights
from app.services.vault.case_keys import lead_of
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.keys import member_of
from app.services.vault.member import Member
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import Asked

WHY: Final = "Why they are let in"


@dataclass(frozen=True)
class Reader:
    """Who was given keys of a restricted case: as its lead, with what they wrote there themselves, or let in."""

    name: str
    leads: bool
    reads_all: bool
    """Whether they hold every key there is; who only wrote there holds their own."""
    let_in_by: str
    """Empty for the case's lead, and for whoever holds only the keys of what they wrote."""
    at: datetime
    reason: str


@dataclass(frozen=True)
class CaseReaders:
    """Who reads what is restricted in a case; nobody, where nothing is."""

    readers: tuple[Reader, ...]
    may_let_in: bool
    """Whether the member at the desk may let somebody in, and can read there what they would hand on."""
    to_let_in: tuple[Member, ...]
    """Who works here, may read records, and does not read all of it yet."""


@dataclass(frozen=True)
class RestrictedCases:
    """What can be done about who reads the restricted records of a case."""

    vault: OpenVault

    def page(self, case_id: str) -> CaseReaders:
        """Who reads what is restricted there, and who could be let in. Raises NotFound."""
        with self.vault.reading(Right.BANNER) as act:
            if act.session.get(Case, case_id) is None:
                raise NotFound
            grants = _grants(act.session, case_id)
            readers = {staff_id: _reader(act.session, case_id, given) for staff_id, given in grants.items()}
            others = self._to_let_in(act.session, readers) if grants else ()
            return CaseReaders(
                tuple(sorted(readers.values(), key=lambda each: (not each.leads, each.name))),
                bool(grants) and self._may_let_in(act, case_id),
                others,
            )

    def by_login(self, login: str) -> str:
        """The member of that login name, who works here. Raises NotFound."""
        with self.vault.reading(Right.BANNER) as act:
            found = act.session.scalar(select(Staff.id).where(Staff.login == login, Staff.left_at.is_(None)))
        if found is None:
            raise NotFound("Nobody of that login name works here.")
        return found

    def admit(self, case_id: str, staff_id: str, reason: str, confirmed: Confirmation) -> None:
        """Let a colleague read what the member can read there.

        Raises NotPermitted for whoever neither leads the case nor the service, NotAdmitted, NotFound, StillMissing
        without a reason, MustConfirm without the member's word for exactly this.
        """
        reason = line(reason)
        if not reason:
            raise StillMissing((WHY,))
        with self.vault.acting(Right.LET_IN, case=case_id, confirmed=confirmed) as act:
            act.covers(letting_in(case_id, staff_id, reason))
            self.vault.compartments.require(Compartment.RESTRICTED, case_id)
            admit_to_case(self.vault, act, case_id, staff_id, reason)
            act.note("restricted.admit", "staff", staff_id, case=case_id)

    def _may_let_in(self, act: Act, case_id: str) -> bool:
        vault = self.vault
        try:
            rights.require(act.connection, Asked(Right.LET_IN, case_id), vault.member, vault.compartments)
        except NotPermitted:
            return False
        return vault.compartments.admits(Compartment.RESTRICTED, case_id)

    def _to_let_in(self, session: Session, readers: Mapping[str, Reader]) -> tuple[Member, ...]:
        here = select(Staff).where(Staff.left_at.is_(None)).order_by(Staff.name)
        members = (member_of(session, self.vault.header, row) for row in session.scalars(here))
        return tuple(
            each
            for each in members
            if extent(Right.READ, each.grade) is Extent.ALL
            and not (each.id in readers and readers[each.id].reads_all)
        )


def closed_to(vault: OpenVault, session: Session, cases: Iterable[str]) -> frozenset[str]:
    """Those of the cases that are restricted and of which the member holds no key."""
    asked = {f"{OF_CASE}{each}": each for each in cases}
    places = select(CompartmentGrant.compartment).where(CompartmentGrant.compartment.in_(asked)).distinct()
    restricted = (asked[place] for place in session.scalars(places))
    return frozenset(
        each for each in restricted if not vault.compartments.admits(Compartment.RESTRICTED, each)
    )


def letting_in(case_id: str, staff_id: str, reason: str) -> bytes:
    """What is confirmed when a colleague is let into a restricted case."""
    return digest_of("restricted.admit", case=case_id, staff=staff_id, reason=line(reason))


def _grants(session: Session, case_id: str) -> dict[str, tuple[CompartmentGrant, ...]]:
    """What each member who works here was given of the case's keys, in the order in which it was."""
    rows = (
        select(CompartmentGrant)
        .join(Staff, Staff.id == CompartmentGrant.staff_id)
        # What was wrapped to a key from before a readmission opens nothing any more.
        .join(MemberKey, MemberKey.id == CompartmentGrant.holder)
        .where(
            MemberKey.retired_at.is_(None),
            CompartmentGrant.compartment == f"{OF_CASE}{case_id}",
            CompartmentGrant.withdrawn_at.is_(None),
            Staff.left_at.is_(None),
        )
        .order_by(CompartmentGrant.staff_id, CompartmentGrant.granted_at, CompartmentGrant.generation)
    )
    by_member = groupby(session.scalars(rows), key=attrgetter("staff_id"))
    return {staff_id: tuple(given) for staff_id, given in by_member}


def _reader(session: Session, case_id: str, given: tuple[CompartmentGrant, ...]) -> Reader:
    staff_id = given[0].staff_id or ""
    leads = lead_of(session, case_id) == staff_id
    by_another = [each for each in given if each.granted_by != staff_id]
    told = by_another[-1] if by_another and not leads else given[0]
    generations = select(CompartmentGrant.generation).where(
        CompartmentGrant.compartment == f"{OF_CASE}{case_id}"
    )
    return Reader(
        name=session.get_one(Staff, staff_id).name,
        leads=leads,
        reads_all={each.generation for each in given} == set(session.scalars(generations)),
        let_in_by=_name(session, told.granted_by) if by_another and not leads else "",
        at=told.granted_at,
        reason=_reason(session, told.id),
    )


def _name(session: Session, staff_id: str | None) -> str:
    return session.scalar(select(Staff.name).where(Staff.id == staff_id)) or ""


def _reason(session: Session, grant_id: str) -> str:
    row = session.execute(
        select(EventRow.digest, EventRow.body).where(EventRow.subject_id == grant_id)
    ).first()
    return stated(*row).event.reason if row else ""
