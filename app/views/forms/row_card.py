"""One row of a list: a form within the form, with what can be done to the row."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.views.context.timers import LAID_OUT_MS, after
from app.views.forms.editor import AIR, FieldContext, Make
from app.views.forms.fields import FieldBox, Fields
from app.views.forms.plan import Part, Section, completed, runs
from app.views.forms.slices import Slices
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.scrolled import bring_into_view
from app.views.widgets.words import words

RAISE_NOW: Final = "Raise now"
_NOW_HINT: Final = "Sign it by itself, at once: what is written here stays a draft"


class RowCard(QFrame):
    """The fields of a row in a card, headed by what it is and its number."""

    edited = Signal()
    left = Signal(str)
    """What stands in a date is meant; its path within the row."""
    asked_up = Signal()
    asked_down = Signal()
    asked_out = Signal()
    asked_now = Signal()

    def __init__(
        self,
        cls: type,
        context: FieldContext,
        special: Mapping[str, Make] | None = None,
        parts: tuple[Part, ...] = (),
        *,
        raises: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("rowcard")
        self.context = context
        self.fields = Fields(cls, context, special, self)
        self.fields.edited.connect(self.edited)
        self.fields.left.connect(self.left)
        self.fields.focused.connect(self._focused)
        specs = self.fields.specs.values()
        plan = completed((Section("", parts or runs(specs)),), specs)
        self._parts = tuple(part for section in plan for part in section.parts)
        self.heading = words("", "strong")
        self.up = button("", self.asked_up.emit, kind="quiet", hint="Move up")
        self.down = button("", self.asked_down.emit, kind="quiet", hint="Move down")
        self.out = button("Remove", self.asked_out.emit, kind="quiet")
        self.now = button(RAISE_NOW, self.asked_now.emit, hint=_NOW_HINT) if raises else None
        context.screen.theme.follow(self._draw)
        acts = horizontal(None, (self.heading, 1), gap=context.pixels(0.2))
        for act in (self.now, self.up, self.down, self.out):
            if act is not None:
                acts.addWidget(act)
        pad = context.pixels(0.7)
        self.box = vertical(self, acts, gap=context.pixels(0.9), pad=(pad, context.pixels(0.4), pad, pad))
        self._is_made = False

    def fill(self, content: Any) -> None:
        """Show a row, making its boxes in turn when they are not there yet."""
        self.fields.load(content)
        if self._is_made:
            return
        self._is_made = True
        slices = self.context.slices or Slices(self)
        self.fields.lay(self._parts, self.box, self, slices)
        if self.context.slices is None:
            slices.finish()

    def number(self, noun: str, number: int, of: int) -> None:
        """Say which row it is."""
        self.heading.setText(f"{noun} {number}")
        self.setAccessibleName(f"{noun} {number} of {of}")
        named = ((self.now, RAISE_NOW), (self.up, "Move up"), (self.down, "Move down"), (self.out, "Remove"))
        for act, what in named:
            if act is not None:
                act.setAccessibleName(f"{what}: {noun} {number}")

    def allow(self, *, up: bool, down: bool) -> None:
        """Offer the moves there are."""
        self.up.setVisible(up)
        self.down.setVisible(down)

    def focus_at(self, path: str = "") -> None:
        """Give the keyboard to a field of the row, or to its first; when it is not made yet, as soon as it is."""
        self.fields.focus(path or next(iter(self.fields.specs)))

    def _focused(self, name: str) -> None:
        self._bring(self.fields.boxes[name])

    def _bring(self, box: FieldBox) -> None:
        # Where a row stands that was just added is known once all of it is made and laid out.
        slices = self.context.slices
        is_made = slices is None or slices.is_done
        act = (
            partial(bring_into_view, box, self.context.pixels(AIR)) if is_made else partial(self._bring, box)
        )
        after(box, LAID_OUT_MS, act)

    def _draw(self) -> None:
        theme = self.context.screen.theme
        self.up.setIcon(theme.icon("arrow-up"))
        self.down.setIcon(theme.icon("arrow-down"))


def one_of(row: type) -> str:
    """What a row is called: "Red flag" for the class RedFlag, and for RedFlagRow, whose record has the name."""
    if noun := getattr(row, "noun", ""):
        return str(noun)
    parts = re.findall(r"[A-Z][a-z]*", row.__name__.removesuffix("Row"))
    return " ".join(parts).capitalize()
