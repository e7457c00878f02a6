"""Says whether this machine has what the program needs, each thing tried rather than assumed."""

import platform
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.crypto.kdf import DEFAULT, derive_kek
from app.crypto.secret import wipe
from app.errors import Exit, MissingPart, UserError, storage_error
from app.models.sqlcipher import connect
from app.paths import state_dir
from app.services.vault.zone import ALWAYS, zone_of

OLDEST_PYTHON = (3, 11)


def examine() -> tuple[str, Exit]:
    """What to say, a line for each thing, and 0 or 3."""
    lines, wanting = [], False
    for name, look in _LOOKS.items():
        try:
            lines.append(f"ok       {name}: {look()}")
        except (UserError, OSError, ImportError, LookupError, ValueError) as trouble:
            wanting = True
            lines.append(f"WANTING  {name}: {_said(trouble)}")
    if wanting:
        lines.append("In a checkout, `make setup` installs what is wanting or names the line to type.")
    return "\n".join(lines), Exit.MISSING_PART if wanting else Exit.DONE


def _said(trouble: Exception) -> str:
    """A sentence, without the path or the name that an exception may carry."""
    if isinstance(trouble, OSError):
        trouble = storage_error(trouble)
    return str(trouble) if isinstance(trouble, UserError) else type(trouble).__name__


def _python() -> str:
    if sys.version_info < OLDEST_PYTHON:
        raise UserError(f"Python 3.11 or newer is needed; this is {platform.python_version()}.")
    return platform.python_version()


def _store() -> str:
    with tempfile.TemporaryDirectory(prefix="casework-doctor-") as folder:
        connection = connect(Path(folder) / "store.db", bytearray(range(32)))
        try:
            version: str = connection.execute("PRAGMA cipher_version").fetchone()[0]
            connection.execute("CREATE VIRTUAL TABLE looked USING fts5(text)")
        finally:
            connection.close()
    return f"SQLCipher {version} with full-text search"


def _derivation() -> str:
    begun = time.perf_counter()
    wipe(derive_kek("no passphrase of anybody", bytes(32), DEFAULT))
    return f"Argon2id with {DEFAULT.memory_kib // 1024} MiB takes {time.perf_counter() - begun:.1f} s"


def _typeface() -> str:
    from app.reports.pdf import lettering  # noqa: PLC0415 - ReportLab is slow to load

    if lettering.has_names(["Llŷr Kłos ≥ 3 “–” Ωμέγα Привет ☎ \N{KISS MARK}"]):
        raise MissingPart
    return "Fira Sans and Noto, embedded in every PDF"


def _zone() -> str:
    return str(zone_of(ALWAYS))


def _state() -> str:
    folder = state_dir()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    probe = folder / ".writable"
    try:
        probe.write_bytes(b"")
    finally:
        with suppress(OSError):
            probe.unlink()
    return "this machine can keep anchors"


_LOOKS: dict[str, Callable[[], str]] = {
    "Python": _python,
    "Store": _store,
    "Passphrases": _derivation,
    "PDF typeface": _typeface,
    "Time zones": _zone,
    "State folder": _state,
}
