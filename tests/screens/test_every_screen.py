"""Every screen in each size of window and text: seen whole, used by keyboard and by ear, never moved by the wheel.

A screen is brought up once for each size, and then held to all that can be looked at there.
"""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.screens import scenes
from tests.screens.audit import beyond_the_edge, clipped, cut_words, faults
from tests.screens.stage import Stage
from tests.screens.test_tab_order import against_reading_order
from tests.screens.test_wheel import moved_by_the_wheel

Look = Callable[[Stage], list[str]]


def whole(stage: Stage) -> list[str]:
    """What is cut off."""
    return clipped(stage.window)


def usable(stage: Stage) -> list[str]:
    """What cannot be used without seeing it, or without a mouse."""
    return faults(stage.window)


def in_order(stage: Stage) -> list[str]:
    """Where Tab goes against reading."""
    stage.settle()
    return against_reading_order(stage.window)


def unmoved(stage: Stage) -> list[str]:
    """What the wheel answers."""
    return moved_by_the_wheel(stage.window)


def within(stage: Stage) -> list[str]:
    """What is cut off, or stands beyond the edge of the window."""
    return [*beyond_the_edge(stage.window), *cut_words(stage.window)]


SIZES: tuple[tuple[int, int, int, str, tuple[Look, ...]], ...] = (
    (1280, 800, 100, "light", (usable, unmoved, in_order)),
    (1280, 800, 100, "high-contrast", (whole,)),
    (1280, 800, 200, "light", (whole, usable)),
    (1024, 640, 100, "light", (whole,)),
    (1024, 640, 200, "light", (whole, usable)),
    (800, 640, 100, "light", (within, whole, in_order)),
)
"""Width and height of the window, text in per cent, theme, what is looked at: what changes the screen comes last."""
_ROOMIER = frozenset(
    {(1280, 800, 100, "high-contrast"), (1280, 800, 200, "light"), (1024, 640, 100, "light")}
)
"""Between the widest and the narrowest: what is whole in both of those is rarely cut off here."""
_IN_TURN = tuple(
    pytest.param(
        size,
        marks=[pytest.mark.slow] if size[:4] in _ROOMIER else [],
        id="{}x{}-{}-{}".format(*size),
    )
    for size in SIZES
)


@pytest.mark.parametrize("name", scenes.AT_DESK)
@pytest.mark.parametrize("size", _IN_TURN)
def test_every_screen_in_every_size(
    name: str, size: tuple[int, int, int, str, tuple[Look, ...]], at_desk: Stage
) -> None:
    width, height, text_size, theme, looks = size
    at_desk.window.settings.change(theme=theme, text_size=text_size)
    at_desk.window.resize(width, height)
    scenes.AT_DESK[name](at_desk)
    # What is shown before it is in its place is a window of its own for a moment, and takes the keyboard from all else.
    assert QApplication.focusWidget() is not None
    assert at_desk.window.width() == width
    assert [f"{look.__name__}: {each}" for look in looks for each in look(at_desk)] == []
