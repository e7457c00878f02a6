"""Makes a new vault, whole or not at all, and its recovery key."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert

from app.crypto import certificates, header_file, pki
from app.crypto import header as headers
from app.crypto.anchors import anchor_of
from app.crypto.header import Header, RecoverySlot
from app.crypto.kdf import DEFAULT, KdfParams
from app.crypto.key_slots import add_passphrase_slot, add_recovery_slot
from app.crypto.ledger import EMPTY, Head
from app.crypto.member_keys import compartments_public
from app.crypto.recovery import new_recovery_secret, to_text
from app.crypto.secret import Secret, random_secret
from app.crypto.store_epochs import begin_epoch, slot_public
from app.domain.cases.plain_name import MOST, plain_name
from app.domain.cases.site_settings import SITE_SETTINGS
from app.domain.facts import site
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade
from app.domain.kinds.registry import FORM
from app.domain.values.ids import new_id
from app.domain.values.text import fold, line
from app.errors import AlreadyThere, StillMissing, storage_error
from app.models import migrations
from app.models.base import wire_time
from app.models.database import Database
from app.models.tables import FacetForm
from app.services.facts.admissions import Admitting, GrantHolder
from app.services.facts.members import Members, draw_keys, keep_authority
from app.services.facts.stating import NewHand, Saying
from app.services.team import enrolment
from app.services.team.enrolment import Newcomer
from app.services.vault import anchors, ledger_book, passphrases, slots
from app.services.vault.keys import SecretOwner
from app.services.vault.ledger_book import Note
from app.services.vault.machine import Machine
from app.services.vault.member import Member
from app.services.vault.open_vault import HEADER, Act
from app.services.vault.segments import WHOLE, Segment
from app.services.vault.slots import WayIn
from app.services.vault.store_key import lender
from app.services.vault.zone import ALWAYS, zone_of
from app.whole_file import is_there

SUFFIX = ".vault"


@dataclass(frozen=True, kw_only=True)
class Foundation:
    """What a new vault is made from. Whoever founds it leads it.

    `site` is what the team is called in its own papers; `plain_name` what stands in certificates and on letters to
    anybody outside the programme, and tells nobody what it is about.
    """

    site: str
    plain_name: str
    founder: Newcomer
    zone: str = ALWAYS


def found(
    folder: Path,
    foundation: Foundation,
    passphrase: str,
    *,
    machine: Machine | None = None,
    params: KdfParams = DEFAULT,
) -> str:
    """Make the vault folder and give the recovery key's text, which is shown once and kept nowhere.

    Built beside and renamed, so that a crash leaves no half a vault. Raises AlreadyThere, WeakSecret, CommonSecret,
    StillMissing, NotAcceptable, CannotWrite, DiskFull.
    """
    founder, name = replace(foundation.founder.checked(), grade=Grade.LEAD), line(foundation.site, MOST)
    plain = plain_name(foundation.plain_name)
    gaps = tuple(label for label, said in (("Service", name), ("Plain name", plain)) if not said)
    if gaps:
        raise StillMissing(gaps)
    zone_of(foundation.zone)
    passphrases.require(passphrase, (founder.login, founder.name, name))
    if is_there(folder):
        raise AlreadyThere
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".new-", suffix=SUFFIX, dir=folder.parent))
    except OSError as failure:
        raise storage_error(failure) from None
    try:
        text = _build(
            beside,
            Foundation(site=name, plain_name=plain, founder=founder, zone=foundation.zone),
            passphrase,
            machine or Machine(),
            params,
        )
        beside.rename(folder)
    except BaseException as failure:
        shutil.rmtree(beside, ignore_errors=True)
        if isinstance(failure, OSError):
            raise storage_error(failure) from None
        raise
    return text


def _build(beside: Path, foundation: Foundation, passphrase: str, machine: Machine, params: KdfParams) -> str:
    at = machine.clock()
    header, vault_key = headers.create(new_id(at))
    member_secret, recovery = random_secret(), new_recovery_secret()
    login = fold(foundation.founder.login)
    header = add_passphrase_slot(header, vault_key, member_secret, login, passphrase, params=params)
    header = add_recovery_slot(header, vault_key, recovery)
    store_secret = random_secret()
    holders = {slot: compartments_public(public) for slot, public in _publics(header, member_secret).items()}
    header = begin_epoch(header, vault_key, header.epoch, store_secret, holders)
    database = Database(beside / header.store, lender(store_secret, header.vault_id, header.epoch))
    try:
        with database.connection() as connection:
            migrations.upgrade(connection)
        authority, head = _fill(database, foundation, header, member_secret, at)
    finally:
        database.close()
    header = headers.with_authority(header, vault_key, certificates.digest(authority.certificate))
    anchor = anchor_of(head, wire_time(at))
    header = headers.with_anchor(header, vault_key, header.device, anchor)
    (beside / header.store).chmod(0o600)
    header_file.save(beside / HEADER, header)
    anchors.keep(machine.state, header, vault_key, anchor)
    text = to_text(recovery)
    for secret in (vault_key, store_secret, member_secret, recovery):
        secret.wipe()
    return text


def _publics(header: Header, member_secret: Secret) -> dict[str, bytes]:
    """By slot, what the store's secret is wrapped to: the founder's, and the recovery kit's."""
    own = slot_public(member_secret, header.vault_id)
    return {slot.id: slot.public if isinstance(slot, RecoverySlot) else own for slot in header.slots}


def _fill(
    database: Database, foundation: Foundation, header: Header, member_secret: Secret, at: datetime
) -> tuple[pki.Authority, Head]:
    founder, staff_id, drawn = foundation.founder, new_id(at), draw_keys(at)
    authority, zone = pki.new_authority(foundation.plain_name, at), zone_of(foundation.zone)
    member = Member(staff_id, founder.login, founder.name, founder.role, founder.registration, founder.grade)
    with database.write() as session:
        act = Act(session.connection(), at, header.device, EMPTY.size)
        act.notes.append(Note("vault.create", detail=WHOLE))
        forms = [{"compartment": each.value, "form": FORM} for each in Compartment]
        session.execute(insert(FacetForm), forms)
        hand = NewHand(header, member, drawn.keys, drawn.ids, zone)
        members = Members(hand, act, authority)
        named = site.SiteName(name=foundation.site, founded=wire_time(at))
        members.state(
            site.ID,
            Saying((site.NAME,), named),
            Saying((site.ZONE,), site.SiteZone(zone=foundation.zone)),
            Saying((site.SETTINGS,), replace(SITE_SETTINGS, plain_name=foundation.plain_name)),
        )
        owner = SecretOwner(header.vault_id, staff_id, member_secret)
        trusted = (certificates.digest(authority.certificate),)
        members.let_in(owner, header.slots[0].id, trusted, *enrolment.introduced(founder, at))
        keep_authority(members, owner, authority)
        members.give_keys(owner, enrolment.certified(founder, staff_id), drawn)
        for slot, public in _publics(header, member_secret).items():
            way = WayIn(slot, staff_id, public)
            slots.state_slot(session, header.vault_id, way, drawn.keys, drawn.ids["records"])
        exchange = GrantHolder(drawn.ids["compartments"], drawn.keys.compartments.public_key(), staff_id)
        Admitting(hand, act, authority).found_all(exchange)
        head = ledger_book.append(session.connection(), header.device, EMPTY, staff_id, at, act.notes)
        segment = Segment(header.vault_id, header.device, 0, staff_id, drawn.ids["records"])
        segment.sign(session.connection(), drawn.keys, head)
    return authority, head
