"""What was stated about a case, its person and its victims: when, by whom, and what stood there before."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.values.dates import show_instant
from app.services.desk import Desk
from app.services.facts import history
from app.services.facts.history import HistoryLine, HistoryPage
from app.views.case.tab import ScrollingTab
from app.views.context.context import Surroundings
from app.views.widgets.buttons import button
from app.views.widgets.case_words import unbroken
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.words import selectable, words

_AT_ONCE = 40
_HIDDEN = "hidden"
_NOT_ANSWERED = "not answered"
_SEALED = "Sealed: only who is admitted to the compartment can see it"


class History(ScrollingTab):
    """Every statement of a fact, newest first; what was stated in one act stands together."""

    help = "case"

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, case_id, parent)
        self._limit = _AT_ONCE
        self._page: HistoryPage | None = None
        self._names_hidden = False
        self._shown = QVBoxLayout()
        self._shown.setSpacing(around.look.pixels(0.8))
        self._more = button("Show older ones", self._show_more)
        self._more.hide()
        self.column.addLayout(self._shown)
        self.column.addWidget(self._more)
        self.column.addStretch(1)

    def arrive(self) -> None:
        """Read the history."""
        self.run(history.of_case, self.desk.vault, self.case_id, self._limit, then=self._show)

    def focus_first(self) -> None:
        """Give the keyboard to the page, which it scrolls."""
        self.area.setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """What is known of the person may name them, and anybody else."""
        if hidden != self._names_hidden:
            self._names_hidden = hidden
            if self._page is not None:
                self._show(self._page)

    def _show(self, page: HistoryPage) -> None:
        self._page = page
        empty_out(self._shown)
        for _, lines in groupby(page.lines, key=lambda line: (line.at, line.author, line.adopted)):
            self._shown.addWidget(self._act(list(lines)))
        self._more.setVisible(page.total > len(page.lines))

    def _show_more(self) -> None:
        self._limit += _AT_ONCE
        self.arrive()

    def _act(self, lines: list[HistoryLine]) -> QFrame:
        first = lines[0]
        frame, column = self.card(f"{unbroken(show_instant(first.at, first.offset_minutes))}, {first.author}")
        if first.reason:
            column.addWidget(words(first.reason, "hint"))
        # Newest first from act to act; within one act in the order in which it was said.
        for line in reversed(lines):
            of = f"{line.about}: " if line.about else ""
            for label, text in self._changes(line):
                row = FlowRow(
                    self.around.look.pixels(0.5),
                    words(of + label, "muted", wrap=False),
                    selectable(Wide(text)),
                    line_gap=0,
                )
                column.addWidget(row)
        return frame

    def _changes(self, line: HistoryLine) -> Iterable[tuple[str, str]]:
        if line.is_sealed:
            yield line.title, _SEALED
        for change in line.changes:
            if self._names_hidden:
                yield change.label, _HIDDEN
            elif change.before:
                yield change.label, f"{change.after or _NOT_ANSWERED} (before: {change.before})"
            else:
                yield change.label, change.after
