"""A signed record: read, with whether it can be relied on, what was said of it since, and the versions before it."""

from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabBar, QWidget

from app.domain.kinds.registry import ADDING, REMARKS, VOIDING
from app.domain.values.dates import show_instant
from app.errors import NotAdmitted
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.services.records.reading import RecordView, Said
from app.views.context.context import Context
from app.views.context.places import CaseAt, DraftAt, RecordAt
from app.views.reading import facts
from app.views.reading.record_text import Passage, Reading, passages
from app.views.record.acts import Acts
from app.views.record.finding import FindLine
from app.views.record.versions import Versions
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.notice import Notice
from app.views.widgets.page import Page

SEALED_OFF: Final = (
    "This record is kept in a sealed compartment that you are not admitted to, so nothing of it is shown here. "
    "A colleague who is admitted can admit you."
)
_LEAST_EMS: Final = 16
_SAID: Final = {made.code: made.title for made in REMARKS}


class RecordPage(Page):
    """The read view. `find` is what was looked for, shown marked."""

    title: ClassVar[str] = "Record"
    help: ClassVar[str] = "record"

    def __init__(self, desk: Desk, context: Context, case_id: str, record_id: str, find: str = "") -> None:
        super().__init__(desk, context)
        self._case_id, self._record_id, self._find = case_id, record_id, find
        self._record: RecordView | None = None
        self.signature, self.in_error, self.replaced = (Notice(context.look) for _ in range(3))
        self.replaced.offer("Open the newer version", self._open_newer)
        self.acts = Acts(context.look, self)
        self.reading = Reading(context.look, "Record")
        self.finding = FindLine(context.look, self.reading)
        self.versions = Versions(desk, context)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of this record")
        self._stack = QStackedWidget()
        self._lay_out()

    def arrive(self) -> None:
        """Read the record."""
        self.bar.clear()
        self.run(self.desk.records.read, self._record_id, then=self._show, failed=self._unread)

    def focus_first(self) -> None:
        """The text."""
        self.reading.setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take what is written off the screen."""
        self._area.setVisible(not hidden)
        if hidden:
            self.bar.tell("Names are hidden. F12 shows the record again.", "note")
        else:
            self.bar.clear()

    def add_addendum(self) -> None:
        """Begin an addendum to the record."""
        self._begin(ADDING[0])

    def mark_in_error(self) -> None:
        """Ask, then begin the mark."""
        self.context.asks.confirm(
            self,
            "Mark this record in error?",
            "It stays readable, with the reason you give, for everybody who may read it. You write the reason next, "
            "and nothing is marked until you sign it.",
            "Write the reason",
            lambda: self._begin(VOIDING[0]),
            danger=True,
        )

    def new_version(self) -> None:
        """Begin a draft that will replace the record."""
        self.run(self.desk.records.new_version, self._record_id, then=self._go_on)

    def copy_text(self) -> None:
        """Copy what is shown, as plain text."""
        QGuiApplication.clipboard().setText(self.reading.toPlainText())
        self.bar.tell("The text of this record was copied.", "note")

    def go_back(self) -> None:
        """Back to the case."""
        self.go(CaseAt(self._case_id))

    def _lay_out(self) -> None:
        self._stack.addWidget(self.reading)
        self._stack.addWidget(self.versions)
        self.tabs.addTab("Record")
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._turn)
        inside = QWidget()
        above = self.signature, self.in_error, self.replaced, self.acts, self.finding
        vertical(inside, *above, (self.tabs, LEFT), (self._stack, 1))
        # Where large text leaves the record no room, the page scrolls as a whole.
        self._stack.setMinimumHeight(self.context.look.pixels(_LEAST_EMS))
        self.body.setContentsMargins(0, 0, 0, 0)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self.acts.setEnabled(False)

    def _turn(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        self.finding.setVisible(tab == 0 and bool(self._find))
        if tab == 1:
            self.versions.compare()

    def _show(self, record: RecordView) -> None:
        self._record = record
        self.heading.setText(record.kind.title)
        self.signature.tell(facts.signature_words(record), "error" if record.fault else "good")
        marks = [said for said in record.said if said.kind in VOIDING]
        self.in_error.tell("\n".join(self._mark_words(mark) for mark in marks), "error")
        newer = "There is a newer version of this record." if record.replaced_by else ""
        self.replaced.tell(newer, "care")
        self.acts.setEnabled(True)
        said = record.reading.is_whole and not record.provenance.about
        self.acts.allow(new_version=not record.replaced_by, said=said, mark=not marks)
        shown = (Passage("", facts.of_record(record)), *passages(record.sections), *self._said(record.said))
        self.reading.show_passages(shown, self._find)
        self.finding.show_found(self._find)
        self._show_versions(record)

    def _show_versions(self, record: RecordView) -> None:
        while self.tabs.count() > 1:
            self.tabs.removeTab(1)
        if len(record.versions) > 1:
            self.tabs.addTab(f"Versions ({len(record.versions)})")
            self.versions.show_versions(record.versions, self._record_id)
        self.tabs.setVisible(self.tabs.count() > 1)

    def _mark_words(self, mark: Said) -> str:
        return f"Marked in error by {mark.author}, {self._when(mark)}: {mark.text}"

    def _said(self, said: tuple[Said, ...]) -> tuple[Passage, ...]:
        return tuple(
            Passage(
                f"{_SAID[each.kind]} by {each.author}, {self._when(each)}",
                (("Do not rely on this", each.fault),) if each.fault else (),
                each.text,
            )
            for each in said
        )

    def _when(self, said: Said) -> str:
        local = said.signed_at.astimezone(self.desk.zone)
        offset = local.utcoffset()
        return show_instant(local, int(offset.total_seconds() // 60) if offset else 0)

    def _begin(self, code: str) -> None:
        self.run(self.desk.records.begin_remark, self._record_id, code, then=self._go_on)

    def _go_on(self, draft: DraftView) -> None:
        self.go(DraftAt(draft.case_id, draft.id))

    def _open_newer(self) -> None:
        if self._record and self._record.replaced_by:
            self.go(RecordAt(self._case_id, self._record.replaced_by))

    def _unread(self, failure: BaseException) -> None:
        if isinstance(failure, NotAdmitted):
            self.signature.tell(SEALED_OFF, "care")
            self._stack.hide()
        else:
            self.refused(failure)
