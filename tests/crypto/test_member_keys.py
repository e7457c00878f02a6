"""A member's keys survive storage, and print nothing."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.crypto import member_keys
from app.errors import Damaged


def test_each_private_key_survives_storage() -> None:
    keys = member_keys.generate()
    again = member_keys.MemberKeys(
        member_keys.records_private(member_keys.private_bytes(keys.records)),
        member_keys.documents_private(member_keys.private_bytes(keys.documents)),
        member_keys.compartments_private(member_keys.private_bytes(keys.compartments)),
    )
    for before, after in (
        (keys.records, again.records),
        (keys.documents, again.documents),
        (keys.compartments, again.compartments),
    ):
        assert len(member_keys.private_bytes(before)) == 32
        assert member_keys.public_bytes(before.public_key()) == member_keys.public_bytes(after.public_key())


def test_each_public_key_survives_storage() -> None:
    keys = member_keys.generate()
    records = member_keys.public_bytes(keys.records.public_key())
    documents = member_keys.public_bytes(keys.documents.public_key())
    compartments = member_keys.public_bytes(keys.compartments.public_key())
    assert member_keys.public_bytes(member_keys.records_public(records)) == records
    assert member_keys.public_bytes(member_keys.documents_public(documents)) == documents
    assert member_keys.public_bytes(member_keys.compartments_public(compartments)) == compartments


@pytest.mark.parametrize("raw", [b"", bytes(31), bytes(33)])
def test_refuses_keys_of_another_length(raw: bytes) -> None:
    for read in (
        member_keys.records_private,
        member_keys.documents_private,
        member_keys.compartments_private,
        member_keys.records_public,
        member_keys.documents_public,
        member_keys.compartments_public,
    ):
        with pytest.raises(Damaged):
            read(raw)


@pytest.mark.parametrize("raw", [bytes(32), b"\xff" * 32])
def test_refuses_a_scalar_outside_the_curve(raw: bytes) -> None:
    with pytest.raises(Damaged):
        member_keys.documents_private(raw)


def test_refuses_documents_keys_of_another_kind() -> None:
    p384 = ec.generate_private_key(ec.SECP384R1())
    with pytest.raises(TypeError, match="P-256"):
        member_keys.private_bytes(p384)
    with pytest.raises(TypeError, match="P-256"):
        member_keys.public_bytes(p384.public_key())
    der = member_keys.public_bytes(member_keys.generate().documents.public_key())
    with pytest.raises(Damaged):
        member_keys.documents_public(der[:-1])


def test_prints_no_key() -> None:
    keys = member_keys.generate()
    assert repr(keys) == "MemberKeys()"
    assert isinstance(keys.records, Ed25519PrivateKey)
