"""What happened in a case since a day, for whoever looks back on it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.records.facets import AxisEvent, Lane, Mark, Score, Source
from app.domain.records.in_case import InCase
from app.domain.records.since import since
from app.domain.values.dates import ClinicalDate

SINCE = ClinicalDate(2026, 8, 20)


@dataclass(frozen=True)
class Held:
    """A facet as it stands in a case."""

    event: ClinicalDate
    facet: Any


def session(on: ClinicalDate, mark: Mark = Mark.KEPT) -> Held:
    return Held(on, AxisEvent(lane=Lane.SESSIONS, start=on, mark=mark))


def score(on: ClinicalDate, value: int | None, target: str = "") -> Held:
    said = Score(
        measure="check_in.urge",
        label="Urge",
        target=target,
        on=on,
        value=value,
        least=0,
        most=10,
        source=Source.SELF_REPORT,
    )
    return Held(on, said)


def told(*found: Held, day: ClinicalDate | None = SINCE) -> tuple[str, ...]:
    return since(InCase(date(2026, 11, 23), found=found), day)


def test_sessions_are_counted_as_attended_of_offered() -> None:
    assert told() == ("No session",)
    assert told(session(ClinicalDate(2026, 9, 1))) == ("1 of 1 session attended",)
    missed = session(ClinicalDate(2026, 9, 8), Mark.MISSED)
    assert told(session(ClinicalDate(2026, 9, 1)), missed) == ("1 of 2 sessions attended",)


def test_what_was_before_is_left_out_and_the_day_itself_is_not() -> None:
    assert told(session(ClinicalDate(2026, 8, 19))) == ("No session",)
    assert told(session(SINCE)) == ("1 of 1 session attended",)


def test_each_course_has_its_first_and_last_value_whatever_order_they_came_in() -> None:
    found = (
        score(ClinicalDate(2026, 11, 1), 2),
        score(ClinicalDate(2026, 9, 1), 7),
        score(ClinicalDate(2026, 10, 1), None),
        score(ClinicalDate(2026, 9, 1), 4, "V1"),
    )
    assert told(*found)[1:] == ("Urge: 7 on 01-Sep-2026, 2 on 01-Nov-2026", "Urge (V1): 4 on 01-Sep-2026")


def test_of_judged_ratings_those_alone_that_are_always_drawn() -> None:
    judged = replace(score(SINCE, 3, "V1").facet, lane=Lane.FIXATION, source=Source.JUDGED)
    assert told(Held(SINCE, judged)) == ("No session",)
    assert told(Held(SINCE, replace(judged, always=True)))[1:] == ("Urge (V1): 3 on 20-Aug-2026",)


def test_nothing_is_said_before_a_day_is() -> None:
    assert told(session(SINCE), day=None) == ()
    assert told(session(SINCE), day=ClinicalDate()) == ()


@given(st.lists(st.booleans(), max_size=12))
def test_no_session_is_counted_twice(kept: list[bool]) -> None:
    found = (session(SINCE, Mark.KEPT if each else Mark.MISSED) for each in kept)
    (line,) = told(*found)
    noun = "session" if len(kept) == 1 else "sessions"
    assert line == (f"{sum(kept)} of {len(kept)} {noun} attended" if kept else "No session")
