"""A kind is added by its folder alone: it is written, listed, drawn, due, found, published and reported."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process said that has the kind."""
    folder = tmp_path_factory.mktemp("added")
    command = [sys.executable, "-m", "tests.added", str(folder)]
    environment = {"QT_QPA_PLATFORM": "offscreen", "CASEWORK_HOME": str(folder / "home"), "PATH": ""}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    said: dict[str, Any] = json.loads(ran.stdout)
    return said


def test_it_is_offered_at_its_place_and_written_in_a_form_of_its_own(seen: dict[str, Any]) -> None:
    assert seen["offered"][:9] == [
        "red_flag",
        "referral",
        "screening",
        "panel",
        "consultation",
        "session_note",
        "check_in",
        "home_visit",
        "fixation_profile",
    ]
    assert seen["form"] == {"fields": ["room", "seen", "comfort", "next_on", "red_flags"], "declared": True}


def test_it_stands_in_the_chronology_and_in_the_overview(seen: dict[str, Any]) -> None:
    assert seen["chronology"] == ["Home visit: comfort 3"]
    assert seen["newest"][-1] == "home_visit"


def test_it_is_drawn_on_the_time_axis_with_its_score(seen: dict[str, Any]) -> None:
    assert seen["axis"] == ["Home visit, Front room", "Comfort: 3 of 10"]
    assert seen["series"] == ["Comfort"]


def test_its_flag_stands_above_the_case_and_its_date_on_today(seen: dict[str, Any]) -> None:
    assert seen["flags"] == ["Weapon sought, held or spoken of: A machete over the door"]
    assert seen["due"] == [["2026-12-01", "Home visit due"]]


def test_it_is_found_published_and_reported(seen: dict[str, Any]) -> None:
    assert seen["search"] == [True]
    assert seen["schema"] == ["room", "seen", "comfort", "next_on", "red_flags"]
    flags, sources, *_ = seen["report"]
    assert "A machete over the door" in flags
    assert "Sources Curtains drawn; photographs on every wall" in sources


def test_the_check_finds_nothing_wrong_with_it(seen: dict[str, Any]) -> None:
    assert seen["clean"] is True
