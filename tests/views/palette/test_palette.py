"""The palette finds commands, cases and words of records on a real vault, by keyboard alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds.registry import OFFERED
from app.errors import CannotRead
from app.services.desk import Desk
from app.services.records.passage import Piece
from app.services.vault.open_vault import OpenVault
from app.views.context import voice
from app.views.context.places import CaseAt, NewRecord, Place, RecordAt
from app.views.context.tasks import Tasks
from app.views.palette.finding import Found, Group
from app.views.palette.palette import Palette
from app.views.palette.rows import RowPainter, Rows
from app.views.theme.theme import Theme
from tests.builders import add_case, signed
from tests.confirmed import mark_in_error
from tests.views.desk_ground import context_of
from tests.views.settling import quiet

PHRASE = "the brass compass on the sill"


@dataclass
class Ground:
    """A palette over a case with two notes, what it said, and what was done."""

    palette: Palette
    case_id: str
    record_id: str
    qtbot: QtBot
    over: QWidget
    acts: list[QAction]
    said: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    went: list[Place] = field(default_factory=list)

    def open_over(self, front: str, *opened: CaseAt | RecordAt) -> None:
        """Open another palette, over a case in front and after what was opened."""
        self.palette.reject()
        old = self.palette
        self.palette = Palette(old._desk, old._context, self.acts, self.over, front=front, opened=opened)
        self.palette.chosen.connect(self.went.append)
        self.palette.open()
        self.qtbot.waitUntil(lambda: quiet(self.palette, self.palette._context.tasks))

    def type(self, text: str) -> None:
        """Type over what stands there, and wait for what comes of it."""
        self.palette.box.selectAll()
        self.qtbot.keyClicks(self.palette.box, text)
        self.qtbot.waitUntil(lambda: quiet(self.palette, self.palette._context.tasks))

    def key(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(self.palette.box, key)

    @property
    def found(self) -> list[Found]:
        """Every row."""
        rows = self.palette.rows
        return [one for n in range(rows.rowCount()) if (one := rows.found(n)) is not None]

    @property
    def current(self) -> Found | None:
        """The row that Enter takes."""
        return self.palette.rows.found(self.palette.list.currentIndex().row())


@pytest.fixture
def ground(
    qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Ground]:
    case_id = add_case(vault, "Fairweather")
    record_id = signed(vault, case_id, f"He kept {PHRASE}.")
    signed(vault, case_id, "He spoke of the lock.")
    window = QWidget()
    window.resize(1000, 800)
    qtbot.addWidget(window)
    window.show()
    done: list[str] = []
    acts = []
    for text, keys in (("New case", "Ctrl+N"), ("Lock", "Ctrl+L"), ("Go to Cases", "Ctrl+2")):
        act = QAction(text, window)
        act.setShortcut(keys)
        act.setObjectName("lock")
        act.triggered.connect(lambda _=False, text=text: done.append(text))
        acts.append(act)
    palette = Palette(Desk.of(vault), context_of(theme, tasks), acts, window)
    made = Ground(palette, case_id, record_id, qtbot, window, acts, done=done)
    monkeypatch.setattr(voice, "say", lambda _widget, told, **_: made.said.append(told))
    palette.chosen.connect(made.went.append)
    palette.open()
    yield made
    tasks.finish()


def test_every_command_is_offered_before_anything_is_typed(ground: Ground) -> None:
    assert [(one.text, one.right) for one in ground.found] == [
        ("New case", "Ctrl+N"),
        ("Lock", "Ctrl+L"),
        ("Go to Cases", "Ctrl+2"),
    ]
    assert "Enter goes there" in ground.palette.message.text()


def test_a_command_is_carried_out_by_enter(ground: Ground) -> None:
    ground.type("lo")
    ground.key(Qt.Key.Key_Return)
    assert ground.done == ["Lock"]
    assert not ground.palette.isVisible()


def test_what_enter_does_stays_when_the_answer_of_the_vault_comes(ground: Ground) -> None:
    ground.type("lock")
    assert [one.group for one in ground.found] == [Group.COMMANDS, Group.RECORDS]
    assert ground.current is not None
    assert ground.current.text == "Lock"


def test_a_record_in_error_says_so(ground: Ground, vault: OpenVault) -> None:
    mark_in_error(vault, ground.record_id, "Another person")
    ground.type("brass compass")
    found = [one for one in ground.found if one.group is Group.RECORDS]
    assert [one.text.startswith("Marked in error: ") for one in found] == [True]
    assert found[0].spoken.startswith("Marked in error: ")
    ground.palette.hide_names(True)
    ground.type("brass compass on")
    assert [one.text for one in ground.found if one.group is Group.RECORDS] == [
        "Marked in error: Session note"
    ]


def test_a_case_is_found_by_the_family_name_and_gone_to(ground: Ground) -> None:
    ground.type("fairw")
    first = ground.found[0]
    assert (first.group, first.text) == (Group.CASES, "FAIRWEATHER, Colm")
    ground.key(Qt.Key.Key_Return)
    assert ground.went == [CaseAt(ground.case_id)]


def test_a_case_is_found_by_the_beginning_of_its_reference_with_the_name(ground: Ground) -> None:
    ground.type("nm-")
    first = ground.found[0]
    assert first.place == CaseAt(ground.case_id)
    assert first.text == "FAIRWEATHER, Colm"


def test_words_of_a_record_are_found_marked_and_looked_for_again_there(ground: Ground) -> None:
    ground.type("brass compass")
    (first,) = ground.found
    assert first.group is Group.RECORDS
    assert {piece.text for piece in first.under if piece.hit} == {"brass", "compass"}
    ground.key(Qt.Key.Key_Return)
    assert ground.went == [RecordAt(ground.case_id, ground.record_id, "brass compass")]


def test_how_much_was_found_is_spoken(ground: Ground) -> None:
    ground.type("brass compass")
    ground.type("nothing of the sort")
    assert [told for told in ground.said if "result" in told or "found" in told] == [
        "1 result",
        "Nothing was found",
    ]


def test_what_is_found_and_not_shown_is_said(ground: Ground, vault: OpenVault) -> None:
    for _ in range(7):
        signed(vault, add_case(vault, "O\u2019Dowd"), "A sextant and a chart.")
    for _ in range(7):
        signed(vault, ground.case_id, "A sextant and a chart.")
    ground.type("dowd")
    assert ground.palette.message.text() == "6 results; 1 more case: type more to find them"
    ground.type("sextant")
    assert ground.palette.message.text() == "12 results; 2 more records: type more to find them"
    assert ground.said[-1] == ground.palette.message.text()


def test_arrows_move_in_the_list_while_the_keyboard_stays_in_the_box(ground: Ground) -> None:
    ground.key(Qt.Key.Key_Down)
    ground.key(Qt.Key.Key_Down)
    assert ground.current is not None
    assert ground.current.text == "Go to Cases"
    assert ground.said[-1] == "Go to Cases, Ctrl+2"
    ground.key(Qt.Key.Key_Up)
    assert ground.current.text == "Lock"
    assert ground.palette.box.hasFocus()


def test_an_answer_to_what_stands_there_no_more_is_dropped(ground: Ground) -> None:
    ground.qtbot.keyClicks(ground.palette.box, "brass")
    ground.palette._find()
    ground.palette.box.setText("go to")
    ground.qtbot.waitUntil(lambda: quiet(ground.palette, ground.palette._context.tasks))
    ground.qtbot.waitUntil(lambda: ground.palette.message.text().endswith(("result", "results")))
    assert {one.group for one in ground.found} == {Group.COMMANDS}


def test_hidden_names_stay_hidden(ground: Ground) -> None:
    ground.palette.hide_names(True)
    for typed in ("fairw", "brass"):
        ground.type(typed)
        shown = " ".join(one.spoken for one in ground.found).casefold()
        assert "fairweather" not in shown
        assert "compass" not in shown
        assert "nm-" in shown


def test_one_letter_does_not_search_every_record(ground: Ground) -> None:
    ground.type("h")
    assert {one.group for one in ground.found} <= {Group.COMMANDS, Group.CASES}


def test_escape_closes_it_and_nothing_is_done(ground: Ground) -> None:
    ground.key(Qt.Key.Key_Escape)
    assert not ground.palette.isVisible()
    assert ground.done == []
    assert ground.went == []


def test_a_vault_that_has_gone_is_said_in_a_sentence(ground: Ground) -> None:
    ground.palette._refused(str(CannotRead()))
    assert ground.palette.message.text() == str(CannotRead())


def test_what_was_opened_last_stands_first_before_anything_is_typed(ground: Ground) -> None:
    ground.open_over("", RecordAt(ground.case_id, ground.record_id), CaseAt(ground.case_id))
    assert [(one.group, one.place) for one in ground.found[:2]] == [
        (Group.OPENED, RecordAt(ground.case_id, ground.record_id)),
        (Group.OPENED, CaseAt(ground.case_id)),
    ]
    assert ground.found[2].group is Group.COMMANDS
    ground.key(Qt.Key.Key_Return)
    assert ground.went == [RecordAt(ground.case_id, ground.record_id)]


def test_what_was_opened_last_goes_when_something_is_typed(ground: Ground) -> None:
    ground.open_over("", CaseAt(ground.case_id))
    ground.type("lock")
    assert Group.OPENED not in {one.group for one in ground.found}


def test_every_kind_can_be_begun_for_the_case_in_front_and_it_says_for_whom(ground: Ground) -> None:
    ground.open_over(ground.case_id)
    rows = [one for one in ground.found if isinstance(one.place, NewRecord)]
    assert [(one.text, one.place) for one in rows] == [
        (f"New {kind.title.lower()}", NewRecord(ground.case_id, kind.code)) for kind in OFFERED
    ]
    assert {one.right.startswith("FAIRWEATHER, Colm, NM-") for one in rows} == {True}


def test_a_session_note_is_begun_by_a_word_and_enter(ground: Ground) -> None:
    ground.open_over(ground.case_id)
    ground.type("new sess")
    ground.key(Qt.Key.Key_Return)
    assert ground.went == [NewRecord(ground.case_id, "session_note")]


def test_nothing_is_begun_without_a_case_in_front(ground: Ground) -> None:
    ground.type("new")
    assert [one.text for one in ground.found if one.group in {Group.COMMANDS, Group.IN_CASE}] == ["New case"]


def test_hidden_names_stay_hidden_for_the_case_in_front_too(ground: Ground) -> None:
    ground.open_over(ground.case_id, RecordAt(ground.case_id, ground.record_id), CaseAt(ground.case_id))
    ground.palette.hide_names(True)
    shown = " ".join(one.spoken for one in ground.found).casefold()
    assert "fairweather" not in shown
    assert "nm-" in shown


def test_records_of_the_case_in_front_stand_under_it(ground: Ground) -> None:
    ground.open_over(ground.case_id)
    ground.type("brass")
    assert {one.group for one in ground.found} == {Group.IN_CASE}


def test_a_filter_is_gone_on_with_by_tab_and_enter_takes_what_was_found(ground: Ground) -> None:
    ground.type("brass kind:ses")
    assert [one.text for one in ground.found if one.group is Group.FILTERS] == ['kind:"Session note"']
    assert ground.current is not None
    assert ground.current.place == RecordAt(ground.case_id, ground.record_id, "brass")
    ground.key(Qt.Key.Key_Tab)
    assert ground.palette.box.text() == 'brass kind:"Session note" '
    assert ground.palette.isVisible()
    ground.qtbot.waitUntil(lambda: quiet(ground.palette, ground.palette._context.tasks))
    ground.key(Qt.Key.Key_Return)
    assert ground.went == [RecordAt(ground.case_id, ground.record_id, "brass")]


def test_a_filter_that_knows_no_such_value_says_so_in_the_message(ground: Ground) -> None:
    ground.type("brass kind:poem")
    assert "No kind of record is called" in ground.palette.message.text()
    assert ground.said[-1] == ground.palette.message.text()


def test_the_rows_are_a_sound_model(qtbot: QtBot) -> None:
    rows: QAbstractListModel = Rows()
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert isinstance(rows, Rows)
    rows.show_rows([Found(Group.COMMANDS, "", "One"), Found(Group.CASES, "", "Two")])
    rows.show_rows([])


def test_a_row_is_read_with_its_group_its_day_and_its_passage(ground: Ground) -> None:
    ground.type("brass compass")
    told = ground.palette.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Records: ")
    assert "brass compass" in told
    assert "NM-" in told


@pytest.mark.parametrize("size", [100, 200])
def test_a_long_passage_takes_more_lines_where_the_list_is_narrow(
    qtbot: QtBot, theme: Theme, ground: Ground, size: int
) -> None:
    theme.use("light", size)
    painter, rows, view = ground.palette._painter, ground.palette.rows, ground.palette.list
    passage = (Piece("He kept " * 12, hit=False), Piece("brass \N{GRINNING FACE} compass", hit=True))
    long = Found(Group.RECORDS, "file-text", "A title", passage, "NM-1, 20-Nov-2024")
    rows.show_rows([Found(Group.RECORDS, "", "Before"), long])
    heights = []
    for width in (900, 300):
        ground.palette.resize(width, 700)
        QApplication.processEvents()
        heights.append(painter.sizeHint(QStyleOptionViewItem(), rows.index(1)).height())
    assert heights[1] > heights[0] > theme.pixels(1.9)
    assert view.viewport().width() < 300
    theme.use("light", 100)


def test_marks_count_as_qt_does_beyond_the_first_plane(ground: Ground) -> None:
    painter: RowPainter = ground.palette._painter
    spans = painter._marks((Piece("\N{GRINNING FACE} ", hit=False), Piece("word", hit=True)))
    assert [(span.start, span.length) for span in spans] == [(0, 3), (3, 4)]


def test_it_stays_inside_a_small_window(ground: Ground) -> None:
    assert ground.palette.width() <= 1000
    assert ground.palette.height() <= 800
