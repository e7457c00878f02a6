"""What a record's page says of questions to colleagues about it: where they wait, and which passages they are about.

They stand beside the text and never in it: what is copied of a record holds no question.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.desk import Desk
from app.services.records.questions import QuestionView
from app.views.reading.record_text import Reading
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import vertical
from app.views.widgets.notice import Notice
from app.views.widgets.question_words import state


class Asked(QWidget):
    """A notice for each open question; the passages are marked in the text. `wanted` is the id of a question."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, reading: Reading) -> None:
        super().__init__()
        self._theme, self._reading = theme, reading
        self._lines = vertical(self, gap=theme.px(4))
        self.notices: tuple[Notice, ...] = ()
        self.hide()

    def show_questions(self, questions: Iterable[QuestionView], read: str, desk: Desk) -> None:
        """Show those that wait; `read` is the version that is shown."""
        waiting = tuple(each for each in questions if each.is_open)
        empty_out(self._lines)
        self.notices = tuple(self._notice(each, read, desk) for each in waiting)
        self._reading.mark_asked(tuple(each.asked.passage for each in waiting))
        self.setVisible(bool(waiting))

    def _notice(self, view: QuestionView, read: str, desk: Desk) -> Notice:
        notice = Notice(self._theme)
        # Before it says anything: what is shown without a place is a window of its own.
        self._lines.addWidget(notice)
        where = "" if view.record_id == read else " The passage stands in another version of this record."
        notice.tell(f"{state(view, desk.shown)}. “{view.asked.asked}”{where}", "note")
        name = "Answer" if view.may_answer else "Open the question"
        notice.offer(name, partial(self.wanted.emit, view.id))
        return notice


def chosen(reading: Reading) -> str:
    """The passage that is selected in a text, or the paragraph in which the caret stands."""
    cursor = reading.textCursor()
    # Qt puts U+2029 between paragraphs.
    picked = cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n").strip()
    return picked or cursor.block().text().strip()


def ask_button(ask: Callable[[], None]) -> QPushButton:
    """The act that asks a colleague about the passage that is chosen."""
    return button(
        "Ask a colleague…",
        ask,
        kind="quiet",
        shortcut="Ctrl+Shift+A",
        hint="About the passage that you selected, or that the caret is in",
    )
