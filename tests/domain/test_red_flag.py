"""The red flag: what it needs, what it means to its case, and what each audience reads of it."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.kinds.red_flag import KIND
from app.domain.kinds.red_flag.content import RedFlag
from app.domain.records import facets
from app.domain.records.drawing import facets_of
from app.domain.values.dates import ClinicalDate
from app.services.sharing.audiences import AUDIENCES, audience_of
from tests.asked import missing
from tests.builders import red_flag
from tests.written import written

DAY = ClinicalDate(2026, 11, 20)


def printed(content: RedFlag, audience: str) -> list[tuple[str, str]]:
    parts = KIND.block(written(content), audience_of(audience), date(2026, 11, 29))
    return [(each.name, each.block.text) for each in parts]


def labels(content: RedFlag) -> list[str]:
    return [gap.label for gap in missing(content)]


def test_it_is_raised_with_what_was_seen_alone() -> None:
    assert labels(RedFlag()) == [
        "Sign",
        "Whom it concerns",
        "What was seen or said",
        "Seen on",
        "Seen or heard by",
    ]
    assert labels(RedFlag(sign="weapon", about="victim", seen="A knife", seen_at=DAY, by="PC Lowe")) == []


def test_to_close_it_takes_what_was_done_who_was_told_and_why_or_why_not() -> None:
    closed = RedFlag(sign="weapon", about="victim", seen="A knife", seen_at=DAY, by="PC Lowe", closed_on=DAY)
    assert labels(closed) == ["Nothing was done, because", "Nobody was told, because", "Why it is closed"]
    assert labels(replace(red_flag(), closed_why="Handed in")) == ["Closed on"]
    assert labels(replace(red_flag(), closed_on=DAY, closed_why="Handed in")) == []
    decided = replace(closed, nothing_done="A toy", nobody_told="A toy", closed_why="A toy")
    assert labels(decided) == []


def test_of_a_child_it_asks_for_a_safety_concern_or_why_none() -> None:
    assert labels(red_flag(about="child")) == ["Why no safety concern is raised"]
    assert labels(red_flag(about="child", no_concern_why="Told to social care already")) == []
    assert labels(red_flag(about="child", concern="01a20000-0000-7000-8000-000000000009")) == []


def test_a_sign_that_was_two_in_one_is_offered_no_more() -> None:
    assert labels(red_flag(sign="new_partner")) == ["Sign"]


def test_it_means_an_open_flag_tellings_and_a_day_to_watch_until() -> None:
    content = red_flag(watch_until=ClinicalDate(2026, 12, 4), at="14:20")
    drawn = list(facets_of(KIND, written(content)))
    flag = next(each for each in drawn if isinstance(each, facets.RedFlag))
    assert (flag.words, flag.raised, flag.at, flag.closed, flag.step, flag.is_acted_on, flag.until) == (
        "Weapon sought, held or spoken of: Bought a knife",
        DAY,
        "14:20",
        None,
        DAY,
        True,
        ClinicalDate(2026, 12, 4),
    )
    told = next(each for each in drawn if isinstance(each, facets.Notification))
    assert (told.to, told.what, told.on) == (
        "Police",
        "A red flag: weapon sought, held or spoken of",
        DAY,
    )
    due = next(each for each in drawn if isinstance(each, facets.KeyDate))
    assert (due.what, due.on) == ("Red flag: watched until", ClinicalDate(2026, 12, 4))


def test_while_nothing_is_done_or_nobody_told_it_says_so() -> None:
    for bare in (red_flag(done=()), red_flag(told=()), red_flag(done=(), told=())):
        drawn = [each for each in facets_of(KIND, written(bare)) if isinstance(each, facets.RedFlag)]
        assert [each.is_acted_on for each in drawn] == [False]
    ((_, text),) = printed(red_flag(done=(), told=()), "panel")
    assert "Nothing done yet." in text
    assert "Nobody told yet." in text


def test_the_panel_reads_what_was_seen_done_and_told_with_their_days() -> None:
    assert printed(red_flag(by="DC Arkell", at="09:05"), "panel") == [
        (
            "flag",
            ("Seen 20-Nov-2026: Bought a knife. Done: Rang the station. Told: PC 4471, Police, 20-Nov-2026."),
        )
    ]


def test_of_a_closed_one_the_day_of_its_closing_is_read_alone() -> None:
    closed = red_flag(closed_on=ClinicalDate(2026, 11, 22), closed_why="Handed in")
    assert printed(closed, "panel") == [("closed", "22-Nov-2026")]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_reads_the_flags_that_are_its_own(audience: str) -> None:
    of_victim = red_flag(victims=("V1",))
    suicidal = red_flag(sign="suicidal", about="self")
    whom = {
        "panel": (True, True),
        "mappa": (True, True),
        "police": (True, True),
        "probation": (True, True),
        "court": (True, True),
        "gp": (False, True),
        "advocate": (True, False),
        "person": (False, False),
        "evaluator": (False, False),
    }[audience]
    assert (bool(printed(of_victim, audience)), bool(printed(suicidal, audience))) == whom


def test_an_advocate_reads_sign_done_and_told_and_not_what_was_seen() -> None:
    ((_, text),) = printed(red_flag(victims=("V1",), seen="KITTIWAKE"), "advocate")
    assert "KITTIWAKE" not in text
    assert "Rang the station" in text
    assert printed(red_flag(victims=("V1",), sign="stopped_treatment"), "advocate") == []
