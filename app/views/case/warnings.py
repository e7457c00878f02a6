"""What must be seen before anybody acts: gates, each with a sign and words, and the red flags that are open."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.services.casefile import FlagShown, Gate
from app.views.cases.shown import unbroken
from app.views.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow, Wide

_SIGNS: Final = {
    "stop": ("octagon-alert", "danger", "error", "Stop"),
    "care": ("triangle-alert", "care", "care", "Care"),
}
_MOST_FLAGS = 2
_LONGEST = 60
"""Characters of a red flag in the strip; the record has the rest."""


class Warnings(FlowRow):
    """The strip under the banner; nothing while there is nothing to say. `opened` is the record of a red flag."""

    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look.pixels(0.4), parent)
        self._look = look
        self._gates: tuple[Gate, ...] = ()
        self._flags: tuple[FlagShown, ...] = ()
        self._shows_all = False
        self.setAccessibleName("Before you act")
        look.changed.connect(self._draw)

    def show_warnings(self, gates: tuple[Gate, ...], flags: tuple[FlagShown, ...]) -> None:
        """Show what is to be known."""
        self._gates, self._flags = gates, flags
        self._draw()

    def _draw(self) -> None:
        self.flow.clear()
        for gate in self._gates:
            self.flow.addWidget(self._gate(gate))
        if self._flags:
            self.flow.addWidget(self._flagged())
        self.setVisible(bool(self._gates or self._flags))
        self.refit()

    def _gate(self, gate: Gate) -> QFrame:
        icon, role, bar, spoken = _SIGNS[gate.kind.value]
        frame, row = self._frame(bar, icon, role)
        frame.setAccessibleName(f"{spoken}: {gate.words}")
        row.addWidget(Wide(gate.words, "strong"), 1)
        return frame

    def _flagged(self) -> QFrame:
        frame, row = self._frame("error", "flag", "danger")
        count = len(self._flags)
        told = "1 red flag" if count == 1 else f"{count} red flags"
        frame.setAccessibleName(told)
        flags = FlowRow(self._look.pixels(0.6), line_gap=0)
        flags.flow.addWidget(Wide(told, "strong"))
        shown = self._flags if self._shows_all else self._flags[:_MOST_FLAGS]
        for flag in shown:
            flags.flow.addWidget(self._link(flag))
        if count > len(shown):
            flags.flow.addWidget(button(f"and {count - len(shown)} more", self._show_all, kind="link"))
        row.addWidget(flags, 1)
        return frame

    def _link(self, flag: FlagShown) -> QWidget:
        text = flag.text if len(flag.text) <= _LONGEST else f"{flag.text[:_LONGEST].rstrip()}…"
        told = f"{text}, since {unbroken(flag.since)}" if flag.since else text
        opens = partial(self.opened.emit, flag.record_id)
        made = button(told, opens, kind="link", hint="Open the record that says so")
        made.setAccessibleName(f"Red flag: {flag.text}, since {flag.since}")
        return made

    def _frame(self, bar: str, icon: str, role: str) -> tuple[QFrame, QHBoxLayout]:
        frame = QFrame()
        frame.setProperty("bar", bar)
        row = QHBoxLayout(frame)
        pad = self._look.pixels(0.35)
        row.setContentsMargins(self._look.pixels(0.6), pad, self._look.pixels(0.6), pad)
        row.setSpacing(self._look.pixels(0.4))
        sign = QLabel()
        side = self._look.pixels(1.3)
        sign.setPixmap(self._look.icon(icon, role, ems=1.3).pixmap(side, side))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        return frame, row

    def _show_all(self) -> None:
        self._shows_all = True
        self._draw()
