"""Dose and response: sessions attended of those offered, first and last value, and whether they differ beyond error."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.records.courses import Error, Response, Verdict, courses, of_goal, response
from app.domain.records.dose import of_goals, of_no_goal, sessions
from app.domain.records.facets import Cited, GoalServed, GoalSet, Mark, Score, Source
from app.domain.values.dates import ClinicalDate
from tests.domain.test_thread import F1, G1, G2, GOAL, SERVED, SESSION, Told, on, urge

SEP, OCT, NOV = date(2026, 9, 2), date(2026, 10, 2), date(2026, 11, 2)
PHQ = "phq-9@1.total"
ERRORS = {PHQ: Error((6.0,), "Its manual")}


def phq(value: float | None, day: date, source: Source = Source.SELF_REPORT) -> Score:
    """A total of a questionnaire that has one rule of change."""
    return Score(measure=PHQ, label="PHQ-9: total", on=on(day), value=value, least=0, most=27, source=source)


def told(*scores: Score) -> list[Told]:
    """Each by a record of its own, newest first."""
    return [Told(f"{each.measure} {n}", each.on, each) for n, each in enumerate(scores)][::-1]


def only(*scores: Score) -> Response:
    (course,) = courses(told(*scores))
    return response(course, ERRORS)


@pytest.mark.parametrize(
    ("values", "change", "verdict"),
    [
        ((18, 12), -6, Verdict.BEYOND),
        ((18, 13), -5, Verdict.WITHIN),
        ((10, 16), 6, Verdict.BEYOND),
        ((18, 3, 18), 0, Verdict.WITHIN),
        ((18, None, 11), -7, Verdict.BEYOND),
        ((18, 11, None), -7, Verdict.BEYOND),
        ((18,), None, Verdict.UNSAID),
        ((18, None), None, Verdict.UNSAID),
        ((None, None), None, Verdict.UNSAID),
    ],
)
def test_the_last_value_is_compared_with_the_first_by_the_rule_of_its_measure(
    values: tuple[float | None, ...], change: float | None, verdict: Verdict
) -> None:
    found = only(*(phq(value, day) for value, day in zip(values, (SEP, OCT, NOV), strict=False)))
    assert (found.change, found.verdict) == (change, verdict)


def test_nobody_can_say_of_a_scale_whose_error_is_not_known_and_of_rules_that_differ() -> None:
    lower = only(urge(8, SEP), urge(1, NOV))
    assert (lower.change, lower.in_words, lower.judged) == (
        -7,
        "8 to 1, cannot say",
        "cannot say: its error is not known",
    )
    (course,) = courses(told(phq(18, SEP), phq(11, NOV)))
    two = response(course, {PHQ: Error((6.0, 8.0), "Two manuals")})
    assert (two.verdict, two.why) == (Verdict.UNSAID, "the rules of its measure differ")
    assert response(course, {PHQ: Error((6.0, 7.0), "Two manuals")}).verdict is Verdict.BEYOND


def test_tenths_are_compared_as_they_are_written() -> None:
    (course,) = courses(told(phq(0.1, SEP), phq(0.3, NOV)))
    found = response(course, {PHQ: Error((0.2,), "Its manual")})
    assert (found.change, found.verdict) == (0.2, Verdict.BEYOND)


def test_only_what_is_of_one_scale_one_target_and_one_source_is_compared() -> None:
    one = told(phq(18, SEP), phq(6, NOV, Source.COLLATERAL))
    assert [response(each, ERRORS).why for each in courses(one)] == ["measured once", "measured once"]
    targets = told(replace(urge(7, SEP), target="V1"), replace(urge(3, NOV), target="Police"))
    assert len(courses(targets)) == 2
    assert len(courses(told(replace(urge(7, SEP), target="V1"), replace(urge(3, NOV), target=" v1 ")))) == 1


def test_two_values_of_one_day_stay_in_the_order_in_which_they_were_signed() -> None:
    assert only(phq(9, SEP), phq(18, SEP)).change == 9


def test_what_has_no_day_is_on_no_axis_and_compared_with_nothing() -> None:
    assert courses([Told("r", ClinicalDate(), replace(urge(3, SEP), on=ClinicalDate()))]) == ()


def case(goal: GoalSet = GOAL) -> list[Told]:
    """Three sessions kept of five offered, of which two kept and one missed served the goal."""
    missed = replace(SESSION, mark=Mark.MISSED)
    return [
        Told("s5", on(date(2026, 11, 20)), SESSION),
        Told("s5", on(date(2026, 11, 20)), SERVED),
        Told("s4", on(date(2026, 11, 10)), missed),
        Told("s4", on(date(2026, 11, 10)), SERVED),
        Told("s3", on(date(2026, 11, 3)), SESSION),
        Told("s3", on(date(2026, 11, 3)), Cited(to=G1)),
        Told("s2", on(date(2026, 10, 20)), missed),
        Told("s1", on(date(2026, 10, 13)), SESSION),
        Told("s1", on(date(2026, 10, 13)), GoalServed(goal=G2, how="session")),
        Told("plan", on(date(2026, 9, 1)), goal),
        Told("plan", on(date(2026, 9, 1)), GoalServed(goal=G1, how="step")),
        *told(urge(8, SEP), urge(5, OCT), urge(3, NOV)),
    ]


def test_a_goal_has_the_sessions_attended_of_those_offered_that_served_it() -> None:
    (row,) = of_goals(case(), {})
    assert (row.attended, row.offered) == (2, 3)
    assert [each.held.record_id for each in row.sessions] == ["s5", "s4", "s3"]
    assert [(each.change, each.verdict) for each in row.responses] == [(-5, Verdict.UNSAID)]
    assert len(sessions(case())) == 5
    assert of_no_goal(case(), (row,)) == ()


def test_what_a_measure_was_taken_for_measures_that_goal_with_all_that_came_before() -> None:
    another = replace(GOAL, measure="", measured_by="PHQ-9")
    scores = told(phq(18, SEP), phq(10, NOV))
    assert of_goal(another, courses(scores), scores) == ()
    # The newest was said to measure the goal; the first of the same scale came before there was a goal.
    served = [*scores, Told(f"{PHQ} 1", on(NOV), GoalServed(goal=G1, how="measures"))]
    (course,) = of_goal(another, courses(served), served)
    assert response(course, ERRORS).in_words == "18 to 10, beyond error"
    assert of_goal(replace(another, is_measured=False), courses(served), served) == ()
    assert of_goal(replace(another, cite=G2), courses(served), served) == ()
    (row,) = of_goals([*case(another), *served], ERRORS)
    assert [each.newest.label for each in of_no_goal([*case(another), *served], (row,))] == ["Urge"]


def test_a_score_that_is_of_one_goal_measures_no_other_that_its_record_names() -> None:
    def gbo(number: int, value: int, day: date, *serves: str) -> Score:
        code = f"gbo@1.goal{number}"
        return replace(phq(value, day), measure=code, label=f"GBO: goal {number}", most=10, serves=serves)

    goal = replace(GOAL, measure="", measured_by="GBO")
    scores = [
        *((f"gbo {day}", gbo(1, one, day, G1)) for day, one in ((SEP, 2), (NOV, 2))),
        *((f"gbo {day}", gbo(2, two, day, G2)) for day, two in ((SEP, 3), (NOV, 9))),
        *((f"gbo {day}", gbo(3, 0, day)) for day in (SEP, NOV)),
    ]
    served = [
        Told(f"gbo {day}", on(day), GoalServed(goal=to, how="measures"))
        for day in (SEP, NOV)
        for to in (G1, G2)
    ]
    found = [*(Told(record, each.on, each) for record, each in scores), *served][::-1]
    (first,) = of_goal(goal, courses(found), found)
    (second,) = of_goal(replace(goal, cite=G2), courses(found), found)
    assert (first.is_changed, response(first, {}).in_words) == (False, "2 to 2, cannot say")
    assert (second.is_changed, response(second, {}).change) == (True, 6)
    # Whichever number it had: where that changed, only what was said of the goal itself is compared.
    moved = [
        *found,
        Told("m", on(OCT), gbo(2, 5, OCT, G1)),
        Told("m", on(OCT), GoalServed(goal=G1, how="measures")),
    ]
    told_of_it = [[each.facet.value for each in one.held] for one in of_goal(goal, courses(moved), moved)]
    assert sorted(told_of_it) == [[2, 2], [5]]


def test_no_session_is_one_by_a_citation_of_something_else() -> None:
    found = [Told("s", on(NOV), SESSION), Told("s", on(NOV), Cited(to=F1)), Told("plan", on(SEP), GOAL)]
    assert of_goals(found, {})[0].offered == 0
