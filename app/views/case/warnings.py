"""What must be seen before anybody acts: gates, each with a sign and words, and the red flags that are open."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.services.cases.casefile import FlagShown, Gate
from app.views.look.look import Look
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.layouts import horizontal
from app.views.widgets.link import Link
from app.views.widgets.words import unbroken

_SIGNS: Final = {
    "stop": ("octagon-alert", "danger", "error", "Stop"),
    "care": ("triangle-alert", "care", "care", "Care"),
}
_SPOKEN: Final = {"octagon-alert": "Stop", "triangle-alert": "Care", "flag": "Red flag"}
_MOST_FLAGS = 2
_FLAGS: Final = ("1 red flag", "red flags")
_CARES: Final = ("1 thing to know", "things to know")


class Warnings(FlowRow):
    """The strip under the banner; nothing while there is nothing to say. `opened` is the record of a red flag."""

    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look.pixels(0.4))
        self._look = look
        self._gates: tuple[Gate, ...] = ()
        self._flags: tuple[FlagShown, ...] = ()
        self._shows_all = self._is_compact = False
        self.setAccessibleName("Before you act")
        look.changed.connect(self._draw)

    def show_warnings(self, gates: tuple[Gate, ...], flags: tuple[FlagShown, ...]) -> None:
        """Show what is to be known."""
        self._gates, self._flags = gates, flags
        self._draw()

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a switch
        """In a small window say in full only what forbids an act, of the rest how much there is."""
        if compact != self._is_compact:
            self._is_compact = compact
            self._draw()

    def _draw(self) -> None:
        self.clear()
        brief = self._is_compact and not self._shows_all
        shown = [self._gate(gate) for gate in self._gates if not brief or gate.kind == "stop"]
        if brief:
            shown += self._counted()
        elif self._flags:
            shown.append(self._flagged())
        self.add(*shown)
        self.setVisible(bool(shown))

    def _gate(self, gate: Gate) -> QFrame:
        icon, role, bar, spoken = _SIGNS[gate.kind.value]
        frame, row = self._frame(bar, icon, role)
        frame.setAccessibleName(f"{spoken}: {gate.words}")
        row.addWidget(Wide(gate.words, "strong"), 1)
        return frame

    def _counted(self) -> list[QFrame]:
        cares = sum(gate.kind != "stop" for gate in self._gates)
        told = [_counted(len(self._flags), *_FLAGS), _counted(cares, *_CARES)]
        text = ", ".join(part for part in told if part)
        if not text:
            return []
        sign = ("error", "flag", "danger") if self._flags else ("care", "triangle-alert", "care")
        frame, row = self._frame(*sign)
        frame.setAccessibleName(text)
        row.addWidget(Link(f"{text}: show", self._show_all), 1)
        return [frame]

    def _flagged(self) -> QFrame:
        frame, row = self._frame("error", "flag", "danger")
        count = len(self._flags)
        told = _counted(count, *_FLAGS)
        frame.setAccessibleName(told)
        flags = FlowRow(self._look.pixels(0.6), line_gap=0)
        shown = self._flags if self._shows_all else self._flags[:_MOST_FLAGS]
        flags.add(Wide(told, "strong"), *(self._link(flag) for flag in shown))
        if count > len(shown):
            flags.add(Link(f"and {count - len(shown)} more", self._show_all))
        row.addWidget(flags, 1)
        return frame

    def _link(self, flag: FlagShown) -> QWidget:
        # The sign is enough in the strip: the record has what was seen, and this may be a shared screen.
        sign = flag.text.partition(":")[0]
        told = f"{sign}, since {unbroken(flag.since)}" if flag.since else sign
        opens = partial(self.opened.emit, flag.record_id)
        made = Link(told, opens, hint="Open the record that says so")
        made.setAccessibleName(f"Red flag: {sign}, since {flag.since}")
        return made

    def _frame(self, bar: str, icon: str, role: str) -> tuple[QFrame, QHBoxLayout]:
        frame = QFrame()
        frame.setProperty("bar", bar)
        side, pad = self._look.pixels(0.6), self._look.pixels(0.35)
        row = horizontal(frame, gap=self._look.pixels(0.4), pad=(side, pad, side, pad))
        sign = QLabel()
        sign.setAccessibleName(_SPOKEN[icon])
        side = self._look.pixels(1.3)
        sign.setPixmap(self._look.icon(icon, role, ems=1.3).pixmap(side, side))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        return frame, row

    def _show_all(self) -> None:
        self._shows_all = True
        self._draw()


def _counted(count: int, one: str, many: str) -> str:
    if not count:
        return ""
    return one if count == 1 else f"{count} {many}"
