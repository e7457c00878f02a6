"""Reads a closed vault by docs/format.md alone: no line of the product, and no SQLCipher."""

import base64
import hashlib
import hmac
import json
import sqlite3
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PAGE, RESERVED = 4096, 80


def jcs(value: object) -> bytes:
    """RFC 8785, as far as the header and the ledger need it: sorted names, integers, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def unb64(text: str) -> bytes:
    """Standard base64."""
    return base64.b64decode(text, validate=True)


def hkdf(ikm: bytes, vault_id: str, label: str) -> bytes:
    """A key of one purpose."""
    return HKDF(hashes.SHA512(), 32, bytes.fromhex(vault_id), f"casework/{label}/1".encode()).derive(ikm)


def fold(login: str) -> bytes:
    """A login name as it is hashed."""
    return "".join(c for c in unicodedata.normalize("NFKD", login.casefold()) if c.isalnum()).encode()


def open_header(folder: Path, login: str, passphrase: str) -> tuple[dict[str, Any], bytes, bytes]:
    """The header, the vault key and the member secret (sections 2)."""
    header = json.loads((folder / "vault.json").read_bytes())
    for slot in (s for s in header["slots"] if s["kind"] == "passphrase"):
        if hmac.digest(unb64(slot["login_salt"]), fold(login), "sha256").hex() == slot["login_hash"]:
            break
    kdf = slot["kdf"]
    kek = Argon2id(
        salt=unb64(slot["salt"]), length=32, iterations=kdf["passes"], lanes=kdf["lanes"],
        memory_cost=kdf["memory_kib"], ad=b"casework/slot/1",
    ).derive(unicodedata.normalize("NFKC", passphrase).encode())  # fmt: skip
    facts = {k: v for k, v in slot.items() if k != "wrapped"}
    aad = jcs(facts | {"format": "casework.vault/1", "vault_id": header["vault_id"]})
    keys = AESGCM(kek).decrypt(unb64(slot["nonce"]), unb64(slot["wrapped"]), aad)
    mac_key = hkdf(keys[:32], header["vault_id"], "header-mac")
    mac = hmac.digest(mac_key, jcs({k: v for k, v in header.items() if k != "mac"}), "sha256").hex()
    if mac != header["mac"]:
        raise ValueError("header MAC")
    return header, keys[:32], keys[32:]


def store_secret(header: dict[str, Any], vault_key: bytes, member_secret: bytes) -> bytes:
    """What the key of the present epoch is derived from: it is wrapped to the member's slot (section 2)."""
    if "store_grants" not in header:
        return vault_key
    private = X25519PrivateKey.from_private_bytes(hkdf(member_secret, header["vault_id"], "slot-x25519"))
    for slot, wrapped in header["store_grants"].items():
        info = jcs(["casework/store/1", header["vault_id"], header["epoch"], slot])
        with suppress(InvalidTag):
            return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM).decrypt(
                unb64(wrapped), private, info=info
            )
    raise ValueError("store grant")


def store_key(header: dict[str, Any], vault_key: bytes, member_secret: bytes) -> bytes:
    """The raw key of the store (section 3)."""
    secret = store_secret(header, vault_key, member_secret)
    return hkdf(secret, header["vault_id"], f"store-{header['epoch']}")


def plain_store(store: bytes, key: bytes) -> bytes:
    """Every page of the store, its HMAC checked, decrypted (SQLCipher 4's published page layout)."""
    salt = store[:16]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(b ^ 0x3A for b in salt), 2, 32)
    out = bytearray()
    for at in range(0, len(store), PAGE):
        start = at or 16
        body, mac = store[start : at + PAGE - 64], store[at + PAGE - 64 : at + PAGE]
        number = (at // PAGE + 1).to_bytes(4, "little")
        if hmac.digest(mac_key, body + number, "sha512") != mac:
            raise ValueError(f"page {at // PAGE + 1}")
        decryptor = Cipher(algorithms.AES(key), modes.CBC(body[-16:])).decryptor()
        head = b"" if at else b"SQLite format 3\0"
        out += head + decryptor.update(body[:-16]) + decryptor.finalize() + bytes(RESERVED)
    out[18:20] = b"\x01\x01"  # not in WAL mode any more: a store in memory has no second file
    return bytes(out)


def tables(folder: Path, login: str, passphrase: str) -> tuple[dict[str, Any], sqlite3.Connection]:
    """The header, and the store's tables in memory, for the standard library to read."""
    header, *opened = open_header(folder, login, passphrase)
    connection = sqlite3.connect(":memory:")
    store = (folder / header.get("store", "store.db")).read_bytes()
    connection.deserialize(plain_store(store, store_key(header, *opened)))
    return header, connection


def verify_record(header: dict[str, Any], connection: sqlite3.Connection, record_id: str) -> dict[str, Any]:
    """What a record of an open compartment says, its signature and certificate checked (section 4)."""
    body, signature, digest, certificate = connection.execute(
        "SELECT body, signature, digest, certificate FROM record JOIN member_key ON member_key.id = key_id "
        "WHERE record.id = ?",
        [record_id],
    ).fetchone()
    authorities = [
        x509.load_der_x509_certificate(row[0])
        for row in connection.execute("SELECT certificate FROM authority")
    ]
    (authority,) = [a for a in authorities if a.fingerprint(hashes.SHA256()).hex() in header["authority"]]
    signer, authority_key = x509.load_der_x509_certificate(certificate), authority.public_key()
    if not isinstance(authority_key, EllipticCurvePublicKey):
        raise TypeError
    authority_key.verify(signer.signature, signer.tbs_certificate_bytes, ECDSA(hashes.SHA256()))
    key = signer.public_key()
    if not isinstance(key, Ed25519PublicKey) or hashlib.sha256(body).digest() != digest:
        raise ValueError("record")
    key.verify(signature, b"casework/record/1\0" + body)
    return dict(json.loads(body))


def verify_ledger(header: dict[str, Any], connection: sqlite3.Connection, device: str) -> int:
    """How many rows a device's chain has, each chained to the one before, and the anchor met (section 6)."""
    columns = "seq, at, actor_id, action, subject, subject_id, case_id, detail"
    head, count, met = bytes(32), 0, header["anchors"].get(device)
    for row in connection.execute(f"SELECT {columns} FROM ledger WHERE device = ? ORDER BY seq", [device]):
        body = dict(zip(("seq", "at", "actor", "action"), row, strict=False))
        body |= {"subject": list(row[4:6]) if row[4] else None, "case": row[6], "detail": json.loads(row[7])}
        body |= {"format": "casework.ledger/1", "device": device}
        leaf = hashlib.sha256(b"\0" + jcs(body)).digest()
        head = hashlib.sha256(b"casework/ledger/1\0" + head + leaf).digest()
        count += 1
        if met and count == met["size"] and head.hex() != met["head"]:
            raise ValueError("anchor")
    stored = connection.execute("SELECT size, head FROM ledger_head WHERE device = ?", [device]).fetchone()
    if stored != (count, head) or row[0] != count - 1:
        raise ValueError("ledger")
    return count
