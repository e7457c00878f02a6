"""The format page is enough: a reader that shares no code with the product opens the committed vectors."""

import hashlib
import hmac
import json
import unicodedata
from base64 import b64decode
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.crypto import header, key_slots, ledger, record_signing, sealing, terms

VECTORS = Path(__file__).parent.parent / "vectors"
SYMBOLS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def vector(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))
    return read


def jcs(value: object) -> bytes:
    """RFC 8785 for the documents of these vectors: ASCII keys, integers, no control characters."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hkdf(ikm: bytes, salt: bytes, label: str) -> bytes:
    return HKDF(hashes.SHA512(), 32, salt, b"casework/" + label.encode() + b"/1").derive(ikm)


def slot_key(document: dict[str, Any], slot: dict[str, Any], kek: bytes) -> bytes:
    facts = {name: value for name, value in slot.items() if name != "wrapped"}
    aad = jcs(facts | {"format": "casework.vault/1", "vault_id": document["vault_id"]})
    return AESGCM(kek).decrypt(b64decode(slot["nonce"]), b64decode(slot["wrapped"]), aad)


def recovery_secret(text: str) -> bytes:
    number = 0
    for symbol in text.replace("-", ""):
        number = number * 32 + SYMBOLS.index(symbol)
    raw = (number >> 20).to_bytes(20, "big")
    check = int.from_bytes(hashlib.sha256(b"casework/recovery/1" + raw).digest()[:4], "big") >> 12
    assert check == number % 2**20
    return raw


def test_a_stranger_opens_the_header_with_the_passphrase() -> None:
    known = vector("header")
    document = json.loads(known["vault.json"])
    assert jcs(document).decode() == known["vault.json"]
    slot = document["slots"][0]
    login = hmac.digest(b64decode(slot["login_salt"]), known["login_folded"].encode(), "sha256")
    assert login.hex() == slot["login_hash"]
    kek = Argon2id(
        salt=b64decode(slot["salt"]),
        length=32,
        iterations=slot["kdf"]["passes"],
        lanes=slot["kdf"]["lanes"],
        memory_cost=slot["kdf"]["memory_kib"],
        ad=b"casework/slot/1",
    ).derive(unicodedata.normalize("NFKC", known["passphrase"]).encode())
    keys = slot_key(document, slot, kek)
    assert (keys[:32].hex(), keys[32:].hex()) == (known["vault_key"], known["member_secret"])
    vault_id = bytes.fromhex(document["vault_id"])
    mac = document.pop("mac")
    assert hmac.digest(hkdf(keys[:32], vault_id, "header-mac"), jcs(document), "sha256").hex() == mac
    assert hkdf(keys[:32], vault_id, "store-1").hex() == known["store_key"]


def test_a_stranger_opens_the_header_with_the_recovery_key() -> None:
    known = vector("header")
    document = json.loads(known["vault.json"])
    slot = document["slots"][1]
    secret, salt = recovery_secret(known["recovery_text"]), b64decode(slot["salt"])
    assert slot_key(document, slot, hkdf(secret, salt, "recovery-kek")).hex() == known["vault_key"]
    exchange = X25519PrivateKey.from_private_bytes(hkdf(secret, salt, "recovery-x25519"))
    assert exchange.public_key().public_bytes_raw() == b64decode(slot["public"])


def test_a_stranger_verifies_the_record() -> None:
    known = vector("record")
    body = known["body"].encode()
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(known["public"]))
    public.verify(bytes.fromhex(known["signature"]), b"casework/record/1\x00" + body)
    assert hashlib.sha256(body).hexdigest() == known["digest"]


def test_a_stranger_opens_the_grant_and_what_it_seals() -> None:
    known = vector("sealed")
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(known["private"]))
    info = [known[name] for name in ("vault_id", "compartment", "generation", "holder")]
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    key = suite.decrypt(b64decode(known["grant"]), private, jcs(["casework/grant/1", *info]))
    assert key.hex() == known["key"]
    sealed = b64decode(known["sealed"])
    assert sealed[:5] == b"\x01\x00\x00\x00\x03"
    aad = jcs([known["purpose"], known["table"], known["row"], 3])
    assert AESGCM(key).decrypt(sealed[5:17], sealed[17:], aad).decode() == known["plain"]


def test_a_stranger_recomputes_the_ledger_and_its_anchor() -> None:
    def tree(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        split = 1 << (len(leaves) - 1).bit_length() - 1
        return hashlib.sha256(b"\x01" + tree(leaves[:split]) + tree(leaves[split:])).digest()

    known = vector("ledger")
    head, leaves = bytes(32), []
    for body, expected in zip(known["bodies"], known["heads"], strict=True):
        leaves.append(hashlib.sha256(b"\x00" + body.encode()).digest())
        head = hashlib.sha256(b"casework/ledger/1\x00" + head + leaves[-1]).digest()
        assert expected == {"size": len(leaves), "head": head.hex(), "root": tree(leaves).hex()}
    anchor = json.loads(known["anchor"])
    mac = anchor.pop("mac")
    key = hkdf(bytes.fromhex(known["vault_key"]), bytes.fromhex(known["vault_id"]), "anchor-mac")
    assert hmac.digest(key, jcs(anchor), "sha256").hex() == mac
    assert anchor["head"] == head.hex()


def test_a_stranger_recomputes_the_fingerprints() -> None:
    known = vector("terms")
    key = hkdf(bytes.fromhex(known["vault_key"]), bytes.fromhex(known["vault_id"]), "protected-terms")
    for term, expected in known["terms"].items():
        assert hashlib.blake2b(term.encode(), key=key, digest_size=16).hexdigest() == expected


def test_the_product_still_reads_what_was_written_then() -> None:
    known = vector("header")
    read = header.decode(known["vault.json"].encode())
    opened = key_slots.unlock_passphrase(read, known["login_folded"], known["passphrase"])
    recovered = key_slots.unlock_recovery(read, known["recovery_text"])
    with opened.vault_key.lend() as one, recovered.vault_key.lend() as two:
        assert one == two
        assert one.hex() == known["vault_key"]
    record = vector("record")
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(record["public"]))
    record_signing.verify(public, record["body"].encode(), bytes.fromhex(record["signature"]))
    sealed = vector("sealed")
    place = {name: sealed[name] for name in ("purpose", "table", "row")}
    assert (
        sealing.unseal(bytes.fromhex(sealed["key"]), b64decode(sealed["sealed"]), **place) == b"a sealed body"
    )
    head = ledger.EMPTY
    for body in vector("ledger")["bodies"]:
        head = ledger.append(head, body.encode())
    assert ledger.root(head).hex() == vector("ledger")["heads"][-1]["root"]
    assert terms.FINGERPRINT_BYTES == 16
