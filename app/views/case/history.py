"""What was stated about a case, its person and its victims: when, by whom, and what stood there before."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QFrame, QWidget

from app.domain.values.dates import show_instant
from app.services.facts import history
from app.services.facts.forks import Fork, Side, settle
from app.services.facts.history import HistoryLine, HistoryPage
from app.views.case.tab import PagedTab
from app.views.context.places import CaseAt
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import style_as, unbroken, words

_HIDDEN = "hidden"
_NOT_ANSWERED = "not answered"
_TWICE = (
    "It was stated in two places without the one knowing of the other, and differently. Choose which is right, or "
    "state something else where it is changed."
)
_SEALED_TWICE = (
    "What was stated is sealed. Whoever is admitted opens it under Victim safety and seals it again."
)
_NOT_YOURS = "Who may change it can choose."
_SEALED = "Sealed: only who is admitted to the compartment can see it"


class History(PagedTab):
    """Every statement of a fact, newest first; what was stated in one act stands together."""

    help = "case"
    at_once = 40

    def arrive(self) -> None:
        """Read the history."""
        self.run(history.of_case, self.desk.vault, self.case_id, self.limit, then=self.show_page)

    def cards(self, page: HistoryPage) -> Iterable[QFrame]:
        """What was stated twice and waits for somebody to choose, then what was stated in one act, together."""
        for fork in page.forks:
            yield self._fork(fork)
        for _, lines in groupby(page.rows, key=lambda line: (line.at, line.author, line.adopted)):
            yield self._act(list(lines))

    # --- stated twice -----------------------------------------------------------------------------------

    def _fork(self, fork: Fork) -> QFrame:
        of = f"{fork.about}: " if fork.about else ""
        frame, column = self.card(f"Stated twice: {of}{fork.title}", words(_TWICE, "hint"))
        style_as(frame, "bar", "care")
        for side in fork.sides:
            column.addWidget(self._side(fork, side))
        if fork.is_sealed:
            column.addWidget(words(_SEALED_TWICE, "hint"))
        elif not fork.may_settle:
            column.addWidget(words(_NOT_YOURS, "hint"))
        return frame

    def _side(self, fork: Fork, side: Side) -> QWidget:
        at = unbroken(show_instant(side.at, side.offset_minutes))
        part = QWidget()
        column = vertical(part, words(f"{side.author}, {at}", "strong"), gap=self.context.theme.pixels(0.2))
        for label, text in side.answers:
            column.addWidget(self.fact(label, _HIDDEN if self.names_hidden else text or _NOT_ANSWERED))
        row = FlowRow(self.context.theme.pixels(0.6))
        if side.stands:
            row.add(words("This stands now, until somebody chooses", "care", wrap=False))
        if fork.may_settle:
            let = button("Let this stand", partial(self._ask, fork, side))
            let.setAccessibleName(f"{fork.title}: let stand what {side.author} stated on {at}")
            row.add(let)
        column.addWidget(row)
        return part

    def _ask(self, fork: Fork, side: Side) -> None:
        detail = (
            f"You state it anew, under your name, as {side.author} did. Both statements stay in the history."
        )
        self.context.asks.confirm(
            self, f"Let this stand: {fork.title}?", detail, "Let it stand", partial(self._settle, side)
        )

    def _settle(self, side: Side) -> None:
        self.run(settle, self.desk.vault, self.case_id, side.event, then=self._settled)

    def _settled(self, _: None) -> None:
        self.saved.emit("Stated anew")
        # The banner and what is to be known first may say something else now.
        self.go(CaseAt(self.case_id, "history"))

    # --- each act ---------------------------------------------------------------------------------------

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
