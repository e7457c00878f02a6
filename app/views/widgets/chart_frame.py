"""The frame of a chart: its heading, a note and what changes its view at the right, and the same facts as a table."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.views.theme.theme import Theme
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.switch import Switch
from app.views.widgets.words import words

CHART, TABLE = 0, 1


class ChartFrame(QWidget):
    """Shows a chart, or the table that tells the same; the key of its signs the chart draws itself.

    `tools` are of the chart alone; what `prints` both stays beside either.
    """

    def __init__(
        self,
        theme: Theme,
        heading: str,
        chart: QWidget,
        table: QWidget,
        *tools: QWidget,
        prints: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.chart, self.table = chart, table
        self.heading = words(heading, "h2", wrap=False)
        self.note = Wide("", "small")
        self.switch = Switch(f"{heading}, shown as", ("Chart", "Table"))
        self._tools = QWidget()
        horizontal(self._tools, *tools, gap=0)
        lasting = (prints,) if prints is not None else ()
        self._right = FlowRow(theme.px(8), self.note, self._tools, *lasting, self.switch)
        self._beside = horizontal(None, self.heading, 1, gap=theme.px(12))
        self._column = vertical(self, self._beside, (chart, 1), (table, 1), gap=theme.px(6))
        self._is_narrow: bool | None = None
        self.switch.chosen.connect(self._show)
        self._show(CHART)
        self._fold()

    def say(self, note: str) -> None:
        """Put another note beside the heading."""
        self.note.setText(note)
        self._right.refit()
        self._fold()

    @property
    def is_table(self) -> bool:
        """Whether the table is shown."""
        return self.switch.at == TABLE

    def _show(self, at: int) -> None:
        self.chart.setVisible(at == CHART)
        self.table.setVisible(at == TABLE)
        self._tools.setVisible(at == CHART)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what stands at the right under the heading where there is no room beside it."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Do the same when something in the frame wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        wanted = self.heading.sizeHint().width() + self._beside.spacing() + self._right.sizeHint().width()
        is_narrow = wanted > self.width()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._column.removeWidget(self._right)
            self._beside.removeWidget(self._right)
            if is_narrow:
                self._column.insertWidget(1, self._right)
            else:
                self._beside.addWidget(self._right)
