"""Anchors: how far the ledger had come, kept outside the store, so that an older store put back is found.

Three places see different thefts: the header finds an older store.db under a newer vault.json; the machine's state
folder finds a whole older folder; exported PDFs and backups find it on any other machine.
"""

import hmac
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.crypto import canonical, header_file
from app.crypto.header import Anchor, Header, sealed, with_anchor
from app.crypto.ledger import Head, anchor_mac, root
from app.crypto.secret import Secret
from app.errors import Damaged, storage_error
from app.models.base import wire_time


@dataclass(frozen=True)
class Seen:
    """An anchor as found: where, and whether it is one this vault made."""

    where: str
    anchor: Anchor


def anchor_of(head: Head, at: datetime) -> Anchor:
    """The anchor that says how far the chain has come."""
    return Anchor(size=head.size, head=head.head.hex(), root=root(head).hex(), at=wire_time(at))


def keep(state: Path, header: Header, vault_key: Secret, head: Head, at: datetime) -> None:
    """Write this machine's anchor. A full or read-only state folder must not stop a signature, so it is let pass."""
    anchor = anchor_of(head, at)
    plain = {"size": anchor.size, "head": anchor.head, "root": anchor.root, "at": anchor.at}
    with vault_key.lend() as key:
        mac = anchor_mac(key, header.vault_id, canonical.dumps(plain))
    path = _path(state, header)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_suffix(".new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(canonical.dumps(plain | {"mac": mac}))
        beside.replace(path)
    except OSError:
        return


def into_header(folder: Path, header: Header, vault_key: Secret, head: Head, at: datetime) -> Header:
    """Write the anchor into vault.json and give the new header."""
    with vault_key.lend() as key:
        anchored = sealed(with_anchor(header, header.device, anchor_of(head, at)), key)
    header_file.save(folder / "vault.json", anchored)
    return anchored


def of_machine(state: Path, header: Header, vault_key: Secret) -> Anchor | None:
    """This machine's anchor, None when it never saw the vault. Raises Damaged for one this vault did not make."""
    try:
        data = _path(state, header).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as failure:
        raise storage_error(failure) from None
    plain = _plain(data)
    mac = str(plain.pop("mac", ""))
    with vault_key.lend() as key:
        expected = anchor_mac(key, header.vault_id, canonical.dumps(plain))
    if not hmac.compare_digest(mac, expected):
        raise Damaged("This machine's anchor for the vault has been altered: somebody tried to hide an older copy.")
    return Anchor(**plain)


def _plain(data: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(data)
        Anchor(**{name: value for name, value in plain.items() if name != "mac"})
    except (ValueError, TypeError, AttributeError):
        raise Damaged("This machine's anchor for the vault cannot be read.") from None
    return dict(plain)


def _path(state: Path, header: Header) -> Path:
    return state / "anchors" / f"{header.vault_id}-{header.device}.json"


def known(state: Path, header: Header, vault_key: Secret) -> tuple[Seen, ...]:
    """The anchors that speak of this folder's device."""
    found = []
    if header.device in header.anchors:
        found.append(Seen("the vault's header", header.anchors[header.device]))
    machine = of_machine(state, header, vault_key)
    if machine is not None:
        found.append(Seen("this machine", machine))
    return tuple(found)


