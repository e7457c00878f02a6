"""The case on one page: all of it on one axis, what is newest, what is to be gone on with, what can be begun."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from app.domain.kinds.registry import title
from app.domain.values.dates import show_instant
from app.services.cases.casefile import CaseOverview, CaseSheet
from app.services.desk import Desk
from app.views.axis.axis_panel import AxisPanel
from app.views.case.new_record import NewRecordButton
from app.views.case.tab import ScrollingTab
from app.views.context.context import Context
from app.views.context.places import ChangeCase, ChangePerson, DraftAt, NewRecord, Place, RecordAt, ShareAt
from app.views.widgets.buttons import button
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.link import Link
from app.views.widgets.words import words

_WIDE = 50


class Overview(ScrollingTab):
    """The first tab of a case."""

    help = "overview"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        look = context.look
        self.new_record = NewRecordButton(look)
        self.new_record.chosen.connect(lambda code: self.go(NewRecord(case_id, code)))
        acts = FlowRow(look.pixels(0.5), self.new_record)
        others: tuple[tuple[str, Place], ...] = (
            ("Share a summary", ShareAt(case_id)),
            ("Correct the person’s details", ChangePerson(case_id)),
            ("Change the case", ChangeCase(case_id)),
        )
        for text, place in others:
            acts.add(button(text, partial(self.go, place)))
        self.column.addWidget(acts)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(look.pixels(0.8))
        newest, self._newest = self.card("Newest")
        drafts, self._drafts = self.card("Your drafts")
        for card in (newest, drafts):
            self._head.addWidget(card, 1)
        self.column.addLayout(self._head)
        self.axis = AxisPanel(look)
        self.axis.picked.connect(lambda record: self.go(RecordAt(case_id, record)))
        self.column.addWidget(self.card("Time axis", self.axis)[0])
        self.column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards beside each other where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= self.context.look.pixels(_WIDE)
        directions = QBoxLayout.Direction
        self._head.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Show the drafts at once: they came with the banner."""
        super().show_sheet(sheet)
        empty_out(self._drafts, keep=1)
        for draft in sheet.drafts:
            saved = show_instant(draft.saved_at, self.desk.vault.offset_minutes(draft.saved_at))
            self._entry(self._drafts, draft.kind, f"Saved {saved}", DraftAt(self.case_id, draft.id))
        if not sheet.drafts:
            self._drafts.addWidget(words("Nothing of yours is unsigned in this case.", "hint"))
        self._drafts.addStretch(1)

    def arrive(self) -> None:
        """Load the axis, and the words for what is newest."""
        self.run(self.desk.casefile.overview, self.case_id, then=self._show)

    def focus_first(self) -> None:
        """Give the keyboard to what is done most."""
        self.new_record.setFocus()

    def _show(self, seen: CaseOverview) -> None:
        self.axis.show_axis(seen.axis)
        empty_out(self._newest, keep=1)
        for each in seen.newest:
            self._entry(self._newest, title(each.kind), each.words, RecordAt(self.case_id, each.record_id))
        if not seen.newest:
            self._newest.addWidget(words(_NOTHING_NEW, "hint"))
        self._newest.addStretch(1)

    def _entry(self, column: QVBoxLayout, text: str, more: str, place: Place) -> None:
        entry = Link(text, partial(self.go, place))
        entry.setAccessibleDescription(more)
        row = FlowRow(self.context.look.pixels(0.6), entry, Wide(more, "small"), line_gap=0)
        column.addWidget(row)


_NOTHING_NEW = "No fixation profile, formulation or session note is signed yet."
