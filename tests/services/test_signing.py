"""What bears the member's name takes their passphrase, and is exactly what was read through."""

from dataclasses import replace

import pytest

from app.domain.fields.content import specs
from app.domain.records.record import Carried
from app.errors import NotADraft, SavedElsewhere, StillMissing, WrongSecret
from app.services.cases.signing import Signing
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.confirming import confirm, confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.builders import LEAD_PASSPHRASE, complete, draft_of, signed
from tests.confirmed import add_addendum, sign

WRONG = "not the heron passphrase"


def test_a_wrong_passphrase_signs_nothing_and_loses_nothing(vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).open(draft_of(vault, case_id, "Saw the heron"))
    with pytest.raises(WrongSecret):
        confirm(vault, WRONG, Signing(vault).review(draft.id).digest)
    assert Drafts(vault).open(draft.id) == draft


def test_the_right_passphrase_signs(vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).open(draft_of(vault, case_id, "Saw the heron"))
    review = Signing(vault).review(draft.id)
    record_id = Signing(vault).sign(review, confirm(vault, LEAD_PASSPHRASE, review.digest))
    shown = Records(vault).read(record_id)
    assert (shown.sheet, shown.fault) == (draft.sheet, "")


def test_what_was_saved_after_the_reading_is_not_signed(vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).open(draft_of(vault, case_id, "Saw the heron"))
    review = Signing(vault).review(draft.id, draft.revision)
    confirmed = confirmed_at_unlocking(vault, review.digest)
    Drafts(vault).save(draft.id, replace(draft.sheet, source="another window"), draft.revision)
    with pytest.raises(SavedElsewhere):
        Signing(vault).sign(review, confirmed)
    with pytest.raises(SavedElsewhere):
        Signing(vault).review(draft.id, draft.revision)


def test_an_answer_carried_forward_is_confirmed_before_it_is_signed(vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).open(draft_of(vault, case_id, "Saw the heron"))
    copied = replace(draft.sheet, carried=(Carried("done", "12-Oct-2026"),))
    revision, _ = Drafts(vault).save(draft.id, copied, draft.revision)
    assert Drafts(vault).open(draft.id).sheet.carried == copied.carried
    with pytest.raises(StillMissing, match="What we did: carried forward from 12-Oct-2026"):
        sign(vault, draft.id, revision)


@pytest.mark.parametrize("code", ["addendum", "error_mark"])
def test_what_is_said_of_a_record_is_a_draft_until_it_is_signed(
    vault: OpenVault, case_id: str, code: str
) -> None:
    record_id = signed(vault, case_id, "Saw the heron")
    draft = Records(vault).begin_remark(record_id, code)
    content = complete(draft.kind.content, "It was a stork")
    revision, _ = Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    assert Records(vault).read(record_id).said == ()
    sign(vault, draft.id, revision)
    said = Records(vault).read(record_id).said
    words = "\n\n".join(["It was a stork"] * len(specs(draft.kind.content)))
    assert [(each.kind, each.text, each.fault) for each in said] == [(code, words, "")]


def test_a_remark_is_about_a_record_and_no_remark(vault: OpenVault, case_id: str) -> None:
    record_id = signed(vault, case_id, "Saw the heron")
    addendum = add_addendum(vault, record_id, "And a swan")
    with pytest.raises(NotADraft):
        Records(vault).begin_remark(addendum, "addendum")
    with pytest.raises(NotADraft):
        Records(vault).begin_remark(record_id, "session_note")


def test_a_discarded_draft_comes_back_with_what_it_held(vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).open(draft_of(vault, case_id, "Saw the heron"))
    Drafts(vault).discard(draft.id)
    back = Drafts(vault).put_back(draft, draft.sheet)
    assert back.id != draft.id
    assert Drafts(vault).open(back.id).sheet == draft.sheet
