"""Columns that become fewer where there is no room for them: 200 % text in a narrow window is one column."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.views.theme.theme import Theme
from app.views.widgets.layouts import vertical


class Columns(QWidget):
    """Lays widgets side by side, as many as are at least `least` ems wide and at most `most`, row by row.

    `weights` are the shares of the columns when all of them are there.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        least: float,
        most: int = 2,
        weights: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._least, self._most, self._weights = theme, least, most, weights
        self._placed: list[tuple[QWidget, bool]] = []
        self._out: set[QWidget] = set()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.pixels(1.2))
        self._grid.setVerticalSpacing(theme.pixels(0.8))

    @property
    def columns(self) -> int:
        """How many there are now."""
        return self._columns

    def add(self, widget: QWidget, *, across: bool = False) -> None:
        """Place a widget next; `across` gives it a row of its own."""
        # What is lower than its row stands at the top of it. An alignment would cut off what wraps.
        holder = QWidget(self)
        vertical(holder, widget, 1)
        self._placed.append((holder, across))
        if self._columns:
            self._lay_out(self._columns)
        else:
            self._refit()

    def show_placed(self, widget: QWidget, *, shown: bool) -> None:
        """Show a widget, or take it out: those after it close up."""
        holder = widget.parentWidget()
        if holder is not None:
            self._out = self._out - {holder} if shown else self._out | {holder}
            holder.setVisible(shown)
            if self._columns:
                self._lay_out(self._columns)

    def set_gap(self, pixels: int) -> None:
        """Leave so much between the rows."""
        self._grid.setVerticalSpacing(pixels)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the columns anew."""
        self._refit()
        super().resizeEvent(event)

    def _refit(self) -> None:
        fit = max(1, min(self._most, self.width() // max(1, self._theme.pixels(self._least))))
        if fit != self._columns:
            self._lay_out(fit)

    def _lay_out(self, columns: int) -> None:
        for widget, _ in self._placed:
            # Not takeAt: the item would live on in Python, and Qt would tell it, and not the new one, of new sizes.
            self._grid.removeWidget(widget)
        self._columns = columns
        for column in range(self._most):
            share = self._weights[column] if column < len(self._weights) and columns > 1 else 1
            self._grid.setColumnStretch(column, share if column < columns else 0)
        row = column = 0
        for widget, across in self._placed:
            if widget in self._out:
                continue
            if across and column:
                row, column = row + 1, 0
            span = columns if across else 1
            self._grid.addWidget(widget, row, column, 1, span)
            column += span
            if column >= columns:
                row, column = row + 1, 0
