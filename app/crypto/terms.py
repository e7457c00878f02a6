"""Fingerprints of protected victim terms: any member's program can refuse a term that only a few may read.

A fingerprint is the 16-byte keyed BLAKE2b (RFC 7693) of a folded term; the caller folds. Whoever has the
vault key can still test a guess, as this scan must; whoever has the database alone cannot.
"""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

FINGERPRINT_BYTES: Final = 16


def fingerprint(key: bytes | bytearray, folded: str) -> bytes:
    """Fingerprint one folded term with the vault's protected-terms key."""
    return hashlib.blake2b(folded.encode("utf-8"), key=key, digest_size=FINGERPRINT_BYTES).digest()


def scan(
    folded: str, prints: Mapping[int, frozenset[bytes]], key: bytes | bytearray
) -> list[tuple[int, int]]:
    """Find every place where a protected term stands in `folded`, as (start, length) in characters, in order.

    `prints` maps a term's length in characters to the fingerprints of the terms of that length.
    """
    text = folded.encode("utf-8")
    offsets: Sequence[int] = range(len(folded) + 1)
    if not folded.isascii():
        offsets = [0, *accumulate(len(char.encode("utf-8")) for char in folded)]
    # Copying a keyed state is quicker than keying a new one, and this runs for each character and length.
    keyed = hashlib.blake2b(key=key, digest_size=FINGERPRINT_BYTES)
    found = []
    for length, wanted in prints.items():
        if length < 1:
            raise ValueError("a protected term has at least one character")
        for start in range(len(folded) - length + 1):
            state = keyed.copy()
            state.update(text[offsets[start] : offsets[start + length]])
            if state.digest() in wanted:
                found.append((start, length))
    return sorted(found)
