"""Today: drafts to finish, what falls due, the cases last worked on."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.dates import ClinicalDate, show_instant
from app.services.desk import Desk
from app.services.today import Due
from app.services.today import TodayPage as Day
from app.views.places import CaseAt, CaseList, DraftAt, Place, RecordAt
from app.views.surroundings import Surroundings
from app.views.widgets.buttons import button
from app.views.widgets.page import Page
from app.views.widgets.words import words


class TodayPage(Page):
    """The first screen after unlocking."""

    title = "Today"
    help = "today"

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, parent)
        self._date = words("", "hint")
        self.body.addWidget(self._date)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._area, 1)
        self._names_hidden = False
        self._day: Day | None = None

    def arrive(self) -> None:
        """Load the day."""
        self._date.setText(ClinicalDate.of(self.desk.today_date()).show())
        self.run(self.desk.today.page, then=self._show)

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
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, self.around.look.pixels(0.6), 0)
        column.setSpacing(self.around.look.pixels(1))
        for card in self._cards(day):
            column.addWidget(card)
        column.addStretch(1)
        self._area.setWidget(content)
        if had_focus or self.focusWidget() in {None, self}:
            self.focus_first()

    def _cards(self, day: Day) -> Iterable[QWidget]:
        offset = self.desk.vault.offset_minutes
        drafts = [
            (
                f"{each.kind}, case {each.reference}",
                f"Not signed; last saved {show_instant(each.saved_at, offset(each.saved_at))}",
                DraftAt(each.case_id, each.id),
            )
            for each in day.drafts
        ]
        yield self._card("Drafts to finish", drafts, "Nothing unsigned: every note you began is signed.")
        due = [(_due(each, self.desk.today_date()), each.reference, _place(each)) for each in day.due]
        yield self._card("Coming up", due, "No review, order end or release is due in the next weeks.")
        recent = [
            (
                each.reference if self._names_hidden else f"{each.sort_name}, case {each.reference}",
                "",
                CaseAt(each.id),
            )
            for each in day.recent
        ]
        card = self._card(
            "Cases you last worked on", recent, "No case yet. A case begins with a referral or a question."
        )
        layout = card.layout()
        if layout is not None:
            layout.addWidget(button("All cases", lambda: self.go(CaseList()), kind="link"))
        yield card

    def _card(self, title: str, entries: Sequence[tuple[str, str, Place]], empty: str) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        pad = self.around.look.pixels(0.8)
        column.setContentsMargins(pad, pad, pad, pad)
        column.addWidget(words(f"{title} ({len(entries)})" if entries else title, "h2"))
        for text, more, place in entries:
            entry = button(text, partial(self.go, place), kind="link")
            entry.setObjectName("entry")
            if more:
                entry.setAccessibleDescription(more)
            column.addWidget(entry)
            if more:
                column.addWidget(words(more, "small"))
        if not entries:
            column.addWidget(words(empty, "hint"))
        return card


def _due(each: Due, today: date) -> str:
    day = ClinicalDate.of(each.day).show()
    return f"{day}: {each.what}" + (" (overdue)" if each.day < today else "")


def _place(each: Due) -> RecordAt:
    return RecordAt(each.case_id, each.record_id)
