"""The key of the victim check for a vault of before: made at the next unlocking of the lead who holds the authority."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.header import Header
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.errors import ClockAhead, ClockBehind, Damaged
from app.models.tables import Authority, CompartmentGrant, MemberKey, Staff
from app.services.facts.admissions import FIRST, Admitting, GrantHolder, first_of
from app.services.team.staff import CHECKING
from app.services.vault import keys
from app.services.vault.compartment_grants import has_key
from app.services.vault.compartment_public import is_published, publish
from app.services.vault.confirmation import digest_of
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault

_PLACE: Final = Compartment.VICTIM_CHECK
_MADE: Final = digest_of("victim_check.begin")
_PUBLISHED: Final = digest_of("victim_check.publish")


def make_check_key(vault: OpenVault) -> None:
    """Make, vouch and hand out the key, once; nothing happens for anybody else, or by a clock not to be believed.

    A key from before it had a public half is given one.
    """
    with vault.reading(Right.BANNER) as act:
        if not _holds_authority(vault, act.session):
            return
        is_made = has_key(act.session, _PLACE)
        bare = is_made and vault.compartments.admits(_PLACE)
        bare = bare and not is_published(act.session, _PLACE, vault.compartments.newest(_PLACE)[0])
    with suppress(ClockBehind, ClockAhead):
        if not is_made:
            _make(vault)
        elif bare:
            _publish(vault)


def _holds_authority(vault: OpenVault, session: Session) -> bool:
    holder = session.scalar(select(Authority.holder_id).where(Authority.retired_at.is_(None)))
    return vault.member.is_lead and holder == vault.member.id


def _make(vault: OpenVault) -> None:
    with vault.acting(Right.ADMIT, confirmed=confirmed_at_unlocking(vault, _MADE)) as act:
        act.covers(_MADE)
        authority = keys.authority_of(act.session, keys.owner_of(vault))
        holders = tuple(_holders(act.session, vault.header))
        key = Admitting(vault, act, authority).found(first_of(_PLACE), holders)
        act.note("victim_check.begin", "staff", vault.member.id, holders=len(holders))
    vault.compartments.held[_PLACE, FIRST] = (key,)


def _publish(vault: OpenVault) -> None:
    generation, key = vault.compartments.newest(_PLACE)
    with vault.acting(Right.ADMIT, confirmed=confirmed_at_unlocking(vault, _PUBLISHED)) as act:
        act.covers(_PUBLISHED)
        authority = keys.authority_of(act.session, keys.owner_of(vault))
        publish(act.session, authority, vault.header, _PLACE, generation, key)
        act.note("victim_check.publish", "staff", vault.member.id, generation=generation)


def _holders(session: Session, header: Header) -> Iterator[GrantHolder]:
    """The present keys of who checks outputs by their grade, or is admitted to who the victims are."""
    admitted = select(CompartmentGrant.holder).where(CompartmentGrant.compartment == Compartment.VICTIM.value)
    named = set(session.execute(admitted).scalars())
    here = select(MemberKey, Staff).join(Staff, Staff.id == MemberKey.staff_id)
    present = here.where(
        MemberKey.purpose == "compartments", MemberKey.retired_at.is_(None), Staff.left_at.is_(None)
    )
    for key, staff in session.execute(present).all():
        # A key that was not certified is nobody's, and a member whose certificate does not hold is no member.
        certified = keys.certified_as(session, header, key)
        if not certified:
            continue
        with suppress(Damaged):
            if key.id in named or keys.member_of(session, header, staff).grade in CHECKING:
                yield GrantHolder.of(key, certified[-1].public)
