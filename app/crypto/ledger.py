"""The ledger's hashing: a chain shows a changed or missing row, an RFC 6962 tree proves a single one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.errors import Damaged, NotGenuine

HASH_BYTES: Final = 32
_CHAIN_DOMAIN: Final = b"casework/ledger/1\x00"


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain stands: rows so far, chain hash, and the tree's peaks, largest first."""

    size: int = 0
    head: bytes = bytes(HASH_BYTES)
    peaks: tuple[bytes, ...] = ()


EMPTY: Final = Head()
"""The head of a chain without rows."""


def leaf(body: bytes) -> bytes:
    """Hash one row's body as a leaf."""
    return hashlib.sha256(b"\x00" + body).digest()


def chain(previous: bytes, leaf_hash: bytes) -> bytes:
    """Hash the next link of a chain."""
    return hashlib.sha256(_CHAIN_DOMAIN + previous + leaf_hash).digest()


def append(head: Head, body: bytes) -> Head:
    """Return the head after one more row."""
    leaf_hash = node = leaf(body)
    peaks = list(head.peaks)
    # Every trailing one bit of the size is a full tree that the new leaf completes into the next larger.
    carry = head.size
    while carry & 1:
        node = _node(peaks.pop(), node)
        carry >>= 1
    return Head(head.size + 1, chain(head.head, leaf_hash), (*peaks, node))


def root(head: Head) -> bytes:
    """Compute the RFC 6962 tree hash of all rows up to `head`."""
    if not head.peaks:
        return hashlib.sha256(b"").digest()
    *rest, node = head.peaks
    for peak in reversed(rest):
        node = _node(peak, node)
    return node


def peaks_to_bytes(head: Head) -> bytes:
    """Write the peaks one after the other, as they are stored."""
    return b"".join(head.peaks)


def head_from(size: int, head: bytes, peaks: bytes) -> Head:
    """Rebuild a stored head; raises Damaged unless there are as many peaks as the size has one bits."""
    if size < 0 or len(head) != HASH_BYTES or len(peaks) != size.bit_count() * HASH_BYTES:
        raise Damaged
    starts = range(0, len(peaks), HASH_BYTES)
    return Head(size, head, tuple(peaks[start : start + HASH_BYTES] for start in starts))


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Give the sibling hashes, lowest first, from leaf hash `index` to the root (RFC 6962, 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError("no such leaf")
    proof = []
    level = list(leaves)
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            proof.append(level[sibling])
        # A last node without a sibling moves up as it is, which is how RFC 6962 splits an uneven tree.
        paired = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
        index >>= 1
    return tuple(proof)


def verify_inclusion(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes
) -> None:
    """Return only if the proof leads from the leaf to the root `expected`; raises NotGenuine otherwise."""
    if not 0 <= index < size:
        raise NotGenuine
    node = leaf_hash
    last = size - 1
    path = iter(proof)
    while last:
        if index & 1 or index < last:
            sibling = next(path, b"")
            node = _node(sibling, node) if index & 1 else _node(node, sibling)
        index >>= 1
        last >>= 1
    if next(path, None) is not None or node != expected:
        raise NotGenuine


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
