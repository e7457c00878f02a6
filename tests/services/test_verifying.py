"""A clinician looks at a PDF: genuine, altered, somebody else's, or nobody can tell."""

import json
import os
import socket
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.crypto.pdf.verdict import State
from app.errors import CannotRead, CannotTell, Exit
from app.services.cases.casefile import CaseFile
from app.services.sharing.summarising import Request
from app.services.sharing.verifying import examine, verify_files
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.vault.site_status import AUTHORITY_FILE
from tests import confirmed
from tests.builders import LEAD, SteppingClock, add_case, make_vault, open_as_lead, signed
from tests.crypto.other_programs import letter, signed_elsewhere
from tests.outside import tool


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A summary that another service sent, its authority beside it."""
    folder = tmp_path_factory.mktemp("sent")
    machine = Machine(state=folder / "state", clock=SteppingClock())
    make_vault(folder / "other.vault", machine)
    vault = open_as_lead(folder / "other.vault", machine)
    out = folder / "out"
    out.mkdir()
    export(vault, out / "summary.pdf")
    vault.lock()
    return out / "summary.pdf"


def export(vault: OpenVault, to: Path) -> None:
    """Sign a consultation and export a summary of its case."""
    case_id = add_case(vault)
    signed(vault, case_id, "Words", "consultation")
    request = Request(
        audience="panel",
        recipient="The panel",
        purpose="Discussion",
        question="What next?",
        answer="Little has changed.",
    )
    confirmed.export(vault, CaseFile(vault).open(case_id).case.reference, request, to)


def test_an_open_vault_knows_its_own(office: OpenVault, tmp_path: Path) -> None:
    export(office, tmp_path / "own.pdf")
    found = examine(tmp_path / "own.pdf", office)
    assert (found.state, found.headline) == (State.GENUINE, "Genuine and unaltered")
    facts = dict(found.facts)
    assert facts["Signed by"] == LEAD.name
    assert facts["File"] == "own.pdf"
    assert facts["Signed at, by the signer's clock"].startswith("23-Nov-2026")
    assert len(facts["SHA-256 of the file"]) == 64
    assert "Authority's fingerprint" in facts


def test_a_partners_is_no_forgery_but_nobody_here_can_tell(office: OpenVault, sent: Path) -> None:
    found = examine(sent, office)
    assert (found.state, found.headline) == (State.CANNOT_TELL, "Not signed by this service")
    assert "site-ca.pem" in " ".join(found.lines)
    facts = dict(found.facts)
    assert "Signed by" not in facts
    assert facts["Says it was signed by"] == LEAD.name
    assert "Authority's fingerprint" not in facts


@pytest.mark.parametrize("with_vault", [False, True])
def test_a_partners_authority_file_decides(office: OpenVault, sent: Path, with_vault: bool) -> None:  # noqa: FBT001
    found = examine(sent, office if with_vault else None, sent.parent / AUTHORITY_FILE)
    assert found.state is State.GENUINE
    assert dict(found.facts)["Signed by"] == LEAD.name


def test_another_authority_than_the_signers_is_a_no(office: OpenVault, sent: Path, tmp_path: Path) -> None:
    export(office, tmp_path / "own.pdf")
    found = examine(sent, office, tmp_path / AUTHORITY_FILE)
    assert (found.state, found.headline) == (State.NOT_GENUINE, "Not genuine: do not rely on it")


def test_without_vault_or_authority_the_names_are_claims(sent: Path) -> None:
    found = examine(sent)
    assert found.state is State.CANNOT_TELL
    assert "whose authority" in found.lines[0]
    assert "Signed by" not in dict(found.facts)


@pytest.mark.parametrize("with_vault", [False, True])
def test_an_altered_file_is_a_no_for_everybody(
    office: OpenVault,
    sent: Path,
    tmp_path: Path,
    with_vault: bool,  # noqa: FBT001
) -> None:
    data = bytearray(sent.read_bytes())
    data[len(data) // 3] ^= 1
    (tmp_path / "altered.pdf").write_bytes(data)
    found = examine(tmp_path / "altered.pdf", office if with_vault else None)
    assert found.state is State.NOT_GENUINE
    assert "altered" in found.lines[0]


def test_what_is_no_pdf_or_not_there_cannot_be_told(office: OpenVault, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"Dear Sir")
    for name in ("letter.pdf", "nothing.pdf"):
        found = examine(tmp_path / name, office)
        assert found.state is State.CANNOT_TELL
        assert len(found.lines) == 1


def test_an_authority_file_that_is_not_there_is_said(sent: Path, tmp_path: Path) -> None:
    with pytest.raises((CannotRead, CannotTell)):
        examine(sent, None, tmp_path / "nothing.pem")


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2026, 7, 14, 23, 30, tzinfo=UTC), "15-Jul-2026 00:30 UTC+01:00 (14-Jul-2026 23:30 UTC)"),
        (datetime(2026, 7, 15, 11, 30, tzinfo=UTC), "15-Jul-2026 12:30 UTC+01:00 (11:30 UTC)"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "31-Dec-2026 23:59 UTC"),
    ],
    ids=["after midnight in summer", "in summer", "in winter"],
)
def test_page_check_and_window_name_one_time(tmp_path: Path, at: datetime, shown: str) -> None:
    machine = Machine(state=tmp_path / "state", clock=SteppingClock(at=at))
    make_vault(tmp_path / "v", machine)
    vault = open_as_lead(tmp_path / "v", machine)
    export(vault, tmp_path / "s.pdf")
    read = subprocess.run(
        [tool("pdftotext"), tmp_path / "s.pdf", "-"], check=True, capture_output=True, text=True
    )
    page = " ".join(read.stdout.split())
    said, _ = verify_files([tmp_path / "s.pdf"], tmp_path / AUTHORITY_FILE)
    facts = json.loads(verify_files([tmp_path / "s.pdf"], tmp_path / AUTHORITY_FILE, as_json=True)[0])[0]
    assert shown in page
    assert f"Prepared {shown[:11]}" in page
    assert f" on {shown} by the signer's clock" in said
    assert dict(examine(tmp_path / "s.pdf", vault).facts)["Signed at, by the signer's clock"] == shown
    # Programs that read the facts are given one instant in one spelling.
    assert datetime.fromisoformat(facts["signed_at"]) == at
    assert facts["signed_at"].endswith("+00:00")
    vault.close()


@pytest.mark.parametrize("with_vault", [False, True])
def test_what_another_program_signed_is_no_forgery(
    office: OpenVault,
    tmp_path: Path,
    with_vault: bool,  # noqa: FBT001
) -> None:
    (tmp_path / "letter.pdf").write_bytes(signed_elsewhere(letter()))
    found = examine(tmp_path / "letter.pdf", office if with_vault else None)
    assert (found.state, found.headline) == (State.CANNOT_TELL, "Signed with other software")
    assert found.lines == (
        "Signed with other software, and whole: nothing was changed since. Who signed it is not known here.",
    )
    assert [label for label, _ in found.facts] == ["File", "SHA-256 of the file"]


@pytest.mark.parametrize("with_vault", [False, True])
def test_what_another_program_signed_and_somebody_changed_is_said_to_be_that(
    office: OpenVault,
    tmp_path: Path,
    with_vault: bool,  # noqa: FBT001
) -> None:
    altered = tmp_path / "letter.pdf"
    altered.write_bytes(signed_elsewhere(letter()).replace(b"/MediaBox", b"/mediaBox", 1))
    found = examine(altered, office if with_vault else None)
    headline = "Signed with other software, and changed since"
    assert (found.state, found.headline) == (State.CANNOT_TELL, headline)
    said, code = verify_files([altered], None)
    assert (said.splitlines()[0], code) == (f"letter.pdf: {headline.lower()}", Exit.CANNOT_TELL)
    (facts,) = json.loads(verify_files([altered], None, as_json=True)[0])
    assert (facts["state"], facts["of_another_program"], facts["intact"]) == ("cannot_tell", True, False)


def test_a_pipe_or_a_socket_cannot_be_told_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(tmp_path / "socket.pdf"))
        for name in ("pipe.pdf", "socket.pdf"):
            found = examine(tmp_path / name)
            assert found.state is State.CANNOT_TELL
            assert found.lines == ("That is no file that could be checked, but a pipe or a device.",)
