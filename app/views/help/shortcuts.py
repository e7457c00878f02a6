"""The keys that do something now, gathered from the actions, shortcuts and buttons that are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.views.writing.keys import KEYS
from app.views.writing.text_box import TextBox

_NATIVE = QKeySequence.SequenceFormat.NativeText
Keys = tuple[tuple[str, str], ...]
"""Each what it does, and its keys as this system calls them."""


@dataclass(frozen=True)
class Sheet:
    """What the keys do, by where they do it."""

    everywhere: Keys
    here: Keys
    writing: Keys


def gather(window: QWidget, actions: Iterable[QAction] = ()) -> Sheet:
    """The keys of a window as it is: of its actions, or of those given, of what is in sight, and of writing boxes."""
    chosen = tuple(actions) or tuple(each for each in window.findChildren(QAction) if each.toolTip())
    everywhere = tuple(
        (each.text(), each.shortcut().toString(_NATIVE)) for each in chosen if not each.shortcut().isEmpty()
    )
    here = tuple(dict.fromkeys(one for one in _here(window) if one not in everywhere))
    writes = any(box.isVisible() and not box.isReadOnly() for box in window.findChildren(TextBox))
    writing = (
        tuple((message, QKeySequence(keys).toString(_NATIVE)) for message, keys in KEYS) if writes else ()
    )
    return Sheet(everywhere, here, writing)


def _here(window: QWidget) -> Iterator[tuple[str, str]]:
    for each in window.findChildren(QShortcut):
        over = each.parent()
        if each.whatsThis() and isinstance(over, QWidget) and over.isVisible() and each.isEnabled():
            yield each.whatsThis(), each.key().toString(_NATIVE)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.shortcut().isEmpty():
            yield button.accessibleName() or button.text(), button.shortcut().toString(_NATIVE)
