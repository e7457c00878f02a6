"""Opens a vault for one member of staff, after looking that it is the one last seen."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import certificates, header_file
from app.crypto.header import Header, with_device
from app.crypto.key_slots import Opened, has_one_member, unlock_passphrase
from app.crypto.secret import Secret
from app.crypto.store_epochs import store_secret
from app.domain.fields.rights import Right
from app.domain.values.text import fold
from app.errors import (
    AuthorityChanged,
    Damaged,
    InUse,
    NotAVault,
    NotPermitted,
    NotYours,
    RolledBack,
    TakenWhileOpen,
    storage_error,
)
from app.file_owner import reading_error
from app.models.database import Database, LendKey, wal_bytes
from app.models.tables import Site, Staff
from app.services.cases.guards import make_guards
from app.services.checks.rebuilding import draw_in_memory, outdated, rebuild
from app.services.entry.adopting import adopt
from app.services.entry.adopting_staff import confirm_adopted
from app.services.entry.read_only import ReadOnlyStore, takes_no_writing
from app.services.entry.upgrading import Older, insist_on_whole, is_older, upgrade
from app.services.facts.members import accept_authorities
from app.services.sharing.kept import forget_expired
from app.services.team.check_key import make_check_key
from app.services.team.recovery_kit import pass_on_to_kit
from app.services.team.renewing import renew
from app.services.team.revocations import state_when_due
from app.services.vault import anchors, clock, device_chain, keys, ledger_book, slots
from app.services.vault.case_keys import open_case_keys
from app.services.vault.compartment_grants import Holder, open_grants
from app.services.vault.compartment_keys import CompartmentKeys
from app.services.vault.device_chain import ChainState, shown
from app.services.vault.keys import SecretOwner, member_of, owner_of
from app.services.vault.ledger_book import Note
from app.services.vault.machine import Machine
from app.services.vault.open_vault import HEADER, LOCK, RESTORED, Held, OpenVault
from app.services.vault.segments import adoption
from app.services.vault.store_files import clear, store_in
from app.services.vault.store_key import lender
from app.services.vault.zone import zone_of
from app.whole_file import is_there, make_empty


def hold(folder: Path) -> BaseFileLock:
    """Take the vault for this process. Raises NotAVault, CannotRead, NotYours, InUse, CannotWrite."""
    insist_on_vault(folder)
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


def insist_on_vault(folder: Path) -> None:
    """Raise NotAVault for a folder that is none, CannotRead or NotYours for one that may not be looked into."""
    try:
        whole = (folder / HEADER).is_file() and store_in(folder).is_file()
    except OSError as failure:
        raise reading_error(folder / HEADER, failure) from None
    if not whole:
        raise NotAVault


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
    accept_clock: bool = False,
    examine: bool = False,
) -> OpenVault:
    """Open the vault for the member of that login; None stands for the only member there is.

    Raises NotAVault, InUse, WrongSecret, Damaged, NotEncrypted, Newer, NotPermitted for a member who has left, and
    RolledBack for an older store, and TakenWhileOpen for a copy without its WAL, unless `accept_older`, which starts a
    new ledger chain that says so; AuthorityChanged for a certificate authority the member has not met unless
    `accept_authority`. `examine` opens whatever store is there, only to be looked at: nothing is noted and no anchor
    moves. So it is with a vault on a medium that takes no writing, which is opened read-only. No clock stops an
    unlocking; with `accept_clock` one far ahead may sign.
    """
    machine = machine or Machine()
    read_only = None
    if takes_no_writing(folder):
        insist_on_vault(folder)
        read_only = ReadOnlyStore(folder, machine)
    held: Held = read_only or hold(folder)
    try:
        header = header_file.load(folder / HEADER)
        opened = unlock_passphrase(header, None if login is None else fold(login), passphrase)
        parts = _Parts(folder, header, opened, _secret_of(header, opened), held, machine, read_only)
        accepted = _Accepted(
            older=accept_older, authority=accept_authority, clock=accept_clock, examine=examine
        )
        return _open(parts, accepted)
    except BaseException:
        held.release()
        raise


@dataclass(frozen=True)
class _Parts:
    """What one unlocking has in hand."""

    folder: Path
    header: Header
    opened: Opened
    store_secret: Secret
    held: Held
    machine: Machine
    read_only: ReadOnlyStore | None

    @property
    def store(self) -> Path:
        """Where the store lies."""
        return self.folder / self.header.store

    @property
    def lend_key(self) -> LendKey:
        """What the store's key is borrowed from."""
        return lender(self.store_secret, self.header.vault_id, self.header.epoch)

    def wipe(self) -> None:
        """Forget every secret."""
        self.opened.wipe()
        self.store_secret.wipe()


@dataclass(frozen=True)
class _Accepted:
    """What the member said to go on with."""

    older: bool
    authority: bool
    clock: bool
    examine: bool


def _secret_of(header: Header, opened: Opened) -> Secret:
    try:
        return store_secret(header, opened)
    except BaseException:
        opened.wipe()
        raise


def _open(parts: _Parts, accepted: _Accepted) -> OpenVault:
    has_wal = wal_bytes(parts.store) > 0
    try:
        if parts.read_only:
            database = parts.read_only.open(parts.lend_key, upgrade=not accepted.examine)
        else:
            database = Database(parts.store, parts.lend_key)
        try:
            return _entered(parts, accepted, database, has_wal=has_wal)
        except BaseException:
            database.close()
            raise
    except BaseException:
        parts.wipe()
        raise


def _entered(parts: _Parts, accepted: _Accepted, database: Database, *, has_wal: bool) -> OpenVault:
    if accepted.examine:
        return _looked_into(parts, accepted, database, has_wal=has_wal)[0]
    if parts.read_only:
        if not database.immutable:
            upgrade(database)
        vault, found = _looked_into(parts, accepted, database, has_wal=has_wal)
        if not database.immutable:
            _settle_copy(vault, found)
        elif stale := outdated(vault):
            draw_in_memory(vault, stale)
        return vault
    if is_older(database):
        older = Older(
            parts.folder,
            parts.header,
            parts.opened.vault_key,
            parts.lend_key,
        )
        with older.copied(database, parts.machine.clock()) as (new, copy):
            vault, found = _looked_into(parts, accepted, copy, has_wal=has_wal)
            vault.held_back = True
            _settle(vault, found)
            insist_on_whole(vault)
            vault.take_store(new.name)
    else:
        vault, found = _looked_into(parts, accepted, database, has_wal=has_wal)
        _settle(vault, found)
        if not found.older:
            clear(vault.folder, vault.header)
    (vault.folder / RESTORED).unlink(missing_ok=True)
    vault.anchor()
    return vault


def _assemble(session: Session, parts: _Parts, database: Database) -> OpenVault:
    opened, own = parts.opened, anchors.own_device(parts.machine.state, parts.header)
    header = with_device(parts.header, opened.vault_key, own) if own else parts.header
    staff = _entry_of(session, header, opened)
    if staff is None or staff.left_at is not None:
        raise NotPermitted("That login belongs to nobody who works here now.")
    site = session.get(Site, 1)
    if site is None:
        raise Damaged
    opened_keys, rows = keys.open_keys(session, SecretOwner(header.vault_id, staff.id, opened.member_secret))
    keys.check_own(session, header, rows.values())
    key_ids = {purpose: row.id for purpose, row in rows.items()}
    exchange = Holder(rows["compartments"].id, opened_keys.compartments)
    held = CompartmentKeys(open_grants(session, header, exchange))
    open_case_keys(session, header, exchange, staff.id, held)
    return OpenVault(
        folder=parts.folder,
        state=parts.machine.state,
        header=header,
        vault_key=opened.vault_key,
        store_secret=parts.store_secret,
        member_secret=opened.member_secret,
        member=member_of(session, header, staff),
        keys=opened_keys,
        certified=keys.coverage(session, header, key_ids),
        key_ids=key_ids,
        compartments=held,
        database=database,
        zone=zone_of(site.zone),
        clock=parts.machine.clock,
        head=ledger_book.head_of(session, header.device),
        last_at=site.created_at,
        floor=clock.floor_of(session, site.created_at),
        statements=clock.statements(session),
        held=parts.held,
        read_only=parts.read_only is not None,
    )


def _entry_of(session: Session, header: Header, opened: Opened) -> Staff | None:
    """The staff entry of who unlocks: of several with their slot the one whose keys their secret opens."""
    rows = session.execute(select(Staff).where(Staff.slot == opened.slot_id)).scalars().all()
    if len(rows) < 2:  # noqa: PLR2004 - several
        return rows[0] if rows else None
    for row in rows:
        with suppress(Damaged):
            keys.open_keys(session, SecretOwner(header.vault_id, row.id, opened.member_secret))
            return row
    return None


@dataclass(frozen=True)
class _Found:
    """What was found out about a vault before anything was changed."""

    strange: tuple[str, ...]
    """Fingerprints of the authorities that the member has not met."""
    chain_state: ChainState
    older: bool
    """Whether the store is an older one, or another, than was seen outside."""
    last: str
    """The device that wrote last in this folder."""
    is_known_here: bool


def _looked_into(
    parts: _Parts, accepted: _Accepted, database: Database, *, has_wal: bool
) -> tuple[OpenVault, _Found]:
    """The vault over that store, and what was found out about it; refused unless that was accepted."""
    with database.read() as session:
        vault = _assemble(session, parts, database)
        found = _find(session, vault, parts, has_wal=has_wal)
    vault.clock_accepted = accepted.clock
    if not accepted.examine:
        _refuse(accepted, found)
    return vault, found


def _find(session: Session, vault: OpenVault, parts: _Parts, *, has_wal: bool) -> _Found:
    last = parts.header.device
    found = device_chain.chain_state(session, vault, last, has_wal=has_wal)
    # What another chain lacks is closed as it was seen, and every check says so from then on: it may have been accepted
    # long ago, and nobody could open the vault any more.
    older = found.lost & {last, vault.header.device}
    is_known_here = anchors.own_device(vault.state, parts.header) is not None
    return _Found(_strange(session, vault), found, bool(older), last, is_known_here)


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
    accepted = keys.vouched_for(session, vault.header, met)
    return tuple(known.get(one, one) for one in vault.header.authority if one not in accepted)


def _refuse(accepted: _Accepted, found: _Found) -> None:
    """Refuse what was not accepted."""
    if found.strange and not accepted.authority:
        raise AuthorityChanged(found.strange)
    taken = found.chain_state.taken_open
    if found.older and not accepted.older:
        raise RolledBack(f"{RolledBack.sentence} `casework check` says more.")
    if taken and not accepted.older:
        raise TakenWhileOpen(shown(taken.at))


def _settle(vault: OpenVault, found: _Found) -> None:
    """Find the ledger chain to go on with, and note the unlocking."""
    restored = (vault.folder / RESTORED).exists()
    first = _chain(vault, found, restored=restored)
    with vault.acting(Right.OWN) as act:
        act.notes.extend(first)
        if older_than_segments := adoption(act.session):
            act.notes.append(older_than_segments)
        forget_expired(act.session, act.at)
        if found.strange or set(keys.trusted_by(act.session, owner_of(vault))) != set(vault.header.authority):
            accept_authorities(vault, act)
            act.note("authority.accept", "staff", vault.member.id)
        slots.insist_on_own(vault, act)
        act.note("vault.unlock")
    # After the rows that it rests on: a header that names chains the ledger knows nothing of would stay a finding.
    vault.say_open()
    adopt(vault)
    confirm_adopted(vault)
    renew(vault)
    state_when_due(vault)
    make_check_key(vault)
    pass_on_to_kit(vault)
    make_guards(vault)
    # After what lets this member into another compartment: what is drawn again is what they may read.
    if stale := outdated(vault):
        rebuild(vault, stale)


def _settle_copy(vault: OpenVault, found: _Found) -> None:
    """State what an earlier form lacks, in a copy that is only looked at: in a chain that goes with it."""
    vault.read_only = False
    try:
        first = device_chain.begin(
            vault, found.last, found.chain_state, device_chain.LOOKED_AT, is_copy=False
        )
        with vault.acting(Right.OWN) as act:
            act.notes.extend(first)
            if older_than_segments := adoption(act.session):
                act.notes.append(older_than_segments)
        adopt(vault)
        if stale := outdated(vault):
            rebuild(vault, stale)
    finally:
        vault.read_only = True


def _chain(vault: OpenVault, found: _Found, *, restored: bool) -> list[Note]:
    """Find the ledger chain to go on with; what is to be noted of it."""
    reason = ""
    if found.older:
        reason = device_chain.OLDER
    elif found.chain_state.taken_open:
        reason = device_chain.TAKEN_OPEN
    elif restored:
        reason = device_chain.RESTORED
    if reason or not found.is_known_here:
        return device_chain.begin(
            vault, found.last, found.chain_state, reason or device_chain.NEW_HERE, is_copy=bool(reason)
        )
    return device_chain.go_on(vault, found.last, found.chain_state)
