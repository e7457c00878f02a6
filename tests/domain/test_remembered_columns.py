"""What was said of the columns of a list is known again, by their headings and by nothing that can be read."""

import json
from string import ascii_letters

from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases.list_columns import RememberedColumns
from app.domain.fields.content import to_plain
from app.domain.referral_list.columns import Columns, guessed
from app.domain.referral_list.fields import FIELDS
from app.domain.referral_list.remembered import as_before, to_remember

NOTHING = RememberedColumns()
HEADINGS = ("Surname", "Forename", "Our ref", "Police ref", "Came from")
_HEADINGS = st.lists(
    st.one_of(st.sampled_from([each.label for each in FIELDS.values()]), st.text(ascii_letters, min_size=1)),
    unique_by=str.casefold,
    min_size=1,
    max_size=8,
).map(tuple)


@st.composite
def lists(draw: st.DrawFn) -> tuple[tuple[str, ...], Columns]:
    """Headings, and which fields they were said to fill in: each at most one, each field at most once."""
    headings = draw(_HEADINGS)
    names = draw(st.lists(st.sampled_from(list(FIELDS)), unique=True, max_size=len(headings)))
    taken = dict(zip(names, draw(st.permutations(headings)), strict=False))
    return headings, Columns(taken=taken)


@given(lists())
def test_the_same_headings_mean_the_same_again(one: tuple[tuple[str, ...], Columns]) -> None:
    headings, columns = one
    assert dict(as_before(headings, to_remember(headings, columns, NOTHING)).taken) == dict(columns.taken)


@given(lists(), lists())
def test_what_was_said_last_holds_and_a_guess_where_nothing_was(
    first: tuple[tuple[str, ...], Columns], second: tuple[tuple[str, ...], Columns]
) -> None:
    remembered = to_remember(*second, to_remember(*first, NOTHING))
    assert dict(as_before(second[0], remembered).taken) == dict(second[1].taken)
    assert as_before(HEADINGS, NOTHING) == guessed(HEADINGS)


def test_no_heading_can_be_read_in_what_is_remembered() -> None:
    # Of a list without headings the first row stands for them.
    headings = ("Fairweather", "Colm", "NM-0231")
    columns = Columns(taken={"family_name": "Fairweather", "given_names": "Colm", "reference": "NM-0231"})
    remembered = to_remember(headings, columns, NOTHING)
    kept = json.dumps(to_plain(remembered)).casefold()
    assert not any(each.casefold() in kept for each in headings)
    assert dict(as_before(headings, remembered).taken) == dict(columns.taken)


def test_what_is_guessed_is_not_kept() -> None:
    assert to_remember(HEADINGS, guessed(HEADINGS), NOTHING) == NOTHING


def test_no_more_is_kept_than_a_service_can_have_lists() -> None:
    held = NOTHING
    for n in range(90):
        headings = tuple(f"Column {n} {m}" for m in range(3))
        taken = dict(zip(("family_name", "given_names", "reference"), headings, strict=True))
        held = to_remember(headings, Columns(taken=taken), held)
    assert len(held.columns) == 200
    assert dict(as_before(headings, held).taken) == taken
