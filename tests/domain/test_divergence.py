"""Divergence: dates and answers in, up or down out; its sentence, and what it tells to whom."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pytest

from app.domain.fields.sharing import Share
from app.domain.records.divergence import Divergence, Told, divergence
from app.domain.records.facets import Reported, Score, Source
from app.domain.values.dates import ClinicalDate

TODAY = date(2026, 11, 23)
"""The window is of 42 days: from 12-Oct-2026 on."""
Urge = tuple[str, int | None]
LOW = (("2026-11-06", 6), ("2026-11-20", 2))
"""Two check-ins, the newest urge 2."""
FELL, NONE, NAMES_NONE = "Self-report fell", "No self-report to compare", "Self-report names no contact"


def day(wire: str) -> ClinicalDate | None:
    """A date, or none."""
    return ClinicalDate.from_wire(wire) if wire else None


def told(source: str, contact: str, on: str, heard: str = "", **more: object) -> Reported:
    """What a source says of contact on a day."""
    return Reported(first=day(on), last=day(on), contact=contact, source=source, heard=day(heard), **more)  # type: ignore[arg-type]


def act(on: str, says: str = "", *, stands: bool = True, source: str = "police", **more: object) -> Reported:
    """An incident."""
    return told(source, "in_person", on, act=True, says=says, stands=stands, **more)


def urge(on: str, value: int | None) -> Score:
    """The urge of a check-in."""
    return Score(
        measure="check_in.urge",
        label="Strongest urge",
        on=ClinicalDate.from_wire(on),
        value=value,
        least=0,
        most=10,
        source=Source.SELF_REPORT,
    )


def of(reported: Sequence[Reported], urges: Sequence[Urge] = (), answered: str = "") -> Divergence | None:
    """What is up on the day of the tests."""
    told = [Told(f"r{n}", each) for n, each in enumerate(reported)]
    return divergence(
        told, [urge(*each) for each in urges], TODAY, date.fromisoformat(answered) if answered else None
    )


class Row(NamedTuple):
    """What stands in a case, and how the sentence begins; empty where nothing is up."""

    name: str
    reported: tuple[Reported, ...]
    urges: tuple[Urge, ...]
    up: str
    answered: str = ""


POLICE = told("police", "indirect", "2026-11-14", "2026-11-16")
ADVOCATE = told("advocate", "direct", "2026-10-31", "2026-11-02")
TABLE = (
    # A low or falling urge, and contact that another source tells of.
    Row("low urge, police tell of contact", (POLICE,), LOW, FELL),
    Row("low urge, advocate tells of contact", (ADVOCATE,), LOW, FELL),
    Row("low urge, nobody tells of anything", (), LOW, ""),
    Row("urge of exactly three", (POLICE,), (("2026-11-06", 3), ("2026-11-20", 3)), FELL),
    Row("urge of four, as before", (POLICE,), (("2026-11-06", 4), ("2026-11-20", 4)), ""),
    Row(
        "urge of five below a mean of six",
        (POLICE,),
        (("2026-10-20", 5), ("2026-11-06", 7), ("2026-11-20", 5)),
        FELL,
    ),
    Row(
        "urge of six at a mean of six",
        (POLICE,),
        (("2026-10-20", 5), ("2026-11-06", 7), ("2026-11-20", 6)),
        "",
    ),
    Row("urge rose to seven", (POLICE,), (("2026-11-06", 4), ("2026-11-20", 7)), ""),
    Row("newest declined, the one before low", (POLICE,), (("2026-11-06", 2), ("2026-11-20", None)), FELL),
    Row("every urge declined", (POLICE,), (("2026-11-06", None), ("2026-11-20", None)), ""),
    # what sources say
    Row("police know of none", (told("police", "none_known", "2026-11-14"),), LOW, ""),
    Row("police do not know", (told("police", "unknown", "2026-11-14"),), LOW, ""),
    Row("police were not asked", (told("police", "not_asked", "2026-11-14"),), LOW, ""),
    Row(
        "one of two sources tells of contact",
        (told("probation", "none_known", "2026-11-20"), POLICE),
        LOW,
        FELL,
    ),
    Row("collateral of a session note says none", (told("prison", "none", "2026-11-14"),), LOW, ""),
    # what the person says
    Row("acted by check-in", (POLICE, told("person", "acted", "2026-11-20")), LOW, ""),
    Row("contact by check-in", (POLICE, told("person", "indirect", "2026-11-20")), LOW, ""),
    Row("contact by session note", (POLICE, told("person", "direct", "2026-11-03")), LOW, ""),
    Row("no contact by session note", (POLICE, told("person", "none", "2026-11-03")), LOW, FELL),
    Row("acted before the window", (POLICE, told("person", "acted", "2026-10-11")), LOW, FELL),
    Row("acted on the first day of it", (POLICE, told("person", "acted", "2026-10-12")), LOW, ""),
    # incidents
    Row("an act not put to the person", (act("2026-11-14"),), LOW, FELL),
    Row("an act denied", (act("2026-11-14", "denied"),), LOW, FELL),
    Row("an act admitted", (act("2026-11-14", "admitted"),), LOW, ""),
    Row("an act that does not stand", (act("2026-11-14", "denied", stands=False),), LOW, ""),
    Row("an act before the window", (act("2026-10-11"),), LOW, ""),
    Row("an act on the first day of it", (act("2026-10-12"),), LOW, FELL),
    Row("an act today", (act("2026-11-23"),), LOW, FELL),
    Row("an act of the month that the window begins in", (act("2026-10"),), LOW, FELL),
    Row("an act of an unknown day, heard in the window", (act("unknown", heard="2026-11-02"),), LOW, FELL),
    Row("an act of an unknown day, heard before it", (act("unknown", heard="2026-10-02"),), LOW, ""),
    Row(
        "a span that reaches into the window", (told("police", "direct", "2026-09-01/2026-10-20"),), LOW, FELL
    ),
    Row("a span that ends before it", (told("police", "direct", "2026-09-01/2026-10-11"),), LOW, ""),
    # check-ins in the window
    Row("the earlier check-in lies before it", (POLICE,), (("2026-10-11", 6), ("2026-11-20", 5)), NONE),
    Row("one check-in, whatever its urge", (POLICE,), (("2026-11-20", 9),), NONE),
    Row("no check-in", (POLICE,), (), NONE),
    Row("no check-in and no source", (), (), ""),
    Row(
        "one check-in that says acted",
        (POLICE, told("person", "acted", "2026-11-20")),
        (("2026-11-20", 9),),
        "",
    ),
    Row("no check-in, a note says none", (POLICE, told("person", "none", "2026-11-03")), (), NAMES_NONE),
    Row("no check-in, a note does not know", (POLICE, told("person", "unknown", "2026-11-03")), (), NONE),
    # a review
    Row("answered since", (POLICE,), LOW, "", "2026-11-18"),
    Row("answered on the day it was heard", (POLICE,), LOW, "", "2026-11-16"),
    Row("heard after it was answered", (POLICE,), LOW, FELL, "2026-11-15"),
    Row(
        "an old act heard of anew",
        (told("police", "direct", "2026-10-20", "2026-11-19"),),
        LOW,
        FELL,
        "2026-11-18",
    ),
    Row("answered, and a new source since", (POLICE, act("2026-11-21")), LOW, FELL, "2026-11-18"),
    Row("answered before anything", (POLICE,), LOW, FELL, "2026-10-01"),
)


def test_the_table_has_rows_enough_and_no_two_alike() -> None:
    assert len(TABLE) >= 30
    assert len({row.name for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_it_is_up_or_down_by_what_was_reported(row: Row) -> None:
    found = of(row.reported, row.urges, row.answered)
    assert (found is not None) == bool(row.up)
    if found is not None:
        assert found.sentence.startswith(f"{row.up}; ")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_the_order_in_which_it_was_read_says_nothing(row: Row) -> None:
    again = of(tuple(reversed(row.reported)), tuple(reversed(row.urges)), row.answered)
    assert (again is not None) == bool(row.up)


@pytest.mark.parametrize(
    ("reported", "sentence"),
    [
        (
            act("2026-10-31", "denied", source="advocate"),
            "Self-report fell; the advocate reported contact on 31-Oct-2026 (denied).",
        ),
        (POLICE, "Self-report fell; the police reported contact on 14-Nov-2026."),
        (
            told("probation", "direct", "2026-10-26/2026-11-01"),
            "Self-report fell; the probation service reported contact, 26-Oct-2026 to 01-Nov-2026.",
        ),
        (
            told("victim_contact", "direct", "2026-11"),
            "Self-report fell; the victim contact unit reported contact in Nov-2026.",
        ),
        (
            told("provider", "direct", "2026-11-14"),
            "Self-report fell; another provider reported contact on 14-Nov-2026.",
        ),
        (act("2026-11-14~"), "Self-report fell; the police reported contact, about 14-Nov-2026."),
        (act("unknown", heard="2026-11-02"), "Self-report fell; the police reported contact."),
        (
            told("other", "direct", "2026-11-14"),
            "Self-report fell; another source reported contact on 14-Nov-2026.",
        ),
    ],
)
def test_it_says_which_source_told_of_what_day(reported: Reported, sentence: str) -> None:
    found = of((reported,), LOW)
    assert found is not None
    assert found.sentence == sentence


def test_without_self_report_it_says_so() -> None:
    found = of((ADVOCATE,))
    assert found is not None
    assert found.sentence == "No self-report to compare; the advocate reported contact on 31-Oct-2026."


def test_the_newest_source_is_named() -> None:
    found = of((ADVOCATE, POLICE), LOW)
    assert found is not None
    assert (found.record_id, found.on) == ("r1", date(2026, 11, 14))


def test_what_was_denied_to_health_alone_stands_as_alleged_where_that_is_not_told() -> None:
    found = of((act("2026-10-31", "denied", source="advocate"),), LOW)
    assert found is not None
    assert found.guarded == "Self-report fell; the advocate reported contact on 31-Oct-2026 (alleged)."
    heard = of((act("2026-10-31", "denied", source="advocate", in_confidence=False),), LOW)
    assert heard is not None
    assert heard.guarded == heard.sentence
    assert heard.sentence.endswith("(denied).")


def test_what_was_written_down_after_it_was_answered_raises_it_again_whenever_it_was_heard() -> None:
    told = [Told("r", POLICE), Told("s", ADVOCATE, is_since=True)]
    found = divergence(told, [urge(*each) for each in LOW], TODAY, date(2026, 11, 18))
    assert found is not None
    assert found.record_id == "s"


def test_it_has_the_classes_of_its_source_and_not_those_of_self_report() -> None:
    found = of((POLICE,), LOW)
    assert found is not None
    assert found.share == (Share.CONTEXT, Share.RISK)
    heard = of((told("advocate", "direct", "2026-11-14", share=Share.VOICE),), LOW)
    assert heard is not None
    assert heard.share == (Share.CONTEXT, Share.VOICE)


def test_the_score_of_a_clinician_is_no_self_report() -> None:
    judged = [
        Score(
            measure="check_in.urge",
            label="Urge",
            on=ClinicalDate.from_wire(on),
            value=1,
            least=0,
            most=4,
            source=Source.JUDGED,
        )
        for on in ("2026-11-06", "2026-11-20")
    ]
    found = divergence([Told("r", POLICE)], judged, TODAY)
    assert found is not None
    assert found.sentence.startswith(NONE)
