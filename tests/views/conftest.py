"""Fixtures of the window: the look in each theme, a worker, and a watch on how long the window stands still."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from tests.views.stalls import Stalls


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at the usual text size, for widgets that stand without the window which would dress them.

    What earlier tests left is let go first: it would all be styled anew.
    """
    for each in qapp.topLevelWidgets():
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    made = Theme(qapp, "light", 100)
    made.dress(qapp)
    yield made
    qapp.setStyleSheet("")


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """A worker, ended with the test."""
    made = Tasks()
    yield made
    made.finish()


@pytest.fixture
def stalls(qapp: QApplication) -> Iterator[Stalls]:
    """Watches the window's thread, without what all earlier tests left to be collected."""
    gc.collect()
    gc.disable()
    watch = Stalls()
    watch.begin()
    yield watch
    watch.end()
    gc.enable()
