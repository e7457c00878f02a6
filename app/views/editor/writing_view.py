"""Where a draft is written: the outline, the form and what stands beside it, with the foot under them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.domain.fields.content import Missing
from app.domain.fields.file import holds_files
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.records.citable import Citable
from app.services.records.editing import Earlier, OpenedDraft
from app.services.records.reading import RecordView
from app.views.context.context import Context, Standing
from app.views.context.timers import LAID_OUT_MS, after
from app.views.editor.beside import Beside
from app.views.editor.citing import cite, field_of
from app.views.editor.evidence import is_victim
from app.views.editor.foot import Foot
from app.views.editor.keeping_files import DraftFiles
from app.views.editor.outline import Outline
from app.views.editor.panes import Panes
from app.views.editor.sheet_form import SheetForm
from app.views.editor.tripwire_watch import TripwireWatch
from app.views.editor.victim_watch import VictimWatch
from app.views.forms.editor import FieldContext
from app.views.forms.file_editor import FileEditor
from app.views.forms.problem import ask
from app.views.widgets.alone import Alone
from app.views.widgets.dropped import local_files
from app.views.widgets.layouts import vertical
from app.views.widgets.problems import Problem
from app.views.widgets.shortcut import shortcut
from app.views.writing.aids import WritingAids
from app.views.writing.find_bar import FindBar
from app.views.writing.text_box import TextBox

LAYOUT = "editor"


class WritingView(QWidget):
    """`field_left` says that the keyboard went elsewhere, `message` has a sentence for the bar, `refused` a failure.

    `raise_wanted` has the identity of a row that is to be signed by itself, before the draft.
    """

    field_left = Signal()
    message = Signal(str)
    refused = Signal(object)
    raise_wanted = Signal(str)

    def __init__(self, desk: Desk, context: Context, opened: OpenedDraft, aids: WritingAids) -> None:
        super().__init__()
        self.setAcceptDrops(holds_files(opened.draft.kind.content))
        self._last: QWidget | None = None
        self._alone = Alone()
        self._standing: Standing | None = None
        self._desk, self._context = desk, context
        theme = context.theme
        draft = opened.draft
        field_context = FieldContext(
            context,
            desk.today_date,
            opened.citable,
            opened.referred,
            aids,
            draft.signed,
            draft.case,
            draft.measures,
            files=DraftFiles(desk, context, draft.id),
            raise_now=self.raise_wanted.emit,
            unoffered=draft.unoffered,
        )
        self.form = SheetForm(opened.draft.kind, field_context)
        self.victims = VictimWatch(desk, context, opened.draft.case_id, self.form)
        self.tripwires = TripwireWatch(context, opened.draft.case, self.form)
        self.outline, self.beside = Outline(theme), Beside(theme)
        self.finding, self.foot = FindBar(theme, self.form), Foot(theme, desk.zone)
        self.panes = Panes(
            context,
            LAYOUT,
            {"left": self.outline, "middle": self.form, "right": self.beside},
            {"left": "Sections", "middle": opened.draft.kind.title, "right": "Evidence"},
        )
        vertical(self, self.finding, (self.panes, 1), self.foot, gap=theme.pixels(0.4))
        self._opened, self._course = opened, ""
        if opened.draft.kind.has_courses:
            # Before all who look at what is missing: that depends on what goes before.
            self.form.settled.connect(self._follow_course)
        self._connect(aids)
        self.form.ready.connect(self._stand_again)
        self.form.show_sheet(opened.draft.sheet)
        if opened.draft.kind.has_courses:
            self._follow_course()
        elif opened.earlier and not opened.draft.about_id and not opened.draft.replaces_id:
            self._show_previous(opened.earlier.record)
        self.beside.show_opened(opened)

    def _show_previous(self, before: RecordView) -> None:
        """Show beside the new answers what they were in a record that can be relied on."""
        if not before.fault and before.status != "error":
            event = before.sheet.event or ClinicalDate()
            self.form.body.show_previous(before.sheet.content, event)

    def _follow_course(self) -> None:
        """Compare with the last record of the course that the draft says it is of now, and with no other."""
        course = self._opened.draft.kind.course_of(self.form.body.content())
        if course == self._course:
            return
        self._course = course
        before = self._opened.courses.get(course)
        if before is not None:
            self._show_previous(before.record)
        else:
            self.form.body.show_previous(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file where the record has a place for a document."""
        if self._for_files() is not None and local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped anywhere on the page."""
        editor = self._for_files()
        if editor is not None:
            for path in local_files(event)[:1]:
                self.go_to(editor.spec.name)
                editor.take(path)

    def _for_files(self) -> FileEditor | None:
        editors = (box.editor for box in self.form.body.fields.boxes.values())
        return next((each for each in editors if isinstance(each, FileEditor)), None)

    def go_to(self, path: str) -> None:
        """Bring a field into sight and give it the keyboard."""
        self.panes.turn_to("middle")
        self.form.focus_field(path)

    def show_problems(self) -> bool:
        """Show what stands in the way of signing; whether there is anything."""
        found = self.form.problems()
        if found:
            self.panes.turn_to("middle")
        self.form.show_problems(found)
        return bool(found)

    def show_gaps(self, gaps: Iterable[Missing]) -> None:
        """Show what the case asks besides."""
        content = self.form.body.content()
        self.panes.turn_to("middle")
        self.form.show_problems((), tuple(Problem(gap.path, ask(content, gap)) for gap in gaps))

    def standing(self) -> Standing:
        """Where the writer is, or was last."""
        return self.form.standing(self._last if self._last is not None and isValid(self._last) else None)

    def begin_at(self, standing: Standing | None) -> None:
        """Give the keyboard to the first field, or to where the writer stood before."""
        if standing is None or not standing.path:
            self.form.focus_first()
            return
        self._standing = standing
        self.form.focus_field(standing.path)
        if self.form.is_ready:
            self._stand_again()

    def _stand_again(self) -> None:
        """Once all of the form is there and laid out, the caret and what is in sight are as they were."""
        standing, self._standing = self._standing, None
        if standing is not None:
            after(self, LAID_OUT_MS, partial(self._put_back_to, standing))

    def _put_back_to(self, standing: Standing) -> None:
        # Who went elsewhere meanwhile, or has begun to write, stays there.
        if self.standing() == replace(standing, caret=0, scrolled=self.standing().scrolled):
            self.form.stand_at(standing)

    def back_to_field(self) -> None:
        """Give the keyboard back to the field it came from."""
        self.panes.turn_to("middle")
        if self._last is not None and isValid(self._last):
            self._last.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.form.focus_first()

    def toggle_full_screen(self) -> None:
        """Give what is written all of the screen, or everything else its place back; the caret stays where it is."""
        if self._alone.is_on:
            self.leave_full_screen()
            return
        held = self.focusWidget()
        self.panes.be_alone(alone=True)
        self._alone.begin(self)
        self._escape.setEnabled(True)
        self._keep_keyboard(held)

    def leave_full_screen(self) -> None:
        """Give everything else its place back."""
        if self._alone.is_on:
            held = self.focusWidget()
            self._escape.setEnabled(False)
            self._alone.end()
            self.panes.be_alone(alone=False)
            self._keep_keyboard(held)

    def _give_up(self) -> None:
        """Close the search, if one is open, and only then the full screen."""
        if self.finding.isVisible():
            self.finding.close_bar()
        else:
            self.leave_full_screen()

    def _keep_keyboard(self, held: QWidget | None) -> None:
        if held is not None and isValid(held) and held.isVisible():
            held.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.back_to_field()

    def _connect(self, aids: WritingAids) -> None:
        aids.setParent(self)
        self.form.settled.connect(lambda: self.outline.show_parts(self.form.parts()))
        self.outline.picked.connect(self.go_to)
        self.beside.closed.connect(self._close_beside)
        self.beside.evidence.cited.connect(self._cite)
        self.beside.evidence.opened.connect(self._read_beside)
        self.beside.brought.connect(self._bring)
        self.beside.evidence.given_up.connect(self.back_to_field)
        shortcut(self.form, "Ctrl+E", "Choose a record to cite", self._to_evidence)
        shortcut(self, "F8", "Go to the next answer that is needed to sign", self._to_next_needed)
        shortcut(self, "F11", "Write on the full screen; Escape comes back", self.toggle_full_screen)
        self._escape = shortcut(self, "Escape", "Leave the full screen", self._give_up)
        self._escape.setEnabled(False)
        shortcut(self, "Ctrl+Shift+E", "Show or hide the pane at the right", self._toggle_beside)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _to_next_needed(self) -> None:
        path = self.form.next_needed(self.standing().path)
        if path:
            self.go_to(path)
        else:
            self.message.emit("Every answer that is needed is there: Sign… goes on.")

    def _to_evidence(self) -> None:
        self.panes.turn_to("right")
        self.beside.show_evidence()

    def _toggle_beside(self) -> None:
        if self.panes.shows("right"):
            self._close_beside()
        else:
            self._to_evidence()

    def _close_beside(self) -> None:
        self.panes.close_right()
        self.back_to_field()

    def _cite(self, found: Citable) -> None:
        last = self._last if self._last is not None and isValid(self._last) else None
        if cite(last, found):
            self.back_to_field()
        elif last is None:
            self.message.emit(
                "Go to the field it belongs into first, then press Ctrl+E and choose what to cite."
            )
        else:
            self.message.emit(
                "That field cannot cite what you chose: it takes something else, or no reference at all."
            )

    def _read_beside(self, found: Citable) -> None:
        """Open a record beside the draft; for a row the record that has it."""
        if is_victim(found):
            self.message.emit("A victim is cited by code: who they are stands under Victim safety.")
            return
        read, refused = self._desk.records.read, self.refused.emit
        record = found.row.record if found.row else found.id
        self._context.tasks.run(read, record, owner=self, then=self._show_beside, failed=refused)

    def _show_beside(self, record: RecordView) -> None:
        self.panes.turn_to("right")
        self.beside.open(Earlier(record.kind.title, record))

    def _bring(self, name: str, value: Any, said_on: str) -> None:
        """Carry an answer forward, to be confirmed or edited; it can be undone for some seconds."""
        self.panes.turn_to("middle")
        before = self.form.bring(name, value, said_on)
        self._context.undo_offered(
            "Carried forward: confirm or edit it", lambda: self._take_back(name, before)
        )

    def _take_back(self, name: str, before: Sheet) -> None:
        # Only the one field goes back: what was typed elsewhere meanwhile stays.
        if isValid(self):
            self.form.take_back(name, before)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self):
            return
        if new is not None and self.form.isAncestorOf(new) and field_of(new) is not None:
            self._last = new
            if isinstance(new, TextBox):
                new.refused.connect(self.message, Qt.ConnectionType.UniqueConnection)
        if old is not None and isValid(old) and old is not new and self.form.isAncestorOf(old):
            self.field_left.emit()
