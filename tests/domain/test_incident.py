"""How an incident stands, with which mark, and what of it each audience is told."""

import json
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import msgspec
import pytest

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import Missing, shared, to_plain
from app.domain.fields.sharing import Audience, Rule, Share
from app.domain.kinds import incident
from app.domain.kinds.incident.choices import OUTCOMES, PERSON_SAYS, SAID_TO
from app.domain.kinds.incident.content import CrimeReference, Incident
from app.domain.kinds.incident.standing import WAYS, how_it_stands, mark_of
from app.domain.kinds.registry import KINDS
from app.domain.records.blocks import Event
from app.domain.records.facets import Attribution, AxisEvent, Concerns, Mark, Reported, Standing
from app.domain.records.heading import Heading
from app.domain.records.kind import Kind
from app.domain.records.record import misplaced
from app.domain.records.written import Written
from app.domain.reports.composer import insist_on_told
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.builders import complete
from tests.kinds_told import drawn
from tests.planted import AUDIENCES

ON = date(2026, 11, 23)
KIND: Kind = incident.KIND
PLEADED = ClinicalDate(2026, 3, 18)
NOBODY = frozenset[Share]()
MAPPA = Audience(
    code="mappa", title="MAPPA", marking="M", handling="H.", rules=AUDIENCES["panel"].rules, coded=False
)
EVERYBODY = {**AUDIENCES, "mappa": MAPPA}
HEADING = Heading(
    id="r",
    series="s",
    version=1,
    case="c",
    compartment=Compartment.CLINICAL,
    event=ClinicalDate(2026, 11, 7),
    knowledge=Knowledge.ALLEGATION,
    source="",
    author="Dr A",
    signed_at="",
)
TABLE: tuple[tuple[dict[str, Any], str, Standing], ...] = (
    ({}, "alleged", Standing.ALLEGED),
    ({"person_says": "not_put"}, "alleged", Standing.ALLEGED),
    ({"person_says": "no_account", "said_to": "police"}, "alleged", Standing.ALLEGED),
    ({"person_says": "admits", "said_to": "police"}, "admitted to police", Standing.ADMITTED),
    ({"person_says": "admits", "said_to": "court"}, "admitted to the court", Standing.ADMITTED),
    ({"person_says": "admits", "said_to": "health"}, "admitted to health alone", Standing.ADMITTED),
    ({"person_says": "admits", "said_to": "unknown"}, "admitted, not known to whom", Standing.ADMITTED),
    ({"person_says": "admits", "said_to": "earlier"}, "admitted, not known to whom", Standing.ADMITTED),
    ({"person_says": "admits"}, "admitted, not known to whom", Standing.ADMITTED),
    (
        {"person_says": "admits_part", "said_to": "prison"},
        "admitted in part to the prison",
        Standing.ADMITTED,
    ),
    ({"person_says": "denies", "said_to": "police"}, "denied to police", Standing.DENIED),
    ({"person_says": "denies", "said_to": "probation"}, "denied to probation", Standing.DENIED),
    ({"person_says": "denies", "said_to": "other"}, "denied to others", Standing.DENIED),
    ({"outcome": "not_reported"}, "alleged", Standing.ALLEGED),
    (
        {"outcome": "reported", "person_says": "denies", "said_to": "police"},
        "denied to police",
        Standing.DENIED,
    ),
    ({"outcome": "charged"}, "alleged; charged, not tried", Standing.ALLEGED),
    (
        {"outcome": "charged", "person_says": "denies", "said_to": "police"},
        "denied to police; charged, not tried",
        Standing.DENIED,
    ),
    (
        {"outcome": "no_action", "person_says": "admits", "said_to": "police"},
        "admitted to police; no further action",
        Standing.ADMITTED,
    ),
    ({"outcome": "unknown"}, "alleged", Standing.ALLEGED),
    ({"outcome": "convicted", "person_says": "denies", "said_to": "court"}, "convicted", Standing.FOUND),
    ({"outcome": "convicted_course"}, "part of a course of conduct convicted", Standing.FOUND),
    (
        {"outcome": "convicted_course", "convicted_on": PLEADED},
        "part of a course of conduct convicted 18-Mar-2026",
        Standing.FOUND,
    ),
    ({"outcome": "convicted", "convicted_on": PLEADED}, "convicted", Standing.FOUND),
    ({"outcome": "did_act"}, "unfit to plead, did the act", Standing.NOT_HELD),
    ({"outcome": "insanity"}, "not guilty by reason of insanity", Standing.NOT_HELD),
    ({"outcome": "cautioned", "person_says": "admits", "said_to": "police"}, "cautioned", Standing.ADMITTED),
    ({"outcome": "civil_finding"}, "found in a civil court", Standing.FOUND),
    ({"outcome": "court_found"}, "found by a court (earlier form)", Standing.FOUND),
    ({"outcome": "acquitted", "person_says": "admits", "said_to": "police"}, "acquitted", Standing.NOT_HELD),
    (
        {"outcome": "discontinued", "person_says": "admits", "said_to": "court"},
        "discontinued",
        Standing.NOT_HELD,
    ),
    ({"outcome": "not_found"}, "not found by a court (earlier form)", Standing.NOT_HELD),
    ({"outcome": "withdrawn", "person_says": "admits", "said_to": "police"}, "withdrawn", Standing.NOT_HELD),
    ({"doubt": "Seen from behind"}, "alleged; doubted by us", Standing.NOT_HELD),
    (
        {"outcome": "charged", "person_says": "denies", "said_to": "police", "doubt": "Seen from behind"},
        "denied to police; charged, not tried; doubted by us",
        Standing.NOT_HELD,
    ),
    # What a court found is not ours to take off the axis.
    ({"outcome": "convicted", "doubt": "No match"}, "convicted; doubted by us", Standing.FOUND),
)


@pytest.mark.parametrize(("said", "stands", "mark"), TABLE)
def test_an_incident_stands_by_the_first_that_holds(
    said: dict[str, Any], stands: str, mark: Standing
) -> None:
    content = Incident(behaviour="threat", **said)
    assert (how_it_stands(content), mark_of(content)) == (stands, mark)


def told(content: Incident, code: str, *asked: Share) -> list[Event]:
    """What an incident gives to a report for an audience."""
    audience = EVERYBODY[code]
    content = shared(content, audience, frozenset(asked))
    insist_on_told(content, audience, frozenset(asked))
    blocks = list(KIND.block(Written(HEADING, content), audience, ON))
    assert all(audience.admits(share, frozenset(asked)) for each in blocks for share in each.block.share)
    return [each.block for each in blocks if isinstance(each.block, Event)]


ADMITTED = Incident(
    behaviour="watching",
    victims=("V1",),
    channel="in_person",
    description="planted description",
    severity="serious",
    person_says="admits",
    said_to="health",
    person_account="planted account",
    outcome="reported",
    source="advocate",
    source_grade="1",
    information_grade="b",
    doubt="planted doubt",
    breach="alleged",
)


@pytest.mark.parametrize("code", EVERYBODY)
@pytest.mark.parametrize("asked", [NOBODY, frozenset({Share.ADMISSION}), frozenset(Share)])
@pytest.mark.parametrize("says", ["admits", "admits_part", "denies", "no_account"])
@pytest.mark.parametrize("to", ["health", "unknown", "earlier", ""])
def test_what_was_said_to_health_alone_leaves_as_an_admission_does_and_never_to_a_court(
    code: str, asked: frozenset[Share], says: str, to: str
) -> None:
    audience = EVERYBODY[code]
    released = code != "court" and audience.admits(Share.ADMISSION, asked)
    content = shared(replace(ADMITTED, person_says=says, said_to=to), audience, asked)
    assert content.person_says == (says if released else "")
    assert content.said_to == (to if released else "")
    assert content.person_account == ("planted account" if released and not audience.coded else "")
    assert shared(content, audience, asked) == content


@pytest.mark.parametrize("code", EVERYBODY)
def test_what_police_were_told_stands_as_any_risk_does(code: str) -> None:
    audience = EVERYBODY[code]
    content = shared(replace(ADMITTED, said_to="police"), audience)
    assert bool(content.person_says) == (audience.rules[Share.RISK] is Rule.INCLUDE)


@pytest.mark.parametrize("code", ["panel", "mappa", "police"])
def test_until_it_is_released_line_and_mark_stand_as_alleged(code: str) -> None:
    doubt = "; doubted by us" if code in {"panel", "mappa"} else ""
    (event,) = told(ADMITTED, code)
    assert event.stands == f"alleged{doubt}; breach alleged"
    assert event.standing is (Standing.NOT_HELD if doubt else Standing.ALLEGED)
    assert Share.ADMISSION not in event.share
    (event,) = told(ADMITTED, code, Share.ADMISSION)
    assert event.stands == f"admitted to health alone{doubt}; breach alleged"
    assert event.standing is (Standing.NOT_HELD if doubt else Standing.ADMITTED)
    assert Share.ADMISSION in event.share


def test_a_court_never_hears_it_this_way_whatever_is_asked() -> None:
    (event,) = told(ADMITTED, "court", *Share)
    assert (event.stands, event.standing) == ("alleged; breach alleged", Standing.ALLEGED)
    (event,) = told(replace(ADMITTED, said_to="police"), "court", Share.RISK)
    assert event.stands == "admitted to police; breach alleged"


@pytest.mark.parametrize("code", EVERYBODY)
def test_our_doubt_is_told_to_panel_and_mappa_alone_and_its_reason_nowhere(code: str) -> None:
    words = msgspec.json.encode(told(ADMITTED, code, *Share)).decode()
    assert ("doubted" in words) == (code in {"panel", "mappa"})
    assert "planted doubt" not in words
    assert "planted account" not in words


def test_composing_stops_where_a_content_still_holds_what_its_audience_does_not_get() -> None:
    for code in ("panel", "police", "court"):
        with pytest.raises(RuntimeError):
            insist_on_told(ADMITTED, EVERYBODY[code], NOBODY)
    with pytest.raises(RuntimeError):
        insist_on_told(Incident(person_says="admits", said_to="health"), AUDIENCES["court"], frozenset(Share))
    with pytest.raises(RuntimeError):
        insist_on_told(Incident(doubt="Why"), AUDIENCES["police"], frozenset(Share))


def test_a_practice_is_told_of_no_act() -> None:
    assert told(replace(ADMITTED, said_to="police"), "gp", *Share) == []


def test_the_person_is_told_the_act_and_date_of_what_was_put_to_them_and_nothing_else() -> None:
    assert told(ADMITTED, "person") == []
    put = replace(ADMITTED, said_to="police", crime_references=(CrimeReference(number="planted", force="F"),))
    (event,) = told(put, "person", *Share)
    assert (event.words, event.stands, event.source) == ("Watching", "", "")
    words = msgspec.json.encode(event).decode()
    assert not any(each in words for each in ("V1", "planted", "Advocate"))
    assert told(replace(put, person_says="not_put", said_to=""), "person", *Share) == []


@pytest.mark.parametrize("code", EVERYBODY)
def test_under_conditions_it_goes_with_them_or_not_at_all(code: str) -> None:
    bound = replace(ADMITTED, handling="conditions", handling_conditions="Not to be\nput to him yet")
    events = [(each.stands.endswith("; under conditions"), each.conditions) for each in told(bound, code)]
    hears = code in {"panel", "mappa", "police", "probation"}
    assert events == ([(True, "Not to be put to him yet")] if hears else [])
    if hears:
        # An older one may say that there are some and not which.
        (event,) = told(replace(bound, handling_conditions=""), code)
        assert event.conditions.endswith("ask whose word it is before it is passed on")
    # A divergence has no room for them: nobody outside hears of one by it.
    reported = [each for each in KIND.facets(Written(HEADING, bound)) if isinstance(each, Reported)]
    assert [each.share for each in reported] == [Share.INTELLIGENCE]
    assert not EVERYBODY[code].admits(Share.INTELLIGENCE, frozenset(Share))


def test_source_grade_and_how_it_stands_are_told_apart() -> None:
    written = Written(HEADING, replace(ADMITTED, said_to="police", handling="permitted", doubt=""))
    (attribution,) = (each for each in KIND.facets(written) if isinstance(each, Attribution))
    assert (attribution.stands, attribution.source, attribution.grade) == (
        "admitted to police",
        "Advocate",
        "1B P",
    )
    (event,) = (each for each in KIND.facets(written) if isinstance(each, AxisEvent))
    assert (event.stands, event.source, event.grade) == ("admitted to police", "Advocate", "1B P")
    assert event.words == "Watching to V1; serious; breach alleged"


def test_every_part_of_how_an_act_stands_begins_in_a_way_that_lists_are_narrowed_by() -> None:
    for outcome, says, to, doubt in product(OUTCOMES, PERSON_SAYS, SAID_TO, ("", "Why")):
        content = replace(
            ADMITTED,
            outcome=outcome.code,
            person_says=says.code,
            said_to=to.code,
            doubt=doubt,
            convicted_on=PLEADED,
        )
        for part in how_it_stands(content).split("; "):
            assert len([way for way in WAYS if part.startswith(way)]) == 1, part


def test_a_record_tells_which_victims_it_concerns() -> None:
    content = replace(ADMITTED, victims=("V2", "V1"), new_target="V1")
    assert [each.victim for each in drawn(KIND, content) if isinstance(each, Concerns)] == ["V2", "V1"]
    typology = complete(KINDS["typology"].content)
    told = {each.victim for each in drawn(KINDS["typology"], typology) if isinstance(each, Concerns)}
    assert told == {"V1"}


@pytest.mark.parametrize("outcome", ["acquitted", "discontinued", "withdrawn", "not_found"])
def test_what_does_not_stand_is_reported_as_such(outcome: str) -> None:
    written = Written(HEADING, replace(ADMITTED, outcome=outcome, doubt=""))
    (reported,) = (each for each in KIND.facets(written) if isinstance(each, Reported))
    assert not reported.stands
    stands = Written(HEADING, replace(ADMITTED, doubt=""))
    assert [each.stands for each in KIND.facets(stands) if isinstance(each, Reported)] == [True]


def test_a_change_of_tactic_and_a_new_target_have_marks_of_their_own() -> None:
    content = replace(ADMITTED, doubt="", new_tactic="planted tactic", new_target="V2")
    marks = [
        (each.mark, each.label, each.words)
        for each in KIND.facets(Written(HEADING, content))
        if isinstance(each, AxisEvent)
    ]
    assert marks[1:] == [
        (Mark.CHANGE, "Change of tactic", "Change of tactic: planted tactic"),
        (Mark.CHANGE, "New target", "New target: V2"),
    ]
    assert [each.label for each in told(content, "police")] == ["Watching", "Change of tactic", "New target"]
    acquitted = replace(content, outcome="acquitted")
    assert [each.label for each in told(acquitted, "police")] == ["Watching"]


OLD: tuple[tuple[str, dict[str, str]], ...] = (
    ("admitted", {"person_says": "admits", "said_to": "earlier"}),
    ("disputed", {"person_says": "denies", "said_to": "earlier"}),
    ("not_put", {"person_says": "not_put"}),
    ("proven", {"outcome": "court_found"}),
    ("acquitted", {"outcome": "not_found"}),
    ("withdrawn", {"outcome": "withdrawn"}),
    ("doubted", {"doubt": "The reasons are in the description"}),
    ("unknown", {"outcome": "unknown"}),
    ("", {}),
)


@pytest.mark.parametrize(("standing", "means"), OLD)
def test_an_earlier_form_says_what_it_said_and_nothing_more(standing: str, means: dict[str, str]) -> None:
    plain = {"behaviour": "threat", "standing": standing, "person_account": "planted account"}
    now = KIND.upcasters[1](plain, HEADING)
    assert now == plain | means


def test_not_proven_is_said_nowhere() -> None:
    words = json.dumps([to_plain(ADMITTED), repr(Incident.__dataclass_fields__)]).lower()
    assert "not proven" not in words


def test_a_new_version_says_anew_to_whom_it_was_said_and_how_it_stands() -> None:
    content = replace(ADMITTED, said_to="earlier", outcome="court_found", order="x")
    assert {"said_to", "outcome"} <= {gap.path for gap in missing(content)}


def test_what_only_a_third_party_told_stands_with_them_and_is_put_by_leave_alone() -> None:
    content = replace(ADMITTED, outcome="not_reported", breach="no")
    assert {gap.path for gap in missing(content)} == {"put_ok"}
    assert {gap.path for gap in missing(replace(content, put_ok="victim"))} == {"put_ok_on"}
    agreed = replace(content, put_ok="victim", put_ok_on=ClinicalDate(2026, 11, 9))
    assert missing(agreed) == missing(replace(content, put_ok="police")) == ()
    assert missing(replace(content, person_says="not_put", said_to="")) == ()
    assert misplaced(KIND, Compartment.THIRD_PARTY, content) == ()
    (gap,) = misplaced(KIND, Compartment.CLINICAL, content)
    assert gap == Missing(
        "compartment",
        "Kept in",
        "What this says is kept in “Third party and intelligence” alone: begin it anew there",
    )


@pytest.mark.parametrize(
    "known",
    [
        {"source": "police"},
        {"source": "person"},
        {"source": "records"},
        {"reported_to": ("police",)},
        {"crime_references": (CrimeReference(number="N", force="F"),)},
        {"outcome": "charged"},
    ],
)
def test_what_police_papers_or_the_person_tell_of_stands_where_it_was_begun(known: dict[str, Any]) -> None:
    content = replace(ADMITTED, outcome="not_reported", breach="no")
    assert misplaced(KIND, Compartment.CLINICAL, replace(content, **known)) == ()
    assert missing(replace(content, **known)) == ()
