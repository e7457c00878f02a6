"""Gives members their keys and their way in, and the site its authority: each is stated, and its row shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from app.crypto import certificates, member_keys, pki
from app.crypto.member_keys import MemberKeys
from app.domain.facts import site, staff
from app.domain.facts.event import Basis
from app.domain.values.ids import new_id
from app.models.base import wire_time
from app.models.tables import Authority, MemberKey, Staff
from app.services.facts.stating import Hand, Saying, Subject, state
from app.services.vault.keys import PURPOSES, SecretOwner, owner_of
from app.services.vault.open_vault import Act, OpenVault


@dataclass(frozen=True)
class DrawnKeys:
    """Three fresh keys, and the ids that their rows will have."""

    keys: MemberKeys
    ids: Mapping[str, str]


def draw_keys(at: datetime) -> DrawnKeys:
    """Draw a member's keys."""
    return DrawnKeys(member_keys.generate(), {name: new_id(at) for name in PURPOSES.values()})


@dataclass(frozen=True)
class Members:
    """Who states what of members, in which act, with whose word and on what basis."""

    hand: Hand
    act: Act
    authority: pki.Authority
    basis: Basis = Basis.MEMBER

    def give_keys(self, owner: SecretOwner, subject: pki.Subject, drawn: DrawnKeys) -> None:
        """Certify and seal a member's keys; keys they had before retire and still verify."""
        present = select(MemberKey.id).where(
            MemberKey.staff_id == owner.staff_id, MemberKey.retired_at.is_(None)
        )
        at = wire_time(self.act.at)
        for key_id in self.act.session.execute(present).scalars().all():
            self.state(key_id, Saying((staff.KEY_RETIRED,), staff.KeyRetired(retired=at)))
        for purpose, name in PURPOSES.items():
            private = getattr(drawn.keys, name)
            kept = {
                "certificate": pki.issue(self.authority, purpose, private.public_key(), subject, self.act.at),
                "sealed_private": owner.seal(
                    member_keys.private_bytes(private), "member_key", drawn.ids[name]
                ),
            }
            said = staff.StaffKey(
                staff=owner.staff_id,
                purpose=name,
                certificate=certificates.digest(kept["certificate"]),
                private=sha256(kept["sealed_private"]).hexdigest(),
                made=at,
            )
            self.state(drawn.ids[name], Saying((staff.KEY,), said), kept=kept)

    def let_in(self, owner: SecretOwner, slot: str, trusted: tuple[str, ...], *others: Saying) -> None:
        """State by which slot a member comes in and, sealed, which authorities they trust."""
        saying, kept = way_in(owner, slot, trusted)
        self.state(owner.staff_id, *others, saying, kept=kept)

    def state(
        self, subject_id: str, *sayings: Saying, kept: Mapping[str, bytes | None] | None = None
    ) -> None:
        """State facts of one subject with the authority's word."""
        state(
            self.hand,
            self.act,
            Subject(subject_id),
            *sayings,
            basis=self.basis,
            authority=self.authority,
            kept=kept,
        )


def way_in(owner: SecretOwner, slot: str, trusted: tuple[str, ...]) -> tuple[Saying, dict[str, bytes]]:
    """What is stated of a member's way in, and the sealed list of authorities that only they can write."""
    sealed = owner.seal_trust(trusted)
    said = staff.StaffSlot(slot=slot, trust=sha256(sealed).hexdigest())
    return Saying((staff.SLOT,), said), {"sealed_trust": sealed}


def keep_authority(
    members: Members, owner: SecretOwner, made: pki.Authority, *, before: pki.Authority | None = None
) -> None:
    """State the site's authority, which its owner holds; the one `before` vouches for it, and others retire."""
    at, session = wire_time(members.act.at), members.act.session
    present = select(Authority.id).where(Authority.retired_at.is_(None))
    for authority_id in session.execute(present).scalars().all():
        members.state(authority_id, Saying((site.AUTHORITY_RETIRED,), site.AuthorityRetired(retired=at)))
    authority_id = new_id(members.act.at)
    kept = {
        "certificate": made.certificate,
        "sealed_private": owner.seal(member_keys.private_bytes(made.key), "authority", authority_id),
        "voucher": pki.vouch_for(before, made.certificate, owner.vault_id) if before else None,
    }
    said = site.SiteAuthority(
        holder=owner.staff_id,
        certificate=certificates.digest(made.certificate),
        private=_digest(kept["sealed_private"]),
        voucher=_digest(kept["voucher"]),
        made=at,
    )
    members.state(authority_id, Saying((site.AUTHORITY,), said), kept=kept)


def _digest(stored: bytes | None) -> str:
    return sha256(stored).hexdigest() if stored else ""


def accept_authorities(vault: OpenVault, act: Act) -> None:
    """Keep the authorities that the header names as those which the member trusts."""
    owner = owner_of(vault)
    slot = act.session.get_one(Staff, owner.staff_id).slot
    saying, kept = way_in(owner, slot, vault.header.authority)
    state(vault, act, Subject(owner.staff_id), saying, kept=kept)
