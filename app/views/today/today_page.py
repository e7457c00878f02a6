"""Today: drafts to finish, what falls due, the cases last worked on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.values.dates import ClinicalDate, show_instant
from app.services.cases.today import DueList, RecentCase
from app.services.cases.today import TodayPage as Day
from app.services.desk import Desk
from app.services.writing.unfinished import Begun
from app.views.context.context import Context
from app.views.context.places import (
    CaseAt,
    CaseList,
    ChangeCase,
    ChangePerson,
    DraftAt,
    NewCase,
    Place,
    RecordAt,
)
from app.views.look.look import Look
from app.views.reading.recovery_bar import RecoveryBar
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.page import Page
from app.views.widgets.words import words


class TodayPage(Page):
    """The first screen after unlocking."""

    title = "Today"
    help = "today"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self._date = words("", "hint")
        self.body.addWidget(self._date)
        self._certificate = words("", "care")
        self.body.addWidget(self._certificate)
        self.recovery = RecoveryBar(desk, context)
        self.recovery.asked_for.connect(self.go)
        self._is_first = True
        self.body.addWidget(self.recovery)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._area, 1)
        self._names_hidden = False
        self._day: Day | None = None

    def arrive(self) -> None:
        """Load the day."""
        self._date.setText(ClinicalDate.of(self.desk.today_date()).show())
        told = self.desk.vault.certificate_told()
        self._certificate.setText(told)
        self._certificate.setVisible(bool(told))
        self.run(self.desk.today.page, then=self._show)
        # Offered once, when the vault was just opened: later the list of drafts below is enough.
        first, self._is_first = self._is_first, False
        self.recovery.look() if first else self.recovery.hide()

    def focus_first(self) -> None:
        """Give the keyboard to the first thing to do."""
        entries = self._area.findChildren(QWidget, "entry")
        (entries[0] if entries else self).setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show references instead of names."""
        if hidden != self._names_hidden:
            self._names_hidden = hidden
            if self._day is not None:
                self._show(self._day)

    def _show(self, day: Day) -> None:
        self._day = day
        had_focus = self._area.isAncestorOf(self.focusWidget() or self)
        content = QWidget()
        content.setObjectName("page")
        look = self.context.look
        vertical(content, *self._cards(day), 1, gap=look.pixels(1), pad=(0, 0, look.pixels(0.6), 0))
        self._area.setWidget(content)
        if had_focus or self.focusWidget() in {None, self}:
            self.focus_first()

    def _cards(self, day: Day) -> Iterable[QWidget]:
        offset = self.desk.vault.offset_minutes
        drafts = [
            Entry(
                each.kind,
                each.reference,
                f"last saved {show_instant(each.saved_at, offset(each.saved_at))}",
                place,
            )
            for each in day.drafts
            for place in (DraftAt(each.case_id, each.id),)
        ]
        drafts += map(self._begun, day.forms)
        yield self._card("Drafts to finish", drafts, "Nothing unsigned: every note you began is signed.")
        if day.overdue.total:
            yield self._card("Overdue", self._due(day.overdue), "", total=day.overdue.total)
        yield self._card(
            "Coming up",
            self._due(day.coming),
            "No review, order end or release is due in the next weeks.",
            total=day.coming.total,
        )
        recent = [Entry(self._name(each), each.reference, "", CaseAt(each.id)) for each in day.recent]
        card = self._card(
            "Cases you last worked on", recent, "No case yet: it begins with a referral or a question."
        )
        if day.led > len(recent):
            card.column.addWidget(words(f"You lead {day.led:,} cases.", "hint"))
        card.column.addWidget(button("All cases", partial(self.go, CaseList()), kind="link"))
        yield card

    def _due(self, due: DueList) -> list["Entry"]:
        today = self.desk.today_date()
        return [
            Entry(each.what, each.reference, _when(each.day, today), RecordAt(each.case_id, each.record_id))
            for each in due.rows
        ]

    def _begun(self, form: Begun) -> "Entry":
        text, place = _FORMS[form.place.form]
        kept = show_instant(form.kept_at, self.desk.vault.offset_minutes(form.kept_at))
        return Entry(text, form.reference, f"last kept {kept}", place(form.place.about_id))

    def _name(self, case: RecentCase) -> str:
        return "Name hidden" if self._names_hidden else case.sort_name

    def _card(self, title: str, entries: Sequence["Entry"], empty: str, *, total: int = 0) -> "Card":
        card = Card(self.context.look, title, [partial(self._row, entry) for entry in entries], total)
        if not entries:
            card.column.addWidget(words(empty, "hint"))
        return card

    def _row(self, entry: "Entry") -> FlowRow:
        """What it is, and beside it the case and the day: one thing to press, all of it spoken."""
        link = button(entry.text, partial(self.go, entry.place), kind="link")
        link.setObjectName("entry")
        case = f"case {entry.case}" if entry.case else ""
        link.setAccessibleName(", ".join(part for part in (entry.text, case, entry.when) if part))
        row = FlowRow(self.context.look.pixels(1.0), line_gap=0)
        row.add(link)
        if entry.case:
            row.add(words(entry.case, "strong", wrap=False))
        if entry.when:
            row.add(words(entry.when, "care" if entry.when.startswith(_OVERDUE) else "hint", wrap=False))
        return row


class Card(QFrame):
    """A title with how many lines belong under it, and some of the lines; more come when they are asked for."""

    def __init__(self, look: Look, title: str, rows: Sequence[Callable[[], QWidget]], total: int) -> None:
        super().__init__()
        self.setObjectName("card")
        self._rows, self._total, self._shown = rows, max(total, len(rows)), 0
        self._lines = vertical(None, pad=None)
        self.rest = words("", "hint")
        self.more = button(f"Show {_AT_ONCE} more", self._show_more, kind="link")
        head = words(f"{title} ({self._total:,})" if rows else title, "h2")
        self.column = vertical(self, head, self._lines, self.rest, self.more, pad=look.pixels(0.8))
        self._show_more()

    def _show_more(self) -> None:
        added = [make() for make in self._rows[self._shown : self._shown + _AT_ONCE]]
        for row in added:
            self._lines.addWidget(row)
        had_keyboard = self.more.hasFocus()
        self._shown += len(added)
        hidden = self._total - self._shown
        self.rest.setText(f"{hidden:,} more {'is' if hidden == 1 else 'are'} not shown.")
        self.rest.setVisible(hidden > 0)
        self.more.setVisible(self._shown < len(self._rows))
        if had_keyboard and (first := added[0].findChild(QWidget, "entry")) is not None:
            first.setFocus()


@dataclass(frozen=True)
class Entry:
    """One line: what it is, in which case, when, and where it leads."""

    text: str
    case: str
    when: str
    place: Place


_OVERDUE = "Overdue since"
_AT_ONCE: Final = 25
"""Lines put on the screen in one go: hundreds would hold the window up."""
_FORMS: Final[Mapping[str, tuple[str, Callable[[str], Place]]]] = {
    "new-case": ("New case, not opened yet", NewCase),
    "person": ("Correction of a person’s details, not saved yet", ChangePerson),
    "case": ("Change of a case, not saved yet", ChangeCase),
}
"""What a form that was begun is called, and where it is."""


def _when(day: date, today: date) -> str:
    shown = ClinicalDate.of(day).show()
    return f"{_OVERDUE} {shown}" if day < today else "today" if day == today else shown
