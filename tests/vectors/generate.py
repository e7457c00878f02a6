"""Make the committed test vectors anew, when the format changes: `python -m tests.vectors.generate`."""

import json
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.crypto import (
    anchors,
    canonical,
    grants,
    header,
    key_slots,
    ledger,
    member_keys,
    record_signing,
    recovery,
    sealing,
    terms,
    vault_keys,
)
from app.crypto.kdf import CHEAPEST
from app.crypto.secret import Secret

FOLDER = Path(__file__).parent
DEVICE = "01939f1e-8a51-7c3e-9b1a-6d2f4e5a7b8c"
ROW = "01939f1e-8a52-7000-8000-000000000001"
AT = "2026-11-23T09:30:00.000Z"
BODIES = [canonical.dumps({"format": "casework.ledger/1", "seq": seq}) for seq in range(7)]


def main() -> None:
    """Write every vector file."""
    made, vault_key = header.create(DEVICE, ("ab" * 32,))
    made, vectors = _header_vector(made, vault_key)
    _write("header", vectors)
    _write("ledger", _ledger_vector(made, vault_key))
    _write("record", _record_vector())
    _write("sealed", _sealed_vector(made))
    _write("terms", _terms_vector(made, vault_key))


def _header_vector(made: header.Header, vault_key: Secret) -> tuple[header.Header, dict[str, object]]:
    member_secret = Secret(bytes(range(100, 132)))
    made = key_slots.add_passphrase_slot(
        made, vault_key, member_secret, "okonkwo", "Caf\u00e9 owls walk home late", params=CHEAPEST
    )
    kit = Secret(bytes(range(200, 220)))
    made = key_slots.add_recovery_slot(made, vault_key, kit)
    head = ledger.append(ledger.EMPTY, BODIES[0])
    made = header.with_anchor(made, vault_key, DEVICE, anchors.anchor_of(head, AT))
    return made, {
        "vault.json": header.encode(made).decode(),
        "login_folded": "okonkwo",
        "passphrase": "Cafe\u0301 owls walk home late",
        "recovery_text": recovery.to_text(kit),
        "vault_key": _hex(vault_key),
        "member_secret": _hex(member_secret),
        "store_key": vault_keys.store_key(vault_key, made.vault_id, 1).hex(),
    }


def _ledger_vector(made: header.Header, vault_key: Secret) -> dict[str, object]:
    head = ledger.EMPTY
    heads = []
    for body in BODIES:
        head = ledger.append(head, body)
        heads.append({"size": head.size, "head": head.head.hex(), "root": ledger.root(head).hex()})
    anchor = anchors.encode_anchor(anchors.anchor_of(head, AT), vault_key, made.vault_id)
    return {
        "vault_id": made.vault_id,
        "vault_key": _hex(vault_key),
        "bodies": [body.decode() for body in BODIES],
        "heads": heads,
        "anchor": anchor.decode(),
    }


def _record_vector() -> dict[str, object]:
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    body = canonical.dumps(
        {"format": "casework.record/1", "content": {"text": "A note. Llŷr \u20ac"}, "version": 1}
    )
    return {
        "public": member_keys.public_bytes(private.public_key()).hex(),
        "body": body.decode(),
        "signature": record_signing.sign(private, body).hex(),
        "digest": record_signing.digest(body).hex(),
    }


def _sealed_vector(made: header.Header) -> dict[str, object]:
    key = bytes(range(32))
    private = X25519PrivateKey.from_private_bytes(bytes(range(64, 96)))
    granted = grants.grant(
        Secret(key),
        private.public_key(),
        vault_id=made.vault_id,
        compartment="victim",
        generation=3,
        holder=ROW,
    )
    place = {"purpose": "body", "table": "record", "row": ROW}
    return {
        "key": key.hex(),
        "plain": "a sealed body",
        "sealed": b64encode(sealing.seal(key, b"a sealed body", generation=3, **place)).decode(),
        **place,
        "vault_id": made.vault_id,
        "compartment": "victim",
        "generation": 3,
        "holder": ROW,
        "private": bytes(range(64, 96)).hex(),
        "grant": b64encode(granted).decode(),
    }


def _terms_vector(made: header.Header, vault_key: Secret) -> dict[str, object]:
    key = vault_keys.protected_terms_key(vault_key, made.vault_id)
    return {
        "vault_id": made.vault_id,
        "vault_key": _hex(vault_key),
        "terms": {
            term: terms.fingerprint(key, term).hex() for term in ("sw1a1aa", "mikołajczyk", "07700900123")
        },
    }


def _hex(secret: Secret) -> str:
    with secret.lend() as raw:
        return raw.hex()


def _write(name: str, vector: dict[str, object]) -> None:
    text = json.dumps(vector, indent=1, ensure_ascii=False, sort_keys=True)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
