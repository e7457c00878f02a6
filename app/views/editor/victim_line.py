"""The line under a field that names a victim: which kind of detail it is, and the code to write in its place."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.services.cases.victim_check import NAME, Detail
from app.views.context import voice
from app.views.widgets.buttons import button
from app.views.widgets.layouts import TOP, horizontal
from app.views.widgets.words import words
from app.views.writing.positions import Positions
from app.views.writing.text_box import TextBox

_OF_ANOTHER: Final = "a victim in another case of this person"


class VictimLine(QFrame):
    """Calm: nothing is stopped by it. `codes_wanted` puts the codes in."""

    codes_wanted = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setProperty("bar", "care")
        self._label = label
        self._words = words("", "care")
        self.put = button("", self.codes_wanted.emit, hint="What is written is replaced; it can be undone")
        horizontal(self, (self._words, 1), (self.put, TOP), pad=None)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, found: Sequence[Detail]) -> None:
        """Say what stands there; nothing takes the line away."""
        said = told([(each.kind, each.code) for each in found])
        is_news = bool(said) and said != self._words.text()
        self._words.setText(said)
        codes = dict.fromkeys(each.code for each in found if each.code)
        self.put.setText(f"Write {', '.join(codes)} instead" if codes else "")
        self.put.setAccessibleName(f"{self.put.text()}: {self._label}")
        self.put.setVisible(bool(codes))
        self.setVisible(bool(said))
        if is_news:
            voice.say(self, said)


def told(found: Sequence[tuple[str, str]]) -> str:
    """What a text names, by kind and code and never by the words themselves."""
    by_code = groupby(sorted(set(found), key=lambda each: (each[1] == "", each[1])), key=lambda each: each[1])
    of = [f"{code or _OF_ANOTHER} ({', '.join(sorted(kind for kind, _ in each))})" for code, each in by_code]
    return f"A protected detail stands here, of {' and of '.join(of)}." if of else ""


def instead(detail: Detail) -> str:
    """What is written in the place of a detail."""
    return detail.code if detail.kind == NAME else f"{detail.code}'s {detail.kind}"


def put_codes(within: QWidget, passage: str, found: Sequence[Detail]) -> None:
    """Write the codes into whatever is written in within a field, each box in one step to undo."""
    named = [each for each in found if each.code]
    by_words = {passage[each.start : each.start + each.length]: instead(each) for each in named}
    for box in within.findChildren(TextBox):
        text = box.toPlainText()
        if text == passage:
            spans = [(each.start, each.start + each.length, instead(each)) for each in named]
        else:
            spans = _occurrences(text, by_words)
        _write(box, text, spans)
    for line in within.findChildren(QLineEdit):
        text = line.text()
        for start, end, code in sorted(_occurrences(text, by_words), reverse=True):
            text = text[:start] + code + text[end:]
        if text != line.text():
            line.selectAll()
            line.insert(text)


def _occurrences(text: str, by_words: dict[str, str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for typed, code in sorted(by_words.items(), key=lambda each: -len(each[0])):
        at = text.find(typed)
        while at >= 0:
            end = at + len(typed)
            if not any(at < last and first < end for first, last, _ in found):
                found.append((at, end, code))
            at = text.find(typed, end)
    return found


def _write(box: TextBox, text: str, spans: Sequence[tuple[int, int, str]]) -> None:
    in_qt, cursor = Positions(text).in_qt, QTextCursor(box.document())
    cursor.beginEditBlock()
    for start, end, code in sorted(spans, reverse=True):
        cursor.setPosition(in_qt(start))
        cursor.setPosition(in_qt(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(code)
    cursor.endEditBlock()
