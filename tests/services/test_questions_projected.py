"""The row of a question is a function of what was stated of it, in whatever order it arrived, and by whomever."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts import question
from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import Basis, Event
from app.domain.facts.held import Stated, held
from app.domain.values.author import Author
from app.services.facts.projecting import PROJECTIONS

PEOPLE = ("asker", "colleague", "somebody")
ASKED = {"record": "r", "colleague": "colleague", "due": "2026-12-05", "sealed": "00"}


def stated(number: int, fact: str, by: str) -> Stated:
    """The n-th statement of a question, after the one before."""
    event = Event(
        vault="v",
        id=str(number),
        device="d",
        at=f"2026-11-23T09:{number:02}:00.000+00:00",
        offset_minutes=0,
        fact=fact,
        version=1,
        subject=("question", "q"),
        case="c",
        number=number,
        previous=(str(number - 1),) if number > 1 else (),
        author=Author(id=by, name=by, role="", registration=""),
        key="k",
        before={},
        after=ASKED if fact == question.ASK.code else {"sealed": str(number)},
        reason="",
        basis=Basis.MEMBER,
        salt="",
    )
    return Stated(str(number), event)


later = st.tuples(st.sampled_from((question.ANSWER.code, question.CLEARED.code)), st.sampled_from(PEOPLE))


@given(st.lists(later, max_size=6), st.integers())
def test_the_row_follows_from_what_was_stated_whatever_came_first(
    after: list[tuple[str, str]], seed: int
) -> None:
    acts = [(question.ASK.code, "asker"), *after]
    events = [stated(n, fact, by) for n, (fact, by) in enumerate(acts, 1)]
    shuffled = list(events)
    Random(seed).shuffle(shuffled)
    shown = PROJECTIONS[question.SUBJECT]
    row = shown.columns(held(shuffled, FACTS), {})
    assert row == shown.columns(held(events, FACTS), {})

    def last(fact: str) -> Event | None:
        return next((each.event for each in reversed(events) if each.event.fact == fact), None)

    answer, clearing = last(question.ANSWER.code), last(question.CLEARED.code)
    genuine = answer is not None and answer.author.id == "colleague"
    assert (row["asker_id"], row["colleague_id"], row["record_id"], row["due"], row["case_id"]) == (
        "asker",
        "colleague",
        "r",
        "2026-12-05",
        "c",
    )
    assert (row["answered_at"] is not None) is genuine
    assert (row["cleared_at"] is not None) is (clearing is not None)


def test_what_was_answered_and_never_asked_has_no_row() -> None:
    alone = stated(1, question.ANSWER.code, "colleague")
    assert not PROJECTIONS[question.SUBJECT].shows(held([alone], FACTS))
