"""The fixation profile: thirteen anchored judgements of one target that stand side by side."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from app.domain.fields import content as declared
from app.domain.fields import forms
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import search_text, shared, specs
from app.domain.fields.declare import TOP_RATING, Rating
from app.domain.fields.sharing import Share
from app.domain.kinds.fixation_profile import KIND
from app.domain.kinds.fixation_profile.content import (
    DIMENSIONS,
    ON_AXIS,
    FixationObject,
    FixationProfile,
    course,
    together,
)
from app.domain.kinds.registry import KINDS
from app.domain.records.blocks import Facts, Paragraph, Profile, Table
from app.domain.records.drawing import facets_of
from app.domain.records.facets import Score
from app.domain.records.heading import Heading
from app.domain.records.record import Sheet
from app.domain.records.schema import schema
from app.domain.records.shown import answer, flat, shown
from app.domain.records.versions import Reading, read
from app.domain.records.written import Written
from app.domain.reports.composer import NOT_SHARED, Given, Relied
from app.domain.reports.fixation import on_axis, profiled
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable
from tests.asked import TODAY, missing
from tests.golden.records import FOLDER, load
from tests.planted import AUDIENCES

ASKED = {
    spec.name: spec for spec in specs(FixationProfile) if isinstance(spec.form, forms.Judged) and spec.asked
}
OLD = load(FOLDER / "fixation_profile" / "2.json")
NOVEMBER = ClinicalDate(2026, 11, 5)
LABELS = {
    "control": "Loss of control over the thoughts",
    "conviction": "Certainty of the belief",
    "goal_linking": "Worth tied to the outcome",
    "rumination": "Rumination",
}


def paths(profile: FixationProfile) -> set[str]:
    """What is still missing."""
    return {gap.path for gap in missing(profile)}


def written(content: FixationProfile, on: ClinicalDate = NOVEMBER) -> Written[FixationProfile]:
    """A profile of that day."""
    heading = Heading(
        id=f"r{on.to_wire()}",
        series="s",
        version=1,
        case="c",
        compartment=Compartment.CLINICAL,
        event=on,
        knowledge=Knowledge.OPINION,
        source="",
        author="A",
        signed_at="2026-11-05T10:00:00.000Z",
    )
    return Written(heading, content)


def old(content: dict[str, Any]) -> Reading:
    """A profile of form 2 that says that, read today."""
    found = read(KINDS, OLD.document | {"content": content})
    assert isinstance(found, Reading)
    return found


def rated(value: int, **parts: str) -> Rating:
    """A whole rating."""
    return Rating(value=value, **{"confidence": "high", "source": "records", **parts})


def of_v1(**answers: Any) -> FixationProfile:
    """A profile of V1 with each rating at 1 unless it is said."""
    ratings = dict.fromkeys(DIMENSIONS, rated(1)) | {"target": "person", "victim": "V1", "trend": "fading"}
    return FixationProfile(**ratings | answers)


def relied(*profiles: Written[FixationProfile], audience: str = "panel", leads: int = 1) -> Relied:
    """What a report relies on, newest first, of which so many are the newest of their targets."""
    policy = AUDIENCES[audience]
    given = [
        Given("fixation_profile", each.heading.id, placed)
        for each in profiles
        for placed in KIND.block(replace(each, content=shared(each.content, policy)), policy, TODAY)
    ]
    newest = {"fixation_profile": profiles[0].heading.id} if profiles else {}
    leading = frozenset(each.heading.id for each in profiles[:leads])
    withheld = frozenset(share for share in Share if not policy.admits(share))
    return Relied(tuple(given), newest, courses=leading, withheld=withheld)


def texts(of: Relied) -> str:
    """Everything that the part of a report says."""
    return " | ".join(chain.from_iterable(_texts(block) for block in profiled(of)))


def _texts(block: Any) -> Iterator[str]:
    match block:
        case Facts():
            yield from (f"{label}: {text}" for label, text in block.answers)
        case Table():
            for row in block.rows:
                yield from (
                    f"{c.label} {c.text}" if isinstance(c, Paragraph) else str(c) for c in row[:2] + row[3:]
                )
        case _:
            yield block.text


def test_has_thirteen_dimensions_in_their_order_and_five_of_them_on_every_axis() -> None:
    assert len(DIMENSIONS) == 13
    assert tuple(ASKED) == DIMENSIONS
    assert (DIMENSIONS[0], DIMENSIONS[-1]) == ("preoccupation", "narrowing")
    assert {"preoccupation", "control", "conviction", "urge", "narrowing"} == ON_AXIS
    assert {name: ASKED[name].label for name in LABELS} == LABELS


def test_anchors_every_step_of_every_dimension_in_words_of_its_own() -> None:
    anchors = [anchor for name in DIMENSIONS for anchor in ASKED[name].anchors]
    assert len(anchors) == 13 * (TOP_RATING + 1)
    assert len(set(anchors)) == len(anchors)
    for anchor in anchors:
        assert 0 < len(anchor) <= 140
        assert anchor == anchor.strip()
        assert anchor[0].isupper()
        assert not anchor.endswith(".")


def test_publishes_the_anchors_and_what_is_withdrawn_in_its_schema() -> None:
    published = schema(KIND)["properties"]
    assert published["urge"]["x-anchors"] == list(ASKED["urge"].anchors)
    assert published["urge"]["properties"]["why_not"]["enum"] == [
        "", "not_seen", "not_asked", "no_information", "declined",
    ]  # fmt: skip
    assert [name for name, said in published.items() if said.get("x-withdrawn")] == [
        "finality",
        "finality_told",
    ]
    assert all(published[name]["x-retired"] for name in ("finality", "finality_told", "objects", "since"))


def test_says_that_it_is_not_validated_and_never_totalled() -> None:
    assert KIND.note == "Clinician profile, not validated. Never totalled."


@pytest.mark.parametrize("name", DIMENSIONS)
def test_asks_every_dimension_for_a_judgement_or_the_reason_for_none(name: str) -> None:
    def with_rating(rating: Rating) -> set[str]:
        answers: dict[str, Any] = {name: rating}
        return {path for path in paths(FixationProfile(**answers)) if path.partition(".")[0] == name}

    assert with_rating(Rating()) == {name}
    assert with_rating(Rating(note="Not seen in the period")) == {f"{name}.why_not"}
    assert with_rating(Rating(why_not="not_seen")) == set()
    assert with_rating(Rating(value=0)) == {f"{name}.confidence", f"{name}.source"}
    assert with_rating(Rating(value=0, confidence="high", source="interview")) == set()


def test_a_rating_has_a_value_or_a_reason_and_never_both_or_a_reason_that_is_none() -> None:
    for wrong in (Rating(value=1, why_not="declined"), Rating(why_not="forgot")):
        with pytest.raises(NotAcceptable, match="Urge to contact or watch"):
            declared.check(FixationProfile(urge=wrong))


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        (Rating(why_not="declined"), "Not rated: declined"),
        (Rating(why_not="not_seen", note="Messages alone"), "Not rated: not seen\n\nMessages alone"),
        (Rating(note="Not seen"), "Not assessed\n\nNot seen"),
        (rated(1), "1: Brief urges, let pass without difficulty (high confidence, Records)"),
    ],
)
def test_a_rating_reads_in_words_and_an_older_one_as_it_did(rating: Rating, words: str) -> None:
    assert answer(ASKED["urge"], rating) == words


def test_insists_on_the_period_that_current_means() -> None:
    span = ClinicalDate(2026, 8, 1, until=ClinicalDate(2026, 9, 14))
    assert "period" in paths(FixationProfile(period=ClinicalDate()))
    assert "period" not in paths(FixationProfile(period=span))


def test_names_a_person_by_code_and_a_cause_by_name() -> None:
    for target, wanted in (("person", "victim"), ("organisation", "named"), ("cause", "named")):
        assert paths(FixationProfile(target=target)) & {"target", "victim", "named"} == {wanted}
    assert paths(FixationProfile()) & {"target", "victim", "named"} == {"target"}


@pytest.mark.parametrize(
    ("driver", "asked"), [("delusion", True), ("mixed", True), ("unclear", False), ("", False)]
)
def test_asks_for_confidence_and_reasons_of_a_stated_driver(driver: str, *, asked: bool) -> None:
    gaps = paths(FixationProfile(driver=driver))
    assert ({"driver_confidence", "driver_reasons"} <= gaps) == asked


def test_asks_what_changed_since_the_earlier_one_by_its_date() -> None:
    gaps = declared.missing(FixationProfile(), TODAY, ClinicalDate(2026, 5, 7))
    assert [gap.label for gap in gaps if gap.path == "changed"] == ["What changed since 07-May-2026"]
    assert "changed" not in paths(FixationProfile())


def test_titles_name_codes_driver_and_trend() -> None:
    profile = of_v1(driver="delusion", trend="escalating")
    assert KIND.title_of(profile) == "Fixation on V1: delusion, escalating"
    of_cause = FixationProfile(target="cause", named="Private words", trend="fading")
    assert KIND.title_of(of_cause) == "Fixation on a cause or idea: fading"
    several = (
        FixationObject(sort="person", victim="V1"),
        FixationObject(sort="cause", named="Private words"),
    )
    assert KIND.title_of(FixationProfile(objects=several)) == "Fixation on V1, and a cause or idea together"
    assert KIND.title_of(FixationProfile()) == "Fixation"
    assert KIND.title_of(FixationProfile(trend="fading")) == "Fixation: fading"


def test_a_target_is_one_course_however_its_words_are_set() -> None:
    said = ("Police and courts", "police  and Courts", "POLICE AND COURTS")
    assert {course(FixationProfile(target="organisation", named=each)) for each in said} == {
        "police and courts"
    }
    assert course(of_v1()) == "v1"
    # What was typed before somebody chose another sort of target is not what it is of.
    assert course(FixationProfile(target="cause", victim="V1")) == ""


def test_an_earlier_profile_of_one_target_is_of_that_target() -> None:
    one = {"sort": "person", "victim": "V1", "named": "", "since": "2025-12", "row": ""}
    profile = old({"objects": [one]}).content
    assert (profile.target, profile.victim, profile.objects) == ("person", "V1", ())
    assert profile.since == ClinicalDate(2025, 12)
    assert [facet.target for facet in scores(profile)] == ["V1"] * 13


def test_an_earlier_profile_of_several_stays_together_and_is_no_course() -> None:
    objects = [
        {"sort": "person", "victim": "V1", "named": "", "since": None},
        {"sort": "organisation", "victim": "", "named": "Police and courts", "since": None},
    ]
    rating = {"value": 3, "confidence": "high", "source": "records", "note": ""}
    profile = old({"objects": objects, "urge": rating, "trend": "fading"}).content
    assert together(profile) == "V1, and police and courts together"
    assert (course(profile), scores(profile)) == ("", [])
    of = relied(written(profile))
    assert "Directed at: V1, and police and courts together" in texts(of)
    assert on_axis(of) == ()
    newer = written(of_v1(), ClinicalDate(2026, 11, 6))
    assert "together" not in texts(relied(newer, written(profile)))


def test_a_name_within_a_sentence_keeps_the_capitals_that_are_its_own() -> None:
    def several(named: str) -> str:
        objects = (
            FixationObject(sort="person", victim="V1"),
            FixationObject(sort="organisation", named=named),
        )
        return together(FixationProfile(objects=objects))

    assert several("Northmoor Constabulary") == "V1, and Northmoor Constabulary together"
    assert several("HMP") == "V1, and HMP together"
    assert several("Her former employer") == "V1, and her former employer together"


def scores(profile: FixationProfile) -> list[Score]:
    """The scores of a profile."""
    return [each for each in facets_of(KIND, written(profile)) if isinstance(each, Score)]


# --- withdrawn ------------------------------------------------------------------------------------------

PLANTED = "Planted of the ending"
WITH_FINALITY = {
    "objects": [{"sort": "person", "victim": "V1", "named": "", "since": None}],
    "finality": {"value": 4, "confidence": "high", "source": "records", "note": PLANTED},
    "finality_told": PLANTED,
    "trend": "fading",
}


def test_what_is_withdrawn_is_shown_on_its_record_and_marked() -> None:
    found = old(WITH_FINALITY)
    told = {each.label: each for part in shown(found.kind, found.sheet) for each in part.fields}
    mark = "Finality (withdrawn, not to be relied on)"
    assert told[mark].text.startswith("4: Prepares: a plan")
    assert told["Who was told of the finality, and when (withdrawn, not to be relied on)"].text == PLANTED
    assert not told[mark].is_asked
    assert mark in dict(flat(found.kind, found.sheet))


def test_what_is_withdrawn_is_in_no_facet_search_form_or_report() -> None:
    profile = old(WITH_FINALITY).content
    assert "fixation.finality" not in {each.measure for each in scores(profile)}
    assert len(scores(profile)) == 13
    assert PLANTED not in search_text(profile)
    assert not any(spec.asked for spec in specs(FixationProfile) if spec.name.startswith("finality"))
    for audience in AUDIENCES.values():
        given = tuple(KIND.block(written(shared(profile, audience, frozenset(Share))), audience, TODAY))
        assert PLANTED not in repr(given)
        assert "Finality" not in repr(given)


def test_nothing_new_is_written_where_something_is_withdrawn() -> None:
    profile = old(WITH_FINALITY).content
    for kept in (Sheet(content=profile).kept(), Sheet(content=profile).checked()):
        assert (kept.content.finality, kept.content.finality_told) == (Rating(), "")
        assert kept.content.trend == "fading"
    with pytest.raises(NotAcceptable, match="Finality"):
        declared.from_plain(FixationProfile, {"finality": {"value": 0}})


# --- what a report prints ---------------------------------------------------------------------------------


def test_a_report_prints_what_is_two_or_more_or_changed_and_names_the_rest() -> None:
    unasked = Rating(why_not="not_asked")
    earlier = of_v1(urge=rated(4), digital=rated(3), emotion=rated(2), insight=unasked)
    before = written(earlier, ClinicalDate(2026, 8, 13))
    now = written(
        of_v1(
            urge=rated(2),
            digital=Rating(why_not="declined"),
            emotion=rated(2),
            insight=unasked,
        )
    )
    table = next(each for each in profiled(relied(now, before)) if isinstance(each, Table))
    assert [row[0] for row in table.rows] == [
        "Strength of feeling",
        "Urge to contact or watch",
        "Online pursuit",
    ]
    assert [row[1].text for row in table.rows if isinstance(row[1], Paragraph)] == [
        "(was 2)",
        "(was 4)",
        "(was 3)",
    ]
    told = texts(relied(now, before))
    assert "Judged 05-Nov-2026; compared with 13-Aug-2026" in told
    assert "Loss of insight: not rated: not asked" in told
    assert "Below 2, and not changed: Time taken up, Loss of control over the thoughts" in told
    assert "Clinician profile, not validated. " in told
    assert "0 least, 4 most severe; never totalled." in told


def test_each_target_is_compared_with_its_own_profiles_alone() -> None:
    of_court = of_v1(target="organisation", victim="", named="Court", urge=rated(3))
    newest = written(of_court, ClinicalDate(2026, 11, 6))
    both = relied(
        newest,
        written(of_v1(urge=rated(2))),
        written(of_v1(urge=rated(4)), ClinicalDate(2026, 8, 1)),
        leads=2,
    )
    facts = [each for each in profiled(both) if isinstance(each, Facts)]
    assert [dict(each.answers)["Directed at"] for each in facts] == ["V1", "Court"]
    courses = {(each.group, each.name): [point.value for point in each.points] for each in on_axis(both)}
    assert courses["Fixation on V1", "Urge to contact or watch"] == [4, 2]
    assert courses["Fixation on Court", "Urge to contact or watch"] == [3]
    assert len(courses) == 10


def test_the_axis_draws_the_same_five_whatever_moved() -> None:
    before = written(of_v1(digital=rated(4), grievance=rated(4)), ClinicalDate(2026, 8, 1))
    assert [each.name for each in on_axis(relied(written(of_v1(digital=rated(0))), before))] == [
        "Time taken up",
        "Loss of control over the thoughts",
        "Certainty of the belief",
        "Urge to contact or watch",
        "Narrowing of life",
    ]


@pytest.mark.parametrize("audience", ["police", "probation"])
def test_police_and_probation_get_urge_and_online_pursuit_in_words_alone(audience: str) -> None:
    now = written(of_v1(urge=rated(2, note="Planted note"), conviction=rated(4), driver="delusion"))
    told = texts(relied(now, audience=audience))
    assert (
        "Urge to contact or watch: Strong urges at times; held back by a skill, a person or distance" in told
    )
    assert "Online pursuit: Looked at open pages once or twice in the period" in told
    assert "Clinician profile, not validated." in told
    for absent in ("Planted", "Certain", "Delusion", "Not assessed", "confidence"):
        assert absent not in told
    assert on_axis(relied(now, audience=audience)) == ()


def test_what_is_withheld_is_absent_and_said_alike_whether_anything_stands_there() -> None:
    # A court gets both classes only where they are asked for; an advocate none.
    for audience in ("advocate", "court", "person"):
        told = texts(relied(written(of_v1(urge=rated(4))), audience=audience))
        assert told == texts(relied(audience=audience)) == f"Fixation profile | {NOT_SHARED}"
    assert texts(relied()) == "Fixation profile | Not assessed."
    risk_alone = replace(AUDIENCES["panel"], rules=AUDIENCES["police"].rules)
    content = shared(of_v1(urge=rated(4)), risk_alone)
    profile = next(each.block for each in KIND.block(written(content), risk_alone, TODAY))
    assert isinstance(profile, Profile)
    assert [each.label for each in profile.judgements] == ["Urge to contact or watch", "Online pursuit"]


def test_a_confidence_that_is_absent_is_not_given_and_never_low() -> None:
    now = written(of_v1(urge=rated(2, confidence=""), driver="grievance"))
    table = next(each for each in profiled(relied(now)) if isinstance(each, Table))
    assert table.rows[0][-1] == "not given"
    assert "Driver: Grievance (confidence not given)" in texts(relied(now))
    assert "Driver: Unclear |" in texts(relied(written(of_v1(urge=rated(2), driver="unclear"))))
