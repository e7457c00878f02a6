"""Differences: what is put together again from the pieces is what was compared."""

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.kinds.registry import KINDS
from app.domain.records.differences import Change, differences, pieces
from app.domain.records.record import Sheet
from app.domain.records.shown import shown
from app.domain.values.dates import ClinicalDate
from tests.builders import complete

_TEXTS = st.text(alphabet="ab \n", max_size=60)


@given(_TEXTS, _TEXTS)
def test_pieces_hold_both_texts_whole(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.change is not Change.ADDED) == old
    assert "".join(p.text for p in found if p.change is not Change.REMOVED) == new


def test_one_word_changed_is_one_word_out_and_one_in() -> None:
    found = pieces("He checks daily now.", "He checks weekly now.")
    assert [(p.text, p.change.value) for p in found] == [
        ("He checks ", "same"),
        ("daily", "removed"),
        ("weekly", "added"),
        (" now.", "same"),
    ]


def test_a_long_note_is_compared_while_one_waits() -> None:
    old = "\n".join(f"word{n} and more words in a line of about ten words" for n in range(1000))
    new = old.replace("word500 and", "word500 or").replace("word20 and", "")
    began = time.perf_counter()
    assert any(p.change is Change.ADDED for p in pieces(old, new))
    assert time.perf_counter() - began < 1.5


def test_only_fields_that_changed_are_told() -> None:
    kind = KINDS["session_note"]
    older = Sheet(event=ClinicalDate(2026, 3, 1), content=complete(kind.content))
    newer = replace(older, event=ClinicalDate(2026, 3, 2))
    assert [each.label for each in differences(kind, older, newer)] == [kind.event_label]
    assert differences(kind, older, older) == ()


def test_what_is_shown_holds_every_answer_of_every_kind() -> None:
    for kind in KINDS.values():
        sheet = Sheet(event=ClinicalDate(2026, 3, 1), content=complete(kind.content, "Heronfield"))
        sections = shown(kind, sheet)
        assert all(each.text for section in sections for each in section.fields)
        told = "".join(each.text for section in sections for each in section.fields)
        # Of these no text is needed at once.
        has_text = kind.code not in {"mental_health_act", "measure"}
        assert ("Heronfield" in told) == has_text, kind.code
