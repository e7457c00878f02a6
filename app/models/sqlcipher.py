"""Opens one SQLCipher connection the only way this product does.

The raw key goes in through `set_key` as a bytearray that is wiped at once: `PRAGMA key` would leave hex copies of it in
memory, and a SQLAlchemy URL keeps it for good.
"""

import os
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from sqlcipher3 import dbapi2

from app.errors import Damaged, NameTooLong, NotEncrypted, UserError
from app.file_owner import reading_error
from app.regular_file import open_regular

# 4.17.0 carries SQLite 3.53.3, which mends two memory faults in FTS5 (CVE-2026-11822 and -11824).
OLDEST = (4, 17)

_LONGEST_PATH = 512
_PLAIN_HEADER = b"SQLite format 3\0"
_PRAGMAS = (
    "foreign_keys=ON",
    "synchronous=FULL",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "busy_timeout=10000",
    "cache_size=-32000",
    "wal_autocheckpoint=4000",
)
_HEX = b"0123456789abcdef"
_KEYING = {
    "key",
    "rekey",
    "hexkey",
    "hexrekey",
    "textkey",
    "textrekey",
    "cipher_migrate",
    "cipher_plaintext_header_size",
    "writable_schema",
}

_PLANS: Final = 2_000
"""More statements than the program has. The driver lets go of the plan that was used least: once it is full that is
each new one, and what a window comes to later is planned at every look (docs/decisions/021)."""


def connect(path: Path, key: bytearray, *, journal: str = "WAL", immutable: bool = False) -> Connection:
    """Open the store with its raw 32-byte key. The caller wipes `key`.

    `immutable`: nobody writes to it meanwhile, and nothing is written, not even beside it.

    SQL is barred from attaching other files or changing keys: `ATTACH ... KEY ''` with `sqlcipher_export` would write
    the whole store in clear.
    Raises NameTooLong, NotEncrypted for a plain database, Damaged for another key or a broken first page.
    """
    refuse_plain(path)
    if os.name == "posix" and len(os.fsencode(path.absolute())) + len("-journal") > _LONGEST_PATH:
        # SQLite would say no more than that it cannot open it.
        raise NameTooLong
    # sqlcipher3 has no type hints; its connection is sqlite3's with keys.
    # An absolute path is never taken for a URI, as a folder named `file:x?mode=memory` would be.
    place = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if immutable else str(path.absolute())
    connection: Connection = dbapi2.connect(
        place,
        uri=immutable,
        isolation_level=None,
        check_same_thread=False,
        timeout=10.0,
        cached_statements=_PLANS,
    )
    try:
        _key(connection, key)
        for pragma in (*_PRAGMAS, "query_only=ON" if immutable else f"journal_mode={journal}"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.set_authorizer(_authorize)
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_plain(path: Path) -> None:
    """Raise NotEncrypted when the file begins as plain SQLite does: a missing key fails silently there.

    Raises CannotRead, or NotYours, when one may not look.
    """
    try:
        with open_regular(path) as file:
            begins = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        return
    except OSError as failure:
        raise reading_error(path, failure) from None
    if begins == _PLAIN_HEADER:
        raise NotEncrypted


def _key(connection: Connection, key: bytearray) -> None:
    # Without this SQLCipher writes hundreds of lines to stderr on one bad page.
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
    raw = _raw_key(key)
    try:
        connection.set_key(raw)  # type: ignore[attr-defined]
    finally:
        raw[:] = bytes(len(raw))
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version or _numbers(version[0]) < OLDEST:
        raise UserError("This computer's SQLCipher is older than 4.17 and unsafe: install Casework again.")
    if connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
        raise NotEncrypted
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as refused:
        if refused.sqlite_errorname in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
            raise Damaged from None
        raise


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(maxsplit=1)[0].split(".")[:2])


def _raw_key(key: bytearray) -> bytearray:
    """SQLCipher's spelling of a raw key, x'hex', made without an immutable copy."""
    out = bytearray(3 + 2 * len(key))
    out[0:2], out[-1] = b"x'", ord("'")
    for n, byte in enumerate(key):
        out[2 + 2 * n], out[3 + 2 * n] = _HEX[byte >> 4], _HEX[byte & 15]
    return out


def _authorize(
    action: int, first: str | None, second: str | None, _db: str | None, _trigger: str | None
) -> int:
    denied = (
        action == dbapi2.SQLITE_ATTACH
        or (action == dbapi2.SQLITE_PRAGMA and (first or "").lower() in _KEYING)
        or (action == dbapi2.SQLITE_FUNCTION and (second or "").lower() == "sqlcipher_export")
    )
    return int(dbapi2.SQLITE_DENY if denied else dbapi2.SQLITE_OK)
