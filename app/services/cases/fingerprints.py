"""The fingerprints by which an earlier version guarded victims' details: they guard until the guards are made."""

import re
from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import vault_keys
from app.crypto.secret import wipe
from app.crypto.terms import scan
from app.domain.values.text import fold
from app.models.tables import ProtectedTerm
from app.services.vault.open_vault import OpenVault

# From this length a term is looked for inside words as well: nothing else is likely to hold it.
_ANYWHERE_FROM: Final = 8
_WORD: Final = re.compile(r"[^\W_]+")
_JSON_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)


def carrying(vault: OpenVault, session: Session, passages: Mapping[str, str]) -> tuple[str, ...]:
    """Which of the named passages carry a fingerprinted term of any victim in the vault."""
    prints: dict[int, set[bytes]] = {}
    for length, mark in session.execute(select(ProtectedTerm.length, ProtectedTerm.print)).all():
        prints.setdefault(length, set()).add(mark)
    frozen = {length: frozenset(marks) for length, marks in prints.items()}
    key = vault_keys.protected_terms_key(vault.vault_key, vault.header.vault_id)
    try:
        return tuple(place for place, text in passages.items() if _carries(text, frozen, key))
    finally:
        wipe(key)


def _carries(text: str, prints: Mapping[int, frozenset[bytes]], key: bytearray) -> bool:
    """Whether a term stands in the text, across spaces and signs; a short one only as whole words.

    JSON writes a line end as a sign and a letter, which would grow on to the next word: escapes are undone as well.
    """
    if "\\" in text and _carries(_JSON_ESCAPE.sub(_unescaped, text).replace("\\", " "), prints, key):
        return True
    folded, starts, ends = "", set(), set()
    for word in _WORD.findall(text):
        starts.add(len(folded))
        folded += fold(word)
        ends |= {len(folded), len(folded) - folded.endswith("s")}
    return any(
        length >= _ANYWHERE_FROM or (start in starts and start + length in ends)
        for start, length in scan(folded, prints, key)
    )


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else " "
