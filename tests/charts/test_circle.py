"""The picture of the people round a person: everybody in it once, no words over other words, and nothing of a place."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.circle import RINGS, aloud, circle, facts_of, name_of
from app.domain.cases.around import ROLES, Companion
from app.domain.values.dates import ClinicalDate

SIZE = 12.0
SISTER = Companion(
    name="Ines Fairweather",
    relation="Sister",
    role="family",
    lives_with="yes",
    knows="not_asked",
    safe="no",
    until=ClinicalDate(2026, 12, 1),
)
VICTIM = Companion(
    victim="V1", relation="Partner", role="partner", lives_with="yes", knows="yes", safe="unknown"
)


def text_width(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape charts ask for
    return 0.55 * size * len(text) * (1.1 if bold else 1)


def companions() -> st.SearchStrategy[list[Companion]]:
    words = st.text("abcdefgh ", min_size=1, max_size=40).map(lambda text: text.strip() or "x")
    made = st.builds(
        Companion,
        name=words,
        relation=words,
        role=st.sampled_from(["", *(each.code for each in ROLES)]),
        lives_with=st.sampled_from(["yes", "no", "unknown"]),
        knows=st.sampled_from(["yes", "no", "unknown", "not_asked"]),
        safe=st.sampled_from(["yes", "no", "unknown"]),
    )
    return st.lists(made, min_size=1, max_size=14)


@settings(max_examples=150, deadline=None)
@given(companions(), st.floats(200, 2000))
def test_everybody_is_there_once_within_it_and_no_words_lie_over_others(
    people: list[Companion], width: float
) -> None:
    laid = circle(people, width, SIZE, text_width)
    if laid is None:
        return
    assert sorted(each.index for each in laid.people) == list(range(len(people)))
    for each in laid.people:
        left, top, wide, high = each.box
        assert (left >= 0, top >= laid.top - 1, left + wide <= width + 1) == (True, True, True)
        assert top + high <= laid.height + 1
        assert left > each.x
        assert all(text_width(line, SIZE, False) <= wide + 1 for line in each.lines)
    for one, other in combinations(laid.people, 2):
        (a, b, c, d), (e, f, g, h) = one.box, other.box
        assert a + c <= e + 1 or e + g <= a + 1 or b + d <= f + 1 or f + h <= b + 1


def test_a_band_without_room_for_words_is_not_drawn() -> None:
    people = [replace(SISTER, role=role) for role in ("family", "friend", "employer")]
    assert circle(people, 300, SIZE, text_width) is None
    assert circle(people[:1], 300, SIZE, text_width) is not None
    assert circle((), 900, SIZE, text_width) is None


def test_every_role_has_its_ring_and_an_unanswered_one_the_last() -> None:
    assert sorted(code for ring in RINGS for code in ring) == sorted(each.code for each in ROLES)
    laid = circle([SISTER, replace(SISTER, role="")], 900, SIZE, text_width)
    assert laid is not None
    assert [ring.title[0] for ring in laid.rings] == ["Partner, family, child", "Employer, professional"]


def test_what_is_not_known_is_said_to_be_and_a_victim_is_a_code_without_a_place() -> None:
    assert aloud(SISTER) == (
        "Ines Fairweather, family: sister; not safe to contact; not asked whether they know of the case; "
        "lives with them; until 01-Dec-2026"
    )
    assert name_of(VICTIM) == "V1"
    assert facts_of(VICTIM) == ("Partner", "Not known whether safe to contact", "Knows of the case")


@pytest.mark.parametrize("safe", ["yes", "no", "unknown"])
def test_the_words_of_a_sign_stand_beside_it(safe: str) -> None:
    laid = circle([replace(SISTER, safe=safe)], 900, SIZE, text_width)
    assert laid is not None
    said = {
        "yes": "Safe to contact",
        "no": "Not safe to contact",
        "unknown": "Not known whether safe to contact",
    }
    assert said[safe] in " ".join(laid.people[0].lines)
