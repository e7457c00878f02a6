"""One row of a list: a form within the form, with what can be done to the row."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.views.forms.editor import FieldContext, Make
from app.views.forms.fields import Fields
from app.views.forms.laying import Laying
from app.views.forms.plan import Part, Section, completed, runs
from app.views.forms.slices import Slices
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import words


class RowCard(QFrame):
    """The fields of a row in a card, headed by what it is and its number."""

    edited = Signal()
    asked_up = Signal()
    asked_down = Signal()
    asked_out = Signal()

    def __init__(
        self,
        cls: type,
        context: FieldContext,
        special: Mapping[str, Make] | None = None,
        parts: tuple[Part, ...] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("rowcard")
        self.context = context
        # Templates are for the fields of the record itself.
        self.fields = Fields(cls, replace(context, kind=""), special, self)
        self.fields.edited.connect(self.edited)
        specs = self.fields.specs.values()
        plan = completed((Section("", parts or runs(specs)),), specs)
        self._parts = tuple(part for section in plan for part in section.parts)
        self.heading = words("", "strong")
        self.up = button("", self.asked_up.emit, kind="plain", hint="Move up")
        self.down = button("", self.asked_down.emit, kind="plain", hint="Move down")
        self.out = button("Remove", self.asked_out.emit, kind="plain")
        context.screen.look.changed.connect(self._draw)
        self._draw()
        acts = horizontal(None, (self.heading, 1), gap=context.pixels(0.2))
        for act in (self.up, self.down, self.out):
            acts.addWidget(act)
        pad = context.pixels(0.7)
        self.box = vertical(self, acts, gap=context.pixels(0.9), pad=(pad, context.pixels(0.4), pad, pad))
        self._wanted, self._is_made = "", False

    def fill(self, content: Any) -> None:
        """Show a row, making its boxes in turn when they are not there yet."""
        self.fields.load(content)
        if self._is_made:
            return
        self._is_made = True
        slices = self.context.slices or Slices(self)
        laying = Laying(self.fields, self.context, slices, self._placed)
        laying.lay(self._parts, self.box, self)
        if self.context.slices is None:
            slices.finish()

    def number(self, noun: str, number: int, of: int) -> None:
        """Say which row it is."""
        self.heading.setText(f"{noun} {number}")
        self.setAccessibleName(f"{noun} {number} of {of}")
        for act, what in ((self.up, "Move up"), (self.down, "Move down"), (self.out, "Remove")):
            act.setAccessibleName(f"{what}: {noun} {number}")

    def allow(self, *, up: bool, down: bool) -> None:
        """Offer the moves there are."""
        self.up.setVisible(up)
        self.down.setVisible(down)

    def focus_at(self, path: str = "") -> None:
        """Give the keyboard to a field of the row, or to its first; when it is not made yet, as soon as it is."""
        wanted = path or next(iter(self.fields))
        self._wanted = "" if self.fields.focus(wanted) else wanted

    def _draw(self) -> None:
        look = self.context.screen.look
        self.up.setIcon(look.icon("arrow-up"))
        self.down.setIcon(look.icon("arrow-down"))

    def _placed(self, name: str) -> None:
        if self._wanted.partition(".")[0] == name:
            self.focus_at(self._wanted)


def one_of(row: type) -> str:
    """What a row is called: "Red flag" for the class RedFlag."""
    parts = re.findall(r"[A-Z][a-z]*", row.__name__)
    return " ".join(parts).capitalize()
