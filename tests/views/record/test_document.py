"""A document below its record: drawn by another process, a hundred pages at a time, and let go of when it is left."""

import gc
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds.document.content import Document
from app.domain.kinds.parts.source import Source
from app.domain.kinds.referral.content import Referral
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.tasks import Tasks
from app.views.reading.document_view import DocumentView
from app.views.record.record_page import RecordPage
from app.views.theme.theme import Theme
from tests.attacks.ground import tampered
from tests.builders import complete, keep_file
from tests.confirmed import sign
from tests.hostile_files import pdf_of, picture_of
from tests.views.desk_ground import arrived, context_of


@pytest.fixture
def context(theme: Theme, tasks: Tasks) -> Context:
    return context_of(theme, tasks)


def signed(vault: OpenVault, case_id: str, content: bytes) -> str:
    """A signed document; gives its record."""
    begun = Drafts(vault).begin(case_id, "document")
    said = Document(
        file=keep_file(vault, begun.id, "Statement", content),
        sort="report",
        source="police",
        dated=ClinicalDate(2026, 11, 2),
        what="What they say",
    )
    Drafts(vault).save(begun.id, replace(begun.sheet, content=said), begun.revision)
    return sign(vault, begun.id)


def opened(qtbot: QtBot, vault: OpenVault, context: Context, case_id: str, content: bytes) -> RecordPage:
    """The record's page, loaded."""
    page = RecordPage(Desk.of(vault), context, case_id, signed(vault, case_id, content))
    arrived(qtbot, page)
    return page


def drawn(view: DocumentView) -> list[int]:
    """The pages that have a picture, by their numbers."""
    return [n for n, each in enumerate(view.pages.pages, 1) if not each.pixmap().isNull()]


def is_there(process: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def process_of(view: DocumentView) -> int:
    """The process that draws it."""
    assert view.viewer is not None
    assert view.viewer.process_id is not None
    return view.viewer.process_id


def test_pages_stand_below_what_was_written_and_go_with_the_page(
    qtbot: QtBot, vault: OpenVault, context: Context, case_id: str
) -> None:
    page = opened(qtbot, vault, context, case_id, pdf_of(3))
    qtbot.waitUntil(lambda: 1 in drawn(page.document), timeout=30_000)
    assert "What they say" in page.reading.toPlainText()
    assert page.document.pages.pages[0].accessibleDescription().strip() == "Page 1"
    process = process_of(page.document)
    assert is_there(process)
    page.leave()
    assert not is_there(process)
    assert page.document.pages.pages == []


def test_of_several_papers_the_chosen_one_is_shown(
    qtbot: QtBot, vault: OpenVault, context: Context, case_id: str
) -> None:
    begun = Drafts(vault).begin(case_id, "referral")
    papers = tuple(
        Source(what=name, file=keep_file(vault, begun.id, name, pdf_of(pages)))
        for name, pages in (("One.pdf", 1), ("Two.pdf", 2))
    )
    said = replace(begun.sheet, content=complete(Referral, papers=papers))
    Drafts(vault).save(begun.id, said, begun.revision)
    page = RecordPage(Desk.of(vault), context, case_id, sign(vault, begun.id))
    arrived(qtbot, page)
    qtbot.waitUntil(lambda: len(page.document.pages.pages) == 1, timeout=30_000)
    assert page.papers.isVisible()
    qtbot.keyClicks(page.papers, "Two")
    page.papers.activated.emit(page.papers.currentIndex())
    qtbot.waitUntil(lambda: len(page.document.pages.pages) == 2, timeout=30_000)
    page.leave()


def test_it_is_let_go_of_when_it_is_hidden_and_opened_again_when_it_is_shown(
    qtbot: QtBot, vault: OpenVault, context: Context, case_id: str
) -> None:
    page = opened(qtbot, vault, context, case_id, picture_of("JPEG", 300, 200))
    qtbot.waitUntil(lambda: drawn(page.document) == [1], timeout=30_000)
    process = process_of(page.document)
    page.hide()
    assert not is_there(process)
    page.show()
    qtbot.waitUntil(lambda: drawn(page.document) == [1], timeout=30_000)
    assert process_of(page.document) != process


def test_of_a_long_document_a_hundred_pages_are_laid_out_at_a_time(
    qtbot: QtBot, vault: OpenVault, context: Context, case_id: str
) -> None:
    page = opened(qtbot, vault, context, case_id, pdf_of(205))
    view = page.document
    qtbot.waitUntil(lambda: 1 in drawn(view), timeout=30_000)
    assert (len(view.pages.pages), view.earlier.isEnabled(), view.later.isEnabled()) == (100, False, True)
    for first, pages in ((101, 100), (201, 5)):
        view.later.click()
        qtbot.waitUntil(lambda: 1 in drawn(view), timeout=30_000)
        assert len(view.pages.pages) == pages
        assert view.pages.pages[0].accessibleName() == f"Page {first} of 205"
        assert view.pages.pages[0].accessibleDescription().strip() == f"Page {first}"
    assert not view.later.isEnabled()


def test_a_text_is_read_and_another_type_is_told_of(
    qtbot: QtBot, vault: OpenVault, context: Context, case_id: str
) -> None:
    page = opened(qtbot, vault, context, case_id, b"Dear Dr Ashdown, **he** waited.")
    assert page.document.text.toPlainText() == "Dear Dr Ashdown, **he** waited."
    assert page.document.viewer is None
    page = opened(qtbot, vault, context, case_id, b"MZ\x00\x01\x02")
    assert page.document.message.text().startswith("A document of this type is not shown here.")
    assert not page.document.text.isVisible()


def test_without_one_nothing_of_its_place_is_in_sight(qtbot: QtBot, context: Context) -> None:
    view = DocumentView(context)
    qtbot.addWidget(view)
    view.show_document(None, None)
    assert [each for each in view.findChildren(QWidget) if each.isVisible()] == []


def test_one_that_was_altered_is_not_shown(
    qtbot: QtBot, vault: OpenVault, context: Context, case_id: str
) -> None:
    record = signed(vault, case_id, pdf_of(1))
    tampered(vault.folder, lambda sql: sql.execute("UPDATE file_part SET sealed = zeroblob(length(sealed))"))
    page = RecordPage(Desk.of(vault), context, case_id, record)
    arrived(qtbot, page)
    qtbot.waitUntil(lambda: "damaged" in page.document.message.text(), timeout=30_000)
    assert page.document.viewer is None


def drawing() -> list[str]:
    """The processes that draw a document for this one, by what they were started with."""
    children = {
        pid for each in Path("/proc/self/task").glob("*/children") for pid in each.read_text().split()
    }
    lines = (Path(f"/proc/{pid}/cmdline") for pid in children)
    return [said for each in lines if each.exists() and "--apart" in (said := each.read_text())]


def test_who_leaves_while_it_is_opened_leaves_no_process_behind(
    qtbot: QtBot, vault: OpenVault, context: Context, case_id: str
) -> None:
    record = signed(vault, case_id, pdf_of(3))
    for leave in (RecordPage.leave, RecordPage.hide, RecordPage.deleteLater):
        page = RecordPage(Desk.of(vault), context, case_id, record)
        arrived(qtbot, page)
        page.document.let_go()
        page.document._open()
        leave(page)
        qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=30_000)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        assert drawing() == []
