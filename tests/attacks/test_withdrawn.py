"""A former member signs on with the key of the copy they kept: who has the service's status refuses it."""

import json
import shutil
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.crypto.kdf import CHEAPEST
from app.crypto.pdf import signing
from app.crypto.pdf.verdict import State
from app.errors import Exit, NotAcceptable
from app.models.tables import Authority, MemberKey
from app.services.cases.casefile import CaseFile
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.entry.unlocking import unlock
from app.services.sharing.other_forms import Form
from app.services.sharing.summarising import Request
from app.services.sharing.verifying import examine, verify_files
from app.services.team.revocations import hand_out
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.vault.site_status import AUTHORITY_FILE, FILE, LIST_FILE
from tests.attacks.ground import raw_sql
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    SteppingClock,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
    signed,
)
from tests.confirmed import export, let_go, readmit, sign_again
from tests.crypto.signed_pdfs import FIELD, stamp, unsigned

PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)


@dataclass(frozen=True)
class Ground:
    """A vault of two; what each sent while both were there, and the copy of the folder that the colleague kept."""

    folder: Path
    clock: SteppingClock
    colleague_id: str
    reference: str

    @property
    def place(self) -> Path:
        return self.folder.parent

    @property
    def partner(self) -> Path:
        """The folder of a partner: what was sent, and the authority file."""
        return self.place / "partner"

    def opened(self, login: str = LEAD.login, passphrase: str = LEAD_PASSPHRASE) -> OpenVault:
        machine = Machine(state=self.place / "state", clock=self.clock)
        return unlock(self.folder, login, passphrase, machine=machine, accept_clock=True)

    def verified(self, name: str, status: Path | None = None) -> tuple[Exit, str]:
        text, code = verify_files([self.partner / name], self.partner / AUTHORITY_FILE, status)
        return code, text

    def leaves(self) -> None:
        """The lead lets the colleague go, and gives partners the status."""
        self.clock.at += timedelta(days=30)
        with closing(self.opened()) as vault:
            let_go(vault, self.colleague_id)
            assert check(vault).is_clean
            hand_out(vault, self.partner)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Made once: each test has a copy of it."""
    place = tmp_path_factory.mktemp("withdrawn")
    clock = SteppingClock()
    folder, machine = place / "team.vault", Machine(state=place / "state", clock=clock)
    (place / "kit.txt").write_text(make_vault(folder, machine))
    (place / "partner").mkdir()
    with closing(open_as_lead(folder, machine)) as vault:
        who, case_id = enrol_colleague(vault), add_case(vault)
        signed(vault, case_id, "A quiet week", "consultation")
        reference = CaseFile(vault).open(case_id).case.reference
        export(vault, reference, PANEL, place / "partner" / "lead.pdf")
        vault.lock()
    with closing(unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)) as vault:
        sent = export(vault, reference, PANEL, place / "partner" / "before.pdf")
        sign_again(vault, sent.id, Form.ARCHIVE, place / "partner" / "archive.pdf")
        vault.lock()
    shutil.copytree(folder, place / "kept.vault")
    return Ground(folder, clock, who, reference)


@pytest.fixture
def ground(made: Ground, tmp_path: Path) -> Ground:
    folder = shutil.copytree(made.place, tmp_path / "ground") / made.folder.name
    return replace(made, folder=folder, clock=SteppingClock(made.clock.at))


@pytest.fixture
def recovery(ground: Ground) -> str:
    """The recovery key of the vault."""
    return (ground.place / "kit.txt").read_text()


def sign_on(ground: Ground) -> None:
    """With the copy they kept, the former member signs a PDF of their own."""
    machine = Machine(state=ground.place / "theirs", clock=ground.clock)
    kept = ground.place / "kept.vault"
    with closing(
        unlock(kept, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine, accept_clock=True)
    ) as old:
        with old.database.read() as session:
            mine = session.get_one(MemberKey, old.key_ids["documents"]).certificate
            root = session.execute(select(Authority.certificate)).scalar_one()
        after = signing.sign(
            unsigned(1),
            old.keys.documents,
            mine,
            [root],
            field=FIELD,
            when=ground.clock(),
            stamp=stamp(),
            reason="x",
        )
    (ground.partner / "after.pdf").write_bytes(after)


def test_without_a_status_what_they_sign_is_genuine_and_that_nobody_looked_is_said(ground: Ground) -> None:
    sign_on(ground)
    for name in ("lead.pdf", "before.pdf", "after.pdf"):
        code, told = ground.verified(name)
        assert code is Exit.DONE
        assert "Withdrawn certificates were not looked at" in told


def test_with_the_status_beside_it_is_refused_and_all_that_was_sent_before_verifies(ground: Ground) -> None:
    ground.leaves()
    sign_on(ground)
    code, told = ground.verified("after.pdf")
    assert code is Exit.NO
    assert told.startswith(
        "after.pdf: NOT genuine\n  Kit Marlowe-Pryce left the service on 23-Dec-2026, and this file is not among those "
        "that it had sent.\n"
    )
    for name in ("before.pdf", "archive.pdf"):
        code, told = ground.verified(name)
        assert code is Exit.DONE
        assert "Signed by Kit Marlowe-Pryce before they left" in told
    code, told = ground.verified("lead.pdf")
    assert code is Exit.DONE
    assert "Not among the certificates that the service had withdrawn by 23-Dec-2026." in told


def test_signing_with_a_time_before_they_left_does_not_help(ground: Ground) -> None:
    sign_on(ground)
    ground.leaves()
    assert ground.verified("after.pdf")[0] is Exit.NO


def test_a_listed_file_whose_bytes_were_changed_is_refused(ground: Ground) -> None:
    ground.leaves()
    pdf = bytearray((ground.partner / "before.pdf").read_bytes())
    pdf[len(pdf) // 3] ^= 1
    (ground.partner / "before.pdf").write_bytes(pdf)
    assert ground.verified("before.pdf")[0] is Exit.NO


def test_an_older_status_sent_with_it_does_not_hide_the_newer_one_beside_the_authority(
    ground: Ground,
) -> None:
    with closing(ground.opened()) as vault:
        hand_out(vault, ground.partner)
    sign_on(ground)
    assert ground.verified("after.pdf")[0] is Exit.DONE
    sent = ground.place / "sent"
    sent.mkdir()
    shutil.copy(ground.partner / FILE, sent)
    shutil.copy(ground.partner / "after.pdf", sent)
    ground.leaves()
    _, code = verify_files([sent / "after.pdf"], ground.partner / AUTHORITY_FILE)
    assert code is Exit.NO


@pytest.mark.parametrize("given", [True, False])
@pytest.mark.parametrize("content", [b"", b"{}", b"forged", b"another site's"])
def test_a_forged_or_foreign_status_is_refused_and_said(
    ground: Ground,
    content: bytes,
    given: bool,  # noqa: FBT001
) -> None:
    ground.leaves()
    file = ground.partner / FILE
    if content == b"another site's":
        machine = Machine(state=ground.place / "state", clock=ground.clock)
        make_vault(ground.place / "other.vault", machine)
        with closing(open_as_lead(ground.place / "other.vault", machine)) as vault:
            (ground.place / "other").mkdir()
            hand_out(vault, ground.place / "other")
        shutil.copy(ground.place / "other" / FILE, file)
    elif content == b"forged":
        plain = json.loads(file.read_bytes())
        plain["status"]["withdrawn"] = []
        file.write_text(json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False), "utf-8")
    else:
        file.write_bytes(content)
    code, told = ground.verified("lead.pdf", file if given else None)
    assert code is Exit.NO
    assert "The status file (site-status.json) was altered" in told


def test_a_status_given_without_the_authority_is_not_passed_over(ground: Ground) -> None:
    ground.leaves()
    with pytest.raises(NotAcceptable, match="--ca"):
        verify_files([ground.partner / "lead.pdf"], None, ground.partner / FILE)


def test_facts_for_programs_say_so_too(ground: Ground) -> None:
    ground.leaves()
    files = [ground.partner / "before.pdf", ground.partner / "lead.pdf"]
    told, _ = verify_files(files, ground.partner / AUTHORITY_FILE, as_json=True)
    assert [(each["withdrawn"], each["status_made_at"][:10]) for each in json.loads(told)] == [
        (True, "2026-12-23"),
        (False, "2026-12-23"),
    ]


def test_an_open_vault_knows_who_left_without_any_file(ground: Ground) -> None:
    ground.leaves()
    sign_on(ground)
    (ground.partner / FILE).unlink()
    with closing(ground.opened()) as vault:
        assert examine(ground.partner / "after.pdf", vault).state is State.NOT_GENUINE
        assert examine(ground.partner / "before.pdf", vault).state is State.GENUINE


def test_every_member_s_export_puts_both_files_beside_and_none_replaces_a_newer_one(ground: Ground) -> None:
    with closing(ground.opened()) as vault:
        out = ground.place / "out"
        out.mkdir()
        export(vault, ground.reference, PANEL, out / "1.pdf")
        older = (out / FILE).read_bytes()
        assert (out / LIST_FILE).read_bytes().startswith(b"-----BEGIN X509 CRL-----")
        let_go(vault, ground.colleague_id)
        export(vault, ground.reference, PANEL, out / "2.pdf")
        newer = (out / FILE).read_bytes()
        assert newer != older
    shutil.rmtree(ground.folder)
    shutil.copytree(ground.place / "kept.vault", ground.folder)
    machine = Machine(state=ground.place / "theirs", clock=ground.clock)
    with closing(
        unlock(ground.folder, LEAD.login, LEAD_PASSPHRASE, machine=machine, accept_older=True)
    ) as vault:
        export(vault, ground.reference, PANEL, out / "3.pdf")
    assert (out / FILE).read_bytes() == newer


def test_a_replaced_key_signs_no_more_and_what_it_signed_counts(ground: Ground) -> None:
    with closing(ground.opened()) as vault:
        readmit(vault, ground.colleague_id, "another quiet lantern phrase")
        hand_out(vault, ground.partner)
    sign_on(ground)
    code, told = ground.verified("after.pdf")
    assert code is Exit.NO
    assert "The key of Kit Marlowe-Pryce was replaced" in told
    assert ground.verified("before.pdf")[0] is Exit.DONE
    with closing(ground.opened(COLLEAGUE.login, "another quiet lantern phrase")) as vault:
        export(vault, ground.reference, PANEL, ground.partner / "anew.pdf")
        assert check(vault).is_clean
    assert ground.verified("anew.pdf")[0] is Exit.DONE


def test_after_a_recovery_the_authority_file_beside_speaks_for_what_was_sent_before_and_after(
    ground: Ground, recovery: str
) -> None:
    machine = Machine(state=ground.place / "state", clock=ground.clock)
    recover(ground.folder, recovery, LEAD.login, LEAD_PASSPHRASE, machine=machine, params=CHEAPEST)
    with closing(ground.opened()) as vault:
        export(vault, ground.reference, PANEL, ground.partner / "anew.pdf")
        assert check(vault).is_clean
    for name, said in (
        ("lead.pdf", "with a key that was replaced"),
        ("anew.pdf", "Not among"),
        ("before.pdf", "Not"),
    ):
        code, told = ground.verified(name)
        assert (code, said in told) == (Exit.DONE, True), told


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM site_status",
        "UPDATE site_status SET status = zeroblob(9)",
        "UPDATE site_status SET crl = zeroblob(9)",
        "UPDATE site_status SET number = number + 1",
    ],
)
def test_the_check_names_a_status_that_somebody_changed(ground: Ground, change: str) -> None:
    ground.leaves()
    with raw_sql(ground.folder) as sql:
        sql.execute(change)
    with closing(ground.opened()) as vault:
        assert "staff" in {each.area for each in check(vault).findings}
