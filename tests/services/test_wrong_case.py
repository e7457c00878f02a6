"""A record signed in the wrong case: out of all that its case tells, begun in the right one, and nothing of it lost."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import specs, to_plain
from app.domain.kinds.registry import MOVING, OFFERED
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.elsewhere import codes_in
from app.errors import Changed, MustConfirm, NotADraft, NotFound, NotPermitted, StillMissing, UserError
from app.models.tables import FacetRow, LedgerRow, Record, RecordText
from app.services.cases.casefile import CaseFile
from app.services.cases.moving_plan import MOVED
from app.services.cases.wrong_case import WrongCase
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.sharing.moved_out import begin_breach, moved_out
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, complete, draft_of, draft_with, raise_flag, red_flag, signed
from tests.confirmed import add_addendum, let_in, move_out, sign
from tests.services.conftest import Desk
from tests.services.test_rebuilding import shown, store
from tests.told_of_case import SEALED, lists_of, lists_of_all, sent_to_panel, told_to_panel

PLANTED = "Zanzibarquill"
NOTE = replace(complete(SessionNote, PLANTED), check_in_urge=7)


@pytest.fixture
def cases(vault: OpenVault) -> tuple[str, str]:
    """The wrong case and the right one, of two people."""
    return add_case(vault, "Wrongfield"), add_case(vault, "Rightfield")


def note(vault: OpenVault, case_id: str, words: str = PLANTED) -> str:
    return sign(
        vault,
        draft_with(vault, case_id, "session_note", replace(complete(SessionNote, words), check_in_urge=7)),
    )


def everything(vault: OpenVault, *case_ids: str) -> str:
    return "\n".join(
        [
            lists_of_all(vault, PLANTED),
            *(lists_of(vault, each) + told_to_panel(vault, each) for each in case_ids),
        ]
    )


def in_store(vault: OpenVault, record_ids: set[str]) -> int:
    """How many facets and search texts there are of records."""
    with vault.database.read() as session:
        facets = session.scalars(select(FacetRow.record_id)).all()
        return sum(each in record_ids for each in (*facets, *session.scalars(select(RecordText.record_id))))


def records_of(vault: OpenVault, case_id: str) -> set[str]:
    with vault.database.read() as session:
        return set(session.scalars(select(Record.id).where(Record.case_id == case_id)))


def test_nothing_of_either_case_tells_of_it_afterwards(
    vault: OpenVault, cases: tuple[str, str], tmp_path: Path
) -> None:
    wrong, right = cases
    stays = note(vault, wrong, "Heronfield")
    first = note(vault, wrong)
    second = sign(vault, Records(vault).new_version(first).id)
    remark = add_addendum(vault, second, f"{PLANTED} once more")
    assert PLANTED in everything(vault, wrong)
    moved = move_out(vault, first, right)
    # The draft is its author's own, and in no list but that of drafts, which names its kind alone.
    assert PLANTED not in everything(vault, wrong, right)
    assert "Heronfield" in lists_of(vault, wrong)
    assert in_store(vault, {first, second, remark}) == 0
    for case_id in cases:
        reference = CaseFile(vault).open(case_id).case.reference
        assert PLANTED.encode() not in sent_to_panel(vault, reference, tmp_path / f"{case_id}.pdf")
    draft = Drafts(vault).open(moved.draft_id)
    assert (draft.case_id, draft.sheet.content.done) == (right, PLANTED)
    assert [
        each.done for each in (r.sheet.content for r in Records(vault).newest(wrong, "session_note"))
    ] == ["Heronfield"]
    assert stays in records_of(vault, wrong)
    assert check(vault).findings == ()


def test_one_line_without_content_stays(vault: OpenVault, cases: tuple[str, str]) -> None:
    wrong, right = cases
    first = note(vault, wrong)
    second = sign(vault, Records(vault).new_version(first).id)
    move_out(vault, second, right)
    for superseded in (False, True):
        page = Chronology(vault).page(wrong, superseded=superseded)
        (line,) = page.rows
        assert (page.matching, page.total) == (1, 1)
        assert line.title == "A record was moved out: entered in the wrong case"
        assert (line.kind, line.author, line.text, line.about, line.about_id) == (
            MOVING[0],
            vault.member.name,
            "",
            "",
            "",
        )
        assert not {first, second, right} & {line.id}
    assert Chronology(vault).page(right).rows == ()
    assert CaseFile(vault).open(wrong).counts.get("session_note", 0) == 0


NEEDS_MORE = {"discharge", "follow_up"}
"""Kinds whose case has to have something first: the last panel, and a discharge."""


def test_records_of_every_kind_go_wholly(vault: OpenVault, cases: tuple[str, str]) -> None:
    wrong, right = cases
    records = {}
    for made in OFFERED:
        with suppress(UserError):
            records[made.code] = sign(vault, draft_of(vault, wrong, PLANTED, made.code))
    assert {made.code for made in OFFERED} - records.keys() == NEEDS_MORE
    before, empty = records_of(vault, wrong), lists_of(vault, right)
    assert PLANTED in everything(vault, wrong)
    drafts = [move_out(vault, record, right).draft_id for record in records.values()]
    assert all(drafts)
    told = everything(vault, wrong)
    assert PLANTED not in told
    assert not {each for each in before if each in told}
    assert in_store(vault, before) == 0
    counted = dict(CaseFile(vault).open(wrong).counts)
    # The lines that say that one was moved out are counted as they are listed.
    assert counted.pop(MOVING[0]) == len(records)
    assert counted == CaseFile(vault).open(right).counts
    assert Chronology(vault).page(right).rows == ()
    # But for the drafts, which are their author's own, the right case tells what it told before.
    assert PLANTED not in lists_of(vault, right)
    assert PLANTED not in empty
    kept = shown(vault)
    assert rebuild(vault).changed == 0
    assert shown(vault) == kept
    assert check(vault).findings == ()


@pytest.mark.parametrize("place", SEALED, ids=lambda place: place.value)
def test_a_sealed_record_goes_as_well(vault: OpenVault, cases: tuple[str, str], place: Compartment) -> None:
    wrong, right = cases
    try:
        flag = sign(vault, draft_with(vault, wrong, "red_flag", red_flag(seen=PLANTED), compartment=place))
    except UserError:
        flag = signed(vault, wrong, PLANTED, compartment=place)
    assert flag in lists_of(vault, wrong)
    move_out(vault, flag, right)
    assert PLANTED not in everything(vault, wrong, right)
    assert flag not in lists_of(vault, wrong)
    assert CaseFile(vault).open(wrong).flags == ()
    assert in_store(vault, {flag}) == 0
    assert check(vault).findings == ()


def test_what_was_split_off_it_goes_with_it(vault: OpenVault, cases: tuple[str, str]) -> None:
    wrong, right = cases
    content = replace(NOTE, red_flags=(red_row(vault),))
    record = sign(vault, draft_with(vault, wrong, "session_note", content))
    assert len(records_of(vault, wrong)) == 2
    review = WrongCase(vault).review(record, right, "Two tabs were open")
    assert [each.words for each in review.goes] == ["Session note of 23-Nov-2026", "Red flag of 23-Nov-2026"]
    before = records_of(vault, wrong)
    move_out(vault, record, right)
    assert CaseFile(vault).open(wrong).flags == ()
    assert in_store(vault, before) == 0
    assert check(vault).findings == ()


def red_row(vault: OpenVault) -> object:
    row = next(spec.row for spec in specs(SessionNote) if spec.name == "red_flags")
    assert row is not None
    return replace(complete(row, PLANTED), sign="weapon")


def test_what_pointed_into_the_wrong_case_is_to_be_filled_in_again(
    vault: OpenVault, cases: tuple[str, str]
) -> None:
    wrong, right = cases
    earlier = note(vault, wrong, "Heronfield")
    content = complete(
        next(each.content for each in OFFERED if each.code == "formulation"), f"{PLANTED} F2, V1"
    )
    factor = replace(content.factors[0], evidence=(earlier,)) if hasattr(content, "factors") else None
    assert factor is not None
    record = sign(vault, draft_with(vault, wrong, "formulation", replace(content, factors=(factor,))))
    signed_row = Records(vault).read(record).sheet.content.factors[0]
    review = WrongCase(vault).review(record, right, "Two tabs were open")
    assert review.cleared
    assert {"F2", "V1"} <= set(review.codes)
    moved = WrongCase(vault).put_right(review, confirmed_at_unlocking(vault, review.digest))
    plain = repr(to_plain(Drafts(vault).open(moved.draft_id).sheet.content))
    assert earlier not in plain
    assert signed_row.row not in plain
    assert signed_row.code == "F1"
    assert "'code': ''" in plain


def test_a_code_in_words_is_seen_and_nothing_else() -> None:
    assert codes_in(["V1 and F12, see G2.", "PVT1, V12345 and FV1 are none; V1 again"]) == ("V1", "F12", "G2")


def test_a_citation_says_that_it_was_moved_out(vault: OpenVault, cases: tuple[str, str]) -> None:
    wrong, right = cases
    cited = note(vault, wrong)
    content = complete(next(each.content for each in OFFERED if each.code == "formulation"), "Heronfield")
    factor = replace(content.factors[0], evidence=(cited,))
    citing = sign(vault, draft_with(vault, wrong, "formulation", replace(content, factors=(factor,))))
    move_out(vault, cited, right)
    told = repr(Records(vault).read(citing).sections)
    assert "A record that was moved out: it was entered in the wrong case" in told
    assert PLANTED not in told


def test_nothing_is_done_without_a_reason_another_case_or_the_passphrase(
    vault: OpenVault, cases: tuple[str, str]
) -> None:
    wrong, right = cases
    record = note(vault, wrong)
    moving = WrongCase(vault)
    with pytest.raises(StillMissing):
        moving.review(record, right, "  ")
    with pytest.raises(NotADraft, match="the case it stands in"):
        moving.review(record, wrong, "Two tabs")
    with pytest.raises(NotFound):
        moving.review(record, "01a20000-0000-7000-8000-000000000001", "Two tabs")
    review = moving.review(record, right, "Two tabs")
    other = moving.review(record, "", "Two tabs")
    with pytest.raises(MustConfirm):
        moving.put_right(review, confirmed_at_unlocking(vault, other.digest))
    add_addendum(vault, record, "Said meanwhile")
    with pytest.raises(Changed):
        moving.put_right(review, confirmed_at_unlocking(vault, review.digest))
    assert PLANTED in lists_of(vault, wrong)
    assert Drafts(vault).mine(right) == ()


def test_nothing_is_added_to_it_afterwards(vault: OpenVault, cases: tuple[str, str]) -> None:
    wrong, right = cases
    record = note(vault, wrong)
    begun = Records(vault).new_version(record)
    move_out(vault, record, right)
    for act in (
        lambda: Records(vault).new_version(record),
        lambda: Records(vault).begin_remark(record, "addendum"),
        lambda: Records(vault).begin_remark(record, MOVING[0]),
        lambda: sign(vault, begun.id),
    ):
        with pytest.raises(NotADraft):
            act()
    with pytest.raises(NotADraft, match="its author can do that later"):
        WrongCase(vault).review(record, "", "Once more")


def test_only_who_has_to_put_it_right_reads_it_there(desk: Desk) -> None:
    lead = desk.lead()
    wrong, right = add_case(lead, "Wrongfield"), add_case(lead, "Rightfield")
    record = note(lead, wrong)
    colleague = desk.colleague()
    Records(colleague).open(record)
    Chronology(colleague).page(wrong)
    lead = desk.lead()
    move_out(lead, record, right)
    assert Records(lead).open(record).view.sheet.content.done == PLANTED
    with lead.database.read() as session:
        mark = session.scalars(select(Record.id).where(Record.about_id == record)).one()
    colleague = desk.colleague()
    for closed in (record, mark):
        with pytest.raises(NotPermitted, match="entered in the wrong case"):
            Records(colleague).open(closed)
        with pytest.raises(NotPermitted):
            moved_out(colleague, closed)
    assert PLANTED not in lists_of(colleague, wrong)
    assert check(colleague).findings == ()


def test_another_member_moves_it_out_and_its_author_writes_it(desk: Desk) -> None:
    lead = desk.lead()
    wrong, right = add_case(lead, "Wrongfield"), add_case(lead, "Rightfield")
    colleague = desk.colleague()
    record = note(colleague, wrong)
    lead = desk.lead()
    review = WrongCase(lead).review(record, right, "Two tabs were open")
    assert (review.sections, review.why_no_draft) == (
        (),
        "Kit Marlowe-Pryce wrote it and has to write it in the right case: nothing is begun there now.",
    )
    moved = WrongCase(lead).put_right(review, confirmed_at_unlocking(lead, review.digest))
    assert moved.draft_id == ""
    assert PLANTED not in everything(lead, wrong, right)
    colleague = desk.colleague()
    assert moved_out(colleague, record).may_begin
    begun = move_out(colleague, record, right)
    assert Drafts(colleague).open(begun.draft_id).sheet.content.done == PLANTED
    assert not moved_out(colleague, record).may_begin
    assert check(colleague).findings == ()


def test_who_opened_and_received_it_is_listed_with_when(desk: Desk, tmp_path: Path) -> None:
    lead = desk.lead()
    wrong, right = add_case(lead, "Wrongfield"), add_case(lead, "Rightfield")
    sent_to_panel(lead, CaseFile(lead).open(wrong).case.reference, tmp_path / "before.pdf")
    record = note(lead, wrong)
    colleague = desk.colleague()
    Records(colleague).open(record)
    Records(colleague).newest(wrong, "session_note")
    Chronology(colleague).page(wrong)
    lead = desk.lead()
    sent_to_panel(lead, CaseFile(lead).open(wrong).case.reference, tmp_path / "meanwhile.pdf")
    moved = move_out(lead, record, right)
    sent_to_panel(lead, CaseFile(lead).open(wrong).case.reference, tmp_path / "after.pdf")
    page = moved_out(lead, record)
    assert [(each.name, each.is_author, each.times) for each in page.opened] == [
        ("Kit Marlowe-Pryce", False, 2)
    ]
    assert ("Kit Marlowe-Pryce", 1) in [(each.name, each.times) for each in page.listed]
    assert [each.recipient for each in page.received] == ["Panel"]
    assert (page.by_others, page.draft, page.breach) == (True, (right, moved.draft_id), "")
    breach = begin_breach(lead, record)
    said = breach.sheet.content
    assert (breach.case_id, said.sort, breach.compartment) == (right, "breach", Compartment.RESTRICTED)
    assert "Kit Marlowe-Pryce on 23-Nov-2026" in said.what
    assert "once meanwhile" in said.what
    assert not any(told in said.what for told in ("Wrongfield", wrong, PLANTED))


def test_one_ledger_row_names_both(vault: OpenVault, cases: tuple[str, str]) -> None:
    wrong, right = cases
    record = note(vault, wrong)
    moved = move_out(vault, record, right)
    with vault.database.read() as session:
        (row,) = session.scalars(select(LedgerRow).where(LedgerRow.action == MOVED))
        assert (row.case_id, row.subject_id) == (wrong, record)
        assert all(each in row.detail for each in (right, moved.draft_id))


def test_a_rebuild_of_an_altered_store_brings_nothing_of_it_back(
    vault: OpenVault, cases: tuple[str, str]
) -> None:
    wrong, right = cases
    record = raise_flag(vault, wrong, seen=PLANTED)
    with vault.database.connection() as connection:
        rows = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM facet")]
    move_out(vault, record, right)
    kept = shown(vault)
    assert rows
    store(
        vault,
        "INSERT INTO facet SELECT lower(hex(randomblob(8))), id, case_id, compartment, 'caution', '', "
        "CAST('{}' AS BLOB) FROM record",
        f"INSERT INTO record_text SELECT 900, id, case_id, '{PLANTED}', '{PLANTED}' FROM record WHERE id = '{record}'",
        "INSERT INTO record_words VALUES (900, 'zanzibarquill', '')",
    )
    assert not check(vault).is_clean
    rebuild(vault)
    assert shown(vault) == kept
    assert check(vault).findings == ()


def test_a_case_is_found_by_its_beginning_but_not_its_own(vault: OpenVault, cases: tuple[str, str]) -> None:
    wrong, right = cases
    record = note(vault, wrong)
    assert [each.id for each in WrongCase(vault).find(record, "Rightf")] == [right]
    assert WrongCase(vault).find(record, "Wrongf") == ()
    assert WrongCase(vault).find(record, " ") == ()


def test_somebody_let_into_a_restricted_case_alone(desk: Desk) -> None:
    lead = desk.lead()
    wrong, right = add_case(lead, "Wrongfield"), add_case(lead, "Rightfield")
    record = signed(lead, wrong, PLANTED, compartment=Compartment.RESTRICTED)
    let_in(lead, wrong, desk.colleague_id)
    move_out(lead, record, right)
    colleague = desk.colleague()
    assert record not in lists_of(colleague, wrong)
    assert check(colleague).findings == ()
