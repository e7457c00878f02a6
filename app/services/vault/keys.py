"""The keys of a member of staff: sealed with a secret of their own, certified by the site's authority."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import canonical, certificates, member_keys, pki, vault_keys
from app.crypto.certificates import Holder
from app.crypto.header import Header
from app.crypto.member_keys import MemberKeys, PublicKey
from app.crypto.sealing import seal, unseal
from app.crypto.secret import Secret, wipe
from app.domain.fields.rights import Grade
from app.errors import Damaged, NotGenuine, NotPermitted
from app.models.tables import Authority, MemberCertificate, MemberKey, Staff
from app.services.vault.member import Member
from app.services.vault.open_vault import OpenVault

PURPOSES = {
    pki.Purpose.RECORDS: "records",
    pki.Purpose.DOCUMENTS: "documents",
    pki.Purpose.COMPARTMENTS: "compartments",
}


@dataclass(frozen=True)
class SecretOwner:
    """Whose private keys: the vault, the member, and the secret that only their slot yields."""

    vault_id: str
    staff_id: str
    secret: Secret

    def seal(self, private: bytearray, table: str, row: str) -> bytes:
        """Seal a private key for a row, and wipe it."""
        key = vault_keys.member_keys_key(self.secret, self.vault_id)
        try:
            return seal(key, private, purpose="member-keys", table=table, row=row, generation=1)
        finally:
            wipe(key, private)

    def seal_trust(self, authorities: tuple[str, ...]) -> bytes:
        """Seal the list of authorities that the member trusts: nobody else can write it, nor lengthen it."""
        return self.seal(bytearray(canonical.dumps(list(authorities))), "staff", self.staff_id)

    def unseal(self, sealed: bytes, table: str, row: str) -> bytearray:
        """The private key of a row; raises Damaged for anybody else's."""
        key = vault_keys.member_keys_key(self.secret, self.vault_id)
        try:
            return bytearray(unseal(key, sealed, purpose="member-keys", table=table, row=row))
        finally:
            wipe(key)


def trusted(session: Session, header: Header) -> tuple[bytes, ...]:
    """The certificates of the authorities that the header names, past ones too."""
    rows = session.execute(select(Authority.certificate)).scalars()
    return tuple(der for der in rows if certificates.digest(der) in header.authority)


def certified_name(session: Session, header: Header) -> str:
    """What the service is called in its certificates: in that of its newest authority. Raises Damaged."""
    by_digest = {certificates.digest(der): der for der in trusted(session, header)}
    newest = next((by_digest[each] for each in reversed(header.authority) if each in by_digest), None)
    if newest is None:
        raise Damaged
    return certificates.holder(newest).organisation


def certificates_of(session: Session, key: MemberKey) -> tuple[bytes, ...]:
    """Every certificate of a key, the newest last."""
    later = (
        select(MemberCertificate.certificate)
        .where(MemberCertificate.key_id == key.id)
        .order_by(MemberCertificate.issued_at, MemberCertificate.id)
    )
    return key.certificate, *session.execute(later).scalars()


@dataclass(frozen=True)
class Certified:
    """As whom a key was certified, from when until when, and the key that the certificate names."""

    since: datetime
    until: datetime
    holder: Holder
    public: PublicKey

    def covers(self, at: datetime) -> bool:
        """Whether it was in force then."""
        return self.since <= at <= self.until


def certified_as(session: Session, header: Header, key: MemberKey) -> tuple[Certified, ...]:
    """What authorities that the header names certified of a key, for its purpose and its owner; the newest last."""
    authorities = trusted(session, header)
    found = []
    for certificate in certificates_of(session, key):
        issuer = issuer_of(key, certificate, authorities)
        if issuer is not None:
            (since, until), (first, last) = certificates.period(certificate), certificates.period(issuer)
            holder = certificates.holder(certificate)
            public = certificates.public_key(certificate)
            found.append(Certified(max(since, first), min(until, last), holder, public))
    return tuple(found)


@dataclass(frozen=True)
class Coverage:
    """When a member can sign: as long as each of their signing keys has a certificate in force, whichever of them."""

    keys: tuple[tuple[Certified, ...], ...]

    def covers(self, at: datetime) -> bool:
        """Whether they can sign then."""
        return all(any(each.covers(at) for each in key) for key in self.keys)

    def until(self, at: datetime) -> datetime:
        """Until when without a gap from then on; that time itself where they cannot sign then."""
        return min(covered_until(key, at) for key in self.keys)


def covered_until(certificates: Sequence[Certified], at: datetime) -> datetime:
    """Until when a key is certified without a gap from then on; that time itself where it is not certified then."""
    end = at
    while further := [each.until for each in certificates if each.covers(end) and each.until > end]:
        end = max(further)
    return end


def coverage(session: Session, header: Header, key_ids: Mapping[str, str]) -> Coverage:
    """When the member of these keys can sign."""
    rows = (session.get_one(MemberKey, key_ids[purpose]) for purpose in ("records", "documents"))
    return Coverage(tuple(certified_as(session, header, row) for row in rows))


def check_certified(session: Session, header: Header, key: MemberKey, at: datetime) -> PublicKey:
    """The key that an authority of the header certified for its purpose and that time; raises NotGenuine for none."""
    for each in certified_as(session, header, key):
        if each.covers(at):
            return each.public
    raise NotGenuine("The key was not certified by this site for that member of staff.")


def check_own(session: Session, header: Header, rows: Iterable[MemberKey]) -> None:
    """Raise Damaged unless the site certified these keys for who unlocks: their name and grade are taken from there."""
    for key in rows:
        if len(certified_as(session, header, key)) != len(certificates_of(session, key)):
            raise Damaged(
                "Your certificate in this vault is not one that the service gave you: somebody put it there."
            )


def issuer_of(key: MemberKey, certificate: bytes, authorities: Iterable[bytes]) -> bytes | None:
    """Which of the authorities issued a certificate of the key, for its purpose and its owner; None for none."""
    return next((each for each in authorities if _issued(key, certificate, each)), None)


def _issued(key: MemberKey, certificate: bytes, authority: bytes) -> bool:
    try:
        pki.check_issuer(certificate, authority, pki.Purpose(key.purpose))
        pki.check_member(certificate, key.staff_id)
    except (NotGenuine, ValueError):
        # A purpose that there is not is no purpose.
        return False
    return True


def trusted_by(session: Session, owner: SecretOwner) -> tuple[str, ...]:
    """The authorities that the member trusts, as the header lists them; raises Damaged."""
    listed = json.loads(
        owner.unseal(session.get_one(Staff, owner.staff_id).sealed_trust, "staff", owner.staff_id)
    )
    return tuple(listed)


def vouched_for(session: Session, header: Header, met: tuple[str, ...]) -> tuple[str, ...]:
    """The authorities of the header that one who is met vouched for, or one so vouched for."""
    rows = session.execute(select(Authority).order_by(Authority.created_at)).scalars().all()
    known = {certificates.digest(row.certificate): row for row in rows}
    accepted = [digest for digest in met if digest in known]
    for digest in header.authority:
        row = known.get(digest)
        if digest in accepted or row is None or row.voucher is None:
            continue
        voucher, by = row.voucher, [known[each].certificate for each in accepted]
        if any(pki.is_vouched_for(each, row.certificate, voucher, header.vault_id) for each in by):
            accepted.append(digest)
    return tuple(accepted)


def authority_of(session: Session, owner: SecretOwner) -> pki.Authority:
    """The site's authority, opened by the lead who holds it; raises NotPermitted for anybody else."""
    row = session.execute(select(Authority).where(Authority.retired_at.is_(None))).scalar_one()
    if row.holder_id != owner.staff_id:
        raise NotPermitted("Only the lead who holds the site's certificate authority can do that.")
    return _opened(owner, row)


def authorities_of(session: Session, owner: SecretOwner, header: Header) -> tuple[pki.Authority, ...]:
    """The site's authorities that the lead holds, the newest first; an earlier one signs for who trusts it still."""
    mine = select(Authority).where(Authority.holder_id == owner.staff_id)
    held = []
    for row in session.execute(mine.order_by(Authority.created_at.desc())).scalars():
        if certificates.digest(row.certificate) in header.authority:
            # One from before a recovery was sealed with the secret that was lost, and opens for nobody.
            with suppress(Damaged):
                held.append(_opened(owner, row))
    return tuple(held)


def _opened(owner: SecretOwner, row: Authority) -> pki.Authority:
    private = owner.unseal(row.sealed_private, "authority", row.id)
    try:
        return pki.Authority(member_keys.documents_private(private), row.certificate)
    finally:
        wipe(private)


def open_keys(session: Session, owner: SecretOwner) -> tuple[MemberKeys, dict[str, MemberKey]]:
    """The member's present keys, and their rows by purpose. Raises Damaged for a secret that is not theirs."""
    mine = select(MemberKey).where(MemberKey.staff_id == owner.staff_id, MemberKey.retired_at.is_(None))
    rows = {row.purpose: row for row in session.execute(mine).scalars()}
    readers = {
        "records": member_keys.records_private,
        "documents": member_keys.documents_private,
        "compartments": member_keys.compartments_private,
    }
    if rows.keys() != readers.keys():
        raise Damaged
    opened: dict[str, Any] = {}
    for purpose, read in readers.items():
        private = owner.unseal(rows[purpose].sealed_private, "member_key", rows[purpose].id)
        opened[purpose] = read(private)
        wipe(private)
    return MemberKeys(**opened), rows


def present_key(session: Session, staff_id: str, purpose: str) -> str:
    """The id of a member's present key."""
    mine = select(MemberKey.id).where(
        MemberKey.staff_id == staff_id, MemberKey.purpose == purpose, MemberKey.retired_at.is_(None)
    )
    return session.execute(mine).scalar_one()


def member_of(session: Session, header: Header, staff: Staff) -> Member:
    """The member as the certificate of their records key names them, whatever the staff list says. Raises Damaged."""
    mine = select(MemberKey).where(
        MemberKey.staff_id == staff.id, MemberKey.purpose == "records", MemberKey.retired_at.is_(None)
    )
    present = session.execute(mine).scalars().all()
    certified = certified_as(session, header, present[0]) if len(present) == 1 else ()
    if not certified:
        raise Damaged
    named = certified[-1].holder
    grade = grade_of(session, staff.id, named.grade)
    return Member(staff.id, staff.login, named.name, named.role, named.registration, grade)


def subject_of(member: Member) -> pki.Subject:
    """As whom a member's keys are certified anew."""
    return pki.Subject(
        name=member.name,
        role=member.role,
        registration=member.registration,
        member=member.id,
        grade=member.grade.value,
    )


def grade_of(session: Session, staff_id: str, certified: str) -> Grade:
    """The certified grade; before grades were certified: lead who holds the authority, clinician who does not.

    Raises Damaged for one that there is not.
    """
    if certified:
        try:
            return Grade(certified)
        except ValueError:
            raise Damaged from None
    holder = session.scalar(select(Authority.holder_id).where(Authority.retired_at.is_(None)))
    return Grade.LEAD if holder == staff_id else Grade.CLINICIAN


def owner_of(vault: OpenVault) -> SecretOwner:
    """The member at the desk as the owner of what is sealed with their secret."""
    return SecretOwner(vault.header.vault_id, vault.member.id, vault.member_secret)
