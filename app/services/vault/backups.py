"""Backups: one file, proven when written and again before it is put back (docs/format.md section 7)."""

import errno
import re
import shutil
import tempfile
import zipfile
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import func, literal_column, select

from app.crypto import canonical
from app.crypto.header import FIRST_STORE as STORE
from app.crypto.header import Header, decode, encode, of_copy
from app.domain.fields.rights import Right
from app.errors import AlreadyThere, CannotRead, Damaged, Newer, NotAVault, storage_error
from app.models.base import Instant, wire_time
from app.models.copying import copy_store
from app.models.database import Database
from app.models.tables import LedgerRow
from app.regular_file import open_regular
from app.services.vault.open_vault import HEADER, RESTORED, OpenVault
from app.whole_file import is_there, open_new, put_in_place, sync_folder

FORMAT = "casework.backup/1"
MANIFEST = "manifest.json"
_LATER = re.compile(r"casework\.backup/[1-9][0-9]{0,8}", re.ASCII)
_MOST_MANIFEST = 1 << 20
_CHUNK = 1 << 20
_LAST = select(func.max(LedgerRow.at, type_=Instant)).where(
    LedgerRow.action == literal_column("'vault.backup_made'")
)


def back_up(vault: OpenVault, to: Path) -> None:
    """Write a verified backup of the open vault. Raises AlreadyThere, DiskFull, CannotWrite, Damaged."""
    with vault.acting(Right.BACKUP) as act:
        act.note("vault.backup")
    vault.anchor(in_header=True)
    write_backup(to, of_copy(vault.header, vault.vault_key), vault.database, vault.clock())
    with vault.acting(Right.BACKUP) as act:
        act.note("vault.backup_made")


def last_backup(vault: OpenVault) -> datetime | None:
    """When a backup of this vault was last written and proved, on any machine, or None. Quick: it has an index."""
    with vault.reading(Right.BACKUP) as act:
        return act.session.scalar(_LAST)


def write_backup(
    to: Path, header: Header, database: Database, at: datetime, *, replace: bool = False
) -> None:
    """Copy the store, prove the copy, and only then give the file its name."""
    if is_there(to) and not replace:
        raise AlreadyThere
    try:
        # The vault is held by this process alone, so what bears its number was left by one that was killed.
        prefix = f".backup-{header.vault_id}-"
        for left in to.parent.glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=prefix, dir=to.parent) as beside:
            copy = Path(beside) / STORE
            copy_store(database, copy)
            packed = Path(beside) / "packed"
            _pack(packed, header, copy, at)
            with _opened(packed) as file:
                _unpack(file, Path(beside) / "proof")
            put_in_place(packed, to)
    except OSError as failure:
        raise storage_error(failure) from None


def _pack(packed: Path, header: Header, store: Path, at: datetime) -> None:
    head = encode(header)
    manifest = {
        "format": FORMAT,
        "vault_id": header.vault_id,
        "at": wire_time(at),
        "anchors": {
            d: {"size": a.size, "head": a.head, "root": a.root, "at": a.at} for d, a in header.anchors.items()
        },
        "sha256": {HEADER: sha256(head).hexdigest(), STORE: _digest(store)},
    }
    with open_new(packed) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as pack:
        pack.writestr(MANIFEST, canonical.dumps(manifest))
        pack.writestr(HEADER, head)
        pack.write(store, STORE)


def restore(backup: Path, folder: Path) -> None:
    """Put a backup back as a new vault folder, whole or not at all.

    Raises AlreadyThere, NotAVault for a file that is no backup, Damaged for one whose parts are not as written.
    """
    if is_there(folder):
        raise AlreadyThere
    with _opened(backup) as packed:
        _restore(packed, folder)


def _restore(backup: BinaryIO, folder: Path) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder.parent) as beside:
            unpacked = Path(beside) / "vault"
            _unpack(backup, unpacked)
            (unpacked / RESTORED).touch(0o600)
            unpacked.rename(folder)
        sync_folder(folder.parent)
    except OSError as failure:
        raise storage_error(failure) from None


def _opened(backup: Path) -> BinaryIO:
    """Tell a backup that cannot be read from a folder that cannot be written."""
    try:
        return open_regular(backup)
    except OSError as failure:
        if failure.errno in {errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.ENXIO}:
            raise NotAVault("There is no backup file of that name.") from None
        raise CannotRead from None


def _unpack(backup: BinaryIO, into: Path) -> Header:
    into.mkdir(mode=0o700)
    try:
        with zipfile.ZipFile(backup) as pack:
            if sorted(pack.namelist()) != sorted((MANIFEST, HEADER, STORE)):
                raise NotAVault("That file is not a Casework backup.")
            manifest = _manifest(pack)
            for name in (HEADER, STORE):
                if pack.getinfo(name).compress_type != zipfile.ZIP_STORED:
                    raise Damaged("The backup is not as it was written: use another.")
                if not _extracted(pack, name, into / name, manifest["sha256"].get(name)):
                    raise Damaged("The backup is not as it was written: use another.")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError):
        raise NotAVault("That file is not a Casework backup, or it was cut short.") from None
    return decode((into / HEADER).read_bytes())


def _manifest(pack: zipfile.ZipFile) -> dict[str, Any]:
    with pack.open(MANIFEST) as file:
        manifest = canonical.loads_exact(file.read(_MOST_MANIFEST), _MOST_MANIFEST)
    if not isinstance(manifest, dict) or not isinstance(manifest.get("sha256"), dict):
        raise Damaged("The backup is not as it was written: use another.")
    if manifest.get("format") != FORMAT:
        if _LATER.fullmatch(str(manifest.get("format"))):
            raise Newer(
                "The backup was written by a newer version of Casework: update Casework to restore it."
            )
        raise Damaged("The backup is not as it was written: use another.")
    return manifest


def _extracted(pack: zipfile.ZipFile, name: str, to: Path, expected: object) -> bool:
    """Write one part out durably, and tell whether it is the one that was packed."""
    with pack.open(name) as packed, open_new(to) as file:
        try:
            shutil.copyfileobj(packed, file, _CHUNK)
        except zipfile.BadZipFile:
            return False
    return _digest(to) == expected


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
