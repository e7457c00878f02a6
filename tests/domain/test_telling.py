"""What in a text would tell that somebody else was there."""

import string
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.cases.group import Member
from app.domain.cases.telling import has_code, labels, mentions, says_how_many, typed
from app.domain.fields.content import specs
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.dates import ClinicalDate
from tests.builders import complete

PIECES = st.lists(
    st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=6), min_size=1, max_size=3
)
BETWEEN = st.sampled_from(["", " ", "-", "/", " - ", ".", "_"])


@given(PIECES, st.lists(BETWEEN, min_size=3, max_size=3))
def test_a_reference_is_found_however_its_pieces_are_joined(pieces: list[str], between: list[str]) -> None:
    spelt = "".join(part for pair in zip(pieces, between, strict=False) for part in pair).rstrip(" -/._")
    text = f"As in ({spelt.lower()}), and so on."
    assert mentions(text, "-".join(pieces))


@given(PIECES, st.sampled_from(string.ascii_letters + string.digits))
def test_a_longer_one_is_another(pieces: list[str], more: str) -> None:
    reference, joined = "-".join(pieces), "".join(pieces).lower()
    # "A-Aa" ends in "Aa", which is another spelling of A-A.
    ends = ["".join(pieces[n:]) + more for n in range(1, len(pieces))]
    begins = [more + "".join(pieces[:n]) for n in range(1, len(pieces))]
    assume(joined not in {each.lower() for each in (*ends, *begins)})
    assert not mentions(f"({reference}{more})", reference)
    assert not mentions(f"({more}{reference})", reference)
    assert not mentions(reference, "")


@pytest.mark.parametrize(
    "text",
    ["All four came.", "Both of them left.", "Three others", "a group of 6", "two of the men", "12 participants",
     "Six attended", "all of the five", "one group of eight people"],
)  # fmt: skip
def test_how_many_there_were_is_told(text: str) -> None:
    assert says_how_many(text)


@pytest.mark.parametrize(
    "text",
    ["Ten minutes each.", "Two exercises.", "The group as a whole.", "On page 12.", "Everybody took part.",
     "Step four of the sheet.", "90 minutes", "One after another"],
)  # fmt: skip
def test_other_numbers_may_stand(text: str) -> None:
    assert not says_how_many(text)


def test_a_code_is_one_by_itself() -> None:
    assert has_code("V1 was named")
    assert has_code("(V12)")
    assert not any(map(has_code, ("V123", "TV1", "v1", "V0", "DIV2")))


def test_all_that_was_typed_is_looked_at_and_no_choice() -> None:
    note = replace(complete(SessionNote, "Words"), red_flags=(complete(RedFlagRow, "A knife"),))
    found = dict(typed(note))
    assert found["How the person responded"] == "Words"
    # Rows too, such as a red flag that becomes a record of its own.
    assert found["Red flags"] == "A knife"
    assert not {"Attendance", "Where"} & set(found)
    texts = {
        spec.label
        for spec in specs(SessionNote)
        if spec.form.code in {"text", "line"} and getattr(note, spec.name)
    }
    assert texts <= set(found)


def test_where_it_stands_is_named_once() -> None:
    assert labels(["Theme", "What was done", "Theme"]) == "“Theme”, “What was done”"


def test_a_member_is_in_a_group_from_one_day_to_another() -> None:
    first, last = ClinicalDate(2026, 11, 3), ClinicalDate(2026, 11)
    member = Member(case="", since=first, until=last)
    days = [ClinicalDate(2026, 11, 2), first, ClinicalDate(2026, 11, 30), ClinicalDate(2026, 12, 1)]
    assert [member.is_in(each.earliest()) for each in days] == [False, True, True, False]
    assert Member(case="").is_in(first.earliest())
    assert Member(case="", since=ClinicalDate(), until=ClinicalDate()).is_in(first.earliest())
    assert member.is_in(None)
