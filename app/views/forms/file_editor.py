"""Editor of a document: chosen or dropped, sealed at once while a bar tells how far it is, and taken out again."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.domain.fields.declare import FieldSpec, KeptFile
from app.errors import UserError
from app.views.context import voice
from app.views.forms.editor import Editor, FieldContext
from app.views.widgets.buttons import button
from app.views.widgets.dropped import local_files
from app.views.widgets.flow import FlowRow
from app.views.widgets.waiting import Waiting
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.views.context.tasks import Task

_KINDS: Final = "Documents (*.pdf *.png *.jpg *.jpeg *.txt);;All files (*)"
_ADDING: Final = "Sealing the document. The file itself stays where it is."


class FileEditor(Editor):
    """One document or none. Until it is sealed the field holds what it held before."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.setAcceptDrops(True)
        self._kept: KeptFile | None = None
        self._task: Task | None = None
        theme = context.screen.theme
        self.said = selectable(words("", "strong"))
        self.refused = words("", "error")
        self.waiting = Waiting(theme)
        self.choose = button("", self._choose)
        self.drop = button("Remove", self._remove, kind="link")
        self.stand_for(self.choose)
        for part in (
            self.said,
            FlowRow(theme.pixels(0.5), self.choose, self.drop),
            self.waiting,
            self.refused,
        ):
            self.row.addWidget(part)
        self.refused.hide()
        self._show()

    def value(self) -> KeptFile | None:
        """The document."""
        return self._kept

    def show_value(self, value: Any) -> None:
        """Show a document."""
        self._kept = value
        self._show()

    def problem(self) -> str:
        """One that is on its way is not there yet."""
        return "Wait until the document is sealed, or cancel" if self._task is not None else ""

    def take(self, path: Path) -> None:
        """Add a file in place of what is there."""
        files = self.context.files
        if files is None or self._task is not None:
            return
        self._say("")
        self._task = files.add(path, self, self._step, self._done, self._failed)
        self.waiting.begin(_ADDING, self.cancel)
        self._show()

    def cancel(self) -> None:
        """Add nothing after all."""
        if self._task is not None:
            self._task.cancel()
            self._ended()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if self.context.files is not None and local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        for path in local_files(event)[:1]:
            self.take(path)

    def _choose(self) -> None:
        self.context.screen.asks.open_file(self, "Choose a document", _KINDS, self.take)

    def _step(self, step: Any) -> None:
        if not isinstance(step, KeptFile):
            self.waiting.show_far(step.done, step.total)
            return
        before, self._kept = self._kept, step
        if before is not None and self.context.files is not None:
            self.context.files.remove(before.id, self)

    def _done(self, _: None) -> None:
        self._ended()
        if self._kept is not None:
            voice.say(self, f"Sealed: {self._kept.name}")
        self.edited.emit()

    def _failed(self, failure: BaseException) -> None:
        self._ended()
        if isinstance(failure, UserError):
            self._say(str(failure))
        else:
            self.context.screen.tasks.failed.emit(failure)

    def _ended(self) -> None:
        self._task = None
        self.waiting.end()
        self._show()

    def _remove(self) -> None:
        before, self._kept = self._kept, None
        if before is not None and self.context.files is not None:
            self.context.files.remove(before.id, self)
        self._show()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _show(self) -> None:
        kept = self._kept
        is_free = self.context.files is not None and self._task is None
        self.said.setText(self.spec.form.words(self.spec, kept))
        self.said.setVisible(kept is not None)
        act = "Choose another file…" if kept else "Choose a file, or drop it here…"
        if self.context.files is None:
            # What is signed as it is begun has no draft that a document could lie with.
            act = "Added in the next version of the record"
        self.choose.setText(act)
        self.choose.setAccessibleName(f"{self.spec.label}: {act.lower().rstrip('…')}")
        self.choose.setEnabled(is_free)
        self.drop.setVisible(kept is not None)
        self.drop.setEnabled(is_free)
        self.drop.setAccessibleName(f"Remove the document: {self.spec.label}")

    def _say(self, sentence: str) -> None:
        self.refused.setText(f"Error: {sentence}" if sentence else "")
        self.refused.setVisible(bool(sentence))
        if sentence:
            voice.say(self, sentence)
