"""Ends somebody's way in: the store under a new key, and new keys of what they could open, for those who stay.

Everything is done in a copy of the store, so that the header that names it is the one step: until then nothing has
happened, and after it the keys that were out open nothing that is written later.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.recovery import new_recovery_secret, to_text
from app.crypto.secret import Secret, random_secret
from app.crypto.store_epochs import begin_epoch
from app.domain.facts import access
from app.domain.facts import staff as staff_facts
from app.domain.fields.rights import Right
from app.errors import Damaged, NotFound, NotPermitted
from app.models import checks
from app.models.base import wire_time
from app.models.copying import copy_store
from app.models.database import Database
from app.models.tables import CompartmentGrant, Staff
from app.services.facts.members import Members
from app.services.facts.stating import Saying
from app.services.team import enrolment, revocations
from app.services.team.new_generations import NewGenerations, every_place, held_by
from app.services.team.recovery_kit import kit_slots, replace_kit
from app.services.vault import keys, ledger_book, rights, slots
from app.services.vault.case_keys import open_case_keys
from app.services.vault.compartment_grants import Holder, open_grants
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.keys import member_of, owner_of
from app.services.vault.member import Member
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import Asked
from app.services.vault.store_files import NewStore, clear, insist_on_room
from app.services.vault.store_key import lender

_STORES: Final = 2
_CANNOT_WRAP: Final = (
    "The vault's key was not renewed, since yours could not be wrapped to you: nothing was changed."
)


class Reason(StrEnum):
    """Why somebody's way in is closed."""

    LEFT = "left"
    """They work here no more."""
    KNOWN = "passphrase_known"
    """Somebody else knows their passphrase: they work on, and are let in again with new keys."""


@dataclass(frozen=True)
class Ending:
    """What is about to be done: whose way in, why, and who has to be let in again afterwards."""

    staff_id: str
    name: str
    reason: Reason
    to_readmit: tuple[Member, ...]
    """Those who have not opened the vault since its key can be wrapped to them."""

    @property
    def digest(self) -> bytes:
        """What the lead confirms."""
        again = [each.id for each in self.to_readmit]
        return digest_of("staff.leave", staff=self.staff_id, reason=self.reason.value, readmit=again)


@dataclass(frozen=True)
class Leaving:
    """What the lead who holds the authority can do about keys that are out."""

    vault: OpenVault

    def review(self, staff_id: str, reason: Reason) -> Ending:
        """What will be done, before it is confirmed. Raises NotPermitted, also for oneself, and NotFound."""
        with self.vault.reading(Right.BANNER) as act:
            self._require(act)
            if staff_id == self.vault.member.id:
                raise NotPermitted(
                    "Nobody can close their own way in. If somebody knows your passphrase, let yourself in with the "
                    "recovery key, which gives you new keys, and renew the vault's keys then."
                )
            row = _find(act.session, staff_id)
            name = member_of(act.session, self.vault.header, row).name
            return Ending(staff_id, name, reason, self._without_public(act.session, staff_id))

    def let_go(self, staff_id: str, reason: Reason, confirmed: Confirmation) -> None:
        """Close a colleague's way in and renew every key that they had; their records stay theirs.

        Raises as `review`, MustConfirm without the lead's word for exactly what it says, DiskFull and CannotWrite; each
        time nothing was changed.
        """
        ending = self.review(staff_id, reason)
        with self._new_store() as secret, self.vault.acting(Right.STAFF, confirmed=confirmed) as act:
            act.covers(ending.digest)
            staff, places = _find(act.session, staff_id), held_by(act.session, staff_id)
            if reason is Reason.LEFT:
                self._leave(act, staff_id)
            else:
                act.note("staff.exposed", "staff", staff_id)
            slots.forget_slot(act.session, staff.slot)
            gone = {staff.slot} & {slot.id for slot in self.vault.header.slots}
            self.vault.replace_header(enrolment.without(self.vault.header, self.vault.vault_key, gone))
            self._renew(act, secret, places)
            revocations.state(self.vault, act)
        self._take_new_keys()

    def renew_keys(self, confirmed: Confirmation) -> None:
        """Renew the key of the store and of every compartment, for everybody who has a way in. Raises as `let_go`."""
        with self._new_store() as secret, self.vault.acting(Right.STAFF, confirmed=confirmed) as act:
            act.covers(renewing(self._without_public(act.session, "")))
            self._renew(act, secret, every_place(act.session))
        self._take_new_keys()

    def new_kit(self, confirmed: Confirmation) -> str:
        """Make a new recovery key, with new keys of all that the old one could open; gives its text, kept nowhere.

        The old key then opens nothing that is written later, nor any later backup. Raises as `let_go`.
        """
        vault, recovery = self.vault, new_recovery_secret()
        try:
            with self._new_store() as secret, vault.acting(Right.STAFF, confirmed=confirmed) as act:
                act.covers(making_kit(self._without_public(act.session, "")))
                replace_kit(vault, act, keys.authority_of(act.session, owner_of(vault)), recovery)
                self._renew(act, secret, every_place(act.session))
            self._take_new_keys()
            return to_text(recovery)
        finally:
            recovery.wipe()

    def without_public(self) -> tuple[Member, ...]:
        """Who has to be let in again after a renewal: nothing can be wrapped to them yet."""
        with self.vault.reading(Right.BANNER) as act:
            return self._without_public(act.session, "")

    def _without_public(self, session: Session, leaving: str) -> tuple[Member, ...]:
        header = self.vault.header
        ways, slots_there = slots.proved(session, header), {slot.id for slot in header.slots}
        here = select(Staff).where(Staff.left_at.is_(None), Staff.id != leaving).order_by(Staff.name)
        return tuple(
            member_of(session, header, row)
            for row in session.execute(here).scalars()
            if row.slot in slots_there and row.slot not in ways
        )

    def _leave(self, act: Act, staff_id: str) -> None:
        """State that they work here no more, and that what they were admitted to is withdrawn."""
        members = Members(self.vault, act, keys.authority_of(act.session, owner_of(self.vault)))
        at, grants = wire_time(act.at), CompartmentGrant
        members.state(staff_id, Saying((staff_facts.LEAVE,), staff_facts.StaffLeaving(left=at)))
        theirs = select(grants.id).where(grants.staff_id == staff_id, grants.withdrawn_at.is_(None))
        for grant_id in act.session.execute(theirs.order_by(grants.id)).scalars().all():
            members.state(grant_id, Saying((access.WITHDRAW,), access.Withdrawal(withdrawn=at)))

    def _renew(self, act: Act, secret: Secret, places: tuple[str, ...]) -> None:
        """Wrap the new secret to every way in that its member stated, and make the next keys of those places."""
        vault, session = self.vault, act.session
        ways = slots.proved(session, vault.header)
        if not {session.get_one(Staff, vault.member.id).slot, *kit_slots(vault.header)} <= ways.keys():
            raise Damaged(_CANNOT_WRAP)
        NewGenerations(vault, act, keys.authority_of(session, owner_of(vault))).make(places)
        holders = {slot: way.exchange for slot, way in ways.items()}
        epoch = vault.header.epoch + 1
        act.note("store.renew", epoch=epoch, places=len(places))
        vault.replace_header(begin_epoch(vault.header, vault.vault_key, epoch, secret, holders))

    @contextmanager
    def _new_store(self) -> Iterator[Secret]:
        """Work in a copy of the store under a new secret. It counts when this ends; what raises undoes it."""
        vault, before = self.vault, self.vault.database
        vault.insist_on_writing()
        with vault.reading(Right.BANNER) as act:
            self._require(act)
        insist_on_room(before.path, _STORES, "The vault's keys were not renewed")
        secret, new = random_secret(), NewStore.begin(vault.folder, vault.header)
        try:
            lend_key = lender(secret, vault.header.vault_id, vault.header.epoch + 1)
            copy_store(before, new.path, lend_key)
            new.follows(before.path)
            with vault.working_in(Database(new.path, lend_key), secret):
                yield secret
                self._prove(before)
                lasts = vault.take_store(new.name)
        except BaseException:
            new.discard()
            secret.wipe()
            raise
        new.settle()
        if lasts:
            clear(vault.folder, vault.header)
        vault.anchor()

    def _require(self, act: Act) -> None:
        """Refuse before work is done: the act itself asks for the lead's word besides."""
        rights.require(act.connection, Asked(Right.STAFF), self.vault.member, self.vault.compartments)

    def _prove(self, before: Database) -> None:
        """Raise Damaged unless the new store holds what was there and ends where the ledger does.

        Its pages were checked when it was copied. They are not folded in here: who is killed after this finds the store
        as one that was open, with its WAL.
        """
        vault = self.vault
        with vault.reading(Right.OWN) as act:
            ends = ledger_book.head_of(act.session, vault.header.device) == vault.head
        if not ends or not checks.holds_all(vault.database, before):
            raise Damaged(
                "The vault's keys were not renewed, since the copy did not check: nothing was changed."
            )

    def _take_new_keys(self) -> None:
        """Hold the keys that were just made and given to the member at the desk."""
        vault = self.vault
        with vault.reading(Right.OWN) as act:
            exchange = Holder(vault.key_ids["compartments"], vault.keys.compartments)
            vault.compartments.forget()
            vault.compartments.held.update(open_grants(act.session, vault.header, exchange))
            open_case_keys(act.session, vault.header, exchange, vault.member.id, vault.compartments)


def renewing(to_readmit: tuple[Member, ...]) -> bytes:
    """What the lead confirms when every key is renewed."""
    return digest_of("store.renew", readmit=[each.id for each in to_readmit])


def making_kit(to_readmit: tuple[Member, ...]) -> bytes:
    """What the lead confirms when a new recovery kit is made."""
    return digest_of("kit.renew", readmit=[each.id for each in to_readmit])


def _find(session: Session, staff_id: str) -> Staff:
    row = session.get(Staff, staff_id)
    if row is None or row.left_at is not None:
        raise NotFound("There is no member of staff by that reference.")
    return row
