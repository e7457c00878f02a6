"""The first step: who the summary is for, why they need it, what they ask, and what the author answers."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from app.domain.fields.sharing import Audience
from app.domain.values.markup import first_sentence, one_line
from app.services.sharing.audiences import PANEL
from app.services.sharing.releasing import Waiting
from app.services.sharing.summarising import MOST_WORDS, Offered, Request, counted
from app.views.context.context import Context
from app.views.forms.option import RadioOption
from app.views.widgets.cards import ScrolledColumn, card
from app.views.widgets.emptying import empty_out
from app.views.widgets.fields import NAME, Field, Width, line
from app.views.widgets.layouts import vertical
from app.views.widgets.link import Link
from app.views.widgets.problems import Problem, ProblemSummary
from app.views.widgets.words import words
from app.views.writing.text_box import TextBox

_LINES = 5


class WhyStep(ScrolledColumn):
    """Audience, recipient, purpose, meeting, question, answer, and the scenario most likely next.

    What the case offers is taken with one key and never by itself: an old question is not this meeting's.
    """

    picked = Signal(str)
    """Somebody wants to see again what was prepared, by its id."""
    to_release = Signal()
    title = "Who it is for, and why"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.problems = ProblemSummary()
        self.add(self.problems)
        self._held, self._waiting = card(context.theme)
        self.add(self._held)
        self._held.hide()
        column = self.card()
        column.addWidget(words("Audience", "strong"))
        self.audiences = QGroupBox()
        self.audiences.setObjectName("group")
        self.audiences.setAccessibleName("Audience")
        choices = QVBoxLayout(self.audiences)
        choices.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.audiences)
        self._later = words("", "hint")
        column.addWidget(self._later)
        self.recipient, self.purpose, self.meeting = line(most=500), line(most=500), line(most=500)
        self.question, self.answer = TextBox(), TextBox()
        self._offered = QWidget()
        self._offers = vertical(self._offered)
        self._earlier = ""
        self.counted = words("", "hint")
        for box in (self.recipient, self.meeting):
            Width(box, context.theme, NAME)
        self.fields = {
            "recipient": Field("Recipient", self.recipient, hint="The panel, or who gets it and their role"),
            "purpose": Field("Purpose", self.purpose, hint="Why they need it; it is printed on the summary"),
            "meeting": Field("Meeting", self.meeting, hint="Its name and day, where it is for one"),
            "question": Field(
                "Question to health",
                self.question,
                hint="As it is put for this meeting",
                editor=_under(self.question, self._offered),
            ),
            "answer": Field(
                "Answer",
                self.answer,
                hint=f"The first sentence answers, the rest says why: {MOST_WORDS} words at most",
                editor=_under(self.answer, self.counted),
            ),
        }
        for path, text in (("question", self.question), ("answer", self.answer)):
            text.refused.connect(self.fields[path].show_problem)
        self.answer.textChanged.connect(self._count)
        self._count()
        self.problems.picked.connect(lambda path: self.fields[path].take_keyboard())
        column = self.card()
        column.setSpacing(context.theme.pixels(0.8))
        for path, field in self.fields.items():
            column.addWidget(field)
            field.changed.connect(partial(self.problems.drop, (path,)))
        self._lay_scenarios()
        context.theme.changed.connect(self._size)
        self._size()

    def show_waiting(self, mine: Sequence[Waiting], to_release: int, when: Callable[[Waiting], str]) -> None:
        """List what was prepared here and waits, and say how much waits for the member; `when` says since when."""
        empty_out(self._waiting)
        for each in mine:
            state = "was released: sign it" if each.is_released else "waits for release"
            self._waiting.addWidget(
                Link(f"A summary prepared {when(each)} {state}", partial(self.picked.emit, each.id))
            )
        if to_release:
            counted = "1 summary waits" if to_release == 1 else f"{to_release} summaries wait"
            self._waiting.addWidget(Link(f"{counted} for your release", self.to_release.emit))
        self._held.setVisible(bool(mine or to_release))

    def _lay_scenarios(self) -> None:
        self._likely, column = card(self.context.theme)
        self.add(self._likely)
        self._likely.hide()
        column.addWidget(words("Most likely next", "strong"))
        column.addWidget(
            words("You choose; what the records call likeliest is chosen to begin with.", "hint")
        )
        self.scenarios = QGroupBox()
        self.scenarios.setObjectName("group")
        self.scenarios.setAccessibleName("Most likely next")
        choices = QVBoxLayout(self.scenarios)
        choices.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scenarios)
        self._choices: dict[str, RadioOption] = {}
        self._not_read = words("", "label")
        self.add(self._not_read)
        self._not_read.hide()

    def show_offered(self, offered: Offered) -> None:
        """Offer the question that was put last, with its date, and the scenarios that stand."""
        self._earlier = offered.question
        empty_out(self._offers)
        if offered.question:
            said = f"Take the question of {offered.asked_on}: {first_sentence(offered.question)}"
            self._offers.addWidget(Link(said, self._take_question))
        layout = self.scenarios.layout()
        for name, said in offered.scenarios if layout is not None and not self._choices else ():
            choice = self._choices[name] = RadioOption(name, one_line(said), self.context.theme)
            choice.setChecked(name == offered.likeliest)
            layout.addWidget(choice)  # type: ignore[union-attr] # asked above
        self._likely.setVisible(bool(self._choices))
        self._not_read.setText(offered.unavailable)
        self._not_read.setVisible(bool(offered.unavailable))

    def _take_question(self) -> None:
        self.question.setPlainText(self._earlier)
        self.question.setFocus()

    def _count(self) -> None:
        count = counted(self.answer.text())
        over = f", {count - MOST_WORDS} too many" if count > MOST_WORDS else ""
        self.counted.setText(f"{count} of {MOST_WORDS} words{over}")

    def show_audiences(self, audiences: Sequence[Audience]) -> None:
        """List who summaries can be made for, and who not yet."""
        layout = self.audiences.layout()
        if layout is None or layout.count():
            return
        for audience in audiences:
            if audience.code == PANEL:
                choice = RadioOption(audience.title, "", self.context.theme)
                choice.setChecked(True)
                layout.addWidget(choice)
        later = ", ".join(audience.title for audience in audiences if audience.code != PANEL)
        self._later.setText(f"Not available yet: {later}." if later else "")

    def is_complete(self) -> bool:
        """Whether one can go on; if not, the summary of problems says why and takes the keyboard."""
        wanted = {
            "recipient": ("Write who the summary is for", self.recipient.text()),
            "purpose": ("Write what it is for", self.purpose.text()),
            "question": ("Write what this meeting asks of health", self.question.text()),
            "answer": ("Write your answer", self.answer.text()),
        }
        found = [Problem(path, message) for path, (message, typed) in wanted.items() if not typed.strip()]
        if (count := counted(self.answer.text())) > MOST_WORDS:
            found.append(Problem("answer", f"Shorten the answer: {count} words, {MOST_WORDS} at most"))
        said = {problem.path: problem.words for problem in found}
        for path, field in self.fields.items():
            field.show_problem(said.get(path, ""))
        self.problems.show_all(found)
        if found:
            self.area.ensureWidgetVisible(self.problems)
        return not found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list of problems, where there is one."""
        if not self.problems.goes_back(event):
            super().keyPressEvent(event)

    def request(self) -> Request:
        """What was answered, with nothing let in yet."""
        return Request(
            audience=PANEL,
            recipient=self.recipient.text(),
            purpose=self.purpose.text(),
            meeting=self.meeting.text(),
            question=self.question.text(),
            answer=self.answer.text(),
            scenario=next((name for name, choice in self._choices.items() if choice.isChecked()), ""),
        )

    def focus_first(self) -> None:
        """Give the keyboard to the first box."""
        self.recipient.setFocus()

    def _size(self) -> None:
        for box in (self.question, self.answer):
            box.setFixedHeight(self.context.theme.pixels(1.6) * _LINES)


def _under(box: QWidget, below: QWidget) -> QWidget:
    """A box with something below it."""
    made = QWidget()
    vertical(made, box, below, gap=4)
    return made
