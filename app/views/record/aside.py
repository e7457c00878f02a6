"""What stands beside a record that is read: whether it can be relied on, its facts, and who holds it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from app.services.records.reading import RecordView
from app.views.reading import facts, signs
from app.views.reading.record_text import BEHIND_RULE, Passage, Reading, RecordWriter
from app.views.theme.theme import Theme
from app.views.theme.tokens import SMALL
from app.views.widgets.layouts import vertical

WIDE: Final = 312
"""Pixels at 100 % text."""
_ASKED: Final = 112
_LONG: Final = 10_000
GENUINE, NOT_GENUINE, IN_ERROR = "Genuine and unaltered", "Do not rely on this record", "Marked in error"


def standing(record: RecordView) -> tuple[str, str, str]:
    """Whether a record can be relied on, in words, with the icon and the colour that say so too.

    Green is for what can be relied on: that nobody altered a record says nothing of whether it is right.
    """
    if record.fault:
        return NOT_GENUINE, "circle-alert", "danger"
    if record.status == "error":
        return IN_ERROR, "circle-alert", "danger"
    return GENUINE, "circle-check", "success"


class FactsText(Reading):
    """How it stands and who signed it, then facts under ruled titles: all of it one text, which scrolls by itself."""

    asked, most = _ASKED, WIDE

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Facts of this record")
        self._record: RecordView | None = None

    def show_record(self, record: RecordView, shown: Sequence[Passage], find: str) -> None:
        """Show what is to be known of a record."""
        self._record = record
        self.show_passages(tuple(each for each in shown if each.pairs), find)

    def compose(self, cursor: QTextCursor) -> None:
        """The standing, and the facts."""
        writer = RecordWriter(cursor, self.theme, self._room(), asked=self.asked, short=_LONG)
        if self._record is not None:
            self._write_standing(writer, self._record)
        for passage in self._passages:
            writer.sign = signs.OVER
            writer.passage(passage)

    def _write_standing(self, writer: RecordWriter, record: RecordView) -> None:
        stands, icon, role = standing(record)
        writer.indent = BEHIND_RULE
        writer.sign = f"{icon} {role}"
        writer.line(stands, role)
        if record.fault:
            writer.line(record.fault, role)
        name, *rest = facts.signing_lines(record)
        writer.line(name)
        for each in rest:
            writer.line(each, "muted", size=SMALL)
        writer.indent = 0


class Aside(QWidget):
    """The pane; at the right of what is told, or in its place where there is no room for both."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("aside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = FactsText(theme)
        self.text.setObjectName("read")
        vertical(self, self.text, pad=(theme.px(14), theme.px(12), theme.px(4), 0))
