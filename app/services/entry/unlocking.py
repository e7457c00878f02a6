"""Opens a vault for one member of staff, after looking that it is the one last seen."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from filelock import BaseFileLock, FileLock, Timeout
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import certificates, header_file
from app.crypto.header import Header, with_device
from app.crypto.key_slots import Opened, has_one_member, unlock_passphrase
from app.crypto.ledger import Head, root
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.domain.values.text import fold
from app.errors import (
    AuthorityChanged,
    ClockBehind,
    Damaged,
    InUse,
    NotAVault,
    NotPermitted,
    NotYours,
    RolledBack,
    storage_error,
)
from app.file_owner import reading_error
from app.models.database import Database
from app.models.tables import Site, Staff
from app.services.entry.adopting import adopt
from app.services.entry.upgrading import bring_up_to_date
from app.services.vault import anchors, keys, ledger_book
from app.services.vault.anchors import Seen
from app.services.vault.compartment_grants import Holder, open_grants
from app.services.vault.compartment_keys import CompartmentKeys
from app.services.vault.keys import SecretOwner, member_of, owner_of
from app.services.vault.ledger_book import Note
from app.services.vault.machine import Machine
from app.services.vault.open_vault import HEADER, LOCK, RESTORED, STORE, OpenVault
from app.services.vault.store_key import lender
from app.whole_file import is_there, make_empty

# Machines differ by minutes; a clock that lost its battery differs by years.
_CLOCK_LAG = timedelta(days=1)


def hold(folder: Path) -> BaseFileLock:
    """Take the vault for this process. Raises NotAVault, CannotRead, NotYours, InUse, CannotWrite."""
    try:
        whole = (folder / HEADER).is_file() and (folder / STORE).is_file()
    except OSError as failure:
        raise reading_error(folder / HEADER, failure) from None
    if not whole:
        raise NotAVault
    lock = FileLock(folder / LOCK, timeout=0, is_singleton=False, thread_local=False)
    try:
        make_empty(folder / LOCK)
        lock.acquire()
    except Timeout:
        raise InUse from None
    except OSError as failure:
        if is_there(folder / LOCK) and isinstance(said := reading_error(folder / LOCK, failure), NotYours):
            raise said from None
        raise storage_error(failure) from None
    return lock


def needs_login(folder: Path) -> bool:
    """Whether the vault has several members of staff. Raises NotAVault, Damaged, Newer."""
    return not has_one_member(header_file.load(folder / HEADER))


def vault_id(folder: Path) -> str:
    """The number of the vault, which stands on its recovery kit. Raises as `needs_login`."""
    return header_file.load(folder / HEADER).vault_id


def unlock(
    folder: Path,
    login: str | None,
    passphrase: str,
    *,
    machine: Machine | None = None,
    accept_older: bool = False,
    accept_authority: bool = False,
    examine: bool = False,
) -> OpenVault:
    """Open the vault for the member of that login; None stands for the only member there is.

    Raises NotAVault, InUse, WrongSecret, Damaged, NotEncrypted, Newer, NotPermitted for a member who has left, and
    RolledBack for an older store unless `accept_older`, which starts a new ledger chain that says so;
    AuthorityChanged for a certificate authority the member has not met unless `accept_authority`. `examine` opens
    whatever store is there, only to be looked at: nothing is noted and no anchor moves.
    """
    machine = machine or Machine()
    held = hold(folder)
    try:
        header = header_file.load(folder / HEADER)
        opened = unlock_passphrase(header, None if login is None else fold(login), passphrase)
        parts = _Parts(folder, header, opened, held, machine)
        return _open(parts, _Accepted(older=accept_older, authority=accept_authority, examine=examine))
    except BaseException:
        held.release()
        raise


@dataclass(frozen=True)
class _Parts:
    """What one unlocking has in hand."""

    folder: Path
    header: Header
    opened: Opened
    held: BaseFileLock
    machine: Machine


@dataclass(frozen=True)
class _Accepted:
    """What the member said to go on with."""

    older: bool
    authority: bool
    examine: bool


def _open(parts: _Parts, accepted: _Accepted) -> OpenVault:
    database = Database(parts.folder / STORE, lender(parts.opened.vault_key, parts.header))
    try:
        if not accepted.examine:
            bring_up_to_date(parts.folder, parts.header, database, parts.machine.clock())
        with database.read() as session:
            vault = _assemble(session, parts, database)
            strange = _strange(session, vault)
        if not accepted.examine:
            _settle(vault, accepted, strange)
    except BaseException:
        database.close()
        parts.opened.wipe()
        raise
    return vault


def _assemble(session: Session, parts: _Parts, database: Database) -> OpenVault:
    header, opened = parts.header, parts.opened
    staff = session.execute(select(Staff).where(Staff.slot == opened.slot_id)).scalar_one_or_none()
    if staff is None or staff.left_at is not None:
        raise NotPermitted("That login belongs to nobody who works here now.")
    site = session.get(Site, 1)
    if site is None:
        raise Damaged
    opened_keys, rows = keys.open_keys(session, SecretOwner(header.vault_id, staff.id, opened.member_secret))
    keys.check_own(session, header, rows.values())
    exchange = Holder(rows["compartments"].id, opened_keys.compartments)
    return OpenVault(
        folder=parts.folder,
        state=parts.machine.state,
        header=header,
        vault_key=opened.vault_key,
        member_secret=opened.member_secret,
        member=member_of(session, staff),
        keys=opened_keys,
        key_ids={purpose: row.id for purpose, row in rows.items()},
        compartments=CompartmentKeys(open_grants(session, header, exchange)),
        database=database,
        zone=ZoneInfo(site.zone),
        clock=parts.machine.clock,
        head=ledger_book.head_of(session, header.device),
        last_at=ledger_book.last_at(session) or staff.created_at,
        held=parts.held,
    )


def _strange(session: Session, vault: OpenVault) -> tuple[str, ...]:
    """Fingerprints of the authorities in the header that the member has not met: the header's MAC is anybody's.

    Raises Damaged when one they have met is missing.
    """
    met = keys.trusted_by(session, owner_of(vault))
    if not set(met) <= set(vault.header.authority):
        raise Damaged
    known = {
        certificates.digest(der): certificates.fingerprint(der) for der in keys.trusted(session, vault.header)
    }
    return tuple(known.get(one, one) for one in vault.header.authority if one not in met)


def _settle(vault: OpenVault, accepted: _Accepted, strange: tuple[str, ...]) -> None:
    """Refuse what was not accepted, begin a new ledger chain where one is due, and note the unlocking."""
    if strange and not accepted.authority:
        raise AuthorityChanged(strange)
    if vault.clock() < vault.last_at - _CLOCK_LAG:
        raise ClockBehind
    older = _contradicted(vault)
    if older and not accepted.older:
        raise RolledBack(f"{RolledBack.sentence} `casework check` says more.")
    first = []
    restored = (vault.folder / RESTORED).exists()
    if older or restored or not anchors.is_known_here(vault.state, vault.header):
        reason = "restored from a backup" if restored else "the vault is new on this machine"
        first = [_new_chain(vault, "an older store was accepted" if older else reason)]
        (vault.folder / RESTORED).unlink(missing_ok=True)
    with vault.acting(Right.OWN) as act:
        act.notes.extend(first)
        if strange:
            keys.trust(act.session, owner_of(vault), vault.header.authority)
            act.note("authority.accept", "staff", vault.member.id)
        act.note("vault.unlock")
    adopt(vault)
    vault.anchor()


def _new_chain(vault: OpenVault, reason: str) -> Note:
    before = vault.header.device, vault.head
    vault.replace_header(with_device(vault.header, vault.vault_key, new_id(vault.clock())))
    vault.head = Head()
    device, head = before
    return Note(
        "device.begin", detail={"reason": reason, "after": device, "size": head.size, "head": head.head.hex()}
    )


def _contradicted(vault: OpenVault) -> bool:
    """Whether an anchor knows more of this chain than the store does, or another chain."""
    known = anchors.known(vault.state, vault.header, vault.vault_key)
    return any(not _agrees(vault, seen) for seen in known if seen.device == vault.header.device)


def _agrees(vault: OpenVault, seen: Seen) -> bool:
    anchor, head = seen.anchor, vault.head
    if anchor.size == head.size:
        return (anchor.head, anchor.root) == (head.head.hex(), root(head).hex())
    # A longer chain is the usual case after a crash: its rows are replayed by `casework check`.
    return anchor.size < head.size
