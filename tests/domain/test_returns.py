"""Returns as values: what may be printed of a table, quarters, waits, ages and spells of being open."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records.counts import Counts
from app.domain.returns.figure import Figure, Row, Spread
from app.domain.returns.making import figures_of, made
from app.domain.returns.material import CaseTold, Material, PersonTold, Signed, StageStated
from app.domain.returns.persons import age_band
from app.domain.returns.quarter import Quarter
from app.domain.returns.suppressing import LEAST, hidden, is_listed, printed
from app.domain.returns.table import HEADINGS, lines, rows
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable

Q4 = Quarter(2026, 4)
MADE_ON = date(2027, 1, 11)


@pytest.mark.parametrize(
    ("counts", "kept"),
    [
        ((20, 30), "20 30"),
        ((5, 20, 30), "- 20 -"),  # a second one, or 55 less the others gives it back
        ((20, 30, 5), "20 - -"),
        ((4, 5, 30), "- - -"),  # together nine: each would be known to be less than that
        ((4, 7, 30), "- - 30"),
        ((0, 0, 30), "- - -"),  # together nought
        ((9, 9, 30), "- - 30"[:3] + " -"),  # each the most that it could be
        ((12, 0), "- -"),
        ((3,), "-"),
        ((), ""),
    ],
)
def test_a_small_number_and_what_would_give_it_back_are_hidden(counts: tuple[int, ...], kept: str) -> None:
    out = hidden(counts)
    assert " ".join("-" if n in out else str(count) for n, count in enumerate(counts)) == kept


@pytest.mark.parametrize(("least", "width", "top"), [(2, 4, 8), (3, 3, 14), (4, 4, 12), (LEAST, 3, 42)])
def test_no_hidden_number_can_be_worked_out_even_by_who_knows_the_rule(
    least: int, width: int, top: int
) -> None:
    """Of all tables that are printed alike, none of their hidden numbers is the same in all."""
    alike: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(top + 1), repeat=width):
        total = sum(counts)
        if total <= top:
            out = frozenset(range(width)) if total < least else hidden(counts, least)
            shown = (None if n in out else count for n, count in enumerate(counts))
            alike[(None if total < least else total, *shown)].append(counts)
    for shown, tables in alike.items():
        for n in range(width):
            if shown[n + 1] is None:
                assert len({counts[n] for counts in tables}) > 1, (shown, tables)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_what_is_printed_is_never_under_ten_and_what_is_hidden_is_never_one_alone(counts: list[int]) -> None:
    shown = printed(figure(*counts))
    told = [row.count for row in shown.rows]
    assert all(count is None or count >= LEAST for count in (*told, shown.total))
    if shown.total is None:
        assert set(told) == {None}
    elif None in told:
        assert told.count(None) > 1
        assert (
            shown.total - sum(count or 0 for count in told) > LEAST or None not in told or set(told) == {None}
        )


def figure(*counts: int, spread: Spread | None = None, listed_if_large: bool = False) -> Figure:
    """A figure of some counts."""
    rows_ = tuple(Row(f"row {n}", count) for n, count in enumerate(counts))
    return Figure(
        code="f", title="F", of="things", rows=rows_, spread=spread, listed_if_large=listed_if_large
    )


def test_days_are_printed_where_those_that_they_are_of_are() -> None:
    spread, whole = Spread(12.5, 3, 40), Spread(13, 3, 40)
    assert printed(figure(20, 11, spread=spread)).spread == whole
    assert printed(figure(12, 1, spread=spread)).spread == whole
    assert printed(figure(9, 5, spread=spread)).spread is None
    # Ten of ten: printed days would tell that of nobody they are unknown.
    assert printed(figure(10, 0, spread=spread)).spread is None


@given(st.integers(0, 60), st.integers(0, 60))
def test_how_many_days_are_known_cannot_be_told_from_that_they_are_printed(known: int, unknown: int) -> None:
    def shown(known: int, unknown: int) -> tuple[object, ...]:
        told = printed(figure(known, unknown, spread=Spread(12, 3, 40)))
        return (told.total, told.spread, *(row.count for row in told.rows))

    alike = [n for n in range(known + unknown + 1) if shown(n, known + unknown - n) == shown(known, unknown)]
    hidden_rows = [row.count for row in printed(figure(known, unknown)).rows].count(None)
    assert hidden_rows == 0 or known + unknown == 0 or len(alike) > 1


def test_what_has_no_fixed_place_is_listed_from_ten_on() -> None:
    assert [is_listed(figure(n, listed_if_large=True)) for n in (9, 10)] == [False, True]
    assert is_listed(figure(0))


@given(st.lists(st.integers(0, 500), min_size=1))
def test_the_middle_lies_between_the_least_and_the_most(days: list[int]) -> None:
    spread = Spread.of(days)
    assert spread is not None
    assert (spread.least, spread.most) == (min(days), max(days))
    assert sum(each <= spread.median for each in days) * 2 >= len(days)
    assert sum(each >= spread.median for each in days) * 2 >= len(days)


def test_of_nobody_there_is_no_middle() -> None:
    assert Spread.of([]) is None
    assert Spread.of([4, 1]) == Spread(2.5, 1, 4)


def test_a_quarter_is_typed_with_its_year() -> None:
    assert Quarter.read(" 2026-q4 ") == Q4
    assert (Q4.first, Q4.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Q4.words == "2026-Q4, 01-Oct-2026 to 31-Dec-2026"
    assert Quarter.of(date(2026, 7, 1)) == Quarter(2026, 3)
    for typed in ("2026", "2026-Q5", "Q4-2026", "2026-Q44", ""):
        with pytest.raises(NotAcceptable):
            Quarter.read(typed)


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2008-12-31", "18 to 24"),
        ("2009-01-01", "Under 18"),
        ("2001-12-31", "25 to 34"),
        ("1961", "65 and over"),
        ("1962", "55 to 64"),
        ("2001/2003", "Not known"),
        ("2008/2009", "Not known"),
        ("unknown", "Not known"),
    ],
)
def test_an_age_that_could_be_two_is_not_known(born: str, band: str) -> None:
    assert age_band(PersonTold(born=ClinicalDate.from_wire(born)), Q4.last) == band


@pytest.mark.parametrize(
    ("stages", "is_open"),
    [
        ((("referred", "2026-01-05", None),), True),
        ((("referred", "2026-01-05", None), ("closed", "2026-10-02", "2026-09-30")), False),
        ((("referred", "2026-01-05", None), ("closed", "2026-10-02", "2026-10-01")), True),
        ((("referred", "2026-01-05", None), ("closed", "2026-09-30", None)), False),
        # Opened again after the quarter, and in it.
        (
            (
                ("referred", "2026-01-05", None),
                ("closed", "2026-09-30", None),
                ("review", "2027-01-01", None),
            ),
            False,
        ),
        (
            (
                ("referred", "2026-01-05", None),
                ("closed", "2026-09-30", None),
                ("review", "2026-12-31", None),
            ),
            True,
        ),
    ],
)
def test_a_case_is_open_in_a_quarter_on_any_day_of_it(
    stages: tuple[tuple[str, str, str | None], ...], *, is_open: bool
) -> None:
    stated = (
        StageStated(stage, date.fromisoformat(on), ClinicalDate.from_wire(closed) if closed else None)
        for stage, on, closed in stages
    )
    told = CaseTold(id="c", person="p", opened=ClinicalDate(2026, 1, 5), stages=tuple(stated))
    assert told.is_open_in(Q4) is is_open


def many(n: int, agency: str) -> list[Signed]:
    """So many referrals of the quarter, each screened the next day."""
    return [
        Signed(
            id=f"{agency}{each}",
            case=f"{agency}{each}",
            sort=Counts.REFERRAL,
            event=ClinicalDate(2026, 10, 7),
            signed_on=date(2026, 10, 7),
            answers={"agency": agency, "urgency": "routine", "advocate": "unknown"},
        )
        for each in range(n)
    ]


def test_a_return_is_told_as_text_and_as_rows() -> None:
    referred = (*many(24, "police"), *many(15, "probation"), *many(7, "prison"), *many(5, "court"))
    made_ = made(Material(today=MADE_ON, records={Counts.REFERRAL: referred}), Q4)
    told = list(lines(made_))
    assert told[:2] == [
        "Returns 2026-Q4, 01-Oct-2026 to 31-Dec-2026, made 11-Jan-2027",
        "Not counted: cases that its maker is not admitted to.",
    ]
    at = told.index("Referrals by source")
    assert told[at + 1] == "  Of referrals received in the quarter: 51"
    of_it = {line.rsplit("  ", 1)[0].strip(): line.split()[-1] for line in told[at + 2 : at + 22]}
    assert (of_it["Police"], of_it["Probation"], of_it["Prison"]) == ("24", "15", "hidden")
    table = list(rows(made_))
    assert table[0] == HEADINGS
    assert {len(row) for row in table} == {len(HEADINGS)}
    source = [row[4:] for row in table if row[1] == "referrals" and row[5] in {"Police", "Prison"}]
    assert source == [("51", "Police", "24", "no"), ("51", "Prison", "hidden", "no")]
    known = [row[5:] for row in table if row[1] == "advocate" and row[5] == "Not known"]
    # Printed beside their number, all fifty-one would say that nobody answered anything else.
    assert known == [("Not known", "hidden", "yes")]
    assert table[-2][2] == "Not counted: cases that its maker is not admitted to."


def test_a_day_off_is_no_working_day_by_which_a_referral_is_screened() -> None:
    """Received on Wednesday 7 October and screened on Tuesday: late, unless the Friday or the Monday was a day off."""
    (referral,) = many(1, "police")
    decided = replace(
        referral,
        id="s",
        sort=Counts.SCREENING,
        event=ClinicalDate(2026, 10, 13),
        answers={"decision": "accept"},
    )
    records = {Counts.REFERRAL: (referral,), Counts.SCREENING: (decided,)}
    for off, how, note in (
        (frozenset[date](), "late", "bank holidays count as working days"),
        (frozenset({date(2026, 10, 9)}), "in time", "stated do not count"),
        (frozenset({date(2026, 10, 13)}), "late", "stated do not count"),
    ):
        found = figures_of(Material(today=MADE_ON, records=records, off=off), Q4)
        (screened,) = (each for each in found if each.code == "screened")
        assert [row.label for row in screened.rows if row.count] == [f"Three working days: {how}"]
        assert note in screened.note


def test_every_row_of_a_figure_belongs_to_its_total_and_no_two_figures_share_a_code() -> None:
    found = figures_of(Material(today=MADE_ON, records={Counts.REFERRAL: tuple(many(12, "police"))}), Q4)
    assert len({each.code for each in found}) == len(found)
    assert all(len({row.label for row in each.rows}) == len(each.rows) for each in found)
