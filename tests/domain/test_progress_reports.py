"""What a report of treatment progress and one of the end of service say, to whom they may tell it."""

from typing import Any

import pytest

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.sharing import Share
from app.domain.kinds.check_in.content import CheckIn
from app.domain.kinds.discharge.content import Discharge, GoalEnded, HandedOver, Lapsed, Struck
from app.domain.kinds.measure.content import Administration, ScoreRow
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.parts.told import Told
from app.domain.kinds.plan.content import Plan
from app.domain.kinds.session_note.content import SessionNote
from app.domain.measures.catalogue import Catalogue
from app.domain.records.heading import Heading
from app.domain.reports.discharge import EndOfService
from app.domain.reports.dosed import Dose
from app.domain.reports.treatment import TreatmentProgress
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable
from app.services.measures.shipped import shipped
from app.services.records.relied import ReliedRecord, ReliedRecords
from app.services.sharing.dosing import dose_given
from tests.domain.test_fixation import of_v1, rated
from tests.domain.test_panel_summary import NOVEMBER, day, gave
from tests.domain.test_reports import below, made
from tests.planted import AUDIENCES

NONE: frozenset[Share] = frozenset()
ROW = "01990000-0000-7000-8000-00000000000{}"
G1, G2, G3 = (f"plan#{ROW.format(n)}" for n in (1, 2, 3))
PLANNED = Plan(
    goals=(
        Goal(
            row=ROW.format(1), code="G1", wording="To let an urge pass", measured_by="check_in_urge", aim="3"
        ),
        Goal(
            row=ROW.format(2), code="G2", wording="To be less sure", measured_by="conviction", result="partly"
        ),
        Goal(row=ROW.format(3), code="G3", wording="To sleep", measured_by="none"),
    )
)


def phq(value: str, band: str) -> Administration:
    """A PHQ-9 of that total."""
    row = ScoreRow(
        id="total", title="total", value=value, least="0", most="27", tracked="yes", band_label=band
    )
    return Administration(measure="phq-9@1", short="PHQ-9", by="person", scores=(row,))


RECORDS: tuple[tuple[str, str, Any, ClinicalDate], ...] = (
    ("plan", "plan", PLANNED, day(2026, 9, 1)),
    (
        "session_note",
        "s3",
        SessionNote(attendance="attended", person_present="yes", serves=(G1, G2)),
        day(2026, 11, 17),
    ),
    ("session_note", "s2", SessionNote(attendance="dna"), day(2026, 10, 20)),
    (
        "session_note",
        "s1",
        SessionNote(attendance="attended", person_present="yes", serves=(G1,)),
        day(2026, 9, 22),
    ),
    ("check_in", "c2", CheckIn(urge="2"), day(2026, 11, 17)),
    ("check_in", "c1", CheckIn(urge="8"), day(2026, 9, 22)),
    ("fixation_profile", "p2", of_v1(conviction=rated(1)), day(2026, 11, 5)),
    ("fixation_profile", "p1", of_v1(conviction=rated(3)), day(2026, 9, 3)),
    ("measure", "m2", phq("6", "mild"), day(2026, 11, 18)),
    ("measure", "m1", phq("18", "moderately severe"), day(2026, 9, 3)),
)
ENDED = Discharge(
    reason="completed",
    helped="Diagrams.",
    remains="A grievance.",
    signs="A new telephone.",
    concern="low",
    holder="Dr Q, community team",
    goals=(
        GoalEnded(name="G1 To let an urge pass", result="met", words="Twelve weeks without a call."),
        GoalEnded(name="G9 Of an earlier plan", result="set_aside", words="He moved."),
    ),
    told=(Told(who="K. Osei", agency="probation", on=NOVEMBER),),
    handed=(HandedOver(who="DC Arkell", agency="police", on=NOVEMBER, answer="Took it"),),
    lapsed=(Lapsed(why="The order has ended."),),
    struck=(Struck(point="24", why="He leaves the country."),),
)


def relied_on() -> ReliedRecords:
    """The records, newest first, as a vault gives them."""
    of = []
    for kind, record, content, on in sorted(RECORDS, key=lambda each: each[3].sort_key(), reverse=True):
        heading = Heading(
            id=record,
            series=record,
            version=1,
            case="c",
            compartment=Compartment.CLINICAL,
            event=on,
            knowledge=Knowledge.OPINION,
            source="",
            author="A",
            signed_at=f"{on.to_wire()}T12:00:00Z",
        )
        of.append(ReliedRecord(record, kind, on, "A", "", content, heading))
    return ReliedRecords(tuple(of))


@pytest.fixture(scope="module")
def measures() -> Catalogue:
    return shipped()


def dose(code: str, measures: Catalogue, asked: frozenset[Share] = NONE) -> Dose:
    return dose_given(relied_on(), AUDIENCES[code], asked, measures)


def said(
    report: Any, code: str, measures: Catalogue, *more: Any, asked: frozenset[Share] = NONE
) -> dict[str, str]:
    """What stands below each heading, of the same records."""
    policy = AUDIENCES[code]
    given = [
        *more,
        *(gave(kind, record, content, on, "", policy, asked) for kind, record, content, on in RECORDS),
    ]
    return below(made(report, *given, audience=policy, asked=asked, dose=dose(code, measures, asked)))


def test_a_panel_reads_a_row_a_goal_and_no_score(measures: Catalogue) -> None:
    told = said(TreatmentProgress(), "panel", measures)
    rows = told["Sessions and change of each goal"]
    assert "No line is fitted, and nothing here says what caused what." in rows
    assert (
        "G1 To let an urge pass (open) 2 of 2 attended, last 17-Nov-2026 Check-in: strongest urge Not shared for this "
        "purpose."
    ) in rows
    assert (
        "G2 To be less sure (partly met) 1 of 1 attended, last 17-Nov-2026 Certainty of the belief, V1 "
        "3 on 03-Sep-2026 1 on 05-Nov-2026 −2 cannot say: its error is not known"
    ) in rows
    assert "G3 To sleep (open) None served it No measure – – – cannot say: nothing measures it" in rows
    assert "2 of 3 kept" in told["How it goes"]
    whole = " ".join(told.values())
    assert "8 on 22-Sep-2026" not in whole
    assert "PHQ" not in whole


def test_probation_reads_what_was_done_and_no_value_at_all(measures: Catalogue) -> None:
    told = said(TreatmentProgress(), "probation", measures)
    rows = told["Sessions and change of each goal"]
    assert (
        "G2 To be less sure (partly met) 1 of 1 attended, last 17-Nov-2026 Profile: certainty of the belief"
        in rows
    )
    assert rows.endswith("whether anything was measured or not.")
    assert "3 on 03-Sep-2026" not in " ".join(told.values())
    assert "Urge to contact or watch: " in told["How it goes"]


@pytest.mark.parametrize("code", ["panel", "mappa", "probation", "gp"])
def test_nothing_of_a_class_that_is_withheld_is_drawn(code: str, measures: Catalogue) -> None:
    """Whatever is let in: what a case has of a class its reader does not get leaves no value, name or course."""
    policy = AUDIENCES[code]
    for asked in (NONE, frozenset(share for share in Share if policy.rules[share] == "ask")):
        made_of = dose(code, measures, asked)
        told = {*made_of.share, *(one for row in (*made_of.goals, *made_of.measures) for one in row.share)}
        assert all(policy.admits(share, asked) for share in told)
        assert bool(made_of.measures) is (code == "gp")
        assert bool([each for each in made_of.courses if "V1" in each.name + each.group]) is (
            code in {"panel", "mappa"}
        )


def test_a_measure_goes_to_a_practice_from_first_to_last(measures: Catalogue) -> None:
    rows = {row.measure: row for row in dose("gp", measures).measures}
    found = rows["PHQ-9: total"]
    assert (found.first, found.last, found.change) == ("18 on 03-Sep-2026", "6 on 18-Nov-2026", "−12")
    assert [*rows] == ["PHQ-9: total"]
    assert found.cites == ("m1", "m2")


def test_who_does_not_hear_of_engagement_hears_of_no_goal(measures: Catalogue) -> None:
    assert dose("police", measures) == Dose()


def ended(code: str) -> Any:
    return gave("discharge", "d", ENDED, day(2026, 11, 24), "Dr B", AUDIENCES[code])


def test_an_end_of_service_is_of_every_goal_and_says_who_took_what(measures: Catalogue) -> None:
    told = said(EndOfService(), "panel", measures, ended("panel"))
    assert told["How it ended"] == (
        "Service ended 24-Nov-2026, as Dr B says. Why it ended Completed. Held from now on by Dr Q, community team. "
        "Concern at exit low, how much work it needs, not how likely anything is."
    )
    assert told["What remains"] == "A grievance. What would show it is back A new telephone."
    assert told["Handed over"].startswith("Police, 20-Nov-2026. No longer watched for The order has ended.")
    rows = told["Goals, one by one"]
    assert (
        "G1 To let an urge pass Met Twelve weeks without a call. 2 of 2 attended, last 17-Nov-2026 Not shared"
        in rows
    )
    assert (
        "G9 Of an earlier plan Set aside He moved. Not recorded cannot say: no goal of the plan has that code"
        in rows
    )
    assert "Certainty of the belief" in told["Fixation profile"]
    assert told["Follow-up"] == (
        "Due at 3 months (24-Feb-2027); at 6 months (24-May-2027); at 12 months (24-Nov-2027); not at 24 months: "
        "He leaves the country. Told of the end Probation, 20-Nov-2026."
    )


def test_no_end_of_service_is_reported_without_a_discharge(measures: Catalogue) -> None:
    with pytest.raises(NotAcceptable, match="There is no discharge in this case"):
        said(EndOfService(), "panel", measures)


def test_no_progress_is_reported_without_a_goal() -> None:
    with pytest.raises(NotAcceptable, match="No plan of this case has a goal yet"):
        made(TreatmentProgress(), audience=AUDIENCES["panel"])
