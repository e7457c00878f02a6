"""From nothing to a signed summary that verifies, through the window."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from app.views.window.main_window import MainWindow
from tests.views.driver import Driver
from tests.views.stalls import not_counted

PASSPHRASE = "seven slow herons over fenland"


def found_a_vault(driver: Driver, folder: Path) -> None:
    """Make a vault by the assistant."""
    # Nobody has read the first page before what is behind it has been loaded.
    driver.rest()
    driver.press("Make a new vault")
    driver.type("Name of the team or service", "Northmoor Stalking Health Team")
    driver.type("Plain name", "Northmoor Health Team")
    driver.type("Where to keep it", str(folder))
    driver.type("Name of the vault’s folder", "northmoor")
    driver.press("Next")
    driver.type("Your name", "Dr Rowan Ashdown")
    driver.type("Role", "Consultant forensic psychologist")
    driver.type("Login name", "rowan")
    driver.press("Next")
    driver.type("New passphrase", PASSPHRASE)
    driver.type("The same passphrase again", PASSPHRASE)
    driver.press("Make the vault")


def test_from_an_empty_folder_to_a_signed_summary(driver: Driver, tmp_path: Path) -> None:
    found_a_vault(driver, tmp_path)
    driver.press("I have put it somewhere safe")
    driver.press("Open the vault")
    driver.control("Parts of Casework")
    driver.rest()
    driver.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    driver.type("Family name", "Fairweather")
    driver.type("Given names", "Colm")
    driver.press("Does not know")
    driver.type("How that is known", "The referrer says so")
    driver.type("Known since", "unknown")
    driver.press("Next: the case")
    driver.rest()
    driver.type("Case reference", "NM-0001")
    driver.press("Consultation")
    say_what_came_in(driver)
    sign(driver, "Open the case", "Open the case and sign its referral")
    driver.press("New record: choose its kind")
    driver.choose("Session note")
    driver.rest()
    write_a_session(driver)
    driver.press("Sign…")
    driver.rest()
    sign(driver, "Sign session note…", "Sign this session note")
    driver.control("Write an addendum")
    driver.rest()
    share(driver, tmp_path / "summary.pdf")
    verify(driver, tmp_path / "summary.pdf")
    assert (tmp_path / "site-ca.pem").exists()
    with not_counted():
        verdict = subprocess.run(
            [
                sys.executable,
                "-m",
                "app",
                "verify",
                tmp_path / "summary.pdf",
                "--ca",
                tmp_path / "site-ca.pem",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    assert verdict.returncode == 0, verdict.stdout


def say_what_came_in(driver: Driver) -> None:
    """Write every answer that a referral needs."""
    driver.type("Question to health", "What drives this, and what should be asked of him?")
    driver.answer("From", "Police")
    driver.type("Name and role", "DC Alex Hartwell, stalking unit")
    driver.answer("Answer needed", "Within a week")
    driver.answer("Person knows of the referral", "No")
    driver.answer("Advocate engaged", "Not known")


def sign(driver: Driver, act: str, confirm: str) -> None:
    """Sign what is shown."""
    driver.press(act)
    driver.type("Your passphrase", PASSPHRASE)
    driver.press(confirm)
    driver.rest()


def share(driver: Driver, out: Path) -> None:
    """Make a panel summary of the case, by the palette."""
    driver.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    driver.keys("NM-0001")
    driver.wait(lambda: "result" in driver.texts())
    driver.key(Qt.Key.Key_Return)
    driver.press("Share a report")
    driver.type("Recipient", "Northmoor panel")
    driver.type("Purpose", "Prevention of harm")
    driver.type("Question to health", "What next?")
    driver.type("Answer", "Little has changed.")
    driver.press("Next: what goes in")
    driver.press("Check and preview")
    driver.control("Sign and save…")
    driver.rest()
    driver.press("Sign and save…")
    # Hands type a passphrase by habit: nothing that would take it for the name of a file is open before.
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)]
    sign_dialog(driver)
    driver.save_as(out)
    driver.control("Open folder")


def sign_dialog(driver: Driver) -> None:
    """Answer the question for the passphrase."""
    driver.type("Your passphrase", PASSPHRASE)
    driver.press("Sign and save")
    driver.rest()


def verify(driver: Driver, file: Path) -> None:
    """Look at what was sent as a partner would."""
    driver.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    driver.keys("verify a signed")
    driver.wait(lambda: "result" in driver.texts())
    driver.key(Qt.Key.Key_Return)
    driver.press("Choose a PDF…")
    driver.save_as(file)
    driver.rest()
    assert "Genuine and unaltered" in driver.texts()


def write_a_session(driver: Driver) -> None:
    """Write a short session note, every answer that signing needs."""
    driver.answer("Type", "Individual session")
    driver.answer("How", "In person")
    driver.answer("Attendance", "Attended")
    driver.answer("Where", "Clinic")
    driver.answer("The person was there", "Yes")
    driver.press("Team: add a member of staff")
    # The author stands first.
    driver.key(Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_Escape)
    driver.type("Minutes", "50")
    driver.type("What we did", "Went through the week and the urge to look him up.")
    driver.type("How the person responded", "Spoke of two slips without prompting.")
    driver.type("What happens next", "Same time next week.")
    driver.answer("Risk asked about", "Yes")
    driver.type("What was found, or why not asked", "No thoughts of harm to self or others.")
    driver.answer("Contact with a victim asked about", "No")
    driver.answer("New admission or threat", "None")


def test_what_is_dropped_comes_to_the_screens_alone(window: MainWindow, driver: Driver) -> None:
    """A screen that shows a recovery key takes nothing that would lead elsewhere; nor does what it stands in."""
    # Nobody drops anything before what is behind the first page has been loaded.
    driver.rest()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(__file__)])
    left, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, no_keys)
    over.ignore()
    window.dragEnterEvent(over)
    assert not over.isAccepted()
