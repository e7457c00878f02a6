"""A measure that is made in a form: its file is one, and what was typed says what it scores."""

from contextlib import suppress
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.measures.catalogue import check_file
from app.domain.measures.declare import Measure
from app.domain.measures.making import Making, file_of, id_of, reliable_change
from app.domain.measures.reading import Read
from app.domain.measures.scoring import score
from app.errors import NotAcceptable
from tests.measure_file import MADE


def _read(making: Making, version: int = 1) -> Read:
    return check_file(f"{id_of(making)}@{version}.toml", file_of(making, version).encode(), None, ())


def _measure(making: Making) -> Measure:
    found = _read(making)
    assert found.measure is not None, found.faults
    return found.measure


def test_what_was_typed_is_what_is_scored() -> None:
    measure = _measure(MADE)
    assert (measure.name, measure.items[1].values) == ("site-calm@1", (2, 1, 0, None))
    assert measure.items[0].keys == ("0", "1", "2", "x")
    assert measure.has_wording
    scored = score(measure, (2, 0, 1))
    assert (scored.scores["total"], scored.bands["total"]) == (5, "band2")
    assert score(measure, (2, 0, 3)).out_of == {"total": 4}
    (rule,) = measure.change
    # 1.645 x 1.5 x sqrt(2) x sqrt(1 - 0.90) is 1.10, and half a point is none.
    assert (rule.by, rule.confidence) == (2, 90)
    assert rule.source == "SD 1.5, reliability 0.90: Our pilot, 2026"


def test_digits_alone_have_no_wording_and_a_mean_has_its_decimals() -> None:
    digits = replace(MADE, wording="not_shipped", items="sleep\nthoughts\ntelephone", answers="1\n2\n3")
    measure = _measure(replace(digits, bands="", method="mean"))
    assert not any(item.text or item.labels for item in measure.items)
    assert [item.about for item in measure.items] == ["sleep", "thoughts", "telephone"]
    assert score(measure, (0, 0, 1)).scores["total"] == Decimal("2.00")
    assert measure.change[0].by == Decimal("1.11")


@pytest.mark.parametrize(
    ("deviation", "reliability", "confidence", "step", "by"),
    [("7.7", "0.90", "95", "1", "7"), ("7.7", "0.90", "90", "1", "6"), ("7.7", "0.90", "95", "0.01", "6.75")],
)
def test_the_reliable_change_is_the_published_one(
    deviation: str, reliability: str, confidence: str, step: str, by: str
) -> None:
    assert reliable_change(Decimal(deviation), Decimal(reliability), confidence, Decimal(step)) == Decimal(by)


REFUSED = {
    "Line 2 of the answers does not begin with what the answer scores, a whole number.": {
        "answers": "0 No\nYes"
    },
    "Answer 1 has no words after what it scores.": {"answers": "0\n1 Yes"},
    "Item 4, which is to score the other way round, is not among the items.": {"reversed": "1, 4"},
    "Line 1 of the bands is not a score and a name.": {"bands": "low"},
    "The standard deviation is above 0, and the reliability from 0 to less than 1.": {"reliability": "1.2"},
    "The name on screens has no letter of a to z and no digit.": {"short": "…"},
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_line_that_is_none_of_its_kind_is_refused_in_a_sentence(sentence: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        _read(replace(MADE, **REFUSED[sentence]))
    assert str(refused.value) == sentence


FAULTY = {
    "Bands of total overlap at 4.": {"bands": "0 low\n4 some\n4 high"},
    "Bands of total do not begin at its lowest value 0.": {"bands": "1 low\n4 high"},
    "about of item 1 has more than 4 words.": {"wording": "not_shipped", "answers": "0\n1"},
}


@pytest.mark.parametrize("sentence", FAULTY)
def test_what_a_file_may_not_say_a_form_may_not_say(sentence: str) -> None:
    assert sentence in {each.sentence for each in _read(replace(MADE, **FAULTY[sentence])).faults}


_TEXTS = [
    each.name
    for each in fields(Making)
    if each.name not in {"completed_by", "direction", "wording", "method"}
]


@given(st.sampled_from([name for name in _TEXTS if name != "confidence"]), st.text(max_size=40))
def test_whatever_is_typed_makes_a_file_or_is_refused(name: str, typed: str) -> None:
    if name in {"deviation", "reliability"}:
        typed = str(len(typed))
    making = replace(MADE, **{name: typed})
    found = None
    with suppress(NotAcceptable):
        found = _read(making)
    if found is not None:
        assert (found.measure is None) == bool(found.faults)
        assert "This is not TOML" not in str(found.faults)
