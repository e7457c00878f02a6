"""The keys of restricted cases: made by who first writes there, for themselves, the case's lead and the recovery kit.

Who made a key says so with their records key. Only one made by the member, the case's lead or the holder of the
authority seals: anybody else could have put it there to read what is sealed with it. Any one that was given opens.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.crypto import certificates, member_keys, record_signing
from app.crypto.grants import key_statement
from app.crypto.header import Header, RecoverySlot
from app.crypto.secret import Secret, random_secret
from app.errors import Damaged, NotFound, NotGenuine
from app.models.tables import Authority, Case, CompartmentGrant, CompartmentKey, MemberKey, Staff
from app.services.vault import keys
from app.services.vault.compartment_grants import OF_CASE, Grant, Holder, give_compartment, opened_grants
from app.services.vault.compartment_keys import CompartmentKeys
from app.services.vault.open_vault import Act, OpenVault

_UUID: Final = 36


def open_case_keys(
    session: Session, header: Header, holder: Holder, member_id: str, into: CompartmentKeys
) -> None:
    """Put the keys of cases that the member was given where they are used. Raises Damaged for one that nobody made."""
    authority = session.scalar(select(Authority.holder_id).where(Authority.retired_at.is_(None)))
    for (place, generation), key in opened_grants(session, header, holder, of_cases=True):
        case_id = place.removeprefix(OF_CASE)
        maker = _maker(session, header, place, generation, key)
        into.by_case[case_id, generation] = key
        if maker in {member_id, authority, _lead(session, case_id)}:
            into.trusted.add((case_id, generation))


def _maker(session: Session, header: Header, place: str, generation: int, key: Secret) -> str:
    row = session.get(CompartmentKey, (place, generation))
    voucher = row.voucher if row else b""
    made_with = session.get(MemberKey, voucher[:_UUID].decode("ascii", "replace"))
    said = key_statement(key, header.vault_id, place, generation)
    if (
        made_with is not None
        and made_with.purpose == "records"
        and keys.certified_as(session, header, made_with)
    ):
        public = member_keys.signing(certificates.public_key(made_with.certificate))
        with suppress(NotGenuine):
            record_signing.verify_key(public, said, voucher[_UUID:])
            return made_with.staff_id
    raise Damaged("The key of a restricted case is not one that a colleague made: somebody put it there.")


def insist_on_case_key(vault: OpenVault, act: Act, case_id: str) -> None:
    """See that the member can seal in that case: make a key unless they hold one that may."""
    if any(each == case_id for each, _ in vault.compartments.trusted):
        return
    place, session = f"{OF_CASE}{case_id}", act.session
    last = select(func.max(CompartmentKey.generation)).where(CompartmentKey.compartment == place)
    generation, key = (session.scalar(last) or 0) + 1, random_secret()
    signature = record_signing.sign_key(
        vault.keys.records, key_statement(key, vault.header.vault_id, place, generation)
    )
    voucher = vault.key_ids["records"].encode() + signature
    session.execute(insert(CompartmentKey).values(compartment=place, generation=generation, voucher=voucher))
    for holder, staff_id, public in _first_holders(vault, session, case_id):
        made = Grant(vault.header.vault_id, place, generation, holder, staff_id, vault.member.id)
        give_compartment(session, made, key, public, act.at, act.placed())
    act.note("restricted.begin", "casefile", case_id, case=case_id, generation=generation)
    held, made_now = vault.compartments, (case_id, generation)
    held.by_case[made_now] = key
    held.trusted.add(made_now)
    act.undo.extend((lambda: held.by_case.pop(made_now, None), lambda: held.trusted.discard(made_now)))


def _first_holders(
    vault: OpenVault, session: Session, case_id: str
) -> Iterator[tuple[str, str | None, member_keys.PublicKey]]:
    for staff_id in dict.fromkeys((vault.member.id, _lead(session, case_id))):
        if staff_id is not None:
            yield _exchange(vault, session, staff_id)
    recovery = next(slot for slot in vault.header.slots if isinstance(slot, RecoverySlot))
    yield recovery.id, None, member_keys.compartments_public(recovery.public)


def _exchange(vault: OpenVault, session: Session, staff_id: str) -> tuple[str, str, member_keys.PublicKey]:
    key = session.get_one(MemberKey, keys.present_key(session, staff_id, "compartments"))
    keys.check_certified(session, vault.header, key, vault.clock())
    return key.id, staff_id, certificates.public_key(key.certificate)


def admit_to_case(vault: OpenVault, act: Act, case_id: str, staff_id: str) -> None:
    """Give a colleague every key of a restricted case that the member holds. Raises NotAdmitted, NotFound."""
    staff = act.session.get(Staff, staff_id)
    if staff is None or staff.left_at is not None:
        raise NotFound("There is no member of staff by that reference.")
    holder, _, public = _exchange(vault, act.session, staff_id)
    place = f"{OF_CASE}{case_id}"
    given = select(CompartmentGrant.generation).where(
        CompartmentGrant.compartment == place, CompartmentGrant.holder == holder
    )
    has = set(act.session.execute(given).scalars())
    for (case, generation), key in vault.compartments.by_case.items():
        if case == case_id and generation not in has:
            made = Grant(vault.header.vault_id, place, generation, holder, staff_id, vault.member.id)
            give_compartment(act.session, made, key, public, act.at, act.placed())


def readers(session: Session, case_id: str) -> tuple[str, ...]:
    """Who was given a key of that case, by name."""
    named = (
        select(Staff.name)
        .join(CompartmentGrant, CompartmentGrant.staff_id == Staff.id)
        .where(CompartmentGrant.compartment == f"{OF_CASE}{case_id}", Staff.left_at.is_(None))
    )
    return tuple(session.execute(named.distinct().order_by(Staff.name)).scalars())


def _lead(session: Session, case_id: str) -> str | None:
    return session.scalar(select(Case.lead_id).where(Case.id == case_id))
