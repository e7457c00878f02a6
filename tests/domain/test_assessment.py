"""What an assessment says at each place: filled, empty, withheld, of another author; and part by part."""

from dataclasses import replace

import pytest

from app.domain.fields.compartments import Knowledge
from app.domain.fields.sharing import Share
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.parts.factor import Factor
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.parts.scenario import Scenario
from app.domain.kinds.parts.tripwire import Tripwire
from app.domain.kinds.parts.typology import Hypothesis
from app.domain.kinds.plan.content import Plan
from app.domain.kinds.referral.content import Referral
from app.domain.kinds.spj.content import Judged, Rater, Spj
from app.domain.kinds.typology.content import Typology
from app.domain.records.blocks import Heading
from app.domain.reports.assessment import Assessment
from app.domain.reports.offered import Offer, offer_of
from app.domain.reports.panel import PanelSummary
from app.domain.reports.parts import ENDS, by_part, counted, insist_on_parts, is_asked, parts_of
from app.errors import NotAcceptable
from tests.domain.test_fixation import of_v1, rated
from tests.domain.test_panel_summary import FEBRUARY, NOVEMBER, gave
from tests.domain.test_reports import below, made
from tests.planted import AUDIENCES

REPORT = Assessment()
HEADS = [each.title for each in REPORT.parts]
HELD = Formulation(
    summary="He mourns more and pursues less.",
    narrative="He lost a home and a person at once.",
    history="His mother left when he was six.",
    factors=(
        Factor(
            code="F1",
            place="perpetuating",
            area="thinking",
            statement="He thinks of it nightly.",
            confidence="high",
        ),
        Factor(code="F2", place="protective", area="relating", statement="A brother."),
    ),
    functions=("monitor",),
    function_summary="A look ends the tension for an hour.",
    imminence="Nothing points to this week.",
    protective="His brother.",
    scenarios=(
        Scenario(
            code="S1",
            course="repeat",
            nature="He writes again.",
            severity="Fear.",
            likelihood="Likely in winter.",
            tripwires=(
                Tripwire(sign="A new telephone", then="Inspects it", agency="police", within="same_day"),
            ),
            monitoring="Calls on Fridays.",
        ),
        Scenario(code="S2", course="improve", nature="He goes on.", likelihood="Possible."),
    ),
    offer="Eight sessions.",
    information="Thirteen appointments.",
    limits="Nobody heard his mother.",
)
OPINION = Typology(
    motivation="rejected",
    relationship="ex_intimate",
    victims=("V1",),
    confidence="moderate",
    speaks_for="He asks for her back.",
    speaks_against="He wrote to an office, too.",
    seen="yes",
)
ACT = Incident(behaviour="messages", description="He rang.", source="police")
RATED = Spj(
    tool="sam",
    tool_version="2009",
    raters=(Rater(who="Dr B", trained="yes"),),
    judgements=(Judged(of="continued", word="moderate", because="He has not stopped for long."),),
)


def told(*given: object, code: str = "panel", **request: object) -> dict[str, str]:
    """What stands below each heading."""
    return below(made(REPORT, *given, audience=AUDIENCES[code], **request))


def whole(code: str = "panel", asked: frozenset[Share] = frozenset()) -> list[object]:
    """What a case with all of it gives to an audience."""
    policy = AUDIENCES[code]
    of = (
        ("formulation", "f", HELD, NOVEMBER, "Dr B"),
        ("typology", "t", OPINION, FEBRUARY, ""),
        ("spj", "s", RATED, NOVEMBER, "Dr C"),
        ("fixation_profile", "p", of_v1(conviction=rated(3)), NOVEMBER, "Dr D"),
        ("referral", "r", Referral(agency="police", question="What drives it?"), FEBRUARY, ""),
        ("plan", "g", Plan(goals=(Goal(code="G1", wording="To sleep", measured_by="none"),)), NOVEMBER, ""),
        ("incident", "i", ACT, FEBRUARY, ""),
    )
    return [
        gave(kind, record, content, on, author, policy, asked) for kind, record, content, on, author in of
    ]


def test_it_has_each_part_in_its_order_and_of_each_opinion_the_day_and_the_author() -> None:
    said = told(*whole())
    assert [head for head in said if head not in {"", "Factors", "S1 Repeat", "S2 Improve"}] == [
        *HEADS,
        ENDS,
        "Handling",
    ]
    assert said["In short"].startswith("He mourns more and pursues less. (20-Nov-2026, Dr B)")
    assert "Referred 17-Feb-2026, Police: What drives it?" in said["Basis"]
    assert "Limits Nobody heard his mother. (20-Nov-2026, Dr B)" in said["Basis"]
    assert "He rang." in said["Incidents"]
    assert "Rejected; former partner of V1 (held 17-Feb-2026, confidence moderate)" in said["Typology"]
    assert said["Typology"].endswith("Of what In words Person seen for it Yes")
    assert "Judged 20-Nov-2026 by Dr D." in said["Fixation profile"]
    assert "Certainty of the belief 3" in said["Fixation profile"]
    assert (
        "Continued stalking: moderate, as the tool defines it. Because: He has not stopped for long."
        in (said["Structured judgement"])
    )
    assert said["Structured judgement"].endswith("(20-Nov-2026, Dr C)")
    assert "Account He lost a home and a person at once. (20-Nov-2026, Dr B)" in said["Formulation"]
    assert "F1 Perpetuating, thoughts and beliefs He thinks of it nightly. high" in said["Factors"]
    assert "F2 Protective, relationships and attachment A brother. not given" in said["Factors"]
    assert said["Factors"].endswith("Factors of 20-Nov-2026, Dr B.")
    assert "Offer Eight sessions." in said["Plan offered"]
    assert "G1 To sleep (open) (20-Nov-2026)" in said["Plan offered"].replace("  ", " ")


def test_a_scenario_stands_whole_and_says_what_is_not_recorded_of_it() -> None:
    said = told(*whole())
    assert said["Scenarios"] == "Scenarios of 20-Nov-2026, Dr B."
    assert said["S1 Repeat"] == (
        "Of what In words What might happen He writes again. Severity Fear. Imminence Not recorded. "
        "Frequency and duration Not recorded. Likelihood Likely in winter. Warning signs A new telephone "
        "Who then does what A new telephone: Police, the same day: Inspects it Monitoring Calls on Fridays."
    )
    # Of a course that is better nothing has to be watched for.
    assert said["S2 Improve"] == "Of what In words What might happen He goes on. Likelihood Possible."


def test_an_empty_case_says_at_each_place_that_nothing_is_recorded() -> None:
    said = told()
    assert [said[head] for head in ("Typology", "Structured judgement", "Scenarios", "Incidents")] == [
        *["Not recorded."] * 4
    ]
    assert said["Fixation profile"] == "Not assessed."
    assert said["Personal history"] == "Not shared for this purpose."


def test_nothing_older_fills_what_the_newest_leaves_open() -> None:
    """An older formulation says who protects; the newest leaves it open, and so does the report."""
    older = gave("formulation", "old", replace(HELD, protective="A neighbour."), FEBRUARY, "Dr B")
    newer = gave("formulation", "new", replace(HELD, protective="", narrative=""), NOVEMBER)
    said = told(newer, older)["Formulation"]
    assert "Protective Not recorded." in said
    assert "Account Not recorded." in said
    assert "neighbour" not in said


def test_what_is_said_of_an_opinion_besides_is_of_the_record_that_holds_it() -> None:
    """In an earlier form a formulation held the opinion: nothing of another record stands below it."""
    earlier = Formulation(
        relationship="ex_intimate",
        hypotheses=(Hypothesis(motivation="resentful", speaks_for="He wept.", held_on=NOVEMBER),),
    )
    said = told(gave("formulation", "f", earlier, NOVEMBER), gave("typology", "t", OPINION, FEBRUARY))[
        "Typology"
    ]
    assert said.startswith("Resentful; former intimate partner")
    assert "Person seen for it" not in said
    assert "wept" not in said


@pytest.mark.parametrize("code", sorted(REPORT.audiences))
def test_personal_history_stays_in_health(code: str) -> None:
    asked = frozenset(share for share in Share if AUDIENCES[code].rules[share] == "ask")
    said = told(*whole(code, asked), code=code, asked=asked)
    assert said["Personal history"] == "Not shared for this purpose."
    assert "mother left" not in " ".join(said.values())


def test_a_paper_for_a_court_says_who_writes_and_tells_no_profile_and_no_intelligence() -> None:
    court = AUDIENCES["court"]
    asked = frozenset(share for share in Share if court.rules[share] == "ask")
    heard = [
        replace(each, knowledge=Knowledge.INTELLIGENCE)
        for each in gave("incident", "x", ACT, NOVEMBER, "", court)
    ]
    said = told(
        *whole("court", asked), heard, code="court", asked=asked, standing="expert", instructed_by="the court"
    )
    assert said[""].startswith(
        "Not every record held: what may be given to the court. The author is an expert instructed by the court."
    )
    assert said["Fixation profile"] == "Not shared for this purpose."
    assert "Rejected; former partner of V1" in said["Typology"]
    assert "He rang." in said["Incidents"]
    assert "20-Nov-2026" not in said["Incidents"]


def test_police_and_probation_read_fixation_in_words() -> None:
    for code in ("police", "probation"):
        said = told(*whole(code), code=code)["Fixation profile"]
        assert "Urge to contact or watch: " in said
        assert "Certainty" not in said


def test_part_by_part_what_is_not_let_in_is_not_made() -> None:
    asked = frozenset({Share.FORMULATION})
    parts = frozenset({"typology", "basis"})
    said = told(*whole("police", asked), code="police", asked=asked, parts=parts)
    assert [*said] == ["", "Basis", "Typology", ENDS, "Handling"]
    assert said[""].endswith("These parts alone, as their author let them in Basis; Typology.")
    assert "Rejected; former partner of V1" in said["Typology"]
    # A part that is let in tells no class that is not.
    silent = told(*whole("police"), code="police", parts=parts)["Typology"]
    assert silent == "Not shared for this purpose."


def test_parts_are_asked_about_of_the_pairs_that_say_so_and_of_no_others() -> None:
    assert is_asked(REPORT, "police")
    assert not is_asked(REPORT, "panel")
    assert offer_of("assessment", "court") is Offer.ASKED
    assert insist_on_parts(REPORT, "police", ["plan", "basis"]) == ("basis", "plan")
    assert insist_on_parts(REPORT, "panel", []) == ()
    assert parts_of(PanelSummary()) == ()
    listed = r"in_short \(In short\); asks "
    for named, why in (
        ((), f"none was let in. Its parts: {listed}"),
        (("plan", "all"), "no part by that name"),
    ):
        with pytest.raises(NotAcceptable, match=why):
            insist_on_parts(REPORT, "police", named)
    with pytest.raises(NotAcceptable, match="goes to that audience as it is"):
        insist_on_parts(REPORT, "panel", ["plan"])


def test_what_stands_in_each_part_is_counted_and_belongs_to_it() -> None:
    held = by_part(made(REPORT, *whole(), audience=AUDIENCES["panel"]), REPORT.parts)
    assert [*held] == [each.name for each in REPORT.parts]
    assert counted(held["scenarios"]) == "10 rows"
    assert counted(held["flags"]) == "nothing is recorded"
    assert counted(held["history"]) == "this audience gets nothing of it"
    assert [each.text for each in held["formulation"] if isinstance(each, Heading)] == [
        "Formulation",
        "Factors",
    ]
    assert all(isinstance(each[0], Heading) and each[0].text in HEADS for each in held.values())
