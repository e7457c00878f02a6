"""What was sent is a signed fact: changed, taken out, put in or stated without the right, it is found and named."""

import shutil
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from app.domain.facts.share import ShareSending
from app.domain.fields.rights import Grade, Right
from app.errors import NotGenuine
from app.models.base import wire_time
from app.services.cases.casefile import CaseFile
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.facts.history import of_case
from app.services.sharing.sent import copy, remember, sent
from app.services.sharing.summarising import Request
from app.services.team.enrolment import Newcomer
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import tampered
from tests.builders import LEAD, SteppingClock, add_case, make_vault, open_as_lead, signed
from tests.confirmed import enrol, export
from tests.released import released

PANEL: Final = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)
CLERK: Final = Newcomer(login="wren", name="Wren Hollis", role="Administrator", grade=Grade.ADMINISTRATOR)
CLERK_PASSPHRASE: Final = "yet another harbour phrase"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault with two cases, of one of which a summary was sent and written once more, and an administrator."""
    place = tmp_path_factory.mktemp("sent")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    with closing(open_as_lead(place / "team.vault", machine)) as vault:
        case_id, _ = add_case(vault), add_case(vault, "Quillon", given_names="Bram")
        signed(vault, case_id, "Walked past the library")
        export(vault, CaseFile(vault).open(case_id).case.reference, PANEL, place / "summary.pdf")
        (page,) = sent(vault, case_id, 9).rows
        copy(vault, page.id, place / "again.pdf")
        enrol(vault, CLERK, CLERK_PASSPHRASE)
        vault.lock()
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """That vault, in a copy of the test's own."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "team.vault"


def _machine(folder: Path) -> Machine:
    return Machine(state=folder.with_name("state"), clock=SteppingClock())


def _findings(folder: Path) -> list[str]:
    with closing(open_as_lead(folder, _machine(folder))) as vault:
        return [each.sentence for each in check(vault).findings]


def _case(vault: OpenVault, family_name: str) -> str:
    of = "SELECT c.id FROM casefile c JOIN person p ON p.id = c.person_id WHERE p.family_name = ?"
    with vault.database.read() as session:
        return str(session.connection().exec_driver_sql(of, (family_name,)).scalar_one())


def test_nothing_is_wrong_with_what_nobody_touched(folder: Path) -> None:
    assert _findings(folder) == []


NAMED: Final = {
    "UPDATE disclosure SET recipient = 'The police'": "“Recipient” is shown as The police, but Dr Rowan Ashdown "
    "stated The panel on 23-Nov-2026.",
    "UPDATE disclosure SET purpose = 'Briefing'": "“Purpose” is shown as Briefing, but Dr Rowan Ashdown stated "
    "Discussion on 23-Nov-2026.",
    "UPDATE disclosure SET audience = 'police'": "“Audience” is shown as police, but",
    "UPDATE disclosure SET withheld = ''": "“Left out” is ",
    "UPDATE disclosure SET at = '2020-01-01T00:00:00.000Z'": "“Sent at” is shown as 2020-01-01T00:00:00.000Z, but",
    "UPDATE disclosure SET case_id = (SELECT id FROM casefile WHERE id <> case_id)": "“Case” is not what",
    "UPDATE disclosure SET sha256 = randomblob(32)": "“Fingerprint (SHA-256)” is not what",
    "DELETE FROM disclosure": "it was stated, and is not shown any more.",
    "INSERT INTO disclosure SELECT 'x', case_id, at, staff_id, audience, 'The police', purpose, withheld, sha256, "
    "content, device, seq FROM disclosure": "it is shown, and nobody stated it.",
}


@pytest.mark.parametrize("statement", NAMED)
def test_what_is_shown_otherwise_than_stated_is_named_with_its_case(folder: Path, statement: str) -> None:
    tampered(folder, lambda connection: connection.execute(statement))
    found = _findings(folder)
    assert any(each.startswith("Output of case") and NAMED[statement] in each for each in found), found


@pytest.mark.parametrize("fact", ["share.sent", "share.copied"])
def test_what_was_stated_of_it_cannot_be_taken_out(folder: Path, fact: str) -> None:
    gone = f"DELETE FROM event WHERE fact = '{fact}'"
    tampered(folder, lambda connection: connection.execute(gone))
    assert any("what was stated on 23-Nov-2026 was taken out." in each for each in _findings(folder))


def test_who_may_send_nothing_cannot_have_sent_something(folder: Path) -> None:
    content = b"%PDF-1.7 written by somebody else"
    with closing(unlock(folder, CLERK.login, CLERK_PASSPHRASE, machine=_machine(folder))) as vault:
        case_id = _case(vault, "Quillon")
        with vault.acting(Right.OWN) as act:
            said = ShareSending(
                case=case_id,
                staff=vault.member.id,
                sent=wire_time(act.at),
                audience="panel",
                recipient="A friend",
                purpose="None",
                sha256=sha256(content).hexdigest(),
            )
            remember(vault, act, "019a0000-0000-7000-8000-000000000000", said, content)
    assert any("summary sent: Wren Hollis had no right to state it." in each for each in _findings(folder))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE disclosure SET case_id = (SELECT id FROM casefile WHERE id <> case_id)",
        "UPDATE disclosure SET content = x'25504446', sha256 = randomblob(32)",
    ],
)
def test_what_is_not_as_it_was_stated_is_not_written_once_more(
    folder: Path, statement: str, tmp_path: Path
) -> None:
    tampered(folder, lambda connection: connection.execute(statement))
    with closing(open_as_lead(folder, _machine(folder))) as vault:
        with vault.database.read() as session:
            disclosure_id = session.connection().exec_driver_sql("SELECT id FROM disclosure").scalar_one()
        with pytest.raises(NotGenuine):
            copy(vault, disclosure_id, tmp_path / "more.pdf")
    assert not (tmp_path / "more.pdf").exists()


def test_the_history_of_a_case_says_to_whom_it_went_and_by_whose_hand(folder: Path) -> None:
    with closing(open_as_lead(folder, _machine(folder))) as vault:
        case_id = _case(vault, "Fairweather")
        told = [
            (line.author, change.label, change.after)
            for line in of_case(vault, case_id, 2).rows
            for change in line.changes
        ]
    assert told == [
        (LEAD.name, "Copy of a summary written", "done"),
        (LEAD.name, "Summary sent", "The panel: Discussion"),
    ]


def test_the_history_tells_who_reads_no_records_nothing_of_the_reader(folder: Path) -> None:
    with closing(unlock(folder, CLERK.login, CLERK_PASSPHRASE, machine=_machine(folder))) as vault:
        case_id = _case(vault, "Fairweather")
        told = [change.after for line in of_case(vault, case_id, 2).rows for change in line.changes]
    assert told == ["done", "done"]


def test_what_an_older_store_sent_is_taken_over_as_it_was_found(tmp_path: Path) -> None:
    old = released(tmp_path / "old")
    with closing(old.open()) as vault:
        assert check(vault).findings == ()
        with vault.database.read() as session:
            stated = session.connection().exec_driver_sql(
                "SELECT e.basis, d.recipient FROM disclosure d JOIN event e ON e.subject_id = d.id "
                "WHERE e.fact = 'share.sent' AND json_extract(CAST(e.body AS TEXT), '$.after.recipient') = d.recipient"
            )
            assert [basis for basis, _ in stated] == ["adopted"]
