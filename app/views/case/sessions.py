"""The appointments of a case, kept or not, and the check-ins between them."""

from PySide6.QtWidgets import QStackedWidget

from app.domain.cases.case import DIRECT_WORK
from app.domain.kinds.check_in import KIND as CHECK_IN
from app.domain.kinds.registry import codes_in
from app.domain.kinds.session_note import KIND
from app.services.cases.casefile import CaseSheet
from app.services.desk import Desk
from app.views.case.record_list import RecordList
from app.views.case.tab import Tab
from app.views.context.context import Context
from app.views.context.places import NewRecord, RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.count_line import CountLine
from app.views.widgets.empty import EmptyPart
from app.views.widgets.words import words

_LISTED = codes_in("sessions")


class Sessions(Tab):
    """Every session note and check-in, newest first; of an appointment whether it was kept and how long."""

    help = "sessions"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        theme = context.theme
        self._counted = CountLine(theme, "record", "records")
        self._counted.add(words("Newest first", "hint", wrap=False))
        self._new = button("New session note", self._begin, kind="primary")
        self._check_in = button("New check-in", lambda: self.go(NewRecord(case_id, CHECK_IN.code)))
        self._counted.add(self._check_in, self._new)
        self.list = RecordList("sessions", context)
        self.list.setAccessibleName("Sessions and check-ins")
        self.first = self.list
        self._none = EmptyPart(theme, "No session note yet", _NONE, "New session note", self._begin)
        self._stack = QStackedWidget()
        for front in (self.list, self._none):
            self._stack.addWidget(front)
        self.body.addWidget(self._counted)
        self.body.addWidget(self._stack, 1)
        self.list.opened.connect(lambda entry: self.go(RecordAt(case_id, entry.id)))
        self.list.table.counted.connect(self._show_counts)
        self.list.table.refused.connect(self.refused)

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Say on the button that direct work is closed: what happened all the same is written down as ever."""
        super().show_sheet(sheet)
        why = sheet.gates.closed(DIRECT_WORK)
        self._new.setText("New session note: direct work is closed" if why else "New session note")
        self._new.setAccessibleName(
            f"New session note: direct work is closed, {why}" if why else "New session note"
        )
        self._new.setToolTip(f"Direct work is closed: {why}" if why else "")

    def arrive(self) -> None:
        """Load the newest notes."""
        self._list_them(again=False)

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Load them anew, and stay where one was in the list."""
        self._list_them(again=True)

    def _list_them(self, *, again: bool) -> None:
        self.list.show_kinds(self.desk, self.case_id, _LISTED, again=again)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave out what was told at length."""
        self.list.hide_names(hidden)

    def _show_counts(self, matching: int, _total: int) -> None:
        self._counted.show_counts(matching, matching, narrowed=False)
        self._stack.setCurrentWidget(self.list if matching else self._none)
        for each in (self._check_in, self._new):
            each.setVisible(bool(matching))
        self._counted.refit()

    def _begin(self) -> None:
        self.go(NewRecord(self.case_id, KIND.code))


_NONE = (
    "Each appointment has a note, also one that was missed: who came, what was done, what was said about contact, and "
    "what happens next."
)
