"""Rows of two versions are compared by who they are: never by where they stand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.kinds.formulation import KIND
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.factor import Factor
from app.domain.kinds.parts.scenario import Scenario
from app.domain.records.differences import differences
from app.domain.records.record import Sheet
from app.domain.records.row_differences import RowChange, RowDifference, row_differences


def factor(number: int, statement: str = "") -> Factor:
    return Factor(
        row=f"01a20000-0000-7000-8000-{number:012x}",
        code=f"F{number}",
        statement=statement or f"Claim {number}.",
    )


ROWS = st.lists(st.integers(1, 9), unique=True, max_size=6)


def test_each_row_is_met_again_by_its_code_and_says_what_changed_of_it() -> None:
    scenario = Scenario(row="01a20000-0000-7000-8000-0000000000aa", code="S1", nature="Goes there again")
    older = Formulation(factors=(factor(1), factor(2), factor(3)), scenarios=(scenario,))
    moved = replace(factor(1, "Alone at night"), confidence="low")
    newer = Formulation(factors=(factor(4), factor(3), moved), scenarios=(scenario,))
    assert row_differences(older, newer) == (
        RowDifference("Factors", "F4", RowChange.ADDED, now="Claim 4"),
        RowDifference("Factors", "F3", RowChange.SAME, "Claim 3", "Claim 3"),
        RowDifference(
            "Factors", "F1", RowChange.CHANGED, "Claim 1", "Alone at night", ("Statement", "Confidence")
        ),
        RowDifference("Factors", "F2", RowChange.TAKEN_OUT, before="Claim 2"),
        RowDifference("Scenarios", "S1", RowChange.SAME, "Goes there again", "Goes there again"),
    )


def test_a_row_of_an_earlier_form_without_an_identity_is_met_by_its_code() -> None:
    bare = replace(factor(2), row="")
    (found,) = row_differences(Formulation(factors=(bare,)), Formulation(factors=(factor(2),)))
    assert (found.code, found.change) == ("F2", RowChange.SAME)


@given(ROWS, ROWS)
def test_no_row_is_lost_and_none_is_told_twice(before: list[int], after: list[int]) -> None:
    older = Formulation(factors=tuple(map(factor, before)))
    newer = Formulation(factors=tuple(map(factor, after)))
    found = row_differences(older, newer)
    by = {change: {each.code for each in found if each.change is change} for change in RowChange}
    codes = [{f"F{n}" for n in some} for some in (before, after)]
    assert len(found) == len(codes[0] | codes[1])
    assert by[RowChange.ADDED] == codes[1] - codes[0]
    assert by[RowChange.TAKEN_OUT] == codes[0] - codes[1]
    assert by[RowChange.SAME] == codes[0] & codes[1]
    # Nor does the comparison of all fields call a row changed that only stands elsewhere.
    labels = {each.label for each in differences(KIND, Sheet(content=older), Sheet(content=newer))}
    assert labels == {f"Factors, {code}" for code in codes[0] ^ codes[1]}
