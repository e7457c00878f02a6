"""A summary says of the person what prevents a mix-up."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.cases.site_settings import DayOff
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.sharing import Share
from app.domain.kinds.bail.content import Bail
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.panel.content import Panel
from app.domain.kinds.parts.action import Action
from app.domain.kinds.parts.advice import Advice
from app.domain.kinds.public_protection.content import PublicProtection
from app.domain.kinds.referral.content import Referral
from app.domain.kinds.request.content import Request as CaseRequest
from app.domain.kinds.screening.content import Screening
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, NotPermitted, StillMissing
from app.reports.draw_text import draw_text, passages
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.people import People
from app.services.cases.today import Today
from app.services.cases.victims import Victims
from app.services.records.drafts import Drafts
from app.services.sharing.audiences import audience_of
from app.services.sharing.preparing import prepare
from app.services.sharing.releasing import let_wait
from app.services.sharing.summarising import Request, answer_left_out, compose, offered_of
from app.services.team.site import SiteFacts
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import SteppingClock, add_case, complete, draft_of, draft_with, signed
from tests.confirmed import sign, state_settings
from tests.reported import below
from tests.services.conftest import Desk
from tests.services.test_discharges import say_died
from tests.services.test_reviews import DONE


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (ClinicalDate(1980, 8, 14), "14-Aug-1980 (age 46)"),
        (ClinicalDate(1980), "1980 (age 45 or 46)"),
        (ClinicalDate(1980, about=True), "about 1980 (age about 46)"),
        (ClinicalDate(), "Not known"),
        (None, "Not known"),
    ],
)
def test_the_age_stands_with_the_date_of_birth(
    vault: OpenVault, born: ClinicalDate | None, said: str
) -> None:
    case_id = add_case(vault, born=born)
    request = Request(
        audience="panel",
        recipient="Panel",
        purpose="Review",
        question="What next?",
        answer="Little has changed.",
    )
    assert compose(vault, case_id, request, audience_of("panel"), "id").person.born == said


def page(vault: OpenVault, case_id: str, request: Request) -> str:
    """The panel's summary as text."""
    return draw_text(compose(vault, case_id, request, audience_of("panel"), "id"))


def test_a_summary_of_somebody_who_died_says_so_and_nothing_goes_to_them(vault: OpenVault) -> None:
    case_id = add_case(vault, born=ClinicalDate(1980, 11, 22))
    sign(vault, draft_with(vault, case_id, "review", DONE))
    action = Action(what="Tell his brother", agency="police", due=ClinicalDate(2027, 3, 1))
    heard = replace(
        complete(Panel), meeting="01a20000-0000-7000-8000-000000000001", actions=(action,), next=None
    )
    sign(vault, draft_with(vault, case_id, "panel", heard))
    request = Request(
        audience="panel",
        recipient="Panel",
        purpose="Review",
        question="What next?",
        answer="Little has changed.",
    )
    to_them = Request(audience="person", recipient="Mr Fairweather", purpose="Review")
    assert "By when 01-Dec-2026: review of the case." in page(vault, case_id, request)
    # It is the 23rd: he would have been 46 since yesterday.
    for died, told in (
        (None, "22-Nov-1980 (age 46)"),
        (ClinicalDate(2026, 11, 20), "22-Nov-1980 (age 45 at death), died 20-Nov-2026"),
        (ClinicalDate(), "22-Nov-1980, died, day not known"),
    ):
        if died is not None:
            say_died(vault, case_id, died)
        assert compose(vault, case_id, request, audience_of("panel"), "id").person.born == told
        refused = (
            "The person has died: nothing goes to them" if died else "The person does not know of this case"
        )
        with pytest.raises(NotAcceptable, match=refused):
            prepare(vault, case_id, to_them)
    assert "By when 01-Mar-2027: action A1" in page(vault, case_id, request)
    assert CaseFile(vault).open(case_id).age is None
    say_died(vault, case_id)
    age = CaseFile(vault).open(case_id).age
    assert age is not None
    assert age.show() == "45"


def test_the_day_on_which_a_stage_of_justice_was_stated_stands_with_it(vault: OpenVault) -> None:
    case_id = add_case(vault)
    facts = CaseFile(vault).open(case_id).case.facts
    Cases(vault).change(case_id, replace(facts, justice_stage="bail_before_charge"))
    request = Request(audience="panel", recipient="P", purpose="D", question="Q?", answer="A.")

    def words() -> str:
        return " ".join(draw_text(compose(vault, case_id, request, audience_of("panel"), "id")).split())

    today = ClinicalDate.of(vault.today()).show()
    assert f"Bail before charge, as was stated of the case on {today}; no record says more." in words()
    sign(vault, draft_with(vault, case_id, "bail", complete(Bail, sort="police_pre")))
    assert "as was stated of the case" not in words()


def test_what_a_record_alleges_is_printed_as_alleged(vault: OpenVault) -> None:
    case_id = add_case(vault)
    draft = Drafts(vault).open(draft_of(vault, case_id, "He waited at the gate", "consultation"))
    Drafts(vault).save(draft.id, replace(draft.sheet, knowledge=Knowledge.ALLEGATION), draft.revision)
    sign(vault, draft.id)
    request = Request(
        audience="panel",
        recipient="Panel",
        purpose="Review",
        question="What next?",
        answer="Little has changed.",
    )
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    # The answer and its reasons.
    seen = " ".join(" ".join(below(summary, "What health sees")).replace("\N{NO-BREAK SPACE}", "").split())
    assert "Alleged. Formulation He waited at the gate He waited at the gate (23-Nov-2026)" in seen
    assert below(summary, "Question to health") == ["What next?"]


def test_a_request_says_what_is_missing_and_how_much_too_long_the_answer_is() -> None:
    bare = Request(audience="panel", recipient="Panel", purpose="Review")
    with pytest.raises(StillMissing, match="Still missing: Question to health, Answer"):
        bare.checked()
    with pytest.raises(NotAcceptable, match="The answer has 91 words: 90 at most"):
        replace(bare, question="What next?", answer="word " * 91).checked()
    ninety = replace(bare, question=" What next?\t", answer="word " * 90).checked()
    assert (ninety.question, len(ninety.answer.split())) == ("What next?", 90)


def test_what_was_asked_before_is_offered_with_its_date_and_never_taken(vault: OpenVault) -> None:
    case_id = add_case(vault)
    draft = Drafts(vault).open(draft_of(vault, case_id, "Asked in spring", "consultation"))
    sign(vault, draft.id)
    offered = offered_of(vault, case_id, audience_of("panel"))
    assert (offered.question, offered.asked_on) == ("Asked in spring", "23-Nov-2026")
    assert [name.split(" ")[0] for name, _ in offered.scenarios] == ["S1"]
    assert offered.likeliest == offered.scenarios[0][0]
    request = Request(
        audience="panel", recipient="Panel", purpose="Review", question="Now?", answer="No.", scenario="S1"
    )
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    assert below(summary, "Question to health") == ["Now?"]
    assert any(text.startswith("Most likely next") and "S1" in text for text in below(summary, "Answer"))
    with pytest.raises(NotAcceptable, match="there is S1"):
        compose(vault, case_id, replace(request, scenario="S2"), audience_of("panel"), "id")


def test_the_question_of_the_referral_is_offered_until_one_is_put_later(vault: OpenVault) -> None:
    case_id = add_case(vault)
    sign(vault, draft_of(vault, case_id, "Asked in the referral", "referral"))
    offered = offered_of(vault, case_id, audience_of("panel"))
    assert (offered.question, offered.asked_on) == ("Asked in the referral", "23-Nov-2026")
    sign(vault, draft_of(vault, case_id, "Asked since", "consultation"))
    assert offered_of(vault, case_id, audience_of("panel")).question == "Asked since"


def test_whoever_shares_a_note_without_its_answer_is_told_before_they_sign(vault: OpenVault) -> None:
    """What explains a case is asked about for police; the page says that it is not shared, and so do we."""
    case_id = add_case(vault)
    sign(vault, draft_of(vault, case_id, "He will come back", "consultation"))
    request = Request(audience="police", recipient="P", purpose="D", report="consultation_note")
    for asked, told in ((frozenset(), True), (frozenset({Share.FORMULATION}), False)):
        made = compose(vault, case_id, replace(request, asked=asked), audience_of("police"), "id")
        assert bool(answer_left_out(made)) is told
        assert (below(made, "Answer") == ["Not shared for this purpose."]) is told
    summary = Request(audience="police", recipient="P", purpose="D", question="Q?", answer="A.")
    assert answer_left_out(compose(vault, case_id, summary, audience_of("police"), "id")) == ""


def test_records_of_third_parties_are_read_by_who_is_admitted_and_go_no_further_than_their_kind(
    desk: Desk,
) -> None:
    """C33: neither a note kept there nor intelligence is drawn; who may not read there is told whom to ask."""
    lead = desk.lead()
    case_id = add_case(lead)
    signed(lead, case_id, "Kept apart", compartment=Compartment.THIRD_PARTY)
    request = Request(audience="panel", recipient="P", purpose="P", question="Now?", answer="No.")
    mine = compose(lead, case_id, request, audience_of("panel"), "id")
    assert "Kept apart" not in draw_text(mine)
    assert "Not available" not in draw_text(mine)
    assert offered_of(lead, case_id, audience_of("panel")).unavailable == ""
    colleague = desk.colleague()
    theirs = compose(colleague, case_id, request, audience_of("panel"), "id")
    (view,) = below(theirs, "Victim’s view")
    assert view.startswith("Not available to the author of this page: ask ")
    assert offered_of(colleague, case_id, audience_of("panel")).unavailable.startswith(
        "You may not read what victims said through the advocate or what MAPPA or MARAC said of this case:"
    )


def test_advice_that_ran_out_is_printed_as_that_until_it_is_asked_for_anew(
    vault: OpenVault, machine: Machine
) -> None:
    case_id = add_case(vault)
    first = sign(vault, draft_of(vault, case_id, "He will come to the gate", "consultation"))
    request = Request(audience="panel", recipient="Panel", purpose="Review", question="Now?", answer="Wait.")
    asked = "What we ask each agency to do"
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    assert below(summary, asked)
    assert "come to the gate" in " ".join(each.text for each in passages(summary))
    assert isinstance(machine.clock, SteppingClock)
    machine.clock.at = datetime(2026, 12, 16, 9, tzinfo=UTC)
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    assert "Advice of 23-Nov-2026 has run out: ask again." in " ".join(below(summary, asked))
    assert "come to the gate" not in " ".join(each.text for each in passages(summary))
    anew = complete(Consultation, "He has not come since")
    day = ClinicalDate(2027, 1, 8)
    anew = replace(
        anew, renews=first, valid_until=day, advice=(Advice(agency="police", what="Wait", by=day),)
    )
    sign(vault, draft_with(vault, case_id, "consultation", anew))
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    said = " ".join(each.text for each in passages(summary))
    assert "run out" not in said
    assert "08-Jan-2027" in said
    machine.clock.at = datetime(2026, 12, 28, 9, tzinfo=UTC)
    assert [(each.what, each.on) for each in Today(vault).page(sorts=("date",)).rows] == [
        ("Advice runs out", "2027-01-08")
    ]


def test_the_day_and_the_actions_of_a_mappa_meeting_are_no_part_of_what_is_due(desk: Desk) -> None:
    """Of a meeting its own line alone is told, as far as its chair consents."""
    lead = desk.lead()
    case_id = add_case(lead)
    taken = Action(what="Planted action of the meeting", agency="police", due=ClinicalDate(2026, 11, 25))
    held = PublicProtection(
        sort="mappa",
        category="2",
        level="2",
        lead="probation",
        from_on=ClinicalDate(2026, 11, 2),
        next_review=ClinicalDate(2026, 11, 26),
        actions=(taken,),
        chair_consent="refused",
    )
    sign(lead, draft_with(lead, case_id, "public_protection", held, compartment=Compartment.MAPPA))
    request = Request(audience="panel", recipient="P", purpose="P", question="Now?", answer="No.")
    printed = draw_text(compose(lead, case_id, request, audience_of("panel"), "id"))
    assert "Public protection status: ask the lead agency." in printed
    assert not [each for each in ("Planted", "25-Nov-2026", "26-Nov-2026", "review,") if each in printed]


def test_what_was_done_since_falls_due_no_more(vault: OpenVault) -> None:
    case_id = add_case(vault)
    sign(vault, draft_with(vault, case_id, "referral", complete(Referral, urgency="routine")))
    request = Request(audience="panel", recipient="P", purpose="P", question="Now?", answer="No.")

    def by_when() -> str:
        printed = below(compose(vault, case_id, request, audience_of("panel"), "id"), "Answer")
        return next(each for each in printed if each.startswith("By when"))

    assert "26-Nov-2026: screening" in by_when()
    # A day off puts it off as it does on Today.
    closed = DayOff(day=ClinicalDate(2026, 11, 24), what="Closed")
    state_settings(vault, replace(SiteFacts(vault).settings(), days_off=(closed,)))
    assert "27-Nov-2026: screening" in by_when()
    sign(vault, draft_with(vault, case_id, "screening", complete(Screening, decision="panel")))
    assert "screening" not in by_when()


def test_a_court_hears_of_who_does_not_know_of_their_case_by_its_decided_request_alone(
    vault: OpenVault,
) -> None:
    case_id = add_case(vault)
    sign(vault, draft_with(vault, case_id, "bail", complete(Bail, sort="police_pre")))
    asked = Request(
        audience="court",
        report="court_chronology",
        recipient="The court",
        purpose="Order",
        standing="treating",
    )
    record = complete(CaseRequest, kind="court", about="person", decision="")
    for content in (record, replace(record, kind="police", decision="granted", decider="A", why="B")):
        sign(vault, draft_with(vault, case_id, "request", content))
        with pytest.raises(NotAcceptable, match="The person does not know of this case"):
            compose(vault, case_id, asked, audience_of("court"), "id")
    sign(vault, draft_with(vault, case_id, "request", replace(record, decision="part", decider="A", why="B")))
    assert "Police bail before charge." in draw_text(
        compose(vault, case_id, asked, audience_of("court"), "id")
    )


def test_a_victims_detail_in_a_letter_stops_it_and_nobody_says_that_it_may_stand(vault: OpenVault) -> None:
    """Whoever it is typed by, and wherever on its pages it stands."""
    case_id = add_case(vault)
    person = CaseFile(vault).open(case_id).case.person_id
    People(vault).correct(person, replace(People(vault).read(person).details, awareness="aware"))
    Victims(vault).add(case_id, "stranger")
    Victims(vault).identify(case_id, "V1", VictimIdentity(name="Kerensa Polwarth", reason="x"))
    clean = Request(
        audience="gp",
        recipient="Dr S. Okafor-Lane, The Quay Practice",
        purpose="Care",
        texts=(("asks", "Mood: review it."), ("how", "Better.")),
    )
    assert prepare(vault, case_id, clean).can_be_signed
    texts = dict(clean.texts)
    for place, leaking in (
        (
            "How they are",
            replace(clean, texts=(*(texts | {"how": "He asked for Kerensa Polwarth."}).items(),)),
        ),
        ("Recipient", replace(clean, recipient="Kerensa Polwarth, The Quay Practice")),
    ):
        stopped = prepare(vault, case_id, leaking)
        assert any(place in each for each in stopped.places), stopped.places
        assert not any("Kerensa" in each for each in stopped.places)
        with pytest.raises(NotPermitted, match="keeps out whatever is found"):
            let_wait(vault, stopped.id)
