"""Ctrl+K: back to what was opened last, a new record for the case in front, and nothing of it after a lock."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.kinds.session_note.content import SessionNote
from app.services.records.drafts import Drafts
from app.views.context.places import CaseAt, CaseList, DraftAt, RecordAt, Today
from app.views.palette.finding import Found, Group
from app.views.palette.palette import Palette
from tests.journeys.window.ground import Desk, Place


def opened(desk: Desk) -> Palette:
    """The palette, at rest."""
    desk.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.wait(lambda: isinstance(QApplication.activeModalWidget() or desk.window.findChild(Palette), Palette))
    palette = desk.window.findChild(Palette)
    assert palette is not None
    desk.rest()
    return palette


def found(palette: Palette, group: Group) -> list[Found]:
    rows = (palette.rows.found(n) for n in range(palette.rows.rowCount()))
    return [one for one in rows if one is not None and one.group is group]


def test_ctrl_k_and_enter_go_back_to_what_was_opened_last(desk: Desk, place: Place) -> None:
    shell = desk.open_desk.shell
    for each in (RecordAt(place.case_id, place.record_id, "herons"), Today()):
        shell.go(each)
        desk.rest()
    palette = opened(desk)
    assert [one.place for one in found(palette, Group.OPENED)] == [RecordAt(place.case_id, place.record_id)]
    assert found(palette, Group.IN_CASE) == []
    palette._take(palette.list.currentIndex().row())
    desk.rest()
    assert shell.place == RecordAt(place.case_id, place.record_id)


def test_a_session_note_for_the_case_in_front_is_begun_by_its_words(desk: Desk, place: Place) -> None:
    shell = desk.open_desk.shell
    shell.go(CaseAt(place.case_id, "chronology"))
    desk.rest()
    palette = opened(desk)
    assert found(palette, Group.OPENED) == []
    palette.box.setText("new session")
    desk.rest()
    palette._take(palette.list.currentIndex().row())
    desk.rest()
    at = shell.place
    assert isinstance(at, DraftAt)
    draft = Drafts(desk.open_desk.vault).open(at.draft_id)
    assert (draft.case_id, type(draft.sheet.content)) == (place.case_id, SessionNote)


def test_a_lock_forgets_what_was_opened_and_what_a_list_was_narrowed_by(desk: Desk, place: Place) -> None:
    desk.open_desk.shell.go(CaseAt(place.case_id, "chronology"))
    desk.rest()
    desk.open_desk._context.kept["chronology"] = "words"
    desk.open_desk.shell.go(CaseList())
    desk.rest()
    desk.lock()
    desk.try_passphrase()
    assert desk.open_desk._context.kept == {}
    assert found(opened(desk), Group.OPENED) == []
