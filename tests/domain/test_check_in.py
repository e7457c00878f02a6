"""A check-in: the person's own four answers, nothing filled in and nothing added up."""

from dataclasses import replace

import pytest

from app.domain.fields.compartments import Knowledge
from app.domain.fields.content import shared, specs
from app.domain.fields.sharing import Share
from app.domain.kinds.check_in import KIND
from app.domain.kinds.check_in.content import ALONE, FOUR, MORE, SCALE, CheckIn, moved
from app.domain.records.facets import Coded, Reported, Score, Source
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.kinds_told import EVERYTHING, drawn, told
from tests.planted import AUDIENCES

WEEK = CheckIn(time="4", urge="6", acted="no", confidence="7")
ADMITTED = replace(WEEK, acted="yes", contact="indirect", victims=("V1",), no_flag_why="planted/why")
ON = ClinicalDate(2026, 11, 20)


def test_four_answers_are_all_that_signing_asks() -> None:
    assert tuple(gap.path for gap in missing(CheckIn())) == FOUR
    assert missing(WEEK) == ()


def test_nothing_is_filled_in_beforehand() -> None:
    assert CheckIn() == CheckIn(time="", urge="", acted="", confidence="")
    assert not any(spec.repeats for spec in specs(CheckIn))


def test_an_answer_is_a_number_or_says_that_there_is_none() -> None:
    codes = [choice.code for choice in SCALE]
    assert codes == [*(str(n) for n in range(11)), "declined", "not_asked"]
    assert missing(CheckIn(time="declined", urge="not_asked", acted="declined", confidence="10")) == ()


def test_what_was_acted_on_asks_for_a_red_flag_or_why_there_is_none() -> None:
    acted = replace(WEEK, acted="yes")
    assert [gap.path for gap in missing(acted)] == ["no_flag_why"]
    assert missing(replace(acted, flag="01990000-0000-7000-8000-000000000001")) == ()
    assert missing(replace(acted, no_flag_why="No order forbids it; told to police today.")) == ()


def test_more_is_asked_where_it_was_acted_on_and_not_otherwise() -> None:
    by_name = {spec.name: spec for spec in specs(CheckIn)}
    assert [name for name in MORE if by_name[name].is_asked(WEEK)] == []
    assert [name for name in MORE if by_name[name].is_asked(replace(WEEK, acted="yes"))] == list(MORE)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, False),
        ({"time": "6"}, False),
        ({"time": "7"}, True),
        ({"urge": "3"}, True),
        ({"confidence": "10"}, True),
        ({"urge": "declined"}, False),
        ({"urge": "not_asked", "time": "1"}, True),
    ],
)
def test_an_answer_that_moved_by_three_asks_for_more(answers: dict[str, str], expected: bool) -> None:  # noqa: FBT001
    assert moved(replace(WEEK, **answers), WEEK) is expected


def test_without_a_check_in_before_nothing_has_moved() -> None:
    assert not moved(WEEK, None)
    assert not moved(WEEK, replace(WEEK, urge="declined", time="not_asked", confidence="declined"))


def test_is_titled_by_its_answers() -> None:
    assert KIND.title_of(WEEK) == "Check-in: time 4, urge 6, acted no, confidence 7"
    assert KIND.title_of(CheckIn(time="declined")) == "Check-in: time declined"
    assert KIND.title_of(CheckIn()) == "Check-in"


def test_gives_a_score_for_each_number_and_none_for_what_was_declined() -> None:
    found = drawn(KIND, replace(WEEK, urge="declined"))
    scores = [each for each in found if isinstance(each, Score)]
    assert [(each.measure, each.value, each.words) for each in scores] == [
        ("check_in.time", 4, "4 of 10"),
        ("check_in.urge", None, "declined"),
        ("check_in.confidence", 7, "7 of 10"),
    ]
    assert {each.source for each in scores} == {Source.SELF_REPORT}
    assert [each for each in found if isinstance(each, Coded)] == [Coded(field="acted", answer="no")]


@pytest.mark.parametrize(
    ("answers", "contact"),
    [
        ({"acted": "yes"}, ["acted"]),
        ({"acted": "yes", "contact": "none"}, ["acted"]),
        ({"acted": "yes", "contact": "direct"}, ["direct"]),
        ({"contact": "none"}, ["none"]),
        ({}, []),
        ({"acted": "declined"}, []),
    ],
)
def test_reports_what_the_person_says_of_contact(answers: dict[str, str], contact: list[str]) -> None:
    found = [each for each in drawn(KIND, replace(WEEK, **answers)) if isinstance(each, Reported)]
    assert [each.contact for each in found] == contact
    assert all((each.source, each.first, each.last) == ("person", ON, ON) for each in found)


def test_that_it_was_acted_on_is_an_admission() -> None:
    by_name = {spec.name: spec for spec in specs(CheckIn)}
    assert by_name["acted"].share_in(WEEK) is Share.MEASURE
    closer = {name for name, spec in by_name.items() if spec.share_in(ADMITTED) is Share.ADMISSION}
    assert closer == {"acted", "contact", "victims", "no_flag_why"}
    heard = shared(ADMITTED, AUDIENCES["gp"])
    assert (heard.acted, heard.contact, heard.victims, heard.no_flag_why) == ("", "", (), "")
    assert heard.urge == "6"
    assert shared(ADMITTED, AUDIENCES["probation"]).acted == "yes"


def test_no_report_prints_a_check_in() -> None:
    assert told(KIND, ADMITTED, EVERYTHING) == {}


def test_it_is_written_beside_the_person_and_known_by_their_word() -> None:
    assert KIND.beside_person is not None
    assert KIND.beside_person.alone == ALONE
    assert KIND.known is Knowledge.SELF_REPORT
