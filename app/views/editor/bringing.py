"""What goes from beside the draft into it: a record opened to be read, an answer carried forward."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.domain.records.record import Sheet
from app.services.cases.casefile import Citable
from app.views.editor.evidence import is_victim
from app.views.editor.loading import Earlier, read_beside

if TYPE_CHECKING:
    from app.views.editor.editor_page import EditorPage


class Bringing(QObject):
    """Serves the pane beside the draft of a page."""

    def __init__(self, page: "EditorPage") -> None:
        super().__init__(page)
        self._page = page

    def open(self, found: Citable) -> None:
        """Open a record beside the draft."""
        page = self._page
        if is_victim(found):
            page.bar.tell("A victim is cited by code: who they are stands under Victim safety.", "note")
        else:
            page.run(read_beside, page.desk, page.case_id, found.id, then=self._opened)

    def bring(self, name: str, value: Any, said_on: str) -> None:
        """Carry an answer forward, to be confirmed or edited; it can be undone for some seconds."""
        page = self._page
        if page.writing is None:
            return
        page.writing.panes.turn_to("middle")
        before = page.writing.form.bring(name, value, said_on)
        page.around.undo_offered("Carried forward: confirm or edit it", lambda: self._take_back(name, before))

    def _opened(self, earlier: Earlier) -> None:
        if self._page.writing is not None:
            self._page.writing.panes.turn_to("right")
            self._page.writing.beside.open(earlier)

    def _take_back(self, name: str, before: Sheet) -> None:
        # Only the one field goes back: what was typed elsewhere meanwhile stays.
        if isValid(self) and self._page.writing is not None:
            self._page.writing.form.take_back(name, before)
