"""What a later version says of itself, by its author or from the difference; it is its line in the chronology."""

from dataclasses import replace

import pytest

from app.domain.kinds.registry import KINDS
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.differences import ready_written
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.services.cases.signing import Signing
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import complete, draft_with
from tests.confirmed import sign

NOTE = replace(complete(SessionNote), duration=50, engagement="worked", done="The first night.")
DAY = ClinicalDate(2026, 11, 2)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"duration": 60}, "Minutes 1 h, was 50 min"),
        ({"engagement": ""}, "Taking part taken out"),
        ({"done": "x" * 200}, "What we did changed"),
        ({"late": 5, "duration": 45}, "Minutes 45 min, was 50 min; Minutes late 5 min"),
        (
            {"late": 5, "duration": 45, "concerns": "New.", "homework_set": "Ring.", "engagement": "hostile"},
            "Minutes 45 min, was 50 min; Minutes late 5 min; Taking part Hostile, was Worked at it; and 2 more",
        ),
    ],
)
def test_is_written_from_the_difference(changes: dict[str, object], said: str) -> None:
    bare = replace(NOTE, late=None, concerns="", homework_set="")
    older, newer = Sheet(event=DAY, content=bare), Sheet(event=DAY, content=replace(bare, **changes))
    assert ready_written(KINDS["session_note"], older, newer) == said


def test_a_first_version_says_nothing_of_the_kind(vault: OpenVault, case_id: str) -> None:
    first = sign(vault, draft_with(vault, case_id, "session_note", NOTE))
    assert Records(vault).read(first).sheet.update == ""


def test_left_empty_it_is_what_was_read_through(vault: OpenVault, case_id: str) -> None:
    first = sign(vault, draft_with(vault, case_id, "session_note", NOTE))
    draft = Records(vault).new_version(first)
    assert draft.sheet.update == ""
    changed = replace(draft.sheet, content=replace(draft.sheet.content, duration=60))
    Drafts(vault).save(draft.id, changed, draft.revision)
    review = Signing(vault).review(draft.id)
    assert review.draft.sheet.update == "Minutes 1 h, was 50 min"
    assert any("Minutes 1 h, was 50 min" in field.text for part in review.sections for field in part.fields)
    second = sign(vault, draft.id)
    assert Records(vault).read(second).sheet.update == "Minutes 1 h, was 50 min"
    (line,) = Chronology(vault).page(case_id).rows
    assert line.text.startswith("Minutes 1 h, was 50 min")
    # The next one begins without the words of this one.
    assert Records(vault).new_version(second).sheet.update == ""
    assert check(vault).is_clean


def test_what_its_author_says_is_kept(vault: OpenVault, case_id: str) -> None:
    first = sign(vault, draft_with(vault, case_id, "session_note", NOTE))
    draft = Records(vault).new_version(first)
    said = replace(draft.sheet, update="Ten minutes more: the clock in the room was slow.")
    Drafts(vault).save(draft.id, replace(said, content=replace(said.content, duration=60)), draft.revision)
    assert Drafts(vault).open(draft.id).sheet.update == said.update
    second = sign(vault, draft.id)
    assert Records(vault).read(second).sheet.update == said.update
    older, newer = Records(vault).compare(first, second)
    assert (older.sheet.update, newer.sheet.update) == ("", said.update)
