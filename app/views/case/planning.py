"""The plan of a case: its goals and steps, the thread from evidence to change and its gaps, dose and response."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.fields.content import said
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.parts.step import Step
from app.domain.kinds.plan import KIND
from app.domain.kinds.plan.content import Plan
from app.domain.kinds.safety_plan import KIND as SAFETY
from app.domain.records.thread import TITLES, Broken
from app.domain.records.thread_parts import Thread
from app.domain.values.markup import one_line
from app.services.desk import Desk
from app.services.printing.asked import Printing, Subject
from app.services.records.reading import RecordView
from app.views.axis.dose_panel import DosePanel
from app.views.case.tab import NewestTab
from app.views.context.context import Context
from app.views.context.places import NewRecord, PrintAt, RecordAt
from app.views.thread.thread_panel import ThreadPanel
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyPart
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import vertical
from app.views.widgets.link import Link
from app.views.widgets.printing import may_print
from app.views.widgets.words import selectable, unbroken, words

_OPEN = "Open"


class Planning(NewestTab):
    """The newest plan, the golden thread of the case with its gaps, and dose and response."""

    help = "plan"
    kind = KIND

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self.safety = button("New safety plan", lambda: self.go(NewRecord(case_id, SAFETY.code)))
        self.at_foot(self.safety)
        gap = context.theme.pixels(0.8)
        self._shown, self._below = vertical(None, gap=gap), vertical(None, gap=gap)
        self.work, self.dose = ThreadPanel(context.theme), DosePanel(context.theme)
        for panel in (self.work, self.dose):
            panel.picked.connect(lambda record: self.go(RecordAt(case_id, record)))
            panel.prints.setVisible(may_print(desk.member))
        self.work.print_wanted.connect(lambda: self.go(PrintAt(case_id, Printing(Subject.THREAD))))
        self.dose.print_wanted.connect(
            lambda goal: self.go(PrintAt(case_id, Printing(Subject.DOSE, goal=goal)))
        )
        self.column.addLayout(self._shown)
        self.column.addWidget(self.work)
        self.column.addLayout(self._below)
        self.column.addWidget(self.dose)
        self.column.addStretch(1)
        self._gaps: tuple[Broken, ...] = ()

    def arrive(self) -> None:
        """Read the thread, then the newest plan, then how the work goes."""
        self.run(self.desk.progress.thread, self.case_id, then=self._took_thread)

    def _took_thread(self, thread: Thread) -> None:
        self._gaps = thread.gaps
        self.work.show_thread(thread)
        self.run(self.desk.records.newest, self.case_id, KIND.code, then=self._show)
        self.run(self.desk.progress.dose, self.case_id, then=self.dose.show_dose)

    def _show(self, found: tuple[RecordView, ...]) -> None:
        newest = next(iter(found), None)
        empty_out(self._shown)
        empty_out(self._below)
        self.show_newest(newest)
        if newest is None:
            self._shown.addWidget(EmptyPart(self.context.theme, "No plan yet", _NONE))
        elif isinstance(newest.sheet.content, Plan):
            plan = newest.sheet.content
            self._shown.addWidget(self._goals(plan))
            self._below.addWidget(self._broken())
            self._below.addWidget(self._steps(plan))
            return
        else:
            self._shown.addWidget(words(newest.reading.sentence, "care"))
        self._below.addWidget(self._broken())

    def _goals(self, plan: Plan) -> QWidget:
        rows = [(goal.code, one_line(goal.wording), _measured(goal), _stands(goal)) for goal in plan.goals]
        return self.card("Goals", self._table(("", "Goal", "Measured by", "How it stands"), rows))[0]

    def _steps(self, plan: Plan) -> QWidget:
        """The steps, those of a goal together."""
        codes = {goal.row: goal.code for goal in plan.goals}
        order = {goal.row: n for n, goal in enumerate(plan.goals)}
        steps = sorted(plan.steps, key=lambda step: order.get(step.goal, len(order)))
        rows = [
            (codes.get(step.goal, ""), one_line(step.what), said(step, "actor"), _status(step))
            for step in steps
        ]
        table = (
            self._table(("For", "Step", "Who", "How it stands"), rows) if rows else words("No step", "hint")
        )
        return self.card("Steps", table)[0]

    def _broken(self) -> QWidget:
        """Each gap with how many there are; a line opens the record that shows it."""
        title = f"Gaps in the thread: {len(self._gaps)}" if self._gaps else "Gaps in the thread"
        card, column = self.card(title, words(_THREAD, "small"))
        for gap, heading in TITLES.items():
            there = [each for each in self._gaps if each.gap is gap]
            if there:
                column.addWidget(words(f"{heading}: {len(there)}", "strong"))
            for each in there:
                # The code of a factor, a goal or the day of a session, then what it says.
                line = ", ".join(part for part in (unbroken(each.name), each.words) if part)
                link = Link(line, partial(self.go, RecordAt(self.case_id, each.record_id)))
                link.setAccessibleDescription(heading)
                column.addWidget(link)
        if not self._gaps:
            column.addWidget(words(_NO_GAP, "good"))
        return card

    def _table(self, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> QWidget:
        """Lines under heads: texts of any length, the longest in the second column."""
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.context.theme.pixels(1))
        grid.setVerticalSpacing(self.context.theme.pixels(0.4))
        for column, stretch in enumerate((0, 4, 2, 2)):
            grid.setColumnStretch(column, stretch)
            grid.addWidget(words(heads[column], "small"), 0, column)
        for n, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                said_of = words(unbroken(text) if column == 0 else text, "strong" if column == 0 else "")
                grid.addWidget(selectable(said_of), n, column, Qt.AlignmentFlag.AlignTop)
        return table


def _measured(goal: Goal) -> str:
    by = ", ".join(part for part in (said(goal, "measured_by"), goal.measure) if part)
    course = ", ".join(part for part in (goal.baseline, f"aim {goal.aim}" if goal.aim else "") if part)
    return f"{by}: {course}" if course else by


def _stands(goal: Goal) -> str:
    by = f"by {unbroken(goal.by.show())}" if goal.by else ""
    return f"{said(goal, 'result') or _OPEN}, {by}" if by else said(goal, "result") or _OPEN


def _status(step: Step) -> str:
    by = f"by {unbroken(step.by.show())}" if step.by else ""
    stands = ", ".join(part for part in (said(step, "status"), by) if part)
    return f"{stands}: {one_line(step.reason)}" if step.reason else stands


_THREAD = "From evidence to factor, goal, session and change. A gap is work that is open; each line opens its record."
_NO_GAP = (
    "Every factor has evidence and a goal, every goal a measure and a session, and none is past its date."
)
_NONE = (
    "A plan says which goal answers which factor, how it is measured and by when, who takes which step, and what the "
    "person says of it. A formulation makes the best beginning: its factors can be cited."
)
