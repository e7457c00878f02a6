"""A desk with a case, and a draft of it open in its editor."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.places import Place
from app.views.context.tasks import Tasks
from app.views.editor.editor_page import EditorPage
from app.views.editor.writing_view import WritingView
from app.views.theme.theme import Theme
from tests.views.answers import Answers
from tests.views.desk_ground import Kept, places_of, settled

Undo = Callable[[], None] | None


@dataclass
class Table:
    """What a test of a screen has at hand."""

    qtbot: QtBot
    desk: Desk
    context: Context
    asks: Answers
    offered: list[tuple[str, Undo]]

    def editor(
        self, draft_id: str, width: int = 1180, height: int = 800, *, goes: bool = False
    ) -> EditorPage:
        """The draft in its editor, ready; `goes` when it goes by itself before the test ends."""
        draft = self.desk.drafts.open(draft_id)
        page = EditorPage(self.desk, self.context, draft.case_id, draft_id)
        if not goes:
            self.qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.arrive()
        settled(self.qtbot, page)
        writing = writing_of(page)
        self.qtbot.waitUntil(lambda: writing.form.is_ready)
        settled(self.qtbot, page)
        return page

    def undo(self) -> None:
        """Take back what was done last."""
        undo = self.offered[-1][1]
        assert undo is not None
        undo()


def writing_of(page: EditorPage) -> WritingView:
    """Where the page is written."""
    assert page.writing is not None
    return page.writing


@pytest.fixture
def table(qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks) -> Table:
    asks, offered = Answers(), list[tuple[str, Undo]]()
    context = Context(tasks, theme, asks, Kept(), lambda words, undo: offered.append((words, undo)))
    return Table(qtbot, Desk.of(vault), context, asks, offered)


def asked_places(page: EditorPage) -> list[Place]:
    """Where the page asks to go."""
    return places_of(page)
