"""Red flags: a row becomes a record of its own, one of an earlier form is taken over, and Today asks for steps."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import to_plain
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.parts.earlier_flag import EarlierFlag
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.dates import ClinicalDate
from app.errors import NotADraft, SavedElsewhere
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.today import Today
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.raising import raise_now
from app.services.records.records import Records
from app.services.records.taking_over import take_over
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import OPENED, SteppingClock, complete, draft_with, raise_flag, red_flag
from tests.confirmed import mark_in_error, sign

DAY = ClinicalDate(2026, 11, 20)
ROW = RedFlagRow(
    row="01a20000-0000-7000-8000-00000000000a",
    sign="approach",
    about="victim",
    seen="Nearer each week",
    seen_at=DAY,
    by="DC Arkell",
)
EARLIER = EarlierFlag(
    row="01a20000-0000-7000-8000-00000000000b",
    sign="new_partner",
    detail="Heard of somebody",
    action="Rang twice",
    told="DC Arkell, police",
    told_on=DAY,
)


def flags(vault: OpenVault, case_id: str) -> list[str]:
    return [each.text for each in CaseFile(vault).open(case_id).flags]


def waiting(vault: OpenVault) -> list[str]:
    return [row.what for row in Today(vault).page(sorts=("flag",)).rows]


def body(vault: OpenVault, record_id: str) -> dict[str, Any]:
    return to_plain(Records(vault).read(record_id).sheet.content)


@pytest.mark.parametrize("compartment", [Compartment.CLINICAL, Compartment.RESTRICTED])
def test_a_row_of_a_note_becomes_a_flag_beside_it_and_the_note_holds_nothing_of_it(
    vault: OpenVault, case_id: str, compartment: Compartment
) -> None:
    content = replace(complete(SessionNote), red_flags=(ROW,))
    note = sign(vault, draft_with(vault, case_id, "session_note", content, compartment=compartment))
    (shown,) = CaseFile(vault).open(case_id).flags
    assert shown.text == "Coming closer or more often: Nearer each week"
    assert shown.since == "20-Nov-2026, not yet done or told"
    assert body(vault, note)["red_flags"] == []
    assert "Nearer" not in json.dumps(body(vault, note))
    flag = Records(vault).read(shown.record_id)
    assert flag.provenance.kind == "red_flag"
    assert flag.provenance.compartment is compartment
    assert flag.fault == ""
    assert body(vault, shown.record_id)["noted_in"] == note
    assert check(vault).is_clean


def test_a_row_that_is_not_whole_keeps_the_note_unsigned(vault: OpenVault, case_id: str) -> None:
    content = replace(complete(Consultation), red_flags=(replace(ROW, seen=""),))
    draft = Drafts(vault).open(draft_with(vault, case_id, "consultation", content))
    assert [gap.label for gap in draft.missing] == ["Red flags, row 1: What was seen or said"]


def test_a_flag_inside_an_earlier_note_stays_open_until_one_takes_its_place(
    vault: OpenVault, case_id: str
) -> None:
    other = replace(EARLIER, row="01a20000-0000-7000-8000-00000000000c", sign="weapon")
    content = replace(complete(SessionNote), earlier_flags=(EARLIER, other))
    note = sign(vault, draft_with(vault, case_id, "session_note", content))
    assert flags(vault, case_id) == [
        "Victim's new partner or home became known: Heard of somebody",
        "Weapon sought, held or spoken of: Heard of somebody",
    ]
    assert [each.row for each in Records(vault).open(note).open] == [EARLIER.row, other.row]
    draft = take_over(vault, note, EARLIER.row)
    taken = draft.sheet.content
    # The earlier form did not say whether it was a partner or a home: nobody decides it here.
    assert (taken.sign, taken.seen, taken.takes_over) == ("", "Heard of somebody", f"{note}#{EARLIER.row}")
    assert flags(vault, case_id)[0].startswith("Victim's new partner")
    whole = replace(
        red_flag(sign="partner", seen="Heard of somebody"), noted_in=note, takes_over=taken.takes_over
    )
    Drafts(vault).save(draft.id, replace(draft.sheet, content=whole), draft.revision)
    flag = sign(vault, draft.id)
    assert flags(vault, case_id) == [
        "Believes that the victim has a partner: Heard of somebody",
        "Weapon sought, held or spoken of: Heard of somebody",
    ]
    assert [each.row for each in Records(vault).open(note).open] == [other.row]
    with pytest.raises(NotADraft, match="not open in this record any more"):
        take_over(vault, note, EARLIER.row)
    assert check(vault).is_clean
    # Marked in error it takes no place: the earlier one stands again.
    mark_in_error(vault, flag, "Another case.")
    assert flags(vault, case_id)[0].startswith("Victim's new partner")


def test_what_was_taken_over_is_counted_once_in_the_list_of_cases(vault: OpenVault, case_id: str) -> None:
    note = sign(
        vault,
        draft_with(vault, case_id, "session_note", replace(complete(SessionNote), earlier_flags=(EARLIER,))),
    )
    raise_flag(vault, case_id, takes_over=f"{note}#{EARLIER.row}")
    (row,) = Cases(vault).page(CaseQuery()).rows
    assert row.flags == 1


def test_a_new_version_may_say_what_was_done_and_nothing_of_what_was_seen(
    vault: OpenVault, case_id: str
) -> None:
    flag = raise_flag(vault, case_id)
    draft = Records(vault).new_version(flag)
    changed = replace(draft.sheet.content, seen="Bought two knives")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=changed), draft.revision)
    with pytest.raises(NotADraft, match="cannot change What was seen or said"):
        sign(vault, draft.id)
    closed = replace(draft.sheet.content, closed_on=DAY, closed_why="Handed in")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=closed), draft.revision + 1)
    sign(vault, draft.id)
    assert flags(vault, case_id) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"done": ()}, ["Red flag, not yet done or told: Weapon sought, held or spoken of"]),
        ({"told": ()}, ["Red flag, not yet done or told: Weapon sought, held or spoken of"]),
        ({}, []),
        ({"closed_on": DAY, "closed_why": "Over", "done": (), "nothing_done": "A toy"}, []),
    ],
)
def test_today_asks_for_what_was_not_done_or_told(
    vault: OpenVault, case_id: str, changes: dict[str, Any], said: list[str]
) -> None:
    raise_flag(vault, case_id, **changes)
    assert waiting(vault) == said


def test_today_asks_for_a_step_after_seven_days_in_a_closed_case_too(vault: OpenVault, case_id: str) -> None:
    old = ClinicalDate(2026, 11, 10)
    flag = red_flag(seen_at=old)
    steps = {
        "done": tuple(replace(each, on=old) for each in flag.done),
        "told": tuple(replace(each, on=old) for each in flag.told),
    }
    raise_flag(vault, case_id, seen_at=old, **steps)
    assert waiting(vault) == ["Red flag, 7 days without a step: Weapon sought, held or spoken of"]
    Cases(vault).change(case_id, replace(OPENED, stage="closed", closed=DAY), "Ended")
    assert waiting(vault) == ["Red flag, 7 days without a step: Weapon sought, held or spoken of"]


def test_a_flag_that_was_watched_until_a_day_gone_by_can_still_be_closed(
    vault: OpenVault, case_id: str, machine: Machine
) -> None:
    until = ClinicalDate(2026, 11, 25)
    first = raise_flag(vault, case_id, watch="His letters", watch_until=until)
    assert isinstance(machine.clock, SteppingClock)
    machine.clock.at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    draft = Records(vault).new_version(first)
    said = replace(draft.sheet.content, closed_on=ClinicalDate(2026, 12, 1), closed_why="It came to nothing")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=said), draft.revision)
    assert Records(vault).read(sign(vault, draft.id)).sheet.content.watch_until == until


@pytest.mark.parametrize("compartment", [Compartment.CLINICAL, Compartment.RESTRICTED])
def test_a_flag_is_raised_at_once_and_its_note_goes_on_without_it(
    vault: OpenVault, case_id: str, compartment: Compartment
) -> None:
    other = replace(ROW, row="01a20000-0000-7000-8000-00000000000d", seen="Stays in the note")
    note = replace(complete(SessionNote, "Half a sen"), red_flags=(ROW, other))
    draft_id = draft_with(vault, case_id, "session_note", note, compartment=compartment)
    before = Drafts(vault).open(draft_id)
    begun = raise_now(vault, draft_id, ROW.row, before.revision)
    assert (begun.kind.code, begun.compartment) == ("red_flag", compartment)
    flag = sign(vault, begun.id)
    assert body(vault, flag)["seen"] == "Nearer each week"
    assert any("Coming closer" in each for each in flags(vault, case_id))
    left = Drafts(vault).open(draft_id)
    assert left.sheet.content == replace(before.sheet.content, red_flags=(other,))
    assert left.revision == before.revision + 1


def test_a_row_is_raised_once_and_never_over_the_words_of_another_window(
    vault: OpenVault, case_id: str
) -> None:
    draft_id = draft_with(vault, case_id, "session_note", replace(complete(SessionNote), red_flags=(ROW,)))
    seen = Drafts(vault).open(draft_id)
    Drafts(vault).save(draft_id, seen.sheet, seen.revision)
    with pytest.raises(SavedElsewhere):
        raise_now(vault, draft_id, ROW.row, seen.revision)
    assert Drafts(vault).open(draft_id).sheet.content.red_flags == (ROW,)
    raise_now(vault, draft_id, ROW.row, seen.revision + 1)
    with pytest.raises(NotADraft, match="That row is in the draft no more"):
        raise_now(vault, draft_id, ROW.row, seen.revision + 2)
    assert [each.kind.code for each in Drafts(vault).mine(case_id)] == ["red_flag", "session_note"]
