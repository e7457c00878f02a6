"""Takes over what an older store shows of its site, staff and admissions; the lead's next unlocking confirms it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select

from app.crypto import certificates, pki
from app.crypto.header import Header
from app.domain.facts import access, site, staff
from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import Basis
from app.domain.fields.content import read
from app.domain.fields.rights import Grade, Right
from app.errors import ClockAhead, ClockBehind, Damaged
from app.models.base import Base, wire_time
from app.models.tables import (
    Authority,
    CompartmentGrant,
    CompartmentKey,
    MemberCertificate,
    MemberKey,
    Site,
    Staff,
)
from app.services.facts.events import is_confirmed, known_by_subject, vouched
from app.services.facts.stating import Hand, Saying, Subject, state
from app.services.vault import keys
from app.services.vault.confirmation import digest_of
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import Act, OpenVault

HOLDER: Final = select(Authority.holder_id).where(Authority.retired_at.is_(None))
"""Who holds the site's authority."""
_CONFIRMED: Final = "facts.confirm"
_ALL: Final = digest_of(_CONFIRMED)
_NOT_REGISTERED: Final = ("", "")


@dataclass(frozen=True)
class _Found:
    """A row as it is taken over: what is stated of it, the bytes that it keeps, and whether it can be vouched for."""

    subject: str
    sayings: tuple[Saying, ...]
    kept: Mapping[str, Any]
    holds: bool = True


def adopt_staff(hand: Hand, act: Act, authority: pki.Authority | None, reason: str) -> None:
    """State what the tables show, row by row; where a row and a certificate differ the certificate holds."""
    for found in _rows(act, hand.header):
        state(
            hand,
            act,
            Subject(found.subject),
            *found.sayings,
            reason=reason,
            basis=Basis.ADOPTED,
            authority=authority if found.holds else None,
            kept=found.kept,
        )


def _rows(act: Act, header: Header) -> Iterator[_Found]:
    makers: dict[type[Base], Callable[[Any], _Found]] = {
        Site: _site,
        Staff: lambda row: _staff(act, header, row),
        Authority: lambda row: _authority(header, row),
        MemberKey: lambda row: _member_key(act, header, row),
        MemberCertificate: lambda row: _certificate(act, header, row),
        CompartmentKey: _place_key,
        CompartmentGrant: _grant,
    }
    for table, found in makers.items():
        ids = table.__table__.c.id
        for row in act.session.execute(select(table).order_by(ids)).scalars().all():
            yield found(row)


def _site(row: Site) -> _Found:
    named = site.SiteName(name=row.name, founded=wire_time(row.created_at))
    return _Found(
        site.ID, (Saying((site.NAME,), named), Saying((site.ZONE,), site.SiteZone(zone=row.zone))), {}
    )


def _staff(act: Act, header: Header, row: Staff) -> _Found:
    role = staff.StaffRole(role=row.role, grade=(Grade.LEAD if row.is_lead else Grade.CLINICIAN).value)
    enrolled = staff.StaffEnrolment(
        login=row.login,
        name=row.name,
        registration_body=row.registration_body,
        registration_number=row.registration_number,
        enrolled=wire_time(row.created_at),
    )
    named, certified = enrolled, role
    with suppress(Damaged):
        member = keys.member_of(act.session, header, row)
        body, number = _registration(member.registration)
        named = staff.StaffEnrolment(
            login=row.login,
            name=member.name,
            registration_body=body,
            registration_number=number,
            enrolled=enrolled.enrolled,
        )
        certified = staff.StaffRole(role=member.role, grade=member.grade.value)
    slot = staff.StaffSlot(slot=row.slot, trust=sha256(row.sealed_trust).hexdigest())
    sayings = [
        Saying((staff.ENROL,), named, found=None if named == enrolled else enrolled),
        Saying((staff.ROLE,), certified, found=None if certified == role else role),
        Saying((staff.SLOT,), slot),
    ]
    if row.left_at is not None:
        sayings.append(Saying((staff.LEAVE,), staff.StaffLeaving(left=wire_time(row.left_at))))
    return _Found(row.id, tuple(sayings), {"sealed_trust": row.sealed_trust})


def _registration(shown: str) -> tuple[str, str]:
    """Body and number of a registration as a certificate bears it."""
    body, _, number = shown.partition(" ")
    return (body, number) if number and any(sign.isdigit() for sign in number) else _NOT_REGISTERED


def _authority(header: Header, row: Authority) -> _Found:
    said = site.SiteAuthority(
        holder=row.holder_id,
        certificate=certificates.digest(row.certificate),
        private=sha256(row.sealed_private).hexdigest(),
        voucher=sha256(row.voucher).hexdigest() if row.voucher else "",
        made=wire_time(row.created_at),
    )
    sayings = [Saying((site.AUTHORITY,), said)]
    if row.retired_at is not None:
        retired = site.AuthorityRetired(retired=wire_time(row.retired_at))
        sayings.append(Saying((site.AUTHORITY_RETIRED,), retired))
    kept = {
        "certificate": row.certificate,
        "sealed_private": row.sealed_private,
        "voucher": row.voucher,
    }
    return _Found(row.id, tuple(sayings), kept, holds=said.certificate in header.authority)


def _member_key(act: Act, header: Header, row: MemberKey) -> _Found:
    said = staff.StaffKey(
        staff=row.staff_id,
        purpose=row.purpose,
        certificate=certificates.digest(row.certificate),
        private=sha256(row.sealed_private).hexdigest(),
        made=wire_time(row.created_at),
    )
    sayings = [Saying((staff.KEY,), said)]
    if row.retired_at is not None:
        retired = staff.KeyRetired(retired=wire_time(row.retired_at))
        sayings.append(Saying((staff.KEY_RETIRED,), retired))
    kept = {"certificate": row.certificate, "sealed_private": row.sealed_private}
    return _Found(row.id, tuple(sayings), kept, holds=_is_certified(act, header, row))


def _is_certified(act: Act, header: Header, row: MemberKey) -> bool:
    certified = keys.certified_as(act.session, header, row)
    return len(certified) == len(keys.certificates_of(act.session, row))


def _certificate(act: Act, header: Header, row: MemberCertificate) -> _Found:
    said = staff.LaterCertificate(
        key=row.key_id,
        certificate=certificates.digest(row.certificate),
        issued=wire_time(row.issued_at),
    )
    key = act.session.get(MemberKey, row.key_id)
    holds = key is not None and _is_certified(act, header, key)
    return _Found(row.id, (Saying((staff.CERTIFICATE,), said),), {"certificate": row.certificate}, holds)


def _place_key(row: CompartmentKey) -> _Found:
    said = access.PlaceKey(
        place=row.compartment, generation=row.generation, voucher=sha256(row.voucher).hexdigest()
    )
    fact = access.key_fact(row.compartment)
    return _Found(row.id, (Saying((fact,), said),), {"voucher": row.voucher})


def _grant(row: CompartmentGrant) -> _Found:
    said = access.Admission(
        place=row.compartment,
        generation=row.generation,
        holder=row.holder,
        staff=row.staff_id or "",
        grant=sha256(row.wrapped).hexdigest(),
        granted_by=row.granted_by or "",
        granted=wire_time(row.granted_at),
    )
    fact = access.admission_fact(row.compartment)
    return _Found(row.id, (Saying((fact,), said),), {"wrapped": row.wrapped})


def confirm_adopted(vault: OpenVault) -> None:
    """Vouch for what somebody else took over; nothing happens for anybody but the lead who holds the authority."""
    with vault.reading(Right.BANNER) as act:
        holds = vault.member.is_lead and act.session.scalar(HOLDER) == vault.member.id
        if not holds or is_confirmed(act.session):
            return
    with suppress(ClockBehind, ClockAhead):
        _confirm(vault)


def _confirm(vault: OpenVault) -> None:
    with vault.acting(Right.STAFF, confirmed=confirmed_at_unlocking(vault, _ALL)) as act:
        act.covers(_ALL)
        authority = keys.authority_of(act.session, keys.owner_of(vault))
        for table in _TABLES:
            already = vouched(act.session, table.__tablename__)
            for subject_id, known in list(known_by_subject(act.session, table.__tablename__)):
                if table is MemberKey and not _is_certified(
                    act, vault.header, act.session.get_one(MemberKey, subject_id)
                ):
                    # Left for the check to name: no authority gave that certificate.
                    continue
                sayings = [
                    Saying((fact,), read(fact.values, dict(said)))
                    for code, said in known.held.said.items()
                    if (fact := FACTS[code]).by_authority and known.held.by[code].digest not in already
                ]
                if sayings:
                    state(vault, act, Subject(subject_id), *sayings, authority=authority, anew=True)
        act.note(_CONFIRMED)


_TABLES: Final[tuple[type[Base], ...]] = (
    Site,
    Staff,
    Authority,
    MemberKey,
    MemberCertificate,
    CompartmentKey,
    CompartmentGrant,
)
