"""A signed record: read, with whether it can be relied on, what was said of it since, and the versions before it."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.facts import question
from app.domain.fields.file import held
from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.parts import earlier_duty, earlier_flag
from app.domain.kinds.registry import ADDING, AGREEING, VOIDING
from app.domain.records.kind import CHRONOLOGY
from app.errors import NotAdmitted
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.services.records.opened import OpenedRecord
from app.services.records.reading import RecordView
from app.services.records.taking_over import OpenRow, take_over
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import AskAt, DraftAt, MovedAt, QuestionAt, RatersAt, RecordAt, WrongCaseAt
from app.views.reading import facts
from app.views.reading.document_view import DocumentView
from app.views.reading.record_text import Reading
from app.views.record.aside import WIDE, Aside
from app.views.record.asked import Asked, ask_button, chosen
from app.views.record.find_line import FindLine
from app.views.record.parts import is_moved, marks, parts
from app.views.record.supervised import Supervised
from app.views.record.versions import Versions
from app.views.record.ways import Ways
from app.views.widgets.buttons import button
from app.views.widgets.layouts import LEFT, horizontal, vertical
from app.views.widgets.notice import Notice
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.unmoved import DropDown, Tabs
from app.views.widgets.words import style_as, words

SEALED_OFF: Final = (
    "This record is kept in a sealed compartment that you are not admitted to, so nothing of it is shown here. "
    "A colleague who is admitted can admit you."
)
NAMED: Final = (
    "This record names a victim. A search finds it for those alone who are admitted to the victims; a new version that "
    "says the code instead takes its place."
)
NARROW: Final = 912
"""Pixels at 100 % text: below it the facts stand in the place of the text."""
_LEAST: Final = 120
_DOCUMENT: Final = 4
"""Times the room of the text that a document has under it."""
_READ_ANEW: Final = frozenset({"record.sign", question.ASK.code, question.ANSWER.code, question.CLEARED.code})
_TAKES: Final = {
    earlier_flag.TAKEN_BY: ("Take over the red flag", "As a red flag of its own"),
    earlier_duty.TAKEN_BY: ("Say who was told", "As a telling, or that nobody has to be told"),
}
"""What the record that takes the place of an open row is offered as, by its kind."""


class RecordPage(Page):
    """The read view. `find` is what was looked for, shown marked."""

    title: ClassVar[str] = "Record"
    help: ClassVar[str] = "record"

    def __init__(self, desk: Desk, context: Context, case_id: str, record_id: str, find: str = "") -> None:
        super().__init__(desk, context)
        self._case_id, self._record_id, self._find = case_id, record_id, find
        self._record: RecordView | None = None
        self._open: tuple[OpenRow, ...] = ()
        self._is_narrow = False
        theme = context.theme
        self.signature, self.in_error, self.named, self.replaced = (Notice(theme) for _ in range(4))
        self.supervised = Supervised(theme, self._begin_countersignature, lambda: self._begin(AGREEING[0]))
        self.replaced.offer("Open the newer version", self._open_newer)
        self.dated = words("", "muted", wrap=False)
        self.show_facts = button(
            "Facts", self._turn_to_facts, kind="chip", hint="How it stands, facts, who holds it"
        )
        self.show_facts.setCheckable(True)
        self.ask = ask_button(self._ask)
        self.reading = Reading(theme, "Record")
        self.reading.setObjectName("read")
        self.first = self.reading
        self.asked = Asked(theme, self.reading)
        self.asked.wanted.connect(lambda question_id: self.go(QuestionAt(case_id, question_id)))
        self.document = DocumentView(context)
        self.papers = DropDown()
        self.papers.setAccessibleName("Document that is shown")
        self.papers.activated.connect(self._show_paper)
        self.aside = Aside(theme)
        self.finding = FindLine(theme, self.reading, self.aside.text)
        self.finding.turned.connect(lambda text: self._bring(facts=text is self.aside.text))
        self.versions = Versions(desk, context)
        self.tabs = Tabs()
        self.tabs.setAccessibleName("Parts of this record")
        self._stack = QStackedWidget()
        self._lay_out()
        self._add_acts()

    def _lay_out(self) -> None:
        px = self.context.theme.px
        told = QWidget()
        vertical(told, (self.reading, 1), (self.papers, LEFT), (self.document, _DOCUMENT), gap=px(8))
        for part in (told, self.versions):
            self._stack.addWidget(part)
        self.tabs.addTab("Record")
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.hide()
        self.ask.hide()
        self.show_facts.hide()
        # Where large text leaves the record no room, the page scrolls as a whole.
        self._stack.setMinimumHeight(px(_LEAST))
        head = self.beside_title(self.dated, self.ask, self.show_facts)
        for each in (head, self.bar):
            self.body.removeWidget(each)
        main, inside = QWidget(), QWidget()
        # Words begin where those of the text do, which has room for the frame of what has the keyboard.
        above = (
            horizontal(None, head, pad=(px(4), 0, 0, 0)),
            self.bar,
            self.in_error,
            self.signature,
            self.supervised.notice,
            self.named,
            self.replaced,
            self.asked,
            self.finding,
        )
        pad = px(20), px(12), px(12), 0
        vertical(main, *above, (self.tabs, LEFT), (self._stack, 1), gap=px(8), pad=pad)
        self._row = horizontal(inside, (main, 1), self.aside, gap=0)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._area = Scrolled(inside)
        self.body.addWidget(self._area, 1)
        self._arrange()

    def _add_acts(self) -> None:
        self.mark = button("Mark in error…", self.mark_in_error, kind="danger")
        self.wrong_case = button("Put right: wrong case…", self._put_right, hint="It is of another person")
        self.moved = button("Who opened or received it", self._show_moved)
        self.copy = button("Copy text", self.copy_text, kind="quiet")
        self.version = button("New version…", self.new_version)
        self.addendum = button("Write an addendum", lambda: self._begin(ADDING[0]), kind="primary")
        self.addendum.wear(self.context.theme, "plus", "on_primary")
        self.take_over = button("", self.take_first_over)
        self.raters = button("Compare raters", self._compare_raters)
        self._acts = (
            self.raters,
            self.mark,
            self.wrong_case,
            self.moved,
            self.copy,
            self.take_over,
            self.version,
            self.addendum,
            *self.supervised.acts,
        )
        self.ways = Ways(self.context.theme)
        self.ways.wanted.connect(lambda record_id: self.go(RecordAt(self._case_id, record_id)))
        self._bar = self.at_foot(*self._acts)
        self._bar.lead(self.ways)
        for each in self._acts:
            each.hide()

    # --- what is shown ------------------------------------------------------------------------------

    def arrive(self) -> None:
        """Read the record."""
        self.bar.clear()
        self.run(self.desk.records.open, self._record_id, then=self._show, failed=self._unread)

    def renew(self, done: frozenset[str]) -> None:
        """Read it anew where something was signed or asked, which may be about it."""
        if not _READ_ANEW.isdisjoint(done):
            self.run(self.desk.records.open, self._record_id, then=self._show, failed=self._unread)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take what is written off the screen."""
        self._area.setVisible(not hidden)
        self._bar.tell("Names are hidden. F12 shows the record again." if hidden else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts beside the text, or in its place."""
        super().resizeEvent(event)
        is_narrow = self.width() < self.context.theme.px(NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()

    def _arrange(self) -> None:
        px, is_narrow = self.context.theme.px, self._is_narrow
        self.show_facts.setVisible(is_narrow)
        style_as(self.aside, "side", "" if is_narrow else "right")
        if is_narrow:
            self._row.removeWidget(self.aside)
            self.aside.setMinimumWidth(0)
            self.aside.setMaximumWidth(_ANY)
            self._stack.addWidget(self.aside)
        else:
            self.show_facts.setChecked(False)
            self._stack.removeWidget(self.aside)
            self.aside.setFixedWidth(px(WIDE))
            self._row.addWidget(self.aside)
            self.aside.setVisible(self._record is not None)
        self._turn_to_facts()

    def _turn_to_facts(self) -> None:
        """Show the facts in the place of the text, or the text again."""
        shown = self._is_narrow and self.show_facts.isChecked()
        self._stack.setCurrentIndex(_FACTS if shown else max(0, self.tabs.currentIndex()))
        self._show_standing()

    def _bring(self, *, facts: bool) -> None:
        self.show_facts.setChecked(facts)
        self.tabs.setCurrentIndex(0)
        self._turn_to_facts()

    def _turn(self, tab: int) -> None:
        self.show_facts.setChecked(False)
        self._turn_to_facts()
        self.finding.setVisible(tab == 0 and bool(self._find))
        if tab == 1:
            self.versions.compare()

    def _show(self, opened: OpenedRecord) -> None:
        record = self._record = opened.view
        self.heading.setText(record.kind.title)
        self.dated.setText(facts.dated_line(record, self.desk.vault.today()))
        self.in_error.tell(marks(record, self.desk), "error")
        self.named.tell(NAMED if record.names_victim else "", "care")
        newer = "There is a newer version of this record." if record.replaced_by else ""
        self.replaced.tell(newer, "care")
        self.supervised.show(opened, self.desk)
        self._show_standing()
        self._show_text(opened)
        self.asked.show_questions(opened.questions, self._record_id, self.desk)
        self._show_document(record)
        self._show_versions(record)
        self._offer(opened)
        self.stands_in.emit(record.kind.section)

    def _show_standing(self) -> None:
        """Say it over the text where it must be seen first, or where the facts are out of sight."""
        record = self._record
        if record is None:
            return
        sign = "error" if record.fault else "note" if record.status == "error" else "good"
        self.signature.tell(facts.signature_words(record), sign)
        # The facts begin with it.
        unseen = self._is_narrow and not self.show_facts.isChecked()
        self.signature.setVisible(unseen or bool(record.fault))

    def _show_text(self, opened: OpenedRecord) -> None:
        told, around = parts(opened, self.desk)
        self.reading.show_passages(told, self._find)
        self.aside.text.show_record(opened.view, around, self._find)
        self.aside.setVisible(not self._is_narrow or self.show_facts.isChecked())
        self.finding.show_found(self._find)

    def _show_document(self, record: RecordView) -> None:
        """Show the document of one that has one, under what is said of it; where there are several, the first."""
        found = tuple(each.file for each in held(record.sheet.content)) if record.reading.is_whole else ()
        self.papers.clear()
        for each in found:
            self.papers.addItem(each.name, each)
        self.papers.setVisible(len(found) > 1)
        self.document.setVisible(bool(found))
        self._show_paper()

    def _show_paper(self, _: int = 0) -> None:
        """Show the chosen one."""
        kept = self.papers.currentData()
        if kept is not None:
            self.document.show_document(kept, partial(self.desk.files.show_record, self._record_id, kept))

    def _show_versions(self, record: RecordView) -> None:
        while self.tabs.count() > 1:
            self.tabs.removeTab(1)
        if len(record.versions) > 1:
            self.tabs.addTab(f"Versions ({len(record.versions)})")
            self.versions.show_versions(record.versions, self._record_id)
        self.tabs.setVisible(self.tabs.count() > 1)

    def _offer(self, opened: OpenedRecord) -> None:
        record = opened.view
        moved = is_moved(record)
        said = record.reading.is_whole and not record.provenance.about and not moved
        self.copy.show()
        self.wrong_case.setVisible(not record.provenance.about and not moved)
        self.moved.setVisible(moved)
        for act, is_offered in (
            # Who is asked for their word gives that first.
            (self.addendum, not (opened.may_countersign or opened.may_agree)),
            (self.ask, extent(Right.ASK, self.desk.member.grade) is Extent.ALL),
            (self.version, not record.replaced_by),
            (self.mark, record.status != "error"),
        ):
            act.setVisible(said and is_offered)
        self.version.setText("Write the next version…" if opened.is_returned_to_me else "New version…")
        self._open = opened.open
        self.take_over.setVisible(said and bool(opened.open))
        if self._open:
            name, hint = _TAKES[self._open[0].kind]
            self.take_over.setText(name)
            self.take_over.setAccessibleName(name)
            self.take_over.setToolTip(hint)
        rates_again = record.reading.is_whole and bool(record.kind.second_of(record.sheet.content))
        self.raters.setVisible(rates_again)
        self.ways.show_place(record.kind, opened.place)
        self._bar.refit()

    def leave(self) -> None:
        """Let go of the document."""
        self.document.let_go()

    def _unread(self, failure: BaseException) -> None:
        if isinstance(failure, NotAdmitted):
            self.signature.tell(SEALED_OFF, "care")
            # Of what kind it is is not told; there stand all of them.
            self.stands_in.emit(CHRONOLOGY)
            self._stack.hide()
            self.document.let_go()
            self.aside.hide()
        else:
            self.refused(failure)

    # --- what is done -------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.go(AskAt(self._case_id, self._record_id, chosen(self.reading)))

    def _compare_raters(self) -> None:
        self.go(RatersAt(self._case_id, self._record_id))

    def _put_right(self) -> None:
        self.go(WrongCaseAt(self._case_id, self._record_id))

    def _show_moved(self) -> None:
        self.go(MovedAt(self._case_id, self._record_id))

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

    def take_first_over(self) -> None:
        """Begin the record that takes the place of the first thing that is open inside this one."""
        if self._open:
            self.run(take_over, self.desk.vault, self._record_id, self._open[0].row, then=self._go_on)

    def copy_text(self) -> None:
        """Copy what is shown, as plain text; that it is in error stands first, as on the screen."""
        texts = (self.in_error.text, self.reading.toPlainText(), self.aside.text.toPlainText())
        title = f"{self.heading.text()}, {self.dated.text()}"
        QGuiApplication.clipboard().setText("\n\n".join(each for each in (title, *texts) if each))
        message = "The text of this record was copied."
        self._bar.tell(message)
        voice.say(self, message)

    def _begin(self, code: str) -> None:
        self.run(self.desk.records.begin_remark, self._record_id, code, then=self._go_on)

    def _begin_countersignature(self, verdict: str) -> None:
        begin = self.desk.records.begin_countersignature
        self.run(begin, self._record_id, verdict, then=self._go_on)

    def _go_on(self, draft: DraftView) -> None:
        self.go(DraftAt(draft.case_id, draft.id))

    def _open_newer(self) -> None:
        if self._record and self._record.replaced_by:
            self.go(RecordAt(self._case_id, self._record.replaced_by))


_ANY: Final = 16_777_215
"""What Qt takes for no limit of a width."""
_FACTS: Final = 2
"""Where the facts are in the stack, behind text and versions."""
