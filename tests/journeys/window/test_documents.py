"""A document through the window: added, signed, looked at, and gone with the lock; nothing of it ever in the clear."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.domain.cases.case import CaseGates, Gate
from app.domain.fields.file import MOST_BYTES
from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.views.case.case_page import CasePage
from app.views.editor.writing_view import WritingView
from app.views.forms.file_editor import FileEditor
from app.views.reading.document_view import DocumentView
from tests.builders import LEAD_PASSPHRASE, add_case, open_as_lead
from tests.hostile_files import bomb, laughs, pdf_of, picture_of
from tests.journeys.window.test_consultation import find
from tests.services.test_files import holding
from tests.views.driver import Driver
from tests.views.stalls import not_counted

MARKER = "Marmalade-Lighthouse"
NAME = "Kerensa Polwarth statement.pdf"


@pytest.fixture
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where documents lie that came in: nowhere near the vault."""
    return tmp_path_factory.mktemp("papers")


@pytest.fixture
def desk(folder: Path, machine: Machine, driver: Driver) -> Desk:
    """The window over a vault with a case."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        add_case(vault, "Fairweather")
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    return driver.window.open_desk.desk


def begin(driver: Driver) -> None:
    """Begin a document of the case."""
    find(driver, "fairweather")
    driver.press("New record: choose its kind")
    driver.choose("Document")
    driver.rest()


def say_what_it_is(driver: Driver) -> None:
    """Write what signing needs besides."""
    driver.answer("Sort", "Court document")
    driver.answer("From", "Court")
    driver.type("Dated", "12 Aug 2026")
    driver.type("What it is", "The order as it was made, with its terms.")


def sign(driver: Driver) -> None:
    """Sign it."""
    driver.press("Sign…")
    driver.rest()
    driver.press("Sign document…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign this document")
    driver.rest()


def view(driver: Driver) -> DocumentView:
    """Where the document of the record in front is shown."""
    shown = [each for each in driver.window.findChildren(DocumentView) if each.isVisible()]
    assert len(shown) == 1
    return shown[0]


def add(driver: Driver, path: Path) -> None:
    """Choose a file."""
    driver.press("Document: choose a file, or drop it here")
    driver.save_as(path)
    driver.wait(lambda: f"{path.name} (" in driver.texts())
    driver.rest()


def everywhere(tmp_path: Path) -> Iterator[Path]:
    """The places where a program might leave something: this test's own, and what is there for all."""
    yield tmp_path
    yield Path(os.environ["CASEWORK_HOME"]) if "CASEWORK_HOME" in os.environ else tmp_path


def test_a_document_is_added_signed_and_looked_at_in_memory_alone(
    desk: Desk, driver: Driver, papers: Path, tmp_path: Path
) -> None:
    with not_counted():
        (papers / NAME).write_bytes(pdf_of(3, MARKER))
        before = set(Path(tempfile.gettempdir()).iterdir())
    begin(driver)
    add(driver, papers / NAME)
    say_what_it_is(driver)
    sign(driver)
    assert "Genuine and unaltered" in driver.texts()
    driver.wait(lambda: f"{MARKER} 1" in driver.texts())
    shown = view(driver)
    assert "Page 3 of 3" in driver.names()
    viewer = shown.viewer
    assert viewer is not None
    process = viewer.process_id
    assert process is not None
    with not_counted():
        (case,) = desk.cases.page(CaseQuery()).rows
        (entry,) = desk.chronology.page(case.id).rows
        assert entry.title.startswith("Court document, court, dated 12-Aug-2026 (PDF, ")
        assert "Kerensa" not in driver.window.windowTitle()
        for place in everywhere(tmp_path):
            assert holding(place, MARKER.encode()) == []
        now = set(Path(tempfile.gettempdir()).iterdir())
        assert not [each.name for each in now - before if _holds(each)]
    driver.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: driver.window.open_desk is None)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    with not_counted():
        for place in everywhere(tmp_path):
            assert holding(place, MARKER.encode()) == []


def _holds(path: Path) -> bool:
    try:
        return path.is_file() and MARKER.encode() in path.read_bytes()
    except OSError:
        return False


def test_the_section_lists_it_and_leads_to_it(desk: Desk, driver: Driver, papers: Path) -> None:
    with not_counted():
        (papers / "photo.png").write_bytes(picture_of("PNG", 400, 300))
    begin(driver)
    add(driver, papers / "photo.png")
    say_what_it_is(driver)
    sign(driver)
    driver.wait(lambda: "Page 1 of 1" in driver.names())
    (page,) = (each for each in driver.window.findChildren(CasePage) if each.isVisible())
    assert page.tab == "documents"
    page.sections.setFocus()
    driver.key(Qt.Key.Key_Return)
    driver.rest()
    assert "1 record" in driver.texts()
    page.focus_content()
    driver.key(Qt.Key.Key_Return)
    driver.rest()
    driver.wait(lambda: "Page 1 of 1" in driver.names())


def test_a_file_that_is_dropped_on_the_page_is_added(desk: Desk, driver: Driver, papers: Path) -> None:
    with not_counted():
        (papers / "letter.txt").write_bytes(f"Dear Dr Ashdown, {MARKER}.".encode())
    begin(driver)
    (page,) = (each for each in driver.window.findChildren(WritingView) if each.isVisible())
    drop(page, papers / "letter.txt")
    driver.wait(lambda: "letter.txt (plain text, " in driver.texts())
    say_what_it_is(driver)
    sign(driver)
    driver.wait(lambda: f"Dear Dr Ashdown, {MARKER}." in view(driver).text.toPlainText())


def drop(page: WritingView, path: Path) -> None:
    """Let a file go over the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    facts = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), *facts)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), *facts))


@pytest.mark.parametrize("what", ["bomb", "laughs"])
def test_a_hostile_document_is_kept_and_told_of_in_a_sentence_while_the_window_goes_on(
    desk: Desk, driver: Driver, papers: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.apart.viewer.Viewer.__init__.__kwdefaults__", {"to_begin": 60.0, "a_page": 2.0})
    with not_counted():
        (papers / NAME).write_bytes(bomb(300, 2) if what == "bomb" else laughs(9, 12))
    begin(driver)
    add(driver, papers / NAME)
    say_what_it_is(driver)
    sign(driver)
    said = "unpacks to more than is safe" if what == "bomb" else "takes too long or too much"
    driver.wait(lambda: said in driver.texts())
    assert view(driver).viewer is None
    driver.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    driver.keys("fairweather")
    driver.wait(lambda: "result" in driver.texts())


def test_what_cannot_be_added_is_told_at_the_field_and_what_was_there_stays(
    desk: Desk, driver: Driver, papers: Path
) -> None:
    with not_counted():
        (papers / NAME).write_bytes(pdf_of(1))
        (papers / "empty.pdf").touch()
    begin(driver)
    add(driver, papers / NAME)
    driver.press("Document: choose another file")
    driver.save_as(papers / "empty.pdf")
    driver.wait(lambda: "Error: That document is empty, so it was not added." in driver.texts())
    assert f"{NAME} (PDF, " in driver.texts()
    with not_counted(), (papers / "film.pdf").open("wb") as film:
        film.truncate(MOST_BYTES + 1)
    driver.press("Document: choose another file")
    driver.save_as(papers / "film.pdf")
    driver.wait(lambda: "Error: That document is larger than 200 MB, so it was not added" in driver.texts())
    assert f"{NAME} (PDF, " in driver.texts()
    driver.press("Remove the document: Document")
    driver.wait(lambda: f"{NAME} (PDF, " not in driver.texts())
    driver.rest()
    (editor,) = driver.window.findChildren(FileEditor)
    assert editor.value() is None


def test_a_letter_is_begun_in_the_section_written_and_signed(desk: Desk, driver: Driver) -> None:
    with not_counted():
        (case,) = desk.cases.page(CaseQuery()).rows
        closed = Gate(gate="letters", stands="closed", why="No contact before the hearing")
        desk.pathway.state(case.id, "case.gates", CaseGates(gates=(closed,)))
    find(driver, "fairweather")
    (page,) = (each for each in driver.window.findChildren(CasePage) if each.isVisible())
    page.sections.setCurrentRow(page.sections.count() - 1)
    driver.rest()
    assert "No document or letter yet" in driver.texts()
    driver.press("New letter: letters to the person are closed, No contact before the hearing")
    driver.rest()
    driver.answer("Sort of letter", "Appointment moved")
    driver.answer("Who reads it", "The person")
    driver.type("To", "Ms J. Tolland, probation")
    driver.type("The letter", "The clinic moves to Fridays at four.")
    driver.answer("Administrative", "Yes")
    driver.press("Sign…")
    driver.rest()
    assert "Letters to the person: closed in this case" in driver.texts()
    driver.answer("Who reads it", "Probation")
    driver.press("Sign…")
    driver.rest()
    driver.press("Sign letter…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign this letter")
    driver.rest()
    assert "Genuine and unaltered" in driver.texts()
    with not_counted():
        (entry,) = desk.chronology.page(case.id).rows
    assert (entry.kind, entry.title) == ("letter", "Letter: appointment moved, probation")
