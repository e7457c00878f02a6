"""Spelling, the member's own words, and their snippets."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QListWidget

from app.views.settings.section import Section
from app.views.settings.snippets import SnippetsEditor
from app.views.widgets.buttons import button
from app.views.widgets.page import LastWords, Page
from app.views.widgets.words import words

_LIST = 9


class WritingSection(Section):
    """What the member writes with; kept in the vault, for them alone, since a word may be a name."""

    title = "Writing"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.spelling = QCheckBox("Mark words that may be misspelt")
        self.spelling.setChecked(self.context.settings.now.spelling)
        self.spelling.toggled.connect(lambda on: self.context.settings.change(spelling=on))
        told = words("British English and clinical words. Nothing is looked up outside.", "hint")
        self.card("Spelling", self.spelling, told)
        self._words_card()
        self.snippets = SnippetsEditor(self)
        self.card("Snippets", self.snippets)

    def _words_card(self) -> None:
        self.words = QListWidget()
        self.words.setObjectName("lines")
        self.words.setAccessibleName("My words")
        self.words.setTabKeyNavigation(False)
        self.words.setFixedHeight(self.context.look.pixels(_LIST))
        self._no_words = words("None yet. Add a word where it is marked: Ctrl+; beside it.", "hint")
        self.remove = button("Remove the word", self._remove)
        self._told_words = words("What you added to the dictionary; removed, it is marked again", "hint")
        self.card("My words", self._told_words, self._no_words, self.words, self.remove)
        self.remove.setSizePolicy(
            self.remove.sizePolicy().Policy.Fixed, self.remove.sizePolicy().Policy.Fixed
        )
        self.words.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))
        self._show_words(())

    def arrive(self) -> None:
        """Load words and snippets."""
        self.page.run(self.desk.writing.words, then=self._show_words)
        self.snippets.load()

    def last_words(self) -> LastWords | None:
        """The snippet that is being written."""
        return self.snippets.last_words()

    def _show_words(self, own: tuple[str, ...]) -> None:
        row = max(0, self.words.currentRow())
        self.words.clear()
        self.words.addItems(list(own))
        self.words.setVisible(bool(own))
        self.remove.setVisible(bool(own))
        self._told_words.setVisible(bool(own))
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
