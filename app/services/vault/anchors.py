"""Anchors: how far the ledger had come, kept outside the store, so that an older store put back is found.

Three places see different thefts: the header finds an older store.db under a newer vault.json; the machine's state
folder finds a whole older folder; exported PDFs and backups find it on any other machine.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.crypto.anchors import MAX_ANCHOR_BYTES, Anchor, decode_anchor, encode_anchor
from app.crypto.header import Header
from app.crypto.secret import Secret
from app.errors import Damaged, UserError, storage_error
from app.whole_file import replace_file

IN_HEADER, ON_MACHINE = "the vault's header", "this machine"
_FOLDER = "anchors"
_SECTOR = 512


@dataclass(frozen=True)
class Seen:
    """An anchor of one device's chain, and where it was found."""

    where: str
    anchor: Anchor
    device: str


def keep(state: Path, header: Header, vault_key: Secret, anchor: Anchor) -> None:
    """Write this machine's anchor. A full or read-only state folder must not stop a signature, so it is let pass.

    Not forced to disk (decision 001): after a power cut an older anchor is still a true one, and a signature need not
    wait for a second `fsync`.
    """
    path, data = _path(state, header), encode_anchor(anchor, vault_key, header.vault_id)
    with suppress(OSError, UserError):
        if not _written_over(path, data):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_file(path, data, forced=False)


def _written_over(path: Path, data: bytes) -> bool:
    """Write over an anchor of the same length; False when there is none.

    It fits one sector, which a disk writes whole or not at all. Renaming a new file over the old would make the file
    system put its bytes on disk before the next commit of the store, and double what a signature waits for.
    """
    try:
        file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return False
    try:
        fits = len(data) == os.fstat(file).st_size <= _SECTOR
        return fits and os.write(file, data) == len(data)
    finally:
        os.close(file)


def known(state: Path, header: Header, vault_key: Secret) -> tuple[Seen, ...]:
    """The anchors in the header, and this machine's. Raises Damaged for one that was tampered with."""
    found = [Seen(IN_HEADER, anchor, device) for device, anchor in header.anchors.items()]
    machine = _of_machine(state, header, vault_key)
    if machine is not None:
        found.append(Seen(ON_MACHINE, machine, header.device))
    return tuple(found)


def own_device(state: Path, header: Header) -> str | None:
    """The chain that this machine may go on with: one that it wrote and that the header holds as open."""
    start, end = f"{header.vault_id}-", ".json"
    mine = set()
    with suppress(OSError):
        for file in (state / _FOLDER).glob(f"{start}*{end}"):
            # A power cut may leave a name without bytes.
            if file.stat().st_size > 0:
                mine.add(file.name.removeprefix(start).removesuffix(end))
    mine &= {header.device, *header.anchors}
    return header.device if header.device in mine else max(mine, default=None)


def _of_machine(state: Path, header: Header, vault_key: Secret) -> Anchor | None:
    try:
        with _path(state, header).open("rb") as file:
            data = file.read(MAX_ANCHOR_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as failure:
        raise storage_error(failure) from None
    if not data:
        # A power cut may leave a name without bytes; who could empty the file could delete it as well.
        return None
    try:
        return decode_anchor(data, vault_key, header.vault_id)
    except Damaged:
        raise Damaged(
            "This machine's note of how far the vault had come has been altered: an older copy may be hidden."
        ) from None


def _path(state: Path, header: Header) -> Path:
    return state / _FOLDER / f"{header.vault_id}-{header.device}.json"
