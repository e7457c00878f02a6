"""Opens a vault with the printed recovery key, and gives the lead new keys: nobody can sign as who they were."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.crypto import certificates, header_file
from app.crypto.header import Header, at_rest, with_authority
from app.crypto.kdf import DEFAULT, KdfParams, check_passphrase
from app.crypto.key_slots import Recovered, add_passphrase_slot, unlock_recovery
from app.crypto.secret import random_secret
from app.domain.fields.rights import Grade
from app.domain.values.text import fold
from app.errors import NotPermitted
from app.models.database import Database
from app.models.tables import MemberKey, Site, Staff
from app.services.entry.unlocking import hold
from app.services.entry.upgrading import bring_up_to_date
from app.services.team import enrolment
from app.services.vault import keys, ledger_book, passphrases
from app.services.vault.compartment_grants import Grant, Holder, give_compartment, open_grants, opened_grants
from app.services.vault.keys import SecretOwner
from app.services.vault.ledger_book import Note
from app.services.vault.machine import Machine
from app.services.vault.open_vault import HEADER, STORE
from app.services.vault.own_seal import forget_prepared
from app.services.vault.segments import Segment, adoption
from app.services.vault.store_key import lender
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
    login, passphrase = fold(typed[0]), typed[1]
    secret, at = random_secret(), machine.clock()
    database = Database(folder / STORE, lender(recovered.vault_key, header))
    try:
        bring_up_to_date(folder, at_rest(header, recovered.vault_key), database, at)
        with database.write() as session:
            staff = _lead(session, header, login)
            passphrases.require(passphrase, (staff.login, staff.name, session.get_one(Site, 1).name))
            lost = {*enrolment.unclaimed(session, header), staff.slot} & {slot.id for slot in header.slots}
            header = enrolment.without(header, recovered.vault_key, sorted(lost))
            header = add_passphrase_slot(
                header, recovered.vault_key, secret, login, passphrase, params=params
            )
            session.execute(update(Staff).where(Staff.id == staff.id).values(slot=header.slots[-1].id))
            owner = SecretOwner(header.vault_id, staff.id, secret)
            forget_writing(session, staff.id)
            forget_unfinished(session, staff.id)
            forget_prepared(session, staff.id)
            authority = keys.found_authority(session, owner, session.get_one(Site, 1).name, at)
            opened = keys.give_keys(session, owner, authority, Grade.LEAD, at)
            header = with_authority(header, recovered.vault_key, certificates.digest(authority.certificate))
            keys.trust(session, owner, header.authority)
            head = ledger_book.head_of(session, header.device)
            _pass_on(session, header, recovered, staff.id, at, head.size)
            older = adoption(session)
            notes = [*([older] if older else []), Note("vault.recover", "staff", staff.id)]
            written = ledger_book.append(session.connection(), header.device, head, staff.id, at, notes)
            key_id = keys.present_key(session, staff.id, "records")
            segment = Segment(header.vault_id, header.device, head.size, staff.id, key_id)
            segment.sign(session.connection(), opened, written)
            header_file.save(folder / HEADER, header)
    finally:
        database.close()
        secret.wipe()


def _lead(session: Session, header: Header, login: str) -> Staff:
    here = session.execute(select(Staff).where(Staff.left_at.is_(None))).scalars()
    staff = next((row for row in here if fold(row.login) == login), None)
    if staff is None or not keys.member_of(session, header, staff).is_lead:
        raise NotPermitted("The recovery key lets in a lead of this service, and that login is not a lead's.")
    return staff


def _pass_on(
    session: Session, header: Header, recovered: Recovered, staff_id: str, at: datetime, seq: int
) -> None:
    """Wrap every compartment key the recovery kit opens to the lead's new key: no sealed record is lost."""
    theirs = select(MemberKey).where(
        MemberKey.staff_id == staff_id, MemberKey.purpose == "compartments", MemberKey.retired_at.is_(None)
    )
    key = session.execute(theirs).scalar_one()
    holder = Holder(recovered.slot_id, recovered.exchange_key)
    held = {(each.value, n): opened for (each, n), opened in open_grants(session, header, holder).items()}
    held |= dict(opened_grants(session, header, holder, of_cases=True))
    for (place, generation), opened in held.items():
        made = Grant(header.vault_id, place, generation, key.id, staff_id, None)
        named_by: dict[str, str | int] = {"device": header.device, "seq": seq}
        give_compartment(session, made, opened, certificates.public_key(key.certificate), at, named_by)
        opened.wipe()
