"""Lays parts out one under another or side by side, in one call."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Part = QWidget | QLayout | tuple[QWidget | QLayout, int] | int
"""A widget or layout, with its share of the room where it has one; a number is a gap with such a share."""
Box = TypeVar("Box", bound=QBoxLayout)


def vertical(owner: QWidget | None, *parts: Part, gap: int | None = None, pad: int | None = 0) -> QVBoxLayout:
    """Parts one under another; `gap` between them and `pad` around them are the style's where they are None."""
    return _filled(QVBoxLayout(), owner, parts, gap, pad)


def horizontal(
    owner: QWidget | None, *parts: Part, gap: int | None = None, pad: int | None = 0
) -> QHBoxLayout:
    """Parts side by side; `gap` between them and `pad` around them are the style's where they are None."""
    return _filled(QHBoxLayout(), owner, parts, gap, pad)


def _filled(
    box: Box, owner: QWidget | None, parts: tuple[Part, ...], gap: int | None, pad: int | None
) -> Box:
    if owner is not None:
        owner.setLayout(box)
    if pad is not None:
        box.setContentsMargins(pad, pad, pad, pad)
    if gap is not None:
        box.setSpacing(gap)
    for each in parts:
        part, share = each if isinstance(each, tuple) else (each, 0)
        if isinstance(part, int):
            box.addStretch(part)
        elif isinstance(part, QLayout):
            box.addLayout(part, share)
        else:
            box.addWidget(part, share)
    return box
