"""Every record kind: what all of them promise, tested from their declarations."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.fields import forms
from app.domain.fields.content import check, from_plain, search_text, specs, to_plain
from app.domain.fields.file import File
from app.domain.fields.sharing import Share
from app.domain.kinds.registry import KINDS, beside, kind, section
from app.domain.records.kind import Kind
from app.errors import NotAcceptable, NotFound, TextTooLong
from tests.asked import missing
from tests.planted import filled
from tests.strategies import contents, signable
from tests.wrong_values import SECRET, WRONG, declared

NEEDED = {
    "red_flag": "sign about seen seen_at by",
    "victim_voice": "victim advocate given_on consent limits_told words whose findable safety_now contact_since",
    "safety_concern": "about what seen_on urgency safeguarding v_agrees ground because",
    "supervision_note": "supervisee supervisor discussed",
    "serious_event": "sort on found_on found_at what hold",
    "document": "file sort source dated what",
    "letter": "template audience to body administrative",
    "request": "asker agency kind about received checked asked_for",
    "telling": "to what ground person_told",
    "proceedings": "offence index steps",
    "public_protection": "sort lead from_on chair_consent",
    "mental_health_act": "section from_on restricted",
    "panel": "rationale decision person_told meeting question",
    "discharge": "helped remains signs reason person_why holder told",
    "follow_up": "point known_to asked recontact arrest charge conviction breach new_victim",
    "review": "changed since at because decision next",
    "referral": "question agency referrer urgency person_knows advocate",
    "screening": "reasons decision concern fixated fixated_why obsessive obsessive_why unwanted unwanted_why"
    " repeated repeated_why weapons children partner_abuse gates told",
    "consultation": "answer asked_by agency question information_seen subject_seen awareness limits"
    " scenarios advice valid_until received",
    "session_note": "session_type attendance team next_step",
    "fixation_profile": "period sources seen target preoccupation control conviction insight emotion"
    " thwarting rumination goal_linking grievance justification urge digital narrowing driver"
    " emotions functions onset trend",
    "formulation": "summary narrative factors typology functions function_summary imminence"
    " good_until scenarios protective review_on information limits view qualities",
    "plan": "goals agreement limits_why review_on",
    "safety_plan": "signs alone ask services safer review_on",
    "incident": "behaviour channel description severity person_says outcome source breach",
    "order": "order_type court made",
    "bail": "sort by from_on",
    "custody": "spells expected_release",
    "licence": "custody supervisor released_on ends",
    "check_in": "time urge acted confidence",
    "typology": "speaks_for speaks_against motivation confidence relationship victims seen",
    "spj": "purpose tool tool_version licence current_means seen sources raters judgements limits review_on",
    "mental_state": "state appearance speech mood thought_form thought_content perception cognition insight sleep",
    "diagnosis": "rows",
    "medication": "allergies",
    "measure": "measure given by occasion answers",
    "collateral": "agency covers heard_on contact",
    "agreement": "verdict",
    "addendum": "addition",
    "error_mark": "reason",
    "countersignature": "verdict",
    "wrong_case": "reason",
}
STANDS_IN = {
    "referral": ("referral", "screening", "panel", "review", "discharge", "follow_up"),
    "behaviour": (
        "incident",
        "proceedings",
        "order",
        "bail",
        "custody",
        "licence",
        "public_protection",
        "mental_health_act",
    ),
    "assessment": (
        "consultation",
        "fixation_profile",
        "typology",
        "spj",
        "collateral",
        "mental_state",
        "diagnosis",
        "medication",
        "measure",
    ),
    "formulation": ("formulation",),
    "plan": ("plan", "safety_plan"),
    "sessions": ("session_note", "check_in", "supervision_note"),
    "victims": ("victim_voice", "safety_concern"),
    "sharing": ("request", "telling"),
    "documents": ("document", "letter"),
}
"""The kinds of each section, as the record's sections have them; the others stand in the chronology."""
every_kind = pytest.mark.parametrize("made", KINDS.values(), ids=KINDS)
few = settings(max_examples=12)


CLASSES = sorted(
    {cls for made in KINDS.values() for cls, _ in declared(made.content)}, key=lambda c: c.__name__
)
every_class = pytest.mark.parametrize("cls", CLASSES)


def test_knows_every_kind_under_its_own_code() -> None:
    assert set(KINDS) == set(NEEDED)
    assert all(code == made.code and kind(code) is made for code, made in KINDS.items())


def test_refuses_a_kind_that_is_none() -> None:
    with pytest.raises(NotFound):
        kind("tarot")


@every_kind
@few
@given(data=st.data())
def test_keeps_every_content_through_json(made: Kind, data: st.DataObject) -> None:
    content = data.draw(contents(made))
    assert from_plain(made.content, json.loads(json.dumps(to_plain(content)))) == content
    assert check(content) == content


@every_kind
@few
@given(data=st.data())
def test_can_be_completed_and_then_misses_nothing(made: Kind, data: st.DataObject) -> None:
    content = data.draw(signable(made))
    assert missing(content) == ()
    assert check(content) == content


@every_kind
@few
@given(data=st.data())
def test_has_a_title_of_one_line_for_every_content(made: Kind, data: st.DataObject) -> None:
    title = made.title_of(data.draw(contents(made)))
    assert title == " ".join(title.split())
    assert 0 < len(title) < 300


@every_kind
def test_tells_no_story_in_a_title(made: Kind) -> None:
    assert "planted" not in made.title_of(filled(made.content))


@every_kind
def test_asks_an_empty_content_for_exactly_what_is_needed(made: Kind) -> None:
    assert [gap.path for gap in missing(made.content())] == NEEDED[made.code].split()
    labels = {spec.name: spec.label for spec in specs(made.content)}
    assert all(gap.label == labels[gap.path] for gap in missing(made.content()))


@every_kind
def test_reads_an_empty_object_as_nothing_answered(made: Kind) -> None:
    assert from_plain(made.content, {}) == made.content()


@every_kind
def test_refuses_a_field_it_does_not_know(made: Kind) -> None:
    with pytest.raises(NotAcceptable) as refused:
        from_plain(made.content, {SECRET: SECRET})
    assert SECRET not in str(refused.value)


@every_class
def test_refuses_wrong_values_by_label_and_never_repeats_them(cls: type) -> None:
    for spec in specs(cls):
        for wrong in WRONG[type(spec.form)]:
            with pytest.raises(NotAcceptable) as refused:
                from_plain(cls, {spec.name: wrong})
            assert spec.label in str(refused.value)
            assert SECRET not in str(refused.value)
            assert refused.value.__cause__ is None


@every_class
def test_refuses_200_kb_of_text_in_one_field(cls: type) -> None:
    long = SECRET * 10_001
    for spec in specs(cls):
        # A document is no text: what its name may be is said by its own tests.
        if spec.form.searched and spec.form.has_words and not isinstance(spec.form, File):
            with pytest.raises(TextTooLong) as refused:
                from_plain(cls, {spec.name: {"note": long} if isinstance(spec.form, forms.Judged) else long})
            assert spec.label in str(refused.value)
            assert SECRET not in str(refused.value)


@every_class
def test_holds_20_000_characters_in_each_text_and_loses_nothing_of_more(cls: type) -> None:
    whole = "word " * 3_999 + "words"
    for spec in specs(cls):
        if not isinstance(spec.form, forms.Text) or not spec.asked:
            continue
        assert getattr(check(cls(**{spec.name: whole})), spec.name) == whole
        longer = whole + "s" * (spec.most - 19_999)
        content = cls(**{spec.name: longer})
        # A draft keeps it, and one sentence says what stands in the way of signing.
        assert getattr(check(content, unfinished=True), spec.name) == longer
        (why,) = {gap.why for gap in missing(content) if gap.path == spec.name}
        assert why == f"Too long: it holds at most {spec.most:,} characters"


@every_class
def test_words_every_field_as_a_form_should(cls: type) -> None:
    labels = [spec.label for spec in specs(cls)]
    assert len(set(labels)) == len(labels)
    for spec in specs(cls):
        assert spec.label[0].isupper()
        assert not spec.label.endswith((".", ":"))
        assert not {"(required)", "(optional)"} & set(spec.label.lower().split())
        assert len(spec.hint) <= 90
        assert not spec.hint.endswith(".")


@every_class
def test_offers_distinct_answers_with_words(cls: type) -> None:
    for spec in specs(cls):
        assert bool(spec.choices) == (isinstance(spec.form, forms.OneOf | forms.SomeOf))
        for taken in ([c.code for c in spec.choices], [c.label for c in spec.choices]):
            assert all(taken)
            assert len(set(taken)) == len(taken)
        assert all(not c.hint.endswith(".") for c in spec.choices)


@every_kind
def test_gives_every_field_a_section_where_there_are_several(made: Kind) -> None:
    assert all(spec.section for spec in specs(made.content)) or len(specs(made.content)) == 1


@every_kind
def test_speaks_of_victims_by_code_alone(made: Kind) -> None:
    assert all(spec.share is not Share.VICTIM for _, spec in declared(made.content))


@every_kind
def test_finds_every_searched_text_in_the_search_text(made: Kind) -> None:
    spoken = [s for s in specs(made.content) if isinstance(s.form, forms.Line | forms.Text)]
    content = made.content(**{spec.name: f"{SECRET} {spec.name}" for spec in spoken})
    found = search_text(content).splitlines()
    for spec in spoken:
        assert (f"{SECRET} {spec.name}" in found) == spec.searched


def test_a_kind_stands_in_a_section_of_its_own_or_in_the_chronology() -> None:
    own = {code: name for name, codes in STANDS_IN.items() for code in codes}
    assert {code: section(code) for code in KINDS} == {code: own.get(code, "chronology") for code in KINDS}
    assert section("of_a_newer_program") == "chronology"


@pytest.mark.parametrize("code", [*KINDS, "of_a_newer_program"])
def test_a_record_is_read_on_among_those_of_its_section(code: str) -> None:
    """In the chronology all would be too many: there it is read on among those of its kind."""
    sections = (codes for codes in STANDS_IN.values() if code in codes)
    assert beside(code) == next(sections, (code,))
