"""What was stated about a case, its person and its victims: when, by whom, and what stood there before."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtWidgets import QFrame

from app.domain.values.dates import show_instant
from app.services.facts import history
from app.services.facts.history import HistoryLine, HistoryPage
from app.views.case.tab import PagedTab
from app.views.widgets.words import unbroken, words

_HIDDEN = "hidden"
_NOT_ANSWERED = "not answered"
_SEALED = "Sealed: only who is admitted to the compartment can see it"


class History(PagedTab):
    """Every statement of a fact, newest first; what was stated in one act stands together."""

    help = "case"
    at_once = 40

    def arrive(self) -> None:
        """Read the history."""
        self.run(history.of_case, self.desk.vault, self.case_id, self.limit, then=self.show_page)

    def focus_first(self) -> None:
        """Give the keyboard to the page, which it scrolls."""
        self.area.setFocus()

    def cards(self, page: HistoryPage) -> Iterable[QFrame]:
        """What was stated in one act, together."""
        for _, lines in groupby(page.rows, key=lambda line: (line.at, line.author, line.adopted)):
            yield self._act(list(lines))

    def _act(self, lines: list[HistoryLine]) -> QFrame:
        first = lines[0]
        frame, column = self.card(f"{unbroken(show_instant(first.at, first.offset_minutes))}, {first.author}")
        if first.reason:
            column.addWidget(words(first.reason, "hint"))
        # Newest first from act to act; within one act in the order in which it was said.
        for line in reversed(lines):
            of = f"{line.about}: " if line.about else ""
            for label, text in self._changes(line):
                column.addWidget(self.fact(of + label, text))
        return frame

    def _changes(self, line: HistoryLine) -> Iterable[tuple[str, str]]:
        if line.is_sealed:
            yield line.title, _SEALED
        for change in line.changes:
            if self.names_hidden:
                yield change.label, _HIDDEN
            elif change.before:
                yield change.label, f"{change.after or _NOT_ANSWERED} (before: {change.before})"
            else:
                yield change.label, change.after
