"""The keys derived from a vault key or a member secret, each with a label of its own (docs/format.md)."""

from app.crypto.kdf import hkdf
from app.crypto.secret import Secret


def store_key(store_secret: Secret, vault_id: str, epoch: int) -> bytearray:
    """Derive the raw SQLCipher key of one epoch; the caller wipes it."""
    return _derive(store_secret, vault_id, f"store-{epoch}")


def slot_exchange_seed(member_secret: Secret, vault_id: str) -> bytearray:
    """Derive the X25519 seed to which a member's slot is given store secrets; the caller wipes it."""
    return _derive(member_secret, vault_id, "slot-x25519")


def header_mac_key(vault_key: Secret, vault_id: str) -> bytearray:
    """Derive the key that authenticates the whole header."""
    return _derive(vault_key, vault_id, "header-mac")


def anchor_mac_key(vault_key: Secret, vault_id: str) -> bytearray:
    """Derive the key that authenticates the anchors kept outside the vault."""
    return _derive(vault_key, vault_id, "anchor-mac")


def protected_terms_key(vault_key: Secret, vault_id: str) -> bytearray:
    """Derive the key of the fingerprints of protected victim terms."""
    return _derive(vault_key, vault_id, "protected-terms")


def member_keys_key(member_secret: Secret, vault_id: str) -> bytearray:
    """Derive the key that seals a member's private keys."""
    return _derive(member_secret, vault_id, "member-keys")


def writing_key(member_secret: Secret, vault_id: str) -> bytearray:
    """Derive the key that seals a member's own words and abbreviations."""
    return _derive(member_secret, vault_id, "member-writing")


def unfinished_key(member_secret: Secret, vault_id: str) -> bytearray:
    """Derive the key that seals what a member typed into a form and did not save."""
    return _derive(member_secret, vault_id, "unfinished-forms")


def prepared_key(member_secret: Secret, vault_id: str) -> bytearray:
    """Derive the key that seals what a member prepared to be shared and has not signed yet."""
    return _derive(member_secret, vault_id, "prepared")


def unsaved_key(member_secret: Secret, vault_id: str) -> bytearray:
    """Derive the key that seals, in memory, what could not be saved when the vault was locked."""
    return _derive(member_secret, vault_id, "parked-draft")


def draft_key(member_secret: Secret, vault_id: str, draft_id: str) -> bytearray:
    """Derive the key of one draft of a member, by its UUID; the caller wipes it."""
    return _derive(member_secret, vault_id, f"draft-{draft_id}")


def _derive(secret: Secret, vault_id: str, label: str) -> bytearray:
    with secret.lend() as raw:
        return hkdf(raw, bytes.fromhex(vault_id), label)
