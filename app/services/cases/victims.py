"""Victims: added by code, identified only under seal, and guarded in every output."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.crypto import vault_keys
from app.crypto.secret import wipe
from app.crypto.terms import fingerprint, scan
from app.domain.cases.victim import (
    MOST_VICTIMS,
    RELATIONSHIPS,
    VictimCode,
    VictimIdentity,
    VictimRelationship,
)
from app.domain.facts import victim as victim_facts
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import check, missing, read
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.domain.values.text import fold
from app.errors import NotAcceptable, NotFound, StillMissing
from app.models.tables import Case, Person, ProtectedTerm, Victim
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.open_vault import Act, OpenVault

# Shorter folded terms ("Al", "NE1") would be found in half of all words.
SHORTEST_TERM = 4
# From this length a term is looked for inside words as well: nothing else is likely to hold it.
ANYWHERE_FROM = 8
# Words that say who somebody is to the victim; alone they would refuse most summaries.
_PLAIN_WORDS = """
partner husband wife boyfriend girlfriend child children daughter son baby mother father parent parents sister brother
grandmother grandfather aunt uncle cousin friend colleague manager employer work workplace school nursery college
university church former current with from lives works near home street road avenue close lane
"""
_NAME_NOBODY = frozenset(_PLAIN_WORDS.split())
_WORD = re.compile(r"[^\W_]+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+?\d[\d\s().-]{7,}\d")
_SHORTEST_NUMBER = 10
_UK_PREFIXES = ("0044", "44")
_HOUSE = re.compile(r"^\d+[a-zA-Z]?\s+")
_BETWEEN_PIECES = re.compile(r"[,;()]")
WHY = "Why the identity is needed"
_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)


@dataclass(frozen=True)
class VictimRow:
    """A victim as everybody in the team knows them."""

    id: str
    code: str
    relationship: str
    is_identified: bool


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

    def list(self, case_id: str) -> tuple[VictimRow, ...]:
        """The victims of a case, by code."""
        with self.vault.reading(Right.BANNER) as act:
            rows = act.session.execute(
                select(Victim)
                .where(Victim.case_id == case_id)
                .order_by(func.length(Victim.code), Victim.code)
            ).scalars()
            return tuple(VictimRow(r.id, r.code, r.relationship, r.sealed_identity is not None) for r in rows)

    def identify(self, case_id: str, code: str, identity: VictimIdentity) -> None:
        """Seal who a code stands for. Raises NotAdmitted, StillMissing without a reason, NotFound."""
        identity = check(identity)
        gaps = missing(identity)
        if gaps:
            raise StillMissing(tuple(gap.label for gap in gaps))
        with self.vault.acting(Right.VICTIM_IDENTIFY, case=case_id, compartment=Compartment.VICTIM) as act:
            victim = _find(act.session, case_id, code)
            state(self.vault, act, Subject(victim.id, case_id), Saying((victim_facts.IDENTITY,), identity))
            _protect(self.vault, act, victim.id, identity)

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

    def exposed(self, passages: Mapping[str, str]) -> tuple[str, ...]:
        """Which of the named passages carry a protected term of any victim in the vault, however it is written."""
        with self.vault.reading(Right.BANNER) as act:
            known = act.session.execute(select(ProtectedTerm.length, ProtectedTerm.print)).all()
        prints: dict[int, set[bytes]] = {}
        for length, mark in known:
            prints.setdefault(length, set()).add(mark)
        frozen = {length: frozenset(marks) for length, marks in prints.items()}
        key = vault_keys.protected_terms_key(self.vault.vault_key, self.vault.header.vault_id)
        try:
            return tuple(place for place, text in passages.items() if _carries(text, frozen, key))
        finally:
            wipe(key)


def revealing(case_id: str, code: str, reason: str) -> bytes:
    """What is confirmed when an identity is asked for."""
    return digest_of("victim.reveal", case=case_id, code=code, reason=reason)


def _carries(text: str, prints: Mapping[int, frozenset[bytes]], key: bytearray) -> bool:
    """Whether a term stands in the text, across spaces and signs; a short one only as whole words.

    JSON writes a line end as a sign and a letter, which would grow on to the next word: escapes are undone as well.
    """
    if "\\" in text and _carries(_JSON_ESCAPE.sub(_unescaped, text).replace("\\", " "), prints, key):
        return True
    folded, starts, ends = "", set(), set()
    for word in _WORD.findall(text):
        starts.add(len(folded))
        folded += fold(word)
        ends |= {len(folded), len(folded) - folded.endswith("s")}
    return any(
        length >= ANYWHERE_FROM or (start in starts and start + length in ends)
        for start, length in scan(folded, prints, key)
    )


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else " "


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


def _protect(vault: OpenVault, act: Act, victim_id: str, identity: VictimIdentity) -> None:
    key = vault_keys.protected_terms_key(vault.vault_key, vault.header.vault_id)
    act.session.execute(delete(ProtectedTerm).where(ProtectedTerm.victim_id == victim_id))
    try:
        shared_names = _names_of_person(act.session, victim_id)
        names = identity.names()
        forms = {
            f for term in identity.terms() for f in guarded_forms(term, shared_names, is_name=term in names)
        }
        for form in sorted(forms):
            mark = fingerprint(key, form)
            row = {"id": new_id(act.at), "victim_id": victim_id, "length": len(form), "print": mark}
            act.insert(ProtectedTerm, **row)
    finally:
        wipe(key)


def _names_of_person(session: Session, victim_id: str) -> frozenset[str]:
    names = select(Person.family_name, Person.given_names).join(Case, Case.person_id == Person.id)
    row = session.execute(names.join(Victim, Victim.case_id == Case.id).where(Victim.id == victim_id)).one()
    return frozenset(fold(part) for name in row for part in _WORD.findall(name))


def guarded_forms(
    term: str, shared_names: frozenset[str] = frozenset(), *, is_name: bool = True
) -> frozenset[str]:
    """The folded spellings of a term that no output may carry.

    Beside the whole: a name's parts when long enough to mean somebody and not a name of the person too (a former
    spouse's family name heads every summary), a postcode, the house and the street out of an address, each e-mail
    address, and each telephone number without its country or trunk prefix.
    """
    forms = {fold(term)} | {fold(code) for code in _POSTCODE.findall(term)}
    forms |= {form for number in _TELEPHONE.findall(term) for form in _numbers(number)}
    pieces = [piece for piece in map(str.strip, _BETWEEN_PIECES.split(_POSTCODE.sub("", term))) if piece]
    forms |= {
        fold(street) for piece in pieces if (street := _HOUSE.sub("", piece)) != piece and _is_place(street)
    }
    if is_name and "@" not in term and not any(c.isdigit() for c in term):
        forms |= {fold(part) for part in _WORD.findall(term)} - shared_names - _NAME_NOBODY
    elif len(pieces) > 1:
        # The last piece of an address is its town, which may stand in the name of the service too.
        forms |= {fold(p) for p in pieces if "@" in p} | {fold(p) for p in pieces[:-1] if _is_place(p)}
    return frozenset(form for form in forms if len(form) >= SHORTEST_TERM)


def _numbers(typed: str) -> frozenset[str]:
    digits = "".join(c for c in typed if c.isdigit())
    if len(digits) < _SHORTEST_NUMBER:
        return frozenset()
    return frozenset(digits.removeprefix(prefix).lstrip("0") for prefix in ("", *_UK_PREFIXES))


def _is_place(piece: str) -> bool:
    return len(piece.split()) > 1 and len(fold(piece)) >= ANYWHERE_FROM
