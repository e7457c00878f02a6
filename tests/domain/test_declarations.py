"""One declaration a field: what is missing, what is shared, what is searched and what is written all follow it."""

import json
from typing import Any

import pytest
from hypothesis import given

from app.crypto import canonical
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import check, from_plain, read, search_text, shared, specs, to_plain
from app.domain.fields.declare import Rating
from app.domain.fields.sharing import Audience, Rule, Share, audience_from_toml
from app.domain.records.record import Provenance, Sheet, document, provenance_of, sheet_of
from app.domain.records.schema import schema
from app.domain.values.author import Author
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, TextTooLong
from tests.asked import TODAY, missing
from tests.every_form import KIND, RECORD, EveryForm, Step, content_of, sheets

FULL = EveryForm(
    heading="A heading",
    story="A story",
    secret="A secret",
    colour="red",
    why="Because",
    colours=("red", "blue"),
    level=Rating(value=2, confidence="low", source="records", note="A note"),
    times=3,
    length=50,
    day=ClinicalDate(2026, 3),
    victim="V2",
    evidence=(RECORD,),
    steps=(Step(act="An act", aside="An aside"),),
)


def audience(**ruled: Rule) -> Audience:
    """An audience that gets everything but what is ruled otherwise."""
    rules = {share: ruled.get(share.value, Rule.INCLUDE) for share in Share}
    text = "\n".join(
        ['code = "a"', 'title = "A"', 'marking = "M"', 'handling = "H"', "[rules]"]
        + [f'{share.value} = "{rule.value}"' for share, rule in rules.items()]
    )
    return audience_from_toml(text)


def read_back(plain: dict[str, Any]) -> Sheet:
    return sheet_of(plain, read(EveryForm, plain["content"]))


def labels(content: EveryForm) -> list[str]:
    return [gap.label for gap in missing(content)]


@given(content_of(EveryForm))
def test_a_content_is_the_same_after_json(content: EveryForm) -> None:
    assert from_plain(EveryForm, json.loads(canonical.dumps(to_plain(content)))) == content


@given(content_of(EveryForm))
def test_checking_a_clean_content_changes_nothing(content: EveryForm) -> None:
    assert check(content) == content


def test_what_is_needed_is_missing_until_it_is_answered() -> None:
    assert labels(EveryForm()) == ["Heading"]
    assert labels(FULL) == []


def test_an_answer_makes_another_field_needed() -> None:
    assert labels(EveryForm(heading="x", colour="red")) == ["Why that colour"]
    assert labels(EveryForm(heading="x", colour="blue")) == []


def test_what_a_row_lacks_is_named_by_row() -> None:
    content = EveryForm(heading="x", steps=(Step(act="y"), Step()))
    assert labels(content) == ["Steps, row 2: Act"]
    assert missing(content)[0].path == "steps.1.act"


def test_a_rating_needs_its_confidence_and_source() -> None:
    assert labels(EveryForm(heading="x", level=Rating(value=0))) == ["Level: confidence", "Level: source"]


def test_a_section_lasts_until_the_next() -> None:
    by_name = {spec.name: spec.section for spec in specs(EveryForm)}
    assert (by_name["why"], by_name["steps"]) == ("First", "Second")


def test_the_index_holds_what_is_searched_and_nothing_else() -> None:
    found = search_text(FULL)
    for words in ("A heading", "A story", "Red", "Because", "A note", "An act", "An aside"):
        assert words in found
    assert "A secret" not in found
    assert "V2" not in found


def test_an_audience_gets_no_field_it_must_not_get() -> None:
    told = shared(FULL, audience(internal=Rule.NEVER, therapy=Rule.WITHHOLD, victim=Rule.ASK))
    assert (told.secret, told.story, told.victim, told.steps[0].aside) == ("", "", "", "")
    assert (told.heading, told.level, told.steps[0].act) == ("A heading", FULL.level, "An act")


def test_asking_adds_what_may_be_asked_for_and_never_what_may_not() -> None:
    given_rules = audience(internal=Rule.NEVER, therapy=Rule.WITHHOLD, victim=Rule.ASK)
    told = shared(FULL, given_rules, frozenset({Share.INTERNAL, Share.THERAPY, Share.VICTIM}))
    assert (told.secret, told.steps[0].aside) == ("", "")
    assert (told.story, told.victim) == ("A story", "V2")


def test_not_even_the_number_of_withheld_rows_is_told() -> None:
    content = EveryForm(steps=(Step(aside="only inside"), Step(act="told")))
    assert shared(content, audience(internal=Rule.NEVER)).steps == (Step(act="told"),)


@given(content_of(EveryForm))
def test_sharing_all_changes_nothing_and_sharing_nothing_leaves_nothing(content: EveryForm) -> None:
    filled = tuple(row for row in content.steps if row != Step())
    assert shared(content, audience()).steps == filled
    assert shared(content, audience(**dict.fromkeys(Share, Rule.NEVER))) == EveryForm()


def test_a_policy_that_is_silent_on_a_class_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule for"):
        audience_from_toml('code="a"\ntitle="A"\nmarking="M"\nhandling="H"\n[rules]\ncontext="include"')


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("heading", 7, "Heading"),
        ("heading", None, "Heading"),
        ("story", ["Quillon"], "Story"),
        ("colour", "Quillon", "Colour"),
        ("colours", ["red", "Quillon"], "Colours"),
        ("colours", "red", "Colours"),
        ("level", {"value": 5}, "Level"),
        ("level", {"value": True}, "Level"),
        ("level", {"value": 1, "Quillon": 1}, "Level"),
        ("level", "Quillon", "Level"),
        ("level", {"confidence": "Quillon"}, "Level"),
        ("times", -1, "Times"),
        ("times", 1.5, "Times"),
        ("times", "Quillon", "Times"),
        ("times", True, "Times"),
        ("length", 1441, "Length"),
        ("day", "Quillon", "Day"),
        ("day", 2026, "Day"),
        ("victim", "V0", "Victim"),
        ("victim", "Quillon", "Victim"),
        ("evidence", ["Quillon"], "Evidence"),
        ("evidence", RECORD, "Evidence"),
        ("steps", ["Quillon"], "Steps"),
        ("steps", {"act": "Quillon"}, "Steps"),
        ("steps", [{}] * 501, "Steps"),
    ],
)
def test_refuses_a_value_its_form_cannot_take_by_label_alone(name: str, value: Any, label: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        from_plain(EveryForm, {name: value})
    assert label in str(refused.value)
    assert "Quillon" not in str(refused.value)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("plain", [{"Quillon": 1}, {"steps": [{"Quillon": "x"}]}, {"__class__": "x"}])
def test_refuses_a_field_nobody_declared(plain: dict[str, Any]) -> None:
    with pytest.raises(NotAcceptable, match="does not know") as refused:
        from_plain(EveryForm, plain)
    assert "Quillon" not in str(refused.value)


@pytest.mark.parametrize("plain", [[], "x", None, 3])
def test_refuses_what_is_no_object(plain: Any) -> None:
    with pytest.raises(NotAcceptable):
        from_plain(EveryForm, plain)


def test_refuses_too_much_text_by_label() -> None:
    with pytest.raises(TextTooLong, match="Heading"):
        check(EveryForm(heading="x" * 501))
    with pytest.raises(TextTooLong, match="Story"):
        check(EveryForm(story="x" * 20_001))


def test_cleans_text_on_the_way_in() -> None:
    content = check(EveryForm(heading=" a\n b\u200b ", story="c\u00a0d\r\n", level=Rating(note="e\x00")))
    assert (content.heading, content.story, content.level.note) == ("a b", "c d", "e")


@given(sheets)
def test_a_sheet_is_the_same_after_json(sheet: Sheet) -> None:
    assert read_back(json.loads(canonical.dumps(sheet.to_plain()))) == sheet


def test_a_sheet_without_a_date_says_so_in_its_kinds_words() -> None:
    gaps = Sheet(event=None, content=EveryForm(heading="x")).missing(KIND, TODAY)
    assert [gap.label for gap in gaps] == ["Date of test"]


def test_the_provenance_is_read_back_out_of_what_is_signed() -> None:
    said = Provenance(
        vault="0" * 32,
        case=RECORD,
        id=RECORD,
        series=RECORD,
        version=2,
        replaces=(RECORD,),
        about=None,
        kind="every_form",
        kind_version=3,
        compartment=Compartment.MAPPA,
        begun_at="2026-11-23T09:00:00.000Z",
        signed_at="2026-11-23T09:10:00.000Z",
        offset_minutes=0,
        behind_minutes=0,
        author=Author(id=RECORD, name="Kit Marlowe-Pryce", role="Assistant", registration="Not registered"),
        key=RECORD,
        salt="c2FsdA==",
    )
    sheet = Sheet(event=ClinicalDate(2026), knowledge=Knowledge.ALLEGATION, source="A source", content=FULL)
    plain = json.loads(canonical.dumps(document(said, sheet)))
    assert provenance_of(plain) == said
    assert read_back(plain) == sheet
    assert plain["format"] == "casework.record/2"


def test_the_published_schema_names_every_field_and_no_other() -> None:
    published = schema(KIND)
    assert list(published["properties"]) == [spec.name for spec in specs(EveryForm)]
    assert published["additionalProperties"] is False
    assert published["x-needed-to-sign"] == ["heading"]
    assert published["x-needed-depending"] == ["why"]
    assert published["properties"]["steps"]["items"]["x-needed-to-sign"] == ["act"]
    json.dumps(published)
