"""What was sent, signed once more by its author: for an archive, and protected with seven words told by telephone."""

import subprocess
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text

from app.crypto.certificates import read_bundle
from app.crypto.pdf.verdict import State
from app.crypto.pdf.verifying import verify
from app.domain.cases.victim import VictimIdentity
from app.errors import AlreadyThere, MustConfirm, NotAcceptable, NotFound, NotPermitted, SentBefore
from app.services.cases.casefile import CaseFile
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.facts.history import of_case
from app.services.sharing.as_text import copy_text, leaving_as_text
from app.services.sharing.countersigning import countersign, look
from app.services.sharing.other_forms import Form, Written, signing_as
from app.services.sharing.other_forms import sign_again as sign_in_form
from app.services.sharing.preparing import prepare
from app.services.sharing.sent import sent as sent_of
from app.services.sharing.summarising import Request
from app.services.sharing.verifying import examine
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from app.services.vault.site_status import AUTHORITY_FILE
from tests.builders import COLLEAGUE, LEAD, add_case, signed
from tests.confirmed import export, sign_again
from tests.outside import tool
from tests.services.conftest import Desk

PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)


@dataclass(frozen=True)
class Ground:
    """A report that the lead signed, and where it lies."""

    vault: OpenVault
    case_id: str
    id: str
    out: Path

    def again(self, form: Form, name: str) -> Written:
        """Sign it once more."""
        return sign_again(self.vault, self.id, form, self.out / name)


def made(vault: OpenVault, out: Path, countersigner: str = "") -> Ground:
    """A case, and a report of it that the lead signed."""
    case_id = add_case(vault, "Quillbeck")
    signed(vault, case_id, "Walked past again, zanderwort.", "consultation")
    out.mkdir()
    asked = replace(PANEL, countersigner=countersigner)
    sent = export(vault, CaseFile(vault).open(case_id).case.reference, asked, out / "report.pdf")
    return Ground(vault, case_id, sent.id, out)


@pytest.fixture
def ground(office: OpenVault, tmp_path: Path) -> Ground:
    return made(office, tmp_path / "out")


def test_both_are_signed_whole_and_noted_like_a_copy(ground: Ground) -> None:
    archive, protected = ground.again(Form.ARCHIVE, "a.pdf"), ground.again(Form.PROTECTED, "p.pdf")
    for name, written in (("a.pdf", archive), ("p.pdf", protected)):
        content = (ground.out / name).read_bytes()
        assert sha256(content).hexdigest() == written.sha256
        found = examine(ground.out / name, ground.vault, passphrase=written.passphrase)
        assert (found.state, found.headline) == (State.GENUINE, "Genuine and unaltered")
        assert dict(found.facts)["Signed by"] == LEAD.name
        options = ("-p", written.passphrase) if written.passphrase else ()
        command = [tool("mutool"), "sign", "-v", *options, ground.out / name]
        seen = subprocess.run(command, check=True, capture_output=True, text=True)
        assert "The document is unchanged since signing." in seen.stdout + seen.stderr
    titles = [line.title for line in of_case(ground.vault, ground.case_id, 3).rows]
    assert titles == ["Protected copy of a report signed", "Archive copy of a report signed", "Summary sent"]
    # The register has one line of what was sent, and its bytes are those that were sent.
    (row,) = sent_of(ground.vault, ground.case_id, 5).rows
    assert row.sha256 == sha256((ground.out / "report.pdf").read_bytes()).hexdigest()
    assert check(ground.vault).is_clean


def test_a_protected_copy_opens_with_its_words_alone_which_are_kept_nowhere(
    ground: Ground, tmp_path: Path
) -> None:
    written = ground.again(Form.PROTECTED, "p.pdf")
    content, found = (ground.out / "p.pdf").read_bytes(), examine(ground.out / "p.pdf", ground.vault)
    assert (found.state, found.headline) == (State.CANNOT_TELL, "Protected with a passphrase")
    assert found.locked
    assert len(written.passphrase.split()) == 7
    reference = CaseFile(ground.vault).open(ground.case_id).case.reference
    for word in (reference.encode(), b"Quillbeck", b"zanderwort", b"report.json", b"Discussion", b"uuid:"):
        assert word not in content
    spaced = f"  {written.passphrase.upper().replace(' ', '   ')} "
    assert examine(ground.out / "p.pdf", ground.vault, passphrase=spaced).state is State.GENUINE
    plain = subprocess.run(
        [tool("qpdf"), "--show-encryption", f"--password={written.passphrase}", ground.out / "p.pdf"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "R = 6" in plain
    assert "stream encryption method: AESv3" in plain
    assert "Supplied password is owner password" not in plain
    for wrong in ("", "not these seven words of it at all", written.passphrase.rsplit(" ", 1)[0]):
        command = [tool("qpdf"), "--requires-password", f"--password={wrong}", ground.out / "p.pdf"]
        assert subprocess.run(command, check=False).returncode == 0
        assert examine(ground.out / "p.pdf", ground.vault, passphrase=wrong).locked
    # What is attached for machines is that of the report.
    root = read_bundle((ground.out / AUTHORITY_FILE).read_bytes())
    sent = verify((ground.out / "report.pdf").read_bytes(), root)
    verdict = verify((ground.out / "p.pdf").read_bytes(), root, passphrase=written.passphrase)
    assert verdict.attachment == sent.attachment
    assert verdict.attachment
    _assert_kept_nowhere(ground, written, tmp_path)


def _assert_kept_nowhere(ground: Ground, written: Written, tmp_path: Path) -> None:
    assert written.passphrase not in repr(written)
    with ground.vault.database.read() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        rows = [
            repr(tuple(row)) for table in tables for row in session.execute(text(f'SELECT * FROM "{table}"'))
        ]
    stored, words = "\n".join(rows), written.passphrase.split()
    assert written.sha256 in stored
    assert not [pair for pair in pairwise(words) if " ".join(pair) in stored]
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert written.passphrase.encode() not in file.read_bytes()


def test_what_is_guarded_by_now_goes_into_neither(ground: Ground) -> None:
    Victims(ground.vault).add(ground.case_id, "stranger")
    Victims(ground.vault).identify(
        ground.case_id, "V1", VictimIdentity(name="Zanderwort Yelverton", reason="To find her")
    )
    for form in Form:
        with pytest.raises(SentBefore):
            ground.again(form, "again.pdf")
        assert not (ground.out / "again.pdf").exists()


def test_only_its_author_signs_it_once_more_and_only_by_their_word_for_that(
    ground: Ground, tmp_path: Path
) -> None:
    of_other = confirmed_at_unlocking(ground.vault, signing_as(ground.id, Form.PROTECTED))
    with pytest.raises(MustConfirm):
        sign_in_form(ground.vault, ground.id, Form.ARCHIVE, of_other, tmp_path / "a.pdf")
    with pytest.raises(AlreadyThere):
        ground.again(Form.ARCHIVE, "report.pdf")
    with pytest.raises(NotFound):
        sign_again(ground.vault, "01a20000-0000-7000-8000-000000000001", Form.ARCHIVE, tmp_path / "a.pdf")
    prepared = prepare(ground.vault, ground.case_id, PANEL)
    word = confirmed_at_unlocking(ground.vault, leaving_as_text(prepared.id, prepared.sha256))
    copy_text(ground.vault, prepared.id, word)
    (as_text, _) = sent_of(ground.vault, ground.case_id, 2).rows
    with pytest.raises(NotAcceptable):
        sign_again(ground.vault, as_text.id, Form.ARCHIVE, tmp_path / "a.pdf")
    assert not list(tmp_path.glob("*.pdf"))


def test_nobody_else_signs_it_once_more(desk: Desk, tmp_path: Path) -> None:
    lead = desk.lead()
    sent = made(lead, tmp_path / "out", COLLEAGUE.login)
    with pytest.raises(NotPermitted):
        look(lead, sent.id)
    colleague = desk.colleague()
    with pytest.raises(NotPermitted):
        sign_again(colleague, sent.id, Form.PROTECTED, tmp_path / "p.pdf")
    # Nor has a report another form that bears two signatures.
    word = confirmed_at_unlocking(colleague, look(colleague, sent.id).digest)
    second = countersign(colleague, sent.id, word, tmp_path / "second.pdf")
    with pytest.raises(NotAcceptable):
        sign_again(colleague, second.id, Form.ARCHIVE, tmp_path / "p.pdf")
    assert not (tmp_path / "p.pdf").exists()
    newest, first = sent_of(colleague, sent.case_id, 5).rows
    assert (newest.author, newest.sha256) == (COLLEAGUE.name, second.sha256)
    assert (first.countersigner, first.countersigned_by) == (COLLEAGUE.name, COLLEAGUE.name)
    assert check(colleague).is_clean
