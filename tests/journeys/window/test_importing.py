"""A list of forty referrals comes in through the window: five rows are named, and thirty-five whole cases are there."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.paths import resource
from app.services.cases.cases import CaseQuery
from app.services.checks.checking import check
from app.services.demo.story import Calendar, Story
from app.views.context.places import CaseList, ImportReferrals
from tests import referral_lists as lists
from tests.builders import LEAD_PASSPHRASE
from tests.journeys.window.ground import Desk
from tests.referral_lists import as_csv, listed
from tests.views.stalls import not_counted


@pytest.fixture
def forty(tmp_path: Path) -> Path:
    """The list of the demonstration, as told today."""
    zone = ZoneInfo("Europe/London")
    file = tmp_path / "november.csv"
    told = Story(resource("demo"), Calendar.of(date.today(), zone)).referrals()  # noqa: DTZ011 - a story's day
    file.write_text(told, "utf-8-sig")
    return file


def _cases(desk: Desk) -> int:
    with not_counted():
        return desk.open_desk.desk.cases.page(CaseQuery()).total


def test_of_forty_rows_thirty_five_become_whole_cases(desk: Desk, forty: Path) -> None:
    before = _cases(desk)
    desk.open_desk.shell.go(CaseList())
    desk.rest()
    desk.press("Import…")
    desk.rest()
    desk.press("Choose a file…")
    desk.save_as(forty)
    desk.control("Open 35 cases…")
    desk.rest()
    assert desk.has("Cannot be opened: 5")
    assert desk.has("Good: 35")
    assert _cases(desk) == before
    desk.press("Open 35 cases…")
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    desk.press("Open 35 cases and sign their referrals")
    desk.control("Show the cases")
    desk.rest()
    told = desk.texts()
    for named in ("Row 7, DOB:", "Row 12, Surname:", "Row 19, NHS:", "Row 28, Ref Date:", "Row 33, Agency:"):
        assert named in told
    assert "35 cases were opened" in told
    assert _cases(desk) == before + 35
    with not_counted():
        assert check(desk.open_desk.vault).is_clean
    desk.press("Show the cases")
    desk.rest()
    assert f"{before + 35} cases" in desk.texts()


def test_the_window_never_stands_while_five_thousand_rows_are_looked_at(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    with not_counted():
        rows = listed(5000)
        for row in rows[::2]:
            row[lists.BORN] = "31/02/1990"
        file.write_bytes(as_csv(rows))
    desk.open_desk.shell.go(ImportReferrals())
    desk.rest()
    desk.press("Choose a file…")
    desk.save_as(file)
    desk.control("Open 2,500 cases…")
    desk.rest()
    assert desk.has("Cannot be opened: 2,500")
