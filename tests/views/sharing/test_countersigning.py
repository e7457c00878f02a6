"""A report with a place for a colleague's signature is asked for on the page, and signed by them under Sharing."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.sharing.verifying import examine
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.case.shared import Shared
from app.views.context.context import Context
from app.views.context.places import CountersignAt
from app.views.context.tasks import Tasks
from app.views.sharing.countersign_page import CountersignPage
from app.views.sharing.share_page import SharePage
from app.views.theme.theme import Theme
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, LEAD, LEAD_PASSPHRASE, enrol_colleague, signed
from tests.views.answers import Answers
from tests.views.desk_ground import Kept, arrived, places_of, settled
from tests.views.exchange_ground import Offers, press, texts


@pytest.fixture
def asks() -> Answers:
    return Answers()


def test_the_author_asks_and_the_colleague_signs(
    qtbot: QtBot,
    vault: OpenVault,
    folder: Path,
    machine: Machine,
    case_id: str,
    theme: Theme,
    tasks: Tasks,
    asks: Answers,
    tmp_path: Path,
) -> None:
    enrol_colleague(vault)
    signed(vault, case_id, "A quiet week.")
    (tmp_path / "out").mkdir()
    out, second = tmp_path / "out" / "report.pdf", tmp_path / "out" / "countersigned.pdf"
    page = SharePage(Desk.of(vault), Context(tasks, theme, asks, Kept(), Offers()), case_id)
    arrived(qtbot, page)
    named = {each.accessibleName(): each for each in page.why.seconds.findChildren(QRadioButton)}
    assert (list(named), named["Nobody"].isChecked()) == (["Nobody", COLLEAGUE.name], True)
    named[COLLEAGUE.name].setChecked(True)
    for box, text in ((page.why.recipient, "Northmoor panel"), (page.why.purpose, "To agree the plan")):
        box.setText(text)
    page.why.question.setPlainText("What next?")
    page.why.answer.setPlainText("Little has changed.")
    asks.passphrases, asks.files = [LEAD_PASSPHRASE], [out]
    for name in ("Next: what goes in", "Check and preview", "Sign and save…"):
        press(page, name)
        settled(qtbot, page)
    assert "nobody has countersigned it yet" in " ".join(examine(out, vault).lines)

    mine = _tab(qtbot, vault, case_id, theme, tasks, asks)
    assert f"{COLLEAGUE.name}, not yet" in texts(mine)
    assert not [each for each in mine.findChildren(QPushButton) if each.text() == "Read and countersign"]
    mine.close()
    page.close()
    vault.lock()

    theirs = unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)
    tab = _tab(qtbot, theirs, case_id, theme, tasks, asks)
    went = places_of(tab)
    (to_page,) = (each for each in tab.findChildren(QPushButton) if each.text() == "Read and countersign")
    to_page.click()
    (there,) = went
    assert isinstance(there, CountersignAt)
    signing = CountersignPage(
        Desk.of(theirs), Context(tasks, theme, asks, Kept(), Offers()), there.case_id, there.disclosure_id
    )
    arrived(qtbot, signing)
    assert signing.pdf.pdf == out.read_bytes()
    asks.passphrases, asks.files = ["not the passphrase", COLLEAGUE_PASSPHRASE], [second]
    press(signing, "Countersign…")
    settled(qtbot, signing)
    assert signing.bar.text == "That is not your passphrase: nothing was signed or written."
    press(signing, "Countersign…")
    settled(qtbot, signing)
    assert "Countersigned and saved: countersigned.pdf" in texts(signing)
    tab.arrive()
    settled(qtbot, tab)
    found = examine(second, theirs)
    facts = dict(found.facts)
    assert (found.headline, facts["Signed by"]) == ("Genuine and unaltered", LEAD.name)
    assert facts["Countersigned by"] == COLLEAGUE.name
    told = texts(tab)
    assert f"{COLLEAGUE.name}, not yet" not in told
    assert not [each for each in tab.findChildren(QPushButton) if each.text() == "Read and countersign"]
    theirs.lock()


def _tab(qtbot: QtBot, vault: OpenVault, case_id: str, theme: Theme, tasks: Tasks, asks: Answers) -> Shared:
    desk = Desk.of(vault)
    tab = Shared(desk, Context(tasks, theme, asks, Kept(), Offers()), case_id)
    tab.show_sheet(desk.casefile.open(case_id))
    arrived(qtbot, tab)
    return tab
