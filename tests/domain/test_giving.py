"""One question after the other: which is asked next, and what an earlier answer makes needless."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.measures.giving import after, answered, before, is_needless, is_whole, read
from app.services.measures.shipped import shipped

AUDIT = shipped().by_name["audit@1"]
PCL_5 = shipped().by_name["pcl-5@1"]


def test_answers_follow_one_another() -> None:
    one = answered(PCL_5, (), 0, 3)
    two = answered(PCL_5, one, 1, None)
    assert two == (3, None)
    assert (after(PCL_5, two, 1), before(PCL_5, two, 1), before(PCL_5, two, 0)) == (2, 0, None)
    assert answered(PCL_5, two, 0, 1) == (1, None)


def test_what_an_answer_makes_needless_is_not_asked() -> None:
    never = answered(AUDIT, (), 0, 0)
    assert never == (0, *(None,) * 7)
    assert after(AUDIT, never, 0) == 8
    assert before(AUDIT, never, 8) == 0


def test_another_answer_asks_again_what_it_had_made_needless() -> None:
    never = answered(AUDIT, answered(AUDIT, (), 0, 0), 8, 1)
    assert len(never) == 9
    assert answered(AUDIT, never, 0, 2) == (2,)


@given(st.lists(st.integers(0, 4) | st.none(), min_size=40, max_size=40))
def test_whoever_goes_on_comes_to_the_end_and_skips_nothing_that_is_asked(
    positions: list[int | None],
) -> None:
    for measure in (AUDIT, PCL_5):
        answers, n, asked = (), 0, []
        for position in positions:
            if n == len(measure.items):
                break
            most = len(measure.items[n].values) - 1
            answers = answered(measure, answers, n, None if position is None else min(position, most))
            asked.append(n)
            n = after(measure, answers, n)
        assert is_whole(measure, answers)
        assert read(measure, list(answers)) == answers
        for place in range(len(measure.items)):
            assert (place in asked) is not is_needless(measure, answers, place)


def test_what_cannot_be_answers_is_none() -> None:
    for plain in (None, {}, [True], [5], [-1], ["1"], [0] * 21, [1.0]):
        assert read(PCL_5, plain) is None
    assert read(PCL_5, []) == ()
