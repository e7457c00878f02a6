"""Proceedings, public protection, the Mental Health Act, requests, tellings, serious events and supervision."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import shared
from app.domain.fields.spec import by_name, specs
from app.domain.kinds.mental_health_act.content import MentalHealthAct, Report, Term
from app.domain.kinds.parts.told import Told
from app.domain.kinds.proceedings.content import Proceedings, Step
from app.domain.kinds.public_protection.content import PublicProtection
from app.domain.kinds.registry import KINDS
from app.domain.kinds.request.content import Item, Request
from app.domain.kinds.serious_event.content import SORTS, SeriousEvent
from app.domain.kinds.supervision_note.content import SupervisionNote
from app.domain.kinds.telling.content import Telling
from app.domain.records import facets
from app.domain.records.blocks import Paragraph, Part
from app.domain.records.drawing import facets_of
from app.domain.values.dates import ClinicalDate
from app.services.sharing.audiences import AUDIENCES, audience_of
from tests.asked import missing
from tests.kinds_told import EVERYTHING, placed
from tests.written import written

DAY = ClinicalDate(2026, 11, 19)
ON = date(2026, 11, 29)
RECORD = "01a20000-0000-7000-8000-000000000009"
TOLD = Told(
    who="DC Arkell", agency="police", on=DAY, how="telephone", ground="public_interest", person_told="yes"
)


def printed(code: str, content: object, audience: str) -> list[tuple[str, str]]:
    parts = KINDS[code].block(written(content), audience_of(audience), ON)
    return [(each.name, each.block.text) for each in parts if isinstance(each.block, Paragraph)]


def drawn(code: str, content: object) -> list[facets.Facet]:
    return list(facets_of(KINDS[code], written(content)))


def due(code: str, content: object) -> list[tuple[str, str]]:
    return [(each.what, each.on.show()) for each in drawn(code, content) if isinstance(each, facets.KeyDate)]


def labels(content: object) -> list[str]:
    return [gap.label for gap in missing(content)]


CHARGED = Step(step="charged", on=ClinicalDate(2026, 3, 2), court="Northmoor")
CONVICTED = Step(step="convicted", on=ClinicalDate(2026, 6, 22))
SENTENCED = Step(step="sentenced", on=ClinicalDate(2026, 7, 23))


def proceedings(*steps: Step, **changes: Any) -> Proceedings:
    return Proceedings(**{"offence": "s2a", "index": "yes", "steps": steps or (CHARGED,)} | changes)


def test_proceedings_read_as_their_newest_step() -> None:
    made = KINDS["proceedings"]
    assert labels(Proceedings()) == ["Offence", "Index offence", "What happened"]
    assert labels(proceedings(CHARGED, SENTENCED)) == ["Sentence, as passed"]
    assert made.title_of(proceedings(CONVICTED, CHARGED)) == "Stalking, PHA 1997 s2A: convicted, 22-Jun-2026"
    assert printed("proceedings", proceedings(CHARGED), "police") == [
        ("index_offence", "Stalking, PHA 1997 s2A: charged 02-Mar-2026.")
    ]
    assert printed("proceedings", proceedings(index="no"), "panel") == [
        ("offence", "Stalking, PHA 1997 s2A: charged 02-Mar-2026.")
    ]
    assert printed("proceedings", proceedings(), "gp") == []


def test_charge_conviction_and_sentence_are_milestones_and_a_hearing_falls_due() -> None:
    arrested = Step(step="arrested", on=ClinicalDate(2026, 3, 1))
    content = proceedings(arrested, CHARGED, CONVICTED, next_hearing=ClinicalDate(2026, 12, 1))
    marks = [each for each in drawn("proceedings", content) if isinstance(each, facets.AxisEvent)]
    assert [(each.lane, each.words, each.start.show()) for each in marks] == [
        (facets.Lane.MILESTONES, "Charged: stalking, PHA 1997 s2A", "02-Mar-2026"),
        (facets.Lane.MILESTONES, "Convicted: stalking, PHA 1997 s2A", "22-Jun-2026"),
    ]
    assert due("proceedings", content) == [("Hearing", "01-Dec-2026")]


def test_no_verdict_of_not_proven_is_offered_anywhere() -> None:
    for kind in KINDS.values():
        stack = [kind.content]
        while stack:
            cls = stack.pop()
            for spec in specs(cls):
                if spec.asked:
                    assert not [each for each in spec.offered if "not proven" in each.label.lower()], (
                        kind.code
                    )
                    stack += [spec.row] if spec.row else []


def held(**changes: Any) -> PublicProtection:
    said = {
        "sort": "mappa",
        "category": "2",
        "level": "2",
        "lead": "probation",
        "from_on": DAY,
        "next_review": ClinicalDate(2026, 12, 14),
        "chair_consent": "not_asked",
    }
    return PublicProtection(**said | changes)


LINE = "MAPPA category 2, level 2, lead Probation, next review 14-Dec-2026."
ASK = "Public protection status: ask the lead agency."


@pytest.mark.parametrize("audience", AUDIENCES)
def test_public_protection_goes_further_by_the_chair_s_consent_alone(audience: str) -> None:
    who = {"panel", "mappa", "police", "probation"}
    unasked = [text for _, text in printed("public_protection", held(), audience)]
    assert unasked == ([LINE] if audience == "mappa" else [ASK] if audience in who else [])
    given = [text for _, text in printed("public_protection", held(chair_consent="given"), audience)]
    assert given == ([LINE] if audience in who else [])
    marac = held(sort="marac", category="", level="")
    assert [text for _, text in printed("public_protection", marac, audience)] == (
        [ASK] if audience in who else []
    )
    none = held(category="none", level="")
    assert [text for _, text in printed("public_protection", none, audience)] == (
        ["MAPPA considered on 19-Nov-2026, not eligible."] if audience in who else []
    )
    # What was said of MAPPA before the meeting was put right says nothing of another meeting.
    other = held(sort="pdp", category="none", level="2")
    assert [text for _, text in printed("public_protection", other, audience)] == (
        [ASK] if audience in who else []
    )


def test_category_and_level_are_those_of_mappa_and_fit_each_other() -> None:
    why = {gap.path: gap.why for gap in missing(held(sort="marac"))}
    assert why == {
        "category": "Only MAPPA has categories",
        "level": "Only who is held under MAPPA has a level",
    }
    assert [gap.path for gap in missing(held(category="none"))] == ["level"]
    warned = {spec.name: spec.warned for spec in specs(PublicProtection)}["level"]
    assert warned is not None
    assert warned(held(category="3", level="1")) == "Category 3 is managed at level 2 or 3"
    assert missing(held(category="3", level="1")) == ()
    assert {warned(held(category=c, level=n)) for c, n in (("3", "2"), ("3", "3"), ("2", "1"))} == {""}
    assert KINDS["public_protection"].title_of(held(sort="marac")) == "MARAC"


def test_public_protection_stands_in_its_compartment_and_asks_who_set_the_risk() -> None:
    assert KINDS["public_protection"].compartments == (Compartment.MAPPA,)
    assert labels(held()) == []
    assert labels(held(rosh="high")) == ["Set by"]
    assert labels(held(category="", level="")) == ["Category", "Level"]
    assert due("public_protection", held()) == [("Public protection review", "14-Dec-2026")]
    assert due("public_protection", held(ended_on=DAY)) == []


def section(**changes: Any) -> MentalHealthAct:
    said = {"section": "s3", "from_on": DAY, "restricted": "no", "ends": ClinicalDate(2027, 5, 18)}
    return MentalHealthAct(**said | changes)


def in_law(content: MentalHealthAct, audience: str, on: date = ON) -> list[str]:
    """What an audience is told of a section, with all that may be asked for it let in."""
    given = placed(KINDS["mental_health_act"], content, audience, EVERYTHING, on)
    return [each.block.text for each in given if each.part is Part.LAW]  # type: ignore[union-attr] # paragraphs


ASK_CLINICIAN = "Detained or discharged with conditions: ask the responsible clinician."
WHOLE = "Section 3 since 19-Nov-2026, until 18-May-2027."


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_section_is_told_whole_to_mappa_court_and_practice_and_to_others_whom_to_ask(audience: str) -> None:
    to_all, to_some = audience in {"mappa", "court", "gp"}, audience in {"panel", "probation"}
    asks = [ASK_CLINICIAN] if to_some else []
    assert in_law(section(), audience) == ([WHOLE] if to_all else asks)
    assert in_law(section(agreed="nobody"), audience) == ([WHOLE] if to_all else asks)
    # Whether somebody is detained or bound by conditions is for the responsible clinician to say.
    for code in ("cto", "conditional_discharge", "other"):
        assert in_law(section(section=code), audience)[: not to_all] == asks
    # By aftercare alone nobody is either.
    aftercare = section(section="s117_only", ends=None)
    assert in_law(aftercare, audience) == (
        ["Section 117 aftercare alone since 19-Nov-2026."] if to_all else []
    )
    assert in_law(section(ended_on=DAY, ended_how="Discharged"), audience) == []


@pytest.mark.parametrize("audience", ["panel", "probation"])
@pytest.mark.parametrize("who", ["person", "ministry"])
def test_panel_and_probation_hear_what_it_is_once_that_is_agreed(audience: str, who: str) -> None:
    assert labels(section(agreed=who)) == ["Agreed on"]
    agreed = section(agreed=who, agreed_on=DAY)
    assert in_law(agreed, audience) == [WHOLE]
    # Whoever shares it lets the diagnosis in: else there is whom to ask, and no place on the time axis.
    bare = placed(KINDS["mental_health_act"], agreed, audience, frozenset())
    assert [each.block.text for each in bare] == [ASK_CLINICIAN]  # type: ignore[union-attr]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_only_some_are_told_of_a_section_stands_in_no_list_of_days_of_others(audience: str) -> None:
    def days(**changes: Any) -> list[str]:
        held = section(tribunal_on=ClinicalDate(2027, 1, 12), clinician="Dr B", **changes)
        given = shared(held, audience_of(audience), EVERYTHING)
        assert bool(given.clinician) == bool(given.restricted)
        return [what for what, _ in due("mental_health_act", given)]

    theirs = ["Section ends", "Tribunal"]
    told = audience in {"mappa", "court", "gp", "person"}
    assert days() == days(agreed="nobody") == (theirs if told else [])
    is_agreed = told or audience in {"panel", "probation"}
    assert days(agreed="ministry", agreed_on=DAY) == (theirs if is_agreed else [])


def test_a_section_that_ran_out_is_not_printed_as_if_it_held() -> None:
    over = date(2027, 5, 19)
    assert in_law(section(), "mappa", over) == [
        "Section 3 since 19-Nov-2026; ran out on 18-May-2027 unless renewed."
    ]
    assert in_law(section(), "mappa", date(2027, 5, 18)) == [WHOLE]


def test_conditions_are_printed_by_their_headings_while_they_hold_and_not_for_a_practice() -> None:
    bound = section(
        section="conditional_discharge",
        restricted="yes",
        ends=None,
        conditions=(
            Term(about="residence", wording="To live where the supervisors agree"),
            Term(about="contact", wording="Not to write to V1", ends=ClinicalDate(2026, 11, 28)),
        ),
    )
    line = "Conditional discharge since 19-Nov-2026, restricted"
    assert in_law(bound, "court") == [f"{line}: residence."]
    assert in_law(bound, "court", date(2026, 11, 28)) == [
        f"{line}: residence; no contact, direct or indirect."
    ]
    assert in_law(bound, "gp") == [f"{line}."]
    assert labels(section(conditions=(Term(wording="x"),))) == ["Conditions, row 1: About"]


def test_its_days_follow_each_other_and_restrictions_fit_the_section() -> None:
    early = ClinicalDate(2026, 11, 18)
    why = {gap.path: gap.why for gap in missing(section(ends=early, ended_on=early, ended_how="x"))}
    assert why == dict.fromkeys(("ends", "ended_on"), "It lies before the day on which it began")
    warned = by_name(MentalHealthAct)["restricted"].warned
    assert warned is not None
    badly = {
        code: warned(section(section=code, restricted=restricted))
        for code, restricted in (
            ("s37_41", "no"), ("s47_49", "no"), ("conditional_discharge", "no"), ("s3", "yes"), ("cto", "yes"),
            ("s3", "no"), ("s37_41", "yes"), ("other", "yes"),
        )
    }  # fmt: skip
    assert badly["conditional_discharge"] == "Under this section a patient is restricted"
    assert badly["cto"] == "No restrictions go with this section"
    assert badly["other"] == badly["s3"] == badly["s37_41"] == ""
    assert missing(section(section="s37_41", restricted="no")) == ()


@pytest.mark.parametrize(
    ("code", "began", "usual"),
    [
        ("s2", "2026-11-03", "30-Nov-2026"),
        ("s3", "2026-11-19", "18-May-2027"),
        ("s37", "2026-08-31", "28-Feb-2027"),
        ("cto", "2026-08-01", "31-Jan-2027"),
        ("s37_41", "2026-08-01", ""),
        ("conditional_discharge", "2026-08-01", ""),
        ("s3", "2026-11", ""),
    ],
)
def test_the_usual_length_is_said_where_no_end_is_written(code: str, began: str, usual: str) -> None:
    content = section(section=code, from_on=ClinicalDate.from_wire(began), ends=None)
    told = {each.label: each.words for each in KINDS["mental_health_act"].worked_out(content)}
    assert told.get("Usual end", "").partition(",")[0] == usual
    # It is offered and never enforced: nothing falls due by it.
    assert [what for what, _ in due("mental_health_act", content) if what == "Section ends"] == []
    written_down = replace(content, ends=ClinicalDate(2028, 1, 1))
    assert "Usual end" not in {each.label for each in KINDS["mental_health_act"].worked_out(written_down)}


def test_a_supervisor_s_report_is_due_after_four_weeks_then_each_quarter_until_it_is_sent() -> None:
    def reports(*rows: Report, **changes: Any) -> list[tuple[str, str]]:
        said = {"section": "conditional_discharge", "restricted": "yes", "ends": None, "reports": rows}
        return due("mental_health_act", section(**said | changes))

    first, second = ClinicalDate(2026, 12, 17), ClinicalDate(2027, 3, 17)
    sent = Report(due=first, sent_on=DAY, to="Ministry of Justice")
    assert reports() == [("Supervisor's report", "17-Dec-2026")]
    # A row that says when one is due says it alone.
    assert [on for _, on in reports(Report(due=ClinicalDate(2026, 12, 20)))] == ["20-Dec-2026"]
    assert reports(sent) == [("Supervisor's report", "17-Mar-2027")]
    assert reports(replace(sent, due=second), sent) == [("Supervisor's report", "17-Jun-2027")]
    assert reports(sent, from_on=ClinicalDate()) == [("Supervisor's report", "17-Mar-2027")]
    assert reports(from_on=ClinicalDate()) == []
    over = {"ended_on": DAY, "ended_how": "Recalled"}
    assert reports(**over) == reports(Report(due=first), **over) == []
    assert reports(section="s37_41") == []
    assert labels(section(reports=(Report(due=DAY, sent_on=DAY),))) == ["Supervisor's reports, row 1: To"]
    (report,) = (
        each
        for each in drawn("mental_health_act", section(section="conditional_discharge", ends=None))
        if isinstance(each, facets.KeyDate)
    )
    assert report.ahead == by_name(Report)["due"].ahead == 28


def asked(**changes: Any) -> Request:
    said = {
        "asker": "DC Arkell",
        "agency": "police",
        "kind": "police",
        "about": "person",
        "received": DAY,
        "checked": "Rang back on the force's number",
        "asked_for": "Attendance since June",
    }
    return Request(**said | changes)


def test_a_request_about_a_victim_forbids_until_it_is_answered() -> None:
    def stops(content: Request) -> list[str]:
        return [each.words for each in drawn("request", content) if isinstance(each, facets.Caution)]

    words = ["Somebody asks for what is held about a victim: give nothing before it is decided."]
    assert stops(asked()) == []
    assert stops(asked(about="victim")) == words
    assert stops(asked(kind="counselling")) == words
    answered = asked(about="victim", decision="refused", decider="IG lead", why="x", answered_on=DAY)
    assert stops(answered) == []


def test_a_request_is_decided_by_somebody_for_a_reason_item_by_item() -> None:
    assert labels(asked()) == []
    assert labels(asked(kind="subject_access")) == ["Answer due"]
    assert labels(asked(answered_on=DAY)) == ["Decision", "Decided by", "Why"]
    item = Item(cites=RECORD, decision="withhold")
    assert labels(asked(items=(item,))) == [
        "Item by item, row 1: Exemption",
        "Item by item, row 1: Why",
    ]
    assert labels(asked(answered_on=ClinicalDate(2026, 11, 18)))[-1] == "Answered on"


@pytest.mark.parametrize(
    ("received", "day", "path"),
    [
        ("2026-11-19", "2026-12-19", ""),
        ("2026-11-19", "2026-12-20", "due_why"),
        ("2026-10-31", "2026-11-30", ""),
        ("2026-10-31", "2026-12-01", "due_why"),
        ("2026-11-19", "2027-02-19", "due_why"),
        ("2026-11-19", "2027-02-20", "due"),
        ("2026-11-19", "2026-11-18", "due"),
        ("2026-10", "2026-12-01", "due_why"),
        ("unknown", "2028-01-01", ""),
    ],
)
def test_the_right_of_a_data_subject_is_answered_in_a_month_and_by_three_with_why(
    received: str, day: str, path: str
) -> None:
    when = {"received": ClinicalDate.from_wire(received), "due": ClinicalDate.from_wire(day)}
    for kind in ("subject_access", "correction", "objection"):
        gaps = {gap.path for gap in missing(asked(kind=kind, due_why="", **when))}
        # What is too late altogether wants its reason besides.
        assert gaps - ({"due_why"} if path == "due" else set()) == ({path} if path else set()), kind
        if path == "due_why":
            assert missing(asked(kind=kind, due_why="Four archives to go through", **when)) == ()
    if path != "due" or day > "2027":
        assert missing(asked(kind="court", **when)) == ()


def test_a_request_waits_from_the_day_on_which_it_came_in_until_it_is_answered() -> None:
    day = ClinicalDate(2026, 12, 19)
    assert due("request", asked(kind="subject_access", due=day)) == [("Answer to a request", "19-Dec-2026")]
    assert by_name(Request)["due"].ahead >= (date(2027, 2, 19) - date(2026, 11, 21)).days
    # Where nobody set a day it is asked about at once.
    assert due("request", asked()) == [("Answer to a request, no day set", "19-Nov-2026")]
    for each in (asked(), asked(kind="subject_access", due=day)):
        answered = replace(each, decision="granted", decider="IG lead", why="x", answered_on=DAY)
        assert due("request", answered) == []


def test_an_opinion_on_harm_that_was_too_old_for_the_answer_is_named() -> None:
    warned = by_name(Request)["items"].warned
    assert warned is not None
    item = Item(cites=RECORD, decision="give", harm_test="Dr A", harm_test_on=ClinicalDate(2026, 5, 19))
    of_may = (item, replace(item, harm_test_on=ClinicalDate(2026, 5, 18)))
    assert warned(asked(items=of_may)) == ""
    assert warned(asked(items=of_may[:1], answered_on=DAY)) == ""
    assert (
        warned(asked(items=of_may, answered_on=DAY))
        == "The harm test of row 2 was older than six months when it was answered"
    )


def test_an_administrator_reads_neither_what_was_asked_for_nor_what_was_told() -> None:
    administrative = {kind.code for kind in KINDS.values() if kind.may_be_administrative}
    assert administrative == {"referral", "letter"}


def test_a_telling_stands_in_the_register() -> None:
    content = Telling(to=(TOLD,), what="That he moved", ground="public_interest", person_told="yes")
    assert labels(content) == []
    assert labels(Telling(to=(TOLD,), what="x", ground="law", person_told="not_safe")) == ["Why not"]
    (told,) = (each for each in drawn("telling", content) if isinstance(each, facets.Notification))
    assert (told.to, told.what, told.on, told.by) == ("Police", "That he moved", DAY, "Dr Rowan Ashdown")
    assert KINDS["telling"].title_of(content) == "Telling: Police"


def happened(**changes: Any) -> SeriousEvent:
    said = {
        "sort": "breach",
        "on": DAY,
        "found_on": DAY,
        "found_at": "14:20",
        "what": "Sent to another",
        "hold": "yes",
    }
    return SeriousEvent(**said | changes)


def test_a_breach_is_due_at_the_regulator_within_72_hours_until_that_is_answered() -> None:
    assert due("serious_event", happened()) == [("Data breach: regulator by 14:20, 72 hours", "22-Nov-2026")]
    decided = happened(regulator="no", regulator_why="No risk to anybody: returned unread")
    assert due("serious_event", decided) == [("Data breach is open", "19-Nov-2026")]
    how = KINDS["serious_event"].stands
    assert how(happened(), date(2026, 11, 19)) == "open, everything is kept"
    assert how(happened(hold="no", closed_on=DAY), date(2026, 11, 19)) == "closed"
    assert how(happened(closed_on=DAY), date(2026, 11, 19)) == "closed, everything is kept"
    assert due("serious_event", happened(sort="complaint")) == [("Complaint is open", "19-Nov-2026")]
    assert KINDS["serious_event"].compartments == (Compartment.RESTRICTED,)


def test_a_serious_event_is_found_when_it_happened_or_after_and_ends_after_that() -> None:
    early = ClinicalDate(2026, 11, 18)
    gaps = missing(happened(found_on=early, regulator="yes", regulator_on=early, regulator_why="x"))
    assert [gap.path for gap in gaps] == ["found_on"]
    later = missing(
        happened(on=early, regulator="yes", regulator_on=early, regulator_why="x", closed_on=early)
    )
    assert {gap.path for gap in later if gap.why} == {"regulator_on", "closed_on"}
    assert missing(happened(on=early)) == ()
    assert missing(happened(on=ClinicalDate(2026, 11))) == ()


def test_a_serious_event_closes_with_all_that_is_owed_or_why_not() -> None:
    assert labels(happened()) == []
    assert labels(happened(closed_on=DAY)) == [
        "Nothing was done, because",
        "Nobody was told, because",
        "Regulator told",
        "The people concerned told",
        "Candour: said on",
        "Candour: written on",
        "Why it is closed",
    ]


def test_supervision_is_kept_apart_and_is_in_no_output() -> None:
    made = KINDS["supervision_note"]
    assert made.compartments == (Compartment.SUPERVISION,)
    content = SupervisionNote(supervisee=RECORD, supervisor=RECORD, discussed="The gap")
    for code in ("supervision_note", "serious_event", "request", "telling"):
        for audience in AUDIENCES:
            filled = {"supervision_note": content, "serious_event": happened(), "request": asked()}
            assert printed(code, filled.get(code, Telling(to=(TOLD,), what="x")), audience) == []
    assert made.title_of(content) == "Supervision note"


@pytest.mark.parametrize("sort", [each.code for each in SORTS])
def test_the_death_of_the_person_alone_is_said_of_the_person(sort: str) -> None:
    made = KINDS["serious_event"]
    content = happened(sort=sort)
    follows = made.follows(written(content))
    assert follows.died == (DAY if sort == "death_person" else None)
    # What stands in the history of the person tells of no event.
    assert follows.reason in {"", "The person has died"}
    (opened,) = (each for each in drawn("serious_event", content) if isinstance(each, facets.Unfinished))
    assert opened.sort is facets.OpenSort.EVENT
    closed = happened(sort=sort, closed_on=DAY)
    assert not any(isinstance(each, facets.Unfinished) for each in drawn("serious_event", closed))
