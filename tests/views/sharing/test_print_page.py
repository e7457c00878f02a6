"""A working copy is seen before it is saved, and saved exactly as it was seen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.rights import Grade
from app.services.cases.victims import Victims
from app.services.desk import Desk
from app.services.printing.asked import Printing, Subject
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.places import CaseAt
from app.views.context.tasks import Tasks
from app.views.sharing.print_page import PrintPage
from app.views.theme.theme import Theme
from app.views.widgets.printing import may_print
from tests.builders import LEAD_PASSPHRASE, signed
from tests.views.answers import Answers
from tests.views.desk_ground import Kept, arrived, places_of, settled
from tests.views.exchange_ground import Offers, press, texts

Show = Callable[..., PrintPage]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "chronology.pdf"


@pytest.fixture
def show(qtbot: QtBot, vault: OpenVault, case_id: str, theme: Theme, tasks: Tasks, out: Path) -> Show:
    def made(*passphrases: str) -> PrintPage:
        asks = Answers(passphrases=list(passphrases), files=[out] * len(passphrases))
        context = Context(tasks, theme, asks, Kept(), Offers())
        page = PrintPage(Desk.of(vault), context, case_id, Printing(Subject.CHRONOLOGY))
        arrived(qtbot, page)
        return page

    return made


def test_the_pages_are_seen_and_saved_as_they_are(
    qtbot: QtBot, vault: OpenVault, case_id: str, show: Show, out: Path
) -> None:
    signed(vault, case_id, "A quiet week")
    page = show("not it", LEAD_PASSPHRASE)
    asked = places_of(page)
    assert page.pdf.isVisible()
    assert "No victim is kept in this case." in page.outcome.text
    seen = page.pdf.pdf
    assert "A quiet week" in pypdfium2.PdfDocument(seen)[0].get_textpage().get_text_range()
    press(page, "Save as PDF…")
    settled(qtbot, page)
    assert "not your passphrase: nothing was saved" in page.bar.text
    assert not out.exists()
    press(page, "Save as PDF…")
    settled(qtbot, page)
    assert out.read_bytes() == seen
    assert page.bar.text == (
        "Saved as chronology.pdf. Casework does not protect that file: print it, then delete it."
    )
    press(page, "Back")
    assert asked == [CaseAt(case_id, "chronology")]


def test_who_may_print_is_offered_to(vault: OpenVault) -> None:
    offered = {grade for grade in Grade if may_print(replace(vault.member, grade=grade))}
    assert offered == {Grade.LEAD, Grade.CLINICIAN}


def test_where_a_detail_stands_there_are_places_and_no_pages(
    vault: OpenVault, case_id: str, show: Show
) -> None:
    Victims(vault).add(case_id, "stranger")
    Victims(vault).identify(case_id, "V1", VictimIdentity(name="Brannoch Yelverton", reason="x"))
    signed(vault, case_id, "He asked for Brannoch Yelverton")
    page = show()
    assert page.outcome.kind == "error"
    assert page.places.isVisible()
    assert "Entry 1, " in page.places.text()
    assert "Brannoch" not in texts(page)
    assert not page.pdf.isVisible()
    assert not page.save.isVisible()
    assert page.back.hasFocus()


def test_what_changed_meanwhile_is_made_anew_and_said(
    qtbot: QtBot, vault: OpenVault, case_id: str, show: Show, out: Path
) -> None:
    signed(vault, case_id, "A quiet week")
    page = show(LEAD_PASSPHRASE, LEAD_PASSPHRASE)
    seen = page.pdf.pdf
    signed(vault, case_id, "Another week")
    press(page, "Save as PDF…")
    settled(qtbot, page)
    assert not out.exists()
    assert page.bar.text
    assert page.pdf.pdf != seen
    press(page, "Save as PDF…")
    settled(qtbot, page)
    assert out.read_bytes() == page.pdf.pdf
