"""The page says who signed a PDF and whether it is whole, in words, colour and sign."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from app.crypto.pdf import signing
from app.domain.fields.rights import Right
from app.models.tables import Disclosure, MemberKey, Staff
from app.services.desk import Desk
from app.services.sharing.other_forms import Form
from app.services.sharing.summarising import Request
from app.services.team.revocations import hand_out, state
from app.services.vault import keys
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.vault.site_status import AUTHORITY_FILE, FILE
from app.views.context.context import Context
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.verify.verify_page import VerifyPage
from tests.builders import SteppingClock, add_case, make_vault, open_as_lead, signed
from tests.confirmed import export, sign_again
from tests.crypto.signed_pdfs import FIELD, stamp, unsigned
from tests.views.answers import Answers
from tests.views.desk_ground import Kept, arrived, settled
from tests.views.exchange_ground import Offers, press, texts


def summary(vault: OpenVault, out: Path) -> Path:
    """A summary that a vault signed."""
    case_id = add_case(vault)
    signed(vault, case_id, "A quiet week.")
    reference = Desk.of(vault).casefile.open(case_id).case.reference
    out.parent.mkdir(parents=True)
    export(
        vault,
        reference,
        Request(
            audience="panel",
            recipient="A panel",
            purpose="To agree",
            question="What next?",
            answer="Little has changed.",
        ),
        out,
    )
    return out


def signed_on(vault: OpenVault, out: Path) -> Path:
    """A PDF signed with the lead's key, and never sent by the service."""
    with vault.database.read() as session:
        mine = session.get_one(MemberKey, vault.key_ids["documents"]).certificate
        roots = keys.trusted(session, vault.header)
    about = {"field": FIELD, "when": vault.clock(), "stamp": stamp(), "reason": "x"}
    out.write_bytes(signing.sign(unsigned(1), vault.keys.documents, mine, roots, **about))
    return out


@dataclass
class Ground:
    """The page, and files for its questions."""

    page: VerifyPage
    asks: Answers
    qtbot: QtBot

    def judge(self, *files: Path) -> str:
        """Choose a file, and give what is said of it."""
        self.asks.files = list(files)
        press(self.page, "Choose a PDF…")
        settled(self.qtbot, self.page)
        return self.page.judging.found.outcome.text


@pytest.fixture
def ours(vault: OpenVault, tmp_path: Path) -> Path:
    return summary(vault, tmp_path / "ours" / "summary.pdf")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    machine = Machine(state=tmp_path / "their state", clock=SteppingClock())
    make_vault(tmp_path / "theirs.vault", machine)
    other = open_as_lead(tmp_path / "theirs.vault", machine)
    made = summary(other, tmp_path / "theirs" / "summary.pdf")
    hand_out(other, made.parent)
    other.close()
    return made


@pytest.fixture
def ground(qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks) -> Ground:
    asks = Answers()
    page = VerifyPage(Desk.of(vault), Context(tasks, theme, asks, Kept(), Offers()))
    arrived(qtbot, page)
    return Ground(page, asks, qtbot)


def test_says_what_to_do_while_there_is_no_file(ground: Ground) -> None:
    assert "Drop a signed summary here" in texts(ground.page)
    assert not ground.page.judging.authority.isEnabled()
    assert not ground.page.judging.status.isEnabled()


def test_a_summary_of_ours_is_genuine_in_words_colour_and_sign(ground: Ground, ours: Path) -> None:
    assert ground.judge(ours).startswith("Genuine and unaltered")
    assert ground.page.judging.found.outcome.property("bar") == "good"
    told = texts(ground.page)
    assert "Dr Rowan Ashdown" in told
    assert "summary.pdf" in told


def test_a_protected_copy_asks_for_its_words_and_then_says_who_signed_it(
    ground: Ground, vault: OpenVault, ours: Path
) -> None:
    row = select(Disclosure.id).order_by(Disclosure.at.desc())
    with vault.database.read() as session:
        sent = session.scalars(row).first()
    assert sent is not None
    words = sign_again(vault, sent, Form.PROTECTED, ours.with_name("protected.pdf")).passphrase
    found = ground.page.judging.found
    assert ground.judge(ours.with_name("protected.pdf")).startswith("Protected with a passphrase")
    for typed, headline in (
        ("no such words", "Protected with a passphrase"),
        (words.upper(), "Genuine and unaltered"),
    ):
        found.passphrase.fill(typed)
        press(ground.page, "Check with it")
        settled(ground.qtbot, ground.page)
        assert found.outcome.text.startswith(headline)
        assert found.passphrase.text() == ""
    assert not found.unlock.isVisible()


def test_a_changed_byte_is_not_genuine(ground: Ground, ours: Path) -> None:
    altered = bytearray(ours.read_bytes())
    altered[len(altered) // 2] ^= 1
    ours.write_bytes(altered)
    assert ground.judge(ours).startswith("Not genuine")
    assert ground.page.judging.found.outcome.property("bar") == "error"


def test_a_partners_summary_is_no_forgery_and_is_trusted_by_their_authority(
    ground: Ground, theirs: Path
) -> None:
    assert ground.judge(theirs).startswith("Not signed by this service")
    assert ground.page.judging.found.outcome.property("bar") == "care"
    ground.asks.files = [theirs.parent / AUTHORITY_FILE]
    press(ground.page, "Trust another authority…")
    settled(ground.qtbot, ground.page)
    assert ground.page.judging.found.outcome.text.startswith("Genuine and unaltered")


def test_the_withdrawals_of_a_partner_are_found_beside_or_chosen(ground: Ground, theirs: Path) -> None:
    unseen = "Withdrawn certificates were not looked at"
    ground.judge(theirs)
    ground.asks.files = [theirs.parent / AUTHORITY_FILE]
    press(ground.page, "Trust another authority…")
    settled(ground.qtbot, ground.page)
    assert (
        "Not among the certificates that the service had withdrawn" in ground.page.judging.found.outcome.text
    )
    elsewhere = (theirs.parent / FILE).rename(theirs.parent / "kept.json")
    ground.page.judging.examine(theirs, theirs.parent / AUTHORITY_FILE)
    settled(ground.qtbot, ground.page)
    assert unseen in ground.page.judging.found.outcome.text
    ground.asks.files = [elsewhere]
    press(ground.page, "Look at a status file…")
    settled(ground.qtbot, ground.page)
    assert unseen not in ground.page.judging.found.outcome.text
    elsewhere.write_bytes(elsewhere.read_bytes().replace(b'"number":1', b'"number":2'))
    _drop(ground.page, elsewhere)
    settled(ground.qtbot, ground.page)
    assert ground.page.judging.found.outcome.text.startswith("Not genuine")
    assert "The status file (site-status.json) was altered" in ground.page.judging.found.outcome.text


def test_who_left_signs_no_more(ground: Ground, vault: OpenVault, ours: Path) -> None:
    with vault.database.write() as session:
        session.execute(update(Staff).values(left_at=vault.clock()))
    with vault.acting(Right.OWN) as act:
        state(vault, act)
    told = ground.judge(ours)
    assert "Signed by Dr Rowan Ashdown before they left" in told
    assert ground.page.judging.found.outcome.property("bar") == "good"
    late = signed_on(vault, ours.with_name("late.pdf"))
    assert ground.judge(late).startswith("Not genuine")
    assert "left the service" in ground.page.judging.found.outcome.text
    assert ground.page.judging.found.outcome.property("bar") == "error"


def test_an_authority_file_that_is_none_is_said_and_another_can_be_given(
    ground: Ground, ours: Path, tmp_path: Path
) -> None:
    ground.judge(ours)
    (tmp_path / "no.pem").write_text("nothing of the sort")
    ground.asks.files = [tmp_path / "no.pem"]
    press(ground.page, "Trust another authority…")
    settled(ground.qtbot, ground.page)
    assert ground.page.bar.text
    assert ground.page.judging.found.outcome.text == ""
    assert ground.page.judging.authority.isEnabled()


@pytest.mark.parametrize("content", [b"", b"no PDF at all"])
def test_what_is_no_summary_cannot_be_told(ground: Ground, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(content)
    ground.judge(file)
    assert ground.page.judging.found.outcome.property("bar") == "care"


def test_a_file_that_has_gone_is_said(ground: Ground, tmp_path: Path) -> None:
    assert "no file of that name" in ground.judge(tmp_path / "gone.pdf")


def _drop(page: VerifyPage, file: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_files_can_be_dropped_a_summary_and_then_its_authority(ground: Ground, theirs: Path) -> None:
    _drop(ground.page, theirs)
    settled(ground.qtbot, ground.page)
    assert ground.page.judging.found.outcome.text.startswith("Not signed by this service")
    _drop(ground.page, theirs.parent / AUTHORITY_FILE)
    settled(ground.qtbot, ground.page)
    assert ground.page.judging.found.outcome.text.startswith("Genuine and unaltered")


def test_the_file_one_comes_with_is_judged_at_once(
    qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks, ours: Path
) -> None:
    page = VerifyPage(Desk.of(vault), Context(tasks, theme, Answers(), Kept(), Offers()), ours)
    arrived(qtbot, page)
    assert page.judging.found.outcome.text.startswith("Genuine and unaltered")
