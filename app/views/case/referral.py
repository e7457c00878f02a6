"""Where the case came from and what was decided: its referrals, its screening, each panel, the newest first."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget

from app.domain.kinds.registry import KINDS
from app.services.desk import Desk
from app.views.case.parts import PATHWAY
from app.views.case.record_list import RecordList
from app.views.case.tab import Tab
from app.views.context.context import Context
from app.views.context.places import NewRecord, RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.count_line import CountLine
from app.views.widgets.empty import EmptyPart
from app.views.widgets.words import words


class Referral(Tab):
    """Every record of the section; its line says what was asked or decided."""

    help = "referral"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        theme = context.theme
        self._counted = CountLine(theme, "record", "records")
        self._counted.add(words("Newest first", "hint", wrap=False))
        for code in PATHWAY:
            act = button(f"New {KINDS[code].title.lower()}", partial(self.go, NewRecord(case_id, code)))
            self._counted.add(act)
        self.list = RecordList("pathway", context)
        self.list.setAccessibleName("Referral and panel")
        self.first = self.list
        begin = partial(self.go, NewRecord(case_id, PATHWAY[0]))
        self._none = EmptyPart(
            theme, "No referral yet", _NONE, f"New {KINDS[PATHWAY[0]].title.lower()}", begin
        )
        self._stack = QStackedWidget()
        for front in (self.list, self._none):
            self._stack.addWidget(front)
        self.body.addWidget(self._counted)
        self.body.addWidget(self._stack, 1)
        self.list.opened.connect(lambda entry: self.go(RecordAt(case_id, entry.id)))
        self.list.table.counted.connect(self._show_counts)
        self.list.table.refused.connect(self.refused)

    def arrive(self) -> None:
        """Load the newest."""
        self._list_them(again=False)

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Load them anew, and stay where one was in the list."""
        self._list_them(again=True)

    def _list_them(self, *, again: bool) -> None:
        self.list.show_kinds(self.desk, self.case_id, PATHWAY, again=again)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave out what was told at length."""
        self.list.hide_names(hidden)

    def _show_counts(self, matching: int, _total: int) -> None:
        self._counted.show_counts(matching, matching, narrowed=False)
        self._stack.setCurrentWidget(self.list if matching else self._none)
        self._counted.refit()


_NONE = (
    "A case that is opened here begins with its referral. One from before has none: what is written of it now bears "
    "today’s signature and the day on which it came in."
)
