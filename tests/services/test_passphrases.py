"""A passphrase that guards a victim's whereabouts is not one of the first that a guesser tries."""

import time
from pathlib import Path

import pytest

from app.crypto.kdf import CHEAPEST
from app.errors import CommonSecret, NotAcceptable, WeakSecret
from app.services.entry.founding import Foundation, found
from app.services.entry.recovering import recover
from app.services.team.enrolment import Newcomer
from app.services.team.staff import Staff
from app.services.vault.machine import Machine
from app.services.vault.passphrases import judge, require
from tests.builders import COLLEAGUE_PASSPHRASE, LEAD, LEAD_PASSPHRASE, PLAIN_NAME, SITE
from tests.confirmed import enrol, readmit
from tests.services.conftest import Desk

RELATED = ("rowan", "Dr Rowan Ashdown", SITE)


@pytest.mark.parametrize(
    "passphrase",
    [
        "password1234",
        "PassWord1234",
        "qwertyuiop12",
        "letmein letmein",
        "aaaaaaaaaaaab",
        "123456789012",
        "rowanrowan12",
        "Rowan Ashdown",
        "northmoor stalking",
        "Northmoor2026",
    ],
)
def test_refuses_what_is_guessed_first(passphrase: str) -> None:
    strength = judge(passphrase, RELATED)
    assert strength.refused
    assert strength.score < 2
    assert passphrase not in strength.words
    with pytest.raises(CommonSecret):
        require(passphrase, RELATED)


@pytest.mark.parametrize(
    "passphrase",
    [
        LEAD_PASSPHRASE,
        COLLEAGUE_PASSPHRASE,
        "lantern over still water",
        "lakeside 7 gravel otter",
        "x7#Kp!vQ2m@Lz",
    ],
)
def test_takes_unrelated_words_and_chance(passphrase: str) -> None:
    assert judge(passphrase, RELATED).score >= 3
    require(passphrase, RELATED)


def test_what_is_anybodys_may_be_too_near_to_this_person() -> None:
    assert not judge("Ashdown Northmoor 26!").refused
    assert judge("Ashdown Northmoor 26!", RELATED).refused
    assert "your name" in judge("Ashdown Northmoor 26!", RELATED).words


@pytest.mark.parametrize(
    ("typed", "words"), [("", "12 more characters."), ("eleven char", "1 more character.")]
)
def test_counts_what_is_lacking(typed: str, words: str) -> None:
    assert judge(typed).words == f"At least 12 characters: {words}"
    with pytest.raises(WeakSecret):
        require(typed)


def test_one_that_cannot_be_stored_is_refused_with_its_own_sentence() -> None:
    assert judge("long \ud800 passphrase").refused
    with pytest.raises(NotAcceptable):
        require("x7#Kp!vQ2m@Lz" * 100)


def test_a_long_passphrase_is_judged_as_fast_as_a_short_one() -> None:
    judge("warm up the tables")
    long = "many otters cross the wide river at dusk and " * 20
    began = time.perf_counter()
    assert judge(long).score == 4
    assert time.perf_counter() - began < 1


def test_nobody_gets_in_under_a_common_passphrase(desk: Desk, tmp_path: Path) -> None:
    common = "qwertyuiop12"
    with pytest.raises(CommonSecret):
        found(
            tmp_path / "new.vault",
            Foundation(site=SITE, plain_name=PLAIN_NAME, founder=LEAD),
            common,
            machine=Machine(),
            params=CHEAPEST,
        )
    assert not (tmp_path / "new.vault").exists()
    room = Staff(desk.lead(), CHEAPEST)
    with pytest.raises(CommonSecret):
        enrol(room.vault, Newcomer(login="wren", name="Wren Oakeshott", role="Psychologist"), "wrenoakeshott")
    with pytest.raises(CommonSecret):
        readmit(room.vault, desk.colleague_id, "kit marlowe pryce")
    with pytest.raises(CommonSecret):
        room.change_passphrase(LEAD_PASSPHRASE, "Rowan Ashdown")
    desk.leave()
    with pytest.raises(CommonSecret):
        recover(
            desk.folder, desk.recovery_key, "rowan", "Rowan Ashdown", machine=desk.machine, params=CHEAPEST
        )
    desk.lead()
    desk.colleague()
