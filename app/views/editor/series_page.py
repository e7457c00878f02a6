"""A series of incidents: typed as rows of a grid, kept as they are typed, and signed by one passphrase."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from app.domain.kinds.registry import IN_SERIES
from app.domain.records.grid import Grid
from app.domain.records.series import MOST_ROWS
from app.errors import NotAcceptable, UserError
from app.services.cases.series import SeriesView, Written
from app.services.cases.signing import Review, digest_of_all
from app.services.desk import Desk
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import CaseAt, DraftAt
from app.views.editor.autosave import Autosave, SaveState
from app.views.editor.draft_page import WritingPage
from app.views.editor.series_book import Row, SeriesBook
from app.views.editor.series_common import CommonRow
from app.views.editor.series_model import SeriesModel
from app.views.editor.series_table import SeriesTable
from app.views.reading.read_through import ReadThrough, counted
from app.views.widgets.action_bar import ActionBar
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import confirmed
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.needed import NeededLabel
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import words

_HOW: Final = (
    'Tab: next cell. Enter: next row. " repeats the cell above. F2: the whole form of this row. '
    "Paste takes rows from a sheet."
)
_NAMED: Final = "Each record will bear your name, and cannot be changed afterwards by anybody."
_HIDDEN: Final = "Names are hidden. F12 shows the series again: nothing in it is lost."
_NOT_THERE: Final = (
    "None of them can be signed yet: what is known from a third party alone is kept in “Third party and intelligence”, "
    "and who signs it has to be admitted there."
)
_MOST_TOLD: Final = 3


class SeriesPage(WritingPage):
    """The member's unsigned incidents of a case. `rows`, `table` and `common` are there from when it is open."""

    title: ClassVar[str] = "Series of incidents"
    help: ClassVar[str] = "series"
    wants_room: ClassVar[bool] = True

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context)
        self.case_id = case_id
        self.rows: SeriesModel | None = None
        self.table: SeriesTable | None = None
        self.common: CommonRow | None = None
        self.book: SeriesBook | None = None
        self._saving: Autosave | None = None
        self._writing: QWidget | None = None
        self._said_unsaved = False
        px = context.theme.px
        self.count = words("", "hint", wrap=False)
        self.state = words("", "hint", wrap=False)
        self.legend = NeededLabel("needed to sign", context.theme, "small", ring=True)
        self.legend.setWordWrap(False)
        self.head = self.beside_title(self.count, self.state)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.removeWidget(self.head)
        top = horizontal(None, (self.head, 1), self.legend, gap=px(12), pad=(px(24), px(10), px(24), 0))
        self.body.insertLayout(0, top)
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack, 1)
        self.read_through = ReadThrough(desk, context)
        self.read_through.given_up.connect(self._back_to_writing)
        self.read_through.sign_wanted.connect(self._ask)
        self._stack.addWidget(self.read_through)
        self._stack.hide()
        self._lay_out_acts()

    @property
    def autosave(self) -> Autosave | None:
        """What saves the rows."""
        return self._saving

    def _lay_out_acts(self) -> None:
        hint = "Every answer of the row where the keyboard is"
        self.form = button("Whole form…", self._open_form, hint=hint, shortcut="F2")
        hint = "Delete the row where the keyboard is"
        self.drop = button("Delete row", self._delete, kind="danger", hint=hint, shortcut="Ctrl+Delete")
        self.sign = button("Sign…", self._read_through, kind="primary")
        self.acts = ActionBar(self.context.theme)
        self.acts.add(self.form, self.drop, self.sign)

    # --- coming and going ---------------------------------------------------------------------------

    def arrive(self) -> None:
        """Read the rows; those that are open stay as they are."""
        if not self._is_opened:
            self.run(self.desk.series.page, self.case_id, then=self._show)

    def focus_first(self) -> None:
        """The date of the empty row."""
        if self.table is not None:
            self.table.begin()

    def leave(self) -> None:
        """Save what was typed."""
        if self.table is not None and self._saving is not None:
            self.table.finish()
            self._saving.flush()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take what is written off the screen; nothing of it is lost."""
        if hidden:
            self.leave()
            self._stack.hide()
            self.bar.tell(_HIDDEN, "note")
        else:
            self.bar.clear()
            self._stack.setVisible(self._writing is not None)

    # --- the rows -----------------------------------------------------------------------------------

    def _show(self, view: SeriesView) -> None:
        self._is_opened = True
        self.stands_in.emit(IN_SERIES.section)
        if self._saving is not None:
            self._saving.end()
        grid = Grid(IN_SERIES, self.desk.today_date(), view.victims)
        rows = self.rows = SeriesModel(grid, view, self.context.theme)
        book = self.book = SeriesBook.of(self.desk.series, self.desk.unsaved, self.case_id, view)
        saving = self._saving = Autosave(self.context.tasks, book, rows.state, self)
        self._lay_out(rows)
        rows.edited.connect(saving.touch)
        rows.edited.connect(self._count)
        saving.state_changed.connect(partial(self._show_state, saving))
        saving.refused.connect(self._not_saved)
        if rows.belonged():
            saving.touch()
        else:
            saving.begin()
        self._count()
        self._stack.show()
        self.focus_first()

    def _lay_out(self, rows: SeriesModel) -> None:
        px = self.context.theme.px
        table = self.table = SeriesTable(rows, self.context.theme)
        rows.setParent(table)
        common = self.common = CommonRow(rows.grid, self.context.theme)
        common.show_common(rows.common)
        common.changed.connect(lambda: rows.share(common.common()))
        table.paste_wanted.connect(self._paste)
        before, self._writing = self._writing, QWidget()
        inside, scrolled = QWidget(), Scrolled()
        parts = common, words(_HOW, "hint"), (table, 1)
        vertical(inside, *parts, gap=px(8), pad=(px(24), px(4), px(24), 0))
        scrolled.setWidget(inside)
        self.acts.setParent(None)
        vertical(self._writing, (scrolled, 1), self.acts, gap=0)
        self._stack.addWidget(self._writing)
        self._stack.setCurrentWidget(self._writing)
        self.acts.show()
        self.first = table
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _count(self) -> None:
        """Say how many rows there are, what they still lack, and how many can be signed."""
        if self.rows is None:
            return
        rows = self.rows
        self.count.setText(f"{rows.counted} of at most {MOST_ROWS}; each becomes its own record")
        lacking = [(n + 1, len(gaps)) for n in range(rows.counted) if (gaps := rows.gaps(n))]
        self.acts.tell(_to_go(lacking, self._elsewhere(lacking)), "care" if lacking else "muted")
        self.acts.message.short = f"Row {lacking[0][0]}: {lacking[0][1]} to go" if lacking else ""
        self.acts.message.setMinimumWidth(self.acts.message.minimumSizeHint().width() if lacking else 0)
        ready = rows.counted - len(lacking)
        self.sign.setText(f"Sign {ready} incident{'' if ready == 1 else 's'}…")
        self.sign.setAccessibleName(self.sign.text())
        self.sign.setEnabled(bool(ready))
        self.head.refit()
        self.acts.refit()

    def _elsewhere(self, lacking: list[tuple[int, int]]) -> int:
        """How many answers that the first of these rows lacks are neither in a column in sight nor above the rows."""
        if self.rows is None or self.table is None or not lacking:
            return 0
        here = {*self.table.in_sight(), *self.rows.common}
        return sum(path.partition(".")[0] not in here for path in self.rows.gaps(lacking[0][0] - 1))

    def _open_form(self) -> None:
        """Go to the whole form of the row where the keyboard is, once it is kept."""
        if self.rows is None or self.book is None or self.table is None:
            return
        self.leave()
        at = self.table.currentIndex().row()
        if not 0 <= at < self.rows.counted:
            self.bar.tell("Type something into the row first: then it has a form.", "note")
            return
        self.run(self.book.draft_of, self.rows.key(at), then=self._go_to_form)

    def _go_to_form(self, draft_id: str) -> None:
        if draft_id:
            self.go(DraftAt(self.case_id, draft_id))

    def _delete(self) -> None:
        """Delete the row where the keyboard is; it can be had back for some seconds."""
        if self.rows is None or self.table is None or (at := self.table.currentIndex().row()) < 0:
            return
        self.table.finish()
        column = max(1, self.table.currentIndex().column())
        gone = self.rows.delete(at)
        if gone is not None:
            self.table.setCurrentIndex(self.rows.index(min(at, self.rows.rowCount() - 1), column))
            self.context.undo_offered("Row deleted", partial(self._undo, self.rows, at, gone))

    def _undo(self, rows: SeriesModel, at: int, gone: Row) -> None:
        """Bring a row back: to where it was, or among the drafts where its page has gone."""
        if isValid(rows):
            rows.put_back(at, gone)
            return
        tasks, again = self.context.tasks, [Written(None, gone[1])]
        tasks.run(self.desk.series.keep, self.case_id, again, owner=tasks)

    def _paste(self, text: str) -> None:
        if self.rows is None or self.table is None:
            return
        here = self.table.currentIndex()
        try:
            bad = self.rows.paste(text, max(0, here.row()), self.table.names())
        except NotAcceptable as refused:
            self.bar.tell(f"{refused} Nothing was pasted.")
            return
        self.table.setCurrentIndex(self.rows.index(max(0, here.row()), max(1, here.column())))
        more = f" And {len(bad) - _MOST_TOLD} cells more." if len(bad) > _MOST_TOLD else ""
        if bad:
            self.bar.tell(f"{' '.join(bad[:_MOST_TOLD])}{more} They stand there as they were pasted.", "care")
        else:
            self.bar.clear()

    # --- saving -------------------------------------------------------------------------------------

    def _show_state(self, saving: Autosave) -> None:
        if saving.state is SaveState.SAVED:
            at = saving.at.astimezone(self.desk.zone) if saving.at else None
            self.state.setText(f"Saved {at:%H:%M}" if at else "")
            self.head.refit()
            if self._said_unsaved:
                self._said_unsaved = False
                self.bar.clear()
            if self._is_retired:
                super().retire()

    def _not_saved(self, failure: BaseException) -> None:
        if not isinstance(failure, UserError):
            self.refused(failure)
            return
        self._said_unsaved = True
        self.bar.tell(f"{failure} What you typed is still on the screen, and Casework goes on trying.")
        self.saved.emit("The series is not saved")

    # --- signing ------------------------------------------------------------------------------------

    def _read_through(self) -> None:
        """Save what is typed, and show all that is ready."""
        self.bar.clear()
        self.leave()
        self.run(self.desk.series.ready, self.case_id, then=self._show_ready)

    def _show_ready(self, ready: tuple[Review, ...]) -> None:
        if self._saving is not None and self._saving.unsaved() is not None:
            # The disk did not take the last words: the bar says so, and nothing older is offered for signing.
            return
        if not ready:
            self.bar.tell(_NOT_THERE)
            return
        self.read_through.show_reviews(ready)
        self._stack.setCurrentWidget(self.read_through)
        self.read_through.reading.setFocus()

    def _back_to_writing(self) -> None:
        if self._writing is not None and self.table is not None:
            self._stack.setCurrentWidget(self._writing)
            self.table.setFocus()

    def _ask(self, reviews: tuple[Review, ...]) -> None:
        detail = "\n".join(each.subject for each in reviews)
        confirmed(
            self,
            f"Sign {counted(len(reviews))}",
            f"{detail}\n\n{_NAMED}",
            partial(digest_of_all, reviews),
            partial(self.desk.signing.sign_all, reviews),
            then=self._signed,
        )

    def _signed(self, records: tuple[str, ...]) -> None:
        message = f"{counted(len(records))} signed"
        self.saved.emit(message)
        voice.say(self, message)
        self.run(self.desk.series.page, self.case_id, then=self._go_on)

    def _go_on(self, view: SeriesView) -> None:
        """Go on with the rows that are left, or back to the case."""
        if view.rows:
            self._show(view)
        elif self._saving is not None:
            self._saving.end()
            self.is_over = True
            self.go(CaseAt(self.case_id, IN_SERIES.section))


def _to_go(lacking: list[tuple[int, int]], elsewhere: int) -> str:
    """What the rows still lack, and how much of it in the whole form of the first alone."""
    if not lacking:
        return ""
    (row, answers), *others = lacking
    many = f"{answers} answer{'' if answers == 1 else 's'} to go"
    form = f", {elsewhere} of them in its whole form" if elsewhere else ""
    more = f", and {len(others)} more row{'' if len(others) == 1 else 's'}" if others else ""
    return f"Row {row} has {many}{form}{more}; how each stands is computed"
