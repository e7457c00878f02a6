"""The second step: what goes in, what the clinician decides, and what does not leave."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from app.domain.fields.sharing import Audience, Rule, Share
from app.views.context.context import Context
from app.views.forms.option import CheckOption
from app.views.theme.theme import Theme
from app.views.widgets.cards import FRAME, ScrolledColumn, card
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.share_words import CLASSES
from app.views.widgets.words import words

_DECIDE: Final = ("You decide", "Tick what this purpose needs. Left alone, it stays out.")
_GOES_IN: Final = ((Rule.INCLUDE, "Goes in", "this audience needs it"),)
_STAYS_OUT: Final = (
    (Rule.WITHHOLD, "Stays out", "this audience does not need it"),
    (Rule.NEVER, "Never goes in", "nobody can let it in"),
)
_BESIDE: Final = 560
"""Pixels at 100 % text from which the lists stand side by side."""


class WhatStep(ScrolledColumn):
    """Each class of information, under what the audience's policy says of it."""

    title = "What goes in"
    widest = 50

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.boxes: dict[Share, CheckOption] = {}
        self._lists: QBoxLayout | None = None
        self._audience = ""
        shown = QWidget()
        self._shown = vertical(shown, gap=context.theme.pixels(self.gap))
        self.add(shown)

    def show_policy(self, audience: Audience) -> None:
        """Lay out a policy. What was ticked for an audience stays; for another, nothing was let in yet."""
        if self._audience == audience.code:
            return
        self._audience = audience.code
        self.boxes.clear()
        empty_out(self._shown)
        self._offer([share for share in Share if audience.rules[share] is Rule.ASK])
        theme = self.context.theme
        both = QWidget()
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._lists.setSpacing(theme.px(24))
        # In line with the words of what is decided above.
        self._lists.setContentsMargins(theme.px(FRAME), 0, 0, theme.px(12))
        for rules in (_GOES_IN, _STAYS_OUT):
            column = vertical(None, gap=theme.px(16))
            for rule, title, why in rules:
                shares = [share for share in Share if audience.rules[share] is rule]
                if shares:
                    column.addWidget(_ruled(theme, title, why, shares))
            column.addStretch(1)
            self._lists.addLayout(column, 1)
        self._shown.addWidget(both)
        self._turn()

    def asked(self) -> frozenset[Share]:
        """The classes that were let in."""
        return frozenset(share for share, box in self.boxes.items() if box.isChecked())

    def focus_first(self) -> None:
        """Give the keyboard to the first decision."""
        for box in self.boxes.values():
            box.setFocus()
            return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lists side by side where there is room for them."""
        super().resizeEvent(event)
        self._turn()

    def _offer(self, shares: list[Share]) -> None:
        if not shares:
            return
        title, hint = _DECIDE
        frame, column = card(self.context.theme, gap=self.card_gap)
        px = self.context.theme.px
        column.setContentsMargins(px(FRAME), px(8), px(FRAME), px(12))
        self._shown.addWidget(frame)
        column.addWidget(words(title, "h2"))
        column.addWidget(words(hint, "hint"))
        for share in shares:
            name, holds = CLASSES[share]
            self.boxes[share] = CheckOption(name, holds[:1].upper() + holds[1:], self.context.theme)
            column.addWidget(self.boxes[share])

    def _turn(self) -> None:
        if self._lists is not None:
            wide = self.width() >= self.context.theme.px(_BESIDE)
            directions = QBoxLayout.Direction
            self._lists.setDirection(directions.LeftToRight if wide else directions.TopToBottom)


def _ruled(theme: Theme, title: str, why: str, shares: list[Share]) -> QWidget:
    """A list under its head: each class of information in one row, with what it holds."""
    made = QWidget()
    head = FlowRow(
        theme.px(8), words(title, "h2", wrap=False), words(f"{len(shares)}, {why}", "small", wrap=False)
    )
    column = vertical(made, head, _rule("edge"), gap=theme.px(6))
    for share in shares:
        name, holds = CLASSES[share]
        column.addLayout(vertical(None, words(name), words(holds[:1].upper() + holds[1:], "small"), gap=0))
        column.addWidget(_rule("rule"))
    return made


def _rule(kind: str) -> QFrame:
    made = QFrame()
    made.setObjectName(kind)
    return made
