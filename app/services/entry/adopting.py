"""Takes over the facts of a store from before facts were signed: as they are found, not as they were first stated."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.crypto import pki
from app.domain.cases.case import CaseLead, CaseOpening
from app.domain.cases.person import PersonDetails
from app.domain.cases.victim import VictimCode, VictimIdentity, VictimRelationship
from app.domain.facts import case, own, person, share, victim
from app.domain.facts.event import Basis
from app.domain.facts.own import OwnWriting
from app.domain.facts.share import ShareSending
from app.domain.fields.content import read
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.models.base import wire_time
from app.models.tables import (
    Case,
    Disclosure,
    EventRow,
    LedgerRow,
    MemberWriting,
    Person,
    PersonVersion,
    Victim,
)
from app.services.cases.cases import facts_of
from app.services.entry.adopting_staff import HOLDER, adopt_staff
from app.services.facts.events import ADOPTED
from app.services.facts.stating import Hand, Saying, Subject, state
from app.services.vault import keys
from app.services.vault.open_vault import Act, OpenVault

_TABLES = (Person, Case, Victim)


def adopt(vault: OpenVault) -> None:
    """State what an older store shows, once and in one act.

    Where anything was ever stated, a row that nobody stated is somebody's addition, and is left for the check to find.
    """
    with vault.database.read() as session:
        if session.scalar(_STATED):
            return
    with vault.acting(Right.OWN) as act:
        holds = act.session.scalar(HOLDER) == vault.member.id
        authority = keys.authority_of(act.session, keys.owner_of(vault)) if holds else None
        adopt_in(vault, act, authority)


def adopt_in(hand: Hand, act: Act, authority: pki.Authority | None) -> None:
    """The same in an act that does more; `authority` vouches at once for what takes its word."""
    if act.session.scalar(_STATED):
        return
    day = ClinicalDate.of(act.at.astimezone(hand.zone).date()).show()
    reason = f"Adopted from version 1 by {hand.member.name} on {day}: as found, not as first stated"
    adopt_staff(hand, act, authority, reason)
    adopting = _Adopting(hand, act, reason)
    for table in _TABLES:
        for subject_id in _ids(act.session, table):
            adopting.take(table, subject_id)
    adopting.sent()
    adopting.own_writing()
    act.note(ADOPTED)


_STATED: Final = select(or_(exists().select_from(EventRow), exists().where(LedgerRow.action == ADOPTED)))


def _ids(session: Session, table: type[Person | Case | Victim]) -> list[str]:
    return list(session.execute(select(table.id).order_by(table.created_at, table.id)).scalars())


@dataclass(frozen=True)
class _Adopting:
    """One act of taking over."""

    _hand: Hand
    _act: Act
    _reason: str

    @property
    def _session(self) -> Session:
        return self._act.session

    def take(self, table: type[Person | Case | Victim], subject_id: str) -> None:
        """Take one row over."""
        if table is Person:
            self._person(subject_id)
        elif table is Case:
            self._case(subject_id)
        else:
            self._victim(subject_id)

    def _person(self, person_id: str) -> None:
        # Every correction, oldest first: what was known before stays what was known before.
        older = select(PersonVersion.details).where(PersonVersion.person_id == person_id)
        for details in self._session.execute(older.order_by(PersonVersion.version)).scalars():
            known = read(PersonDetails, json.loads(details))
            self._state(Subject(person_id), Saying((person.DETAILS, person.AWARENESS), known))

    def _case(self, case_id: str) -> None:
        row = self._session.get_one(Case, case_id)
        facts = facts_of({column.name: getattr(row, column.name) for column in Case.__table__.columns})
        opening = CaseOpening(
            person=row.person_id, reference=row.reference, pathway=facts.pathway, opened=facts.opened
        )
        self._state(
            Subject(case_id, case_id),
            Saying((case.OPEN,), opening),
            Saying((case.STAGE, case.JUSTICE, case.HOLDER), facts),
            Saying((case.LEAD,), CaseLead(lead=row.lead_id)),
        )

    def _victim(self, victim_id: str) -> None:
        row = self._session.get_one(Victim, victim_id)
        sayings = [
            Saying((victim.ADD,), VictimCode(case=row.case_id, code=row.code)),
            Saying((victim.RELATIONSHIP,), VictimRelationship(relationship=row.relationship)),
        ]
        if row.sealed_identity is not None:
            # As it is sealed: whoever unlocks first need not be admitted to it.
            sayings.append(Saying((victim.IDENTITY,), VictimIdentity(), row.sealed_identity))
        self._state(Subject(victim_id, row.case_id), *sayings)

    def sent(self) -> None:
        """Take over what was sent; what was seen before it was signed only the ledger says of older ones, if at all."""
        columns = [column for column in Disclosure.__table__.c if column.name != "content"]
        for row in self._session.execute(select(*columns).order_by(Disclosure.at, Disclosure.id)):
            said = ShareSending(
                case=row.case_id,
                staff=row.staff_id,
                sent=wire_time(row.at),
                audience=row.audience,
                recipient=row.recipient,
                purpose=row.purpose,
                withheld=row.withheld,
                sha256=row.sha256.hex(),
            )
            self._state(Subject(row.id, row.case_id), Saying((share.SENT,), said))

    def own_writing(self) -> None:
        """Take over what members keep for themselves, as it is sealed."""
        for row in self._session.execute(select(MemberWriting.__table__).order_by(MemberWriting.staff_id)):
            said = OwnWriting(writing=sha256(row.sealed).hexdigest(), changed=wire_time(row.changed_at))
            self._state(Subject(row.staff_id), Saying((own.WRITING,), said))

    def _state(self, subject: Subject, *sayings: Saying) -> None:
        state(self._hand, self._act, subject, *sayings, reason=self._reason, basis=Basis.ADOPTED)
