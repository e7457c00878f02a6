"""Steps are gone through one by one: the line says which one is in front, and that one has the keyboard."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.layouts import vertical
from app.views.widgets.wizard import Wizard


class Asked(QWidget):
    """One line to be filled in."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.box = QLineEdit()
        vertical(self, QLineEdit(), self.box)

    def focus_first(self) -> None:
        """Give the keyboard to the lower line."""
        self.box.setFocus()


class Ground:
    """A window with three steps and how it ended, what was made of them, and a line beside."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.first, self.last = Asked("Who it is for"), Asked("Why NHS numbers stay out")
        self.wizard = Wizard(self.first, self._make_late, self.last, Asked("All is saved"), outcomes=1)
        self.window, self.beside = QWidget(), QLineEdit()
        vertical(self.window, self.wizard, self.beside)

    @property
    def front(self) -> QWidget:
        return self.wizard.currentWidget()

    def _make_late(self) -> Asked:
        self.made.append("late")
        return Asked("What goes in")


@pytest.fixture
def ground(qtbot: QtBot, theme: Theme) -> Ground:
    made = Ground()
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
    return made


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(voice, "say", lambda _widget, told, **_: said.append(told))
    return said


def test_the_line_says_which_step_is_in_front_and_does_not_count_how_it_ended(ground: Ground) -> None:
    wizard, lines = ground.wizard, []
    for _ in range(3):
        lines.append(wizard.line.text())
        wizard.forward()
    assert lines == [
        "Step 1 of 3: who it is for",
        "Step 2 of 3: what goes in",
        "Step 3 of 3: why NHS numbers stay out",
    ]
    assert wizard.line.text() == "All is saved"


def test_whoever_turns_is_told_aloud_and_has_the_keyboard_in_the_step(
    ground: Ground, heard: list[str]
) -> None:
    ground.wizard.forward()
    front = ground.front
    assert isinstance(front, Asked)
    assert front.box.hasFocus()
    ground.wizard.back()
    assert ground.first.box.hasFocus()
    assert heard == ["Step 2 of 3: what goes in", "Step 1 of 3: who it is for"]


def test_out_of_sight_it_takes_no_keyboard_and_says_nothing(ground: Ground, heard: list[str]) -> None:
    ground.wizard.hide()
    ground.beside.setFocus()
    ground.wizard.turn_to(2)
    assert ground.front is ground.last
    assert ground.beside.hasFocus()
    assert heard == []


def test_back_keeps_what_was_typed_and_leads_out_of_the_first_step(ground: Ground, qtbot: QtBot) -> None:
    wizard = ground.wizard
    ground.first.box.setText("Northmoor panel")
    wizard.forward()
    wizard.back()
    assert ground.front is ground.first
    assert ground.first.box.text() == "Northmoor panel"
    with qtbot.waitSignal(wizard.went_back):
        wizard.back()
    assert (wizard.at, ground.front) == (0, ground.first)


def test_a_step_is_made_when_somebody_comes_so_far_and_once(ground: Ground) -> None:
    wizard = ground.wizard
    assert (wizard.count(), ground.made) == (3, [])
    wizard.turn_to(2)
    assert ground.made == []
    wizard.back()
    made = ground.front
    wizard.turn_to(0)
    wizard.forward()
    assert ground.front is made
    assert (wizard.count(), ground.made) == (4, ["late"])


def test_a_step_that_is_asked_for_is_made_where_it_belongs_and_stays_behind(ground: Ground) -> None:
    made = ground.wizard.step(1)
    assert isinstance(made, Asked)
    assert made.parent() is ground.wizard
    assert (ground.front, ground.wizard.at) == (ground.first, 0)
    ground.wizard.forward()
    assert ground.front is made


def test_what_belongs_to_a_step_is_there_before_the_keyboard_is(ground: Ground, qtbot: QtBot) -> None:
    seen: list[tuple[int, str, bool]] = []

    def turned(at: int) -> None:
        seen.append((at, ground.wizard.line.text(), ground.last.box.hasFocus()))

    ground.wizard.turned.connect(turned)
    ground.wizard.turn_to(2)
    assert seen == [(2, "Step 3 of 3: why NHS numbers stay out", False)]
    assert ground.last.box.hasFocus()
