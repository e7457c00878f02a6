"""The keys of restricted cases: made by who first writes there, and who they are given to."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.crypto import record_signing
from app.crypto.grants import key_statement
from app.crypto.secret import random_secret
from app.domain.facts.access import OF_CASE
from app.errors import NotFound
from app.models.tables import CompartmentGrant, CompartmentKey, MemberKey, Staff
from app.services.facts.admissions import Admitting, GrantHolder, Place, recovery_holder
from app.services.vault import keys
from app.services.vault.case_keys import lead_of
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.slots import insist_on_kit


def insist_on_case_key(vault: OpenVault, act: Act, case_id: str) -> None:
    """See that the member can seal in that case: make a key unless they hold one that may.

    Raises Damaged where the recovery kit that it would be wrapped to is not the one that the lead stated.
    """
    if any(each == case_id for each, _ in vault.compartments.trusted):
        return
    insist_on_kit(act.session, vault.header)
    name, session = f"{OF_CASE}{case_id}", act.session
    last = select(func.max(CompartmentKey.generation)).where(CompartmentKey.compartment == name)
    place, key = Place(name, (session.scalar(last) or 0) + 1), random_secret()
    signature = record_signing.sign_key(
        vault.keys.records, key_statement(key, vault.header.vault_id, place.name, place.generation)
    )
    admitting = Admitting(vault, act)
    admitting.state_key(place, vault.key_ids["records"].encode() + signature)
    for holder in _first_holders(vault, session, case_id):
        admitting.give(place, key, holder)
    act.note("restricted.begin", "casefile", case_id, case=case_id, generation=place.generation)
    held, made_now = vault.compartments, (case_id, place.generation)
    held.by_case[made_now] = (key,)
    held.trusted[made_now] = key
    act.undo.extend((lambda: held.by_case.pop(made_now, None), lambda: held.trusted.pop(made_now, None)))


def _first_holders(vault: OpenVault, session: Session, case_id: str) -> Iterator[GrantHolder]:
    for staff_id in dict.fromkeys((vault.member.id, lead_of(session, case_id))):
        if staff_id is not None:
            yield _holder(vault, session, staff_id)
    yield recovery_holder(vault.header)


def _holder(vault: OpenVault, session: Session, staff_id: str) -> GrantHolder:
    key = session.get_one(MemberKey, keys.present_key(session, staff_id, "compartments"))
    return GrantHolder.of(key, keys.check_certified(session, vault.header, key, vault.clock()))


def admit_to_case(vault: OpenVault, act: Act, case_id: str, staff_id: str, reason: str = "") -> None:
    """Give a colleague every key of a restricted case that the member holds. Raises NotAdmitted, NotFound."""
    staff = act.session.get(Staff, staff_id)
    if staff is None or staff.left_at is not None:
        raise NotFound("There is no member of staff by that reference.")
    holder = _holder(vault, act.session, staff_id)
    name = f"{OF_CASE}{case_id}"
    given = select(CompartmentGrant.generation).where(
        CompartmentGrant.compartment == name, CompartmentGrant.holder == holder.id
    )
    has = set(act.session.execute(given).scalars())
    for (case, generation), held in vault.compartments.by_case.items():
        if case == case_id and generation not in has:
            for key in held:
                Admitting(vault, act).give(Place(name, generation), key, holder, reason)


def readers(session: Session, case_id: str) -> tuple[str, ...]:
    """Who was given a key of that case, by name."""
    named = (
        select(Staff.name)
        .join(CompartmentGrant, CompartmentGrant.staff_id == Staff.id)
        .where(
            CompartmentGrant.compartment == f"{OF_CASE}{case_id}",
            CompartmentGrant.withdrawn_at.is_(None),
            Staff.left_at.is_(None),
        )
    )
    return tuple(session.execute(named.distinct().order_by(Staff.name)).scalars())
