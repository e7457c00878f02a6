"""What is offered for an empty box fits the box, and says what is still to be filled in."""

import tomllib
from pathlib import Path

import pytest

from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.fields.templates import PLACE, abbreviation
from app.domain.kinds.registry import KINDS
from app.domain.values.text import clean
from app.errors import NotAcceptable
from app.paths import resource
from app.services.writing.templates import templates_for
from app.services.writing.words import shipped_snippets

FILES = sorted(resource("templates").glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_template_is_for_a_long_text_of_its_kind(file: Path) -> None:
    long_texts = {spec.name for spec in specs(KINDS[file.stem].content) if isinstance(spec.form, forms.Text)}
    fields = tomllib.loads(file.read_text("utf-8"))
    assert fields
    assert set(fields) <= long_texts
    for name, offers in fields.items():
        given = templates_for(file.stem, name)
        assert [one.title for one in given] == [one["title"] for one in offers]
        assert len({one.title for one in given}) == len(given)
        for one in given:
            assert one.text == clean(one.text)
            assert PLACE.search(one.text)


def test_a_field_or_kind_without_a_template_is_offered_none() -> None:
    assert templates_for("session_note", "goals") == ()
    assert templates_for("order", "note") == ()


def test_the_shipped_abbreviations_are_one_word_each_and_their_braces_close() -> None:
    shipped = shipped_snippets()
    assert {"mse", "risk", "open", "close"} <= {one.abbreviation for one in shipped}
    assert len({one.abbreviation for one in shipped}) == len(shipped)
    for one in shipped:
        assert one.title
        assert not one.is_own
        assert "{{" not in PLACE.sub("", one.text)
        assert "}}" not in PLACE.sub("", one.text)


@pytest.mark.parametrize("typed", ["", "two words", "-x", "é", "x" * 31, "a/b"])
def test_an_abbreviation_is_one_plain_word(typed: str) -> None:
    with pytest.raises(NotAcceptable):
        abbreviation(typed)
    assert abbreviation(" MSE-2 ") == "mse-2"
