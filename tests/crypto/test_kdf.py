"""Derivation: bounds before work, and the published answers."""

import subprocess
import sys
import textwrap
import time

import msgspec
import pytest

from app.crypto import kdf
from app.crypto.kdf import CHEAPEST, DEFAULT, KdfParams
from app.errors import Damaged, NotAcceptable, WeakSecret, WrongSecret

SALT = bytes(32)


@pytest.mark.parametrize(
    "params",
    [
        KdfParams(65535, 3, 4),
        KdfParams(65536, 2, 4),
        KdfParams(65536, 3, 0),
        KdfParams(2097153, 3, 4),
        KdfParams(65536, 17, 4),
        KdfParams(65536, 3, 17),
        KdfParams(-1, 3, 4),
        KdfParams(2**40, 2**40, 2**40),
    ],
)
def test_refuses_hostile_parameters_at_once(params: KdfParams) -> None:
    started = time.perf_counter()
    with pytest.raises(Damaged):
        kdf.derive_kek("a long passphrase", SALT, params)
    assert time.perf_counter() - started < 0.2


def test_accepts_its_own_profiles_and_the_bounds() -> None:
    for params in (CHEAPEST, DEFAULT, kdf.FLOOR, kdf.CEILING):
        params.check()


def test_says_in_a_sentence_that_memory_is_short() -> None:
    program = """
        import resource
        from app.crypto import kdf
        from app.errors import NotEnoughMemory
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        try:
            kdf.derive_kek("a long passphrase", bytes(32), kdf.CEILING)
        except NotEnoughMemory as refusal:
            print(refusal)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True
    )
    assert "not enough free memory" in done.stdout


def test_forms_of_one_passphrase_give_one_key() -> None:
    composed, decomposed = "caf\u00e9 under the hill", "cafe\u0301 under the hill"
    assert kdf.derive_kek(composed, SALT, CHEAPEST) == kdf.derive_kek(decomposed, SALT, CHEAPEST)


def test_another_salt_or_cost_gives_another_key() -> None:
    keys = {
        bytes(kdf.derive_kek("a long passphrase", SALT, CHEAPEST)),
        bytes(kdf.derive_kek("a long passphrase", bytes([1]) * 32, CHEAPEST)),
        bytes(kdf.derive_kek("a long passphrase", SALT, msgspec.structs.replace(CHEAPEST, passes=4))),
        bytes(kdf.derive_kek("a long passphrasf", SALT, CHEAPEST)),
    }
    assert len(keys) == 4


@pytest.mark.parametrize("passphrase", ["x" * 1025, "surrogate \ud800 inside"])
def test_an_impossible_passphrase_is_merely_wrong(passphrase: str) -> None:
    with pytest.raises(WrongSecret) as refusal:
        kdf.derive_kek(passphrase, SALT, CHEAPEST)
    assert refusal.value.__context__ is None
    with pytest.raises(NotAcceptable):
        kdf.check_passphrase(passphrase + " y")


@pytest.mark.parametrize("passphrase", ["", "elevenchars", "aaaaaaaaaaaaaaaa"])
def test_refuses_to_set_a_weak_passphrase(passphrase: str) -> None:
    with pytest.raises(WeakSecret):
        kdf.check_passphrase(passphrase)


def test_accepts_twelve_characters() -> None:
    kdf.check_passphrase("twelve chars")


def test_every_label_and_salt_gives_its_own_key() -> None:
    keys = {bytes(kdf.hkdf(b"k" * 32, salt, label)) for salt in (b"1", b"2") for label in ("one", "two")}
    assert len(keys) == 4
