"""The import of a list of referrals: a file, what its columns mean, its rows looked at, then all good ones or none."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.domain.referral_list.columns import Columns
from app.domain.tables.table import Table
from app.errors import UserError
from app.services.cases.importing import Opened, Plan, confirm, read_file
from app.services.cases.list_shown import Looked, look
from app.services.desk import Desk
from app.services.vault.confirmation import Confirmation
from app.views.cases.import_steps import CheckStep, DoneStep, FileStep
from app.views.context.context import Context
from app.views.context.places import CaseList
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import not_done
from app.views.widgets.dropped import local_files
from app.views.widgets.page import Page
from app.views.widgets.shortcut import shortcut
from app.views.widgets.waiting import Waiting
from app.views.widgets.wizard import Wizard

_FILE, _CHECK, _DONE = range(3)
_KINDS: Final = "Lists (*.csv *.xlsx *.txt *.tsv);;All files (*)"


class ImportPage(Page):
    """Nothing is opened before it was looked at and confirmed; what is typed here is kept nowhere."""

    title = "Import of referrals"
    help = "import"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.setAcceptDrops(True)
        self._table: Table | None = None
        self._looked: Looked | None = None
        self._opened: tuple[Opened, ...] = ()
        self._is_stopping = self._is_opening = False
        self.on = button("", self.go_on, kind="primary")
        self.back = button("Another file…", self._choose)
        self.leave_it = button("Cancel", lambda: self.go(CaseList()))
        self.file, self.check, self.done = (
            FileStep(context, self.on),
            CheckStep(context),
            DoneStep(context, self.on),
        )
        self.wizard = Wizard(self.file, self.check, self.done, outcomes=1)
        self.waiting = Waiting(context.theme)
        self.beside_title(self.wizard.line)
        self.body.addWidget(self.wizard, 1)
        self.body.addWidget(self.waiting)
        self._bar = self.at_foot(self.leave_it, self.back, self.on)
        self.check.columns.changed.connect(self._look)
        self.check.rows.decided.connect(self._show_acts)
        self.check.rows.table.refused.connect(self.refused)
        self.wizard.turned.connect(lambda _: self._show_acts())
        shortcut(self, "F8", "Next row that cannot be opened", self.check.rows.next_wrong)
        self._show_acts()

    def focus_first(self) -> None:
        """Give the keyboard to what the step is for."""
        self.wizard.focus_first()

    def leave(self) -> None:
        """Open no further part of what nobody looks at: whole rows stand, and the file can be read again."""
        self._is_stopping = True

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show rows by number."""
        self.check.rows.hide_names(hidden)
        self.check.columns.hide_names(hidden)

    def go_on(self) -> None:
        """What the primary button does in each step."""
        if self.wizard.at == _FILE:
            self._choose()
        elif self.wizard.at == _CHECK:
            self._ask_to_open()
        else:
            self.go(CaseList())

    # --- the file -------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if local_files(event) and not self._is_opening:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        for file in () if self._is_opening else local_files(event)[:1]:
            self.read(file)

    def read(self, file: Path) -> None:
        """Read a file, and show what it holds."""
        self.bar.clear()
        self.waiting.begin("Reading the file.")
        self.run(read_file, file, then=self._take, failed=self._not_read, aside=True)

    def _choose(self) -> None:
        self.context.asks.open_file(self, "Choose a list of referrals", _KINDS, self.read)

    def _take(self, table: Table) -> None:
        """Take the columns for what was said of them before."""
        columns = self.desk.importing.columns
        self.run(columns, table.headings, then=partial(self._read, table), failed=self._not_read)

    def _read(self, table: Table, columns: Columns) -> None:
        self.waiting.end()
        self._table, self._looked = table, None
        self.check.rows.decisions.clear()
        self.check.rows.clear()
        self.check.show_table(table, columns)
        self.wizard.turn_to(_CHECK)
        if table.left_out:
            self.bar.tell(f"The first sheet was read; {table.left_out} more were not.", "note")
        self._look(self.check.columns.columns)

    def _not_read(self, failure: BaseException) -> None:
        self.waiting.end()
        self.refused(failure)

    # --- columns and rows -------------------------------------------------------------------------------

    def _look(self, columns: Columns) -> None:
        """Look at every row, as the columns are understood now."""
        self._looked = None
        self._show_acts()
        if self._table is None or columns.unfilled():
            self.waiting.end()
            self.check.rows.clear()
            return
        self.waiting.begin("Looking at every row, and for who is here already.")
        work = look, self.desk.importing, self._table, columns
        self.run(*work, then=partial(self._show_looked, columns), failed=partial(self._not_looked, columns))

    def _show_looked(self, columns: Columns, looked: Looked) -> None:
        if columns is not self.check.columns.columns:
            return
        self.waiting.end()
        self.bar.clear()
        self._looked = looked
        self.check.rows.show_looked(looked)
        self.check.columns.show_unknown(looked.unknown)
        self._show_acts()

    def _not_looked(self, columns: Columns, failure: BaseException) -> None:
        if columns is self.check.columns.columns:
            self.waiting.end()
            self.check.rows.clear()
            self.refused(failure)

    def _show_acts(self) -> None:
        at, count = self.wizard.at, self._count
        text = ("Choose a file…", f"Open {count:,} case{'' if count == 1 else 's'}…", "Show the cases")[at]
        self.on.setText(text)
        self.on.setAccessibleName(text)
        self.on.setEnabled(not self._is_opening and (at != _CHECK or count > 0))
        self.back.setVisible(at != _FILE)
        self.back.setEnabled(not self._is_opening)
        # What is being opened is what was confirmed: nothing about it can be said otherwise meanwhile.
        self.check.setEnabled(not self._is_opening)
        self.leave_it.setVisible(at != _DONE)
        self._bar.tell(*self._message())
        self._bar.refit()

    @property
    def _count(self) -> int:
        """How many rows would be opened."""
        if self._looked is None:
            return 0
        made = self._looked.preview
        return len(made.good) - len(made.alike) + len(self.check.rows.decisions)

    def _message(self) -> tuple[str, str]:
        if self.wizard.at != _CHECK or self._is_opening:
            return "", "muted"
        unfilled = self.check.columns.columns.unfilled()
        if unfilled:
            return f"Say what fills in: {', '.join(each.label for each in unfilled)}", "care"
        if self._looked is None:
            return "", "muted"
        left_out = self._looked.preview.total - self._count
        return (
            f"Nothing is opened yet. {left_out:,} of {self._looked.preview.total:,} rows are left out",
            "muted",
        )

    # --- opening ----------------------------------------------------------------------------------------

    def _ask_to_open(self) -> None:
        if self._looked is None or not self._count:
            return
        plan = self._looked.preview.plan(self.check.rows.decisions)
        act = f"Open {len(plan.openings):,} case{'' if len(plan.openings) == 1 else 's'} and sign their referrals"
        self.context.asks.passphrase(self, act, _SIGNED, partial(self._typed, plan))

    def _typed(self, plan: Plan, passphrase: str) -> None:
        self._opened, self._is_opening, self._is_stopping = (), True, False
        self._show_acts()
        self.bar.clear()
        self.waiting.begin("Looking at your passphrase.")
        self.run(
            confirm, self.desk.vault, plan, passphrase,
            then=partial(self._open_part, plan, 0), failed=partial(self._not_opened, plan),
        )  # fmt: skip

    def _open_part(self, plan: Plan, part: int, confirmed: tuple[Confirmation, ...]) -> None:
        """Open the rows of a part, and then those of the next, unless somebody said to stop."""
        if self._looked is None or self._is_stopping or part == len(plan.parts):
            self._ended(plan, "It was stopped." if self._is_stopping else "")
            return
        self.waiting.begin(f"{len(self._opened):,} of {len(plan.openings):,} cases are open.", self._stop)
        self.run(
            self.desk.importing.open, plan, part, self._looked.preview, confirmed[part],
            then=partial(self._part_opened, plan, part, confirmed), failed=partial(self._not_opened, plan),
        )  # fmt: skip

    def _part_opened(
        self, plan: Plan, part: int, confirmed: tuple[Confirmation, ...], opened: tuple[Opened, ...]
    ) -> None:
        self._opened += opened
        self._open_part(plan, part + 1, confirmed)

    def _stop(self) -> None:
        self._is_stopping = True
        self.waiting.begin("The rows at hand are opened whole, and none after them.")

    def _not_opened(self, plan: Plan, failure: BaseException) -> None:
        if self._opened and isinstance(failure, UserError):
            self._ended(plan, str(failure))
            return
        self.waiting.end()
        self._is_opening = False
        self._show_acts()
        not_done(self, failure, self._ask_to_open, "opened")

    def _ended(self, plan: Plan, why: str) -> None:
        self.waiting.end()
        self._is_opening, self.is_over = False, True
        if self._table is not None and self._opened:
            # What was opened is opened: whether it could be remembered as well is nothing to be told.
            remember = self.desk.importing.remember, self._table.headings, self.check.columns.columns
            self.run(*remember, failed=self.context.tasks.told_by(lambda _: None))
        if self._looked is not None:
            self.done.show_end(plan, self._opened, self._looked.preview, why)
        self.wizard.turn_to(_DONE)
        self.saved.emit(f"{len(self._opened):,} cases opened")


_SIGNED: Final = (
    "Each is a person, a case led by you and its referral, kept together or not at all. The referrals will bear your "
    "name, and cannot be changed afterwards by anybody, only added to or replaced."
)
