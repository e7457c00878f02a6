"""Opens what keys of sealed compartments a member was given, and takes only those that the authority vouched for."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import certificates, member_keys
from app.crypto.grants import check_voucher, open_grant
from app.crypto.header import Header
from app.crypto.secret import Secret
from app.domain.facts.access import OF_CASE
from app.domain.fields.compartments import Compartment
from app.errors import Damaged, NotGenuine
from app.models.tables import CompartmentGrant, CompartmentKey
from app.services.vault.keys import trusted


def has_key(session: Session, compartment: Compartment) -> bool:
    """Whether the vault has a key of that compartment."""
    made = select(CompartmentKey.generation).where(CompartmentKey.compartment == compartment.value)
    return session.scalar(made.limit(1)) is not None


@dataclass(frozen=True)
class Holder:
    """Who opens grants: the UUID of a member's key or the id of the recovery slot, and its private half."""

    id: str
    private: member_keys.ExchangeKey


def open_grants(
    session: Session, header: Header, holder: Holder
) -> dict[tuple[Compartment, int], tuple[Secret, ...]]:
    """Every compartment key the holder was given. Raises Damaged for one that no trusted authority vouched for."""
    held: dict[tuple[Compartment, int], tuple[Secret, ...]] = {}
    authorities = [member_keys.documents(certificates.public_key(each)) for each in trusted(session, header)]
    said = vouchers(session, of_cases=False)
    for place, key in opened_grants(session, header, holder, of_cases=False):
        _require_voucher(authorities, header.vault_id, place, key, said.get(place, ()))
        where = Compartment(place[0]), place[1]
        held[where] = (*held.get(where, ()), key)
    return held


def opened_grants(
    session: Session, header: Header, holder: Holder, *, of_cases: bool
) -> Iterator[tuple[tuple[str, int], Secret]]:
    """The keys that the holder was given, each with its place and generation: of cases, or of compartments.

    What does not open gives none: it is for the check to name, and no reason to keep its holder out.
    """
    for row in _given(session, holder):
        if row.compartment.startswith(OF_CASE) is of_cases and (key := _opened(header, holder, row)):
            yield (row.compartment, row.generation), key


def unopened(session: Session, header: Header, holder: Holder) -> Iterator[str]:
    """The ids of what was given to the holder and does not open."""
    for row in _given(session, holder):
        key = _opened(header, holder, row)
        if key is None:
            yield row.id
        else:
            key.wipe()


def _given(session: Session, holder: Holder) -> Sequence[CompartmentGrant]:
    mine = select(CompartmentGrant).where(
        CompartmentGrant.holder == holder.id, CompartmentGrant.withdrawn_at.is_(None)
    )
    return session.execute(mine.order_by(CompartmentGrant.id)).scalars().all()


def _opened(header: Header, holder: Holder, row: CompartmentGrant) -> Secret | None:
    try:
        return open_grant(
            row.wrapped,
            holder.private,
            vault_id=header.vault_id,
            compartment=row.compartment,
            generation=row.generation,
            holder=holder.id,
        )
    except Damaged:
        return None


def vouchers(session: Session, *, of_cases: bool) -> dict[tuple[str, int], tuple[bytes, ...]]:
    """What was said for the keys of each place and generation: two leads may have made one each."""
    found: dict[tuple[str, int], tuple[bytes, ...]] = {}
    rows = select(CompartmentKey.compartment, CompartmentKey.generation, CompartmentKey.voucher)
    named = CompartmentKey.compartment.startswith(OF_CASE)
    chosen = rows.where(named if of_cases else ~named).order_by(CompartmentKey.id)
    for place, generation, voucher in session.execute(chosen):
        found[place, generation] = (*found.get((place, generation), ()), voucher)
    return found


def _require_voucher(
    authorities: Iterable[member_keys.DocumentsPublicKey],
    vault_id: str,
    place: tuple[str, int],
    key: Secret,
    said: tuple[bytes, ...],
) -> None:
    compartment, generation = place
    for authority, voucher in product(authorities, said):
        with suppress(NotGenuine):
            check_voucher(
                authority, key, voucher, vault_id=vault_id, compartment=compartment, generation=generation
            )
            return
    raise Damaged("A compartment key in this vault is not the service's own: somebody put it there.")
