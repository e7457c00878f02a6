"""To whom the store's key of a new epoch is wrapped: each slot's public key, as its own member signed it.

The header's MAC is anybody's who has the vault key, and so is a row of the store: a public key that nobody signed for
could have been put there by somebody about to leave, who would be given the next key with it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.crypto import member_keys, record_signing
from app.crypto.header import Header, RecoverySlot
from app.crypto.member_keys import MemberKeys, compartments_public
from app.crypto.store_epochs import slot_public
from app.domain.fields.rights import Grade
from app.errors import Damaged, NotGenuine
from app.models.sqlite import upsert
from app.models.tables import Authority, MemberKey, SlotPublic, Staff
from app.services.vault import keys
from app.services.vault.open_vault import Act, OpenVault


@dataclass(frozen=True)
class WayIn:
    """A slot, who says so, and the public key that opens what is wrapped to it."""

    slot: str
    staff_id: str
    public: bytes

    def statement(self, vault_id: str) -> dict[str, str]:
        """What is signed of it (docs/format.md section 2)."""
        said = {"slot": self.slot, "staff": self.staff_id, "public": self.public.hex()}
        return {"format": "casework.slot-key/1", "vault": vault_id} | said

    @property
    def exchange(self) -> member_keys.ExchangePublicKey:
        """The public key as one that is wrapped to."""
        return compartments_public(self.public)


def state_slot(session: Session, vault_id: str, way: WayIn, signer: MemberKeys, key_id: str) -> None:
    """Sign and keep what is said of a slot. The statement is its member's own, or for the recovery slot a lead's."""
    signature = record_signing.sign_slot(signer.records, way.statement(vault_id))
    facts = {"slot": way.slot, "staff_id": way.staff_id, "public": way.public}
    upsert(session, SlotPublic, facts | {"key_id": key_id, "signature": signature})


def forget_slot(session: Session, slot: str) -> None:
    """Forget what was said of a slot that is closed."""
    session.execute(delete(SlotPublic).where(SlotPublic.slot == slot))


def insist_on_own(vault: OpenVault, act: Act) -> None:
    """See that the member's own slot is stated and, by who holds the authority, the recovery slot; once."""
    session, header = act.session, vault.header
    own = session.get_one(Staff, vault.member.id).slot
    wanted = [WayIn(own, vault.member.id, slot_public(vault.member_secret, header.vault_id))]
    holder = session.scalar(select(Authority.holder_id).where(Authority.retired_at.is_(None)))
    if holder == vault.member.id and not _kit_is_stated(session, header):
        wanted += [WayIn(slot.id, holder, slot.public) for slot in _kits(header)]
    for way in wanted:
        if not _is_stated(session, header, way):
            state_slot(session, header.vault_id, way, vault.keys, vault.key_ids["records"])
            act.note("slot.public", "staff", way.staff_id, slot=way.slot)


def _kits(header: Header) -> Iterator[RecoverySlot]:
    return (slot for slot in header.slots if isinstance(slot, RecoverySlot))


def _kit_is_stated(session: Session, header: Header) -> bool:
    """Whether the header's word for the recovery slot is taken no more: it is once, in a vault from before."""
    own = select(Staff.slot)
    stated = select(SlotPublic.slot).where(SlotPublic.slot.not_in(own)).limit(1)
    return bool(header.store_grants) or session.scalar(stated) is not None


def _is_stated(session: Session, header: Header, way: WayIn) -> bool:
    row = session.get(SlotPublic, way.slot)
    return (
        row is not None
        and (row.staff_id, row.public) == (way.staff_id, way.public)
        and _holds(session, header, row)
    )


def keepers(session: Session, header: Header) -> tuple[WayIn, ...]:
    """The ways in of who holds the authority and of the recovery kit; none unless each is stated and proved."""
    holder = session.scalar(
        select(Staff.slot)
        .join(Authority, Authority.holder_id == Staff.id)
        .where(Authority.retired_at.is_(None))
    )
    wanted = {holder or "", *(kit.id for kit in _kits(header))}
    ways = proved(session, header, wanted)
    return tuple(ways.values()) if ways.keys() == wanted else ()


def proved(session: Session, header: Header, wanted: Collection[str] | None = None) -> dict[str, WayIn]:
    """By slot, the ways in of who works here and of the recovery kit whose statements hold; of `wanted` alone."""
    recovery = {slot.id: slot.public for slot in _kits(header)}
    slots = {slot.id for slot in header.slots if wanted is None or slot.id in wanted}
    found = {}
    for row in session.execute(select(SlotPublic).order_by(SlotPublic.slot)).scalars():
        if row.slot in slots and _holds(session, header, row):
            is_own = _is_own(session, row)
            is_kit = recovery.get(row.slot) == row.public and _is_lead(session, header, row)
            if is_own or is_kit:
                found[row.slot] = WayIn(row.slot, row.staff_id, row.public)
    return found


def insist_on_kit(session: Session, header: Header) -> None:
    """Raise Damaged where the header has another recovery slot than the lead stated: nothing is wrapped to it then."""
    if (
        _kit_is_stated(session, header)
        and not {kit.id for kit in _kits(header)} <= proved(session, header).keys()
    ):
        raise Damaged(
            "The recovery key's slot in this vault is not the one that the lead stated: somebody put it there."
        )


def misstated(session: Session, header: Header) -> Iterator[str]:
    """What is said of slots and does not hold, in sentences."""
    ways = proved(session, header)
    for slot in session.execute(select(SlotPublic.slot).order_by(SlotPublic.slot)).scalars():
        if slot not in ways:
            yield f"Key slot {slot}: the key that is kept for it is not one that its member stated."
    if _kit_is_stated(session, header):
        for kit in _kits(header):
            if kit.id not in ways:
                yield f"Key slot {kit.id}: it is not the recovery key's slot that the lead stated."


def _holds(session: Session, header: Header, row: SlotPublic) -> bool:
    """Whether the records key of who says so signed it, certified by an authority that the header names."""
    key = session.get(MemberKey, row.key_id)
    if key is None or key.purpose != "records" or key.staff_id != row.staff_id:
        return False
    certified = keys.certified_as(session, header, key)
    if not certified:
        return False
    public = member_keys.signing(certified[-1].public)
    try:
        said = WayIn(row.slot, row.staff_id, row.public).statement(header.vault_id)
        record_signing.verify_slot(public, said, row.signature)
    except NotGenuine:
        return False
    return True


def _is_own(session: Session, row: SlotPublic) -> bool:
    """Whether it is the slot of who says so, who works here and signed it with their present key."""
    staff = session.get(Staff, row.staff_id)
    key = session.get(MemberKey, row.key_id)
    works = staff is not None and staff.slot == row.slot and staff.left_at is None
    return works and key is not None and key.retired_at is None


def _is_lead(session: Session, header: Header, row: SlotPublic) -> bool:
    key = session.get_one(MemberKey, row.key_id)
    certified = keys.certified_as(session, header, key)
    return any(keys.grade_of(session, row.staff_id, each.holder.grade) is Grade.LEAD for each in certified)
