"""Opens a vault with the printed recovery key, and gives the lead new keys: nobody can sign as who they were."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import certificates, header_file, pki
from app.crypto.header import Header, with_authority, with_store
from app.crypto.kdf import DEFAULT, KdfParams, check_passphrase
from app.crypto.key_slots import Recovered, add_passphrase_slot, unlock_recovery
from app.crypto.member_keys import compartments_public
from app.crypto.secret import Secret, random_secret
from app.crypto.store_epochs import slot_public, store_secret, with_grant
from app.domain.facts.event import Basis
from app.domain.fields.rights import Grade
from app.domain.values.text import fold
from app.errors import NotPermitted
from app.models.database import Database
from app.models.tables import Site, Staff
from app.services.entry.adopting import adopt_in
from app.services.entry.unlocking import hold
from app.services.entry.upgrading import Older, is_older
from app.services.facts.admissions import Admitting, GrantHolder, Place
from app.services.facts.members import DrawnKeys, Members, draw_keys, keep_authority
from app.services.facts.stating import NewHand
from app.services.records import draft_keys
from app.services.team import enrolment
from app.services.vault import keys, ledger_book, passphrases, slots
from app.services.vault.compartment_grants import Holder, open_grants, opened_grants
from app.services.vault.keys import SecretOwner
from app.services.vault.machine import Machine
from app.services.vault.member import Member
from app.services.vault.open_vault import HEADER, Act
from app.services.vault.own_seal import forget_prepared
from app.services.vault.segments import Segment, adoption
from app.services.vault.slots import WayIn
from app.services.vault.store_key import lender
from app.services.vault.zone import zone_of
from app.services.writing.unfinished import forget_unfinished
from app.services.writing.words import forget_writing


def recover(
    folder: Path,
    recovery_key: str,
    login: str,
    passphrase: str,
    *,
    machine: Machine | None = None,
    params: KdfParams = DEFAULT,
) -> None:
    """Give the lead of that login a new passphrase, new keys and a new certificate authority.

    The lead then readmits the others. Old signatures still verify against the old authority. Partners need the new
    site-ca.pem. Raises WrongRecoveryKey, NotPermitted for a login that is not a lead's, WeakSecret, CommonSecret,
    and as `unlock`.
    """
    check_passphrase(passphrase)
    machine, held = machine or Machine(), hold(folder)
    try:
        header = header_file.load(folder / HEADER)
        recovered = unlock_recovery(header, recovery_key)
        try:
            _recover(folder, header, recovered, (login, passphrase), machine, params)
        finally:
            recovered.wipe()
    finally:
        held.release()


def _recover(
    folder: Path,
    header: Header,
    recovered: Recovered,
    typed: tuple[str, str],
    machine: Machine,
    params: KdfParams,
) -> None:
    opens = store_secret(header, recovered)
    lend_key = lender(opens, header.vault_id, header.epoch)
    database = Database(folder / header.store, lend_key)
    letting_in = _LettingIn(folder, recovered, opens, fold(typed[0]), typed[1], params)
    try:
        if is_older(database):
            older = Older(folder, header, recovered.vault_key, lend_key)
            with older.copied(database, machine.clock()) as (new, copy):
                letting_in.through(with_store(header, recovered.vault_key, new.name), copy, machine.clock())
                copy.close()
        else:
            letting_in.through(header, database, machine.clock())
    finally:
        database.close()
        opens.wipe()


@dataclass(frozen=True)
class _LettingIn:
    """One recovery: the vault, what opens it, and what the lead typed."""

    folder: Path
    recovered: Recovered
    opens: Secret
    login: str
    passphrase: str
    params: KdfParams

    def through(self, header: Header, database: Database, at: datetime) -> None:
        """Give the lead a new way in, new keys and a new authority, in one transaction of that store."""
        secret = random_secret()
        try:
            with database.write() as session:
                self._let_in(session, header, secret, at)
        finally:
            secret.wipe()

    def _let_in(self, session: Session, header: Header, secret: Secret, at: datetime) -> None:
        vault_key = self.recovered.vault_key
        staff, named = _lead(session, header, self.login)
        site = session.get_one(Site, 1)
        passphrases.require(self.passphrase, (staff.login, staff.name, site.name))
        lost = {*enrolment.unclaimed(session, header), staff.slot} & {slot.id for slot in header.slots}
        header = enrolment.without(header, vault_key, sorted(lost))
        header = add_passphrase_slot(
            header, vault_key, secret, self.login, self.passphrase, params=self.params
        )
        way = WayIn(header.slots[-1].id, staff.id, slot_public(secret, header.vault_id))
        header = with_grant(header, vault_key, self.opens, way.slot, compartments_public(way.public))
        slots.forget_slot(session, staff.slot)
        authority, drawn = pki.new_authority(keys.certified_name(session, header), at), draw_keys(at)
        header = with_authority(header, vault_key, certificates.digest(authority.certificate))
        head = ledger_book.head_of(session, header.device)
        act = Act(session.connection(), at, header.device, head.size)
        if older := adoption(session):
            act.notes.append(older)
        hand = NewHand(header, named, drawn.keys, drawn.ids, zone_of(site.zone))
        adopt_in(hand, act, None)
        forget_writing(hand, act, staff.id, basis=Basis.RECOVERED)
        forget_unfinished(session, staff.id)
        forget_prepared(session, staff.id)
        members = Members(hand, act, authority, Basis.RECOVERED)
        _let_in(members, SecretOwner(header.vault_id, staff.id, secret), drawn)
        slots.state_slot(session, header.vault_id, way, drawn.keys, drawn.ids["records"])
        keeper = draft_keys.Keeper(self.recovered.slot_id, self.recovered.exchange_key)
        draft_keys.hand_on(act, header.vault_id, keeper, way)
        _pass_on(Admitting(hand, act, authority, Basis.RECOVERED), self.recovered)
        act.note("vault.recover", "staff", staff.id)
        written = ledger_book.append(session.connection(), header.device, head, staff.id, at, act.notes)
        segment = Segment(header.vault_id, header.device, head.size, staff.id, drawn.ids["records"])
        segment.sign(session.connection(), drawn.keys, written)
        header_file.save(self.folder / HEADER, header)


def _let_in(members: Members, owner: SecretOwner, drawn: DrawnKeys) -> None:
    """State the new way in, the new authority, and the new keys that it certifies."""
    header = members.hand.header
    members.let_in(owner, header.slots[-1].id, header.authority)
    keep_authority(members, owner, members.authority)
    subject = replace(keys.subject_of(members.hand.member), grade=Grade.LEAD.value)
    members.give_keys(owner, subject, drawn)


def _lead(session: Session, header: Header, login: str) -> tuple[Staff, Member]:
    """The lead of that login, and as whom they are certified."""
    here = session.execute(select(Staff).where(Staff.left_at.is_(None))).scalars()
    staff = next((row for row in here if fold(row.login) == login), None)
    named = keys.member_of(session, header, staff) if staff else None
    if staff is None or named is None or not named.is_lead:
        raise NotPermitted("The recovery key lets in a lead of this service, and that login is not a lead's.")
    return staff, named


def _pass_on(admitting: Admitting, recovered: Recovered) -> None:
    """Wrap every compartment key the recovery kit opens to the lead's new key: no sealed record is lost."""
    hand, session = admitting.hand, admitting.act.session
    exchange = hand.key_ids["compartments"], hand.keys.compartments.public_key()
    lead = GrantHolder(*exchange, hand.member.id)
    holder = Holder(recovered.slot_id, recovered.exchange_key)
    opened = open_grants(session, hand.header, holder).items()
    held = [(Place(each.value, n), key) for (each, n), found in opened for key in found]
    of_cases = opened_grants(session, hand.header, holder, of_cases=True)
    held += [(Place(*place), key) for place, key in of_cases]
    for place, key in held:
        admitting.give(place, key, lead)
        key.wipe()
