"""One question before the person: large, its answers as buttons with the keys that the form prints."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.domain.measures.declare import Measure
from app.views.context import voice
from app.views.start.centred import Centred
from app.views.theme.theme import Theme
from app.views.widgets.buttons import PressedByEnter, button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import style_as, words

_ANSWER_WIDE, _LEAST, _AROUND, _NARROW = 420, 200, 100, 800
_CHOOSE: Final = "Choose an answer, or leave this one out."
_AGAIN: Final = "Press once more to leave this one out."
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Answer(PressedByEnter):
    """One answer. Enter chooses it, and goes on where it is chosen already."""

    gone_on = Signal()

    def __init__(self, key: str, label: str) -> None:
        # Some forms have words at the two ends alone; what lies between is its number.
        super().__init__((f"{key}    {label}" if label != key else key).replace("&", "&&"))
        self.setCheckable(True)
        self.setProperty("kind", "answer")
        self.setAccessibleName(label)
        self.setAccessibleDescription(f"Key {key}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter."""
        if event.key() in _ENTER and self.isChecked():
            self.gone_on.emit()
        else:
            super().keyPressEvent(event)


class QuestionPage(QWidget):
    """`answered` gives the position that was chosen, or None; `went` is 1 or -1; `stopped` asks for the way back."""

    answered = Signal(object)
    went = Signal(int)
    stopped = Signal()

    def __init__(self, theme: Theme, measure: Measure) -> None:
        super().__init__()
        self._theme, self._measure = theme, measure
        self._n = 0
        self._is_leaving = False
        self.setObjectName("page")
        self.count = words("", "small")
        self.stem = words(measure.stem, "large")
        self.stem.setVisible(bool(measure.stem))
        self.asked = words("", "question")
        # Who listens to the screen hears the question when it comes; keys of answers act from here.
        self.asked.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.answers: list[Answer] = []
        self._answers = QVBoxLayout()
        self._answers.setSpacing(theme.px(10))
        self._group: QButtonGroup | None = None
        self.said = words(f"About {measure.period}. You may leave a question out.", "small")
        self.problem = words("", "care")
        px = theme.px
        self._area = Centred(theme)
        top = vertical(None, self.count, self.stem, self.asked, gap=px(10))
        self._area.fill(top, self._answers, self.said, gap=px(24))
        self.back = button("Back", lambda: self._go(-1))
        self.out = button("Leave this one out", self._leave_out, kind="quiet")
        self.stop = button("Stop and hand back", self.stopped.emit, kind="quiet")
        self.next = button("Next", self._next, kind="primary")
        ways = FlowRow(px(10), self.back, self.out), FlowRow(px(10), self.stop, self.next, at_end=True)
        foot = horizontal(None, *((each, 1) for each in ways), pad=(px(40), px(8), px(40), px(28)))
        # Above the buttons and not where the answers scroll: it is of what was just pressed.
        told = horizontal(None, self.problem, pad=(px(40), 0, px(40), 0))
        vertical(self, (self._area, 1), told, foot, gap=0)

    def show_item(self, n: int, said: int | None, *, has_before: bool) -> None:
        """Show a question, with what was chosen where one comes back to it."""
        item, many = self._measure.items[n], len(self._measure.items)
        self._n, self._is_leaving = n, False
        self.count.setText(f"{n + 1} of {many}")
        self.asked.setText(item.text)
        self.asked.setAccessibleName(f"{self._measure.stem} {item.text}".strip())
        self.problem.setText("")
        self.back.setEnabled(has_before)
        self.next.setText("Finish" if n + 1 == many else "Next")
        self.next.setAccessibleName(self.next.text())
        self._lay_answers(tuple(zip(item.keys, item.labels, strict=True)), said)
        self._area.verticalScrollBar().setValue(0)

    def _lay_answers(self, offered: tuple[tuple[str, str], ...], said: int | None) -> None:
        for each in self.answers:
            each.hide()
            each.deleteLater()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QButtonGroup(self)
        self.answers = []
        for position, (key, label) in enumerate(offered):
            made = Answer(key, label)
            made.setChecked(position == said)
            self._group.addButton(made, position)
            made.clicked.connect(lambda *_, chosen=position: self._choose(chosen))
            made.gone_on.connect(self._next)
            self._answers.addWidget(made)
            self.answers.append(made)
        self._fit()

    def focus_first(self) -> None:
        """The question itself: no answer is chosen by a key that is still held."""
        self.asked.setFocus()

    def tell(self, text: str) -> None:
        """Say that something is wrong with what was answered."""
        self.problem.setText(text)
        voice.say(self, text, now=True)

    # --- what the person does -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the answers, Enter and Backspace; no other key does anything."""
        keys = self._measure.items[self._n].keys
        if event.isAutoRepeat():
            # Nobody answers two questions by holding a key.
            pass
        elif event.key() in _ENTER:
            self._next()
        elif event.key() == Qt.Key.Key_Backspace:
            self._go(-1)
        elif event.text() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            position = keys.index(event.text())
            self.answers[position].setChecked(True)
            voice.say(self, self.answers[position].accessibleName())
            self._choose(position)
        event.accept()

    def _choose(self, position: int) -> None:
        self._is_leaving = False
        self.problem.setText("")
        self.answered.emit(position)

    def _next(self) -> None:
        if any(each.isChecked() for each in self.answers):
            self.went.emit(1)
        else:
            self._is_leaving = False
            self.tell(_CHOOSE)

    def _leave_out(self) -> None:
        """Leave it out after a second press: nothing is left out by a slip."""
        if not self._is_leaving:
            self._is_leaving = True
            self.tell(_AGAIN)
            return
        self.answered.emit(None)
        self.went.emit(1)

    def _go(self, by: int) -> None:
        if by > 0 or self.back.isEnabled():
            self.went.emit(by)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the question is smaller, and the answers scroll."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        style_as(self.asked, "role", "question" if self.width() >= px(_NARROW) else "large")
        for each in self.answers:
            each.setFixedWidth(max(px(_LEAST), min(px(_ANSWER_WIDE), self.width() - px(_AROUND))))
