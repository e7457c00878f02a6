"""A record as one text to read, select and copy: what tells at length as prose, facts as answers beside what was asked.

Labels are told from answers by their colour, titles by half a weight.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from app.domain.fields.forms import Rows
from app.domain.records.shown import ShownSection
from app.domain.values import markup
from app.domain.values.markup import Paragraph, Run
from app.views.reading import signs
from app.views.theme.theme import Theme
from app.views.theme.tokens import SMALL, TEXT
from app.views.writing import hits
from app.views.writing.document import DocumentWriter
from app.views.writing.text_view import TextView

COLUMN: Final = 640
"""How wide a column of text is comfortable to read, in pixels at 100 % text: some 90 letters."""
ASKED: Final = 210
"""The column of what was asked, where answers stand beside it."""
SHORT: Final = 70
"""Answers up to so many letters stand beside what was asked."""
BEHIND_RULE: Final = 24
_ROOM: Final = 2.2
_PROSE, _LINE, _FACT_LINE = 15 / TEXT, 24, 20
_UNDER_RULE: Final = 24 / TEXT


@dataclass(frozen=True)
class Passage:
    """A part of what is read: a heading, under it what was asked with the answer, then plain text."""

    title: str
    pairs: tuple[tuple[str, str], ...] = ()
    text: str = ""
    is_told: bool = False
    """Whether its answers are what is told at length: what was asked is a title then, and no label."""
    listed: frozenset[str] = frozenset()
    """What was asked that is answered by rows of a list, each with labels of its own."""
    is_said: bool = False
    """Whether somebody said it of the record later: it stands behind a rule."""


def passages(sections: Iterable[ShownSection]) -> tuple[Passage, ...]:
    """What a sheet says, in its own words."""
    return tuple(
        Passage(
            section.title,
            tuple((field.label, field.text) for field in section.fields),
            listed=frozenset(field.label for field in section.fields if isinstance(field.form, Rows)),
            is_told=all(field.is_narrative for field in section.fields),
        )
        for section in sections
    )


def beside(sections: Iterable[Passage]) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """What is read as prose, and what is short enough to stand beside it; no section is torn apart.

    The first section, which has no title, is of facts alone: when it was, how it is known.
    """
    long: list[Passage] = []
    short: list[Passage] = []
    for each in sections:
        fits = not each.title or all(len(text) <= SHORT and "\n" not in text for _, text in each.pairs)
        (short if fits else long).append(each)
    return tuple(long), tuple(short)


class RecordWriter(DocumentWriter):
    """Writes a record, in a column of so many pixels; answers of up to `short` letters begin at `asked`."""

    def __init__(
        self, cursor: QTextCursor, theme: Theme, room: int, *, asked: float = ASKED, short: int = SHORT
    ) -> None:
        super().__init__(cursor, theme, times=_PROSE, line=_FACT_LINE)
        self._asked, self._short = asked, short
        self._beside = not self.is_narrow(theme, room, asked)
        self.indent, self.sign = 0, ""
        """How far in all stands that is written now, in pixels at 100 % text; and what the next block alone bears."""
        self._is_said = self._is_listed = False

    @staticmethod
    def is_narrow(theme: Theme, room: int, asked: float = ASKED) -> bool:
        """Whether there is no room for answers beside what was asked."""
        return room < theme.px(_ROOM * asked)

    def passage(self, said: Passage) -> None:
        """A part of what is read."""
        self._is_said, self.indent = said.is_said, BEHIND_RULE if said.is_said else 0
        if said.is_said:
            self.line(said.title, "muted", size=SMALL, above=1.1)
        else:
            self.title(said.title)
        for asked, answer in said.pairs:
            if said.is_told:
                self.title(asked, above=0.8)
                self.prose(answer)
            else:
                self._is_listed = asked in said.listed
                self.answered(asked, answer)
                self._is_listed = False
        self.prose(said.text)
        self._is_said, self.indent = False, 0

    def title(self, text: str, above: float = 1.4) -> None:
        """The title of a part; none where it is empty."""
        if text:
            self.line(text, above=above, under=0.2, weight=QFont.Weight.Medium)

    def line(
        self,
        text: str,
        role: str = "text",
        *,
        size: int = TEXT,
        above: float = 0.0,
        under: float = 0.0,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        """A line by itself."""
        style = self.style(role, times=size / TEXT)
        style.setFontWeight(weight)
        self.begin(above, under, style)
        self.write(text, style)

    def answered(self, asked: str, answer: str) -> None:
        """What the form asked and what was answered: on one line where the answer is short."""
        label = self.style("muted", times=1.0)
        short = self._runs_of(answer) if self._beside else ()
        self.begin(0.2 if short else 0.6, 0.05, label, hanging=self._asked / TEXT if short else 0)
        self.write(asked, label)
        if not short:
            self.prose(answer)
            return
        # Beside what was asked, or under it where that is too long for its column.
        wide = QFontMetrics(self._theme.font()).horizontalAdvance(f"{asked} ")
        self.write("\t" if wide < self._theme.px(self._asked) else "\n", label)
        for run in short:
            self.write(run.text, self.style(bold=run.bold, times=1.0))

    def prose(self, text: str) -> None:
        """What was told at length, in higher lines."""
        self._line = _LINE
        super().prose(text)
        self._line = _FACT_LINE

    def runs(self, runs: Iterable[Run]) -> None:
        """Words of which some are bold; in the rows of a list those are its labels, and told from values by colour."""
        for run in runs:
            is_label = self._is_listed and run.bold and run.text.endswith(":")
            self.write(run.text, self.style("muted" if is_label else "text", bold=run.bold and not is_label))

    def begin(
        self,
        above: float = 0.0,
        under: float = 0.0,
        style: QTextCharFormat | None = None,
        *,
        level: int = 0,
        hanging: float = 0.0,
    ) -> None:
        """Begin a block; under a rule there is room for that."""
        over = _UNDER_RULE if self.sign == signs.OVER else 0.0
        super().begin(max(above, over), under, style, level=level, hanging=hanging)
        self.sign = ""

    def shape(self, block: QTextBlockFormat) -> None:
        """Set what was said later behind a rule."""
        super().shape(block)
        block.setLeftMargin(block.leftMargin() + self._theme.px(self.indent))
        if sign := signs.RULED if self._is_said else self.sign:
            signs.put(block, sign)

    def _runs_of(self, answer: str) -> tuple[Run, ...]:
        """The words of an answer that fits on one line; none of any other."""
        if len(answer) > self._short or "\n" in answer:
            return ()
        match markup.parse(answer):
            case (Paragraph(runs),):
                return runs
            case _:
                return ()


class Reading(TextView):
    """Shows passages. Its lines are comfortable to read, however wide the window."""

    asked: float = ASKED
    most: float = COLUMN

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        self._passages: tuple[Passage, ...] = ()
        self._was_narrow = False
        self._asked: tuple[str, ...] = ()
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName(name)

    def show_passages(self, shown: tuple[Passage, ...], find: str = "") -> None:
        """Show them, with the first of the words that were looked for in sight."""
        self._passages, self._wanted = shown, find
        self.write()

    def mark_asked(self, asked: tuple[str, ...]) -> None:
        """Mark passages by a line under them, as far as they stand here: somebody is asked about them."""
        self._asked = asked
        self._show_marks()

    def _show_marks(self) -> None:
        super()._show_marks()
        if self._asked:
            text = self.toPlainText()
            spans = (span for each in self._asked for span in hits.places_of_lines(text, each))
            found = [hits.underlined(self, span, self.theme) for span in spans]
            self.setExtraSelections([*self.extraSelections(), *found])

    def write(self) -> None:
        """Write all of it anew, with its marks."""
        super().write()
        if self._asked:
            self._show_marks()

    def compose(self, cursor: QTextCursor) -> None:
        """The passages."""
        writer = RecordWriter(cursor, self.theme, self._room())
        for passage in self._passages:
            writer.passage(passage)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the signs beside it."""
        super().paintEvent(event)
        signs.draw(self, self.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and set answers beside or under what was asked."""
        super().resizeEvent(event)
        room = self._room()
        self.setLineWrapColumnOrWidth(room)
        is_narrow = RecordWriter.is_narrow(self.theme, room, self.asked)
        if is_narrow != self._was_narrow:
            self._was_narrow = is_narrow
            self.write()

    def _room(self) -> int:
        return min(self.viewport().width(), self.theme.px(self.most))
