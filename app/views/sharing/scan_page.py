"""Checking a document that was not made here: chosen or dropped, and then where a victim's detail stands in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from app.apart.reader import Progress
from app.services.desk import Desk
from app.services.sharing.file_words import Checked
from app.services.sharing.scanning import FileRead, read_file
from app.views.context.context import Context
from app.views.context.places import CaseAt
from app.views.sharing.scan_found import FoundPart, Place
from app.views.widgets.buttons import button
from app.views.widgets.dropped import local_files
from app.views.widgets.empty import EmptyState
from app.views.widgets.page import Page
from app.views.widgets.waiting import Waiting

if TYPE_CHECKING:
    from app.views.context.tasks import Task

_NOTHING_YET: Final = (
    "Casework reads all of it, what is hidden or was deleted too, and says where a detail of a victim stands. The file "
    "stays as it is; nothing of it is kept or sent."
)
_READING: Final = "Reading the file."
_LOOKING: Final = "Looking for victims’ details in it."
_STOPPED: Final = "Stopped: not everything was checked."
_KINDS: Final = "All files (*)"


class ScanPage(Page):
    """Several files are checked one after another; what was found in any of them stands in one list."""

    title = "Check a document"
    help = "check-document"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context)
        self._case_id = case_id
        self._waits: list[Path] = []
        self._checked: list[Checked] = []
        self._read: FileRead | None = None
        self._task: Task | None = None
        self.setAcceptDrops(True)
        self.waiting = Waiting(context.theme)
        self.found = FoundPart(context)
        self.found.show_wanted.connect(self._uncover)
        nothing = "Drop a document here, or choose it"
        self._stack = QStackedWidget()
        for front in (EmptyState(context.theme, "file-search", nothing, _NOTHING_YET), self.found):
            self._stack.addWidget(front)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self._stack, 1)
        self.choose = button("Choose a file…", self._choose, kind="primary")
        self.choose.setEnabled(False)
        self.back = button("Back", lambda: self.go(CaseAt(case_id, "sharing")))
        self.at_foot(self.back, self.choose)
        self.first = self.choose

    def arrive(self) -> None:
        """Ask what a file would be looked through for, and whether the member may."""
        if self._task is None:
            self.run(self.desk.scanning.offer, self._case_id, then=self._offered)

    def leave(self) -> None:
        """Stop reading what nobody waits for, and cover what was uncovered."""
        self._stop()
        self.found.cover()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take the words of documents, and their names, off the screen."""
        self.found.hide_names(hidden)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self.choose.isEnabled() and local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped, one after another."""
        self.check(*local_files(event))

    def check(self, *files: Path) -> None:
        """Check files, in place of what was checked before."""
        self._stop()
        self.bar.clear()
        self.found.clear()
        self._checked, self._waits = [], list(files)
        self._next()

    def _offered(self, may_show: bool) -> None:  # noqa: FBT001 - what the service says
        self.found.may_show = may_show
        self.choose.setEnabled(True)
        if not self._checked:
            self.choose.setFocus()

    def _choose(self) -> None:
        self.context.asks.open_file(self, "Choose the document to check", _KINDS, self.check)

    # --- one file after another -----------------------------------------------------------------------

    def _next(self) -> None:
        if not self._waits:
            self._ended()
            return
        self.choose.setEnabled(False)
        self.waiting.begin(_READING, self._cancelled)
        self._task = self.context.tasks.run_steps(
            read_file,
            self._waits.pop(0),
            owner=self,
            step=self._told,
            then=lambda _: self._look(),
            failed=self._failed,
            aside=True,
        )

    def _look(self) -> None:
        if self._read is None:
            return
        self.waiting.begin(_LOOKING, self._cancelled)
        read, self._read = self._read, None
        self._task = self.context.tasks.run_steps(
            self.desk.scanning.check,
            self._case_id,
            read,
            owner=self,
            step=self._told,
            then=lambda _: self._next(),
            failed=self._failed,
        )

    def _told(self, step: Progress | FileRead | Checked) -> None:
        match step:
            case Progress(done, total):
                self.waiting.show_far(done, total)
            case FileRead():
                self._read = step
            case _:
                self._checked.append(step)

    def _cancelled(self) -> None:
        self._stop()
        self._ended()
        self.bar.tell(_STOPPED, "care")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task, self._read, self._waits = None, None, []
        self.waiting.end()

    def _failed(self, failure: BaseException) -> None:
        self._stop()
        self._ended()
        self.refused(failure)

    def _ended(self) -> None:
        self._task = None
        self.waiting.end()
        self.choose.setEnabled(True)
        self.found.show_checked(tuple(self._checked))
        self._stack.setCurrentIndex(int(bool(self._checked)))
        (self.found.view if self.found.view.isVisible() else self.choose).setFocus()

    # --- uncovering -------------------------------------------------------------------------------------

    def _uncover(self, place: Place) -> None:
        self.run(
            self.desk.scanning.show,
            self._case_id,
            place.found,
            then=lambda clear: self.found.uncover(place, clear),
        )
