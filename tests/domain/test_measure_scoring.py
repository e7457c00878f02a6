"""The engine, on a measure of our own: what is refused, filled, skipped, out of what, and what changed."""

from decimal import Decimal
from typing import Any

import pytest

from app.domain.measures.arithmetic import plain, rounded, shown
from app.domain.measures.change import change
from app.domain.measures.reading import read
from app.domain.measures.scoring import Scored, WrongAnswers, score
from app.domain.measures.words import IMPORTANT, lines
from tests.measure_file import LICENCES, TEXT

MEASURE = read(TEXT.encode(), LICENCES).measure


def _scored(*answers: Any) -> Scored:
    assert MEASURE is not None
    return score(MEASURE, answers)


def test_a_score_is_rounded_once_half_up() -> None:
    assert [rounded(over, 2, 0) for over in (1, 3, 5, -1, -3)] == [1, 2, 3, 0, -1]
    assert rounded(10, 3, 2) == Decimal("3.33")
    assert (plain(Decimal("8.00")), plain(Decimal("3.33"))) == (8, 3.33)
    assert (shown(Decimal("20.00")), shown(Decimal("11.50")), shown(Decimal(100))) == ("20", "11.5", "100")


def test_a_missing_item_is_filled_by_the_rule_or_the_score_is_refused() -> None:
    filled = _scored(1, None, 0)
    assert filled.scores["total"] == 10
    assert filled.missing == ("2",)
    refused = _scored(None, None, 0)
    assert refused.scores["total"] is None
    assert refused.reason["total"] == "2 of 2 items not answered; 1 may be missing."
    assert refused.reason["raw"] == "1 of 2 items not answered; none may be missing."
    assert refused.reason["looked_up"] == "Needs raw, which is not scored."
    assert refused.bands == {"total": None}
    assert refused.cuts == {"cut": None}
    assert refused.findings == {"one": None, "other": None}


def test_a_skip_fills_blanks_with_nought_and_leaves_an_answer_its_value() -> None:
    blank, answered = _scored(0, None, 0), _scored(0, 0, 0)
    assert (blank.scores["total"], blank.skipped, blank.missing) == (0, ("2",), ())
    assert blank.values == (0, None, 0)
    assert (answered.scores["total"], answered.skipped) == (15, ())


def test_an_item_that_does_not_apply_leaves_the_score_without_band_and_change() -> None:
    without = _scored(2, 0, 2)
    assert without.scores["raw"] == 2
    assert without.out_of == {"raw": 3}
    assert without.scores["looked_up"] is None


def test_a_critical_item_speaks_though_every_score_is_refused() -> None:
    assert _scored(3, None, None).critical == ("speaks",)
    assert _scored(2, None, None).critical == ()
    assert next(iter(lines(_scored(3, None, None)))) == "Item 1: as much as can be."


def test_a_finding_is_refused_as_soon_as_anything_it_names_is() -> None:
    assert _scored(1, 3, 1).findings == {"one": True, "other": True}
    assert _scored(1, 3, 0).findings == {"one": False, "other": False}
    assert _scored(1, 3, None).findings == {"one": None, "other": None}


@pytest.mark.parametrize(
    ("before", "now", "word", "crossed"),
    [
        ((1, 2), (0, 2), "improved", "crossed_out"),
        ((0, 2), (1, 2), "deteriorated", "crossed_in"),
        ((1, 2), (1, 2), "unchanged", "stayed_in"),
        ((0, 3), (0, 3), "unchanged", "stayed_out"),
    ],
)
def test_a_change_is_reliable_when_the_rule_is_reached(
    before: tuple[int, int], now: tuple[int, int], word: str, crossed: str
) -> None:
    assert MEASURE is not None
    found = change(MEASURE, _scored(*before, 0), _scored(*now, 0))["total"]
    assert found is not None
    assert (found.reliable["rc"], found.cuts["cut"]) == (word, crossed)


def test_nothing_is_compared_with_what_was_refused() -> None:
    assert MEASURE is not None
    assert change(MEASURE, _scored(None, None, 0), _scored(1, 1, 0)) == {"total": None}


@pytest.mark.parametrize(
    ("answers", "kind", "item", "sentence"),
    [
        ((0, 0), "count", "", "INVENTED takes 3 answers; 2 were given."),
        ((0,), "count", "", "INVENTED takes 3 answers; 1 was given."),
        ((0, 4, 0), "position", "2", "Item 2 of INVENTED takes 0 to 3; 4 was given."),
        ((0, 0, 1.5), "position", "3", "Item 3 of INVENTED takes 0 to 2; 1.5 was given."),
        ((True, 0, 0), "position", "1", "Item 1 of INVENTED takes 0 to 3; something else was given."),
        (("Ada", 0, 0), "position", "1", "Item 1 of INVENTED takes 0 to 3; something else was given."),
    ],
)
def test_answers_that_cannot_be_are_refused(
    answers: tuple[Any, ...], kind: str, item: str, sentence: str
) -> None:
    with pytest.raises(WrongAnswers) as wrong:
        _scored(*answers)
    assert (wrong.value.kind, wrong.value.item, str(wrong.value)) == (kind, item, sentence)


def test_the_words_end_with_what_reliable_is_not() -> None:
    told = list(lines(_scored(1, 1, 0), (_scored(3, 0, 1), _scored(1, 3, 0))))
    assert told[-1] == IMPORTANT
    assert any(
        line.startswith(
            "Total, against the first: 30 to 15, difference -15, reliably improved (5 or more, 90 %, Invented)"
        )
        for line in told
    )
    assert any(
        line.startswith("Total, against the last: 5 to 15, difference +10, reliably deteriorated")
        for line in told
    )
