"""The chain and the tree, against RFC 6962's published roots and the tree as the RFC writes it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto import ledger
from app.errors import Damaged, NotGenuine

bodies = st.lists(st.binary(max_size=8), max_size=40)

# Leaves and roots published with the reference implementation of RFC 6962 (certificate-transparency).
KNOWN_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """Follow the definition of RFC 6962 section 2.1 word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


def grown(rows: list[bytes]) -> ledger.Head:
    head = ledger.EMPTY
    for row in rows:
        head = ledger.append(head, row)
    return head


def test_gives_the_published_roots() -> None:
    head = ledger.EMPTY
    for body, expected in zip(KNOWN_LEAVES, KNOWN_ROOTS, strict=True):
        head = ledger.append(head, body)
        assert ledger.root(head).hex() == expected


@given(bodies)
def test_agrees_with_the_tree_as_defined(rows: list[bytes]) -> None:
    assert ledger.root(grown(rows)) == naive_root([ledger.leaf(row) for row in rows])


@given(bodies)
def test_the_chain_is_as_the_format_says(rows: list[bytes]) -> None:
    head = bytes(32)
    for row in rows:
        leaf = hashlib.sha256(b"\x00" + row).digest()
        head = hashlib.sha256(b"casework/ledger/1\x00" + head + leaf).digest()
    assert grown(rows).head == head
    assert grown(rows).size == len(rows)


@given(bodies)
def test_a_head_survives_storage(rows: list[bytes]) -> None:
    head = grown(rows)
    assert ledger.head_from(head.size, head.head, ledger.peaks_to_bytes(head)) == head


@pytest.mark.parametrize(
    ("size", "head", "peaks"),
    [
        (-1, bytes(32), b""),
        (1, bytes(32), b""),
        (3, bytes(32), bytes(32)),
        (0, bytes(31), b""),
        (1, bytes(32), b"x"),
    ],
)
def test_refuses_a_stored_head_that_cannot_be(size: int, head: bytes, peaks: bytes) -> None:
    with pytest.raises(Damaged):
        ledger.head_from(size, head, peaks)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.data())
def test_proves_every_row_and_no_other(rows: list[bytes], data: st.DataObject) -> None:
    leaves = [ledger.leaf(row) for row in rows]
    index = data.draw(st.integers(0, len(rows) - 1))
    proof = ledger.inclusion_proof(leaves, index)
    root = naive_root(leaves)
    ledger.verify_inclusion(leaves[index], index, len(rows), proof, root)
    for leaf, at, size, path, expected in (
        (ledger.leaf(b"another row"), index, len(rows), proof, root),
        (leaves[index], index, len(rows), (*proof, bytes(32)), root),
        (leaves[index], index, len(rows), proof, bytes(32)),
        (leaves[index], len(rows), len(rows), proof, root),
        (leaves[index], -1, len(rows), proof, root),
        (leaves[index], 0, 0, (), root),
    ):
        with pytest.raises(NotGenuine):
            ledger.verify_inclusion(leaf, at, size, path, expected)
    for drop in range(len(proof)):
        with pytest.raises(NotGenuine):
            ledger.verify_inclusion(leaves[index], index, len(rows), proof[:drop], root)


def test_refuses_siblings_that_are_no_hashes() -> None:
    leaves = [ledger.leaf(b"a"), ledger.leaf(b"b")]
    with pytest.raises(NotGenuine):
        ledger.verify_inclusion(leaves[0], 0, 2, (leaves[1] + b"", b""), naive_root(leaves))
    with pytest.raises(NotGenuine):
        ledger.verify_inclusion(leaves[0], 0, 2, (leaves[1][:31],), naive_root(leaves))


def test_has_no_proof_for_a_row_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        ledger.inclusion_proof([ledger.leaf(b"a")], 1)
