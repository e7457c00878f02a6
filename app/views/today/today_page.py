"""Today: one list of what waits, from the latest to what comes, each line with the one act that it needs."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from app.domain.kinds.registry import title
from app.domain.records.facets import FIRST_INCIDENT, ORDER_MADE, SEPARATION
from app.domain.values.dates import ClinicalDate
from app.services.cases.missing_work import Lacks
from app.services.cases.pathway import STATED
from app.services.cases.today import Sort, ToDo, When
from app.services.cases.today import TodayPage as Day
from app.services.desk import Desk
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import (
    AppointmentAt,
    AskAt,
    BookAppointment,
    CaptureAt,
    CaseAt,
    CaseList,
    ChangeCase,
    ChangePerson,
    ChangeService,
    DraftAt,
    GroupAt,
    GroupSessionAt,
    JotDown,
    MeetingAt,
    MoveCase,
    NewCase,
    Place,
    QuestionAt,
    RailPart,
    RecordAt,
    SayOutcome,
    StageLimitsAt,
    StateFact,
    TrainingAt,
)
from app.views.reading.recovery_bar import RecoveryBar
from app.views.widgets import appointment_words
from app.views.widgets.buttons import button
from app.views.widgets.case_peek import CasePeekPane
from app.views.widgets.case_words import how_far
from app.views.widgets.chips import MenuChip
from app.views.widgets.empty import EmptyPart
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.lack_words import LACKS
from app.views.widgets.layouts import horizontal
from app.views.widgets.lazy_table import Column, LazyTable
from app.views.widgets.page import Page
from app.views.widgets.table_view import TableView
from app.views.widgets.words import words


class TodayPage(Page):
    """The first screen after unlocking."""

    title = "Today"
    help = "today"
    has_side = True

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        theme = context.theme
        self._asked: object = None
        self._is_first = True
        self._names_hidden = False
        self._certificate = words("", "care")
        self.recovery = RecoveryBar(desk, context)
        self.whens = MenuChip(theme, "When", _WHENS, hint="Some of the days only")
        self.sorts = MenuChip(theme, "Kinds", _SORTS, hint="Some of what waits only")
        self._count = Wide("", "muted")
        self._clear = button("Clear", self.clear, kind="link", hint="Show everything again")
        self._clear.hide()
        self.table = LazyTable(
            self._columns(), context.tasks, self, key=lambda row: (row.target, row.what, row.on)
        )
        self.view = TableView("today", self.table, context, dense=True)
        self.view.setAccessibleName("What waits for you")
        self.peek = CasePeekPane(desk, context)
        self.act = button("Open", self._act, kind="primary", hint="Do what the chosen line needs")
        self.act.wear(theme, "arrow-right", "on_primary")
        self.open_case = button("Open the case", self._open_case)
        self._stack = QStackedWidget()
        self._none = EmptyPart(
            theme, "Nothing waits for you", _NONE, "All cases", partial(self.go, CaseList())
        )
        self._first_case = EmptyPart(theme, "No case yet", _FIRST, "New case", partial(self.go, NewCase()))
        self._nothing = EmptyPart(theme, "Nothing matches", _NOTHING, "Clear", self.clear)
        self._acts = self.at_foot(self.open_case, self.act)
        self._acts.tell(_KEYS)
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("what", "What", _what, 13, stretches=True, icon=self._sign),
            Column("case", "Case", self._whose, 12, rank=2, ink=lambda _: "muted"),
            Column("due", "Due", lambda row: ClinicalDate.of(row.day).show(), 6, rank=3, is_whole=True),
            Column("age", "How long", self._age, 6, rank=1, is_whole=True, ink=self._urgency),
            Column("act", "Enter does", _act_of, 5.5, rank=4),
        )

    def _lay_out(self) -> None:
        px = self.context.theme.px
        # Rows begin further left than what stands over them, so that the words align.
        self.body.setContentsMargins(px(16), px(14), px(24), px(8))
        self.body.removeWidget(self.heading)
        head = FlowRow(px(12), self.heading, self._count, self._clear)
        self.heading.setWordWrap(False)
        row = horizontal(None, (head, 1), self.whens, self.sorts, gap=px(8), pad=(px(8), 0, 0, 0))
        self.body.insertLayout(0, row)
        for each in (self._certificate, self.recovery):
            self.body.addWidget(each)
        for front in (self.view, self._none, self._first_case, self._nothing):
            self._stack.addWidget(front)
        self.body.addWidget(self._stack, 1)
        self.at_side(self.peek)
        self._acts.hide()

    def _connect(self) -> None:
        self.recovery.asked_for.connect(self.go)
        for each in (self.whens, self.sorts):
            each.changed.connect(self._ask)
        self.view.opened.connect(self._go_on)
        self.view.chosen.connect(self._chose)
        self.table.counted.connect(self._show_counts)
        for refused in (self.table.refused, self.peek.refused):
            refused.connect(self.refused)

    def arrive(self) -> None:
        """Load the list anew; it stays where it was."""
        self._load()
        # Offered once, when the vault was just opened: later the drafts in the list are enough.
        first, self._is_first = self._is_first, False
        self.recovery.seek() if first else self.recovery.hide()

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Load the day anew, and what is offered to be gone on with."""
        self._load()
        if not self.recovery.isHidden():
            self.recovery.seek()

    def _load(self) -> None:
        message = self.desk.vault.certificate_warning()
        self._certificate.setText(message)
        self._certificate.setVisible(bool(message))
        self.peek.look_again()
        self._ask()

    def focus_first(self) -> None:
        """Give the keyboard to the list, or to what can be done where it is empty."""
        front = self._stack.currentWidget()
        act = front.act if isinstance(front, EmptyPart) else None
        (act or self.view).setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show references instead of names."""
        self._names_hidden = hidden
        self.peek.hide_names(hidden)
        self.view.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the list."""
        super().resizeEvent(event)
        self._fit_peek()

    # --- asking -----------------------------------------------------------------------------------

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.whens.chosen or self.sorts.chosen)

    def clear(self) -> None:
        """Let everything through."""
        for each in (self.whens, self.sorts):
            each.choose(())
        self._ask()

    def _ask(self) -> None:
        asked = self.whens.chosen, tuple(sort for each in self.sorts.chosen for sort in _MEANT[each])
        again, self._asked = asked == self._asked, asked
        self.view.ask(partial(self._page, *asked), again=again)

    def _page(self, whens: tuple[str, ...], sorts: tuple[str, ...], offset: int, limit: int) -> Day:
        """On the vault's thread."""
        return self.desk.today.page(whens=whens, sorts=sorts, offset=offset, limit=limit)

    def _show_counts(self, matching: int, total: int) -> None:
        day: Day = self.table.answer
        self._say_counts(matching, total, day.late)
        empty = self._none if day.has_cases else self._first_case
        front = self.view if matching else self._nothing if self.narrows else empty
        had_keyboard = self._stack.isAncestorOf(self.focusWidget() or self)
        self._stack.setCurrentWidget(front)
        for each in (self.whens, self.sorts):
            each.setVisible(bool(total))
        self._acts.setVisible(bool(matching))
        self._chose(self.view.current)
        self._fit_peek()
        if had_keyboard or self.focusWidget() in {None, self}:
            self.focus_first()

    def _say_counts(self, matching: int, total: int, late: int) -> None:
        things = "thing to do" if total == 1 else "things to do"
        hidden = f", {total - matching:,} hidden" if self.narrows else ""
        count = f"{matching:,} of {total:,} {things}{hidden}" if self.narrows else f"{total:,} {things}"
        parts = (count, f"{late:,} late" if late else "none late" if total else "")
        message = ", ".join(part for part in parts if part)
        today = ClinicalDate.of(self.desk.today_date()).show()
        if message not in self._count.text():
            voice.say(self, message)
        self._count.setText(f"{today}: {message}")
        self._clear.setVisible(self.narrows)

    def _fit_peek(self) -> None:
        if self._stack.currentWidget() is self.view:
            self.peek.fit(self.width())
        else:
            self.peek.hide()

    # --- how a line reads -------------------------------------------------------------------------

    def _whose(self, row: ToDo) -> str:
        """The family name and the case; of what is in none yet nothing."""
        family = "" if self._names_hidden else row.sort_name.partition(",")[0]
        return " ".join(part for part in (family, row.reference) if part)

    def _sign(self, row: ToDo) -> QIcon:
        is_late = row.when == When.LATE
        name = "clock-alert" if is_late and row.sort != Sort.FLAG else _SIGNS[Sort(row.sort)]
        theme = self.context.theme
        return theme.icon(name, "danger" if is_late else "muted", room=theme.px(2))

    def _urgency(self, row: ToDo) -> str:
        is_due = row.sort == Sort.DATE and row.day <= self.desk.today_date()
        return "danger" if row.when == When.LATE else "care" if is_due else "muted"

    def _age(self, row: ToDo) -> str:
        days = (self.desk.today_date() - row.day).days
        is_answered = row.what.startswith(_ANSWERED)
        if row.sort in _BY_DAY and not is_answered:
            return how_far(row.day, self.desk.today_date())
        done = "answered" if is_answered else _DONE.get(Sort(row.sort), "kept")
        return (
            f"{done} today" if not days else f"{done} yesterday" if days == 1 else f"{done} {days:,} days ago"
        )

    def _about(self, row: ToDo) -> tuple[str, str]:
        """What waits, as the pane says it over its case."""
        return _what(row), f"{ClinicalDate.of(row.day).show()}, {self._age(row)}"

    # --- what a person does -----------------------------------------------------------------------

    def _chose(self, row: ToDo | None) -> None:
        """Let the button say what it does to the chosen line, and the pane in which case."""
        text = _act_of(row) if row is not None else "Open"
        self.act.setText(text)
        self.act.setAccessibleName(text if row is None else f"{text}: {_what(row)}")
        case_id = row.case_id if row is not None else ""
        self.open_case.setEnabled(bool(case_id))
        self.peek.choose(case_id, case_id, partial(self._about, row) if row is not None else None)

    def _act(self) -> None:
        if (row := self.view.current) is not None:
            self._go_on(row)

    def _go_on(self, row: ToDo) -> None:
        self.go(_PLACES[Sort(row.sort)](row))

    def _open_case(self) -> None:
        row = self.view.current
        if row is not None and row.case_id:
            self.go(CaseAt(row.case_id))


def _what(row: ToDo) -> str:
    if row.sort in _OF_KIND:
        return f"{_OF_KIND[Sort(row.sort)]}: {title(row.what).lower()}"
    match row.sort:
        case Sort.FORM:
            return _FORMS[row.what][0]
        case Sort.MISSING:
            return LACKS[Lacks(row.what)]
        case Sort.CAPTURE:
            whose, danger, name = row.what.split("|")
            said = "Danger: a line jotted down" if danger else "A line jotted down"
            return said if whose == "own" else f"{said}, by {name}"
        case Sort.DIARY:
            purpose, clock, setting = row.what.split("|")
            parts = appointment_words.purpose(purpose), appointment_words.setting(setting)
            return " ".join(part for part in (clock, ", ".join(parts)) if part)
        case Sort.ANNIVERSARY:
            what, years = row.what.split("|")
            ago = "1 year" if years == "1" else f"{years} years"
            return f"Anniversary: {_ANNIVERSARIES[what]}, {ago}"
        case Sort.NOTE:
            purpose, day = row.what.split("|")
            on = ClinicalDate.from_wire(day).show()
            return f"No note: {appointment_words.purpose(purpose).lower()} of {on}"
        case Sort.QUESTION:
            how, name = row.what.split("|")
            return _ASKED[how].format(name)
    return row.what


def _act_of(row: ToDo) -> str:
    if row.sort == Sort.QUESTION and row.what.startswith("asked|"):
        return "Answer"
    return "Go on" if row.sort in {Sort.DRAFT, Sort.CRITICAL, Sort.FORM} else "Open"


_ANSWERED: Final = "answered|"
_ASKED: Final = {
    "asked": "{} asks you",
    "waits": "No answer yet: {}",
    "answered": "{} answered you",
    "left": "No answer to come: {} works here no more",
}
"""How a question stands; never what is asked."""
_OF_KIND: Final = {
    Sort.DRAFT: "Draft",
    Sort.CRITICAL: "Critical item, not acted on yet",
    Sort.COUNTERSIGN: "To countersign",
    Sort.RETURNED: "Returned to you",
}
_ANNIVERSARIES: Final = {
    FIRST_INCIDENT: "the first incident",
    SEPARATION: "the separation",
    ORDER_MADE: "an order was made",
}
_WHENS: Final = {When.LATE.value: "Late", When.WEEK.value: "This week", When.LATER.value: "Later"}
_SORTS: Final = {
    "flags": "Red flags and concerns",
    "captures": "Lines jotted down",
    "questions": "Questions",
    "word": "Countersignatures",
    "begun": "What you began",
    "due": "What falls due",
    "anniversaries": "Anniversaries",
    "diary": "Today’s diary",
    "missing": "What is missing",
}
_MEANT: Final = {
    "flags": (Sort.FLAG.value, Sort.CRITICAL.value, Sort.CONCERN.value),
    "captures": (Sort.CAPTURE.value,),
    "questions": (Sort.QUESTION.value,),
    "word": (Sort.COUNTERSIGN.value, Sort.RETURNED.value),
    "begun": (Sort.DRAFT.value, Sort.FORM.value),
    "due": (Sort.DATE.value,),
    "anniversaries": (Sort.ANNIVERSARY.value,),
    "diary": (Sort.DIARY.value,),
    "missing": (Sort.NOTE.value, Sort.MISSING.value),
}
_SIGNS: Final = {
    Sort.FLAG: "flag",
    Sort.CRITICAL: "triangle-alert",
    Sort.CONCERN: "shield-check",
    Sort.CAPTURE: "notebook-pen",
    Sort.COUNTERSIGN: "signature",
    Sort.RETURNED: "undo-2",
    Sort.DRAFT: "pencil",
    Sort.FORM: "file-pen",
    Sort.DATE: "calendar-clock",
    Sort.DIARY: "calendar-days",
    Sort.NOTE: "clock-alert",
    Sort.MISSING: "clock-alert",
    Sort.ANNIVERSARY: "calendar-days",
    Sort.QUESTION: "message-circle-question-mark",
}
_BY_DAY: Final = frozenset(
    {
        Sort.DATE,
        Sort.FLAG,
        Sort.CONCERN,
        Sort.MISSING,
        Sort.DIARY,
        Sort.NOTE,
        Sort.ANNIVERSARY,
        Sort.QUESTION,
    }
)
"""What is due on a day, or was missed on it."""
_DONE: Final = {Sort.COUNTERSIGN: "signed", Sort.RETURNED: "returned"}
"""What was done on the day of a line; else it was kept."""
_KEYS: Final = "Arrows move, Enter does what the line needs"


def _form_at(row: ToDo) -> Place:
    if row.what in _IN_CASE:
        return _IN_CASE[row.what](row.case_id, row.target)
    return _FORMS[row.what][1](row.target)


def _form_of(code: str, case_id: str) -> Place:
    return StateFact(case_id, code)


_IN_CASE: Final[Mapping[str, Callable[[str, str], Place]]] = {
    "question": AskAt,
    "answer": QuestionAt,
    "clearing": QuestionAt,
}
"""Forms of something in a case: which case it is, and what they are about."""
_FORMS: Final[Mapping[str, tuple[str, Callable[[str], Place]]]] = {
    "question": ("Question to a colleague, not asked yet", CaseAt),
    "answer": ("Answer to a colleague’s question, not given yet", CaseAt),
    "clearing": ("Clearing of a question, not done yet", CaseAt),
    "new-case": ("New case, not opened yet", NewCase),
    "person": ("Correction of a person’s details, not saved yet", ChangePerson),
    "case": ("Change of a case, not saved yet", ChangeCase),
    **{
        f"fact-{code}": (f"{fact.title}, not saved yet", partial(_form_of, code))
        for code, fact in STATED.items()
    },
    "appointment": ("Change of an appointment, not saved yet", BookAppointment),
    "new-appointment": ("New appointment, not saved yet", partial(BookAppointment, "")),
    "outcome": ("How an appointment went, not saved yet", SayOutcome),
    "capture": ("A line, not kept yet", lambda _: JotDown()),
    "training": ("Training given, not saved yet", TrainingAt),
    "limits": ("Stage limits, not saved yet", lambda _: StageLimitsAt()),
    "service": ("Settings of the service, not stated yet", lambda _: ChangeService()),
    "meeting": ("Panel meeting, not saved yet", MeetingAt),
    "group": ("Group, not saved yet", GroupAt),
    "group-session": ("Group session, not saved yet", partial(GroupSessionAt, "")),
    "group-session-new": ("New group session, not saved yet", GroupSessionAt),
    "move": ("Move of a case to another stage, not saved yet", MoveCase),
    "identity": ("Who a victim is, not sealed yet", partial(CaseAt, tab="victims")),
    "access": ("Letting somebody in, not done yet", partial(CaseAt, tab="access")),
    "enrolment": ("Enrolling a colleague, not done yet", lambda _: RailPart("settings")),
    "snippet": ("A snippet, not kept yet", lambda _: RailPart("settings")),
}
"""What a form that was begun is called, and where it is."""
_LACKING: Final[Mapping[Lacks, str]] = {
    Lacks.LEAD: "overview",
    Lacks.PLAN: "plan",
    Lacks.PROFILE: "assessment",
    Lacks.REVIEW: "referral",
    Lacks.VOICE: "victims",
    Lacks.FOLLOW_UP: "referral",
    Lacks.AFTER_DEATH: "behaviour",
}
"""The part of a case that would have what it lacks."""
_PLACES: Final[Mapping[Sort, Callable[[ToDo], Place]]] = {
    Sort.FLAG: lambda row: RecordAt(row.case_id, row.target),
    Sort.CRITICAL: lambda row: DraftAt(row.case_id, row.target),
    Sort.CONCERN: lambda row: RecordAt(row.case_id, row.target),
    Sort.CAPTURE: lambda row: CaptureAt(row.target),
    Sort.COUNTERSIGN: lambda row: RecordAt(row.case_id, row.target),
    Sort.RETURNED: lambda row: RecordAt(row.case_id, row.target),
    Sort.DRAFT: lambda row: DraftAt(row.case_id, row.target),
    Sort.FORM: _form_at,
    Sort.DATE: lambda row: RecordAt(row.case_id, row.target),
    Sort.DIARY: lambda row: AppointmentAt(row.target),
    Sort.NOTE: lambda row: AppointmentAt(row.target),
    Sort.ANNIVERSARY: lambda row: RecordAt(row.case_id, row.target),
    Sort.QUESTION: lambda row: QuestionAt(row.case_id, row.target),
    Sort.MISSING: lambda row: CaseAt(row.case_id, _LACKING[Lacks(row.what)]),
}
_NONE: Final = (
    "What you began and did not sign, and what falls due in your cases, will stand here by its day."
)
_FIRST: Final = (
    "A case begins with a referral or a question; what falls due in it will stand here by its day."
)
_NOTHING: Final = "Nothing that waits is of what you asked for. Clear the filter to see all of it again."
