"""Each derived key has a purpose of its own."""

from app.crypto import vault_keys
from app.crypto.secret import Secret

VAULT_ID = "00112233445566778899aabbccddeeff"


def test_no_two_purposes_vaults_or_epochs_share_a_key() -> None:
    secret = Secret(bytes(range(32)))
    keys = [
        vault_keys.store_key(secret, VAULT_ID, 1),
        vault_keys.store_key(secret, VAULT_ID, 2),
        vault_keys.store_key(secret, VAULT_ID[::-1], 1),
        vault_keys.header_mac_key(secret, VAULT_ID),
        vault_keys.anchor_mac_key(secret, VAULT_ID),
        vault_keys.protected_terms_key(secret, VAULT_ID),
        vault_keys.member_keys_key(secret, VAULT_ID),
    ]
    assert len({bytes(key) for key in keys}) == len(keys)
    assert {len(key) for key in keys} == {32}


def test_a_key_is_the_same_each_time() -> None:
    secret = Secret(bytes(range(32)))
    assert vault_keys.store_key(secret, VAULT_ID, 1) == vault_keys.store_key(secret, VAULT_ID, 1)
