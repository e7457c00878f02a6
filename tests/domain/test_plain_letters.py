"""Letters to a practice and to the person: what they say, what they never say, and how their days are said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.kinds.diagnosis.content import Diagnosed, Diagnosis
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.measure.content import Administration, ScoreRow
from app.domain.kinds.medication.content import Medication
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.parts.step import Step
from app.domain.kinds.plan.content import Plan, Work
from app.domain.kinds.safety_plan.content import SafetyPlan
from app.domain.records.blocks import Paragraph, Table
from app.domain.reports.composer import CaseFacts, Given
from app.domain.reports.letters import Named, Sender, in_words, letter_for, not_plain
from app.domain.reports.practice import GpLetter
from app.domain.reports.to_person import FormulationLetter
from app.errors import NotAcceptable
from tests.domain.test_panel_summary import NOVEMBER, TODAY, day, gave
from tests.domain.test_reports import attended, below, made
from tests.planted import AUDIENCES

GP, PERSON = AUDIENCES["gp"], AUDIENCES["person"]
ENGAGED = CaseFacts("engaged", "Dr Lead", "he")
SENDER = Sender("Northmoor Health Team", ("Wharf House, Quay Road", "0113 496 0700"))
CALLUM = Named("Callum Peter", "Dunscombe", "30-Jun-1985", "999 000 4005")
HELD = Diagnosis(
    rows=(
        Diagnosed(name="Adjustment disorder", code="F43.2", system="icd10", stands="confirmed", by="Dr A"),
        Diagnosed(name="Autism", stands="considered", by="Dr A"),
    )
)
PLAN = Plan(
    goals=(
        Goal(
            row="g1", code="G1", wording="To let an urge pass", result="met", note="Held through news of V1."
        ),
        Goal(row="g2", code="G2", wording="A plan for dates", measured_by="none"),
    ),
    steps=(
        Step(
            code="T1",
            what="Tell his brother",
            goal="g1",
            actor="person",
            by=day(2026, 12, 11),
            status="under_way",
        ),
        Step(code="T2", what="A letter", goal="g1", actor="team", by=day(2028, 3, 31), status="not_started"),
        Step(code="T3", what="The list", goal="g1", actor="person", by=day(2026, 6, 1), status="done"),
    ),
    work=(Work(model="act", sessions_planned=16),),
)
SAFE = SafetyPlan(
    signs="No sleep", alone="Walk.", ask="My brother.", services="The team, in the morning.", safer="-"
)
ASKS = "Mood: review it with us by 08-Jan-2027.\nRing us the same day if he is worse"


def letter(report: Any, *given: list[Given], **texts: str) -> dict[str, str]:
    audience = GP if isinstance(report, GpLetter) else PERSON
    return below(made(report, *given, audience=audience, case=ENGAGED, texts=tuple(texts.items())))


def test_a_letter_to_a_practice_asks_in_its_frame_and_says_how_the_patient_is() -> None:
    blocks = made(
        GpLetter(),
        gave("diagnosis", "d", HELD, NOVEMBER, "", GP),
        gave("plan", "p", PLAN, NOVEMBER, "", GP),
        gave("safety_plan", "s", SAFE, NOVEMBER, "", GP),
        gave("session_note", "n", attended("attended"), NOVEMBER, "", GP),
        gave("medication", "m", Medication(allergies="none"), NOVEMBER, "", GP),
        audience=GP,
        case=ENGAGED,
        texts=(("asks", ASKS), ("how", "Better than in September.")),
    )
    (frame,) = (each for each in blocks if isinstance(each, Table))
    assert frame.framed
    assert [tuple(one.label if isinstance(one, Paragraph) else one for one in row) for row in frame.rows] == [
        ("Mood", "review it with us.", "08-Jan-2027"),
        ("2", "Ring us the same day if he is worse.", "no date"),
    ]
    told = below(blocks)
    assert told["Diagnosis"] == "Adjustment disorder (F43.2, ICD-10), confirmed by Dr A."
    assert told["How he is"] == "Better than in September."
    assert told["His safety"] == "A safety plan exists, made 20-Nov-2026."
    assert told["Treatment"].startswith("Seen Once, on 20-Nov-2026; 1 of 1 kept. ")
    assert "Allergies: none." in told["Medication"]
    assert "Scores" not in told
    # Neither goals nor what they tell of anybody else.
    assert "V1" not in " ".join(told.values())
    assert (
        letter(GpLetter(), asks=ASKS, how="-", safety="Asked at each visit.")["His safety"]
        == "Asked at each visit."
    )


def test_a_letter_to_the_person_has_their_version_plan_scores_and_where_to_turn() -> None:
    formulation = Formulation(
        summary="For the panel.",
        person_version="Something ended on 02-Feb-2026.",
        view_detail="“True, though.”",
    )
    score = Administration(
        measure="phq9", short="PHQ-9", scores=(ScoreRow(title="Total", value="9", least="0", most="27"),)
    )
    given = [
        gave("formulation", "f", formulation, NOVEMBER, "", PERSON),
        gave("plan", "p", PLAN, NOVEMBER, "", PERSON),
        gave("safety_plan", "s", SAFE, NOVEMBER, "", PERSON),
        gave("measure", "m", score, NOVEMBER, "", PERSON),
        gave("diagnosis", "d", HELD, NOVEMBER, "", PERSON),
    ]
    told = letter(FormulationLetter(), *given)
    # Days do not break: what stands within them is no space.
    assert told == {
        "": "",
        "What we worked out": (
            "Something ended on 2February. We wrote this down on 20November. You said: “True, though.”"
        ),
        "Your plan": "- To let an urge pass (met). - A plan for dates.",
        "Your scores": told["Your scores"],
        "What comes next": "- Tell his brother, by 11December.",
        "If a night goes badly": "Walk. My brother. The team, in the morning.",
    }
    assert told["Your scores"].startswith("PHQ-9, 20November. Total: 9")
    assert not not_plain(told, "NM-0198", "person")
    # What its author writes anew takes the place of what the record says.
    assert (
        letter(FormulationLetter(), *given, plan="One thing at a time.")["Your plan"]
        == "One thing at a time."
    )
    with pytest.raises(NotAcceptable, match="A diagnosis stands in “If a night goes badly”"):
        letter(FormulationLetter(), *given, night="An adjustment disorder can be treated.")


def test_without_a_version_for_the_person_there_is_no_letter() -> None:
    with pytest.raises(NotAcceptable, match="No version of the formulation that the person may have"):
        letter(FormulationLetter(), gave("plan", "p", PLAN, NOVEMBER, "", PERSON))
    kept_back = Formulation(person_version="Something ended.", view="withheld", why_not_shared="Unsafe")
    with pytest.raises(NotAcceptable, match="that the person may have"):
        letter(FormulationLetter(), gave("formulation", "f", kept_back, NOVEMBER, "", PERSON))


def test_the_frame_of_a_letter() -> None:
    to_gp = letter_for(SENDER, "Dr S. Okafor-Lane, The Quay Practice", CALLUM, TODAY, "he", to_them=False)
    assert (to_gp.to, to_gp.greeting) == (("Dr S. Okafor-Lane", "The Quay Practice"), "Dear Dr Okafor-Lane,")
    assert to_gp.about == "Callum Peter Dunscombe, born 30-Jun-1985, NHS number 999 000 4005"
    assert to_gp.closing == "This letter becomes part of his record and he can read it in the NHS App."
    assert letter_for(SENDER, "The Quay Practice", CALLUM, TODAY, to_them=False).greeting == "Dear colleague,"
    theirs = letter_for(
        SENDER, "Callum Dunscombe, by hand", replace(CALLUM, born="", number=""), TODAY, to_them=True
    )
    assert (theirs.on, theirs.greeting, theirs.running, theirs.large) == (
        "28\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026",
        "Dear Callum,",
        "Callum Dunscombe",
        True,
    )
    assert "**111**" in theirs.closing


@pytest.mark.parametrize(
    ("text", "to_gp", "to_person"),
    [
        ("The stalking protection order runs on.", 1, 1),
        ("He STALKED nobody.", 1, 1),
        ("Made with MASIP Casework.", 1, 1),
        ("OFFICIAL-SENSITIVE", 1, 1),
        ("News of V1.", 1, 1),
        ("Case nm-0198 is open.", 1, 1),
        ("F43.2 is confirmed.", 0, 1),
        ("G2 was met.", 0, 1),
        ("Vitamin B12 was low; vote V for us.", 0, 0),
        ("He told us of low days.", 0, 0),
    ],
)
def test_what_may_stand_in_no_letter(text: str, to_gp: int, to_person: int) -> None:
    texts = {"Treatment": text, "Medication": "None."}
    for audience, found in (("gp", to_gp), ("person", to_person)):
        assert not_plain(texts, "NM-0198", audience) == (("Treatment",) if found else ())


def test_days_are_said_as_they_are_spoken() -> None:
    said = in_words("On 11-Dec-2026, not 01-Mar-2028; 11-Dez-2026.", date(2026, 11, 28))
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "On 11 December, not 1 March 2028; 11-Dez-2026."
