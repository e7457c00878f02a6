"""Mental state, diagnosis and medication: who hears of them, how much, and in whose name."""

from dataclasses import replace

import pytest

from app.domain.fields.content import shared, specs
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds import diagnosis, medication, mental_state
from app.domain.kinds.diagnosis.content import Diagnosed, Diagnosis
from app.domain.kinds.medication.content import Drug, Medication
from app.domain.kinds.mental_state.content import ASPECTS, Capacity, MentalState
from app.domain.records.facets import Coded
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.kinds_told import EVERYTHING, drawn, placed, told, words
from tests.planted import AUDIENCES, filled

STATE = MentalState(
    state="Low, no psychotic symptoms.",
    of_victim="Speaks of V1 without being asked.",
    **dict.fromkeys(ASPECTS, "unremarkable") | {"mood": "remarkable", "sleep": "remarkable"},
)
CONFIRMED = Diagnosed(
    name="Adjustment disorder",
    code="F43.2",
    system="icd10",
    stands="confirmed",
    by="Dr A. Prosser",
    since=ClinicalDate(2026, 4),
    bears_on_risk="Low mood after setbacks brings the urge back.",
)
REPORTED = Diagnosed(
    name="Depressive episode", stands="reported", by="the practice", bears_on_risk="planted/risk"
)


# --- mental state -----------------------------------------------------------------------------------


def test_a_mental_state_says_of_each_aspect_that_it_was_examined_or_not() -> None:
    assert missing(STATE) == ()
    assert {gap.path for gap in missing(replace(STATE, mood=""))} == {"mood"}
    gaps = {gap.path for gap in missing(replace(STATE, capacity=(Capacity(),)))}
    assert gaps == {"capacity.0.decision", "capacity.0.has", "capacity.0.because", "capacity.0.on"}


def test_it_is_titled_by_what_was_remarkable() -> None:
    assert mental_state.KIND.title_of(STATE) == "Mental state: remarkable in mood, sleep"
    calm = replace(STATE, mood="unremarkable", sleep="not_examined")
    assert mental_state.KIND.title_of(calm) == "Mental state: nothing remarkable; not examined: sleep"
    # Nobody may read that nothing was remarkable where nothing was looked at.
    unseen = MentalState(state="Would not speak.", **dict.fromkeys(ASPECTS, "not_examined"))
    assert mental_state.KIND.title_of(unseen) == "Mental state: not examined"
    assert mental_state.KIND.title_of(replace(STATE, cognition="not_examined")) == (
        "Mental state: remarkable in mood, sleep; not examined: cognition"
    )
    assert "Remarkable: mood, sleep. Not examined: cognition." in words(
        mental_state.KIND, replace(STATE, cognition="not_examined"), "gp"
    )


def test_it_goes_to_mappa_the_practice_and_the_person_and_to_others_on_request() -> None:
    assert told(mental_state.KIND, STATE) == {
        "gp": ["mental_state"],
        "mappa": ["mental_state", "of_victim"],
        "person": ["mental_state"],
    }
    assert sorted(told(mental_state.KIND, STATE, EVERYTHING)) == [
        "advocate",
        "court",
        "gp",
        "mappa",
        "panel",
        "person",
        "police",
        "probation",
    ]


@pytest.mark.parametrize("audience", sorted(AUDIENCES))
def test_thoughts_of_the_victim_go_to_mappa_alone(audience: str) -> None:
    text = words(mental_state.KIND, filled(MentalState), audience, EVERYTHING)
    assert ("planted/of_victim" in text) == (audience == "mappa")
    kept = shared(STATE, AUDIENCES[audience], EVERYTHING)
    assert bool(kept.of_victim) == (audience == "mappa")


def test_capacity_is_told_with_its_decision_day_and_reason() -> None:
    row = Capacity(
        decision="To agree to treatment", has="no", because="Cannot weigh it.", on=ClinicalDate(2026, 11, 3)
    )
    (only,) = placed(mental_state.KIND, replace(STATE, capacity=(row,)), "gp")
    assert only.block.text == (  # type: ignore[union-attr]
        "Examined 20-Nov-2026. Low, no psychotic symptoms. Remarkable: mood, sleep. "
        "To agree to treatment: lacks capacity (03-Nov-2026). Cannot weigh it."
    )


# --- diagnosis --------------------------------------------------------------------------------------


def test_a_diagnosis_names_how_it_stands_and_by_whom() -> None:
    assert missing(Diagnosis(rows=(CONFIRMED, REPORTED))) == ()
    assert {gap.path for gap in missing(Diagnosis(rows=(Diagnosed(),)))} == {
        "rows.0.name",
        "rows.0.stands",
        "rows.0.by",
    }


def test_it_is_titled_by_codes_and_how_each_stands() -> None:
    made = Diagnosis(rows=(CONFIRMED, REPORTED, replace(CONFIRMED, code="see letter", stands="resolved")))
    assert diagnosis.KIND.title_of(made) == "Diagnosis: F43.2 confirmed, reported by others, resolved"


def test_how_each_stands_is_counted() -> None:
    found = [
        each
        for each in drawn(diagnosis.KIND, Diagnosis(rows=(CONFIRMED, REPORTED)))
        if isinstance(each, Coded)
    ]
    assert [(each.field, each.answer) for each in found] == [("stands", "confirmed"), ("stands", "reported")]


@pytest.mark.parametrize("audience", ["gp", "person"])
@pytest.mark.parametrize("stands", ["working", "considered", "excluded", "reported"])
def test_the_practice_and_the_person_are_told_what_is_confirmed_or_resolved_and_nothing_else(
    audience: str, stands: str
) -> None:
    row = replace(CONFIRMED, stands=stands)
    assert placed(diagnosis.KIND, Diagnosis(rows=(row,)), audience, EVERYTHING) == []
    text = words(diagnosis.KIND, Diagnosis(rows=(CONFIRMED, row)), audience, EVERYTHING)
    assert "Adjustment disorder (F43.2, ICD-10), confirmed by Dr A. Prosser, since Apr-2026." in text
    assert text.count("Adjustment disorder") == 1
    assert "brings the urge back" not in text


@pytest.mark.parametrize("audience", ["panel", "mappa", "court", "police", "probation"])
def test_those_who_manage_the_risk_hear_how_it_bears_on_it_and_not_its_name(audience: str) -> None:
    text = words(diagnosis.KIND, Diagnosis(rows=(CONFIRMED, REPORTED)), audience, EVERYTHING)
    assert "Low mood after setbacks brings the urge back (Dr A. Prosser, 20-Nov-2026)." in text
    assert "Adjustment" not in text
    assert "planted/risk" not in text
    over = words(
        diagnosis.KIND, Diagnosis(rows=(replace(CONFIRMED, stands="resolved"),)), audience, EVERYTHING
    )
    assert "(Dr A. Prosser, 20-Nov-2026, resolved)." in over


def test_a_diagnosis_reaches_on_their_own_those_whose_policy_includes_it() -> None:
    made = Diagnosis(rows=(CONFIRMED,))
    assert sorted(told(diagnosis.KIND, made)) == ["gp", "mappa", "person"]
    every = ["court", "gp", "mappa", "panel", "person", "police", "probation"]
    assert sorted(told(diagnosis.KIND, made, EVERYTHING)) == every


def test_what_others_report_is_never_told_as_ours() -> None:
    text = diagnosis.content.in_words(REPORTED)
    assert text == "Depressive episode: reported by the practice, not confirmed here"


def test_the_code_of_a_diagnosis_is_an_answer_and_no_name_of_its_row() -> None:
    assert issubclass(Diagnosed, Row)
    assert not Diagnosed.letter
    assert "code" in {spec.name for spec in specs(Diagnosed)}


# --- medication -------------------------------------------------------------------------------------

DRUG = Drug(
    name="Sertraline",
    dose="50 mg",
    route="by mouth",
    how_often="once a day",
    indication="depression",
    taken="partly",
    source="gp",
)


def test_medication_says_whether_it_is_taken_and_by_whose_word() -> None:
    assert missing(Medication(medication=(DRUG,), allergies="none")) == ()
    assert {gap.path for gap in missing(Medication(medication=(Drug(),), allergies="yes"))} == {
        "medication.0.name",
        "medication.0.taken",
        "medication.0.source",
        "allergies_text",
    }


def test_medication_is_titled_by_answers_alone() -> None:
    made = Medication(medication=(DRUG, replace(DRUG, taken="no")), allergies="unknown")
    assert medication.KIND.title_of(made) == "Medication: taken partly, no; allergies: not known"


def test_a_report_says_that_it_is_no_prescription_chart() -> None:
    (only,) = placed(medication.KIND, Medication(medication=(DRUG,), allergies="none"), "gp")
    assert only.block.text == (  # type: ignore[union-attr]
        "Not a prescription chart. As of 20-Nov-2026: Sertraline 50 mg by mouth once a day, for depression "
        "(taken: partly; General practice). Allergies: none."
    )


def test_a_list_that_was_not_filled_in_says_nothing_of_what_is_taken() -> None:
    assert "As of 20-Nov-2026: no medicine is recorded. Allergies: not known." in words(
        medication.KIND, Medication(allergies="unknown"), "gp"
    )


def test_medication_goes_to_the_practice_and_the_person_and_to_others_on_request() -> None:
    made = Medication(medication=(DRUG,), allergies="none")
    assert sorted(told(medication.KIND, made)) == ["gp", "mappa", "person"]
    assert "evaluator" not in told(medication.KIND, made, EVERYTHING)


def test_all_of_it_is_of_the_class_of_diagnosis() -> None:
    for cls in (MentalState, Capacity, Diagnosis, Diagnosed, Medication, Drug):
        assert {spec.share for spec in specs(cls)} == {Share.DIAGNOSIS}
