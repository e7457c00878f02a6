"""The keys of a member of staff: sealed with a secret of their own, certified by the site's authority."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.crypto import canonical, certificates, member_keys, pki, vault_keys
from app.crypto.certificates import Holder
from app.crypto.header import Header
from app.crypto.member_keys import MemberKeys
from app.crypto.sealing import seal, unseal
from app.crypto.secret import Secret, wipe
from app.domain.fields.rights import Grade
from app.domain.values.identifiers import Registration
from app.domain.values.ids import new_id
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
    """As whom a key was certified, from when until when."""

    since: datetime
    until: datetime
    holder: Holder

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
            found.append(Certified(max(since, first), min(until, last), holder))
    return tuple(found)


def certified(session: Session, header: Header, key_ids: Mapping[str, str]) -> Certified:
    """From when until when a member can sign: as long as both their signing keys are certified."""
    periods = [
        certified_as(session, header, session.get_one(MemberKey, key_ids[purpose]))[-1]
        for purpose in ("records", "documents")
    ]
    return Certified(
        max(each.since for each in periods), min(each.until for each in periods), periods[0].holder
    )


def check_certified(session: Session, header: Header, key: MemberKey, at: datetime) -> None:
    """Raise NotGenuine unless an authority that the header names certified the key, for its purpose and that time."""
    if not any(each.covers(at) for each in certified_as(session, header, key)):
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
    except NotGenuine:
        return False
    return True


def trust(session: Session, owner: SecretOwner, authority: tuple[str, ...]) -> None:
    """Seal the list of authorities that the member trusts: nobody else can write it, nor lengthen it."""
    sealed = owner.seal(bytearray(canonical.dumps(list(authority))), "staff", owner.staff_id)
    session.execute(update(Staff).where(Staff.id == owner.staff_id).values(sealed_trust=sealed))


def trusted_by(session: Session, owner: SecretOwner) -> tuple[str, ...]:
    """The authorities that the member trusts, as the header lists them; raises Damaged."""
    listed = json.loads(
        owner.unseal(session.get_one(Staff, owner.staff_id).sealed_trust, "staff", owner.staff_id)
    )
    return tuple(listed)


def found_authority(
    session: Session, owner: SecretOwner, site: str, at: datetime, *, before: pki.Authority | None = None
) -> pki.Authority:
    """Make a certificate authority for the site, held by its owner; the one `before` vouches for it and retires."""
    authority = pki.new_authority(site, at)
    voucher = pki.vouch_for(before, authority.certificate, owner.vault_id) if before else None
    authority_id = new_id(at)
    session.execute(update(Authority).where(Authority.retired_at.is_(None)).values(retired_at=at))
    session.execute(
        insert(Authority).values(
            id=authority_id,
            certificate=authority.certificate,
            holder_id=owner.staff_id,
            sealed_private=owner.seal(member_keys.private_bytes(authority.key), "authority", authority_id),
            created_at=at,
            retired_at=None,
            voucher=voucher,
        )
    )
    return authority


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


def give_keys(
    session: Session, owner: SecretOwner, authority: pki.Authority, grade: Grade, at: datetime
) -> MemberKeys:
    """Make, certify and seal the member's three keys; keys they had before retire and still verify."""
    keys = member_keys.generate()
    staff = session.get_one(Staff, owner.staff_id)
    subject = pki.Subject(
        name=staff.name,
        role=staff.role,
        registration=Registration(staff.registration_body, staff.registration_number).show(),
        member=staff.id,
        grade=grade.value,
    )
    session.execute(
        update(MemberKey)
        .where(MemberKey.staff_id == staff.id, MemberKey.retired_at.is_(None))
        .values(retired_at=at)
    )
    for purpose, name in PURPOSES.items():
        private, key_id = getattr(keys, name), new_id(at)
        session.execute(
            insert(MemberKey).values(
                id=key_id,
                staff_id=staff.id,
                purpose=name,
                certificate=pki.issue(authority, purpose, private.public_key(), subject, at),
                sealed_private=owner.seal(member_keys.private_bytes(private), "member_key", key_id),
                created_at=at,
                retired_at=None,
            )
        )
    return keys


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
