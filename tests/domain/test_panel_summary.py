"""What a panel summary says at each place: filled, empty, withheld, due for review, and not for its author to read."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from msgspec import structs

from app.domain.cases.case import JUSTICE_STAGES
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import shared
from app.domain.fields.declare import Rating
from app.domain.fields.sharing import Audience, Rule, Share
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.diagnosis.content import Diagnosed, Diagnosis
from app.domain.kinds.fixation_profile.content import FixationProfile
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.incident.choices import BEHAVIOURS, FAMILIES
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.measure.content import Administration, ScoreRow
from app.domain.kinds.mental_state.content import MentalState
from app.domain.kinds.order.content import Condition, Order, Requirement
from app.domain.kinds.parts.advice import Advice
from app.domain.kinds.parts.earlier_flag import EarlierFlag
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.parts.scenario import BriefScenario, Scenario
from app.domain.kinds.parts.typology import Hypothesis
from app.domain.kinds.plan.content import Plan
from app.domain.kinds.registry import KINDS
from app.domain.kinds.review.content import Review
from app.domain.kinds.safety_plan.content import SafetyPlan
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records import blocks
from app.domain.records.blocks import Block, Chart, Facts, Moment, Paragraph, Part, Placed
from app.domain.records.heading import Heading
from app.domain.records.written import Written
from app.domain.reports.composer import CaseFacts, Due, Given, Relied, Request
from app.domain.reports.in_time import SIZES
from app.domain.reports.lines import shortened, times
from app.domain.reports.panel import PanelSummary
from app.domain.reports.time_axis import time_axis
from app.domain.values.dates import ClinicalDate
from app.reports.draw_text import passages
from tests.builders import complete
from tests.planted import AUDIENCES
from tests.reports.sample import Sample

TODAY = date(2026, 11, 28)
PANEL = AUDIENCES["panel"]
FIRST = Sample().document()
FEBRUARY, NOVEMBER = ClinicalDate(2026, 2, 17), ClinicalDate(2026, 11, 20)


def day(year: int, month: int, of: int) -> ClinicalDate:
    return ClinicalDate(year, month, of)


def gave(
    kind: str,
    record: str,
    content: Any,
    on: ClinicalDate,
    author: str = "",
    audience: Audience = PANEL,
    asked: frozenset[Share] = frozenset(),
) -> list[Given]:
    """What a record gives to an audience."""
    heading = Heading(
        id=record,
        series=record,
        version=1,
        case="c",
        compartment=Compartment.CLINICAL,
        event=on,
        knowledge=Knowledge.OPINION,
        source="",
        author=author,
        signed_at=f"{on.to_wire()}T12:00:00Z",
    )
    written = Written(heading, shared(content, audience, asked))
    blocks = KINDS[kind].block(written, audience, TODAY)
    return [Given(kind, record, each, Knowledge.OPINION, on, author) for each in blocks]


def said(
    *given: list[Given],
    audience: Audience = PANEL,
    case: CaseFacts = CaseFacts("engaged", "Dr Lead", "he"),  # noqa: B008 - a frozen value
    **request: Any,
) -> dict[str, str]:
    """What the summary says below each heading; the newest record is given first."""
    newest: dict[str, str] = {}
    flat = tuple(each for some in given for each in some)
    for each in flat:
        newest.setdefault(each.kind, each.record_id)
    extra = {name: request.pop(name) for name in ("unavailable", "dates", "stages") if name in request}
    relied = Relied(flat, newest, **extra)
    asked = Request(on=TODAY, **{"question": "What next?", "answer": "Little has changed."} | request)
    document = replace(FIRST, blocks=PanelSummary().compose(case, relied, asked, audience))
    heads = [each.text for each in document.blocks if isinstance(each, blocks.Heading)]
    found: dict[str, list[str]] = {head: [] for head in heads}
    at = ""
    for each in passages(document):
        if each.place in found and each.text == each.place:
            at = each.place
        elif at and each.place != "Author":
            found[at].append(each.text)
    return {head: " ".join(" ".join(texts).split()) for head, texts in found.items()}


def composed(given: list[Given], audience: Audience) -> tuple[Block, ...]:
    """The blocks of a summary made of one record."""
    relied = Relied(tuple(given), {each.kind: each.record_id for each in given})
    asked = Request(on=TODAY, question="What next?", answer="Little has changed.")
    return PanelSummary().compose(CaseFacts("engaged", "Dr Lead", "he"), relied, asked, audience)


ASKED = Consultation(
    question="Is he likely to go back before the hearing?",
    opinion="He has not been seen. He pursues what he lost.",
    imminence="A further approach is likely within weeks, as bail ends.",
    helps="Being told first.",
    health="Low mood is reported.",
    review_on=day(2026, 3, 20),
    motivation="rejected",
    relationship="ex_intimate",
    scenarios=(
        BriefScenario(code="S1", course="repeat", nature="He writes again.", warning_signs="A letter."),
    ),
    advice=(Advice(agency="police", what="Visit him.", when="Now"),),
)
HELD = Formulation(
    summary="He mourns more and pursues less.",
    imminence="Nothing points to an approach this week.",
    protective="His brother.",
    helps="Knowing what comes next.",
    hinders="Surprise.",
    interview="Two people, unhurried.",
    health="Adjustment disorder, mild.",
    review_on=day(2027, 1, 7),
    relationship="ex_intimate",
    hypotheses=(Hypothesis(held_on=day(2026, 11, 20), motivation="rejected", confidence="moderate"),),
    scenarios=(
        Scenario(
            code="S1",
            course="repeat",
            nature="He sends a message.",
            likelihood="Possible within three months.",
            warning_signs="A new telephone; a missed call; little sleep; drink.",
            contingency="Police the same day.",
        ),
        Scenario(code="S2", course="improve", nature="He goes on.", likelihood="The likeliest course."),
    ),
    advice=(
        Advice(agency="police", what="Inspect his devices.", when="02-Dec-2026"),
        Advice(agency="probation", what="Tell him what ends.", when="27-Nov-2026"),
    ),
    offer="Eight further sessions.",
    readiness="Ready.",
    information="Thirteen appointments.",
    limits="All under supervision.",
    sharing_limits="Ask first.",
)


def test_what_the_formulation_leaves_empty_is_never_filled_from_the_consultation() -> None:
    """C1: with three answers emptied, February's would be said in November."""
    emptied = replace(HELD, summary="", imminence="", helps="", scenarios=(), advice=(), hypotheses=())
    pages = said(gave("formulation", "f", emptied, NOVEMBER), gave("consultation", "q", ASKED, FEBRUARY))
    everything = " ".join(pages.values())
    assert "has not been seen" not in everything
    assert "within weeks" not in everything
    assert "Being told first" not in everything
    assert "Formulation Not recorded." in pages["What health sees"]
    assert "Typology Not recorded." in pages["What health sees"]
    assert pages["Scenarios"].startswith("What could happen soon Not recorded.")
    assert pages["Interviewing"].startswith("Helps Not recorded.")
    assert pages["What we ask each agency to do"] == "Not recorded."


def test_an_old_question_is_never_this_meetings() -> None:
    """C2: what nobody typed is empty, however many questions were put before."""
    pages = said(gave("consultation", "q", ASKED, FEBRUARY), question="", answer="")
    assert pages["Question to health"] == "Not recorded."
    assert pages["Answer"].startswith("Not recorded.")
    assert "before the hearing" not in " ".join(pages.values())


def test_every_opinion_has_its_date_and_its_author_where_that_is_somebody_else() -> None:
    """C3."""
    pages = said(gave("formulation", "f", HELD, NOVEMBER, "Dr Anwen Prosser"))
    # What is of one day and author says so once, after the last of it.
    assert pages["What health sees"].startswith(
        "Rejected; former intimate partner (confidence moderate) "
        "Formulation He mourns more and pursues less. Protective His brother. (all 20-Nov-2026, Dr Anwen Prosser)"
    )
    assert "Readiness Ready. (all 20-Nov-2026, Dr Anwen Prosser)" in pages["Treatment"]
    own = said(gave("formulation", "f", HELD, NOVEMBER))
    assert "Protective His brother. (all 20-Nov-2026)" in own["What health sees"]


def test_health_held_before_there_were_diagnoses_has_its_date_and_author() -> None:
    """C3: what an advice of February says of health is not November's."""
    mappa = AUDIENCES["mappa"]
    old = gave("consultation", "q", ASKED, FEBRUARY, "Dr Anwen Prosser", audience=mappa)
    text = said(old, audience=mappa)["What health sees"]
    assert "Low mood is reported. Of 17-Feb-2026, Dr Anwen Prosser; due for review since 20-Mar-2026." in text
    row = Diagnosed(name="Low mood", stands="confirmed", by="Dr B", bears_on_risk="Brings the urge back")
    held = gave("diagnosis", "d", Diagnosis(rows=(row,)), NOVEMBER, audience=mappa)
    text = said(held, old, audience=mappa)["What health sees"]
    assert "Health Brings the urge back (Dr B, 20-Nov-2026)." in text
    assert "Low mood is reported" not in text


def test_what_an_author_lets_in_of_health_stands_on_the_first_page_and_nothing_of_it_unasked() -> None:
    state = MentalState(state="Low, and slow to answer.", mood="remarkable", sleep="not_examined")
    plan = SafetyPlan(signs="I stop eating")
    score = {"title": "total", "tracked": "yes"}
    last, first = (
        Administration(
            measure="core-10@1", short="CORE-10", scores=(ScoreRow(**score, value=value, band_label=band),)
        )
        for value, band in (("12", "mild"), ("26", "severe"))
    )
    records = [
        ("mental_state", "m", state, NOVEMBER, "Dr Anwen Prosser"),
        ("measure", "n", last, NOVEMBER, ""),
        ("measure", "o", first, FEBRUARY, ""),
        ("safety_plan", "p", plan, NOVEMBER, ""),
    ]
    asked = frozenset({Share.DIAGNOSIS, Share.MEASURE, Share.PERSON})
    open_to_all = replace(PANEL, rules=PANEL.rules | dict.fromkeys(asked, Rule.INCLUDE))
    given = [gave(*each, audience=open_to_all) for each in records]
    text = said(*given, audience=open_to_all)["What health sees"]
    # What stands with a diagnosis is for a panel only where it bears on the risk.
    assert "slow to answer" not in text
    assert "Measures CORE-10 total mild (20-Nov-2026), at first total severe (17-Feb-2026)." in text
    assert "12" not in text.split("Measures", 1)[1].split("(", 1)[0]
    assert "Safety plan A safety plan exists, made 20-Nov-2026." in text
    assert "I stop eating" not in text
    unasked = said(*(gave(*each) for each in records))["What health sees"]
    assert "Measures" not in unasked
    assert "Safety plan" not in unasked


def test_a_divergence_that_is_up_no_more_says_what_a_review_made_of_it() -> None:
    """That nothing is recorded would not be true of one that was raised and answered."""
    review = complete(Review)
    words = replace(review, divergence="Neither account is preferred.")
    answered = said(gave("review", "r", words, NOVEMBER, "Dr Anwen Prosser"))["What health sees"]
    assert "Divergence Reviewed: Neither account is preferred. (20-Nov-2026, Dr Anwen Prosser)" in answered
    assert "Divergence None is up on 28-Nov-2026 that may be told here." in said()["What health sees"]
    # Who may not read what third parties say does not know whether one is up.
    unread = said(unavailable=frozenset({Compartment.THIRD_PARTY}))["What health sees"]
    assert "None is up" not in unread
    assert "Divergence Not available to the author of this page: ask Dr Lead (lead)." in unread


def test_what_is_past_its_review_says_since_when() -> None:
    """C4: scenarios, imminence and advice of February are not current in November."""
    pages = said(gave("consultation", "q", ASKED, FEBRUARY), scenario="S1 Repeat")
    due = "of 17-Feb-2026; due for review since 20-Mar-2026"
    assert f"as bail ends. {due[0].upper()}{due[1:]}." in pages["Scenarios"]
    assert f"S1 Repeat: he writes again. ({due})" in pages["Answer"]
    assert pages["What we ask each agency to do"] == (
        "1 ask of 17-Feb-2026 is past its date and left out: ask again."
    )


def test_the_answer_stands_first_with_what_is_likely_what_shows_it_and_by_when() -> None:
    dates = (Due(day(2026, 12, 11), "Order ends"), Due(day(2026, 11, 27), "Past"))
    pages = said(gave("formulation", "f", HELD, NOVEMBER), scenario="S1 Repeat", dates=dates)
    assert pages["Answer"] == (
        "Little has changed. "
        "Most likely next S1 Repeat: he sends a message. Possible within three months. (20-Nov-2026) "
        "Watch for A new telephone · a missed call · little sleep. "
        "By when 11-Dec-2026: order ends."
    )


def test_where_it_is_to_improve_the_signs_are_of_the_likeliest_bad_course() -> None:
    pages = said(gave("formulation", "f", HELD, NOVEMBER), scenario="S2 Improve")
    assert "Most likely next S2 Improve: he goes on. The likeliest course." in pages["Answer"]
    assert "Watch for A new telephone" in pages["Answer"]


def test_each_ask_has_its_agency_owner_and_date_and_a_requirement_of_a_court_is_none() -> None:
    """C5: what a court requires is the person's duty, and stands with the law."""
    action = Facts(
        answers=(
            ("Agency", "Police"),
            ("What", "Tell the panel of the sighting."),
            ("By", "04-Dec-2026"),
            ("Who took it", "DC P. Arkell"),
        )
    )
    late = structs.replace(action, answers=(*action.answers[:2], ("By", "04-Nov-2026"), action.answers[3]))
    taken = [
        Given("panel", "p", Placed(part=Part.ASKS, name="action", block=each, every=True))
        for each in (action, late)
    ]
    order = Order(
        order_type="spo",
        status="in_force",
        starts=day(2026, 4, 1),
        made=day(2026, 4, 1),
        duration="fixed",
        ends=day(2028, 3, 31),
        conditions=(Condition(about="contact", wording="Not to contact V1."),),
        requirements=(Requirement(wording="To tell police of any new account.", progress="under_way"),),
    )
    pages = said(gave("formulation", "f", HELD, NOVEMBER), taken, gave("order", "o", order, FEBRUARY))
    asks = pages["What we ask each agency to do"]
    assert asks == (
        "Agency What By "
        "Police not taken yet Inspect his devices. 02-Dec-2026 "
        "Police DC P. Arkell Tell the panel of the sighting. 04-Dec-2026 "
        "Police DC P. Arkell Tell the panel of the sighting. 04-Nov-2026 overdue "
        "1 ask of 20-Nov-2026 is past its date and left out: ask again."
    )
    assert "new account" not in asks
    assert pages["The law on 28-Nov-2026"] == (
        "Stalking protection order, in force since 01-Apr-2026 until 31-Mar-2028: no contact, direct or indirect; "
        "the person must: tell police of any new account. "
        "Index offence Not recorded. Custody Not recorded. MAPPA Not recorded."
    )


@pytest.mark.parametrize(
    ("stage", "kind", "words"),
    [
        ("bail_before_charge", "bail", "Bail before charge"),
        ("remand", "custody", "On remand"),
        ("licence", "licence", "On licence"),
        ("charged", "proceedings", "Charged"),
        ("community_order", "order", "Community order"),
        ("ended", "", ""),
        ("", "", ""),
    ],
)
def test_where_no_record_tells_where_the_law_stands_what_was_stated_does_with_its_day(
    stage: str, kind: str, words: str
) -> None:
    case = CaseFacts("engaged", "Dr Lead", "he", stage, day(2026, 9, 2))
    law = said(case=case)["The law on 28-Nov-2026"]
    sentence = f"{words}, as was stated of the case on 02-Sep-2026; no record says more."
    if not words:
        assert law.startswith("Nothing in force. ")
        return
    assert law.startswith(f"No record tells of anything in force. {sentence} ")
    # A record speaks, even where it says that it is over.
    assert stage in KINDS[kind].stages
    assert said(case=case, stages=KINDS[kind].stages)["The law on 28-Nov-2026"].startswith(
        "Nothing in force. "
    )


def test_every_stage_in_which_something_goes_on_is_told_of_by_a_kind() -> None:
    told = frozenset[str]().union(*(each.stages for each in KINDS.values()))
    assert told == {each.code for each in JUSTICE_STAGES} - {"none", "ended"}


def test_the_readers_own_agency_stands_first() -> None:
    advice = (
        Advice(agency="probation", what="Tell him.", when="01-Dec-2026"),
        Advice(agency="police", what="Visit.", when="02-Dec-2026"),
    )
    police = AUDIENCES["police"]
    given = gave("formulation", "f", replace(HELD, advice=advice), NOVEMBER, audience=police)
    asks = said(given, audience=police)["What we ask each agency to do"]
    assert asks.index("Police, you") < asks.index("Probation")
    (table,) = (each for each in composed(given, police) if isinstance(each, blocks.Table) and each.framed)
    assert [row[1] for row in table.rows] == ["**Visit.**", "Tell him."]


def test_an_open_flag_says_when_it_was_seen_what_was_done_and_who_was_told() -> None:
    flag = EarlierFlag(
        sign="approach",
        detail="At V1’s gate.",
        action="Police called.",
        told="DC P. Arkell",
        told_on=day(2026, 11, 3),
    )
    closed = replace(flag, closed_on=day(2026, 9, 2))
    note = SessionNote(attendance="attended", session_type="individual", earlier_flags=(flag,))
    pages = said(gave("session_note", "s", note, day(2026, 11, 3)))
    assert pages["Open red flags"] == (
        "Coming closer or more often. Seen 03-Nov-2026: At V1’s gate. Done: Police called. "
        "Told: DC P. Arkell, 03-Nov-2026."
    )
    pages = said(gave("session_note", "s", replace(note, earlier_flags=(closed,)), day(2026, 9, 1)))
    assert pages["Open red flags"] == "None open on 28-Nov-2026; last closed 02-Sep-2026."
    assert said()["Open red flags"] == "None open on 28-Nov-2026."


def test_the_victims_view_is_what_the_advocate_gave() -> None:
    voice = Paragraph(label="V1", text="through the advocate, 19-Nov-2026: less safe.", share=(Share.VOICE,))
    given = [Given("victim_voice", "v", Placed(part=Part.VICTIM, name="voice", block=voice, every=True))]
    assert said(given)["Victim’s view"] == (
        "V1 through the advocate, 19-Nov-2026: less safe. Safeguarding Not recorded."
    )
    assert said()["Victim’s view"] == "Through the advocate Not recorded. Safeguarding Not recorded."


def test_what_its_author_may_not_read_is_said_alike_whether_anything_stands_there_or_not() -> None:
    """C33: so that the page tells nobody that there is something."""
    voice = Paragraph(text="less safe", share=(Share.VOICE,))
    given = [Given("victim_voice", "v", Placed(part=Part.VICTIM, name="voice", block=voice, every=True))]
    elsewhere = frozenset({Compartment.THIRD_PARTY, Compartment.MAPPA})
    sentence = "Not available to the author of this page: ask Dr Lead (lead)."
    for some in ([], [given]):
        pages = said(*some, unavailable=elsewhere)
        assert pages["Victim’s view"] == sentence
        assert f"MAPPA {sentence}" in pages["The law on 28-Nov-2026"]
        assert "None open" not in pages["Open red flags"]


WITHHELD = (
    (Share.MANAGEMENT, "What we ask each agency to do", "Not shared for this purpose."),
    (Share.RISK, "Open red flags", "Not shared for this purpose."),
    (Share.VOICE, "Victim’s view", "Not shared for this purpose."),
    (Share.CONTEXT, "The law on 28-Nov-2026", "Not shared for this purpose."),
    (Share.RISK, "Scenarios", "Not shared for this purpose."),
    (Share.ENGAGEMENT, "Treatment", "Not shared for this purpose."),
    (Share.MANAGEMENT, "Interviewing", "Not shared for this purpose."),
)


LINES = (
    (Share.FORMULATION, "What health sees", ("Typology", "Formulation", "Fixation")),
    (Share.DIAGNOSIS, "What health sees", ("Health",)),
    (Share.RISK, "What health sees", ("Protective", "Structured judgement", "Divergence")),
    (Share.RISK, "Answer", ("Most likely next", "Watch for")),
    (Share.ENGAGEMENT, "Treatment", ("Goals", "Seen", "Offer", "Readiness")),
)
"""What is one of several lines of a part; the panel hears nothing of a diagnosis unless its author lets it in."""


@pytest.mark.parametrize(("share", "head", "leads"), LINES)
def test_a_line_that_is_withheld_is_absent_and_its_class_named_once(
    share: Share, head: str, leads: tuple[str, ...]
) -> None:
    open_to_all = replace(PANEL, rules=PANEL.rules | {Share.DIAGNOSIS: Rule.INCLUDE})
    narrow = replace(PANEL, rules=PANEL.rules | {share: Rule.WITHHOLD})
    for given in ([gave("formulation", "f", HELD, NOVEMBER, audience=narrow)], []):
        whole, told = said(*given, audience=open_to_all), said(*given, audience=narrow)
        for lead in leads:
            assert lead in whole[head]
            assert lead not in told[head]
        assert told["Sources and limits"].count("Not shared for this purpose") == 1


def test_where_all_of_a_part_is_withheld_that_is_what_it_says() -> None:
    rules = PANEL.rules | dict.fromkeys((Share.FORMULATION, Share.DIAGNOSIS, Share.RISK), Rule.WITHHOLD)
    assert said(audience=replace(PANEL, rules=rules))["What health sees"] == "Not shared for this purpose."


@pytest.mark.parametrize(("share", "head", "sentence"), WITHHELD)
def test_what_is_withheld_says_so_alike_whether_anything_stands_there_or_not(
    share: Share, head: str, sentence: str
) -> None:
    """C16: never "Not assessed", which would say that somebody looked, nor "Not recorded", that nobody did."""
    rules = dict(PANEL.rules) | {share: AUDIENCES["panel"].rules[Share.THERAPY]}
    narrow = replace(PANEL, rules=rules)
    full = said(gave("formulation", "f", HELD, NOVEMBER, audience=narrow), audience=narrow)
    empty = said(audience=narrow)
    assert sentence in full[head]
    assert sentence in empty[head]
    assert "Not assessed" not in " ".join(full.values())


def test_the_classes_that_are_withheld_stand_once_with_the_sources() -> None:
    pages = said(gave("formulation", "f", HELD, NOVEMBER))
    assert (
        "Not shared for this purpose health and diagnosis, treatment content, new admissions, scores, the person’s "
        "own version." in pages["Sources and limits"]
    )
    asked = said(asked=frozenset({Share.DIAGNOSIS}))
    assert "health and diagnosis" not in asked["Sources and limits"]


def test_the_page_for_police_can_be_composed() -> None:
    """C16: it could not be."""
    police = AUDIENCES["police"]
    pages = said(gave("formulation", "f", HELD, NOVEMBER, audience=police), audience=police)
    assert "Formulation" not in pages["What health sees"]
    assert "Protective His brother." in pages["What health sees"]
    assert "fixation ratings but urge and online pursuit, in words" in pages["Sources and limits"]


def test_police_and_probation_read_ratings_in_words_and_no_lane_of_them() -> None:
    profile = FixationProfile(
        target="person",
        victim="V1",
        urge=Rating(value=2, source="interview", confidence="high"),
        conviction=Rating(value=4, source="interview", confidence="high"),
        trend="fading",
    )
    session = SessionNote(attendance="attended", session_type="individual", person_present="yes")
    for code in ("police", "probation"):
        audience = AUDIENCES[code]
        pages = said(
            gave("fixation_profile", "x", profile, NOVEMBER, "Dr B", audience=audience),
            gave("session_note", "s", session, FEBRUARY, audience=audience),
            gave(
                "order",
                "o",
                Order(order_type="spo", made=FEBRUARY, starts=FEBRUARY),
                FEBRUARY,
                audience=audience,
            ),
            audience=audience,
        )
        health = pages["What health sees"]
        # On whom it is goes with what explains it, which police are asked about.
        on = ", target not shared" if code == "police" else " on V1"
        assert f"Fixation{on} Urge to contact or watch: strong urges at times" in health
        assert "(20-Nov-2026, Dr B). Clinician profile, not validated." in health
        assert "Rated 0 to 4" not in health
        # What is not drawn is not named.
        (axis,) = (head for head in pages if head.endswith("on one time axis"))
        assert axis == (
            "Orders on one time axis" if code == "police" else "Orders and sessions on one time axis"
        )
        assert "fixation" not in pages[axis]
    assert "Fixation Not recorded." in said(audience=AUDIENCES["police"])["What health sees"]


def test_what_a_kind_does_not_tell_an_audience_is_never_said_to_be_unrecorded() -> None:
    """Whatever is let in: police hear of no goal, probation of no safeguarding concern."""
    asked = frozenset({Share.ENGAGEMENT, Share.VOICE})
    police, probation = (said(audience=AUDIENCES[code], asked=asked) for code in ("police", "probation"))
    assert "Goals" not in police["Treatment"]
    assert "goals of treatment" in police["Sources and limits"]
    assert "Safeguarding" in police["Victim’s view"]
    assert probation["Victim’s view"] == "Through the advocate Not recorded."
    assert "Goals Not recorded." in probation["Treatment"]
    assert "safeguarding concerns" in probation["Sources and limits"]


def note_of(attendance: str, kind: str) -> SessionNote:
    return SessionNote(attendance=attendance, session_type=kind)


def test_only_what_was_kept_with_the_person_is_seen() -> None:
    """C22: a meeting without the person is none; where a note does not say, that is said."""
    notes = [
        gave("session_note", "5", note_of("attended", "review"), day(2026, 11, 17)),
        gave("session_note", "4", note_of("dna", "individual"), day(2026, 11, 10)),
        gave("session_note", "3", note_of("left_early", "individual"), day(2026, 11, 3)),
        gave("session_note", "2", note_of("attended", "family"), day(2026, 10, 20)),
        gave("session_note", "1", note_of("attended", "assessment"), day(2026, 4, 7)),
    ]
    assert (
        "Seen Twice, 07-Apr-2026 to 03-Nov-2026; at 2 more it is not recorded whether the person was there; "
        "4 of 5 kept." in said(*notes)["Treatment"]
    )
    assert "Seen Once, on 07-Apr-2026; 1 of 1 kept." in said(notes[-1])["Treatment"]
    assert "Seen Not seen." in said()["Treatment"]
    assert [times(n) for n in (1, 2, 3, 13)] == ["once", "twice", "3 times", "13 times"]


@pytest.mark.parametrize(
    ("awareness", "pronoun", "sentence"),
    [
        ("engaged", "he", "He knows of the case."),
        ("aware", "they", "They know of the case."),
        ("unaware", "she", "She does not know of the case."),
        ("unknown", "they", "Not known whether they know of the case."),
    ],
)
def test_what_the_person_knows_is_said_in_their_pronoun(awareness: str, pronoun: str, sentence: str) -> None:
    assert sentence in said(case=CaseFacts(awareness, "Dr Lead", pronoun))["Treatment"]


def test_the_offer_is_the_formulations_alone_and_dated() -> None:
    """C29: no progress of the last note is joined to it."""
    note = SessionNote(attendance="attended", session_type="individual", progress="He slept well.")
    pages = said(gave("formulation", "f", HELD, NOVEMBER), gave("session_note", "s", note, day(2026, 11, 24)))
    assert "Offer Eight further sessions. Readiness Ready. (all 20-Nov-2026)" in pages["Treatment"]
    assert "slept well" not in " ".join(pages.values())


def test_goals_stand_in_one_line_with_one_date_where_there_is_no_room() -> None:
    goals = (
        Goal(code="G1", wording="To let an urge pass", target="urges", result="met"),
        Goal(code="G2", wording="To get through the night", target="living"),
    )
    plan = gave("plan", "p", Plan(goals=goals), day(2026, 11, 20))
    older = gave(
        "plan", "o", Plan(goals=(Goal(code="G3", wording="Work", target="skills"),)), day(2026, 4, 1)
    )
    whole = said(plan)["Treatment"]
    assert "G1 To let an urge pass (met) (20-Nov-2026)" in whole
    assert "G2 To get through the night (open) (20-Nov-2026)" in whole
    short = said(plan, older, short=len(SIZES) - 1)["Treatment"]
    assert "Goals G1 urges, met; G2 living conditions, open (20-Nov-2026)" in short
    assert "To let an urge pass" not in short
    assert "Goals Not recorded." in said(short=len(SIZES) - 1)["Treatment"]
    assert "Goals" not in said(plan, audience=AUDIENCES["police"], short=len(SIZES) - 1)["Treatment"]


def test_an_axis_without_room_draws_each_act_in_the_row_of_its_family() -> None:
    acts = [
        gave("incident", str(n), Incident(behaviour=choice.code, new_target="V2"), day(2026, 10, 1 + n))
        for n, choice in enumerate(BEHAVIOURS)
    ]
    given = tuple(each for act in acts for each in act)
    relied = Relied(given, {"incident": "0"})
    rows = [
        {moment.label for block in time_axis(relied, (), TODAY, letters=letters) for moment in moments(block)}
        for letters in (0, 40)
    ]
    assert rows[0] == {*(choice.label for choice in BEHAVIOURS), "New target"}
    assert rows[1] == {*FAMILIES.values(), "New tactic or target"}
    assert set(FAMILIES) == {choice.code for choice in BEHAVIOURS}


def test_what_is_told_under_conditions_has_them_whole_on_the_page_however_short_it_is() -> None:
    long = "Not to be put to him before " + "the prison has spoken to him and " * 12 + "said so."
    acts = [
        gave("incident", str(n), Incident(behaviour="threat", severity="serious"), day(2026, 10, 10 + n))
        for n in range(9)
    ]
    bound = Incident(behaviour="watching", handling="conditions", handling_conditions=long)
    given = (*(each for act in acts for each in act), *gave("incident", "bound", bound, day(2026, 9, 1)))
    blocks = list(time_axis(Relied(given, {"incident": "0"}), (), TODAY, most=2, letters=40))
    (chart,) = (each for each in blocks if isinstance(each, Chart))
    assert len(chart.table.rows) == 2
    (told,) = (each for each in blocks if isinstance(each, Paragraph))
    assert (told.label, told.text, told.cites) == (
        "Source’s conditions",
        f"01-Sep-2026, watching: {long}",
        ("bound",),
    )


def moments(block: Block) -> tuple[Moment, ...]:
    """What a time axis draws."""
    return block.moments if isinstance(block, Chart) else ()


def test_a_confidence_that_nobody_gave_is_said_to_be_not_given() -> None:
    """C24."""
    motive = Hypothesis(held_on=day(2026, 11, 20), motivation="resentful")
    pages = said(gave("formulation", "f", replace(HELD, hypotheses=(motive,)), NOVEMBER))
    assert "Resentful; former intimate partner (confidence not given)" in pages["What health sees"]


def test_a_shorter_page_keeps_sentences_whole_and_marks_what_it_leaves_out() -> None:
    assert shortened("First. Second one is longer.", 10) == "First. …"
    assert shortened("A sentence that is too long for it", 20) == "A sentence that is …"
    assert shortened("Short.", 20) == "Short."
    assert shortened("All of it, however long", 0) == "All of it, however long"
    whole = said(gave("formulation", "f", HELD, NOVEMBER))
    short = said(gave("formulation", "f", HELD, NOVEMBER), short=4)
    assert "Style Two people, unhurried." in whole["Interviewing"]
    assert "Style" not in short["Interviewing"]
    assert "more in the assessment report." in short["Sources and limits"]
    for head in ("Answer", "What we ask each agency to do", "Open red flags", "What health sees"):
        assert whole[head] == short[head]
