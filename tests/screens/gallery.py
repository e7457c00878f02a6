"""Draws every part that screens are made of on one page, in each theme, into `build/gallery`."""

import datetime as dt
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget

from app.domain.fields.answers import YES_NO
from app.domain.fields.declare import Direction, choice, date, line, minutes, rows
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.session_note.choices import ATTENDANCE
from app.domain.records.differences import Change, FieldDifference, Piece
from app.domain.records.facets import Weight
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CautionShown, FlagShown
from app.services.records.citable import Citable
from app.views.axis.axis_panel import AxisPanel
from app.views.case.warnings import Warnings
from app.views.context.tasks import Tasks
from app.views.editor.outline import Outline
from app.views.editor.sheet_form import Part
from app.views.forms.choice_editors import ComboEditor
from app.views.forms.editor import FieldContext
from app.views.forms.editors import make
from app.views.forms.form_view import FormView, Laid
from app.views.forms.picker import Picker
from app.views.forms.plan import Part as FormPart
from app.views.forms.plan import Section
from app.views.shell.snackbar import Snackbar
from app.views.theme.theme import Theme
from app.views.theme.tokens import NAMES
from app.views.widgets.action_bar import ActionBar
from app.views.widgets.bar import Bar
from app.views.widgets.buttons import button
from app.views.widgets.chips import MenuChip, chip
from app.views.widgets.empty import EmptyPart
from app.views.widgets.fields import Field
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.nav_list import NavList
from app.views.widgets.notice import Notice
from app.views.widgets.peek import Peek, Peeked
from app.views.widgets.plain_table import plain_table
from app.views.widgets.problems import Problem, ProblemSummary
from app.views.widgets.wizard import Wizard
from app.views.widgets.words import words
from app.views.writing.diff_view import DiffView
from tests.views.axis.axes import case_axis
from tests.views.desk_ground import context_of

OUT: Final = Path("build/gallery")
_SIZES: Final = (100, 200)
_COLUMN: Final = 400
_DAY: Final = dt.date(2026, 11, 28)


def main() -> int:
    """Draw the gallery in three themes at 100 % and 200 % text."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    OUT.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as home:
        os.environ["CASEWORK_HOME"] = home
        for name in NAMES:
            theme = Theme(app, name, 100)
            for size in _SIZES:
                theme.use(name, size)
                page = gallery(theme)
                page.grab().save(str(OUT / f"{name}-{size}.png"))
                page.hide()
    print(f"{len(NAMES) * len(_SIZES)} pictures in {OUT}")
    return 0


def gallery(theme: Theme) -> QWidget:
    """All parts in three columns, shown."""
    page = QWidget()
    page.setObjectName("page")
    theme.dress(page)
    px = theme.px
    columns = []
    for made in (_LEFT, _MIDDLE, _RIGHT):
        column = QWidget()
        column.setFixedWidth(px(_COLUMN))
        inside = vertical(column, gap=px(8))
        for title, part in made.items():
            inside.addWidget(words(title, "small"))
            rule = words()
            rule.setObjectName("rule")
            inside.addWidget(rule)
            inside.addWidget(part(theme))
            inside.addSpacing(px(12))
        inside.addStretch(1)
        columns.append(column)
    horizontal(page, *columns, gap=px(36), pad=px(28))
    page.show()
    # How high a form is follows from how wide it came to be.
    for _ in range(3):
        page.adjustSize()
        QApplication.processEvents()
    return page


def _type(theme: Theme) -> QWidget:
    made = QWidget()
    vertical(
        made,
        words("DUNSCOMBE, Callum", "name"),
        words("Page title", "h1"),
        words("Section title", "h2"),
        words("Body, label, value 28-Nov-2026"),
        words("A hint, a count, the head of a column", "small"),
        gap=theme.px(4),
    )
    return made


def _buttons(theme: Theme) -> QWidget:
    made = QWidget()
    first = button("Sign…", int, kind="primary")
    first.wear(theme, "pen", "on_primary")
    second, third = button("New version…", int), button("Print…", int, kind="quiet")
    late = button("Not yet", int)
    late.setEnabled(False)
    row = horizontal(None, first, second, third, 1, gap=theme.px(8))
    other = button("Discard…", int, kind="danger"), late, button("Session note", int, kind="link")
    vertical(made, row, horizontal(None, *other, 1, gap=theme.px(8)), gap=theme.px(8))
    return made


def _chips(theme: Theme) -> QWidget:
    made = QWidget()
    mine, flags = chip("Mine", int, theme), chip("Red flag", int, theme)
    mine.setChecked(True)
    stages = {"panel": "Before the panel", "open": "Open"}
    stage, pathway = MenuChip(theme, "Stage", stages), MenuChip(theme, "Pathway")
    stage.choose(("open",))
    horizontal(made, mine, flags, stage, pathway, 1, gap=theme.px(8))
    return made


def _sections(theme: Theme) -> QWidget:
    made = Outline(theme)
    made.show_parts(
        (
            Part("What we did", "a", ()),
            Part("Tripwires", "b", (("b", "Seen"),)),
            Part("Told", "c", (), is_asked=False),
        )
    )
    return made


def _places(theme: Theme) -> QWidget:
    made = NavList(theme, "Parts", 32)
    for name, icon, count in (
        ("Today", "sun", "17"),
        ("Cases", "folder", ""),
        ("Panels", "users-round", "1"),
    ):
        made.add(name, icon)
        made.count_at(made.count() - 1, count)
    made.mark(0)
    return made


def _fields(theme: Theme) -> QWidget:
    plan = Section("", (FormPart(("day", "length", "attendance"), 3, least=8), FormPart(("seen", "source"))))
    made = FormView(Fields, _context(theme), Laid(lambda _: (plan,), {"attendance": ComboEditor}))
    made.load(Fields(day=ClinicalDate(2026, 11, 28), length=35, seen="yes", source="Police, statement of V1"))
    made.finish()
    return made


def _list_of_rows(theme: Theme) -> QWidget:
    made = FormView(Rows, _context(theme))
    made.load(Rows(told=(Told(row="a", who="DC P Arkell"),)))
    made.finish()
    return made


def _chooser(theme: Theme) -> QWidget:
    made = Picker("Sources", theme)
    made.offer(
        (
            Citable("a", "Session note, kept", "17-Nov-2026", "session_note"),
            Citable("b", "Incident, alleged", "31-Oct-2026", "incident"),
        )
    )
    return made


def _context(theme: Theme) -> FieldContext:
    tasks = Tasks(theme)
    return FieldContext(context_of(theme, tasks), lambda: _DAY, make=make)


def _error(theme: Theme) -> QWidget:
    made = QWidget()
    summary = ProblemSummary()
    field = Field("Date", QLineEdit("28-Nov-2030"))
    field.show_problem("Give a date that is not in the future")
    vertical(made, summary, field, gap=theme.px(8))
    summary.show_all(
        [Problem("a", "Say whether they attended"), Problem("b", "Give a date that is not in the future")]
    )
    return made


class _Asked(QWidget):
    """A step with one field."""

    def __init__(self, title: str, field: str) -> None:
        super().__init__()
        self.title = title
        self._field = Field(field, QLineEdit("Northmoor panel"))
        vertical(self, self._field)

    def focus_first(self) -> None:
        """Give the keyboard to the field."""
        self._field.take_keyboard()


def _steps(theme: Theme) -> QWidget:
    made = QWidget()
    wizard = Wizard(
        _Asked("What it is for", "Purpose"),
        lambda: _Asked("Who it is for", "Recipient"),
        _Asked("What goes in", "Question"),
    )
    wizard.forward()
    acts = 1, button("Back", wizard.back), button("Next", wizard.forward, kind="primary")
    title = FlowRow(theme.px(12), words("New letter", "h1", wrap=False), wizard.line, line_gap=0)
    vertical(made, title, wizard, horizontal(None, *acts, gap=theme.px(8)), gap=theme.px(8))
    return made


def _strip(theme: Theme) -> QWidget:
    made = Warnings(theme)
    made.show_warnings(
        (CautionShown("One victim has no sealed identity.", Weight.CARE, "V2 not sealed"),),
        (FlagShown("Date near", "11-Dec-2026", ""),),
    )
    return made


def _message(theme: Theme) -> QWidget:
    made = ActionBar(theme)
    made.tell("Saved 16:02, in the vault", "hint")
    made.add(button("Share…", int), button("New record", int, kind="primary"))
    return made


def _bars(theme: Theme) -> QWidget:
    made = QWidget()
    bars = []
    for kind, text in (
        ("error", "It could not be saved: the disk is full."),
        ("care", "There is a newer version of this record."),
        ("good", "Genuine and unaltered."),
    ):
        bar = Notice(theme)
        bar.tell(text, kind)
        bars.append(bar)
    asked = Bar()
    asked.tell("The draft was changed in another window.", "note", "Compare")
    vertical(made, *bars, asked, gap=theme.px(6))
    return made


def _rows(theme: Theme) -> QWidget:
    made = QTableView()
    plain_table(made, theme)
    model = QStandardItemModel(3, 3, made)
    model.setHorizontalHeaderLabels(["Due", "What", ""])
    for row, texts in enumerate(
        (
            ("01-Dec-2026", "Session 16", "in 3 days"),
            ("21-Nov-2026", "Advice ran out", "7 days late"),
            ("27-Nov-2026", "Told DC Arkell", "done"),
        )
    ):
        for column, text in enumerate(texts):
            model.setItem(row, column, QStandardItem(text))
    made.setModel(model)
    made.verticalHeader().setDefaultSectionSize(theme.px(34))
    made.setColumnWidth(0, theme.px(110))
    made.setColumnWidth(1, theme.px(170))
    made.selectRow(0)
    made.setFixedHeight(theme.px(34 * 4))
    return made


def _peek(theme: Theme) -> QWidget:
    made = Peek(theme, "The chosen case")
    made.show_parts(
        Peeked(
            "SALLOW, Edmund James",
            "03-Sep-1968 (58 y) · Male · NM-0231",
            (
                ("eye-off", "care", "Does not know of this case: no contact, letter or call"),
                ("flag", "danger", "Coming closer or more often, 18-Nov-2026"),
            ),
            (("Stage", "Open, 58 days"), ("Next due", "Advice ran out, 21-Nov-2026, 7 days late")),
            "Last three",
            (("20-Nov-2026", "Consultation"), ("12-Nov-2026", "Incident")),
        )
    )
    made.setFixedSize(theme.px(288), theme.px(310))
    return made


def _empty(theme: Theme) -> QWidget:
    return EmptyPart(
        theme,
        "No plan yet",
        "A plan answers each factor with a goal, a step and a measure. Six factors wait.",
        "Begin the plan",
        int,
    )


def _chart(theme: Theme) -> QWidget:
    made = AxisPanel(theme)
    made.show_axis(case_axis())
    made.setFixedHeight(theme.px(300))
    return made


def _compare(theme: Theme) -> QWidget:
    made = DiffView(theme)
    changed = (Piece("Calm, ", Change.SAME), Piece("slower", Change.ADDED), Piece("quick", Change.REMOVED))
    made.show_differences((FieldDifference("How the person responded", changed),))
    made.setFixedHeight(theme.px(110))
    return made


def _snack(theme: Theme) -> QWidget:
    made = QWidget()
    made.setFixedHeight(theme.px(64))
    Snackbar(theme, made).offer("Marked as done", int)
    return made


@dataclass(frozen=True, kw_only=True)
class Fields:
    """One of each form of a short field."""

    day: ClinicalDate | None = date("Date", Direction.EITHER, share=Share.CONTEXT, needed=True)
    length: int | None = minutes("Minutes", share=Share.CONTEXT)
    attendance: str = choice("Attendance", ATTENDANCE, share=Share.CONTEXT, needed=True)
    seen: str = choice("Risk asked about", YES_NO, share=Share.CONTEXT)
    source: str = line("Source", share=Share.CONTEXT, hint="Who said so, or where it stands")


@dataclass(frozen=True, kw_only=True)
class Told(Row):
    """A row of a list."""

    who: str = line("Who", share=Share.CONTEXT, needed=True)
    when: ClinicalDate | None = date("When", Direction.PAST, share=Share.CONTEXT, needed=True)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A list of rows."""

    told: tuple[Told, ...] = rows("Told", Told, share=Share.CONTEXT)


_Parts = dict[str, Callable[[Theme], QWidget]]
_LEFT: Final[_Parts] = {
    "Type": _type,
    "Buttons: one primary a page": _buttons,
    "Chips": _chips,
    "Places, with counts": _places,
    "Sections of a draft, with ticks": _sections,
    "What can be chosen, narrowed by typing": _chooser,
    "A chart, and the same as a table": _chart,
}
_MIDDLE: Final[_Parts] = {
    "Fields: as wide as what goes in": _fields,
    "A list of rows": _list_of_rows,
    "An error: in the field, and once at the head": _error,
    "Steps: one in front, and which it is": _steps,
    "The strip of safety": _strip,
    "The bar of a page: message and acts": _message,
    "Undo": _snack,
}
_RIGHT: Final[_Parts] = {
    "Rows: ruled, chosen by bar and tint": _rows,
    "What is chosen, in short": _peek,
    "An empty part teaches": _empty,
    "Notices": _bars,
    "Two texts compared": _compare,
}


if __name__ == "__main__":
    sys.exit(main())
