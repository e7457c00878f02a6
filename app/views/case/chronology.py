"""Everything signed in a case, newest first, found by kind and by words."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from app.domain.kinds.registry import OFFERED
from app.services.desk import Desk
from app.views.case.record_list import RecordList
from app.views.case.tab import Tab
from app.views.context.context import Context
from app.views.context.places import NewRecord, RecordAt
from app.views.context.timers import once
from app.views.widgets.buttons import button
from app.views.widgets.chips import chip, offer
from app.views.widgets.count_line import CountLine
from app.views.widgets.empty import EmptyPart
from app.views.widgets.flow import FlowRow
from app.views.widgets.shortcut import shortcut
from app.views.widgets.words import words

_PAUSE = 200
"""Milliseconds after the last letter until the list is asked anew."""
_MOST_CHARACTERS = 200
_LOW, _NARROW = 24, 44
"""Ems below which chips would leave no room for the list."""


class ChronologyTab(Tab):
    """The records of the case in order."""

    help = "chronology"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.setMaxLength(_MOST_CHARACTERS)
        self.box.setAccessibleName("Find words in this case")
        self.box.setToolTip("Find words in this case (/ or Ctrl+F). Sealed records are not searched.")
        self._kinds = {kind.code: chip(kind.title, self._ask, context.look) for kind in OFFERED}
        self._older = chip("Superseded versions too", self._ask, context.look)
        self._more = button("Kinds", self._offer, kind="chip", hint="Show some kinds of record only")
        self._counted = CountLine(context.look, "record", "records")
        self.list = RecordList("chronology", context)
        self.list.setAccessibleName("Chronology")
        self._pause = once(self, _PAUSE, self._ask)
        self._stack = QStackedWidget()
        self._asked: object = None
        self._lay_out()
        self._arrange()
        self._connect()

    def _lay_out(self) -> None:
        look = self.context.look
        find = FlowRow(look.pixels(0.4))
        self.box.setFixedWidth(look.pixels(16))
        find.add(
            words("Find words in this case", "label", wrap=False, buddy=self.box),
            self.box,
            self._more,
            self._older,
        )
        self._chips = FlowRow(look.pixels(0.4))
        for kind_chip in self._kinds.values():
            self._chips.add(kind_chip)
        self._counted.add(words("Newest first", "hint", wrap=False))
        self._none = EmptyPart(look, "No record yet", _NONE, "New record", self._new)
        self._nothing = EmptyPart(look, "Nothing matches", _NOTHING, "Clear", self._clear)
        for row in (find, self._chips, self._counted):
            self.body.addWidget(row)
        for front in (self.list, self._none, self._nothing):
            self._stack.addWidget(front)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.box.textChanged.connect(lambda _: self._pause.start())
        self.box.returnPressed.connect(self.list.setFocus)
        self._counted.cleared.connect(self._clear)
        self.list.typed.connect(self._type_on)
        self.list.opened.connect(lambda entry: self.go(RecordAt(self.case_id, entry.id, self.box.text())))
        self.list.table.counted.connect(self._show_counts)
        self.list.table.refused.connect(self.refused)
        for keys in ("/", "Ctrl+F"):
            shortcut(self, keys, "Narrow the list", self.box.setFocus)

    def arrive(self) -> None:
        """Load the newest records."""
        self._ask()

    def focus_first(self) -> None:
        """Give the keyboard to the list."""
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chips into a menu where they would leave no room for the list."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look = self.context.look
        small = self.height() < look.pixels(_LOW) or self.width() < look.pixels(_NARROW)
        self._chips.setVisible(not small)
        self._more.setVisible(small)
        text = f"Kinds ({len(self.chosen)})" if self.chosen else "Kinds"
        self._more.setText(text)
        self._more.setAccessibleName(text)

    def _offer(self) -> None:
        offer(self._more, {"Kinds": self._kinds.values()})

    @property
    def chosen(self) -> tuple[str, ...]:
        """The kinds that are chosen."""
        return tuple(code for code, each in self._kinds.items() if each.isChecked())

    @property
    def _narrowed(self) -> bool:
        return bool(self.chosen or self.box.text().strip())

    def _ask(self) -> None:
        self.bar.clear()
        self._arrange()
        asked = (self.chosen, self.box.text().strip(), self._older.isChecked())
        again, self._asked = asked == self._asked, asked
        self.list.show_kinds(
            self.desk, self.case_id, asked[0], text=asked[1], superseded=asked[2], again=again
        )

    def _show_counts(self, matching: int, total: int) -> None:
        self._counted.show_counts(matching, total, narrowed=self._narrowed)
        front = self.list if matching else self._nothing if self._narrowed else self._none
        had_keyboard = self.list.hasFocus() and front is not self.list
        self._stack.setCurrentWidget(front)
        if had_keyboard and isinstance(front, EmptyPart) and front.act is not None:
            front.act.setFocus()

    def _clear(self) -> None:
        self.box.clear()
        for each in self._kinds.values():
            each.setChecked(False)
        self._pause.stop()
        self._ask()

    def _type_on(self, letters: str) -> None:
        self.box.setFocus()
        self.box.insert(letters)

    def _new(self) -> None:
        self.go(NewRecord(self.case_id))


_NONE = (
    "Everything that is signed in this case stands here in order: consultations, sessions, assessments, incidents, "
    "orders. Nothing that is signed ever goes; it can be extended, superseded or marked in error."
)
_NOTHING = "No record has all of what you asked for. Words in sealed records are never found here."
