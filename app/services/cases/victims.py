"""Victims: added by code, identified only under seal, and guarded in every output."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.cases.guard import GuardedLine, typed_lines
from app.domain.cases.terms.chips import fires_on
from app.domain.cases.terms.parts import Split
from app.domain.cases.terms.split import split
from app.domain.cases.victim import (
    MOST_VICTIMS,
    RELATIONSHIPS,
    VictimCode,
    VictimIdentity,
    VictimRelationship,
)
from app.domain.facts import victim as victim_facts
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import check, missing, read, specs
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.errors import NotAcceptable, NotAdmitted, NotFound, StillMissing
from app.models.tables import Case, Victim
from app.services.cases.guards import state_guard
from app.services.cases.permitted import names
from app.services.cases.victim_check import VictimCheck
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.open_vault import OpenVault
from app.services.writing.vocabulary import load

WHY = "Why the identity is needed"
_NO_KEY = "You do not hold the victim check: the lead unlocks the vault once, or admits you, and then it can be kept."


@dataclass(frozen=True)
class VictimRow:
    """A victim as everybody in the team knows them."""

    id: str
    code: str
    relationship: str
    is_identified: bool


@dataclass(frozen=True)
class VictimPage:
    """The victims of a case, by code, and whether the member may see who they are."""

    victims: tuple[VictimRow, ...]
    is_admitted: bool


@dataclass(frozen=True)
class LookedFor:
    """What one typed line comes to: its field, its number there, and in words when it stops an output."""

    field: str
    number: int
    words: str


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
            found = tuple(
                VictimRow(r.id, r.code, r.relationship, r.sealed_identity is not None) for r in rows
            )
        return VictimPage(found, self.vault.compartments.admits(Compartment.VICTIM))

    def identify(self, case_id: str, code: str, identity: VictimIdentity) -> None:
        """Seal who a code stands for, and what is looked for because of it, in one act.

        Raises NotAdmitted, NotFound, StillMissing without a reason, NotAcceptable for a line that says nothing or that
        would stop every summary of the case.
        """
        identity = check(identity)
        gaps = missing(identity)
        if gaps:
            raise StillMissing(tuple(gap.label for gap in gaps))
        with self.vault.acting(Right.VICTIM_IDENTIFY, case=case_id, compartment=Compartment.VICTIM) as act:
            victim = _find(act.session, case_id, code)
            if not self.vault.compartments.admits(Compartment.VICTIM_CHECK):
                raise NotAdmitted(_NO_KEY)
            tuple(_looked_for(identity))
            state(self.vault, act, Subject(victim.id, case_id), Saying((victim_facts.IDENTITY,), identity))
            state_guard(self.vault, act, case_id)

    def looked_for(self, case_id: str, identity: VictimIdentity) -> tuple[LookedFor, ...]:
        """What would be looked for because of each line as it is typed, and what would not. Raises NotAdmitted."""
        with self.vault.reading(Right.VICTIM_IDENTIFY, compartment=Compartment.VICTIM) as act:
            may_stand = names(act.session, case_id)
        return tuple(
            LookedFor(_label(name), number, _in_words(split(load(), where, typed), may_stand))
            for name, where, number, typed in typed_lines(identity)
        )

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


def _looked_for(identity: VictimIdentity) -> Iterator[GuardedLine]:
    """What each line of an identity comes to. Raises NotAcceptable for one that yields nothing, by its place alone."""
    vocabulary = load()
    for name, where, number, typed in typed_lines(identity):
        found = split(vocabulary, where, typed)
        if found.refusal:
            raise NotAcceptable(f"{_label(name)}, line {number}: {found.refusal}")
        yield GuardedLine.of("", name, typed, found)


def _label(name: str) -> str:
    return next(spec.label for spec in specs(VictimIdentity) if spec.name == name)


def _in_words(found: Split, may_stand: tuple[str, ...]) -> str:
    if found.refusal:
        return found.refusal
    said = [f"{part.text}: {fires_on(load(), part, found.parts, may_stand)}" for part in found.parts]
    left = [f"not looked for: {piece}" for piece in found.left_out]
    return "; ".join((*said, *left)) + "."
