"""Words of tripwires in a note: whole words, one slip from six letters on; each sign asked about once and answered."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kinds.parts.tripwire_answer import NO_FLAG, SEEN, TripwireAnswer, asked, unanswered
from app.domain.kinds.session_note import KIND
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.facets import OpenSort
from app.domain.records.in_case import InCase, StillOpen
from app.domain.records.tripwires import Wire, in_list, mentions

CITE = "01a2cafe-beef-7abc-8abc-aaaaaaaaaa00#01a2cafe-beef-7abc-8abc-aaaaaaaaaa01"
PHONE = Wire("S1", CITE, "A new telephone", ("new telephone", "handset"), "Police, the same day")
BROTHER = Wire("S5", CITE, "His brother shut out", ("brother",), "Crisis team, at once")
CASE = InCase(date(2026, 11, 30), wires=(PHONE, BROTHER))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He had a new telephone with him.", "new telephone"),
        ("He had a NEW  Telephone.", "NEW  Telephone"),
        ("A new télephone", "new télephone"),
        ("A new telephon, he said", "new telephon"),
        ("A new telephnoe", "new telephnoe"),
        ("Bought a handsett", "handsett"),
        ("The telephone is new", ""),
        ("Renew telephone contracts", ""),
        ("A now telephone", ""),
        ("A new telefones", ""),
        ("Handsome", ""),
        ("", ""),
    ],
)
def test_finds_whole_words_and_one_slip_from_six_letters_on(text: str, found: str) -> None:
    assert [each.found for each in mentions([text], [PHONE])] == ([found] if found else [])


def test_a_sign_is_mentioned_once_where_it_stands_first() -> None:
    found = list(mentions(["Nothing.", "His brother rang.", "The brother, a handset."], [PHONE, BROTHER]))
    assert [(each.wire.scenario, each.passage, each.found) for each in found] == [
        ("S1", 2, "handset"),
        ("S5", 1, "brother"),
    ]


def test_words_to_look_for_stand_each_after_a_comma() -> None:
    assert in_list(" new telephone, handset ,, SIM card") == ("new telephone", "handset", "SIM card")
    assert in_list("") == ()


@given(st.text(max_size=200))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    assert all(each.found in text for each in mentions([text], [PHONE, BROTHER]))


def answered(wire: Wire, answer: str, **said: str) -> TripwireAnswer:
    return TripwireAnswer(scenario=wire.cite, sign=wire.sign, found="brother", answer=answer, **said)


def test_a_note_that_mentions_a_tripwire_is_signed_with_an_answer() -> None:
    note = SessionNote(done="Spoke of his brother.", response="A new telephone, he says.")
    assert {each.wire.scenario for each in unanswered(note, CASE)} == {"S1", "S5"}
    assert [gap.label for gap in asked(note, CASE)] == [
        "A tripwire of S1 is mentioned: seen, or not this",
        "A tripwire of S5 is mentioned: seen, or not this",
    ]
    answers = (answered(PHONE, "not_this"), answered(BROTHER, "not_this"))
    assert list(asked(replace(note, tripwires=answers), CASE)) == []
    assert [gap.path for gap in KIND.asks(note, CASE)] == ["tripwires", "tripwires"]
    assert list(asked(note, InCase(date(2026, 11, 30)))) == []


def test_what_was_seen_asks_for_a_red_flag_or_why_none() -> None:
    seen = SessionNote(done="His brother was shut out.", tripwires=(answered(BROTHER, SEEN),))
    assert [gap.label for gap in asked(seen, CASE)] == [
        "A tripwire was seen: raise a red flag, or say why none"
    ]
    open_flag = StillOpen(OpenSort.FLAG, "Red flag, losses close together", CITE)
    assert list(asked(seen, replace(CASE, open=(open_flag,)))) == []
    assert (
        list(asked(replace(seen, tripwires=(answered(BROTHER, NO_FLAG, why="Known since May."),)), CASE))
        == []
    )


def test_a_passing_word_in_a_field_that_is_chosen_or_retired_is_not_the_authors() -> None:
    assert unanswered(SessionNote(goals="His brother", modules="brother"), CASE) == ()
