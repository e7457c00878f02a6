"""What must be seen before anybody acts, in one strip: what forbids an act and the open red flags, then the checks.

The strip is one line high, and opens to all of it in whole sentences, each with a sign and words.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.services.cases.casefile import CautionShown, FlagShown
from app.views.theme.theme import Theme
from app.views.widgets.buttons import PressedByEnter, button
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.link import Link
from app.views.widgets.words import CutWords, style_as, unbroken

_SIGNS: Final = {
    "stop": ("octagon-alert", "danger", "error", "Stop"),
    "care": ("triangle-alert", "care", "care", "Care"),
}
_SPOKEN: Final = {"octagon-alert": "Stop", "triangle-alert": "Care", "flag": "Red flag"}
_HIGH, _GAP = 40, 16
_EDGES, _SIGN = 21 + 24 + 44, 16 + 8 + _GAP
"""Pixels at 100 % text: beside all, with what opens the strip; and beside the words of a sign, with its picture."""
_LEAST_FLAG: Final = 40
"""Pixels of the beginning of a red flag at least."""
_HALF: Final = 0.6
"""Of its length, what is enough for words on two lines."""
_FLAGS: Final = ("1 red flag", "red flags")
_CHECKS: Final = ("1 check", "checks")


class _Laid(NamedTuple):
    """How the strip is laid out: what forbids an act has the room first, then the red flags, then the checks."""

    whole: int = 0
    """How many red flags stand in it whole."""
    has_first: bool = False
    """Whether the beginning of the first red flag does, where none stands there whole."""
    numbers_checks: bool = False
    """Whether the checks are their number alone."""
    wraps: bool = False
    """Whether what forbids an act takes as many lines as it needs."""


class Warnings(QWidget):
    """The strip under the banner; nothing while there is nothing to say. `opened` tells of a red flag: its record."""

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cautions: tuple[CautionShown, ...] = ()
        self._flags: tuple[FlagShown, ...] = ()
        self._is_open, self._laid = False, _Laid()
        self.setAccessibleName("Before you act")
        self._strip = QFrame()
        self._strip.setObjectName("safety")
        self._row = horizontal(self._strip, gap=theme.px(_GAP), pad=(theme.px(21), 0, theme.px(24), 0))
        self._whole = FlowRow(theme.px(6))
        self._whole.setContentsMargins(0, 0, 0, 0)
        vertical(self, self._strip, self._whole, gap=theme.px(4))
        theme.changed.connect(self._draw)
        self.hide()

    def show_warnings(self, cautions: tuple[CautionShown, ...], flags: tuple[FlagShown, ...]) -> None:
        """Show what is to be known."""
        if (cautions, flags) != (self._cautions, self._flags):
            self._is_open = False
            self._cautions, self._flags = cautions, flags
            self._draw()

    @property
    def is_open(self) -> bool:
        """Whether all of it is shown in whole sentences."""
        return self._is_open

    def turn(self) -> None:
        """Open it to whole sentences, or close it to one line."""
        self._is_open = not self._is_open
        self._draw()
        self._chevron.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many red flags as there is room for."""
        super().resizeEvent(event)
        if self._fitting() != self._laid:
            self._draw()

    def _fitting(self) -> _Laid:
        """What there is room for: red flags stand in the strip whole, with their dates; the count tells of more."""
        wide, px = QFontMetrics(self._theme.font()).horizontalAdvance, self._theme.px
        signs = [*(each.brief for each in self._stops), *([self._flags_said] if self._flags else [])]
        room = self.width() - px(_EDGES) - sum(px(_SIGN) + wide(each) for each in signs)
        number, counted = (
            px(_SIGN) + wide(each) if self._checks else 0
            for each in (str(len(self._checks)), self._checks_said)
        )
        left, whole = room - counted, 0
        for flag in self._flags:
            left -= wide(_flag_words(flag)) + px(_GAP) + 2
            if left < 0:
                break
            whole += 1
        if whole or not self._flags:
            return _Laid(whole, numbers_checks=room < counted, wraps=room < number)
        # The beginning of one, as long as what forbids an act keeps the room for two lines.
        least, forbidding = px(_LEAST_FLAG) + px(_GAP), sum(wide(each.brief) for each in self._stops)
        has_first = room - number - least >= -(1 - _HALF) * forbidding
        room -= least if has_first else 0
        return _Laid(0, has_first, numbers_checks=room < counted, wraps=room < number)

    @property
    def _flags_said(self) -> str:
        return _counted(len(self._flags), *_FLAGS)

    @property
    def _checks_said(self) -> str:
        return _counted(len(self._checks), *_CHECKS)

    @property
    def _stops(self) -> list[CautionShown]:
        return [each for each in self._cautions if each.kind == "stop"]

    @property
    def _checks(self) -> list[CautionShown]:
        return [each for each in self._cautions if each.kind != "stop"]

    def _draw(self) -> None:
        _empty(self._row)
        self._whole.clear()
        stops, checks, laid = self._stops, self._checks, self._fitting()
        self._laid = laid
        shown = bool(self._cautions or self._flags)
        style_as(self._strip, "tone", "" if stops or self._flags else "care")
        self._strip.setMinimumHeight(max(24, self._theme.px(_HIGH)))
        for each in stops:
            self._row.addWidget(self._stop(each, wraps=laid.wraps))
        if self._flags:
            self._sign("flag", "danger", self._flags_said, "error", is_whole=True)
            for flag in self._flags[: laid.whole]:
                self._row.addWidget(self._short(flag, _flag_words(flag), cut=False))
            if laid.has_first:
                # Half a date is another date: it gives way before its sign does.
                self._row.addWidget(self._short(self._flags[0], self._flags[0].sign, cut=True))
        # Checks stand at the right of what is worse, and at the left where nothing is.
        if stops or self._flags:
            self._row.addStretch(0 if laid.wraps else 1)
        if checks:
            said = f"{self._checks_said}: {checks[0].brief or checks[0].words}"
            text = str(len(checks)) if laid.numbers_checks else said
            self._sign("triangle-alert", "care", text, "care", said=said, is_whole=laid.numbers_checks)
        self._chevron = self._turner()
        if not (stops or self._flags):
            self._row.addStretch(1)
        self._row.addWidget(self._chevron)
        if self._is_open:
            self._whole.add(*(self._caution(each) for each in self._cautions), *map(self._flag, self._flags))
        self._whole.setVisible(self._is_open)
        self.setVisible(shown)

    def _turner(self) -> PressedByEnter:
        hint = "Show only one line" if self._is_open else "Show all of it"
        made = button("", self.turn, kind="quiet", hint=hint)
        made.setAccessibleName(f"Before you act: {hint[0].lower()}{hint[1:]}")
        made.wear(self._theme, "chevron-up" if self._is_open else "chevron-down")
        return made

    def _sign(
        self, icon: str, role: str, text: str, style: str, *, said: str = "", is_whole: bool = False
    ) -> None:
        """A sign and its words, cut where there is no room or whole; `said` is more than is shown."""
        words = CutWords(text, style)
        if is_whole:
            words.setFixedWidth(words.sizeHint().width())
        self._row.addWidget(self._signed(icon, role, words, said or text))

    def _stop(self, stop: CautionShown, *, wraps: bool) -> QWidget:
        """What forbids an act, never cut: on one line or, where there is no room for that, on as many as it takes."""
        words = Wide(stop.brief, "error") if stop.brief else CutWords(stop.words, "error")
        if stop.brief and not wraps:
            words.setFixedWidth(words.sizeHint().width())
        return self._signed("octagon-alert", "danger", words, stop.brief or stop.words)

    def _signed(self, icon: str, role: str, words: QLabel, said: str) -> QWidget:
        part = QWidget()
        horizontal(part, _picture(self._theme, icon, role), (words, 1), gap=self._theme.px(8))
        part.setAccessibleName(f"{_SPOKEN[icon]}: {said}")
        return part

    def _short(self, flag: FlagShown, text: str, *, cut: bool) -> QWidget:
        # The sign is enough in the strip: the record has what was seen, and this may be a shared screen.
        made = Flag(text, partial(self.opened.emit, flag))
        made.setMinimumWidth(self._theme.px(_LEAST_FLAG) if cut else made.sizeHint().width())
        made.setAccessibleName(f"Red flag: {flag.sign}, since {flag.since}")
        made.setToolTip(f"{_flag_words(flag)}. Open the record that says so")
        return made

    def _flag(self, flag: FlagShown) -> QFrame:
        frame, row = self._frame("error", "flag", "danger")
        opens = partial(self.opened.emit, flag)
        made = Link(_flag_words(flag), opens, hint="Open the record that says so")
        made.setAccessibleName(f"Red flag: {flag.sign}, since {flag.since}")
        row.addWidget(made, 1)
        return frame

    def _caution(self, caution: CautionShown) -> QFrame:
        icon, role, bar, spoken = _SIGNS[caution.kind.value]
        frame, row = self._frame(bar, icon, role)
        frame.setAccessibleName(f"{spoken}: {caution.words}")
        row.addWidget(Wide(caution.words), 1)
        return frame

    def _frame(self, bar: str, icon: str, role: str) -> tuple[QFrame, QHBoxLayout]:
        frame = QFrame()
        frame.setProperty("bar", bar)
        side, pad = self._theme.px(12), self._theme.px(5)
        row = horizontal(frame, gap=self._theme.px(8), pad=(side, pad, side, pad))
        row.addWidget(_picture(self._theme, icon, role), 0, Qt.AlignmentFlag.AlignVCenter)
        return frame, row


class Flag(PressedByEnter):
    """Words that are pressed, on one line that is cut where there is no room."""

    def __init__(self, text: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "flag")
        self.setAutoDefault(False)
        self.clicked.connect(lambda *_: act())
        self._words = CutWords(text)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        horizontal(self, self._words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """All of the words."""
        return QSize(self._words.sizeHint().width() + 2, max(_LEAST, self._words.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(self._words.minimumSizeHint().width(), _LEAST)


_LEAST: Final = 24
"""Pixels: the least target of WCAG 2.2 (2.5.8)."""


def _picture(theme: Theme, icon: str, role: str) -> QLabel:
    made, side = QLabel(), theme.px(16)
    made.setAccessibleName(_SPOKEN[icon])
    made.setPixmap(theme.icon(icon, role).pixmap(side, side))
    return made


def _flag_words(flag: FlagShown) -> str:
    return f"{flag.sign}, {unbroken(flag.since)}" if flag.since else flag.sign


def _empty(row: QHBoxLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else f"{count} {many}"
