"""The whole program on a real X server with a window manager, by keyboard alone: from nothing to a verified summary.

The keys are counted: at 40 words a minute, five keys a word, a newcomer has it in less than five minutes.
"""

import time
from pathlib import Path
from typing import Final

import pytest

from app.errors import Exit
from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.sharing.verifying import verify_files
from app.services.vault.machine import Machine
from tests.journeys.window.screen import Program, Screen, screen, wait_for

PASSPHRASE: Final = "seven slow herons over fenland"
KEYS_A_MINUTE: Final = 40 * 5
LONGEST: Final = 5 * 60
LONGEST_CONSULTATION: Final = 3 * 60
MOST_KEYS: Final = 500


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a short name: it is typed twice, and its length is not the product's."""
    return tmp_path_factory.mktemp("k")


def begin(on: Screen, folder: Path) -> Program:
    """Make a vault by the assistant, to the first page of the desk."""
    program = on.start()
    on.rest()
    on.keys("Return")
    on.rest()
    on.type("Northmoor")
    on.keys("Tab")
    on.type("NM")
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
    """A person who does not know of it, the case, and its referral, which is signed."""
    on.keys("ctrl+n")
    on.rest()
    on.type("Fairweather")
    on.keys(*["Tab"] * 13, "space", "Tab", "Tab")
    # How it is known that they do not know, and since when.
    on.type("The referrer")
    on.keys("Tab")
    on.type("unknown")
    on.keys("ctrl+Return")
    on.rest()
    on.type("NM-1")
    # Pathway: its first answer; the stage, the day it was opened and the day it came in are there already.
    on.keys("Tab", "space", *["Tab"] * 8)
    on.type("What drives this?")
    on.keys("Tab", "Tab")
    on.type("Pol")
    on.keys("Tab")
    on.type("DC Hartwell")
    # How soon, whether the person knows, whether an advocate is engaged: their first answers.
    on.keys("Tab", "space", "Tab", "Tab", "space", "Tab", "Tab", "space", "ctrl+Return")
    on.rest()
    on.type(PASSPHRASE)
    on.keys("Return")
    on.rest()


def session(on: Screen) -> None:
    """A session that was missed: the shortest note that can be signed."""
    on.keys("ctrl+Return")
    on.rest()
    # Below the red flag, the section of sessions, and in it the first.
    on.keys(*["Down"] * 7, "Return", "Return")
    on.rest()
    # F8 goes to the next answer that is needed: attendance, reason, what was done, type, who of the team, what next.
    for text in ("Did", "Not", "Rang him; no answer.", "Ind"):
        answer(on, text)
        on.rest()
    choose(on)
    # The author stands first in the list.
    on.keys("Return", "Escape")
    answer(on, "Ring again on Friday.")
    on.rest()


def consultation(on: Screen) -> None:
    """Advice to police about somebody who does not know of it, written to be signed."""
    on.keys("ctrl+k")
    on.type("new consultation")
    on.rest()
    on.keys("Return")
    on.rest()
    # The opening answered who asked, and what: what the referral said is drawn, what is not is typed.
    on.type("Begin with his grievance, not with the letters.")
    answer(on, "DC Hartwell")
    answer(on, "Pol")
    answer(on, "How should he be interviewed?")
    answer(on, "Two statements of October 2026.")
    # Not seen; does not know.
    choose(on)
    choose(on)
    answer(on, "Nobody names health.")
    answer(on, "Nobody of health has seen him.")
    # A scenario: the same again.
    choose(on)
    on.keys("space")
    answer(on, "More letters to V1.")
    choose(on)
    on.type("Pol")
    answer(on, "One interviewer, one topic at a time.")
    answer(on, "+3m")
    # Given to: a telling.
    choose(on)
    on.type("DC Hartwell")
    answer(on, "Pol")
    answer(on, "today")
    answer(on, "Em")
    choose(on)
    answer(on, "Not safe")
    on.rest()


def answer(on: Screen, text: str) -> None:
    """Go to the next answer that is needed, and type it."""
    on.keys("F8")
    on.type(text)


def choose(on: Screen) -> None:
    """Go to the next answer that is needed, and take its first choice, or add a row to its list."""
    on.keys("F8", "space")
    on.rest()


def sign(on: Screen) -> None:
    """Read it through, and sign."""
    for _ in ("read", "sign"):
        on.keys("ctrl+Return")
        on.rest()
    on.type(PASSPHRASE)
    on.keys("Return")
    on.rest()


def from_nothing_to_a_signed_note(on: Screen, folder: Path) -> Program:
    program = begin(on, folder)
    new_case(on)
    session(on)
    sign(on)
    return program


def summaries(home: Path) -> list[Path]:
    """The summaries saved under a home folder."""
    return [found for found in home.rglob("*.pdf") if found.stat().st_size]


def summary(on: Screen, home: Path) -> None:
    """A summary for the panel, signed, saved and verified."""
    on.keys("ctrl+k")
    on.type("share")
    on.rest()
    on.keys("Return")
    on.rest()
    on.type("Panel chair")
    on.keys("Tab")
    on.type("Panel")
    # Past the meeting.
    on.keys("Tab", "Tab")
    on.type("Why?")
    # Past the question of the referral, which is offered.
    on.keys("Tab", "Tab")
    on.type("Grievance.")
    for _ in ("what goes in", "check and preview", "sign and save"):
        on.keys("ctrl+Return")
        on.rest()
    on.type(PASSPHRASE)
    on.keys("Return")
    on.rest()
    # The name and the folder that are offered.
    on.keys("Return")
    wait_for(lambda: bool(summaries(home)), "the summary")
    on.rest()
    # "Verify it" stands beside what has the keyboard.
    on.keys("Tab", "Return")
    on.rest()


def told(took: float, on: Screen, what: str) -> float:
    """Say how long it took and how many keys; gives what it takes somebody who types forty words a minute."""
    typing = sum(on.pressed) * on.pace_ms / 1000
    at_forty = took - typing + sum(on.pressed) * 60 / KEYS_A_MINUTE
    print(f"{what}: {sum(on.pressed)} keys, {took:.0f} s, at 40 words a minute {at_forty:.0f} s")  # noqa: T201
    return at_forty


@pytest.mark.timeout(300)
def test_from_nothing_to_a_verified_summary_by_keyboard_alone(folder: Path) -> None:
    began = time.monotonic()
    with screen(folder / "home") as on:
        program = from_nothing_to_a_signed_note(on, folder)
        told(time.monotonic() - began, on, "from nothing to a signed note")
        summary(on, folder / "home")
        at_forty = told(time.monotonic() - began, on, "to a signed, shared and verified summary")
        code, said = program.end()
    assert (code, said) == (0, "")
    assert kinds_in_the_case(folder) == ["session_note", "referral"]
    said, code = verify_files(summaries(folder / "home"), folder / "home" / "site-ca.pem")
    assert code is Exit.DONE, said
    assert at_forty < LONGEST
    assert sum(on.pressed) <= MOST_KEYS


@pytest.mark.timeout(300)
def test_a_consultation_about_somebody_who_does_not_know_from_ctrl_n_on(tmp_path: Path) -> None:
    with screen(tmp_path / "home") as on:
        program = begin(on, tmp_path)
        on.pressed.clear()
        began = time.monotonic()
        new_case(on)
        consultation(on)
        sign(on)
        at_forty = told(time.monotonic() - began, on, "a consultation about somebody unaware, from Ctrl+N")
        code, said = program.end()
    assert (code, said) == (0, "")
    assert kinds_in_the_case(tmp_path) == ["consultation", "referral"]
    assert at_forty <= LONGEST_CONSULTATION


def kinds_in_the_case(folder: Path) -> list[str]:
    """The kinds of what stands in the one case, opened without the window: it was locked, and the draft is signed."""
    machine = Machine(state=folder / "home" / "state")
    vault = unlock(folder / "northmoor.vault", None, PASSPHRASE, machine=machine)
    try:
        desk = Desk.of(vault)
        (case,) = desk.cases.page(CaseQuery()).rows
        assert desk.drafts.mine() == ()
        return [entry.kind for entry in desk.chronology.page(case.id).rows]
    finally:
        vault.lock()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_newcomer_at_forty_words_a_minute_needs_less_than_five_minutes(tmp_path: Path) -> None:
    began = time.monotonic()
    with screen(tmp_path / "home", pace_ms=60_000 // KEYS_A_MINUTE) as on:
        program = from_nothing_to_a_signed_note(on, tmp_path)
        summary(on, tmp_path / "home")
        took = time.monotonic() - began
        program.end()
    assert kinds_in_the_case(tmp_path) == ["session_note", "referral"]
    assert took < LONGEST, f"{took:.0f} s for {sum(on.pressed)} keys"
