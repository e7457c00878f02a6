"""Whatever goes wrong is one plain sentence where the work is: nothing is lost, and no dialogs come in a storm."""

from pytestqt.qtbot import QtBot

from app.views.main_window import MainWindow
from app.views.places import CaseAt, CaseList, Today
from tests.journeys.window.ground import Desk, Place, assert_never_stood
from tests.views.stalls import Stalls

_GONE = "the folder is read-only or has gone"


def test_a_wrong_passphrase_is_one_sentence_and_tells_nothing_else(
    window: MainWindow, qtbot: QtBot, place: Place, stalls: Stalls
) -> None:
    desk = Desk(window, qtbot)
    stalls.forget()
    desk.unlock(place, "not the passphrase at all")
    assert "The login name or the passphrase does not open this vault." in desk.texts()
    assert window.open_desk is None
    assert desk.dialogs == 0
    desk.wait(lambda: desk.has("Unlock"))
    desk.try_passphrase()
    desk.control("Parts of Casework")
    assert_never_stood(stalls, "unlocking")


def test_a_folder_that_vanished_is_said_where_one_is_and_all_goes_on_when_it_is_back(
    desk: Desk, place: Place, stalls: Stalls
) -> None:
    stalls.forget()
    place.folder.rename(place.folder.with_name("unplugged"))
    desk.open_desk.shell.go(CaseAt(place.case_id))
    desk.rest()
    # To look at a case is noted in the ledger, and nothing is shown that was not noted.
    assert _GONE in desk.open_desk.shell.front.bar.text
    assert desk.dialogs == 0
    desk.open_desk.shell.go(CaseList())
    desk.rest()
    desk.open_desk.shell.go(Today())
    desk.rest()
    place.folder.with_name("unplugged").rename(place.folder)
    desk.open_desk.shell.go(CaseAt(place.case_id))
    desk.rest()
    assert desk.open_desk.shell.front.bar.text == ""
    desk.control("Person QUILLFEATHER, Oswin")
    assert_never_stood(stalls, "the folder was away")


def test_a_folder_that_vanished_for_good_keeps_nobody_from_locking(desk: Desk, place: Place) -> None:
    place.folder.rename(place.folder.with_name("unplugged"))
    desk.lock()
    assert _GONE in desk.texts()
    desk.try_passphrase()
    assert "That folder is not a Casework vault" in desk.texts()
    place.folder.with_name("unplugged").rename(place.folder)
    desk.try_passphrase()
    desk.control("Parts of Casework")
