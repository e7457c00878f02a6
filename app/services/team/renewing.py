"""Certificates before they run out: the lead's unlocking renews them for the same keys, and the authority itself."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import certificates, pki
from app.crypto.header import Header, with_authority
from app.domain.facts import staff
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.errors import ClockAhead, ClockBehind
from app.models.base import wire_time
from app.models.tables import Authority, MemberKey, Staff
from app.services.facts.members import Members, keep_authority
from app.services.facts.stating import Saying
from app.services.team import revocations
from app.services.vault import keys
from app.services.vault.confirmation import digest_of
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.keys import Certified, owner_of
from app.services.vault.open_vault import NOTICE, Act, OpenVault

_SUCCEEDED: Final = timedelta(days=730)
"""In its last two years an authority makes way for one that it vouches for."""
_ALL: Final = digest_of("staff.renew")


def renew(vault: OpenVault) -> None:
    """Renew what runs out soon; nothing happens for anybody but the lead, or by a clock that cannot be believed."""
    with vault.reading(Right.BANNER) as act:
        held = act.session.scalar(select(Authority.holder_id).where(Authority.retired_at.is_(None)))
        due = held == vault.member.id and (
            _authority_is_due(act.session, act.at) or any(_due(act.session, vault.header, act.at))
        )
    if vault.member.is_lead and due:
        with suppress(ClockBehind, ClockAhead):
            _renew(vault)


def _renew(vault: OpenVault) -> None:
    with vault.acting(Right.STAFF, confirmed=confirmed_at_unlocking(vault, _ALL)) as act:
        act.covers(_ALL)
        if _authority_is_due(act.session, act.at):
            _succeed(vault, act, keys.certified_name(act.session, vault.header))
        authority = keys.authority_of(act.session, owner_of(vault))
        for key, newest in list(_due(act.session, vault.header, act.at)):
            _certify(Members(vault, act, authority), key, newest)
        if not act.notes:
            act.note("staff.renew", "staff", vault.member.id, keys=0)
    with vault.reading(Right.OWN) as act:
        vault.certified = keys.coverage(act.session, vault.header, vault.key_ids)


def _certify(members: Members, key: MemberKey, newest: Certified) -> None:
    """Certify a key anew, for whom its newest certificate names."""
    act, named = members.act, newest.holder
    subject = pki.Subject(
        name=named.name,
        role=named.role,
        registration=named.registration,
        member=key.staff_id,
        grade=keys.grade_of(act.session, key.staff_id, named.grade).value,
    )
    issued = pki.issue(members.authority, pki.Purpose(key.purpose), newest.public, subject, act.at)
    said = staff.LaterCertificate(
        key=key.id, certificate=certificates.digest(issued), issued=wire_time(act.at)
    )
    members.state(new_id(act.at), Saying((staff.CERTIFICATE,), said), kept={"certificate": issued})
    act.note("staff.renew", "member_key", key.id, digest=certificates.digest(issued))


def _due(session: Session, header: Header, at: datetime) -> Iterator[tuple[MemberKey, Certified]]:
    """The present keys of who works here that are certified for no longer than a while, and could be for longer.

    A certificate of a clock that was ahead counts for what it covers, and no more. Gives the newest of each: it says
    for whom.
    """
    authority = session.scalar(select(Authority.certificate).where(Authority.retired_at.is_(None)))
    last = certificates.period(authority)[1] if authority else at
    for key in _present(session):
        # Only what an authority certified is certified anew: a certificate that somebody put there is none.
        certified = keys.certified_as(session, header, key)
        end = keys.covered_until(certified, at)
        if certified and end - at < NOTICE and end < last:
            yield key, certified[-1]


def _present(session: Session) -> Iterator[MemberKey]:
    """The present keys of who works here."""
    here = select(MemberKey).join(Staff, Staff.id == MemberKey.staff_id)
    yield from session.execute(here.where(MemberKey.retired_at.is_(None), Staff.left_at.is_(None))).scalars()


def _authority_is_due(session: Session, at: datetime) -> bool:
    now = session.scalar(select(Authority.certificate).where(Authority.retired_at.is_(None)))
    if now is None:
        return False
    since, until = certificates.period(now)
    # One that a clock ahead made is not in force yet, and nothing that it certifies is.
    return until - at < _SUCCEEDED or since > at


def rename(vault: OpenVault, act: Act, name: str) -> None:
    """Make a new authority of that name, and certify by it whoever works here, for the same keys.

    In the caller's act, by the lead who holds the present authority; what was signed before stays as it is.
    """
    _succeed(vault, act, name)
    authority = keys.authority_of(act.session, owner_of(vault))
    for key in list(_present(act.session)):
        # Only what an authority certified is certified anew: a certificate that somebody put there is none.
        if certified := keys.certified_as(act.session, vault.header, key):
            _certify(Members(vault, act, authority), key, certified[-1])
    revocations.state(vault, act)


def _succeed(vault: OpenVault, act: Act, name: str) -> None:
    """Make a new authority that the present one vouches for: who trusts that one will trust it."""
    owner = owner_of(vault)
    before = keys.authority_of(act.session, owner)
    made = pki.new_authority(name, act.at)
    members = Members(vault, act, before)
    keep_authority(members, owner, made, before=before)
    digest = certificates.digest(made.certificate)
    header = with_authority(vault.header, vault.vault_key, digest)
    slot = act.session.get_one(Staff, owner.staff_id).slot
    members.let_in(owner, slot, header.authority)
    act.note("authority.succeed", "staff", vault.member.id, digest=digest)
    vault.replace_header(header)
