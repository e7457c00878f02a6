"""The store's secret of an epoch opens with the slots that it was wrapped to, and with nothing else."""

import msgspec
import pytest

from app.crypto import header, key_slots, store_epochs
from app.crypto.member_keys import compartments_public
from app.crypto.secret import Secret
from app.errors import Damaged, NoStoreKey
from tests.crypto.sample import LOGIN, OTHER_LOGIN, OTHER_PASSPHRASE, PASSPHRASE, Sample, sample, vault_key


def plain(secret: Secret) -> bytes:
    with secret.lend() as raw:
        return bytes(raw)


def opened(made: header.Header, login: str = LOGIN, passphrase: str = PASSPHRASE) -> key_slots.Opened:
    return key_slots.unlock_passphrase(made, login, passphrase)


def in_epoch(given: Sample, secret: Secret, *logins: tuple[str, str]) -> header.Header:
    """The sample in its second epoch, opened by those alone."""
    holders = {}
    for login, passphrase in logins:
        who = opened(given.header, login, passphrase)
        public = store_epochs.slot_public(who.member_secret, given.header.vault_id)
        holders[who.slot_id] = compartments_public(public)
    return store_epochs.begin_epoch(given.header, vault_key(), 2, secret, holders)


def test_without_a_grant_the_vault_key_is_the_secret() -> None:
    given = sample()
    with store_epochs.store_secret(given.header, opened(given.header)).lend() as raw:
        assert bytes(raw) == plain(vault_key())


def test_a_slot_that_was_given_the_secret_opens_it_and_another_does_not() -> None:
    given = sample()
    made = in_epoch(given, Secret(bytes(range(32))), (LOGIN, PASSPHRASE))
    assert plain(store_epochs.store_secret(made, opened(made))) == bytes(range(32))
    with pytest.raises(NoStoreKey):
        store_epochs.store_secret(made, opened(made, OTHER_LOGIN, OTHER_PASSPHRASE))


def test_the_recovery_key_opens_what_was_wrapped_to_its_slot() -> None:
    given = sample()
    kit = key_slots.unlock_recovery(given.header, given.recovery_text)
    holders = {kit.slot_id: kit.exchange_key.public_key()}
    made = store_epochs.begin_epoch(given.header, vault_key(), 2, Secret(bytes(range(32))), holders)
    assert plain(store_epochs.store_secret(made, kit)) == bytes(range(32))


def test_a_grant_of_another_epoch_vault_or_slot_does_not_open() -> None:
    given = sample()
    made = in_epoch(given, Secret(bytes(range(32))), (LOGIN, PASSPHRASE))
    who, other = opened(made), opened(made, OTHER_LOGIN, OTHER_PASSPHRASE)
    grant = made.store_grants[who.slot_id]
    for strange in (
        msgspec.structs.replace(made, epoch=3),
        msgspec.structs.replace(made, vault_id="ab" * 16),
        msgspec.structs.replace(made, store_grants={who.slot_id: grant[:-1] + bytes([grant[-1] ^ 1])}),
    ):
        with pytest.raises(Damaged):
            store_epochs.store_secret(strange, who)
    with pytest.raises(Damaged):
        store_epochs.store_secret(msgspec.structs.replace(made, store_grants={other.slot_id: grant}), other)


def test_what_was_wrapped_to_a_slot_goes_with_it_and_a_new_slot_is_given_it() -> None:
    given = sample()
    secret = Secret(bytes(range(32)))
    made = in_epoch(given, secret, (LOGIN, PASSPHRASE), (OTHER_LOGIN, OTHER_PASSPHRASE))
    gone = opened(made, OTHER_LOGIN, OTHER_PASSPHRASE)
    left = key_slots.remove_slot(made, vault_key(), gone.slot_id)
    assert left.store_grants.keys() == {opened(made).slot_id}
    public = compartments_public(store_epochs.slot_public(gone.member_secret, made.vault_id))
    again = store_epochs.with_grant(made, vault_key(), secret, gone.slot_id, public)
    assert plain(store_epochs.store_secret(again, gone)) == bytes(range(32))
    assert not store_epochs.with_grant(given.header, vault_key(), secret, "0" * 16, public).store_grants


def test_an_epochs_header_is_read_back_as_written() -> None:
    given = sample()
    made = in_epoch(given, Secret(bytes(range(32))), (LOGIN, PASSPHRASE))
    made = header.with_store(made, vault_key(), "store-12.db")
    assert header.decode(header.encode(made)) == made
    assert (made.stores, given.header.stores) == (12, 1)


@pytest.mark.parametrize(
    "name", ["store-1.db", "store-02.db", "../store.db", "store.db-wal", "store-2.db\n", ""]
)
def test_a_store_of_another_name_is_no_header_of_ours(name: str) -> None:
    given = sample()
    with pytest.raises(ValueError, match="format"):
        header.encode(header.with_store(given.header, vault_key(), name))


def test_a_grant_for_a_slot_that_is_not_there_is_no_header_of_ours() -> None:
    given = sample()
    made = header.with_epoch(given.header, vault_key(), 2, {"0" * 16: bytes(80)})
    with pytest.raises(ValueError, match="format"):
        header.encode(made)
