"""A structured judgement: items one by one, a judgement in words, and no number made of either."""

import json
from dataclasses import replace
from datetime import date

import pytest

from app.domain.fields import forms
from app.domain.fields.content import search_text, specs
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.source import Source
from app.domain.kinds.spj import KIND
from app.domain.kinds.spj.agreement import agreement, weighted_kappa
from app.domain.kinds.spj.choices import OTHER, PRESENCE
from app.domain.kinds.spj.content import REFUSED, Judged, Rater, Slot, Spj, blind_to
from app.domain.records.facets import Coded, KeyDate
from app.domain.records.in_case import InCase
from app.domain.records.schema import schema
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.kinds_told import EVERYTHING, drawn, placed, told, words
from tests.planted import filled

FIRST_RECORD = "01990000-0000-7000-8000-000000000001"
CURRENT = ClinicalDate.from_wire("2026-08-01/2026-11-14")
RATING = Spj(
    purpose="Review before the licence ends",
    tool="sam",
    tool_version="version 2",
    licence="yes",
    current_means=CURRENT,
    seen="yes",
    sources=(Source(what="Police papers"),),
    raters=(Rater(who="Dr A", order="first", trained="yes", trained_on=ClinicalDate(2024, 3)),),
    judgements=(Judged(of="persistence", word="moderate", because="The urge came back within hours"),),
    limits="V1 was not asked.",
    review_on=ClinicalDate(2027, 5, 20),
)
SECOND = replace(
    RATING,
    raters=(Rater(who="Dr B", order="second", blind="yes", trained="no"),),
    rates_again=FIRST_RECORD,
)


def slots(*presence: str) -> tuple[Slot, ...]:
    """Items 1 and on, each as it is present."""
    return tuple(Slot(n=f"{n}", presence=each) for n, each in enumerate(presence, 1))


# --- no total ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("presence", [each.code for each in PRESENCE])
def test_nothing_is_made_of_the_items_whatever_they_say(presence: str) -> None:
    """No title, facet, report, search or list says another thing for any number of items present."""
    without, rated = RATING, replace(RATING, slots=slots(*[presence] * 24))
    assert KIND.title_of(rated) == KIND.title_of(without)
    assert drawn(KIND, rated) == drawn(KIND, without)
    assert search_text(rated) == search_text(without)
    for audience in ("panel", "mappa", "police", "court", "evaluator"):
        assert placed(KIND, rated, audience, EVERYTHING) == placed(KIND, without, audience, EVERYTHING)


def test_no_field_holds_a_number_of_any_kind() -> None:
    classes = [Spj, *(spec.row for spec in specs(Spj) if spec.row is not None)]
    numbers = forms.Count | forms.Minutes | forms.Judged
    assert [spec.name for cls in classes for spec in specs(cls) if isinstance(spec.form, numbers)] == []


def test_its_schema_promises_no_total() -> None:
    names = " ".join(
        f"{spec.name} {spec.label}".lower()
        for cls in (Spj, *(spec.row for spec in specs(Spj) if spec.row is not None))
        for spec in specs(cls)
    )
    for word in ("total", "sum", "average", "mean ", "score", "number", "count"):
        assert word not in names
    assert "never added up, averaged or counted" in json.dumps(schema(KIND))


def test_what_is_counted_is_a_judgement_in_its_word_and_never_an_item() -> None:
    coded = [each for each in drawn(KIND, RATING) if type(each) is not KeyDate]
    assert all(isinstance(each, Coded) for each in coded)
    told = [(each.field, each.answer) for each in coded if isinstance(each, Coded)]
    assert told == [("tool", "sam"), ("rater", "first"), ("persistence", "moderate")]
    assert [each.what for each in drawn(KIND, RATING) if isinstance(each, KeyDate)] == [
        "Review of the structured judgement"
    ]


# --- what is asked ----------------------------------------------------------------------------------


def test_asks_for_basis_raters_judgement_limits_and_review() -> None:
    assert missing(RATING) == ()
    row = Spj(raters=(Rater(),), judgements=(Judged(),), slots=(Slot(),))
    assert {gap.path for gap in missing(row)} >= {
        "raters.0.who",
        "raters.0.order",
        "raters.0.trained",
        "judgements.0.of",
        "judgements.0.word",
        "judgements.0.because",
        "slots.0.n",
        "slots.0.presence",
    }


def test_what_is_current_must_be_known() -> None:
    (current,) = (spec for spec in specs(Spj) if spec.name == "current_means")
    assert current.must_be_known


def test_a_judgement_of_another_kind_is_in_the_words_of_the_tool_and_has_no_level() -> None:
    own = Judged(of=OTHER, because="Because")
    gaps = {gap.path for gap in missing(replace(RATING, judgements=(own,)))}
    assert gaps == {"judgements.0.other"}


@pytest.mark.parametrize(
    "said",
    [
        "Suicide: high",
        "Risk of self-harm",
        "Self harm: vulnerable",
        "selfharm",
        "Self-injury",
        "Taking her own life",
    ],
)
@pytest.mark.parametrize("tool", ["start", "other", "hcr20v3"])
@pytest.mark.parametrize("where", ["judgements", "agreed"])
def test_suicide_and_self_harm_are_refused_as_judgements_in_one_sentence(
    said: str, tool: str, where: str
) -> None:
    row = Judged(of=OTHER, other=said, because="Because")
    made = replace(SECOND, tool=tool, **{where: (row,)})
    (gap,) = missing(made)
    assert (gap.path, gap.why) == (f"{where}.0.other", REFUSED)
    assert REFUSED == "Suicide and self-harm are not judged here: raise a red flag"


def test_no_judgement_that_is_offered_is_of_either() -> None:
    (of,) = (spec for spec in specs(Judged) if spec.name == "of")
    assert not any("suicid" in each.label.lower() or "self" in each.label.lower() for each in of.choices)


@pytest.mark.parametrize("said", ["Being victimised: low", "Self-neglect", "Harm to a child"])
def test_another_judgement_stands(said: str) -> None:
    row = Judged(of=OTHER, other=said, because="Because")
    assert missing(replace(RATING, tool="start", judgements=(row,))) == ()


# --- reports ----------------------------------------------------------------------------------------


def test_a_report_has_tool_currency_raters_and_each_judgement_with_its_legend() -> None:
    both = replace(
        RATING,
        judgements=(
            *RATING.judgements,
            Judged(of="case_priority", word="high", because="The licence ends"),
            Judged(of="immediate_action", word="no", because="Nothing new"),
            Judged(of=OTHER, other="Vulnerability: present", because="He says so"),
        ),
    )
    whole, brief = placed(KIND, both, "panel")
    assert (whole.part.value, whole.name, brief.name) == ("health", "spj", "spj_brief")
    assert brief.block.text == (  # type: ignore[union-attr]
        "SAM, version 2: persistence moderate; case priority high (how much work it needs, not how likely); "
        "immediate action is needed no; Vulnerability: present. Levels as the tool defines them."
    )
    assert whole.block.text == (  # type: ignore[union-attr]
        "SAM, version 2 (of 20-Nov-2026; current 01-Aug-2026 to 14-Nov-2026; Dr A, trained Mar-2024). "
        "Persistence: moderate, as the tool defines it. Because: The urge came back within hours. "
        "Case priority: high, how much work it needs, not how likely. Because: The licence ends. "
        "Immediate action is needed: no. Because: Nothing new. "
        "Vulnerability: present. Because: He says so."
    )


def test_one_that_is_past_its_review_says_so() -> None:
    due = replace(RATING, review_on=ClinicalDate(2026, 11, 1))
    assert "of 20-Nov-2026; due for review since 01-Nov-2026; current" in words(KIND, due, "panel")


def test_what_both_raters_agreed_stands_in_place_of_what_the_second_held() -> None:
    agreed = replace(SECOND, agreed=(Judged(of="imminent", word="low", because="Both saw the plan"),))
    text = words(KIND, agreed, "panel")
    assert "agreed by both raters" in text
    assert "Imminent harm: low" in text
    assert "Persistence" not in text
    assert "second rater" in words(KIND, SECOND, "panel")


def test_the_practice_and_the_person_are_never_told_and_a_court_on_request() -> None:
    every = ["advocate", "court", "evaluator", "mappa", "panel", "police", "probation"]
    assert sorted(told(KIND, RATING)) == ["evaluator", "mappa", "panel", "police", "probation"]
    assert sorted(told(KIND, RATING, EVERYTHING)) == every


def test_no_item_of_the_tool_and_nothing_of_the_team_is_printed() -> None:
    for audience in told(KIND, RATING, EVERYTHING):
        text = words(KIND, filled(Spj), audience, EVERYTHING)
        assert "planted/slots" not in text
        assert "planted/limits" not in text
        assert "planted/purpose" not in text
    assert {spec.share for spec in specs(Spj)} == {Share.RISK, Share.INTERNAL}


# --- a second rater ---------------------------------------------------------------------------------


def test_a_second_rater_is_blind_to_the_first_unless_they_say_that_they_are_not() -> None:
    assert blind_to(SECOND) == FIRST_RECORD
    assert blind_to(replace(SECOND, raters=())) == FIRST_RECORD
    assert blind_to(replace(SECOND, raters=(Rater(order="second", blind="no"),))) == ""
    assert blind_to(RATING) == ""


def test_a_title_and_the_search_tell_nothing_of_what_was_judged() -> None:
    planted = filled(Spj)
    assert KIND.title_of(SECOND) == "SAM, 2: current 01-Aug-2026 to 14-Nov-2026, second rater"
    for hidden in ("judgements", "slots", "agreed", "limits"):
        assert f"planted/{hidden}" not in search_text(planted)


def test_agreement_is_of_what_both_rated() -> None:
    first = replace(RATING, slots=slots("yes", "partial", "no", "omitted", "yes"))
    second = replace(SECOND, slots=slots("yes", "no", "no", "yes"))
    found = agreement(first, second)
    assert (found.pairs, found.agreed, found.percent, found.kappa) == (3, 2, 67, None)
    assert [(each.n, each.first, each.second, each.differs) for each in found.lines] == [
        ("1", "yes", "yes", False),
        ("2", "partial", "no", True),
        ("3", "no", "no", False),
        ("4", "omitted", "yes", True),
        ("5", "yes", "", True),
    ]


def test_without_an_item_in_common_nothing_is_said() -> None:
    found = agreement(RATING, SECOND)
    assert (found.pairs, found.percent, found.kappa) == (0, None, None)


# Rows are the first rater, no, partial and yes; columns the second. Worked out by hand:
# [[6, 1, 0], [2, 5, 1], [0, 1, 4]]: distance seen 5/20 = .25; rows 7, 8, 5 and columns 8, 7, 5 of 20;
# by chance (7*7 + 2*7*5 + 8*8 + 8*5 + 2*5*8 + 5*7)/400 = 338/400 = .845; kappa = 1 - .25/.845 = .7041420118.
TABLE = ((6, 1, 0), (2, 5, 1), (0, 1, 4))
# [[5, 0, 5], [0, 0, 0], [5, 0, 5]]: seen 2*10/20 = 1; by chance (2*10*10 + 2*10*10)/400 = 1; kappa = 0.
CHANCE = ((5, 0, 5), (0, 0, 0), (5, 0, 5))
# [[0, 0, 10], [0, 0, 0], [10, 0, 0]]: seen 2; by chance 1; kappa = -1.
AGAINST = ((0, 0, 10), (0, 0, 0), (10, 0, 0))
# [[8, 2, 0], [1, 7, 2], [0, 0, 0]] of 20: seen 5/20 = .25; rows 10, 10, 0; columns 9, 9, 2;
# by chance (10*9 + 2*10*2 + 10*9 + 10*2)/400 = 240/400 = .6; kappa = 1 - .25/.6 = .5833333333.
UNEVEN = ((8, 2, 0), (1, 7, 2), (0, 0, 0))


@pytest.mark.parametrize(
    ("table", "kappa"),
    [(TABLE, 0.7041420118), (CHANCE, 0.0), (AGAINST, -1.0), (UNEVEN, 0.5833333333)],
)
def test_weighted_kappa_is_that_worked_out_by_hand(table: tuple[tuple[int, ...], ...], kappa: float) -> None:
    pairs = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    assert len(pairs) == 20
    found = weighted_kappa(pairs)
    assert found is not None
    assert found == pytest.approx(kappa, abs=1e-9)


def test_weighted_kappa_is_given_from_twenty_pairs_on() -> None:
    steps = ("no", "partial", "yes")
    pairs = [(steps[i], steps[j]) for i, row in enumerate(TABLE) for j, n in enumerate(row) for _ in range(n)]
    first = replace(RATING, slots=slots(*(a for a, _ in pairs)))
    second = replace(SECOND, slots=slots(*(b for _, b in pairs)))
    found = agreement(first, second)
    assert (found.pairs, found.agreed, found.percent) == (20, 15, 75)
    assert found.kappa == pytest.approx(0.7041420118, abs=1e-9)
    short = agreement(replace(first, slots=first.slots[:19]), second)
    assert (short.pairs, short.kappa) == (19, None)


def test_weighted_kappa_says_nothing_where_chance_alone_would_agree_on_everything() -> None:
    assert weighted_kappa([(2, 2)] * 20) is None
    assert weighted_kappa([]) is None


def test_a_new_one_offers_to_look_again_in_six_months_and_answers_nothing_else() -> None:
    begun = KIND.blank(InCase(date(2026, 8, 31)))
    assert begun == Spj(review_on=ClinicalDate(2027, 2, 28))
