"""The editor of a measure's answers: a row an item, typed by the digits of the form; then what the engine makes of it.

Nothing is scored before the last row has its answer, or somebody says that the rest stays blank.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.fields.declare import FieldSpec
from app.domain.measures.declare import Item, Measure
from app.domain.measures.scoring import Scored, WrongAnswers, score
from app.domain.measures.words import critical, lines
from app.views.context import voice
from app.views.forms.answer_line import BLANK, AnswerLine
from app.views.forms.editor import Editor, FieldContext
from app.views.widgets.buttons import button
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.words import words

_LINE_EMS: Final = 3.4
_NO_MEASURE: Final = "Choose the measure first."
_WHOLE: Final = "Every question has its answer."


class AnswersEditor(Editor):
    """Answers by position, typed from paper. Which measure they are of is another answer of the same content."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.lines: list[AnswerLine] = []
        self._said: list[QLabel] = []
        self._laid: list[QWidget] = []
        self._results: list[QLabel] = []
        self._measure: Measure | None = None
        self._answers: list[int | None] = []
        self._before: tuple[int | None, ...] = ()
        self._hint = words(_NO_MEASURE, "hint")
        self._rows = QWidget(self)
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(context.pixels(0.3))
        self._grid.setColumnStretch(2, 1)
        self._problem = words("", "error")
        self.rest = button("Score with blanks", self.leave_rest, hint="What is not answered yet stays blank")
        self.result = QWidget(self)
        self._result = vertical(self.result, gap=context.pixels(0.3), pad=(0, context.pixels(0.8), 0, 0))
        # Who comes here comes to the row that is answered next.
        self.stand_for(self._rows)
        for part in (self._hint, self._rows, self._problem):
            self.row.addWidget(part)
        self.row.addWidget(self.rest, 0, LEFT)
        self.row.addWidget(self.result)
        self._follow()

    def value(self) -> tuple[int | None, ...]:
        """The answers so far, in the order of the items."""
        return tuple(self._answers)

    def show_value(self, value: Any) -> None:
        """Show answers at their items."""
        self._answers = list(value)
        self._follow()
        self._show()

    def problem(self) -> str:
        """What is still to be typed, once somebody began."""
        many = len(self.lines)
        if not self._answers or len(self._answers) == many or self._measure is None:
            return ""
        given = len(self._answers)
        return f"{self._measure.short} takes {many} answers; {given} {'was' if given == 1 else 'were'} given."

    def show_previous(self, value: Any, when: str) -> None:
        """Compare with the last administration of the same measure, where there is one."""
        del when
        self._before = tuple(value or ())
        self._show_result()

    def show_offer(self) -> None:
        """Begin anew where another measure was chosen: no answer is another measure's."""
        before = self._measure
        self._follow()
        if before is not None and self._measure is not before and self._answers:
            self._answers = []
            self._show()
            self.edited.emit()

    def leave_rest(self) -> None:
        """Leave blank what is not answered yet, and score."""
        self._answers += [None] * (len(self.lines) - len(self._answers))
        self._show()
        self.edited.emit()

    @property
    def shown_result(self) -> tuple[str, ...]:
        """The lines of the result, as they are shown."""
        return tuple(label.text() for label in self._results)

    @property
    def refusal(self) -> str:
        """What is said of a key that was refused; empty when none was."""
        return self._problem.text()

    def _follow(self) -> None:
        """Lay out the rows of the measure that is chosen."""
        found = self.context.measures.by_name.get(getattr(self.context.own(), "measure", ""))
        if found is self._measure:
            return
        self._measure = found
        _clear(self._laid)
        self.lines, self._said = [], []
        for n, item in enumerate(found.items if found else ()):
            self._lay(n, item)
        self._show()

    def _lay(self, n: int, item: Item) -> None:
        many = len(self._measure.items) if self._measure else 0
        line = AnswerLine(item, self._rows)
        line.setFixedWidth(self.context.pixels(_LINE_EMS))
        what = item.text or item.about
        line.setAccessibleName(f"Item {item.id} of {many}" + (f": {what}" if what else ""))
        line.setAccessibleDescription(f"Type {', '.join(item.keys)}, or - for a blank")
        line.answered.connect(partial(self._answered, n))
        line.refused.connect(partial(self._refused, item))
        line.went.connect(partial(self._go, n))
        said = words("", "muted")
        parts = (words(item.id, "strong", buddy=line), line, self._told(what, said))
        for column, part in enumerate(parts):
            self._grid.addWidget(part, n, column)
        self._laid += parts
        self.lines.append(line)
        self._said.append(said)

    def _told(self, what: str, said: QLabel) -> QWidget:
        """What the item asks, where that may be shown, and under it what was answered."""
        if not what:
            return said
        both = QWidget(self._rows)
        vertical(both, words(what), said, gap=0)
        return both

    def _answered(self, n: int, position: int | None) -> None:
        # A row further down is reached only past those before it, which stay blank.
        self._answers += [None] * (n - len(self._answers))
        self._answers[n : n + 1] = [position]
        self._problem.hide()
        self._show()
        voice.say(self, self._said[n].text())
        self._go(n, 1)
        self.edited.emit()

    def _refused(self, item: Item, typed: str) -> None:
        self._show()
        self._problem.setText(f"Item {item.id} takes {_listed(item.keys)}; {typed} was typed.")
        self._problem.show()
        voice.say(self, self._problem.text(), now=True)

    def _go(self, n: int, by: int) -> None:
        to = n + by
        if 0 <= to < len(self.lines):
            self.lines[to].setFocus()
        elif to == len(self.lines) and self.rest.isVisibleTo(self):
            self.rest.setFocus()

    def _show(self) -> None:
        for n, line in enumerate(self.lines):
            is_there = n < len(self._answers)
            line.show_key(_key(line.item, self._answers[n]) if is_there else "")
            scores = not self.context.beside_person
            said = _said(line.item, self._answers[n], scores=scores) if is_there else ""
            self._said[n].setText(said)
        self._hint.setText(self._how() if self._measure else _NO_MEASURE)
        self._problem.hide()
        if self.lines:
            self._rows.setFocusProxy(self._next())
        self.rest.setVisible(bool(self.lines) and len(self._answers) < len(self.lines))
        self._show_result()

    def _next(self) -> QWidget:
        """The row that is to be answered next, or the first of those that all are."""
        return self.lines[len(self._answers) if len(self._answers) < len(self.lines) else 0]

    def _how(self) -> str:
        if self._measure is None:
            return _NO_MEASURE
        about = f"{self._measure.edition}. Asks about: {self._measure.period}. "
        return f"{about}Type the digit that the form prints; - leaves blank, Backspace goes back"

    def _show_result(self) -> None:
        _clear(self._results)
        now = self._scored(self._answers)
        if now is not None and self.context.beside_person:
            # What it comes to is said to who can explain it, once they are alone.
            self._tell(_WHOLE, "")
        elif now is not None and self._measure is not None:
            earlier = self._scored(self._before)
            first = len(tuple(critical(now)))
            told = lines(now, (earlier,) if earlier is not None else (), "last")
            for n, each in enumerate(told):
                self._tell(each, "care" if n < first else "")
        self.result.setVisible(bool(self._results))

    def _tell(self, text: str, role: str) -> None:
        self._results.append(words(text, role))
        self._result.addWidget(self._results[-1])

    def _scored(self, answers: Sequence[int | None]) -> Scored | None:
        """How whole answers are scored: nothing is, before the last row has its answer."""
        if self._measure is None or len(answers) != len(self._measure.items):
            return None
        try:
            return score(self._measure, answers)
        except WrongAnswers:
            return None


def _clear(parts: list[Any]) -> None:
    """Take parts out of sight and away."""
    for part in parts:
        part.hide()
        part.setParent(None)
        part.deleteLater()
    parts.clear()


def _key(item: Item, position: int | None) -> str:
    if position is None:
        return BLANK
    return item.keys[position] if position < len(item.keys) else "?"


def _said(item: Item, position: int | None, *, scores: bool) -> str:
    """An answer in words: its label where that ships, and what it scores."""
    if position is None:
        return "left blank"
    if not 0 <= position < len(item.values):
        return "not an answer of this item"
    if not scores:
        return item.labels[position] if item.labels else ""
    value = item.values[position]
    worded = "does not apply" if value is None else f"scores {value}"
    return f"{item.labels[position]}, {worded}" if item.labels else worded


def _listed(keys: tuple[str, ...]) -> str:
    """The keys of an item, the many of a range as its ends."""
    whole = keys == tuple(str(n) for n in range(len(keys)))
    return f"0 to {len(keys) - 1}" if whole else ", ".join(keys)
