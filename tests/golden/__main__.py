"""Keeps a record of every form there is and no golden record of: `python -m tests.golden VAULT LOGIN < passphrase`.

Run it on the demonstration when a kind gets a new form, before that is released. What is kept already is left alone.
"""

import sys
from pathlib import Path

from sqlalchemy import select

from app.crypto import certificates
from app.domain.fields.compartments import Compartment
from app.domain.kinds.registry import KINDS
from app.models.tables import MemberKey, Record
from app.services.entry.unlocking import unlock
from app.services.records.signed import signed_bytes
from app.services.vault.open_vault import OpenVault
from tests.golden.records import FOLDER, Golden, dumped, vocabulary_of


def richest(vault: OpenVault) -> dict[str, Golden]:
    """The longest record of each kind in today's form."""
    found: dict[str, Golden] = {}
    with vault.database.read() as session:
        rows = session.execute(select(Record, MemberKey).join(MemberKey, MemberKey.id == Record.key_id))
        for row, key in rows:
            if not vault.compartments.opens(Compartment(row.compartment), row.body, row.case_id):
                continue
            kind, body = KINDS[row.kind], signed_bytes(vault, row)
            public = certificates.public_key(key.certificate).public_bytes_raw()
            golden = Golden(body, row.signature, public, vocabulary_of(kind.content))
            if golden.version == kind.version and len(body) > len(found.get(kind.code, golden).body) - 1:
                found[kind.code] = golden
    return found


def main(folder: Path, login: str) -> None:
    """Keep what is not kept yet."""
    vault = unlock(folder, login, sys.stdin.readline().rstrip("\n"))
    try:
        for code, golden in richest(vault).items():
            file = FOLDER / code / f"{golden.version}.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists():
                file.write_text(dumped(golden), "utf-8")
                print(f"{code} {golden.version}")
    finally:
        vault.lock()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
