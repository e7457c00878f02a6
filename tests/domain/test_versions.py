"""What was signed in an earlier form, with what is offered no more, or by a newer program."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import NO_LONGER_OFFERED, check, due, read, search_text, shared
from app.domain.fields.declare import Choice, Direction, choice, choices, date, line, rating, rows, text
from app.domain.fields.sharing import Rule, Share, audience_from_toml
from app.domain.fields.spec import specs
from app.domain.records.differences import differences
from app.domain.records.kind import Kind
from app.domain.records.schema import schema
from app.domain.records.shown import shown
from app.domain.records.versions import NEWER, Reading, Unread, in_turn, recoded, renamed
from app.domain.records.versions import read as read_document
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, NotADate, TextTooLong
from tests.asked import missing

WAYS = (Choice("on_foot", "On foot"), Choice("by_cart", "By cart", retired=True))


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A row."""

    where: str = line("Where", share=Share.CONTEXT)
    way: str = choice("Way", WAYS, share=Share.CONTEXT)


@dataclass(frozen=True, kw_only=True)
class Journey:
    """A content that has been about for a while."""

    way: str = choice("How", WAYS, share=Share.CONTEXT, needed=True, searched=True)
    ways: tuple[str, ...] = choices("Also", WAYS, share=Share.CONTEXT)
    story: str = text("Story", share=Share.CONTEXT)
    long_story: str = text("Long story", share=Share.CONTEXT, long=True)
    omen: str = line("Omen", share=Share.CONTEXT, needed=True, retired=True)
    doom: str = line("Doom", share=Share.CONTEXT, withdrawn=True)
    doomsday: ClinicalDate | None = date(
        "Doomsday", Direction.EITHER, share=Share.CONTEXT, due="Doomsday", withdrawn=True
    )
    weight: Any = rating("Weight", ("0", "1", "2", "3", "4"), share=Share.CONTEXT)
    stops: tuple[Stop, ...] = rows("Stops", Stop, share=Share.CONTEXT)


KIND = Kind(
    code="journey",
    title="Journey",
    version=3,
    order=1,
    content=Journey,
    event_label="Date of the journey",
    title_of=lambda journey: f"Journey, {journey.way}",
    upcasters=(
        renamed("tale", "story"),
        in_turn(recoded("way", {"cart": "by_cart"}), recoded("ways", {"cart": "by_cart"})),
    ),
)


def document(content: dict[str, Any], version: int = 1, code: str = "journey") -> dict[str, Any]:
    """What was signed, as far as reading it goes."""
    return {
        "kind": code,
        "kind_version": version,
        "id": "r1",
        "series": "s1",
        "version": 1,
        "case": "c1",
        "compartment": Compartment.CLINICAL.value,
        "event": "2026-03",
        "knowledge": "seen",
        "source": "The carter",
        "author": {"name": "Dr Rowan Ashdown"},
        "signed_at": "2026-03-02T09:00:00.000Z",
        "content": content,
    }


def read_as(content: dict[str, Any], version: int = 1, code: str = "journey") -> Reading | Unread:
    return read_document({"journey": KIND}, document(content, version, code))


def labelled(found: Reading | Unread) -> dict[str, str]:
    return {each.label: each.text for part in shown(found.kind, found.sheet) for each in part.fields}


def test_an_older_form_reads_under_the_labels_of_today() -> None:
    found = read_as({"way": "cart", "ways": ["cart", "on_foot"], "tale": "Far", "omen": "A crow"})
    assert isinstance(found, Reading)
    assert found.content == Journey(way="by_cart", ways=("by_cart", "on_foot"), story="Far", omen="A crow")
    assert found.sentence == "Written in form 1, shown as form 3."
    assert found.heading.series == "s1"
    told = labelled(found)
    assert (told["How"], told["Story"], told["Omen"], told["Source"]) == (
        "By cart",
        "Far",
        "A crow",
        "The carter",
    )


def test_each_form_goes_on_from_its_own_place() -> None:
    second = read_as({"way": "cart", "story": "Near"}, 2)
    assert isinstance(second, Reading)
    assert (second.content.way, second.content.story) == ("by_cart", "Near")
    assert second.sentence == "Written in form 2, shown as form 3."
    third = read_as({"way": "by_cart"}, 3)
    assert isinstance(third, Reading)
    assert third.sentence == ""


def test_a_code_and_a_field_that_nobody_knows_are_shown_as_they_were_written() -> None:
    found = read_as(
        {"way": "by_broom", "moon": {"phase": "full"}, "stops": [{"where": "Inn", "ale": ["dark", 2]}]}, 3
    )
    assert isinstance(found, Reading)
    told = labelled(found)
    assert told["How"] == "by_broom"
    assert found.sheet.left == (("moon: phase", "full"), ("stops 1: ale 1", "dark"), ("stops 1: ale 2", "2"))
    assert told["moon: phase"] == "full"
    assert shown(found.kind, found.sheet)[-1].title == "As it was written"


@pytest.mark.parametrize(("code", "version"), [("journey", 4), ("oracle", 1)])
def test_what_is_newer_than_this_program_is_read_as_it_was_written(code: str, version: int) -> None:
    found = read_as({"way": "by_air", "legs": [{"to": "Ys"}], "nothing": "", "none": None}, version, code)
    assert isinstance(found, Unread)
    assert (found.code, found.version, found.sentence) == (code, version, NEWER)
    assert found.lines == (("way", "by_air"), ("legs 1: to", "Ys"))
    told = labelled(found)
    assert (told["way"], told["legs 1: to"], told["Source"]) == ("by_air", "Ys", "The carter")
    assert search_text(found.sheet.content) == ""
    assert differences(found.kind, found.sheet, found.sheet) == ()


@pytest.mark.parametrize(
    "content",
    [
        {"way": 1},
        {"ways": "on_foot"},
        {"story": None},
        {"weight": {"value": "1"}},
        {"stops": {}},
        {"stops": ["x"]},
        [],
    ],
)
def test_a_value_of_another_type_is_no_record(content: Any) -> None:
    with pytest.raises((NotAcceptable, NotADate, AttributeError)):
        read_as(content, 3)


def test_reading_asks_for_nothing_but_types() -> None:
    long = "x" * 150_000
    found = read(Journey, {"story": long, "weight": {"value": 9, "confidence": "sure"}, "stops": [{}] * 501})
    assert (found.story, found.weight.value, len(found.stops)) == (long, 9, 501)


def test_what_is_offered_no_more_stands_in_the_way_of_signing() -> None:
    content = Journey(way="by_cart", ways=("on_foot", "by_broom"), stops=(Stop(way="by_cart"),))
    gaps = {gap.path: gap.why for gap in missing(content)}
    assert gaps == {"way": NO_LONGER_OFFERED, "ways": NO_LONGER_OFFERED, "stops.0.way": NO_LONGER_OFFERED}
    assert missing(content)[0].words == "How (no longer offered: choose again)"
    assert missing(Journey(way="on_foot")) == ()


def test_a_draft_keeps_what_cannot_be_signed() -> None:
    kept = Journey(way="by_broom", ways=("by_cart", "by_broom", "on_foot"), story="x" * 20_001)
    assert check(kept, unfinished=True) == replace(kept, ways=("on_foot", "by_cart", "by_broom"))
    with pytest.raises(NotAcceptable, match="How"):
        check(replace(kept, story=""))
    with pytest.raises(TextTooLong, match="Story” is too long: it holds at most 20,000"):
        check(replace(kept, way="", ways=()))
    with pytest.raises(NotAcceptable, match="How"):
        check(Journey(way="No code at all"), unfinished=True)


def test_a_long_field_holds_a_hundred_thousand_characters() -> None:
    assert check(Journey(long_story="x" * 100_000)).long_story
    with pytest.raises(TextTooLong, match="100,000"):
        check(Journey(long_story="x" * 100_001))
    assert [gap.why for gap in missing(Journey(way="on_foot", long_story="x" * 100_001))] == [
        "Too long: it holds at most 100,000 characters"
    ]


def test_a_retired_field_is_searched_and_no_longer_asked_and_a_withdrawn_one_goes_nowhere() -> None:
    content = Journey(way="on_foot", omen="A crow", doom="Flood", doomsday=ClinicalDate(2026, 12, 1))
    assert "A crow" in search_text(content)
    assert "Flood" not in search_text(content)
    assert list(due(content)) == []
    rules = "\n".join(f'{share.value} = "{Rule.INCLUDE.value}"' for share in Share)
    everything = audience_from_toml(
        f'code = "a"\ntitle = "A"\nmarking = "M"\nhandling = "H"\n[rules]\n{rules}'
    )
    told = shared(content, everything)
    assert (told.omen, told.doom, told.doomsday) == ("A crow", "", None)
    assert [spec.name for spec in specs(Journey) if not spec.asked] == ["omen", "doom", "doomsday"]
    published = schema(KIND)["properties"]
    assert published["omen"]["x-retired"] is True
    assert published["way"]["oneOf"][2] == {"const": "by_cart", "title": "By cart", "x-retired": True}
