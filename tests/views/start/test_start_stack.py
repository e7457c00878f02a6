"""The first screen, and the ways on from it."""

import ast
import gc
import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from app.crypto.pdf.verdict import State
from app.services.demo import demonstration
from app.services.entry.unlocking import unlock
from app.services.sharing.verifying import Finding
from app.services.vault.backups import back_up
from app.services.vault.machine import Machine
from app.views.context.tasks import Tasks
from app.views.help.help_pane import HelpPane
from app.views.shell import routes
from app.views.start import before_vault, qt_classes
from app.views.start.start_page import StartPage, WayRow
from app.views.start.unlock_page import UnlockPage
from app.views.start.verify_page import VerifyPage
from app.views.start.ways import DemoPage, RecoverPage, RestorePage
from tests.builders import LEAD, LEAD_PASSPHRASE, open_as_lead
from tests.views.start.conftest import Scene

ROOT = Path(__file__).parents[3]


def choose(scene: Scene, way: str) -> None:
    page = scene.start.currentWidget()
    assert isinstance(page, StartPage)
    page.ways[way].click()


def drop(scene: Scene, *paths: Path) -> bool:
    """Drag over the window and let go; tells whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, no_keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    over = QDragEnterEvent(QPointF(5, 5).toPoint(), action, data, left, no_keys)
    over.ignore()
    scene.start.dragEnterEvent(over)
    if over.isAccepted():
        scene.start.dropEvent(QDropEvent(QPointF(5, 5), action, data, left, no_keys))
    return over.isAccepted()


def test_with_no_vault_known_there_are_five_ways(scene: Scene) -> None:
    scene.start.show_start()
    page = scene.start.currentWidget()
    assert isinstance(page, StartPage)
    assert [each.text() for each in page.ways.values()] == [
        "Open a vault",
        "Make a new vault",
        "Restore from a backup",
        "Check a signed PDF",
        "Open the demonstration vault",
    ]
    assert page.first is page.ways["new"]


def test_the_vaults_that_were_opened_here_are_offered_the_last_one_first(
    scene: Scene, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.vault"
    other.mkdir()
    for each in (tmp_path / "gone.vault", other, folder):
        scene.settings.remember_folder(str(each))
    scene.start.show_choices()
    page = scene.start.currentWidget()
    assert isinstance(page, StartPage)
    rows = [each for each in page.findChildren(WayRow) if each not in page.ways.values()]
    assert [each.text() for each in rows] == ["team", "other"]
    assert page.first is rows[0]
    rows[0].click()
    assert scene.unlock_page.heading.text() == "Unlock team.vault"


def test_the_vault_last_open_comes_first(scene: Scene, folder: Path) -> None:
    scene.settings.change(last_folder=str(folder))
    scene.start.show_start()
    assert scene.unlock_page.heading.text() == "Unlock team.vault"
    scene.unlock_page.another.click()
    assert isinstance(scene.start.currentWidget(), StartPage)


def test_a_folder_that_was_chosen_is_to_be_unlocked(scene: Scene, folder: Path) -> None:
    scene.answers.files = [folder]
    choose(scene, "open")
    assert scene.unlock_page.heading.text() == "Unlock team.vault"


@pytest.mark.parametrize("inside", ["", "vault.json"])
def test_a_vault_that_was_dropped_is_to_be_unlocked(scene: Scene, folder: Path, inside: str) -> None:
    assert drop(scene, folder / inside if inside else folder)
    assert scene.unlock_page.heading.text() == "Unlock team.vault"


def test_several_files_at_once_are_not_taken(scene: Scene, folder: Path) -> None:
    assert not drop(scene, folder, folder.parent)


def test_the_reason_of_a_lock_is_said_and_what_went_wrong_in_its_place(scene: Scene, folder: Path) -> None:
    scene.start.show_unlock(folder, "Locked with the screen.")
    assert scene.unlock_page.bar.text == "Locked with the screen."
    scene.start.vault_closed("")
    assert scene.unlock_page.bar.text == "Locked with the screen."
    scene.start.vault_closed("It could not be saved: the disk is full.")
    assert scene.unlock_page.bar.text == "It could not be saved: the disk is full."


def test_a_backup_is_put_back_as_a_new_folder_and_opens(scene: Scene, folder: Path, tmp_path: Path) -> None:
    vault = open_as_lead(folder, Machine())
    back_up(vault, tmp_path / "team.casework-backup")
    vault.lock()
    choose(scene, "restore")
    page = scene.start.currentWidget()
    assert isinstance(page, RestorePage)
    page.act.click()
    scene.until(page.summary.isVisible)
    page.file.setText(str(tmp_path / "team.casework-backup"))
    page.place.parent.target.setText(str(tmp_path))  # type: ignore[attr-defined]
    page.act.click()
    scene.until(lambda: isinstance(scene.start.currentWidget(), UnlockPage))
    scene.until(lambda: scene.unlock_page._seen is not None)
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    # This machine has seen more of that vault than the backup holds.
    assert "After a backup was restored that is right" in scene.unlock_page.decision.accessibleDescription()
    accept = scene.unlock_page.decision.findChildren(QPushButton)[1]
    accept.click()
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    assert scene.opened[0][1] == str(tmp_path / "restored.vault")


def test_what_is_no_backup_is_said_and_can_be_changed(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("no backup")
    choose(scene, "restore")
    page = scene.start.currentWidget()
    assert isinstance(page, RestorePage)
    page.file.setText(str(tmp_path / "letter.txt"))
    page.place.parent.target.setText(str(tmp_path))  # type: ignore[attr-defined]
    page.act.click()
    scene.until(lambda: bool(page.bar.text))
    assert page.bar.text == "That file is not a Casework backup, or it was cut short."
    assert page.act.isEnabled()
    assert not (tmp_path / "restored.vault").exists()


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(
    scene: Scene, folder: Path, recovery_key: str
) -> None:
    scene.show(folder).forgotten.click()
    page = scene.start.currentWidget()
    assert isinstance(page, RecoverPage)
    page.act.click()
    scene.until(page.summary.isVisible)
    page.key.setText("AAAAAA-" * 6)
    page.login.setText(LEAD.login)
    page.new.first.fill("thimble copper marsh kettle")
    page.new.again.fill("thimble copper marsh kettle")
    page.act.click()
    scene.until(lambda: bool(page.bar.text))
    assert page.bar.text.startswith("The recovery key is mistyped")
    page.key.setText(recovery_key.lower())
    page.act.click()
    scene.until(lambda: isinstance(scene.start.currentWidget(), UnlockPage))
    assert scene.unlock_page.bar.text == "The new passphrase is set. Unlock the vault with it."
    unlock(folder, LEAD.login, "thimble copper marsh kettle").close()


def test_the_demonstration_is_built_marked_and_opened(scene: Scene) -> None:
    choose(scene, "demonstration")
    page = scene.start.currentWidget()
    assert isinstance(page, DemoPage)
    said: set[str] = set()

    def built() -> bool:
        said.add(page.message.text()) if scene.start.currentWidget() is page else None
        return isinstance(scene.start.currentWidget(), UnlockPage)

    scene.until(built, 120_000)
    assert len(said) > 2
    unlock_page = scene.unlock_page
    scene.until(unlock_page.demo.isVisible)
    assert unlock_page.remember.isHidden()
    use = [each for each in unlock_page.demo.findChildren(QPushButton) if each.text() == "Use"]
    assert len(use) == len(demonstration.demo_logins())
    use[1].click()
    unlock_page.act.click()
    scene.until(lambda: bool(scene.opened))
    assert scene.opened[0][0].member.login == demonstration.demo_logins()[1].login
    assert scene.settings.now.last_login == ""


def test_building_the_demonstration_can_be_given_up(scene: Scene) -> None:
    choose(scene, "demonstration")
    page = scene.start.currentWidget()
    assert isinstance(page, DemoPage)
    page.cancel.click()
    assert isinstance(scene.start.currentWidget(), StartPage)
    scene.until(lambda: not page_tasks(scene).is_busy, 120_000)
    assert not demonstration.demonstration_folder().exists()


def page_tasks(scene: Scene) -> Tasks:
    return scene.start._context.tasks


def test_a_pdf_that_was_dropped_is_judged(scene: Scene, tmp_path: Path, folder: Path) -> None:
    scene.show(folder)
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert drop(scene, tmp_path / "letter.pdf")
    page = scene.start.currentWidget()
    assert isinstance(page, VerifyPage)
    scene.until(lambda: bool(page.judging.found.outcome.text))
    assert page.judging.found.outcome.text.startswith("Nobody can tell from this file alone")
    page.back.click()
    assert scene.unlock_page.heading.text() == "Unlock team.vault"


@pytest.mark.parametrize(
    ("state", "bar"),
    [(State.GENUINE, "good"), (State.NOT_GENUINE, "error"), (State.CANNOT_TELL, "care")],
    ids=str,
)
def test_a_verdict_is_told_in_its_colour(scene: Scene, tmp_path: Path, state: State, bar: str) -> None:
    scene.start.show_verify(tmp_path / "letter.pdf")
    page = scene.start.currentWidget()
    assert isinstance(page, VerifyPage)
    page.judging.show_finding(
        tmp_path / "letter.pdf", Finding("What was found", state, ("Why",), (("File", "letter.pdf"),))
    )
    assert page.judging.found.outcome.property("bar") == bar
    assert page.judging.found.outcome.text == "What was found\nWhy"
    assert page.bar.text == ""


@pytest.mark.parametrize("tried", [False, True])
def test_what_is_loaded_is_set_aside_unless_a_vault_was_tried(
    tried: bool,  # noqa: FBT001 - a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(before_vault, "_TRIED", Event())
    if tried:
        before_vault._TRIED.set()
    gc.unfreeze()
    try:
        assert list(before_vault.load_screens(routes.load_ahead))
        assert (gc.get_freeze_count() > 0) is not tried
    finally:
        gc.unfreeze()


def test_nothing_is_dropped_over_a_recovery_key(scene: Scene, folder: Path) -> None:
    choose(scene, "new")
    page = scene.start.currentWidget()
    page.takes_drops = False  # type: ignore[union-attr]
    assert not drop(scene, folder)
    assert scene.start.currentWidget() is page


@pytest.mark.parametrize("way", ["choices", "unlock", "recover", "restore", "new"])
def test_whatever_takes_the_keyboard_has_a_name(scene: Scene, folder: Path, way: str) -> None:
    if way in {"unlock", "recover"}:
        page = scene.show(folder)
        if way == "recover":
            page.forgotten.click()
    elif way != "choices":
        choose(scene, way)
    front = scene.start.currentWidget()
    assert front is not None
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    nameless = [
        each
        for each in front.findChildren(QWidget)
        if isinstance(each, kinds) and each.isVisible() and not (each.accessibleName() or _text(each))
    ]
    assert not nameless
    small = [each for each in front.findChildren(QAbstractButton) if each.isVisible() and each.height() < 24]
    assert not small


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_no_class_of_qt_is_made_on_another_thread() -> None:
    program = """
import threading
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtWidgets import QApplication
from app.views.context.context import Context
from app.views.context.settings_keeper import SettingsKeeper
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.start import before_vault, qt_classes
from app.views.start.start_stack import StartStack

app = QApplication([])
UNMADE = "QUndoView"  # nobody names it
assert UNMADE not in vars(QtWidgets)
seen = []
before_vault.load = lambda: seen.append((threading.current_thread(), [
    name for module in (QtCore, QtGui, QtWidgets) for name in dir(module) if name not in vars(module)
], UNMADE in vars(QtWidgets)))
tasks = Tasks()
stack = StartStack(Context(tasks, Theme(app, "light", 100), None, SettingsKeeper(app), None))
stack.show_choices()
stack.show()
while not seen:
    app.processEvents()
((thread, unmade, made),) = seen
assert thread is not threading.main_thread()
assert not unmade and made, unmade
tasks.finish()
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)  # noqa: PLW1510
    assert done.returncode == 0, done.stderr


def test_screens_are_made_of_the_modules_whose_classes_are_made_first() -> None:
    elsewhere = {"app/views/window/meeting.py", "app/views/locking/session_watch.py"}
    named = {
        (file.relative_to(ROOT).as_posix(), node.module)
        for file in (ROOT / "app").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.")
    }
    assert {file for file, module in named if module not in qt_classes.MODULES} == elsewhere


def test_the_first_screen_needs_neither_services_nor_their_libraries() -> None:
    program = """
import sys
from PySide6.QtWidgets import QApplication
from app.views.context.context import Context
from app.views.context.settings_keeper import SettingsKeeper
from app.views.theme.theme import Theme
from app.views.start.start_stack import StartStack
from app.views.context.tasks import Tasks
from pathlib import Path
from threading import Event
app = QApplication([])
start = StartStack(Context(Tasks(), Theme(app, "light", 100), None, SettingsKeeper(), lambda *_: None))
start.show_unlock(Path("team.vault"))
start.grab()
heavy = ("sqlalchemy", "cryptography", "pikepdf", "reportlab", "app.services", "app.models", "app.crypto", "lucide")
print([name for name in sys.modules if name.split(".")[0] in heavy or name.startswith(("app.services", "app.crypto"))])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    assert done.stdout.strip() == "[]"


def shown_help(scene: Scene) -> list[str]:
    """The titles of the help that is open."""
    return [pane.shown for pane in scene.start.window().findChildren(HelpPane) if pane.isVisible()]


def press_f1(scene: Scene) -> None:
    """Press the key of help where the keyboard is in the start pages."""
    scene.start.activateWindow()
    scene.until(scene.start.isActiveWindow)
    scene.qtbot.keyClick(scene.start, Qt.Key.Key_F1)


def test_f1_explains_each_page_before_a_vault_is_open(scene: Scene, folder: Path) -> None:
    press_f1(scene)
    scene.until(lambda: shown_help(scene) == ["Before a vault is open"])
    page = scene.show(folder)
    page.secret.fill("typed and kept")
    press_f1(scene)
    scene.until(lambda: shown_help(scene) == ["Unlocking"])
    assert page.secret.text() == "typed and kept"
    scene.start.show_choices()
    choose(scene, "new")
    press_f1(scene)
    scene.until(lambda: shown_help(scene) == ["Before a vault is open"])


def test_f1_is_promised_where_it_works(scene: Scene) -> None:
    page = scene.start.currentWidget()
    assert isinstance(page, StartPage)
    assert any("Help F1" in label.text() for label in page.side.findChildren(QLabel))
    assert "F1" in [each.shortcut().toString() for each in scene.start.actions()]


def test_help_goes_when_a_vault_is_open(scene: Scene, folder: Path) -> None:
    scene.show(folder)
    press_f1(scene)
    scene.until(lambda: shown_help(scene) == ["Unlocking"])
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    scene.until(lambda: shown_help(scene) == [])
