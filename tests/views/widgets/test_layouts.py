"""Parts that are laid out in one call stand where they were put."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.views.widgets.layouts import LEFT, TOP, horizontal, vertical


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def laid_out(owner: QWidget) -> None:
    layout = owner.layout()
    assert layout is not None
    layout.activate()


def test_what_stands_at_the_top_is_no_higher_than_it_has_to_be(owner: QWidget) -> None:
    label, beside = QLabel("Heron"), QLabel("Reeds")
    horizontal(owner, (label, TOP), (beside, 1))
    laid_out(owner)
    assert (label.y(), label.height()) == (0, label.sizeHint().height())
    assert (beside.y(), beside.height()) == (0, 300)
    assert label.width() == label.sizeHint().width()


def test_what_stands_at_the_left_is_no_wider_than_it_has_to_be(owner: QWidget) -> None:
    label = QLabel("Heron")
    vertical(owner, (label, LEFT), 1)
    laid_out(owner)
    assert (label.x(), label.width()) == (0, label.sizeHint().width())


def test_a_number_is_a_share_of_the_room(owner: QWidget) -> None:
    label, rest = QLabel("Heron"), QWidget()
    vertical(owner, label, (rest, 1), gap=0)
    laid_out(owner)
    assert label.height() == label.sizeHint().height()
    assert rest.height() == 300 - label.height()


def test_a_number_alone_is_a_gap(owner: QWidget) -> None:
    label, last = QLabel("Heron"), QLabel("Reeds")
    vertical(owner, label, 1, last)
    laid_out(owner)
    assert last.geometry().bottom() == 299
