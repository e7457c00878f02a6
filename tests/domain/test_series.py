"""The grid of a series: a typed cell is read as an answer or kept as it was typed, and pasted rows arrive whole."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields.compartments import Compartment
from app.domain.kinds.incident.content import CrimeReference, Incident
from app.domain.kinds.registry import IN_SERIES, KINDS
from app.domain.records.grid import NONE_ABOVE, TOO_MANY, Bad, Grid, rows_of
from app.domain.records.record import Sheet, Typed, sheet_of
from app.domain.records.series import EVENT, MOST_ROWS
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import new_id
from app.domain.values.text import clean
from app.errors import NotAcceptable
from tests.builders import complete

TODAY = date(2026, 11, 23)
GRID = Grid(IN_SERIES, TODAY, ("V1", "V2", "V12"))
NAMES = [each.name for each in GRID.columns]


def typed(name: str, text: str, above: Sheet | None = None) -> Any:
    """The answer that is read from a cell; fails where it was not."""
    sheet, why = GRID.typed(GRID.fresh(), above, name, text)
    assert why == ""
    return GRID.value(sheet, name)


def refused(name: str, text: str, above: Sheet | None = None) -> str:
    """Why a cell is not read; it stands there as it was typed."""
    sheet, why = GRID.typed(GRID.fresh(), above, name, text)
    assert GRID.cell(sheet, name) == text
    assert GRID.why_unread(sheet, above, name) == why
    return why


def test_there_is_one_kind_of_which_several_are_written_at_once() -> None:
    assert IN_SERIES.code == "incident"
    assert [each.code for each in KINDS.values() if each.series] == ["incident"]


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        (EVENT, "2/11/26", ClinicalDate(2026, 11, 2)),
        (EVENT, "about 11 Nov 2026", ClinicalDate(2026, 11, 11, about=True)),
        ("behaviour", "Messages or calls", "messages"),
        ("behaviour", "MESSAGES", "messages"),
        ("behaviour", "gif", "gifts"),
        ("channel", "e-m", "email"),
        ("victims", "v1", ("V1",)),
        ("victims", "V2, v12 and V2", ("V2", "V12")),
        ("outcome", "no f", "no_action"),
        # A whole label goes before the longer ones that begin with it.
        ("person_says", "admits", "admits"),
        ("description", "  “Just five minutes”", "  “Just five minutes”"),
        ("behaviour", " ", ""),
        ("victims", "", ()),
        (EVENT, "", None),
    ],
)
def test_a_cell_is_read(name: str, text: str, answer: object) -> None:
    assert typed(name, text) == answer


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("behaviour", "th", "Several answers begin so: go on typing, or choose one of the list."),
        ("behaviour", "nothing of the kind", "None of the answers offered: choose one of the list."),
        ("behaviour", "?", "None of the answers offered: choose one of the list."),
        # An answer of an earlier form is offered no more.
        ("outcome", "court_found", "None of the answers offered: choose one of the list."),
        ("victims", "Ada", "No code of a victim: write V1, or V1, V2."),
        ("victims", "V3", "No victim of this case has that code."),
    ],
)
def test_a_cell_that_cannot_be_read_says_why_and_keeps_what_was_typed(name: str, text: str, why: str) -> None:
    assert refused(name, text) == why


def test_a_date_that_cannot_be_read_says_so_without_repeating_it() -> None:
    for text in ("31/31/2026", "heron"):
        assert text not in refused(EVENT, text)


def test_a_quote_repeats_the_answer_above() -> None:
    above = Sheet(event=ClinicalDate(2026, 11, 2), content=Incident(behaviour="gifts", victims=("V1",)))
    assert typed("behaviour", '"', above) == "gifts"
    assert typed("victims", "”", above) == ("V1",)
    assert typed(EVENT, '"', above) == ClinicalDate(2026, 11, 2)
    assert typed("channel", '"', above) == ""
    assert refused("behaviour", '"') == NONE_ABOVE
    what = next(each for each in GRID.columns if each.name == "behaviour")
    below, _ = GRID.typed(GRID.fresh(), above, "behaviour", '"')
    assert GRID.repeats(below, above, what)
    assert not GRID.repeats(replace(below, content=Incident(behaviour="threat")), above, what)
    assert not GRID.repeats(GRID.fresh(), GRID.fresh(), what)


_CHOICES = [name for name in NAMES if GRID.spec(name).form.code == "choice"]


@pytest.mark.parametrize("name", _CHOICES)
def test_every_answer_that_is_offered_reads_back_as_itself(name: str) -> None:
    for choice in GRID.spec(name).offered:
        assert typed(name, choice.label) == choice.code


@given(
    day=st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    parts=st.integers(1, 3),
    about=st.booleans(),
    whom=st.lists(st.sampled_from(GRID.victims), unique=True),
    words=st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40).map(clean),
)
def test_a_worded_cell_reads_back_as_itself(
    *, day: date, parts: int, about: bool, whom: list[str], words: str
) -> None:
    event = ClinicalDate(day.year, *((day.month, day.day)[: parts - 1]), about=about)
    content = Incident(victims=tuple(whom), description=words)
    sheet = Sheet(event=event, content=content)
    for name in (EVENT, "victims", "description"):
        cell = GRID.cell(sheet, name)
        if cell.strip() in {'"', "“", "”", "″", "''"} or "\n" in cell or (cell and not cell.strip()):
            continue
        assert typed(name, cell) == GRID.value(sheet, name)


def test_what_was_not_read_is_kept_with_the_draft_and_stands_in_the_way_of_signing() -> None:
    whole = Sheet(event=ClinicalDate(2026, 11, 2), content=replace(complete(Incident), victims=()))
    sheet, _ = GRID.typed(whole, None, "victims", "Ada")
    assert sheet.to_draft()["typed"] == {"victims": "Ada"}
    back = sheet_of(sheet.to_draft(), sheet.content)
    assert back.typed == (Typed("victims", "Ada"),)
    assert [each.words for each in GRID.gaps(back, Compartment.CLINICAL)] == [
        "Victims (what was typed there could not be read)"
    ]
    # Whatever answers it, in the grid or in the whole form, takes it away.
    answered = replace(back, content=replace(back.content, victims=("V1",)))
    assert GRID.gaps(answered, Compartment.CLINICAL) == ()
    assert "typed" not in answered.to_draft()
    assert answered.kept().typed == ()
    emptied, why = GRID.typed(back, None, "victims", "")
    assert (why, emptied.typed) == ("", ())
    # No signed record has it.
    assert back.checked().typed == ()
    assert "typed" not in back.to_plain()


def test_a_row_counts_each_answer_it_lacks_once() -> None:
    lacks = {each.path for each in GRID.gaps(GRID.fresh(), Compartment.CLINICAL)}
    assert lacks >= {EVENT, "behaviour", "channel", "description", "severity", "person_says", "outcome"}
    assert lacks >= {"source", "breach"}
    assert "said_to" not in lacks
    unread, _ = GRID.typed(GRID.fresh(), None, EVENT, "heron")
    assert len(GRID.gaps(unread, Compartment.CLINICAL)) == len(lacks)
    coming, _ = GRID.typed(GRID.fresh(), None, EVENT, "2/12/26")
    assert GRID.refusal(coming, EVENT).startswith("It lies in the future")


def test_what_is_known_from_a_third_party_alone_lacks_its_place() -> None:
    told = Sheet(event=ClinicalDate(2026, 11, 2), content=replace(complete(Incident), source="victim"))
    told = replace(told, content=replace(told.content, outcome="not_reported", reported_to=()))
    told = replace(told, content=replace(told.content, crime_references=()))
    assert "compartment" in {each.path for each in GRID.gaps(told, Compartment.CLINICAL)}
    assert "compartment" not in {each.path for each in GRID.gaps(told, Compartment.THIRD_PARTY)}


def test_what_is_common_is_written_to_all_rows_but_those_with_answers_of_their_own() -> None:
    old = {**GRID.common(GRID.fresh()), "source": "police"}
    new = {**old, "source": "records", "crime_references": (CrimeReference(number="49", force="Fenland"),)}
    rows = tuple(GRID.with_common(GRID.fresh(), each) for each in (old, {**old, "source": "victim"}, old))
    first, own, last = GRID.shared(rows, old, new)
    assert GRID.common(first) == GRID.common(last) == new
    assert own == rows[1]
    assert GRID.own(first, new) == ""
    assert GRID.own(own, new) == "Source of its own: Victim"
    assert GRID.own(first, {**new, "handling": "permitted"}) == "Grade, handling or reference of its own"
    assert GRID.common(GRID.fresh(first)) == new
    # The whole form numbers its rows, which makes no other reference of it.
    numbered = (CrimeReference(row=new_id(datetime(2026, 11, 2, tzinfo=UTC)), number="49", force="Fenland"),)
    formed = replace(first, content=replace(first.content, crime_references=numbered))
    assert GRID.own(formed, new) == ""


def test_rows_of_a_sheet_are_pasted_with_repetitions_quotes_and_line_ends() -> None:
    pasted = (
        "02/11/2026\tGifts or objects left\tPost\tV1\t“For the one who waits”\r\n"
        '05/11/2026\t"\t"\t"\t"He wrote ""soon""\nand left"\r\n'
        "\r\n"
        "heron\tthreat\tIn person\tAda\tnone heard\r\n"
    )
    rows, bad = GRID.pasted((), pasted, 0, NAMES[:5])
    assert [row.content.behaviour for row in rows] == ["gifts", "gifts", "threat"]
    assert [row.content.channel for row in rows] == ["post", "post", "in_person"]
    assert [row.content.victims for row in rows] == [("V1",), ("V1",), ()]
    assert rows[1].content.description == 'He wrote "soon"\nand left'
    assert [(each.row, each.title) for each in bad] == [(3, "Date"), (3, "To whom")]
    assert bad[1].words == "Row 3, To whom: No code of a victim: write V1, or V1, V2."
    assert [GRID.cell(rows[2], name) for name in (EVENT, "victims")] == ["heron", "Ada"]
    assert not any("heron" in each.words or "Ada" in each.words for each in bad)


def test_pasted_rows_go_over_what_is_there_and_take_what_is_common() -> None:
    common = {**GRID.common(GRID.fresh()), "source": "police"}
    there = GRID.with_common(GRID.fresh(), common)
    there = GRID.put(GRID.put(there, "behaviour", "threat"), "channel", "email")
    titles = "\t".join(each.title for each in GRID.columns)
    rows, bad = GRID.pasted((there,), f"{titles}\n1/11/26\twatching\n2/11/26\n", 0, NAMES)
    assert bad == ()
    assert [row.event for row in rows] == [ClinicalDate(2026, 11, 1), ClinicalDate(2026, 11, 2)]
    assert (rows[0].content.behaviour, rows[0].content.channel) == ("watching", "email")
    assert [row.content.source for row in rows] == ["police", "police"]


def test_more_rows_than_a_series_holds_are_not_pasted() -> None:
    rows, bad = GRID.pasted((), "1/11/26\n" * MOST_ROWS, 0, NAMES)
    assert (len(rows), bad) == (MOST_ROWS, ())
    with pytest.raises(NotAcceptable) as told:
        GRID.pasted(rows, "1/11/26\n", MOST_ROWS, NAMES)
    assert str(told.value) == TOO_MANY


@given(
    st.lists(
        st.lists(st.text(st.characters(blacklist_characters="\t\r\x00"), max_size=8), min_size=1, max_size=4),
        max_size=5,
    )
)
def test_rows_come_out_of_a_sheet_as_they_went_in(rows: list[list[str]]) -> None:
    """As a spreadsheet writes them: quoted where a cell has a quote or a line end."""
    wanted = tuple(tuple(row) for row in rows if any(cell.strip() for cell in row))
    if any(cell.startswith("\n") for row in rows for cell in row):
        return  # a quote before a line end is a repetition
    lines = ("\t".join(_quoted(cell) for cell in row) for row in rows)
    assert rows_of("\n".join(lines)) == wanted


def _quoted(cell: str) -> str:
    escaped = cell.replace('"', '""')
    return f'"{escaped}"' if '"' in cell or "\n" in cell else cell


def test_a_bad_cell_is_named_by_row_and_column() -> None:
    assert Bad(3, "Date", "Not a date.").words == "Row 3, Date: Not a date."
