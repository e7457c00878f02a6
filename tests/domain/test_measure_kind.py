"""A measure as a record: what its file made of the answers is signed with them, and reads whole without it."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.fields.content import from_plain, to_plain
from app.domain.kinds.measure import KIND
from app.domain.kinds.measure.comparing import compared
from app.domain.kinds.measure.content import Administration, Critical, Printed
from app.domain.kinds.measure.deriving import derive
from app.domain.measures.catalogue import Catalogue
from app.domain.measures.reading import read
from app.domain.records import facets
from app.domain.records.facets import Score, Source
from app.services.measures.shipped import shipped
from tests.asked import missing
from tests.kinds_told import EVERYTHING, drawn, told, words
from tests.measure_file import LICENCES, TEXT

CORE_10 = Administration(
    measure="core-10@1",
    given="paper",
    by="person",
    occasion="baseline",
    answers=(1, 2, 2, 2, 4, 2, 2, 1, 3, None),
)


def _derived(content: Administration) -> Any:
    return derive(content, shipped()).content


def test_what_the_file_makes_of_the_answers_stands_in_the_content() -> None:
    content = _derived(CORE_10)
    (total,) = content.scores
    assert (total.value, total.band, total.band_label, total.tracked) == (
        "21.11",
        "moderately_severe",
        "moderately severe",
        "yes",
    )
    assert [(row.id, row.holds) for row in content.cuts] == [("distress", "yes"), ("depression", "yes")]
    assert (content.missing, content.values[1]) == ("10", 2)
    assert content.hash == shipped().find("core-10").hash
    assert KIND.title_of(content) == "CORE-10: total 21.11"


def test_it_reads_whole_with_the_file_gone() -> None:
    content = _derived(CORE_10)
    again = from_plain(Administration, to_plain(content))
    assert again == content
    assert KIND.title_of(again) == KIND.title_of(content)
    assert drawn(KIND, again) == drawn(KIND, content)
    unscored = derive(content, Catalogue({}))
    assert [gap.label for gap in unscored.missing] == ["Measure"]


def test_whatever_a_form_kept_as_a_result_the_file_decides() -> None:
    forged = replace(_derived(CORE_10), name="Another", hash="0", missing="")
    assert _derived(forged) == _derived(CORE_10)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ((1, 2), "CORE-10 takes 10 answers; 2 were given"),
        ((9,) * 10, "Item 1 of CORE-10 takes 0 to 4; 9 was given"),
    ],
)
def test_answers_that_cannot_be_scored_keep_it_from_being_signed(answers: tuple[int, ...], why: str) -> None:
    derived = derive(replace(CORE_10, answers=answers), shipped())
    assert [(gap.path, gap.why) for gap in derived.missing] == [("answers", why)]
    assert derived.content.scores == ()


def test_a_critical_item_asks_what_was_done_before_anything_is_signed() -> None:
    content = _derived(CORE_10)
    (row,) = content.critical
    assert (row.item, row.answer) == ("6", "2")
    assert (row.id, row.message) == ("plans_to_end_life", "Item 6: plans to end life.")
    gaps = [gap.path for gap in missing(content)]
    assert gaps == [f"critical.0.{name}" for name in ("asked", "done", "by", "on", "nobody_told")]
    kept = replace(content, critical=(replace(row, asked="Asked", done="Done"),))
    assert _derived(kept).critical == kept.critical
    calm = replace(kept, answers=(1, 2, 2, 2, 4, 0, 2, 1, 3, None))
    assert _derived(calm).critical == ()


def test_a_refused_score_says_why_and_its_critical_item_speaks_all_the_same() -> None:
    content = _derived(replace(CORE_10, answers=(None,) * 5 + (1,) + (None,) * 4))
    (total,) = content.scores
    assert (total.value, total.refused) == ("", "9 of 10 items not answered; 1 may be missing.")
    assert isinstance(content.critical[0], Critical)
    assert [each for each in drawn(KIND, content) if isinstance(each, Score)] == []


def test_one_that_was_not_given_or_was_scored_elsewhere_has_no_result() -> None:
    declined = _derived(replace(CORE_10, answers=(), not_given="declined"))
    assert (missing(declined), declined.scores) == ((), ())
    assert KIND.title_of(declined) == "CORE-10: declined"
    printed = Printed(name="STAXI-2, trait", score="24", edition="Second", scored_by="A colleague")
    outside = _derived(Administration(given="outside", by="person", occasion="review", outside=(printed,)))
    assert missing(outside) == ()
    assert KIND.title_of(outside) == "Measure scored outside"


def test_each_compared_score_is_a_number_on_the_axis() -> None:
    (score,) = [each for each in drawn(KIND, _derived(CORE_10)) if isinstance(each, Score)]
    assert (score.measure, score.label, score.value) == ("core-10@1.total", "CORE-10: total", 21.11)
    assert (score.least, score.most, score.source) == (0, 40, Source.SELF_REPORT)
    assert score.words == "21.11 (0 to 40), moderately severe"


def test_a_score_with_the_number_of_a_goal_is_of_the_goal_that_stands_at_it() -> None:
    given = Administration(
        measure="gbo@1",
        given="paper",
        by="person",
        occasion="session",
        answers=(2, 3, 4),
        serves=("p#a", "p#b"),
    )
    scores = [each for each in drawn(KIND, _derived(given)) if isinstance(each, Score)]
    assert [(each.measure, each.value, each.serves) for each in scores] == [
        ("gbo@1.goal1", 2, ("p#a",)),
        ("gbo@1.goal2", 3, ("p#b",)),
        ("gbo@1.goal3", 4, ()),
    ]
    assert [facets.from_plain("score", facets.to_plain(each)) for each in scores] == scores
    (total,) = [each for each in drawn(KIND, _derived(CORE_10)) if isinstance(each, Score)]
    assert total.serves is None


def test_scores_of_a_version_that_is_not_comparable_are_not_compared() -> None:
    text = TEXT.encode()
    newer = TEXT.replace("version = 1", "version = 2").encode()
    catalogue = Catalogue.of(found for each in (text, newer) if (found := read(each, LICENCES).measure))
    earlier = [
        each for each in drawn(KIND, derive(_invented(1), catalogue).content) if isinstance(each, Score)
    ]
    told = list(compared(derive(_invented(2), catalogue).content, [earlier], catalogue))
    assert [(line.label, line.words) for line in told] == [
        ("Not compared", "Version 2 is not comparable with version 1.")
    ]
    same = list(compared(derive(_invented(1), catalogue).content, [earlier], catalogue))
    assert [line.label for line in same] == ["To bear in mind", "Against the first"]


def _invented(version: int) -> Administration:
    name = f"site-invented@{version}"
    return Administration(measure=name, given="paper", by="person", occasion="review", answers=(1, 1, 1))


def test_scores_go_to_the_practice_and_the_person_and_bands_to_those_who_ask() -> None:
    content = _derived(CORE_10)
    assert told(KIND, content) == {"gp": ["measure"], "person": ["measure"]}
    assert sorted(told(KIND, content, EVERYTHING)) == ["gp", "mappa", "panel", "person", "probation"]
    assert "total: 21.11 (0 to 40), moderately severe." in words(KIND, content, "gp")
    for audience in ("panel", "mappa", "probation"):
        text = words(KIND, content, audience, EVERYTHING)
        assert "total moderately severe" in text
        assert "21.11" not in text
