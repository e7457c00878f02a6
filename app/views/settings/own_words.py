"""Spelling, the member's own words, and their snippets."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from app.domain.fields.declare import line as line_field
from app.domain.fields.declare import text as text_field
from app.domain.fields.sharing import Share
from app.domain.fields.templates import Snippet
from app.services.writing.unfinished import Place
from app.views.forms.keeping import Keeping
from app.views.settings.rows import SettingRows
from app.views.settings.section import ROWS_WIDE, Section
from app.views.widgets.buttons import button
from app.views.widgets.fields import LOGIN, Field, Width, line
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.page import LastWords, Page
from app.views.widgets.words import words
from app.views.writing.text_box import TextBox

_LIST = 11
_TEXT = 8
_SHOWN = 60
_WORDS = 9


@dataclass(frozen=True, kw_only=True)
class _Begun:
    """A snippet that is being written."""

    short: str = line_field("Abbreviation", share=Share.INTERNAL)
    text: str = text_field("Text", share=Share.INTERNAL)


class SnippetsEditor(QWidget):
    """What was begun and is no snippet yet comes back after a lock."""

    edited = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._page, self._writing, self._context = section.page, section.desk.writing, section.context
        self._snippets: tuple[Snippet, ...] = ()
        self._before = ("", "")
        self.list = QListWidget()
        self.list.setObjectName("lines")
        self.list.setAccessibleName("Snippets")
        self.list.setTabKeyNavigation(False)
        self.short = line(most=30)
        self.text = TextBox()
        self.keep = button("Keep the snippet", self._keep)
        self.new = button("New snippet", self.begin)
        self.drop = button("Remove the snippet", self._drop)
        self._lay_out()
        self.list.currentRowChanged.connect(self._chosen)
        self.begin()
        for each in (self.short, self.text):
            each.textChanged.connect(lambda *_: self.edited.emit())
        self.keeping = Keeping(section.desk, section.context, Place("snippet"), (self,), self)
        self.keeping.refused.connect(section.page.refused)
        self.keeping.bring_back()

    def _lay_out(self) -> None:
        theme = self._context.theme
        column = vertical(self, gap=theme.pixels(0.5))
        message = (
            "Type the abbreviation with ; before it in any writing box, then Tab: the text takes its place"
        )
        column.addWidget(words(message, "hint"))
        self.list.setFixedHeight(theme.pixels(_LIST))
        column.addWidget(self.list)
        hint = "One short word, such as mse"
        Width(self.short, theme, LOGIN)
        self._short_field = Field("Abbreviation", self.short, hint=hint)
        column.addWidget(self._short_field)
        self.text.setFixedHeight(theme.pixels(_TEXT))
        hint = "What stands in {{…}} is a place to be filled in, reached by Tab"
        self._text_field = Field("Text", self.text, hint=hint)
        self.text.refused.connect(self._text_field.show_problem)
        column.addWidget(self._text_field)
        row = FlowRow(theme.pixels(0.6), self.keep, self.new, self.drop)
        column.addWidget(row)

    def arrive(self) -> None:
        """Load the snippets; what is being written stays."""
        self._page.run(self._writing.snippets, then=self._show)

    def begin(self) -> None:
        """Begin a new one."""
        self.list.setCurrentRow(-1)
        self._offer_back()
        self._fill("", "")
        self.drop.setEnabled(False)
        if self.isVisible():
            self.short.setFocus()

    def content(self) -> _Begun:
        """What is written and is no snippet yet."""
        typed = self.short.text(), self.text.toPlainText()
        return _Begun() if typed == self._before else _Begun(short=typed[0], text=typed[1])

    def load(self, content: _Begun) -> None:
        """Go on with what was written."""
        self.short.setText(content.short)
        self.text.setPlainText(content.text)

    def _offer_back(self) -> None:
        """Another takes the place of what was written: it can be had back."""
        if (begun := self.content()) != _Begun():
            self._context.undo_offered("What you typed was taken out.", lambda: self._have_back(begun))

    def _have_back(self, begun: _Begun) -> None:
        if isValid(self):
            self.load(begun)

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
            self._offer_back()
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
        self.keeping.keep()
        self.arrive()
        self._page.bar.clear()
        self._context.undo_offered("The snippet was kept.", None)

    def _drop(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._snippets):
            gone = self._snippets[row]
            self._page.run(self._writing.drop_snippet, gone.abbreviation, then=lambda _: self._dropped(gone))

    def _dropped(self, gone: Snippet) -> None:
        self.begin()
        self.arrive()
        self._context.undo_offered("The snippet was removed.", partial(self._put_back, gone))

    def _put_back(self, gone: Snippet) -> None:
        kept = self._writing.keep_snippet
        self._page.run(kept, gone.abbreviation, gone.text, then=lambda _: self.arrive())


class WritingSection(Section):
    """What the member writes with; kept in the vault, for them alone, since a word may be a name."""

    title = "Writing"
    widest = ROWS_WIDE

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.spelling = QCheckBox("Mark them")
        self.spelling.setAccessibleName("Mark words that may be misspelt")
        self.spelling.setChecked(self.context.settings.now.spelling)
        self.spelling.toggled.connect(lambda on: self.context.settings.change(spelling=on))
        self.rows = SettingRows(self.context.theme)
        british = "British English and clinical words. Nothing is looked up outside"
        self.rows.add("Words that may be misspelt", self.spelling, hint=british)
        self.add(self.rows)
        self._words_card()
        self.snippets = SnippetsEditor(self)
        self.card("Snippets", self.snippets)

    def _words_card(self) -> None:
        self.words = QListWidget()
        self.words.setObjectName("lines")
        self.words.setAccessibleName("My words")
        self.words.setTabKeyNavigation(False)
        self.words.setFixedHeight(self.context.theme.pixels(_WORDS))
        self._no_words = words("None yet. Add a word where it is marked: Ctrl+; beside it.", "hint")
        self.remove = button("Remove the word", self._remove)
        self._message_words = words("What you added to the dictionary; removed, it is marked again", "hint")
        self.card("My words", self._message_words, self._no_words, self.words, self.remove)
        self.remove.setSizePolicy(
            self.remove.sizePolicy().Policy.Fixed, self.remove.sizePolicy().Policy.Fixed
        )
        self.words.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))
        self._show_words(())

    def arrive(self) -> None:
        """Load words and snippets."""
        self.page.run(self.desk.writing.words, then=self._show_words)
        self.snippets.arrive()

    def leave(self) -> None:
        """Keep the snippet that is being written."""
        self.snippets.keeping.keep()

    def last_words(self) -> LastWords | None:
        """The snippet that is being written."""
        return self.snippets.keeping.last_words()

    def _show_words(self, own: tuple[str, ...]) -> None:
        row = max(0, self.words.currentRow())
        self.words.clear()
        self.words.addItems(list(own))
        self.words.setVisible(bool(own))
        self.remove.setVisible(bool(own))
        self._message_words.setVisible(bool(own))
        self._no_words.setVisible(not own)
        if own:
            self.words.setCurrentRow(min(row, len(own) - 1))

    def _remove(self) -> None:
        item = self.words.currentItem()
        if item is not None:
            word = item.text()
            self.page.run(self.desk.writing.forget_word, word, then=lambda _: self._removed(word))

    def _removed(self, word: str) -> None:
        self.arrive()
        self.context.undo_offered("The word was removed.", partial(self._put_back, word))

    def _put_back(self, word: str) -> None:
        self.page.run(self.desk.writing.add_word, word, then=lambda _: self.arrive())
