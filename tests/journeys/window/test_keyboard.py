"""The whole program on a real X server with a window manager, by keyboard alone: from nothing to a signed note.

The keys are counted: at 40 words a minute, five keys a word, a newcomer has a signed note in less than five minutes.
"""

import time
from pathlib import Path
from typing import Final

import pytest

from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine
from tests.journeys.window.screen import Program, Screen, screen, wait_for

PASSPHRASE: Final = "seven slow herons over fenland"
KEYS_A_MINUTE: Final = 40 * 5
LONGEST: Final = 5 * 60


def begin(on: Screen, folder: Path) -> Program:
    """Make a vault by the assistant, to the first page of the desk."""
    program = on.start()
    on.rest()
    on.keys("Return")
    on.rest()
    on.type("Northmoor")
    on.keys("Tab", "ctrl+a")
    on.type(str(folder))
    on.keys("Tab", "Tab")
    on.type("northmoor")
    on.keys("Return")
    on.rest()
    on.type("Dr Rowan Ashdown")
    on.keys("Tab")
    on.type("Psychologist")
    on.keys("Tab", "Tab", "Tab")
    on.type("rowan")
    on.keys("Return")
    on.rest()
    on.type(PASSPHRASE)
    on.keys("Tab", "Tab")
    on.type(PASSPHRASE)
    on.keys("Return")
    wait_for((folder / "northmoor.vault" / "store.db").exists, "the vault")
    on.rest()
    on.keys("Tab", "Tab", "Tab", "space", "Tab", "Return")
    on.rest()
    return program


def new_case(on: Screen) -> None:
    """A person who does not know of it, and the case."""
    on.keys("ctrl+n")
    on.rest()
    on.type("Fairweather")
    on.keys(*["Tab"] * 13, "space", "Tab", "Tab", "Tab", "Tab", "Tab", "Return")
    on.rest()
    on.type("NM-1")
    # Pathway and stage: their first answers.
    on.keys("Tab", "space", "Tab", "Tab", "space", *["Tab"] * 6, "Return")
    on.rest()


def session(on: Screen) -> None:
    """A session that was missed: the shortest note that can be signed."""
    on.keys("Tab", "Return")
    on.rest()
    on.keys("Down", "Down", "Return")
    on.rest()
    on.type("Ind")
    on.keys("Tab")
    on.type("In")
    on.keys("Tab", "Tab", "Tab")
    on.type("Did")
    on.keys("Tab")
    on.type("Not")
    on.keys("Tab")
    on.type("Rang him; no answer.")
    on.keys("Tab", "Tab", "Tab")
    on.type("R Ashdown")
    on.keys(*["Tab"] * 9)
    on.type("Ring again on Friday.")
    on.rest()


def from_nothing_to_a_signed_note(on: Screen, folder: Path) -> Program:
    program = begin(on, folder)
    new_case(on)
    session(on)
    on.keys("ctrl+Return")
    on.rest()
    on.keys("Tab", "Tab", "Return")
    on.rest()
    on.type(PASSPHRASE)
    on.keys("Return")
    on.rest()
    return program


@pytest.mark.timeout(240)
def test_from_nothing_to_a_signed_note_by_keyboard_alone(tmp_path: Path) -> None:
    began = time.monotonic()
    with screen(tmp_path / "home") as on:
        program = from_nothing_to_a_signed_note(on, tmp_path)
        took = time.monotonic() - began
        code, said = program.end()
    assert (code, said) == (0, "")
    assert sheet_of_the_case(tmp_path) == {"session_note": 1}
    typing = sum(on.pressed) * on.pace_ms / 1000
    assert took - typing + sum(on.pressed) * 60 / KEYS_A_MINUTE < LONGEST


def sheet_of_the_case(folder: Path) -> dict[str, int]:
    """What stands in the one case, opened without the window: it was locked, and the draft is signed."""
    machine = Machine(state=folder / "home" / "state")
    vault = unlock(folder / "northmoor.vault", None, PASSPHRASE, machine=machine)
    try:
        desk = Desk.of(vault)
        (case,) = desk.cases.page(CaseQuery()).rows
        assert desk.drafts.mine() == ()
        return dict(desk.casefile.open(case.id).counts)
    finally:
        vault.lock()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_newcomer_at_forty_words_a_minute_needs_less_than_five_minutes(tmp_path: Path) -> None:
    began = time.monotonic()
    with screen(tmp_path / "home", pace_ms=60_000 // KEYS_A_MINUTE) as on:
        program = from_nothing_to_a_signed_note(on, tmp_path)
        took = time.monotonic() - began
        program.end()
    assert sheet_of_the_case(tmp_path) == {"session_note": 1}
    assert took < LONGEST, f"{took:.0f} s for {sum(on.pressed)} keys"
