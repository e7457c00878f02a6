"""A draft as its author kept it: signed by them, so that whoever checks the vault sees another's hand in it."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from app.crypto import canonical, draft_signing
from app.errors import NotGenuine
from app.models.base import wire_time
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures

_SAID: Final = ("id", "case_id", "author_id", "kind", "compartment", "replaces_id", "about_id", "revision")


def signed_draft(vault: OpenVault, row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a draft's signature, for the row as it is kept from now on."""
    kept = _kept({**row, "key_id": vault.key_ids["records"]})
    return {"key_id": vault.key_ids["records"], "signature": draft_signing.sign(vault.keys.records, kept)}


def is_as_kept(signatures: Signatures, row: Mapping[str, Any]) -> bool:
    """Whether a draft's row is what its author kept last, or kept some time before."""
    try:
        signer = signatures.ever_certified(row["key_id"], row["author_id"])
        draft_signing.verify(signer.public, _kept(row), row["signature"] or b"")
    except NotGenuine:
        return False
    return True


def _kept(row: Mapping[str, Any]) -> bytes:
    said = {name: row[name] for name in (*_SAID, "key_id")}
    times = {name: wire_time(row[name]) for name in ("begun_at", "saved_at")}
    return canonical.dumps(said | times | {"body": sha256(row["body"]).hexdigest()})
