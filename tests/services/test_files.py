"""Documents: added part by part, the draft's until they are signed, the record's afterwards, never in the clear."""

import os
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.fields.compartments import Compartment
from app.domain.fields.declare import KeptFile
from app.domain.fields.file import MOST_BYTES
from app.domain.kinds.document.content import Document
from app.domain.kinds.parts.source import Source
from app.domain.kinds.referral.content import Referral
from app.domain.values.dates import ClinicalDate
from app.errors import (
    CannotRead,
    FileChanged,
    FileEmpty,
    FileTooLarge,
    NotAcceptable,
    NotAdmitted,
    NotFound,
    StillMissing,
)
from app.models.tables import FilePart, FileRow
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records.drafts import Drafts
from app.services.records.file_parts import PART
from app.services.records.files import Files, Progress
from app.services.records.records import Records
from app.services.vault.backups import back_up, restore
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    SteppingClock,
    add_case,
    complete,
    keep_file,
    open_as_lead,
)
from tests.confirmed import admit, let_go, readmit, sign
from tests.services.conftest import Desk

MARKER = b"Marmalade-Lighthouse"
LONG = MARKER + os.urandom(2 * PART + 77)
"""A document of three parts, the last of them short."""


def document_of(vault: OpenVault, draft_id: str, kept: KeptFile) -> None:
    """Say all that is needed of a document."""
    draft = Drafts(vault).open(draft_id)
    content = Document(file=kept, sort="report", source="police", dated=ClinicalDate(2026, 11, 2), what="It")
    Drafts(vault).save(draft_id, replace(draft.sheet, content=content), draft.revision)


def drafted(
    vault: OpenVault, case_id: str, content: bytes = LONG, where: Compartment | None = None
) -> tuple[str, KeptFile]:
    """A draft with a document, ready to sign."""
    draft_id = Drafts(vault).begin(case_id, "document", where).id
    kept = keep_file(vault, draft_id, "Statement.pdf", content)
    document_of(vault, draft_id, kept)
    return draft_id, kept


def rows(vault: OpenVault) -> tuple[int, int]:
    """How many documents and parts the store has."""
    with vault.database.read() as session:
        files, parts = (
            session.scalar(select(func.count()).select_from(each)) for each in (FileRow, FilePart)
        )
    return files or 0, parts or 0


def holding(place: Path, marker: bytes) -> list[str]:
    """The files under a folder in whose bytes the marker stands."""
    found = (path for path in place.rglob("*") if path.is_file())
    return [path.name for path in found if marker in path.read_bytes()]


def test_what_was_added_is_given_back_byte_for_byte(office: OpenVault, a_case: str) -> None:
    draft_id, kept = drafted(office, a_case)
    assert (kept.digest, kept.size) == (sha256(LONG).hexdigest(), len(LONG))
    assert b"".join(Files(office).of_draft(draft_id, kept.id)) == LONG
    record = sign(office, draft_id)
    assert b"".join(Files(office).of_record(record, kept.id)) == LONG
    assert [len(part) for part in Files(office).of_record(record, kept.id)] == [PART, PART, 77 + len(MARKER)]
    assert check(office).findings == ()


@pytest.mark.parametrize("size", [1, PART - 1, PART, PART + 1, 2 * PART])
def test_every_size_is_kept_whole(office: OpenVault, a_case: str, size: int) -> None:
    content = os.urandom(size)
    draft_id, kept = drafted(office, a_case, content)
    assert b"".join(Files(office).of_record(sign(office, draft_id), kept.id)) == content


def test_nothing_of_it_stands_in_the_vault_or_beside_it(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    sign(vault, drafted(vault, case_id)[0])
    drafted(vault, case_id)
    assert holding(desk.folder.parent, MARKER) == []
    desk.leave()
    assert holding(desk.folder.parent, MARKER) == []


def test_steps_tell_how_far_it_is_and_the_last_of_them_what_it_is(
    office: OpenVault, a_case: str, tmp_path: Path
) -> None:
    (tmp_path / "x").write_bytes(LONG)
    draft = Drafts(office).begin(a_case, "document")
    *steps, kept = Files(office).add(draft.id, tmp_path / "x")
    assert isinstance(kept, KeptFile)
    read = [PART, 2 * PART, len(LONG)]
    assert [step.done for step in steps if isinstance(step, Progress)] == [
        *read,
        *(len(LONG) + n for n in read),
    ]
    assert {step.total for step in steps if isinstance(step, Progress)} == {2 * len(LONG)}


def test_who_stops_half_way_has_added_nothing(office: OpenVault, a_case: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(LONG)
    draft, before = Drafts(office).begin(a_case, "document"), rows(office)
    with closing(Files(office).add(draft.id, tmp_path / "x")) as steps:
        for _ in range(5):
            next(steps)
    assert rows(office) == before
    # And the vault goes on.
    assert keep_file(office, draft.id, content=LONG)


def test_a_file_that_is_too_large_or_empty_is_refused(office: OpenVault, a_case: str, tmp_path: Path) -> None:
    draft, before = Drafts(office).begin(a_case, "document"), rows(office)
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    (tmp_path / "empty").touch()
    os.mkfifo(tmp_path / "pipe")
    for name, refusal in (
        ("large", FileTooLarge),
        ("empty", FileEmpty),
        ("none", CannotRead),
        ("", CannotRead),
        ("pipe", CannotRead),
    ):
        with pytest.raises(refusal):
            list(Files(office).add(draft.id, tmp_path / name))
    assert rows(office) == before


@pytest.mark.parametrize("now", [LONG[:-1] + b"?", LONG[:-1], LONG + b"more"], ids=["other", "less", "more"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    office: OpenVault, a_case: str, tmp_path: Path, now: bytes
) -> None:
    draft, before = Drafts(office).begin(a_case, "document"), rows(office)
    (tmp_path / "x").write_bytes(LONG)
    steps = Files(office).add(draft.id, tmp_path / "x")
    for _ in range(4):
        next(steps)
    (tmp_path / "x").write_bytes(now)
    with pytest.raises(FileChanged):
        list(steps)
    assert rows(office) == before


def test_a_discarded_draft_takes_its_documents_with_it_and_put_back_asks_for_them(
    office: OpenVault, a_case: str
) -> None:
    before = rows(office)
    draft_id, _ = drafted(office, a_case)
    thrown = Drafts(office).open(draft_id)
    assert thrown.missing == ()
    Drafts(office).discard(draft_id)
    assert rows(office) == before
    again = Drafts(office).put_back(thrown, thrown.sheet)
    assert [gap.words for gap in again.missing] == [
        "Document (the document is not in the vault any more: add it again)"
    ]
    with pytest.raises(StillMissing):
        sign(office, again.id)


def test_what_was_taken_out_or_never_named_is_not_kept_with_the_record(
    office: OpenVault, a_case: str
) -> None:
    before = rows(office)[0]
    draft_id, first = drafted(office, a_case)
    second = keep_file(office, draft_id, content=b"Another")
    assert rows(office)[0] == before + 2
    Files(office).remove(draft_id, second.id)
    assert rows(office)[0] == before + 1
    unused = keep_file(office, draft_id, content=b"Never named")
    record = sign(office, draft_id)
    assert rows(office)[0] == before + 1
    for gone in (second, unused):
        with pytest.raises(NotFound):
            list(Files(office).of_record(record, gone.id))
    assert b"".join(Files(office).of_record(record, first.id)) == LONG


def test_a_signed_document_stays_whatever_becomes_of_a_new_version(office: OpenVault, a_case: str) -> None:
    draft_id, kept = drafted(office, a_case)
    record = sign(office, draft_id)
    version = Records(office).new_version(record)
    Files(office).remove(version.id, kept.id)
    Drafts(office).discard(version.id)
    assert b"".join(Files(office).of_record(record, kept.id)) == LONG
    version = Records(office).new_version(record)
    document_of(office, version.id, kept)
    second = sign(office, version.id)
    version = Records(office).new_version(second)
    other = keep_file(office, version.id, content=b"The better scan")
    document_of(office, version.id, other)
    third = sign(office, version.id)
    assert b"".join(Files(office).of_record(second, kept.id)) == LONG
    assert b"".join(Files(office).of_record(third, other.id)) == b"The better scan"
    assert check(office).findings == ()


def test_a_record_cannot_take_what_is_another_draft_s_or_another_case_s(
    office: OpenVault, a_case: str
) -> None:
    _, of_draft = drafted(office, a_case)
    _, of_case = drafted(office, add_case(office))
    signed_there, elsewhere = drafted(office, add_case(office))
    sign(office, signed_there)
    for foreign in (of_draft, of_case, elsewhere):
        draft_id = Drafts(office).begin(a_case, "document").id
        document_of(office, draft_id, foreign)
        assert len(Drafts(office).open(draft_id).missing) == 1
        with pytest.raises(StillMissing):
            sign(office, draft_id)


def test_a_kind_without_a_place_for_one_takes_none(office: OpenVault, a_case: str) -> None:
    draft = Drafts(office).begin(a_case, "incident")
    with pytest.raises(NotAcceptable):
        keep_file(office, draft.id)


def test_another_s_draft_is_not_found(desk: Desk) -> None:
    vault = desk.lead()
    draft_id, kept = drafted(vault, add_case(vault))
    theirs = desk.colleague()
    calls = [
        lambda: keep_file(theirs, draft_id),
        lambda: Files(theirs).remove(draft_id, kept.id),
        lambda: list(Files(theirs).of_draft(draft_id, kept.id)),
    ]
    for call in calls:
        with pytest.raises(NotFound):
            call()


@pytest.mark.parametrize("where", [Compartment.THIRD_PARTY, Compartment.RESTRICTED])
def test_in_a_sealed_compartment_who_is_not_admitted_reads_nothing(desk: Desk, where: Compartment) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    draft_id, kept = drafted(vault, case_id, where=where)
    record = sign(vault, draft_id)
    assert b"".join(Files(vault).of_record(record, kept.id)) == LONG
    with pytest.raises(NotAdmitted):
        list(Files(desk.colleague()).of_record(record, kept.id))
    desk.leave()
    assert _key_of_it(desk) > 32
    assert check(desk.lead()).findings == ()


def test_in_a_draft_nobody_else_with_the_store_s_key_finds_the_document_s(desk: Desk) -> None:
    vault = desk.lead()
    drafted(vault, add_case(vault))
    desk.leave()
    assert _key_of_it(desk) > 32


def _key_of_it(desk: Desk) -> int:
    """How many bytes a colleague with a SQL prompt finds of the document's key: more than it has where it is sealed."""
    with raw_sql(desk.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as sql:
        (length,) = sql.execute("SELECT length(sealed_key) FROM kept_file").fetchone()
    return int(length)


def test_who_is_readmitted_has_the_documents_of_their_drafts_again(desk: Desk) -> None:
    vault = desk.colleague()
    draft_id, kept = drafted(vault, add_case(vault))
    readmit(desk.lead(), desk.colleague_id, "phrase of a readmitted one")
    vault = desk.colleague("phrase of a readmitted one")
    assert b"".join(Files(vault).of_draft(draft_id, kept.id)) == LONG
    sign(vault, draft_id)
    assert check(vault).findings == ()


def test_a_new_epoch_and_new_keys_keep_every_document_readable(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    admit(vault, desk.colleague_id, Compartment.THIRD_PARTY)
    kept = {}
    for where in (Compartment.CLINICAL, Compartment.THIRD_PARTY, Compartment.RESTRICTED):
        draft_id, file = drafted(vault, case_id, where=where)
        kept[sign(vault, draft_id)] = file
    half, half_kept = drafted(vault, case_id)
    let_go(vault, desk.colleague_id)
    vault = desk.lead()
    for record, file in kept.items():
        assert b"".join(Files(vault).of_record(record, file.id)) == LONG
    assert b"".join(Files(vault).of_draft(half, half_kept.id)) == LONG
    later, later_kept = drafted(vault, case_id, where=Compartment.THIRD_PARTY)
    assert b"".join(Files(vault).of_record(sign(vault, later), later_kept.id)) == LONG
    assert check(vault).findings == ()


def test_a_rebuild_and_a_backup_keep_them(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    draft_id, kept = drafted(vault, add_case(vault))
    record = sign(vault, draft_id)
    rebuild(vault)
    assert b"".join(Files(vault).of_record(record, kept.id)) == LONG
    back_up(vault, tmp_path / "a.casework-backup")
    desk.leave()
    assert MARKER not in (tmp_path / "a.casework-backup").read_bytes()
    restore(tmp_path / "a.casework-backup", tmp_path / "again.vault")
    machine = Machine(state=tmp_path / "elsewhere", clock=SteppingClock(at=desk.machine.clock()))
    with closing(open_as_lead(tmp_path / "again.vault", machine)) as restored:
        assert b"".join(Files(restored).of_record(record, kept.id)) == LONG
        assert check(restored).findings == ()


def test_a_text_is_shown_in_part_and_another_type_not_at_all(office: OpenVault, a_case: str) -> None:
    draft_id = Drafts(office).begin(a_case, "document").id
    short = keep_file(office, draft_id, content=b"Dear Dr Ashdown,\r\nhe waited.\x0c")
    document_of(office, draft_id, short)
    told = Files(office).show_draft(draft_id, short)
    assert (told.text, told.is_cut, told.viewer) == ("Dear Dr Ashdown,\nhe waited.", False, None)
    long = keep_file(office, draft_id, content=b"waited " * 10_000)
    document_of(office, draft_id, long)
    told = Files(office).show_draft(draft_id, long)
    assert (len(told.text), told.is_cut) == (50_000, True)
    other = keep_file(office, draft_id, content=b"MZ\x00\x01")
    document_of(office, draft_id, other)
    assert Files(office).show_draft(draft_id, other) == type(told)()


def test_the_papers_of_a_referral_are_kept_with_it_and_with_its_next_version(
    vault: OpenVault, case_id: str
) -> None:
    draft_id = Drafts(vault).begin(case_id, "referral").id
    papers = tuple(
        Source(what=name, agency="police", file=keep_file(vault, draft_id, name, MARKER + name.encode()))
        for name in ("MG5", "Statement")
    )
    draft = Drafts(vault).open(draft_id)
    content = complete(Referral, papers=papers)
    Drafts(vault).save(draft_id, replace(draft.sheet, content=content), draft.revision)
    record = sign(vault, draft_id)
    read = Records(vault).read(record).sheet.content.papers
    assert [b"".join(Files(vault).of_record(record, each.file.id)) for each in read] == [
        MARKER + b"MG5",
        MARKER + b"Statement",
    ]
    later = Records(vault).new_version(record)
    kept = later.sheet.content.papers[:1]
    changed = replace(later.sheet, content=replace(later.sheet.content, papers=kept))
    Drafts(vault).save(later.id, changed, later.revision)
    second = sign(vault, later.id)
    (paper,) = Records(vault).read(second).sheet.content.papers
    assert b"".join(Files(vault).of_record(second, paper.file.id)) == MARKER + b"MG5"
    assert check(vault).findings == ()
    assert holding(vault.folder, MARKER) == []
