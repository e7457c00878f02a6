"""Lays parts out one under another or side by side, in one call."""

from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from PySide6 import QtCore
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    LEFT: Qt.AlignmentFlag
    TOP: Qt.AlignmentFlag

Part: TypeAlias = "QWidget | QLayout | tuple[QWidget | QLayout, int | Qt.AlignmentFlag] | int"
"""A widget or layout, with its share of the room or where it stands in it; a number is a gap with such a share."""
Pad = int | tuple[int, int, int, int] | None
"""On every side, or at the left, above, at the right and below."""
Box = TypeVar("Box", bound=QBoxLayout)


def __getattr__(name: str) -> "Qt.AlignmentFlag":
    """LEFT and TOP, made when they are asked for: the first page does without Python's side of Qt's namespace."""
    if name not in _STANDS:
        raise AttributeError(name)
    return QtCore.Qt.AlignmentFlag[_STANDS[name]]


_STANDS = {"LEFT": "AlignLeft", "TOP": "AlignTop"}


def vertical(owner: QWidget | None, *parts: Part, gap: int | None = None, pad: Pad = 0) -> QVBoxLayout:
    """Parts one under another; `gap` between them and `pad` around them are the style's where they are None."""
    return _filled(QVBoxLayout(), owner, parts, gap, pad)


def horizontal(owner: QWidget | None, *parts: Part, gap: int | None = None, pad: Pad = 0) -> QHBoxLayout:
    """Parts side by side; `gap` between them and `pad` around them are the style's where they are None."""
    return _filled(QHBoxLayout(), owner, parts, gap, pad)


def _filled(box: Box, owner: QWidget | None, parts: tuple[Part, ...], gap: int | None, pad: Pad) -> Box:
    if owner is not None:
        owner.setLayout(box)
    if pad is not None:
        box.setContentsMargins(*(pad if isinstance(pad, tuple) else (pad,) * 4))
    if gap is not None:
        box.setSpacing(gap)
    for each in parts:
        part, share = each if isinstance(each, tuple) else (each, 0)
        if isinstance(part, int):
            box.addStretch(part)
        elif isinstance(part, QLayout):
            box.addLayout(part, share if type(share) is int else 0)
        elif type(share) is int:
            box.addWidget(part, share)
        else:
            # An alignment is a number too, of a kind of its own.
            box.addWidget(part, 0, cast("Qt.AlignmentFlag", share))
    return box
