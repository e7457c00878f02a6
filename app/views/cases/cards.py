"""A case as a card of the board: its lines, and how they are drawn."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.cases.limits import LIMITS, StageLimits
from app.services.cases.case_row import CaseRow
from app.views.theme.theme import Theme
from app.views.theme.tokens import SMALL, TEXT
from app.views.widgets import case_words as shown

_Index = QModelIndex | QPersistentModelIndex
Line = tuple[tuple[str, str], ...]
"""Words that stand side by side, each with the role of its colour."""
_LINES: Final = 7
_FIRST_HIGH, _HIGH, _PAD, _SIDE = 20, 17, 10, 8
"""Pixels at 100 % text."""
_NARROWEST: Final = 154
_BAR, _STRONG_BAR = 3, 6


def lines(row: CaseRow, today: date, limits: StageLimits = LIMITS, *, names_hidden: bool) -> tuple[Line, ...]:
    """What a card says: who, whose, how long, what next, and what must not be overlooked."""
    name, lead = (row.reference, "") if names_hidden else (row.sort_name, row.reference)
    due = shown.next_due(row, today)
    late = shown.is_late(row, today)
    what = f": {row.due_what}" if late else f" {row.due_what}"
    stay = shown.in_stage(row.stage_since, today)
    over = limits.over(row.stage, row.stage_since, today)
    gates = shown.closed_gates(row.gates)
    signs = [(shown.flags(row.flags), "danger")] if row.flags else []
    if row.awareness not in shown.KNOWS:
        knows = shown.awareness(row.awareness)
        signs.append((knows if row.awareness == "unaware" else "Not known if aware", "care"))
    return (
        ((name, "text"),),
        ((" · ".join(part for part in (lead, row.lead) if part), "muted"),),
        ((f"{stay}: {over:,} over the limit", "danger"),) if over else ((stay, "text"),),
        ((f"{due}{what}", "danger" if late else "text"),) if due else (("Nothing due", "muted"),),
        *((tuple(signs),) if signs else ()),
        ((shown.concern(row.concern), "text" if row.concern else "muted"),),
        *((((gates, "care"),),) if gates else ()),
    )


def text(card: tuple[Line, ...]) -> str:
    """The same, line by line."""
    return "\n".join(", ".join(words for words, _ in line) for line in card if line)


class Cards(QStyledItemDelegate):
    """Draws them, all equally high, also one that is not loaded yet."""

    def __init__(
        self, theme: Theme, view: QListView, lines_of: Callable[[CaseRow], tuple[Line, ...]]
    ) -> None:
        super().__init__(view)
        self._theme, self._view, self._lines_of = theme, view, lines_of

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """The lines of a card and some air."""
        px = self._theme.px
        return QSize(px(_NARROWEST), 2 * px(_PAD) + px(_FIRST_HIGH) + (_LINES - 1) * px(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A tint and a bar where it is chosen, its lines, and a rule under it."""
        theme, box, state = self._theme, QRect(option.rect), option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("primary_soft" if is_chosen else "hover"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("line"))
        if is_chosen:
            bar = _STRONG_BAR if theme.tokens.is_strong else _BAR
            painter.fillRect(QRect(box.left(), box.top(), bar, box.height()), theme.colour("primary"))
        row = index.data(Qt.ItemDataRole.UserRole)
        if row is not None:
            self._write(painter, box, self._lines_of(row))
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            wide = 2 + theme.tokens.is_strong
            painter.setPen(QPen(theme.colour("focus"), wide))
            painter.drawRect(box.adjusted(wide // 2, wide // 2, -wide, -wide))
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, card: tuple[Line, ...]) -> None:
        theme, px = self._theme, self._theme.px
        y = box.top() + px(_PAD)
        for n, line in enumerate(card):
            font, high = theme.font(SMALL if n else TEXT), px(_HIGH if n else _FIRST_HIGH)
            painter.setFont(font)
            metrics, x = QFontMetrics(font), box.left() + px(_SIDE)
            for words, role in line:
                room = box.right() - px(_SIDE) - x
                cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, room))
                painter.setPen(theme.colour(role))
                painter.drawText(QRect(x, y, room, high), Qt.AlignmentFlag.AlignVCenter, cut)
                x += metrics.horizontalAdvance(words) + px(_SIDE)
            y += high
