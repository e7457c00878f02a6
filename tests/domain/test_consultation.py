"""The consultation: about somebody who may never be seen and may not know."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.fields.sharing import Share
from app.domain.kinds.consultation import KIND
from app.domain.kinds.consultation.content import Consultation, Receiver
from app.domain.kinds.parts.advice import Advice, by_when
from app.domain.kinds.parts.earlier_flag import EarlierFlag
from app.domain.kinds.parts.scenario import BriefScenario
from app.domain.kinds.parts.told import Told
from app.domain.kinds.parts.tripwire import Tripwire
from app.domain.kinds.parts.typology import TypologyRow
from app.domain.records.blocks import Facts, Paragraph, Placed
from app.domain.records.drawing import facets_of, split_off
from app.domain.records.facets import KeyDate, Notification
from app.domain.records.versions import read
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from tests.asked import TODAY, missing
from tests.golden.records import FOLDER, load
from tests.planted import AUDIENCES


def asked(**answers: object) -> set[str]:
    """What these answers call for beyond what is always asked."""
    always = {gap.path for gap in missing(Consultation())}
    return {gap.path for gap in missing(Consultation(**answers))} - always  # type: ignore[arg-type]


def test_always_asks_what_was_not_seen() -> None:
    assert "limits" in {gap.path for gap in missing(Consultation(subject_seen="yes"))}


@pytest.mark.parametrize(
    ("seen", "more"), [("no", set()), ("earlier", {"seen_when"}), ("yes", {"seen_when"})]
)
def test_asks_when_the_person_was_seen(seen: str, more: set[str]) -> None:
    assert asked(subject_seen=seen) == more


def test_an_opinion_on_the_type_becomes_a_record_of_its_own() -> None:
    row = TypologyRow(motivation="rejected")
    bare, apart = split_off(Consultation(typology=(row,)))
    assert bare == Consultation()
    assert [each.kind for each in apart] == ["typology"]
    assert all(getattr(row, name) == said for name, said in apart[0].said.items())
    assert {gap.path for gap in missing(row)} == {
        "speaks_for",
        "speaks_against",
        "confidence",
        "relationship",
        "victims",
        "seen",
    }


@pytest.mark.parametrize("judged", ["suitable", "conditional", "unsuitable"])
def test_asks_for_the_reasons_of_a_judgement_on_treatment(judged: str) -> None:
    assert asked(mhtr=judged) == {"mhtr_reasons"}
    assert asked(mhtr="not_assessed") == set()


def test_asks_for_a_date_only_if_there_is_to_be_a_review() -> None:
    assert asked(follow_up="review") == {"review_on"}
    assert asked(follow_up="none") == set()


@pytest.mark.parametrize(
    ("until", "why"),
    [
        (ClinicalDate(2026, 11, 23), ""),
        (ClinicalDate(2027, 2, 23), ""),
        (ClinicalDate(2027, 2, 24), "It is good for 3 months at most"),
        (ClinicalDate(2027), "It is good for 3 months at most"),
        (ClinicalDate(2026, 11, 22), "It lies in the past: it can be today at the earliest"),
    ],
)
def test_is_good_for_three_months_at_most(until: ClinicalDate, why: str) -> None:
    gaps = {gap.path: gap.why for gap in missing(Consultation(valid_until=until))}
    assert gaps.get("valid_until", "") == why


def test_asks_for_a_day_that_is_known() -> None:
    assert "valid_until" in {gap.path for gap in missing(Consultation(valid_until=ClinicalDate()))}


@pytest.mark.parametrize(("knows", "asked"), [("unaware", True), ("unknown", True), ("aware", False)])
def test_asks_what_to_heed_where_the_person_may_not_know(knows: str, *, asked: bool) -> None:
    assert ("before_contact" in {gap.path for gap in missing(Consultation(awareness=knows))}) == asked


def test_the_quick_form_is_all_that_is_needed() -> None:
    """So few answers that a telephone call can be written down while it lasts."""
    day = ClinicalDate.of(TODAY)
    told = Told(
        who="DS Marlowe", agency="police", on=day, how="telephone", ground="public_interest", person_told="no"
    )
    quick = Consultation(
        answer="Wait. See the relative first.",
        asked_by="DS Marlowe",
        agency="police",
        question="Is words of advice wise?",
        information_seen="31 letters",
        subject_seen="no",
        awareness="unaware",
        before_contact="Nobody quotes the letters",
        limits="Not seen",
        scenarios=(BriefScenario(course="repeat", nature="Writes on"),),
        advice=(Advice(agency="police", what="Wait"),),
        valid_until=day,
        received=(told,),
    )
    assert missing(quick) == ()


def written(**answers: object) -> Written[Consultation]:
    """A consultation of 22-Oct-2026, good until 22-Nov-2026."""
    golden = load(FOLDER / "consultation" / "2.json")
    heading = replace(read({"consultation": KIND}, golden.document).heading, event=ClinicalDate(2026, 10, 22))
    usual: dict[str, object] = {
        "asked_by": "DS Marlowe",
        "answer": "Wait.",
        "opinion": "He expects to be received.",
        "question": "Is it wise?",
        "valid_until": ClinicalDate(2026, 11, 22),
        "advice": (
            Advice(agency="police", what="Put off the warning", by=ClinicalDate(2026, 11, 6)),
            Advice(agency="advocate", what="Keep everything", when="Now"),
        ),
    }
    return Written(heading, Consultation(**usual | answers))  # type: ignore[arg-type]


def given(audience: str, on: date, **answers: object) -> list[Placed]:
    """What it gives to an audience on a day."""
    return list(KIND.block(written(**answers), AUDIENCES[audience], on))


GOOD, OVER = date(2026, 11, 22), date(2026, 11, 23)


def words(placed: list[Placed]) -> list[object]:
    """What is said, without its places."""
    return [
        each.block.text if isinstance(each.block, Paragraph) else dict(each.block.answers)
        for each in placed
        if isinstance(each.block, Paragraph | Facts)
    ]


@pytest.mark.parametrize("audience", ["panel", "mappa", "police", "probation"])
def test_whoever_asks_for_advice_gets_all_of_it_with_the_day_until_which_it_is_good(audience: str) -> None:
    placed = given(audience, GOOD)
    by_name = {each.name: each.block for each in placed}
    account = by_name["account"]
    assert isinstance(account, Paragraph)
    assert account.text == "Wait.\n\nHe expects to be received."
    assert {"question", "advice", "valid_until"} <= set(by_name)
    assert {each.until for each in placed} == {ClinicalDate(2026, 11, 22)}


@pytest.mark.parametrize("audience", ["panel", "mappa", "police", "probation", "advocate"])
def test_once_it_has_run_out_nothing_is_said_but_that(audience: str) -> None:
    assert words(given(audience, OVER)) == ["Advice of 22-Oct-2026 has run out: ask again."]


def test_an_advocate_gets_the_advice_meant_for_them_and_nothing_else() -> None:
    assert words(given("advocate", GOOD)) == [
        {"Agency": "Advocacy service", "What": "Keep everything", "By": "22-Oct-2026"}
    ]
    assert given("advocate", OVER, advice=(Advice(agency="police", what="Wait"),)) == []


def test_advice_whose_last_day_is_not_shared_is_left_out_and_said_to_be() -> None:
    assert words(given("advocate", GOOD, asked_by="", valid_until=None)) == [
        "Advice of 22-Oct-2026 was left out: the day until which it is good is not shared."
    ]


@pytest.mark.parametrize("audience", ["gp", "court", "person", "evaluator"])
def test_gives_nothing_to_anybody_else(audience: str) -> None:
    assert given(audience, GOOD) == given(audience, OVER) == []


@pytest.mark.parametrize("audience", ["panel", "mappa", "police", "probation"])
def test_who_gets_all_of_it_is_never_without_the_day_until_which_it_is_good(audience: str) -> None:
    assert AUDIENCES[audience].admits(Share.CONTEXT)


def test_a_red_flag_of_an_earlier_form_outlives_the_advice() -> None:
    flag = EarlierFlag(sign="weapon", detail="Bought a knife", action="Police rung")
    assert [each.name for each in given("panel", OVER, earlier_flags=(flag,))] == ["flag", "advice"]


def test_it_falls_due_on_the_day_on_which_it_runs_out() -> None:
    dates = [each for each in facets_of(KIND, written()) if isinstance(each, KeyDate)]
    assert [(each.on.show(), each.what) for each in dates] == [("22-Nov-2026", "Advice runs out")]


def test_tells_to_whom_it_was_given_in_both_forms() -> None:
    told = Told(who="DS Marlowe", agency="police", on=ClinicalDate(2026, 10, 23))
    earlier = Receiver(who="DC Ash", agency="probation", sent_on=ClinicalDate(2026, 10, 22))
    drawn = facets_of(KIND, written(received=(told,), earlier_received=(earlier,)))
    assert {(each.to, each.on.show()) for each in drawn if isinstance(each, Notification) and each.on} == {
        ("Police", "23-Oct-2026"),
        ("Probation", "22-Oct-2026"),
    }


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Advice(by=ClinicalDate(2026, 11, 6), on_sign="A letter"), "06-Nov-2026; A letter"),
        (Advice(when="Now"), "22-Oct-2026"),
        (Advice(when="at once."), "22-Oct-2026"),
        (Advice(when="Before 06-Nov-2026"), "Before 06-Nov-2026"),
        (Advice(), ""),
    ],
)
def test_advice_now_is_printed_as_its_date(row: Advice, said: str) -> None:
    assert by_when(row, ClinicalDate(2026, 10, 22)) == said


def test_a_scenario_says_what_would_be_seen_and_who_then_does_what() -> None:
    wire = Tripwire(sign="A letter with a date", then="Rings the unit", agency="employer", within="same_day")
    earlier = BriefScenario(course="twist", nature="N", warning_signs="Luggage", response="Seen by police")
    now = BriefScenario(course="twist", nature="N", tripwires=(wire,))
    said = [each for each in words(given("panel", GOOD, scenarios=(now, earlier))) if isinstance(each, dict)]
    assert [(each["Scenario"], each["Warning signs"], each["Who then does what"]) for each in said[:2]] == [
        (
            "S1 A different target or method",
            "A letter with a date",
            "A letter with a date: Employer, the same day: Rings the unit",
        ),
        ("S2 A different target or method", "Luggage", "Seen by police"),
    ]


def test_what_was_signed_in_an_earlier_form_reads_on() -> None:
    found = read({"consultation": KIND}, load(FOLDER / "consultation" / "2.json").document)
    content = found.sheet.content
    assert all(row.what and row.when and row.by is None for row in content.advice)
    assert all(row.warning_signs and row.tripwires == () for row in content.scenarios)
    assert content.earlier_received[0].who
    assert content.received == ()


def test_titles_name_agency_and_purpose_and_no_question() -> None:
    consultation = Consultation(agency="police", purposes=("risk", "interview"), question="Private")
    assert KIND.title_of(consultation) == (
        "Consultation (Police): risk and what to watch for, interviewing the person"
    )
    assert KIND.title_of(Consultation()) == "Consultation"
