"""A fixation profile to read: each dimension with its rating as marks and as a number, and how it was before."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from app.domain.fields.content import specs
from app.domain.fields.declare import CONFIDENCE, TOP_RATING, FieldSpec, Rating
from app.domain.kinds.fixation_profile.content import DIMENSIONS, FixationProfile, target
from app.domain.records.shown import judgement
from app.views.theme.theme import Theme
from app.views.widgets.plain_table import plain_table

_TITLES = ("Dimension", "Rating", "What it looks like", "Confidence", "Since last")
_EMS = (14.5, 7, 0, 7.5, 9.5)
_RATING, _WORDS = 1, 2


@dataclass(frozen=True)
class Line:
    """One dimension in words."""

    name: str
    value: int | None
    themes: str
    confidence: str
    since: str


def lines(now: FixationProfile, before: FixationProfile | None) -> tuple[Line, ...]:
    """Every dimension in the order of the profile; never added up."""
    return tuple(_line(spec, now, before) for spec in specs(FixationProfile) if spec.name in DIMENSIONS)


def _line(spec: FieldSpec, now: FixationProfile, before: FixationProfile | None) -> Line:
    rating: Rating = getattr(now, spec.name)
    themes = spec.anchor(rating.value) if rating.value is not None else _why_not(spec, rating)
    # What was not said is never read as low.
    absent = "Not given" if rating.value is not None else ""
    sure = next((choice.label for choice in CONFIDENCE if choice.code == rating.confidence), absent)
    earlier: int | None = getattr(before, spec.name).value if before is not None else None
    is_first = before is None and bool(target(now))
    return Line(spec.label, rating.value, themes, sure, _since(rating.value, earlier, first=is_first))


def _why_not(spec: FieldSpec, rating: Rating) -> str:
    why = judgement(spec, rating)
    return f"{why}. {rating.note}" if rating.why_not and rating.note else rating.note or why


def _since(now: int | None, before: int | None, *, first: bool) -> str:
    if first:
        return "First profile"
    if now is None or before is None:
        return "Cannot be compared"
    if now == before:
        return f"Unchanged at {now}"
    return f"{'Up' if now > before else 'Down'} from {before}"


class ProfileTable(QTableWidget):
    """The dimensions of one target as a table, as high as it needs: the page scrolls, not the table."""

    def __init__(self, theme: Theme, name: str = "Newest fixation profile") -> None:
        super().__init__(0, len(_TITLES))
        self._theme = theme
        self._lines: tuple[Line, ...] = ()
        plain_table(self, theme)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(_TITLES)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self._draw)

    def show_profile(self, now: FixationProfile, before: FixationProfile | None) -> None:
        """Show a profile beside the one before."""
        self._lines = lines(now, before)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _draw(self) -> None:
        theme = self._theme
        self.setIconSize(QSize(theme.pixels(3.6), theme.pixels(0.8)))
        self.setRowCount(len(self._lines))
        for row, line in enumerate(self._lines):
            number = f"{line.value}" if line.value is not None else "–"
            cells = (line.name, number, line.themes, line.confidence or "–", line.since)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                message = f"{_TITLES[column]}: {text}"
                if column == _RATING and line.value is not None:
                    item.setIcon(marks(theme, line.value))
                    message = f"{_TITLES[column]}: {text} of {TOP_RATING}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, message)
                self.setItem(row, column, item)
        self._fit()

    def _fit(self) -> None:
        theme, room = self._theme, self.viewport().width()
        widths = [theme.pixels(ems) for ems in _EMS]
        narrow = room < theme.pixels(52)
        # Where there is no room beside them, the anchors are read in the record.
        self.setColumnHidden(_WORDS, narrow)
        taken = sum(widths)
        if narrow:
            widths = [round(width * room / taken) for width in widths]
        else:
            widths[_WORDS] = room - taken
        for column, width in enumerate(widths):
            if column != _WORDS or not narrow:
                self.setColumnWidth(column, width)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 2)


def marks(theme: Theme, value: int) -> QIcon:
    """A rating as marks: so many of four filled, drawn for rows that are chosen too."""
    made = QIcon()
    size = QSize(theme.pixels(3.6), theme.pixels(0.8))
    for mode, role in ((QIcon.Mode.Normal, "text"), (QIcon.Mode.Selected, "text")):
        picture = QPixmap(size * 2)
        picture.setDevicePixelRatio(2)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour(role)
        painter.setPen(ink)
        side = size.height() - 2
        for n in range(TOP_RATING):
            painter.setBrush(ink if n < value else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1 + n * (side + 3), 1, side, side), 2, 2)
        painter.end()
        made.addPixmap(picture, mode)
    return made
