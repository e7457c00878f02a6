"""What already carries a detail of a victim: the records to be changed, and the recipients to be told."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.values.dates import show_instant
from app.services.cases.carrying import Carrier
from app.services.desk import Desk
from app.views.theme.theme import Theme
from app.views.widgets.cards import card
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.link import Link
from app.views.widgets.words import unbroken, words


class Carriers(QWidget):
    """Shown after an identity was sealed. `opened` wants a record; which detail stands in it is never said."""

    opened = Signal(str)

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._title = words("", "h2")
        self._lines = vertical(None, gap=theme.pixels(0.3))
        frame, column = card(theme, pad=0.8, gap=0.4)
        column.addWidget(self._title)
        column.addLayout(self._lines)
        vertical(self, frame)
        self.hide()

    def show_carriers(self, code: str, found: tuple[Carrier, ...]) -> None:
        """Show what carries a detail of that victim; nothing, where nothing does."""
        empty_out(self._lines)
        self._title.setText(f"What already carries a detail of {code}")
        self.setAccessibleName(self._title.text())
        records = [each for each in found if each.sent_at is None]
        if records:
            self._lines.addWidget(words(_RECORDS, "hint"))
        for each in records:
            link = Link(
                unbroken(f"{each.title}, {each.on}" if each.on else each.title),
                partial(self.opened.emit, each.id),
            )
            self._lines.addWidget(link, 0, LEFT)
        for each in found:
            if each.sent_at is not None:
                at = show_instant(each.sent_at, self._desk.vault.offset_minutes(each.sent_at))
                message = f"Sent to {each.recipient}, {at}: tell the recipient."
                self._lines.addWidget(words(unbroken(message), "care"))
        self.setVisible(bool(found))


_RECORDS = "Write a new version of these without it: until then a summary that would print it is stopped."
