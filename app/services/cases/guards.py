"""The sealed guards of cases: made from the victims' identities, and opened for each check of an output."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from sqlalchemy import BindParameter, bindparam, delete, exists, select
from sqlalchemy.orm import Session, aliased

from app.crypto import fact_signing
from app.domain.cases.guard import RULES, CaseGuard, GuardedLine, GuardedVictim, PartChoice, typed_lines
from app.domain.cases.terms.parts import Guard, Part
from app.domain.cases.terms.split import split
from app.domain.cases.victim import VictimIdentity
from app.domain.facts import case as case_facts
from app.domain.facts import victim as victim_facts
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import read
from app.domain.fields.rights import Extent, Right, extent
from app.errors import Damaged, NeedsRelease, NotAdmitted, NotGenuine, Unguarded
from app.models.statements import PreparedStatement
from app.models.tables import Case, EventRow, LedgerRow, ProtectedTerm, Victim
from app.services.cases.looked_for import line_of
from app.services.cases.trial import tried
from app.services.facts.events import known_of
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.compartment_grants import has_key
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.signatures import Signatures
from app.services.writing.vocabulary import load

_PLACE: Final = Compartment.VICTIM_CHECK
_TERMS: Final = victim_facts.TERMS.code

# Spelt once, as every signature waits for them (docs/decisions/021).
_CASE: Final[BindParameter[str]] = bindparam("case_id")
_OF_PERSON: Final = aliased(Case)
_CASES: Final = PreparedStatement(
    select(Case.id)
    .join(_OF_PERSON, _OF_PERSON.shown_person_id == Case.shown_person_id)
    .where(_OF_PERSON.id == _CASE)
    .order_by(Case.id)
)
_STATED: Final = PreparedStatement(
    select(EventRow.subject_id).where(EventRow.case_id == _CASE, EventRow.fact == victim_facts.IDENTITY.code)
)
_VICTIMS: Final = PreparedStatement(select(Victim.id, Victim.sealed_identity).where(Victim.case_id == _CASE))
_WAS_STATED: Final = PreparedStatement(
    select(
        exists().where(Case.id == _CASE, Case.sealed_guard.is_not(None))
        | exists().where(EventRow.subject_id == _CASE, EventRow.fact == _TERMS)
        | exists().where(
            LedgerRow.case_id == _CASE, LedgerRow.action == _TERMS, LedgerRow.subject_id == _CASE
        )
    )
)


@dataclass(frozen=True)
class Guarded:
    """What is looked for in what leaves a case: the parts of each line, of the person's other cases too."""

    lines: tuple[tuple[Part, ...], ...] = ()
    codes: tuple[str, ...] = ()
    """By line the victim's code in that case; empty for those of the person's other cases."""
    by_fingerprints: bool = False
    """A case of the person has no guard yet: the fingerprints of an earlier version guard it."""
    victims: frozenset[str] = frozenset()
    """The victims of this case of whom something is looked for."""
    elsewhere: bool = False
    """Whether something is looked for of victims of the same person's other cases."""

    @property
    def guards(self) -> tuple[Guard, ...]:
        """When each part stops an output."""
        return tuple(part.guard for line in self.lines for part in line)


def guarded(vault: OpenVault, session: Session, case_id: str) -> Guarded:
    """Open the guards of a case and of the same person's others.

    Raises NeedsRelease for who does not hold the victim check's key, and Unguarded where a guard is missing, altered or
    older than what was stated last: then nothing leaves.
    """
    cases = [each for (each,) in _CASES.rows(session.connection(), {"case_id": case_id})]
    lines: list[tuple[Part, ...]] = []
    codes: list[str] = []
    by_fingerprints, elsewhere, victims = False, False, frozenset[str]()
    for each in cases:
        sealed = _identified(session, each)
        if not _was_stated(session, each):
            by_fingerprints |= _by_fingerprints(session, sealed)
            looked_for = frozenset(sealed)
        else:
            guard = _opened(vault, session, each, sealed)
            lines += guard.parts()
            codes += guard.codes() if each == case_id else ("" for _ in guard.lines)
            looked_for = guard.looked_for()
        if each == case_id:
            victims = looked_for
        else:
            elsewhere |= bool(looked_for)
    return Guarded(tuple(lines), tuple(codes), by_fingerprints, victims, elsewhere)


def may_check(vault: OpenVault, session: Session) -> bool:
    """Whether the member's program can check an output; before the key was made, everybody's can."""
    return vault.compartments.admits(_PLACE) or not has_key(session, _PLACE)


def _identified(session: Session, case_id: str) -> Mapping[str, str]:
    """The identified victims of a case, each with the SHA-256 of the sealed identity."""
    connection, of_case = session.connection(), {"case_id": case_id}
    found = dict.fromkeys((each for (each,) in _STATED.rows(connection, of_case)), "")
    for victim_id, sealed in _VICTIMS.rows(connection, of_case):
        if sealed is not None:
            found[victim_id] = sha256(sealed).hexdigest()
    return found


def _was_stated(session: Session, case_id: str) -> bool:
    """Whether the case ever had a guard: the table, the events and the ledger would all have to be silent of it."""
    return bool(_WAS_STATED.scalar(session.connection(), {"case_id": case_id}))


def _by_fingerprints(session: Session, identified: Mapping[str, str]) -> bool:
    """Whether an earlier version's fingerprints guard the case. Raises Unguarded where not all victims have some."""
    if not identified:
        return False
    known = select(ProtectedTerm.victim_id).where(ProtectedTerm.victim_id.in_(identified))
    if set(session.execute(known.distinct()).scalars()) != set(identified):
        raise Unguarded
    return True


def _opened(vault: OpenVault, session: Session, case_id: str, identified: Mapping[str, str]) -> CaseGuard:
    sealed = _newest(vault, session, case_id)
    if not vault.compartments.opens(_PLACE, sealed, None):
        raise NeedsRelease
    try:
        plain = vault.compartments.unseal(_PLACE, sealed, case_facts.SUBJECT, case_id)
        guard = read(CaseGuard, json.loads(plain))
    except (Damaged, ValueError):
        raise Unguarded from None
    if {each.victim: each.identity for each in guard.victims} != identified:
        raise Unguarded
    return guard


def _newest(vault: OpenVault, session: Session, case_id: str) -> bytes:
    """The sealed guard, if it is the one stated last: by the table, the signed event and the ledger alike."""
    try:
        known = known_of(session, case_id)
    except Damaged:
        raise Unguarded from None
    by = known.held.by.get(_TERMS)
    shown = session.scalar(select(Case.sealed_guard).where(Case.id == case_id))
    noted = (
        select(LedgerRow.detail)
        .where(LedgerRow.case_id == case_id, LedgerRow.action == _TERMS, LedgerRow.subject_id == case_id)
        .order_by(LedgerRow.at.desc(), LedgerRow.seq.desc())
        .limit(1)
    )
    detail = session.scalar(noted)
    sealed = known.sealed.get(by.digest) if by else None
    if by is None or shown is None or sealed != shown or detail is None:
        raise Unguarded
    if json.loads(detail).get("event") != by.digest or by.event.after["sealed"] != sha256(shown).hexdigest():
        raise Unguarded
    _insist_on_signature(vault, session, by.digest)
    return shown


def _insist_on_signature(vault: OpenVault, session: Session, digest: str) -> None:
    row = session.execute(select(EventRow).where(EventRow.digest == bytes.fromhex(digest))).scalar_one()
    try:
        if fact_signing.digest(row.body) != row.digest:
            raise Unguarded
        signer = Signatures(session, vault.header).signer(row.key_id, row.author_id, row.at)
        fact_signing.verify(signer.public, row.body, row.signature)
    except NotGenuine:
        raise Unguarded from None


# --- making -------------------------------------------------------------------------------------------


def state_guard(
    vault: OpenVault,
    act: Act,
    case_id: str,
    choices: Mapping[str, tuple[PartChoice, ...]] = MappingProxyType({}),
) -> None:
    """State what is looked for in what leaves a case, from the identities that are sealed there.

    What stands of a line that did not change is kept; `choices` are a member's for the parts of a victim's lines, by
    the victim's id. Raises NotAdmitted.
    """
    kept = standing_guard(vault, act.session, case_id)
    vocabulary = load()
    victims: list[GuardedVictim] = []
    lines: list[GuardedLine] = []
    of_case = select(Victim).where(Victim.case_id == case_id, Victim.sealed_identity.is_not(None))
    for row in act.session.execute(of_case.order_by(Victim.code)).scalars():
        act.session.refresh(row)
        sealed = row.sealed_identity or b""
        victims.append(GuardedVictim(victim=row.id, code=row.code, identity=sha256(sealed).hexdigest()))
        if victims[-1] in kept.victims:
            lines += [each for each in kept.lines if each.victim == row.id]
            continue
        plain = vault.compartments.unseal(Compartment.VICTIM, sealed, "victim", row.id)
        for name, where, _, typed in typed_lines(read(VictimIdentity, json.loads(plain))):
            found = split(vocabulary, where, typed)
            lines.append(line_of(row.id, name, typed, found, kept, choices.get(row.id, ())))
    lines = tried(act.session, vocabulary, case_id, lines)
    guard = CaseGuard(rules=RULES, victims=tuple(victims), lines=tuple(lines))
    state(vault, act, Subject(case_id, case_id), Saying((victim_facts.TERMS,), guard))
    act.session.execute(
        delete(ProtectedTerm).where(ProtectedTerm.victim_id.in_([each.victim for each in victims]))
    )


def standing_guard(vault: OpenVault, session: Session, case_id: str) -> CaseGuard:
    """The guard as it was stated last; an empty one where there is none that the member can read."""
    by = known_of(session, case_id)
    stated = by.held.by.get(_TERMS)
    sealed = by.sealed.get(stated.digest) if stated else None
    if sealed is not None:
        with suppress(Damaged, NotAdmitted, ValueError):
            plain = vault.compartments.unseal(_PLACE, sealed, case_facts.SUBJECT, case_id)
            return read(CaseGuard, json.loads(plain))
    return CaseGuard()


def make_guards(vault: OpenVault) -> None:
    """Make the guards of a vault of before, once, by somebody who may; its fingerprints go with them."""
    holds = all(map(vault.compartments.admits, (Compartment.VICTIM, _PLACE)))
    if not holds or extent(Right.VICTIM_IDENTIFY, vault.member.grade) is Extent.NONE:
        return
    with vault.reading(Right.BANNER) as act:
        cases = _unmade(act.session)
    if not cases:
        return
    with vault.acting(Right.VICTIM_IDENTIFY, compartment=Compartment.VICTIM) as act:
        for case_id in cases:
            state_guard(vault, act, case_id)
        act.note("victim.terms_made", "staff", vault.member.id, cases=len(cases))


def _unmade(session: Session) -> tuple[str, ...]:
    """The cases whose victims are guarded by fingerprints alone."""
    by_fingerprints = select(Victim.case_id).join(ProtectedTerm, ProtectedTerm.victim_id == Victim.id)
    identified = by_fingerprints.where(Victim.sealed_identity.is_not(None)).distinct()
    cases = session.execute(identified.order_by(Victim.case_id)).scalars()
    return tuple(each for each in cases if not _was_stated(session, each))
