"""The second step: what goes in, what the clinician decides, and what does not leave."""

from typing import Final

from app.domain.fields.sharing import Audience, Rule, Share
from app.views.context.context import Context
from app.views.forms.option import CheckOption
from app.views.sharing.step import Step
from app.views.widgets.share_words import CLASSES
from app.views.widgets.words import words

_GROUPS: Final = (
    (Rule.ASK, "You decide", "Tick what this purpose needs. Left alone, it stays out."),
    (Rule.INCLUDE, "Goes in", "This audience needs it."),
    (Rule.WITHHOLD, "Stays out", "This audience does not need it."),
    (Rule.NEVER, "Never goes in", "Nobody can let it in."),
)


class WhatStep(Step):
    """Each class of information, under what the audience's policy says of it."""

    title = "What goes in"
    go_on = "Check and preview"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.boxes: dict[Share, CheckOption] = {}
        self._is_shown = False

    def show_policy(self, audience: Audience) -> None:
        """Lay out a policy; what was ticked stays."""
        if self._is_shown:
            return
        self._is_shown = True
        for rule, title, hint in _GROUPS:
            shares = [share for share in Share if audience.rules[share] is rule]
            if not shares:
                continue
            column = self.card()
            column.addWidget(words(title, "h2"))
            column.addWidget(words(hint, "hint"))
            for share in shares:
                name, holds = CLASSES[share]
                if rule is Rule.ASK:
                    self.boxes[share] = CheckOption(name, holds[:1].upper() + holds[1:], self.context.look)
                    column.addWidget(self.boxes[share])
                else:
                    column.addWidget(words(f"{name}: {holds}"))

    def asked(self) -> frozenset[Share]:
        """The classes that were let in."""
        return frozenset(share for share, box in self.boxes.items() if box.isChecked())

    def focus_first(self) -> None:
        """Give the keyboard to the first decision."""
        for box in self.boxes.values():
            box.setFocus()
            return
