"""A document is checked on its page: the verdict first, then each place, covered until somebody admitted asks."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.rights import Grade
from app.services.cases.victims import Victims
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.sharing.scanning import BAR
from app.services.team.enrolment import Newcomer
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.places import CaseAt
from app.views.context.tasks import Tasks
from app.views.sharing.scan_page import ScanPage
from app.views.theme.theme import Theme
from tests.builders import COLLEAGUE_PASSPHRASE
from tests.confirmed import enrol
from tests.foreign_files import docx, pdf, run
from tests.hostile_files import picture_of
from tests.views.answers import Answers
from tests.views.desk_ground import Kept, arrived, places_of, settled
from tests.views.exchange_ground import Offers, press, texts

VICTIM = "Kerensa Polwarth"


@dataclass
class Ground:
    """The page, and files for its questions."""

    page: ScanPage
    asks: Answers
    qtbot: QtBot
    folder: Path

    def check(self, name: str, content: bytes) -> str:
        """Choose a file of that content; gives the verdict."""
        file = self.folder / name
        file.write_bytes(content)
        self.asks.files = [file]
        press(self.page, "Choose a file…")
        settled(self.qtbot, self.page)
        return self.page.found.outcome.text


@pytest.fixture
def ground(
    qtbot: QtBot, vault: OpenVault, case_id: str, theme: Theme, tasks: Tasks, tmp_path: Path
) -> Ground:
    Victims(vault).add(case_id, "stranger")
    Victims(vault).identify(case_id, "V1", VictimIdentity(name=VICTIM, reason="To find her"))
    (tmp_path / "files").mkdir()
    asks = Answers()
    page = ScanPage(Desk.of(vault), Context(tasks, theme, asks, Kept(), Offers()), case_id)
    arrived(qtbot, page)
    return Ground(page, asks, qtbot, tmp_path / "files")


def test_one_document_after_another_is_checked_and_said_of_in_words_colour_and_sign(
    ground: Ground, vault: OpenVault, case_id: str
) -> None:
    page, found = ground.page, ground.page.found
    asked = places_of(page)
    assert "Drop a document here, or choose it" in texts(page)
    # Nothing found.
    assert ground.check("a.docx", docx(run("Nothing is said here."))).startswith(
        "No protected victim detail was"
    )
    assert found.outcome.kind == "good"
    assert not found.view.isVisible()
    # Not read.
    assert ground.check("b.png", picture_of("PNG", 60, 60)).startswith("It could not be read")
    assert found.outcome.kind == "care"
    assert "The file is a picture and could not be read: look at it yourself." in texts(page)
    # Found: where, of whom, and covered.
    assert ground.check("c.docx", docx(run(f"We saw {VICTIM}."), run("Then."))).startswith(
        "1 place holds a detail of V1"
    )
    assert found.outcome.kind == "error"
    assert [each.found.place for each in found._places] == ["the document, line 1"]
    assert f"We saw {BAR}." in texts(page)
    assert VICTIM not in texts(page)
    # Uncovered by who is admitted, and covered again on leaving.
    QTest.keyClick(found.view, Qt.Key.Key_Return)
    settled(ground.qtbot, page)
    assert f"We saw {VICTIM}." in texts(page)
    page.hide_names(True)
    assert "We saw" not in texts(page)
    page.hide_names(False)
    settled(ground.qtbot, page)
    assert VICTIM not in texts(page)
    press(page, "Show what is covered: the document, line 1")
    settled(ground.qtbot, page)
    assert f"We saw {VICTIM}." in texts(page)
    page.leave()
    assert VICTIM not in texts(page)
    press(page, "Back")
    assert asked == [CaseAt(case_id, "sharing")]


def test_several_are_dropped_at_once_and_may_be_left_half_way(ground: Ground) -> None:
    page, found = ground.page, ground.page.found
    (ground.folder / "a.docx").write_bytes(docx(run("Nothing is said here.")))
    (ground.folder / "b.png").write_bytes(picture_of("PNG", 60, 60))
    # One verdict for all, and each file by its name.
    (ground.folder / f"{VICTIM}.pdf").write_bytes(pdf())
    names = ("a.docx", "b.png", f"{VICTIM}.pdf")
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(ground.folder / name)) for name in names])
    by = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, *by))
    settled(ground.qtbot, page)
    assert found.outcome.text.startswith("1 of 3 files holds a detail that must not leave.")
    assert "b.png: The file is a picture" in texts(page)
    assert [(each.file, each.found.place) for each in found._places] == [("File 3", "the file name")]
    assert "Kerensa" not in texts(page)
    page.hide_names(True)
    assert "b.png" not in texts(page)
    page.hide_names(False)
    settled(ground.qtbot, page)
    # Stopped half way: nothing is said to be clean.
    page.check(*(ground.folder / name for name in names))
    page.waiting._cancelled()
    settled(ground.qtbot, page)
    assert page.bar.text == "Stopped: not everything was checked."
    assert not found.outcome.isVisible()
    # Left half way and come back to: another can be chosen.
    page.check(*(ground.folder / name for name in names))
    page.leave()
    page.arrive()
    settled(ground.qtbot, page)
    assert ground.check("a.docx", docx(run("Nothing."))).startswith("No protected victim detail was")


def test_who_does_not_hold_the_check_is_told_so_and_can_choose_nothing(
    qtbot: QtBot, vault: OpenVault, case_id: str, machine: Machine, theme: Theme, tasks: Tasks
) -> None:
    trainee = Newcomer(login="wren", name="Wren Tallow", role="Trainee", grade=Grade.TRAINEE)
    enrol(vault, trainee, COLLEAGUE_PASSPHRASE)
    vault.lock()
    with closing(unlock(vault.folder, trainee.login, COLLEAGUE_PASSPHRASE, machine=machine)) as theirs:
        page = ScanPage(Desk.of(theirs), Context(tasks, theme, Answers(), Kept(), Offers()), case_id)
        arrived(qtbot, page)
        assert not page.choose.isEnabled()
        assert "it needs release" in page.bar.text
