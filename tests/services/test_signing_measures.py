"""A measure that is signed: the vault works out what the answers come to, and holds back what is not whole."""

from dataclasses import replace

import pytest

from app.domain.kinds.measure.content import Administration
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.values.dates import ClinicalDate
from app.errors import StillMissing
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.confirmed import mark_in_error, sign

DAY = ClinicalDate(2026, 11, 20)
PHQ_9 = Administration(
    measure="phq-9@1", given="paper", by="person", occasion="baseline", answers=(1, 1, 2, 1, 0, 1, 2, 1, 0)
)


def _draft(vault: OpenVault, case_id: str, content: Administration) -> tuple[str, int]:
    begun = Drafts(vault).begin(case_id, "measure")
    revision, _ = Drafts(vault).save(
        begun.id, replace(begun.sheet, event=DAY, content=content), begun.revision
    )
    return begun.id, revision


def test_its_results_are_signed_with_it_whatever_was_kept_there(vault: OpenVault, case_id: str) -> None:
    forged = replace(PHQ_9, name="Another", missing="1, 2", hash="0" * 64)
    draft, _ = _draft(vault, case_id, forged)
    content = Records(vault).read(sign(vault, draft)).sheet.content
    total, *_ = content.scores
    assert (total.value, total.band_label) == ("9", "mild")
    assert (content.name, content.missing) == ("Patient Health Questionnaire 9", "")
    assert content.answers == PHQ_9.answers


@pytest.mark.parametrize("answers", [(), (1, 2), (9,) * 9])
def test_what_cannot_be_scored_is_not_signed(
    vault: OpenVault, case_id: str, answers: tuple[int, ...]
) -> None:
    draft, _ = _draft(vault, case_id, replace(PHQ_9, answers=answers))
    with pytest.raises(StillMissing, match="Answers"):
        sign(vault, draft)
    assert Drafts(vault).open(draft).sheet.content.answers == answers


def test_a_measure_that_is_not_here_is_not_signed(vault: OpenVault, case_id: str) -> None:
    draft, _ = _draft(vault, case_id, replace(PHQ_9, measure="phq-9@7"))
    with pytest.raises(StillMissing, match="Measure"):
        sign(vault, draft)


def test_a_record_says_what_changed_since_the_first_and_the_last_that_stand(
    vault: OpenVault, case_id: str
) -> None:
    signed = []
    for day, answers in ((10, (2,) * 8), (14, (0,) * 8), (18, (1,) * 8)):
        draft, revision = _draft(vault, case_id, replace(PHQ_9, answers=(*answers, 0)))
        sheet = replace(Drafts(vault).open(draft).sheet, event=ClinicalDate(2026, 11, day))
        Drafts(vault).save(draft, sheet, revision)
        signed.append(sign(vault, draft))
    assert _change(vault, signed[0]) == {}
    told = _change(vault, signed[2])
    rule = "(6 or more, NHS Talking Therapies manual as quoted)"
    assert told["Against the first"] == (
        f"total, against the first: 16 to 8, difference -8, reliably improved {rule}, caseness crossed out"
    )
    assert told["Against the last"].startswith(
        "total, against the last: 0 to 8, difference +8, reliably deteriorated"
    )
    assert told["To bear in mind"] == "Reliable is not the same as important."
    mark_in_error(vault, signed[0], "Another person's form")
    assert _change(vault, signed[2]).keys() == {"Against the first", "To bear in mind"}


def _change(vault: OpenVault, record_id: str) -> dict[str, str]:
    """What its page says of change, by label."""
    sections = Records(vault).read(record_id).sections
    return {
        each.label: each.text for section in sections if section.title == "Change" for each in section.fields
    }


def test_a_critical_item_holds_it_back_until_it_says_what_was_done_and_its_flag_stands_alone(
    vault: OpenVault, case_id: str
) -> None:
    draft, revision = _draft(vault, case_id, replace(PHQ_9, answers=(*PHQ_9.answers[:8], 1)))
    with pytest.raises(StillMissing, match="What was asked"):
        sign(vault, draft)
    view = Drafts(vault).open(draft)
    (row,) = view.sheet.content.critical
    done = replace(
        row,
        asked="Whether it is meant",
        done="A safety plan",
        by="Dr Ashdown",
        on=DAY,
        nobody_told="Not agreed",
    )
    flag = RedFlagRow(sign="suicidal", about="self", seen=row.message, seen_at=DAY, by="Dr A")
    content = replace(view.sheet.content, critical=(done,), red_flags=(flag,))
    Drafts(vault).save(draft, replace(view.sheet, content=content), revision)
    signed = Records(vault).read(sign(vault, draft)).sheet.content
    assert (signed.critical[0].item, signed.critical[0].answer) == ("9", "1")
    assert signed.red_flags == ()
    kinds = {entry.kind for entry in Chronology(vault).page(case_id).rows}
    assert {"measure", "red_flag"} <= kinds
