"""A journey in a folder that becomes read-only; `test_small_disk.py` runs it as somebody whom that keeps out."""

from PySide6.QtTest import QTest

from tests.journeys.window.ground import Desk, Place, forget_log

TYPED = "He came back at nine"


def test_a_folder_that_became_read_only_is_said_at_the_lock_and_loses_nothing(
    desk: Desk, place: Place
) -> None:
    box = desk.write(place)
    names = ("", "store.db", "vault.json")
    before = {name: (place.folder / name).stat().st_mode for name in names}
    for name in names:
        (place.folder / name).chmod(0o500 if not name else 0o400)
    QTest.keyClicks(box, TYPED)
    # The store is open, and what is open may be written; what has to be opened anew is refused. Either is said.
    desk.wait(lambda: "Draft saved" in desk.texts() or "Not saved" in desk.texts())
    desk.rest()
    desk.lock()
    told = desk.texts()
    assert "the folder is read-only or has gone" in told or "They are kept in memory" in told
    desk.try_passphrase()
    # It opens to be looked at; what could not be saved stays in memory, and nothing is signed.
    desk.wait(lambda: "Read-only: looking is not noted" in desk.texts())
    assert desk.dialogs == 0
    desk.lock()
    for name, mode in before.items():
        (place.folder / name).chmod(mode)
    desk.try_passphrase()
    desk.control("Parts of Casework")
    desk.lock()
    assert place.kept() == TYPED
    forget_log()
