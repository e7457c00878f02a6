"""The appointments of a case, kept or not."""

from PySide6.QtWidgets import QStackedWidget

from app.domain.kinds.session_note import KIND
from app.services.desk import Desk
from app.views.case.record_list import RecordList
from app.views.case.tab import Tab
from app.views.context.context import Context
from app.views.context.places import NewRecord, RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.count_line import CountLine
from app.views.widgets.empty import EmptyPart
from app.views.widgets.words import words


class Sessions(Tab):
    """Every session note, newest first; its line says the kind of appointment, whether it was kept and how long."""

    help = "sessions"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        look = context.look
        self._counted = CountLine(look, "session note", "session notes")
        self._counted.add(words("Newest first", "hint", wrap=False))
        self._new = button("New session note", self._begin, kind="primary")
        self._counted.add(self._new)
        self.list = RecordList("sessions", context, ("when", "title", "author", "marks"))
        self.list.setAccessibleName("Session notes")
        self._none = EmptyPart(look, "No session note yet", _NONE, "New session note", self._begin)
        self._stack = QStackedWidget()
        for front in (self.list, self._none):
            self._stack.addWidget(front)
        self.body.addWidget(self._counted)
        self.body.addWidget(self._stack, 1)
        self.list.opened.connect(lambda entry: self.go(RecordAt(case_id, entry.id)))
        self.list.table.counted.connect(self._show_counts)
        self.list.table.refused.connect(self.refused)

    def arrive(self) -> None:
        """Load the newest notes."""
        self.list.show_kinds(self.desk, self.case_id, (KIND.code,))

    def focus_first(self) -> None:
        """Give the keyboard to the list."""
        self.list.setFocus()

    def _show_counts(self, matching: int, _total: int) -> None:
        self._counted.show_counts(matching, matching, narrowed=False)
        self._stack.setCurrentWidget(self.list if matching else self._none)
        self._new.setVisible(bool(matching))
        self._counted.refit()

    def _begin(self) -> None:
        self.go(NewRecord(self.case_id, KIND.code))


_NONE = (
    "Each appointment has a note, also one that was missed: who came, what was done, what was said about contact, and "
    "what happens next. A note is a draft of yours until you sign it."
)
