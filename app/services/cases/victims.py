"""Victims: added by code, identified only under seal, and guarded in every output."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.cases.guard import PartChoice
from app.domain.cases.victim import (
    MOST_VICTIMS,
    RELATIONSHIPS,
    VictimCode,
    VictimIdentity,
    VictimRelationship,
)
from app.domain.facts import victim as victim_facts
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import read
from app.domain.fields.rights import Extent, Right, extent
from app.domain.values.ids import new_id
from app.errors import NotAcceptable, NotAdmitted, NotFound, StillMissing
from app.models.tables import Case, Victim
from app.services.cases.carrying import Carrier, carriers, mark_carriers
from app.services.cases.guards import standing_guard, state_guard
from app.services.cases.looked_for import LookedFor, insist_on_lines, looked_for
from app.services.cases.opening import complete
from app.services.cases.victim_check import Detail, VictimCheck
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.open_vault import OpenVault
from app.services.writing.unfinished import parts_kept

WHY = "Why the identity is needed"
IDENTITY = "identity"
"""What the form is called under which an identity is kept that is not sealed yet."""
_NO_KEY = "You do not hold the victim check: the lead unlocks the vault once, or admits you, and then it can be kept."


@dataclass(frozen=True)
class VictimRow:
    """A victim as everybody in the team knows them."""

    id: str
    code: str
    relationship: str
    is_identified: bool
    kept_at: datetime | None = None
    """When the member last typed who it is, without sealing it."""


@dataclass(frozen=True)
class VictimPage:
    """The victims of a case, by code, and whether the member may see who they are."""

    victims: tuple[VictimRow, ...]
    is_admitted: bool


@dataclass(frozen=True)
class Victims:
    """What can be done with victims."""

    vault: OpenVault

    def add(self, case_id: str, relationship: str) -> str:
        """Add a victim to a case and give their code: V1, V2, ... Raises NotAcceptable, NotFound."""
        if relationship not in {c.code for c in RELATIONSHIPS}:
            raise NotAcceptable("Choose the victim's relationship to the person from the list.")
        with self.vault.acting(Right.VICTIM_ADD, case=case_id) as act:
            if act.session.get(Case, case_id) is None:
                raise NotFound
            number = 1 + max((_number(code) for code in _codes(act.session, case_id)), default=0)
            if number > MOST_VICTIMS:
                raise NotAcceptable("A case holds at most 99 victims.")
            victim_id, code = new_id(act.at), f"V{number}"
            state(
                self.vault,
                act,
                Subject(victim_id, case_id),
                Saying((victim_facts.ADD,), VictimCode(case=case_id, code=code)),
                Saying((victim_facts.RELATIONSHIP,), VictimRelationship(relationship=relationship)),
            )
        return code

    def page(self, case_id: str) -> VictimPage:
        """The victims of a case, by code, and whether the member holds the key to who they are."""
        with self.vault.reading(Right.BANNER) as act:
            rows = act.session.execute(
                select(Victim)
                .where(Victim.case_id == case_id)
                .order_by(func.length(Victim.code), Victim.code)
            ).scalars()
            typed = parts_kept(act.connection, self.vault.member.id, IDENTITY, case_id)
            found = tuple(
                VictimRow(r.id, r.code, r.relationship, r.sealed_identity is not None, typed.get(r.code))
                for r in rows
            )
        return VictimPage(found, self.vault.compartments.admits(Compartment.VICTIM))

    def identify(
        self, case_id: str, code: str, identity: VictimIdentity, choices: tuple[PartChoice, ...] = ()
    ) -> None:
        """Seal who a code stands for, and what is looked for because of it as the member chose, in one act.

        Raises NotAdmitted, NotFound, StillMissing without a reason, for a part that is switched off too, NotAcceptable
        for a line that says nothing or that would stop every summary of the case.
        """
        identity = complete(identity, self.vault.today())
        with self.vault.acting(Right.VICTIM_IDENTIFY, case=case_id, compartment=Compartment.VICTIM) as act:
            victim = _find(act.session, case_id, code)
            if not self.vault.compartments.admits(Compartment.VICTIM_CHECK):
                raise NotAdmitted(_NO_KEY)
            insist_on_lines(identity, choices)
            state(self.vault, act, Subject(victim.id, case_id), Saying((victim_facts.IDENTITY,), identity))
            state_guard(self.vault, act, case_id, {victim.id: choices})
            mark_carriers(self.vault, act, case_id, victim.id)

    @property
    def may_be_told(self) -> bool:
        """Whether the member is told what a text names of victims: who is not admitted could try out guesses."""
        may = extent(Right.VICTIM_IDENTIFY, self.vault.member.grade) is Extent.ALL
        return may and all(
            map(self.vault.compartments.admits, (Compartment.VICTIM, Compartment.VICTIM_CHECK))
        )

    def details_in(self, case_id: str, texts: Sequence[str]) -> tuple[Detail, ...]:
        """What of the victims' details stands in texts of that case. Raises NotAdmitted, Unguarded."""
        with self.vault.reading(Right.VICTIM_IDENTIFY, compartment=Compartment.VICTIM) as act:
            self.vault.compartments.require(Compartment.VICTIM_CHECK)
            return VictimCheck.of(self.vault, act.session, case_id).details(texts)

    def looked_for(
        self, case_id: str, code: str, identity: VictimIdentity, choices: tuple[PartChoice, ...] = ()
    ) -> tuple[LookedFor, ...]:
        """What would be looked for because of each line as it is typed, and what would not.

        What was chosen before for a line that stands is kept. Raises NotAdmitted, NotFound.
        """
        with self.vault.reading(Right.VICTIM_IDENTIFY, compartment=Compartment.VICTIM) as act:
            victim = _find(act.session, case_id, code)
            kept = standing_guard(self.vault, act.session, case_id)
            return looked_for(act.session, case_id, victim.id, identity, kept, choices)

    def carriers(self, case_id: str, code: str) -> tuple[Carrier, ...]:
        """What of the case, and of what was sent from it, already carries a detail of that victim; looking is noted.

        Raises NotAdmitted, NotFound.
        """
        with self.vault.acting(
            Right.VICTIM_IDENTIFY, case=case_id, compartment=Compartment.VICTIM, durable=False
        ) as act:
            victim = _find(act.session, case_id, code)
            found = carriers(self.vault, act.session, case_id, victim.id)
            act.note("victim.carriers", "victim", victim.id, case=case_id, found=len(found))
        return found

    def reveal(self, case_id: str, code: str, reason: str, confirmed: Confirmation) -> VictimIdentity:
        """Unseal who a code stands for; that it was done is noted before it is shown.

        Raises NotAdmitted, NotFound, StillMissing without a reason, MustConfirm without the member's word for it.
        """
        if not reason.strip():
            raise StillMissing((WHY,))
        with self.vault.acting(
            Right.VICTIM_REVEAL, case=case_id, compartment=Compartment.VICTIM, confirmed=confirmed
        ) as act:
            act.covers(revealing(case_id, code, reason))
            victim = _find(act.session, case_id, code)
            act.note("victim.reveal", "victim", victim.id, case=case_id)
            if victim.sealed_identity is None:
                return VictimIdentity()
            plain = self.vault.compartments.unseal(
                Compartment.VICTIM, victim.sealed_identity, "victim", victim.id
            )
        return read(VictimIdentity, json.loads(plain))

    def exposed(self, case_id: str, passages: Mapping[str, str]) -> tuple[str, ...]:
        """Which of the named passages of an output of that case carry a detail of a victim, however it is written.

        Raises NeedsRelease, Unguarded.
        """
        with self.vault.reading(Right.BANNER) as act:
            return VictimCheck.of(self.vault, act.session, case_id).places(passages)


def revealing(case_id: str, code: str, reason: str) -> bytes:
    """What is confirmed when an identity is asked for."""
    return digest_of("victim.reveal", case=case_id, code=code, reason=reason)


def _codes(session: Session, case_id: str) -> tuple[str, ...]:
    return tuple(session.execute(select(Victim.code).where(Victim.case_id == case_id)).scalars())


def _number(code: str) -> int:
    return int(code.removeprefix("V"))


def _find(session: Session, case_id: str, code: str) -> Victim:
    row = session.execute(
        select(Victim).where(Victim.case_id == case_id, Victim.code == code)
    ).scalar_one_or_none()
    if row is None:
        raise NotFound("There is no victim of that code in this case.")
    return row
