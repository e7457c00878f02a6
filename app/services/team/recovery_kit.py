"""The recovery kit: printed from memory, kept nowhere, and replaced when the printed one cannot be relied on."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import pki
from app.crypto.header import Header, RecoverySlot
from app.crypto.key_slots import add_recovery_slot
from app.crypto.secret import Secret
from app.domain.facts import access
from app.domain.facts.access import OF_CASE
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.models.base import wire_time
from app.models.tables import CompartmentGrant, Staff
from app.services.facts.admissions import Admitting, Place, recovery_holder
from app.services.facts.members import Members
from app.services.facts.stating import Saying
from app.services.records import draft_keys
from app.services.team import enrolment
from app.services.vault import slots
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.slots import WayIn

_NOBODY: Final = ""


def kit(site: str, vault_id: str, recovery_key: str, made_on: date) -> bytes:
    """One A4 page as PDF. `vault_id` is that of vault.json, `recovery_key` as `found` gave it."""
    from app.reports.pdf import recovery_kit  # noqa: PLC0415 - ReportLab is slow to load

    return recovery_kit.build(site, vault_id, recovery_key, ClinicalDate.of(made_on).show())


def kit_slots(header: Header) -> tuple[str, ...]:
    """The slots of recovery keys."""
    return tuple(slot.id for slot in header.slots if isinstance(slot, RecoverySlot))


def replace_kit(vault: OpenVault, act: Act, authority: pki.Authority, recovery: Secret) -> None:
    """Put a new recovery key in place of the old one, and give it every key that the lead at the desk holds.

    The store is not wrapped to it here: that is for the epoch that has to begin in the same act.
    """
    old = kit_slots(vault.header)
    header = add_recovery_slot(vault.header, vault.vault_key, recovery)
    vault.replace_header(enrolment.without(header, vault.vault_key, old))
    for each in old:
        slots.forget_slot(act.session, each)
    _withdraw(vault, act, authority, old)
    holder = recovery_holder(vault.header)
    way = WayIn(holder.id, vault.member.id, _public(vault.header))
    slots.state_slot(act.session, vault.header.vault_id, way, vault.keys, vault.key_ids["records"])
    for (compartment, generation), held in vault.compartments.held.items():
        for key in held:
            Admitting(vault, act, authority).give(Place(compartment.value, generation), key, holder)
    _give_cases(vault, act, set())
    keeper = draft_keys.Keeper.lead(vault, act.session.get_one(Staff, vault.member.id).slot)
    # It is nobody's own: a draft is handed back to its author, and never to the paper.
    nobodys = WayIn(way.slot, _NOBODY, way.public)
    draft_keys.hand_on(act, vault.header.vault_id, keeper, nobodys, instead_of=next(iter(old), _NOBODY))
    act.note("kit.renew", "staff", vault.member.id)


def pass_on_to_kit(vault: OpenVault) -> None:
    """Wrap to the present kit what the member holds of restricted cases and the lead who made that kit did not.

    Only of cases: of every compartment whoever makes a kit holds the keys.
    """
    with vault.reading(Right.OWN) as act:
        has = _given_to_kit(act.session, vault.header)
        due = {(f"{OF_CASE}{case_id}", n) for case_id, n in vault.compartments.by_case} - has
        if not due or not slots.proved(act.session, vault.header).keys() >= set(kit_slots(vault.header)):
            return
    with vault.acting(Right.OWN) as act:
        _give_cases(vault, act, has)
        act.note("kit.hand_on", "staff", vault.member.id, keys=len(due))


def _give_cases(vault: OpenVault, act: Act, has: set[tuple[str, int]]) -> None:
    holder = recovery_holder(vault.header)
    for (case_id, generation), held in vault.compartments.by_case.items():
        place = Place(f"{OF_CASE}{case_id}", generation)
        if (place.name, place.generation) not in has:
            for key in held:
                Admitting(vault, act).give(place, key, holder)


def _given_to_kit(session: Session, header: Header) -> set[tuple[str, int]]:
    given = select(CompartmentGrant.compartment, CompartmentGrant.generation).where(
        CompartmentGrant.holder.in_(kit_slots(header)), CompartmentGrant.withdrawn_at.is_(None)
    )
    return {(name, generation) for name, generation in session.execute(given)}


def _withdraw(vault: OpenVault, act: Act, authority: pki.Authority, holders: tuple[str, ...]) -> None:
    """State that what was given to those slots holds no more."""
    members, at = Members(vault, act, authority), wire_time(act.at)
    for grant_id in tuple(_grants(act.session, holders)):
        members.state(grant_id, Saying((access.WITHDRAW,), access.Withdrawal(withdrawn=at)))


def _grants(session: Session, holders: tuple[str, ...]) -> Iterator[str]:
    grants = CompartmentGrant
    theirs = select(grants.id).where(grants.holder.in_(holders), grants.withdrawn_at.is_(None))
    yield from session.execute(theirs.order_by(grants.id)).scalars().all()


def _public(header: Header) -> bytes:
    return next(slot.public for slot in header.slots if isinstance(slot, RecoverySlot))
