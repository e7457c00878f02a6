"""Throwing a draft away: asked for by name, and undone for some seconds."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.record import Sheet
from app.services.desk import Desk
from app.services.drafts import DraftView
from app.views.places import CaseAt, DraftAt, Place
from app.views.surroundings import Surroundings

if TYPE_CHECKING:
    from app.views.editor.editor_page import EditorPage


def ask_to_discard(over: QWidget, around: Surroundings, draft: DraftView, act: Callable[[], None]) -> None:
    """Ask, naming what goes; `act` throws it away."""
    around.asks.confirm(
        over,
        f"Discard the draft of this {draft.kind.title.lower()}?",
        "It was never signed, so nothing of it stays in the case. You can undo this for a few seconds.",
        "Discard draft",
        act,
        danger=True,
    )


def offer_undo(
    asker: QWidget,
    desk: Desk,
    around: Surroundings,
    thrown: tuple[DraftView, Sheet],
    go: Callable[[Place], None],
) -> None:
    """Offer to have a draft back: it begins again with what it held, and is gone to while the asker is still there."""

    def is_back(back: DraftView) -> None:
        if isValid(asker):
            go(DraftAt(back.case_id, back.id))
        else:
            around.undo_offered("The draft is back among your drafts", None)

    def undo() -> None:
        around.tasks.run(desk.drafts.put_back, *thrown, owner=around.tasks, then=is_back)

    around.undo_offered("Draft discarded", undo)


class Discarding(QObject):
    """Throws the draft of a page away."""

    def __init__(self, page: "EditorPage") -> None:
        super().__init__(page)
        self._page = page

    def ask(self) -> None:
        """Ask first."""
        if self._page.draft is not None:
            ask_to_discard(self._page, self._page.around, self._page.draft, self._discard)

    def _discard(self) -> None:
        page = self._page
        if page.autosave is not None:
            page.run(page.desk.drafts.discard, page.draft_id, then=self._discarded)

    def _discarded(self, _: None) -> None:
        page = self._page
        if page.draft is None or page.writing is None or page.autosave is None:
            return
        page.autosave.end()
        thrown = page.draft, page.writing.form.sheet()
        page.go(CaseAt(page.case_id))
        offer_undo(page, page.desk, page.around, thrown, page.go)
