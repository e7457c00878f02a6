"""The published JSON Schema of each kind describes what the kind writes, and refuses what it would not."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.fields.content import specs, to_plain
from app.domain.kinds.registry import KINDS
from app.domain.records.kind import Kind
from app.domain.records.schema import schema
from app.errors import NotADate
from tests.json_schema import faults
from tests.strategies import contents
from tests.wrong_values import WRONG

every_kind = pytest.mark.parametrize("made", KINDS.values(), ids=KINDS)


@every_kind
@settings(max_examples=12)
@given(data=st.data())
def test_matches_everything_the_kind_writes(made: Kind, data: st.DataObject) -> None:
    assert faults(schema(made), to_plain(data.draw(contents(made)))) == []


@every_kind
def test_refuses_what_reading_refuses(made: Kind) -> None:
    published, empty = schema(made), to_plain(made.content())
    for spec in specs(made.content):
        for wrong in WRONG[type(spec.form)]:
            assert _refused(published, empty | {spec.name: wrong}), (spec.name, wrong)


@every_kind
def test_refuses_a_field_that_is_not_declared(made: Kind) -> None:
    assert faults(schema(made), to_plain(made.content()) | {"weather": ""}) == ["$.weather: not declared"]


@every_kind
def test_tells_label_hint_sharing_and_need_of_every_field(made: Kind) -> None:
    published = schema(made)
    assert list(published["properties"]) == [spec.name for spec in specs(made.content)]
    for spec in specs(made.content):
        said = published["properties"][spec.name]
        assert said["title"] == spec.label
        assert said.get("description", "") == spec.hint
        assert said["x-share"] == spec.share.value
        assert (spec.name in published["x-needed-to-sign"]) == (spec.needed is True)
        assert (spec.name in published["x-needed-depending"]) == callable(spec.needed)


def test_names_kind_version_and_the_draft_it_follows() -> None:
    published = schema(KINDS["fixation_profile"])
    assert published["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert published["$id"] == "urn:casework:record:fixation_profile:3"
    assert "Never totalled" in published["description"]


def _refused(published: dict[str, Any], value: dict[str, Any]) -> bool:
    try:
        return bool(faults(published, value))
    except NotADate:
        return True
