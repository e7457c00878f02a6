"""The second step: what goes in, what the clinician decides, and what does not leave."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from app.domain.fields.sharing import Audience, Rule, Share
from app.services.sharing.parts_asked import PartOffered
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
_PARTS: Final = (
    "Which parts go in",
    "It goes to this audience part by part: those that you tick, and no other. What the policy holds back stays out.",
)
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
        self.parts: dict[str, CheckOption] = {}
        self._lists: QBoxLayout | None = None
        self._audience = ""
        self._report = ""
        self._asked, self._parts = card(context.theme, gap=self.card_gap)
        self._asked.hide()
        self.add(self._asked)
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

    def show_parts(self, report: str, offered: Sequence[PartOffered]) -> None:
        """Lay out the parts of a report that are let in one by one, none of them ticked; nothing where none is.

        What was ticked of a report for an audience stays ticked.
        """
        at = f"{report} {self._audience}"
        ticked = self.let_in() if self._report == at else ()
        self._report = at
        self.parts.clear()
        empty_out(self._parts)
        self._asked.setVisible(bool(offered))
        if not offered:
            return
        self._in_line(self._parts)
        for text, kind in zip(_PARTS, ("h2", "hint"), strict=True):
            self._parts.addWidget(words(text, kind))
        for each in offered:
            box = self.parts[each.name] = CheckOption(each.title, _in_it(each), self.context.theme)
            box.setChecked(each.name in ticked)
            self._parts.addWidget(box)

    def let_in(self) -> tuple[str, ...]:
        """The names of the parts that were ticked."""
        return tuple(name for name, box in self.parts.items() if box.isChecked())

    def asked(self) -> frozenset[Share]:
        """The classes that were let in."""
        return frozenset(share for share, box in self.boxes.items() if box.isChecked())

    def focus_first(self) -> None:
        """Give the keyboard to the first decision."""
        for box in (*self.parts.values(), *self.boxes.values()):
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
        self._in_line(column)
        self._shown.addWidget(frame)
        column.addWidget(words(title, "h2"))
        column.addWidget(words(hint, "hint"))
        for share in shares:
            name, holds = CLASSES[share]
            self.boxes[share] = CheckOption(name, holds[:1].upper() + holds[1:], self.context.theme)
            column.addWidget(self.boxes[share])

    def _in_line(self, column: QBoxLayout) -> None:
        """What is ticked stands in line with the lists below it."""
        px = self.context.theme.px
        column.setContentsMargins(px(FRAME), px(8), px(FRAME), px(12))

    def _turn(self) -> None:
        if self._lists is not None:
            wide = self.width() >= self.context.theme.px(_BESIDE)
            directions = QBoxLayout.Direction
            self._lists.setDirection(directions.LeftToRight if wide else directions.TopToBottom)


def _in_it(part: PartOffered) -> str:
    """What a part holds, how much of it stands in this case, and of which classes that have to be ticked besides."""
    classes = ", ".join(CLASSES[share][0].lower() for share in part.classes)
    besides = f". Some of it needs a tick below: {classes}" if classes else ""
    return f"{part.holds[:1].upper()}{part.holds[1:]}: {part.counted}{besides}"


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
