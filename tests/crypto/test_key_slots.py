"""Who holds a secret gets in; nobody else does, and nothing changes unseen."""

import time
import traceback

import msgspec
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.crypto import header, kdf, key_slots, recovery
from app.crypto.header import Header, PassphraseSlot
from app.crypto.kdf import CHEAPEST, DEFAULT
from app.crypto.key_slots import unlock_passphrase, unlock_recovery
from app.crypto.secret import Secret
from app.errors import (
    Damaged,
    Newer,
    NotAcceptable,
    NotFound,
    UserError,
    WeakSecret,
    WrongRecoveryKey,
    WrongSecret,
)
from tests.crypto import sample as known
from tests.crypto.sample import LOGIN, OTHER_LOGIN, OTHER_PASSPHRASE, PASSPHRASE, sample, vault_key

REFUSALS = (Damaged, WrongSecret, Newer)


def opens_by_passphrase(raw: bytes) -> None:
    unlock_passphrase(header.decode(raw), LOGIN, PASSPHRASE).wipe()


def opens_by_recovery(raw: bytes) -> None:
    unlock_recovery(header.decode(raw), sample().recovery_text).wipe()


def flipped(raw: bytes, place: int, bit: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :]


def test_a_passphrase_yields_the_vault_key_and_its_members_secret() -> None:
    opened = unlock_passphrase(sample().header, LOGIN, PASSPHRASE)
    with opened.vault_key.lend() as vault, opened.member_secret.lend() as member:
        assert (bytes(vault), bytes(member)) == (known.VAULT_KEY, known.MEMBER_SECRET)
    assert opened.slot_id == sample().header.slots[0].id


def test_each_member_gets_the_same_vault_and_another_secret() -> None:
    opened = unlock_passphrase(sample().header, OTHER_LOGIN, OTHER_PASSPHRASE)
    with opened.vault_key.lend() as vault, opened.member_secret.lend() as member:
        assert (bytes(vault), bytes(member)) == (known.VAULT_KEY, bytes(32))


def test_the_recovery_key_yields_the_vault_key_and_the_grants() -> None:
    recovered = unlock_recovery(sample().header, sample().recovery_text.lower().replace("-", " "))
    with recovered.vault_key.lend() as vault:
        assert vault == known.VAULT_KEY
    slot = sample().header.slots[1]
    assert isinstance(slot, header.RecoverySlot)
    assert recovered.exchange_key.public_key().public_bytes_raw() == slot.public
    assert recovered.slot_id == slot.id


@pytest.mark.parametrize(
    ("login", "passphrase"),
    [
        (LOGIN, PASSPHRASE + " "),
        (LOGIN, PASSPHRASE.lower()),
        (LOGIN, ""),
        (LOGIN, OTHER_PASSPHRASE),
        (LOGIN, "\ud800"),
        (OTHER_LOGIN, PASSPHRASE),
        ("nobody", PASSPHRASE),
        ("", PASSPHRASE),
        ("\ud800", PASSPHRASE),
    ],
)
def test_wrong_login_and_wrong_passphrase_are_one_refusal(login: str, passphrase: str) -> None:
    with pytest.raises(WrongSecret) as refusal:
        unlock_passphrase(sample().header, login, passphrase)
    assert type(refusal.value) is WrongSecret
    assert str(refusal.value) == WrongSecret.sentence


def test_an_unknown_login_takes_as_long_as_a_wrong_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kdf, "Argon2id", Argon2id)

    def seconds(login: str) -> float:
        started = time.perf_counter()
        with pytest.raises(WrongSecret):
            unlock_passphrase(sample().header, login, "not the passphrase")
        return time.perf_counter() - started

    known_login = min(seconds(LOGIN) for _ in range(4))
    unknown_login = min(seconds("nobody") for _ in range(4))
    assert 0.5 < unknown_login / known_login < 2


def test_another_vaults_recovery_key_is_refused() -> None:
    with pytest.raises(WrongRecoveryKey):
        unlock_recovery(sample().header, recovery.to_text(recovery.new_recovery_secret()))
    with pytest.raises(WrongRecoveryKey):
        unlock_recovery(header.with_slots(sample().header, vault_key(), ()), sample().recovery_text)


def test_every_flipped_bit_is_refused_by_the_recovery_key() -> None:
    raw = header.encode(sample().header)
    for place in range(len(raw)):
        for bit in (0, 1, 2, 5):
            with pytest.raises(REFUSALS):
                opens_by_recovery(flipped(raw, place, bit))


def test_flipped_bits_are_refused_by_the_passphrase() -> None:
    raw = header.encode(sample().header)
    for place in range(0, len(raw), 11):
        with pytest.raises(REFUSALS):
            opens_by_passphrase(flipped(raw, place, place % 7))


@pytest.mark.slow
@pytest.mark.parametrize("bit", [0, 3])
def test_every_flipped_byte_is_refused_by_the_passphrase(bit: int) -> None:
    raw = header.encode(sample().header)
    for place in range(len(raw)):
        with pytest.raises(REFUSALS):
            opens_by_passphrase(flipped(raw, place, bit))


def other_slot(slot: PassphraseSlot, name: str) -> PassphraseSlot:
    value = getattr(slot, name)
    if name == "kdf":
        return msgspec.structs.replace(slot, kdf=msgspec.structs.replace(CHEAPEST, passes=4))
    if isinstance(value, bytes):
        return msgspec.structs.replace(slot, **{name: bytes([value[0] ^ 1]) + value[1:]})
    return msgspec.structs.replace(slot, **{name: ("0" if value[0] != "0" else "1") + value[1:]})


@pytest.mark.parametrize("name", PassphraseSlot.__struct_fields__)
def test_every_field_of_ones_own_slot_is_bound(name: str) -> None:
    slots = sample().header.slots
    own = slots[0]
    assert isinstance(own, PassphraseSlot)
    changed = msgspec.structs.replace(sample().header, slots=(other_slot(own, name), *slots[1:]))
    with pytest.raises(WrongSecret):
        unlock_passphrase(changed, LOGIN, PASSPHRASE)


@pytest.mark.parametrize("name", PassphraseSlot.__struct_fields__)
def test_every_field_of_another_members_slot_is_authenticated(name: str) -> None:
    slots = sample().header.slots
    other = slots[2]
    assert isinstance(other, PassphraseSlot)
    changed = msgspec.structs.replace(sample().header, slots=(*slots[:2], other_slot(other, name)))
    with pytest.raises(Damaged):
        unlock_passphrase(changed, LOGIN, PASSPHRASE)


def test_a_slot_moved_to_another_vault_opens_nothing() -> None:
    moved = msgspec.structs.replace(sample().header, vault_id="0" * 32)
    with pytest.raises(WrongSecret):
        unlock_passphrase(moved, LOGIN, PASSPHRASE)
    with pytest.raises(WrongRecoveryKey):
        unlock_recovery(moved, sample().recovery_text)


def test_hostile_parameters_are_refused_before_any_work() -> None:
    slot = sample().header.slots[0]
    hostile = msgspec.structs.replace(
        slot, kdf=msgspec.structs.replace(CHEAPEST, memory_kib=2**31, passes=2**31)
    )
    changed = msgspec.structs.replace(sample().header, slots=(hostile,))
    started = time.perf_counter()
    with pytest.raises(Damaged):
        unlock_passphrase(changed, LOGIN, PASSPHRASE)
    with pytest.raises(Damaged):
        unlock_passphrase(changed, "nobody", PASSPHRASE)
    assert time.perf_counter() - started < 0.2


def test_a_new_passphrase_rewraps_the_same_keys() -> None:
    before = sample().header
    opened = unlock_passphrase(before, LOGIN, PASSPHRASE)
    after = key_slots.replace_passphrase(before, opened, "an entirely new phrase", params=CHEAPEST)
    again = unlock_passphrase(header.decode(header.encode(after)), LOGIN, "an entirely new phrase")
    with again.vault_key.lend() as vault, again.member_secret.lend() as member:
        assert (bytes(vault), bytes(member)) == (known.VAULT_KEY, known.MEMBER_SECRET)
    with pytest.raises(WrongSecret):
        unlock_passphrase(after, LOGIN, PASSPHRASE)
    assert [slot.id for slot in after.slots] == [slot.id for slot in before.slots]
    old, new = before.slots[0], after.slots[0]
    assert (old.salt, old.nonce) != (new.salt, new.nonce)
    assert after.slots[1:] == before.slots[1:]


def test_a_removed_slot_opens_no_more() -> None:
    after = key_slots.remove_slot(sample().header, vault_key(), sample().header.slots[0].id)
    with pytest.raises(WrongSecret):
        unlock_passphrase(after, LOGIN, PASSPHRASE)
    unlock_passphrase(after, OTHER_LOGIN, OTHER_PASSPHRASE)
    unlock_recovery(after, sample().recovery_text)


def test_refuses_to_lock_everybody_out() -> None:
    left = header.with_slots(sample().header, vault_key(), sample().header.slots[:1])
    with pytest.raises(NotAcceptable, match="last way"):
        key_slots.remove_slot(left, vault_key(), left.slots[0].id)
    with pytest.raises(NotFound):
        key_slots.remove_slot(sample().header, vault_key(), "0" * 16)


def test_refuses_a_taken_or_empty_login_and_a_weak_passphrase() -> None:
    def add(login: str, passphrase: str) -> Header:
        return key_slots.add_passphrase_slot(
            sample().header, vault_key(), known.member_secret(), login, passphrase, params=CHEAPEST
        )

    with pytest.raises(NotAcceptable, match="already has that login"):
        add(LOGIN, PASSPHRASE)
    with pytest.raises(NotAcceptable, match="at least one letter"):
        add("", PASSPHRASE)
    with pytest.raises(WeakSecret):
        add("new", "too short")
    opened = unlock_passphrase(sample().header, LOGIN, PASSPHRASE)
    with pytest.raises(WeakSecret):
        key_slots.replace_passphrase(sample().header, opened, "too short")


def test_refuses_a_65th_slot() -> None:
    slots = sample().header.slots
    full = tuple(msgspec.structs.replace(slots[1], id=f"{number:016x}") for number in range(64))
    with pytest.raises(NotAcceptable, match="no room"):
        key_slots.add_recovery_slot(
            header.with_slots(sample().header, vault_key(), full), vault_key(), Secret(bytes(20))
        )


def test_a_recovery_slot_has_no_passphrase_to_replace() -> None:
    opened = unlock_passphrase(sample().header, LOGIN, PASSPHRASE)
    wrong = key_slots.Opened(opened.vault_key, opened.member_secret, sample().header.slots[1].id)
    with pytest.raises(NotFound):
        key_slots.replace_passphrase(sample().header, wrong, "an entirely new phrase", params=CHEAPEST)


def test_the_usual_cost_is_a_quarter_of_a_gigabyte() -> None:
    made = key_slots.add_passphrase_slot(
        sample().header, vault_key(), known.member_secret(), "third", "an entirely new phrase"
    )
    slot = made.slots[-1]
    assert isinstance(slot, PassphraseSlot)
    assert slot.kdf == DEFAULT
    assert (DEFAULT.memory_kib, DEFAULT.passes, DEFAULT.lanes) == (262144, 3, 4)


def test_no_secret_is_shown_by_anything() -> None:
    opened = unlock_passphrase(sample().header, LOGIN, PASSPHRASE)
    recovered = unlock_recovery(sample().header, sample().recovery_text)
    shown = [repr(opened), str(opened), repr(recovered), repr(opened.vault_key), repr(sample().header)]
    for login, passphrase in (
        (LOGIN, "wrong " + PASSPHRASE),
        ("nobody", PASSPHRASE),
        (LOGIN, "\ud800" + PASSPHRASE),
    ):
        with pytest.raises(UserError) as refusal:
            unlock_passphrase(sample().header, login, passphrase)
        shown.append(
            "".join(traceback.format_exception_only(refusal.value)) + repr(refusal.value.__context__)
        )
    for typed in (
        sample().recovery_text[:-1],
        "1" + sample().recovery_text[1:],
        "B" + sample().recovery_text[1:],
    ):
        with pytest.raises(WrongRecoveryKey) as wrong:
            unlock_recovery(sample().header, typed)
        shown.append(repr(wrong.value) + str(wrong.value) + repr(wrong.value.__context__))
    hidden = [PASSPHRASE, LOGIN, sample().recovery_text[7:13], str(known.VAULT_KEY)[2:-1]]
    hidden += [secret.hex() for secret in (known.VAULT_KEY, known.MEMBER_SECRET, known.RECOVERY_SECRET)]
    for text in shown:
        assert not [secret for secret in hidden if secret in text]


def test_wiping_forgets_every_secret() -> None:
    opened = unlock_passphrase(sample().header, LOGIN, PASSPHRASE)
    opened.wipe()
    assert opened.vault_key.is_wiped
    assert opened.member_secret.is_wiped
