"""The mechanism: one declaration a field, read by every check."""

import json
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, replace
from functools import partial

import pytest

from app.domain.fields.answers import YES_NO
from app.domain.fields.content import (
    Missing,
    check,
    from_plain,
    is_empty,
    said,
    search_text,
    shared,
    specs,
    to_plain,
)
from app.domain.fields.declare import (
    Direction,
    Rating,
    Target,
    choice,
    choices,
    count,
    date,
    line,
    minutes,
    rating,
    references,
    rows,
    text,
)
from app.domain.fields.plain import MOST_ROWS
from app.domain.fields.sharing import Audience, Rule, Share
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.kind import Kind
from app.domain.records.schema import schema
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable
from tests.asked import missing

ANCHORS = ("none", "a little", "some", "much", "all")


@dataclass(frozen=True, kw_only=True)
class Step:
    """A row."""

    what: str = line("What", share=Share.CONTEXT, needed=True)
    done: str = choice("Done", YES_NO, share=Share.ENGAGEMENT, searched=True)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A content with a field of most forms."""

    heading: str = line("Heading", share=Share.CONTEXT, section="First")
    body: str = text("Body", share=Share.THERAPY, needed=lambda s: s.heading == "long")
    tags: tuple[str, ...] = choices("Tags", YES_NO, share=Share.RISK, searched=True, section="Second")
    victims: tuple[str, ...] = references("Victims", Target.VICTIM, share=Share.RISK, searched=True)
    times: int | None = count("Times", share=Share.MEASURE, most=10, needed=True)
    period: ClinicalDate | None = date(
        "Period", Direction.EITHER, share=Share.CONTEXT, needed=True, must_be_known=True
    )
    on: ClinicalDate | None = date("On", Direction.EITHER, share=Share.CONTEXT, needed=True)
    judged: Rating = rating("Judged", ANCHORS, share=Share.FORMULATION, needed=True)
    steps: tuple[Step, ...] = rows("Steps", Step, share=Share.CONTEXT)


@dataclass(frozen=True, kw_only=True)
class LongerNote(SessionNote):
    """A session note with one more field, declared in one line."""

    weather: str = line("Weather", share=Share.CONTEXT, needed=True, hint="Rain or shine")


def answered(**answers: object) -> Sample:
    """A sample with everything that is always needed."""
    usual = {
        "times": 3,
        "period": ClinicalDate(2026, 8),
        "on": ClinicalDate(),
        "judged": Rating(why_not="not_seen", note="not seen"),
    }
    return Sample(**(usual | answers))  # type: ignore[arg-type]


def test_reads_sections_forward_and_names_every_field() -> None:
    assert [(s.name, s.section) for s in specs(Sample)][:4] == [
        ("heading", "First"),
        ("body", "First"),
        ("tags", "Second"),
        ("victims", "Second"),
    ]


def test_cannot_be_changed_once_made() -> None:
    with pytest.raises(FrozenInstanceError):
        answered().heading = "x"  # type: ignore[misc]


def test_one_line_makes_a_field_known_to_every_check() -> None:
    assert Missing("weather", "Weather") in missing(LongerNote())
    assert Missing("weather", "Weather") not in missing(LongerNote(weather="Rain"))
    assert "Hail" in search_text(LongerNote(weather="Hail")).splitlines()
    kind = Kind(
        code="x", title="X", version=1, order=1, content=LongerNote, event_label="On", title_of=lambda _: "X"
    )
    published = schema(kind)
    assert published["properties"]["weather"]["description"] == "Rain or shine"
    assert "weather" in published["x-needed-to-sign"]
    assert to_plain(LongerNote(weather="Sun"))["weather"] == "Sun"
    assert from_plain(LongerNote, {"weather": " Sun  shine "}).weather == "Sun shine"
    with pytest.raises(NotAcceptable):
        from_plain(SessionNote, {"weather": "Sun"})


def test_asks_for_a_field_only_when_another_answer_calls_for_it() -> None:
    assert missing(answered()) == ()
    assert missing(answered(heading="long")) == (Missing("body", "Body"),)
    assert missing(answered(heading="long", body="Words")) == ()


def test_takes_not_known_as_an_answer_unless_the_date_must_be_known() -> None:
    unknown = answered(on=ClinicalDate(), period=ClinicalDate())
    assert missing(unknown) == (Missing("period", "Period"),)


def test_takes_zero_as_an_answer() -> None:
    assert missing(answered(times=0)) == ()


def test_takes_a_reason_as_an_answer_where_nothing_was_rated() -> None:
    assert missing(answered(judged=Rating())) == (Missing("judged", "Judged"),)
    declined = Rating(note="The person declined")
    assert missing(answered(judged=declined)) == (Missing("judged.why_not", "Judged: why it was not rated"),)
    assert missing(answered(judged=replace(declined, why_not="declined"))) == ()


def test_asks_where_a_rating_comes_from_and_how_sure_it_is() -> None:
    assert missing(answered(judged=Rating(value=0))) == (
        Missing("judged.confidence", "Judged: confidence"),
        Missing("judged.source", "Judged: source"),
    )
    assert missing(answered(judged=Rating(value=4, confidence="low", source="records"))) == ()


def test_names_the_row_in_which_something_is_missing() -> None:
    gaps = missing(answered(steps=(Step(what="Call"), Step())))
    assert gaps == (Missing("steps.1.what", "Steps, row 2: What"),)


def test_searches_words_and_shown_choices_but_no_numbers() -> None:
    sample = answered(
        heading="Plan", tags=("yes", "no"), victims=("V1", "V2"), steps=(Step(what="Call", done="no"),)
    )
    assert search_text(sample).splitlines() == ["Plan", "Yes, No", "V1, V2", "not seen", "Call", "No"]


def test_says_a_choice_in_the_words_that_are_shown() -> None:
    assert said(answered(tags=("no",)), "tags") == "No"
    assert said(answered(), "heading") == ""


@pytest.mark.parametrize("made", [count, minutes, partial(date, direction=Direction.EITHER)])
def test_refuses_to_declare_a_search_where_there_are_no_words(made: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="no words"):
        made("Count", share=Share.CONTEXT, searched=True)


def test_refuses_to_declare_a_rating_with_other_than_five_anchors() -> None:
    with pytest.raises(ValueError, match="five anchors"):
        rating("Judged", ANCHORS[:4], share=Share.RISK)


def test_refuses_a_number_above_the_most_that_is_declared() -> None:
    assert from_plain(Sample, {"times": 10}).times == 10
    with pytest.raises(NotAcceptable, match="“Times”"):
        from_plain(Sample, {"times": 11})


def test_refuses_more_rows_than_a_record_may_hold() -> None:
    assert len(from_plain(Sample, {"steps": [{}] * MOST_ROWS}).steps) == MOST_ROWS
    with pytest.raises(NotAcceptable, match="“Steps”"):
        from_plain(Sample, {"steps": [{}] * (MOST_ROWS + 1)})


@pytest.mark.parametrize("plain", [None, "text", 3, ["heading"], [["heading", "x"]]])
def test_refuses_what_is_no_record(plain: object) -> None:
    with pytest.raises(NotAcceptable):
        from_plain(Sample, plain)  # type: ignore[arg-type]


def test_cleans_text_on_the_way_in() -> None:
    hidden = "Vic\N{ZERO WIDTH SPACE}tim\r\nsaid\N{RIGHT-TO-LEFT OVERRIDE} no\x00"
    assert check(answered(body=hidden)).body == "Victim\nsaid no"
    assert check(answered(judged=Rating(note=hidden))).judged.note == "Victim\nsaid no"


def test_keeps_choices_in_the_order_offered_and_links_once() -> None:
    read = from_plain(Sample, {"tags": ["no", "yes", "no"], "victims": ["V2", "V1", "V2"]})
    assert read.tags == ("yes", "no")
    assert read.victims == ("V2", "V1")


def test_writes_json_that_names_every_field() -> None:
    plain = json.loads(json.dumps(to_plain(answered(steps=(Step(what="Call"),)))))
    assert list(plain) == [spec.name for spec in specs(Sample)]
    assert plain["steps"] == [{"what": "Call", "done": ""}]
    assert plain["judged"] == {
        "value": None,
        "confidence": "",
        "source": "",
        "note": "not seen",
        "why_not": "not_seen",
    }
    assert (plain["period"], plain["on"]) == ("2026-08", "unknown")


def test_leaves_out_a_row_of_which_nothing_is_told() -> None:
    rules = dict.fromkeys(Share, Rule.INCLUDE) | {Share.ENGAGEMENT: Rule.NEVER}
    audience = Audience(code="x", title="X", marking="M", handling="H", rules=rules)
    told = shared(answered(steps=(Step(done="yes"), Step(what="Call", done="no"))), audience)
    assert told.steps == (Step(what="Call"),)


def test_treats_only_empty_answers_as_unanswered() -> None:
    by_name = {spec.name: spec for spec in specs(Sample)}
    assert is_empty(by_name["times"], None)
    assert not is_empty(by_name["times"], 0)
    assert is_empty(by_name["steps"], ())
    assert not is_empty(by_name["on"], ClinicalDate())
