"""The member's abbreviations and those that are shipped: chosen in a list, written in two boxes under it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from app.domain.fields.templates import Snippet
from app.errors import UserError
from app.services.records.unsaved import UnsavedDraft
from app.services.writing.words import Writing
from app.views.settings.section import Section
from app.views.widgets.buttons import button
from app.views.widgets.fields import Field, line
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.page import LastWords
from app.views.widgets.words import words

_LIST = 11
_TEXT = 8
_SHOWN = 60


class SnippetsEditor(QWidget):
    """What was begun and not kept is kept when the vault locks, if it can be."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._page, self._writing, self._context = section.page, section.desk.writing, section.context
        self._snippets: tuple[Snippet, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("lines")
        self.list.setAccessibleName("Snippets")
        self.list.setTabKeyNavigation(False)
        self.short = line(most=30)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.keep = button("Keep the snippet", self._keep, kind="primary")
        self.new = button("New snippet", self.begin)
        self.drop = button("Remove the snippet", self._drop)
        self._lay_out()
        self.list.currentRowChanged.connect(self._chosen)
        self.begin()

    def _lay_out(self) -> None:
        look = self._context.look
        column = vertical(self, gap=look.pixels(0.5))
        told = "Type the abbreviation with ; before it in any writing box, then Tab: the text takes its place"
        column.addWidget(words(told, "hint"))
        self.list.setFixedHeight(look.pixels(_LIST))
        column.addWidget(self.list)
        hint = "One short word, such as mse"
        self._short_field = Field("Abbreviation", self.short, hint=hint)
        column.addWidget(self._short_field)
        self.text.setFixedHeight(look.pixels(_TEXT))
        hint = "What stands in {{…}} is a place to be filled in, reached by Tab"
        self._text_field = Field("Text", self.text, hint=hint)
        column.addWidget(self._text_field)
        row = FlowRow(look.pixels(0.6), self.keep, self.new, self.drop)
        column.addWidget(row)

    def load(self) -> None:
        """Load the snippets; what is being written stays."""
        self._page.run(self._writing.snippets, then=self._show)

    def begin(self) -> None:
        """Begin a new one."""
        self.list.setCurrentRow(-1)
        self._fill("", "")
        self.drop.setEnabled(False)
        if self.isVisible():
            self.short.setFocus()

    def last_words(self) -> LastWords | None:
        """Keep what was begun, if it is whole: an abbreviation and a text that are not kept yet."""
        short, text = self.short.text(), self.text.toPlainText()
        if not short.strip() or not text.strip() or (short, text) == self._before:
            return None
        return partial(_keep_quietly, self._writing, short, text)

    def _show(self, snippets: tuple[Snippet, ...]) -> None:
        self._snippets = snippets
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for each in snippets:
            first = each.title or each.text.strip().partition("\n")[0][:_SHOWN]
            item = QListWidgetItem(
                f";{each.abbreviation}   {first}" + ("" if each.is_own else "   (shipped)")
            )
            self.list.addItem(item)
        here = [n for n, each in enumerate(snippets) if each.abbreviation == self._before[0]]
        self.list.setCurrentRow(here[0] if here else -1)
        self.list.blockSignals(blocked)
        self.drop.setEnabled(bool(here) and snippets[here[0]].is_own)

    def _chosen(self, row: int) -> None:
        if 0 <= row < len(self._snippets):
            chosen = self._snippets[row]
            self._fill(chosen.abbreviation, chosen.text)
            self.drop.setEnabled(chosen.is_own)

    def _fill(self, short: str, text: str) -> None:
        self._before = (short, text)
        self.short.setText(short)
        self.text.setPlainText(text)
        self._short_field.show_problem("")
        self._text_field.show_problem("")

    def _keep(self) -> None:
        short, text = self.short.text(), self.text.toPlainText()
        self._short_field.show_problem("" if short.strip() else "Type an abbreviation")
        self._text_field.show_problem("" if text.strip() else "Type what it stands for")
        if not short.strip():
            self.short.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not text.strip():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._page.run(self._writing.keep_snippet, short, text, then=lambda _: self._kept(short, text))

    def _kept(self, short: str, text: str) -> None:
        self._fill(short.strip().lower(), text)
        self.load()
        self._page.bar.clear()
        self._context.undo_offered("The snippet was kept.", None)

    def _drop(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._snippets):
            gone = self._snippets[row]
            self._page.run(self._writing.drop_snippet, gone.abbreviation, then=lambda _: self._dropped(gone))

    def _dropped(self, gone: Snippet) -> None:
        self.begin()
        self.load()
        self._context.undo_offered("The snippet was removed.", partial(self._put_back, gone))

    def _put_back(self, gone: Snippet) -> None:
        kept = self._writing.keep_snippet
        self._page.run(kept, gone.abbreviation, gone.text, then=lambda _: self.load())


def _keep_quietly(writing: Writing, short: str, text: str) -> UnsavedDraft | None:
    """Keep a snippet while the vault locks; one that is not acceptable has nobody left to be told."""
    try:
        writing.keep_snippet(short, text)
    except UserError:
        return None
    return None
