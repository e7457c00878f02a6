"""Founds the sealed compartments, hands their keys to those admitted, and takes only keys the authority vouched for."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.crypto import certificates, member_keys, pki
from app.crypto.grants import check_voucher, grant, open_grant, vouch
from app.crypto.header import Header, RecoverySlot
from app.crypto.secret import Secret, random_secret
from app.domain.fields.compartments import KEYED, Compartment
from app.domain.values.ids import new_id
from app.errors import Damaged, NotGenuine
from app.models.tables import CompartmentGrant, CompartmentKey, MemberKey
from app.services.vault.compartment_public import publish
from app.services.vault.keys import trusted

FIRST = 1
OF_CASE = "restricted/"
"""How the place of a restricted case's key begins; the case's UUID follows."""


def found_compartments(
    session: Session,
    authority: pki.Authority,
    header: Header,
    holder: MemberKey,
    at: datetime,
    named_by: Mapping[str, str | int],
) -> None:
    """Draw the key of each sealed compartment, vouch for it, and wrap it to the founder and the recovery kit."""
    for compartment in KEYED:
        found_compartment(session, authority, header, compartment, (holder,), at, named_by).wipe()


def found_compartment(
    session: Session,
    authority: pki.Authority,
    header: Header,
    compartment: Compartment,
    holders: Iterable[MemberKey],
    at: datetime,
    named_by: Mapping[str, str | int],
) -> Secret:
    """Draw a compartment's first key, vouch for it, and wrap it to those keys and the recovery kit; gives the key."""
    vault_id, place = header.vault_id, compartment.value
    recovery = next(slot for slot in header.slots if isinstance(slot, RecoverySlot))
    key = random_secret()
    voucher = vouch(authority.key, key, vault_id=vault_id, compartment=place, generation=FIRST)
    session.execute(insert(CompartmentKey).values(compartment=place, generation=FIRST, voucher=voucher))
    for each in holders:
        made = Grant(vault_id, place, FIRST, each.id, each.staff_id, None)
        give_compartment(session, made, key, certificates.public_key(each.certificate), at, named_by)
    made = Grant(vault_id, place, FIRST, recovery.id, None, None)
    give_compartment(session, made, key, member_keys.compartments_public(recovery.public), at, named_by)
    if compartment is Compartment.VICTIM_CHECK:
        # Who is not admitted hands in what has to be looked at before it leaves.
        publish(session, authority, header, compartment, FIRST, key)
    return key


def has_key(session: Session, compartment: Compartment) -> bool:
    """Whether the vault has a key of that compartment."""
    made = select(CompartmentKey.generation).where(CompartmentKey.compartment == compartment.value)
    return session.scalar(made.limit(1)) is not None


@dataclass(frozen=True)
class Grant:
    """Which key is wrapped to whom, and by whom: of a compartment, or of a restricted case."""

    vault_id: str
    place: str
    generation: int
    holder: str
    staff_id: str | None
    granted_by: str | None


def give_compartment(
    session: Session,
    made: Grant,
    key: Secret,
    public: member_keys.PublicKey,
    at: datetime,
    named_by: Mapping[str, str | int],
) -> None:
    """Wrap a compartment key to a holder; `named_by` is the device and number of the ledger row that says so."""
    wrapped = grant(
        key,
        member_keys.exchange(public),
        vault_id=made.vault_id,
        compartment=made.place,
        generation=made.generation,
        holder=made.holder,
    )
    session.execute(
        insert(CompartmentGrant).values(
            id=new_id(at),
            compartment=made.place,
            generation=made.generation,
            holder=made.holder,
            staff_id=made.staff_id,
            wrapped=wrapped,
            granted_by=made.granted_by,
            granted_at=at,
            **named_by,
        )
    )


@dataclass(frozen=True)
class Holder:
    """Who opens grants: the UUID of a member's key or the id of the recovery slot, and its private half."""

    id: str
    private: member_keys.ExchangeKey


def open_grants(session: Session, header: Header, holder: Holder) -> dict[tuple[Compartment, int], Secret]:
    """Every compartment key the holder was given. Raises Damaged for one that no trusted authority vouched for."""
    vouched = select(CompartmentKey)
    vouchers = {(row.compartment, row.generation): row.voucher for row in session.execute(vouched).scalars()}
    held = {}
    for place, key in opened_grants(session, header, holder, of_cases=False):
        _require_voucher(trusted(session, header), header.vault_id, place, key, vouchers.get(place, b""))
        held[Compartment(place[0]), place[1]] = key
    return held


def opened_grants(
    session: Session, header: Header, holder: Holder, *, of_cases: bool
) -> Iterator[tuple[tuple[str, int], Secret]]:
    """The keys that the holder was given, each with its place and generation: of cases, or of compartments."""
    mine = select(CompartmentGrant).where(CompartmentGrant.holder == holder.id)
    named = CompartmentGrant.compartment.startswith(OF_CASE)
    for row in session.execute(mine.where(named if of_cases else ~named)).scalars():
        key = open_grant(
            row.wrapped,
            holder.private,
            vault_id=header.vault_id,
            compartment=row.compartment,
            generation=row.generation,
            holder=holder.id,
        )
        yield (row.compartment, row.generation), key


def _require_voucher(
    authorities: tuple[bytes, ...], vault_id: str, place: tuple[str, int], key: Secret, voucher: bytes
) -> None:
    compartment, generation = place
    for authority in authorities:
        public = member_keys.documents(certificates.public_key(authority))
        with suppress(NotGenuine):
            check_voucher(
                public, key, voucher, vault_id=vault_id, compartment=compartment, generation=generation
            )
            return
    raise Damaged("A compartment key in this vault is not the service's own: somebody put it there.")
