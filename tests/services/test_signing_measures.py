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
from tests.confirmed import sign

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
    flag = RedFlagRow(sign="suicidal", about="self", seen=row.message, seen_at=DAY)
    content = replace(view.sheet.content, critical=(done,), red_flags=(flag,))
    Drafts(vault).save(draft, replace(view.sheet, content=content), revision)
    signed = Records(vault).read(sign(vault, draft)).sheet.content
    assert (signed.critical[0].item, signed.critical[0].answer) == ("9", "1")
    assert signed.red_flags == ()
    kinds = {entry.kind for entry in Chronology(vault).page(case_id).rows}
    assert {"measure", "red_flag"} <= kinds
