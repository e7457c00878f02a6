"""Settings in a list of three columns: what is set, what it is set to, and who sets it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from app.views.theme.theme import Theme
from app.views.widgets.cards import FRAME
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import style_as, words

YOU: Final = "You"
THIS_COMPUTER: Final = "This computer"
CASEWORK: Final = "Casework"
"""Who sets what nobody can change."""
_NARROW: Final = 620
_SETTING, _VALUE = 260, 220


@dataclass
class _Row:
    setting: QWidget
    value: QWidget
    by: QLabel
    rule: QFrame
    who: str


class SettingRows(QWidget):
    """Each row is ruled; where it is narrow, the value stands under what it is of, and who sets it under that."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._is_narrow = theme, False
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setContentsMargins(theme.px(FRAME), 0, theme.px(FRAME), 0)
        self._heads = tuple(words(text, "small", wrap=False) for text in ("Setting", "Value", "Set by"))
        self._edge = QFrame()
        self._edge.setObjectName("edge")
        theme.follow(self._arrange)

    @property
    def fixed(self) -> tuple[int, int]:
        """How many cannot be changed, of how many."""
        return sum(row.who == CASEWORK for row in self._rows), len(self._rows)

    def add(
        self, name: str, value: QWidget, *, by: str = YOU, hint: str = "", limit: QWidget | None = None
    ) -> None:
        """Put a setting under the others; `limit` stands under its value, and says how far that can go."""
        if not value.accessibleName():
            value.setAccessibleName(name)
        if isinstance(value, QComboBox):
            value.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        setting, cell, rule = QWidget(), QWidget(), QFrame()
        about = (words(hint, "small"),) if hint else ()
        vertical(setting, words(name, buddy=value), *about, gap=0)
        vertical(cell, value, *((limit,) if limit is not None else ()), gap=self._theme.px(4))
        rule.setObjectName("rule")
        self._rows.append(_Row(setting, cell, words(), rule, by))
        self._arrange()

    def add_fixed(self, name: str, value: str, *, hint: str = "") -> None:
        """Put a setting under the others that nobody can change: words with a lock, and no control."""
        shown = _Fixed(self._theme, value)
        shown.setAccessibleName(f"{name}: {value}")
        self.add(name, shown, by=CASEWORK, hint=hint)

    def set_by(self, at: int, who: str) -> None:
        """Say who sets the one at a place now."""
        self._rows[at].who = who
        self._say()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one likes: there the columns go under one another."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns side by side, or under one another."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(_NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()

    def _arrange(self) -> None:
        grid, top = self._grid, Qt.AlignmentFlag.AlignTop
        while grid.count():
            grid.takeAt(0)
        across = 1 if self._is_narrow else 3
        for column, head in enumerate(self._heads):
            if not self._is_narrow:
                grid.addWidget(head, 0, column)
            # In its place first: shown outside of it, it would be a window of its own.
            head.setVisible(not self._is_narrow)
        grid.addWidget(self._edge, 1, 0, 1, across)
        at = 2
        for row in self._rows:
            for n, part in enumerate((row.setting, row.value, row.by)):
                place = (at + n, 0) if self._is_narrow else (at, n)
                grid.addWidget(part, *place, top)
            at += 3 if self._is_narrow else 1
            grid.addWidget(row.rule, at, 0, 1, across)
            at += 1
        for column, least, share in ((0, _SETTING, 4), (1, _VALUE, 4), (2, 0, 3)):
            grid.setColumnMinimumWidth(column, 0 if self._is_narrow else self._theme.px(least))
            grid.setColumnStretch(column, 0 if self._is_narrow and column else share)
        self._say()

    def _say(self) -> None:
        for row in self._rows:
            row.by.setText(f"Set by: {row.who}" if self._is_narrow else row.who)
            style_as(row.by, "role", "small" if self._is_narrow else "")


class _Fixed(QWidget):
    """Words with a lock before them."""

    def __init__(self, theme: Theme, value: str) -> None:
        super().__init__()
        self._theme, self._sign = theme, QLabel()
        horizontal(self, self._sign, (words(value, "muted"), 1), gap=theme.px(8))
        theme.follow(self._draw)

    def _draw(self) -> None:
        side = self._theme.px(16)
        self._sign.setPixmap(self._theme.icon("lock", "muted").pixmap(side, side))
