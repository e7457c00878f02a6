"""The case on one page: what is due and what changed first, then its newest records, drafts and axis."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout

from app.domain.kinds.registry import ABOVE, offered, title
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseOverview, CaseSheet, SincePanel
from app.services.desk import Desk
from app.services.printing.asked import Printing, Subject
from app.services.records.entry_words import when
from app.views.axis.axis_panel import AxisPanel
from app.views.case.record_list import opens
from app.views.case.record_list import title as line_title
from app.views.case.tab import ScrollingTab
from app.views.context.context import Context
from app.views.context.places import (
    CaseAt,
    ChangeCase,
    ChangePerson,
    DraftAt,
    NewRecord,
    Place,
    PrintAt,
    RecordAt,
    ShareAt,
)
from app.views.widgets.buttons import button
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.link import Link
from app.views.widgets.notice import Notice
from app.views.widgets.printing import may_print, print_button
from app.views.widgets.words import unbroken, words

_WIDE = 50


class Overview(ScrollingTab):
    """The first tab of a case."""

    help = "overview"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        theme = context.theme
        self._seen: CaseOverview | None = None
        self._names_hidden = False
        self.first = self.new_record = button("New record", self._offer, kind="primary")
        self.new_record.setAccessibleName("New record: choose its kind")
        self.new_record.wear(theme, "plus", "on_primary")
        others: tuple[tuple[str, str, Place], ...] = (
            ("Change the case", "quiet", ChangeCase(case_id)),
            ("Correct the person’s details", "quiet", ChangePerson(case_id)),
            ("Share a report", "", ShareAt(case_id)),
        )
        acts = (button(text, partial(self.go, place), kind=kind) for text, kind, place in others)
        self.at_foot(*acts, self.new_record)
        self.diverges = Notice(theme)
        self.diverges.offer("Open the record", self._open_source)
        self.column.addWidget(self.diverges)
        due, self._due = self.card("Due next")
        since, self._since = self.card("Since the last panel")
        newest, self._newest = self.card("Newest")
        self._begun, self._drafts = self.card("Your drafts")
        self._rows = []
        for pair in ((due, since), (newest, self._begun)):
            row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            row.setSpacing(theme.pixels(0.8))
            for card in pair:
                row.addWidget(card, 1)
            self._rows.append(row)
            self.column.addLayout(row)
        may = may_print(desk.member)
        prints = print_button(theme, "the case over time", self._print) if may else None
        self.axis = AxisPanel(theme, prints=prints)
        self.axis.picked.connect(lambda record: self.go(RecordAt(case_id, record)))
        self.column.addWidget(self.axis)
        self.column.addStretch(1)

    def offers(self) -> QMenu:
        """The kinds of a new record by section, each with what is to be known of it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        below: dict[str, QMenu] = {ABOVE: menu}
        for where, kind in offered():
            if where not in below:
                below[where] = menu.addMenu(where)
                below[where].setToolTipsVisible(True)
            action = below[where].addAction(kind.title)
            action.setToolTip(kind.note or f"Begins with: {kind.event_label}")
            action.triggered.connect(lambda _=False, code=kind.code: self.go(NewRecord(self.case_id, code)))
        menu.addSeparator()
        menu.addAction("What is each for?").triggered.connect(lambda: self.go(NewRecord(self.case_id)))
        return menu

    def _print(self) -> None:
        self.go(PrintAt(self.case_id, Printing(Subject.AXIS, seen_in="overview")))

    def _offer(self) -> None:
        self.offers().popup(self.new_record.mapToGlobal(self.new_record.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards beside each other where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= self.context.theme.pixels(_WIDE)
        directions = QBoxLayout.Direction
        for row in self._rows:
            row.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Show the drafts at once: they came with the banner."""
        super().show_sheet(sheet)
        empty_out(self._drafts, keep=1)
        for draft in sheet.drafts:
            saved = self.desk.shown(draft.saved_at)
            self._entry(self._drafts, draft.kind, f"Saved {saved}", DraftAt(self.case_id, draft.id))
        self._begun.setVisible(bool(sheet.drafts))
        self._drafts.addStretch(1)

    def arrive(self) -> None:
        """Load the axis, and the words for what is newest."""
        self.run(self.desk.casefile.overview, self.case_id, then=self._show)

    def _show(self, seen: CaseOverview) -> None:
        self._seen = seen
        self.diverges.tell(f"Divergence. {seen.diverges.sentence}" if seen.diverges else "", "care")
        self._show_due(seen)
        self._show_since(seen.since)
        self.axis.show_axis(seen.axis)
        empty_out(self._newest, keep=1)
        for each in seen.newest:
            self._entry(self._newest, title(each.kind), each.words, RecordAt(self.case_id, each.record_id))
        if not seen.newest:
            self._newest.addWidget(words(_NOTHING_NEW, "hint"))
        self._newest.addStretch(1)

    def _open_source(self) -> None:
        if self._seen is not None and self._seen.diverges is not None:
            self.go(RecordAt(self.case_id, self._seen.diverges.record_id))

    def _show_due(self, seen: CaseOverview) -> None:
        empty_out(self._due, keep=1)
        today = self.desk.today_date()
        for each in seen.due:
            days = (each.day - today).days
            how_long = f"{-days} days late" if days < -1 else "1 day late" if days == -1 else _in(days)
            more = f"{unbroken(ClinicalDate.of(each.day).show())}, {how_long}"
            self._entry(self._due, each.what, more, RecordAt(self.case_id, each.record_id))
        if not seen.due:
            self._due.addWidget(words(_NOTHING_DUE, "hint"))
        elif seen.more_due:
            self._due.addWidget(words(f"{seen.more_due:,} more", "small"))
        self._due.addStretch(1)

    def _show_since(self, since: SincePanel) -> None:
        empty_out(self._since, keep=1)
        self._since.addWidget(words(_panel_words(since, self.desk), "small"))
        for entry in since.rows:
            first = "" if self._names_hidden else entry.first_sentence
            more = ": ".join(part for part in (unbroken(when(entry)), first) if part)
            self._entry(self._since, line_title(entry), more, RecordAt(self.case_id, opens(entry)))
        if since.total > len(since.rows):
            hidden = f"{since.total - len(since.rows):,} more: open the chronology"
            self._since.addWidget(Link(hidden, partial(self.go, CaseAt(self.case_id, "chronology"))))
        self._since.addStretch(1)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave out what records tell at length."""
        if hidden != self._names_hidden:
            self._names_hidden = hidden
            if self._seen is not None:
                self._show_since(self._seen.since)

    def _entry(self, column: QVBoxLayout, text: str, more: str, place: Place) -> None:
        entry = Link(text, partial(self.go, place))
        entry.setAccessibleDescription(more)
        row = FlowRow(self.context.theme.pixels(0.6), entry, Wide(more, "small"), line_gap=0)
        column.addWidget(row)


def _in(days: int) -> str:
    return "today" if not days else "tomorrow" if days == 1 else f"in {days} days"


def _panel_words(since: SincePanel, desk: Desk) -> str:
    """Since when it is told what changed."""
    if since.panel is None:
        return _NO_PANEL
    day = unbroken(ClinicalDate.of(since.panel.astimezone(desk.zone).date()).show())
    what = f"{since.total:,} signed" if since.total else "Nothing was signed"
    return f"{what} since the summary for the panel of {day}."


_NOTHING_DUE = "No review, order end or release of this case falls due."
_NO_PANEL = "No summary for the panel was sent yet, so all that is signed is new to a panel."
_NOTHING_NEW = "No fixation profile, formulation or session note is signed yet."
