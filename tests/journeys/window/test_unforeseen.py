"""What nobody foresaw: one dialog, a report that can be sent to anybody, the same in the log, and work goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget

from tests.journeys.window.ground import FAMILY, WORDS, Desk, forget_log, logged


class _Unforeseen(Exception):
    """Carries what must not get out."""


def _raise(*_anything: object) -> Any:
    raise _Unforeseen(f"{FAMILY}: {WORDS}")


class _Broken(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        try:
            _raise()
        except _Unforeseen as failure:
            raise LookupError(WORDS) from failure


def _in_a_slot(_desk: Desk) -> None:
    QTimer.singleShot(0, _raise)


def _in_a_worker(desk: Desk) -> None:
    desk.window.tasks.run(_raise, WORDS, owner=desk.window)


def _in_a_page(desk: Desk) -> None:
    desk.open_desk.shell.front.run(_raise, WORDS)


def _where_an_answer_is_taken(desk: Desk) -> None:
    desk.window.tasks.run(lambda: WORDS, owner=desk.window, then=_raise)


def _at_every_painting(desk: Desk) -> None:
    broken = _Broken(desk.window)
    broken.resize(40, 40)
    broken.show()
    for n in range(30):
        QTimer.singleShot(n * 3, broken, broken.update)
    QTimer.singleShot(200, broken, broken.hide)


@pytest.mark.parametrize(
    "plant", [_in_a_slot, _in_a_worker, _in_a_page, _where_an_answer_is_taken, _at_every_painting]
)
def test_is_one_dialog_with_a_report_that_holds_no_word_of_a_record(
    desk: Desk, plant: Callable[[Desk], None]
) -> None:
    plant(desk)
    desk.wait(lambda: bool(desk.reports))
    desk.rest()
    desk.wait(lambda: not any(each.isVisible() for each in desk.window.findChildren(_Broken)))
    (report,) = desk.reports
    assert desk.dialogs == 1
    assert "_Unforeseen" in report
    assert "test_unforeseen.py" in report
    for secret in (FAMILY, "marmalade", "rowan", "Rowan", str(Path.cwd()), str(Path.home())):
        assert secret not in report
        assert secret not in logged()
    assert all(line in logged() for line in report.splitlines()[1:])
    desk.press("Copy the report")
    assert QGuiApplication.clipboard().text() == report
    desk.press("Go on")
    desk.rest()
    desk.wait(lambda: desk.dialogs == 0)
    desk.control("Parts of Casework")
    forget_log()


def test_ten_at_once_are_one_dialog(desk: Desk) -> None:
    for _ in range(10):
        _in_a_slot(desk)
        _in_a_worker(desk)
    desk.wait(lambda: bool(desk.reports))
    desk.rest()
    assert (len(desk.reports), desk.dialogs) == (1, 1)
    assert logged().count("_Unforeseen") >= 20
    desk.press("Go on")
    desk.rest()
    assert desk.dialogs == 0
    forget_log()


def test_a_lock_takes_the_report_away(desk: Desk) -> None:
    _in_a_slot(desk)
    desk.wait(lambda: bool(desk.reports))
    desk.lock()
    assert desk.dialogs == 0
    forget_log()


@pytest.mark.parametrize("hook", ["leave", "last_words"])
def test_a_screen_that_fails_keeps_nobody_from_locking(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, hook: str
) -> None:
    monkeypatch.setattr(type(desk.open_desk.shell.front), hook, _raise)
    desk.lock()
    desk.wait(lambda: bool(desk.reports))
    monkeypatch.undo()
    desk.press("Go on")
    desk.try_passphrase()
    desk.control("Parts of Casework")
    forget_log()
