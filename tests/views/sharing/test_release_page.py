"""What somebody prepares who cannot look waits in the window, is released by a colleague, and is signed as seen."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.services.cases.victims import Victims
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.sharing.preparing import prepare
from app.services.sharing.summarising import Request
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.places import ShareAt, ToRelease
from app.views.context.tasks import Tasks
from app.views.sharing.release_page import ReleasePage
from app.views.sharing.share_page import SharePage
from app.views.theme.theme import Theme
from app.views.widgets.page import Page
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD_PASSPHRASE,
    add_case,
    enrol_colleague,
    open_as_lead,
    signed,
)
from tests.confirmed import admit
from tests.views.answers import Answers
from tests.views.desk_ground import Kept, arrived, places_of, settled
from tests.views.exchange_ground import Offers, press, texts


@pytest.fixture
def guarded(folder: Path, machine: Machine) -> str:
    """A case with an identified victim, in a vault of two."""
    with closing(open_as_lead(folder, machine)) as vault:
        enrol_colleague(vault)
        case_id = add_case(vault)
        signed(vault, case_id, "A quiet week.")
        Victims(vault).add(case_id, "stranger")
        identity = VictimIdentity(name="Brannoch Yelverton", reason="To find her in texts")
        Victims(vault).identify(case_id, "V1", identity)
        vault.lock()
    return case_id


@contextmanager
def colleague(folder: Path, machine: Machine) -> Iterator[OpenVault]:
    """Open for a clinician whom the lead did not admit to the victim check."""
    with closing(unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)) as vault:
        for place in [each for each in vault.compartments.held if each[0] is Compartment.VICTIM_CHECK]:
            vault.compartments.held.pop(place)[0].wipe()
        yield vault
        vault.lock()


class Window:
    """Pages of whoever sits at the desk."""

    def __init__(self, qtbot: QtBot, theme: Theme, tasks: Tasks) -> None:
        self.qtbot, self.theme, self.tasks, self.asks = qtbot, theme, tasks, Answers()

    def share(self, vault: OpenVault, case_id: str, prepared_id: str = "") -> SharePage:
        """The page on which a case is shared, come to anew."""
        page = SharePage(Desk.of(vault), self._context(), case_id, prepared_id)
        arrived(self.qtbot, page)
        return page

    def release(self, vault: OpenVault) -> ReleasePage:
        """The list of what waits."""
        page = ReleasePage(Desk.of(vault), self._context())
        arrived(self.qtbot, page)
        return page

    def press(self, page: Page, name: str) -> None:
        """Press a button and let it work."""
        press(page, name)
        settled(self.qtbot, page)

    def _context(self) -> Context:
        return Context(self.tasks, self.theme, self.asks, Kept(), Offers())


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tasks: Tasks) -> Window:
    return Window(qtbot, theme, tasks)


def _links(page: Page, words: str) -> list[str]:
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    return [each.accessibleName() for each in buttons if words in each.accessibleName()]


def test_it_waits_is_released_and_is_signed_as_it_was_shown(
    folder: Path, machine: Machine, guarded: str, window: Window, tmp_path: Path
) -> None:
    with colleague(folder, machine) as vault:
        page = window.share(vault, guarded)
        page.why.recipient.setText("Northmoor panel")
        page.why.purpose.setText("To agree the plan")
        page.why.question.setPlainText("What next?")
        page.why.answer.setPlainText("Little has changed.")
        window.press(page, "Next: what goes in")
        window.press(page, "Check and preview")
        assert "It needs release." in texts(page.check)
        assert not page.on.isVisible()
        shown = page.check.pdf.pdf
        assert shown.startswith(b"%PDF")
        (waits,) = _links(window.share(vault, guarded), "waits for release")
        assert waits.startswith("A report prepared ")
    with closing(open_as_lead(folder, machine)) as vault:
        page = window.share(vault, guarded)
        went = places_of(page)
        window.press(page, "1 report waits for your release")
        assert went == [ToRelease()]
        held = window.release(vault)
        assert COLLEAGUE.name in texts(held)
        (see,) = _links(held, "Look at case ")
        window.press(held, see)
        assert held.check.pdf.pdf == shown
        window.asks.passphrases = ["not the passphrase", LEAD_PASSPHRASE]
        window.press(held, "Release…")
        assert held.bar.text == "That is not your passphrase: nothing was released."
        window.press(held, "Release…")
        assert "Nothing waits for your release" in texts(held)
        vault.lock()
    with colleague(folder, machine) as vault:
        page = window.share(vault, guarded)
        (released,) = _links(page, "was released: sign it")
        window.press(page, released)
        assert "looked at exactly these pages" in texts(page.check)
        assert page.check.pdf.pdf == shown
        window.asks.passphrases = [COLLEAGUE_PASSPHRASE]
        (tmp_path / "out").mkdir()
        name = f"{page._reference} {vault.clock().date().isoformat()}.pdf"
        window.asks.files = [tmp_path / "out" / name]
        window.press(page, "Sign and save…")
        assert window.asks.names[-1] == name
    assert (tmp_path / "out" / name).read_bytes().startswith(shown)


def test_what_names_a_victim_has_its_places_and_is_not_released_with_them(
    folder: Path, machine: Machine, guarded: str, window: Window
) -> None:
    with colleague(folder, machine) as vault:
        prepare(
            vault,
            guarded,
            Request(
                audience="panel",
                recipient="Ms Yelverton",
                purpose="To agree",
                question="What next?",
                answer="Little has changed.",
            ),
        )
    with closing(open_as_lead(folder, machine)) as vault:
        held = window.release(vault)
        (see,) = _links(held, "Look at case ")
        window.press(held, see)
        boxes = [each for each in held.check.findChildren(QCheckBox) if each.isVisible()]
        assert "No victim’s detail: Who it is for, as you typed it" in [each.text() for each in boxes]
        assert not any("Yelverton" in each.text() for each in boxes)
        assert "Yelverton" not in texts(held)
        window.press(held, "Release…")
        assert "every place has to be no victim’s detail" in texts(held)
        assert window.asks.asked == []
        window.press(held, "Back to the list")
        assert _links(held, "Look at case ") == [see]
        vault.lock()


def test_what_is_prepared_as_one_s_own_is_seen_on_the_way_of_sharing(
    folder: Path, machine: Machine, guarded: str, window: Window
) -> None:
    with colleague(folder, machine) as vault:
        prepare(
            vault,
            guarded,
            Request(
                audience="panel",
                recipient="The panel",
                purpose="To agree",
                question="What next?",
                answer="Little has changed.",
            ),
        )
    with closing(open_as_lead(folder, machine)) as vault:
        held = window.release(vault)
        went = places_of(held)
        (see,) = _links(held, "Look at case ")
        window.press(held, see)
        window.press(held, "Prepare it as your own")
        (there,) = went
        assert isinstance(there, ShareAt)
        assert there.case_id == guarded
        page = window.share(vault, guarded, there.prepared_id)
        assert page.check.can_be_signed
        assert page.check.pdf.pdf.startswith(b"%PDF")
        vault.lock()


@pytest.mark.parametrize("admitted", [True, False])
def test_what_is_no_victim_s_detail_is_handed_on_and_passed_by_who_knows_the_victims(
    folder: Path, machine: Machine, guarded: str, window: Window, tmp_path: Path, *, admitted: bool
) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        page = window.share(vault, guarded)
        page.why.recipient.setText("Ms Yelverton, clerk to the panel")
        page.why.purpose.setText("To agree the plan")
        page.why.question.setPlainText("What next?")
        page.why.answer.setPlainText("Little has changed.")
        window.press(page, "Next: what goes in")
        window.press(page, "Check and preview")
        assert "Yelverton" not in texts(page.check)
        window.press(page, "This is no victim’s detail…")
        assert window.asks.asked[-1] == "Hand it to colleagues"
        assert "It waits for a colleague who knows the victims." in texts(page.check)
        assert not page.hand_on.isVisible()
        assert not page.on.isVisible()
        if admitted:
            (kit,) = [
                each.member.id for each in page.desk.staff.list() if each.member.login == COLLEAGUE.login
            ]
            admit(vault, kit, Compartment.VICTIM)
        vault.lock()
    with closing(unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)) as vault:
        held = window.release(vault)
        window.press(held, _links(held, "Look at case ")[0])
        assert held.release.isVisible() is admitted
        assert held.check.passing.isVisible() is admitted
        if admitted:
            _pass(held, window)
        vault.lock()
    if admitted:
        with closing(open_as_lead(folder, machine)) as vault:
            page = window.share(vault, guarded)
            window.press(page, _links(page, "was released: sign it")[0])
            window.asks.passphrases = [LEAD_PASSPHRASE]
            window.asks.files = [tmp_path / "summary.pdf"]
            window.press(page, "Sign and save…")
            assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF")
            vault.lock()


def _pass(held: ReleasePage, window: Window) -> None:
    """Say of each place that it is no victim's detail; what is left out is said, and nothing is released."""
    passing, asked = held.check.passing, len(window.asks.asked)
    assert held.check.pdf.pdf.startswith(b"%PDF")
    boxes = [each for each in passing.findChildren(QCheckBox) if each.isVisible()]
    assert len(boxes) > 1
    assert all(each.text().startswith("No victim’s detail: ") for each in boxes)
    window.press(held, "Release…")
    window.qtbot.waitUntil(boxes[0].hasFocus)
    for box in boxes:
        box.click()
    window.press(held, "Release…")
    window.qtbot.waitUntil(passing.reason.hasFocus)
    assert "Error: Say why." in texts(held)
    assert len(window.asks.asked) == asked
    passing.reason.setText("The panel's clerk has that name")
    window.asks.passphrases = [COLLEAGUE_PASSPHRASE]
    window.press(held, "Release…")
    assert "Nothing waits for your release" in texts(held)
