"""The first step: who it is for, which report, why they need it, what they ask, and what the author answers."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from app.domain.fields.sharing import Audience
from app.domain.reports.in_court import COURT
from app.domain.reports.parts import is_asked
from app.domain.reports.registry import made_for
from app.domain.values.markup import first_sentence, one_line
from app.services.sharing.audiences import PANEL
from app.services.sharing.letters import is_plain
from app.services.sharing.releasing import Waiting
from app.services.sharing.summarising import MOST_WORDS, Offered, Request, counted
from app.views.context.context import Context
from app.views.forms.option import RadioOption
from app.views.sharing.own_words import InCourt, OwnTexts
from app.views.theme.theme import Theme
from app.views.widgets.cards import ScrolledColumn, card
from app.views.widgets.emptying import empty_out
from app.views.widgets.fields import NAME, Field, Width, line
from app.views.widgets.layouts import vertical
from app.views.widgets.link import Link
from app.views.widgets.problems import Problem, ProblemSummary
from app.views.widgets.words import words
from app.views.writing.text_box import TextBox

_LINES = 5
_NOBODY: Final = "Nobody"
_ANSWERING: Final = ("question", "answer")
"""The fields of a report that answers a question."""


class WhyStep(ScrolledColumn):
    """Audience, report, recipient, purpose, meeting, question, answer, and the scenario most likely next.

    A report that answers no question has no fields for one. What the case offers is taken with one key and never by
    itself: an old question is not this meeting's.
    """

    picked = Signal(str)
    """Somebody wants to see again what was prepared, by its id."""
    chosen = Signal(str)
    """Another audience was chosen, by its code."""
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
        self.audience, self._for = PANEL, dict[str, RadioOption]()
        self._reports: dict[str, RadioOption] = {}
        self.audiences, self.reports = _group("Audience"), _group("Report")
        self._later = words("", "hint")
        for part in (words("Audience", "strong"), self.audiences, self._later):
            column.addWidget(part)
        column.addSpacing(context.theme.px(8))
        for part in (words("Report", "strong"), self.reports):
            column.addWidget(part)
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
            "purpose": Field(
                "Purpose", self.purpose, hint="Why they need it; printed on a report, and kept with a letter"
            ),
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
        self.problems.picked.connect(lambda path: self._all_fields()[path].take_keyboard())
        column = self.card()
        column.setSpacing(context.theme.pixels(0.8))
        for path, field in self.fields.items():
            column.addWidget(field)
            field.changed.connect(partial(self.problems.drop, (path,)))
        self._lay_scenarios()
        self.court, self.own = InCourt(context), OwnTexts(context)
        for extra in (self.court, self.own):
            self.add(extra)
            extra.changed.connect(lambda path: self.problems.drop((path,)))
        self._lay_second()
        context.theme.changed.connect(self._size)
        self._size()

    def show_waiting(self, mine: Sequence[Waiting], to_release: int, when: Callable[[Waiting], str]) -> None:
        """List what was prepared here and waits, and say how much waits for the member; `when` says since when."""
        empty_out(self._waiting)
        for each in mine:
            state = "was released: sign it" if each.is_released else "waits for release"
            self._waiting.addWidget(
                Link(f"A report prepared {when(each)} {state}", partial(self.picked.emit, each.id))
            )
        if to_release:
            counted = "1 report waits" if to_release == 1 else f"{to_release} reports wait"
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
        self.scenarios = _group("Most likely next")
        column.addWidget(self.scenarios)
        self._choices: dict[str, RadioOption] = {}
        self._not_read = words("", "label")
        self.add(self._not_read)
        self._not_read.hide()

    def _lay_second(self) -> None:
        self._second, column = card(self.context.theme)
        self.add(self._second)
        self._second.hide()
        column.addWidget(words("Countersignature", "strong"))
        column.addWidget(words("A place is kept for it; the colleague signs there, under Sharing.", "hint"))
        self.seconds = _group("Countersignature")
        column.addWidget(self.seconds)
        self._colleagues: dict[str, str] = {}
        self._asked: dict[str, RadioOption] = {}

    def show_countersigners(self, colleagues: Sequence[tuple[str, str]]) -> None:
        """List who may be asked to countersign, by login and name; nobody is asked to begin with."""
        self._colleagues = {name: login for login, name in colleagues}
        named = [(_NOBODY, ""), *((name, "") for name in self._colleagues)]
        self._asked = _options(self.seconds, named, self.context.theme)
        self._asked[_NOBODY].setChecked(True)
        self._show_what_is_asked()

    def _countersigner(self) -> str:
        chosen = (name for name, choice in self._asked.items() if choice.isChecked())
        return self._colleagues.get(next(chosen, _NOBODY), "")

    def show_offered(self, offered: Offered) -> None:
        """Offer the question that was put last, with its date, and the scenarios that stand."""
        self._earlier = offered.question
        empty_out(self._offers)
        if offered.question:
            said = f"Take the question of {offered.asked_on}: {first_sentence(offered.question)}"
            self._offers.addWidget(Link(said, self._take_question))
        before = self._scenario()
        named = [name for name, _ in offered.scenarios]
        self._choices = _options(self.scenarios, offered.scenarios, self.context.theme)
        chosen = before if before in named else offered.likeliest
        if chosen in self._choices:
            self._choices[chosen].setChecked(True)
        self._show_what_is_asked()
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
        """List who something can be made for, and who not yet."""
        if self._for:
            return
        now = {each.title: each.code for each in audiences if made_for(each.code)}
        made = _options(self.audiences, [(title, "") for title in now], self.context.theme)
        self._for = {now[title]: choice for title, choice in made.items()}
        self._for[self.audience].setChecked(True)
        for code, choice in self._for.items():
            choice.toggled.connect(partial(self._choose, code))
        later = ", ".join(audience.title for audience in audiences if not made_for(audience.code))
        self._later.setText(f"Not available yet: {later}." if later else "")
        self._show_reports()

    def _choose(self, audience: str, checked: bool) -> None:  # noqa: FBT001 - Qt's
        if checked and audience != self.audience:
            self.audience = audience
            self._show_reports()
            self.chosen.emit(audience)

    def _show_reports(self) -> None:
        """The reports that are for the audience; the one that was chosen stays chosen where it is among them."""
        before, made = self._report(), made_for(self.audience)
        self._reports = {}
        options = _options(self.reports, [(each.title, "") for each in made], self.context.theme)
        for each in made:
            choice = self._reports[each.code] = options[each.title]
            choice.toggled.connect(self._show_what_is_asked)
        chosen = before if before in self._reports else made[0].code
        self._reports[chosen].setChecked(True)
        self._show_what_is_asked()

    def _show_what_is_asked(self) -> None:
        for path in _ANSWERING:
            self.fields[path].setVisible(self.answers)
        self._likely.setVisible(bool(self._choices) and self.answers)
        self._second.setVisible(bool(self._colleagues) and not is_plain(self.audience))
        self.court.setVisible(self.audience == COURT)
        self.own.show_report(self._report())

    def _all_fields(self) -> dict[str, Field]:
        """The fields that are asked for now, by their paths."""
        of_court = self.court.fields if self.audience == COURT else {}
        return {**self.own.fields, **of_court, **self.fields}

    @property
    def answers(self) -> bool:
        """Whether the report that is chosen answers a question."""
        return next((each.answers for each in made_for(self.audience) if each.code == self._report()), True)

    @property
    def is_by_parts(self) -> bool:
        """Whether each part of the report that is chosen is let in by itself."""
        return any(
            is_asked(each, self.audience) for each in made_for(self.audience) if each.code == self._report()
        )

    def _report(self) -> str:
        return next((code for code, choice in self._reports.items() if choice.isChecked()), "")

    def _scenario(self) -> str:
        return next((name for name, choice in self._choices.items() if choice.isChecked()), "")

    def is_complete(self) -> bool:
        """Whether one can go on; if not, the summary of problems says why and takes the keyboard."""
        wanted = {
            "recipient": ("Write who it is for", self.recipient.text()),
            "purpose": ("Write what it is for", self.purpose.text()),
        }
        if self.answers:
            wanted["question"] = "Write what this meeting asks of health", self.question.text()
            wanted["answer"] = "Write your answer", self.answer.text()
        found = [Problem(path, message) for path, (message, typed) in wanted.items() if not typed.strip()]
        if self.answers and (count := counted(self.answer.text())) > MOST_WORDS:
            found.append(Problem("answer", f"Shorten the answer: {count} words, {MOST_WORDS} at most"))
        if self.audience == COURT:
            found += self.court.problems()
        found += self.own.problems()
        said = {problem.path: problem.words for problem in found}
        for path, field in self._all_fields().items():
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
        asks = self.answers
        made = Request(
            audience=self.audience,
            report=self._report(),
            recipient=self.recipient.text(),
            purpose=self.purpose.text(),
            meeting=self.meeting.text(),
            question=self.question.text() if asks else "",
            answer=self.answer.text() if asks else "",
            scenario=self._scenario() if asks else "",
            texts=self.own.texts(),
            countersigner="" if is_plain(self.audience) else self._countersigner(),
        )
        return self.court.answered(made) if self.audience == COURT else made

    def focus_first(self) -> None:
        """Give the keyboard to the first box."""
        self.recipient.setFocus()

    def _size(self) -> None:
        for box in (self.question, self.answer):
            box.setFixedHeight(self.context.theme.pixels(1.6) * _LINES)


def _group(name: str) -> QGroupBox:
    """A group of choices without a frame."""
    made = QGroupBox()
    made.setObjectName("group")
    made.setAccessibleName(name)
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    return made


def _options(group: QGroupBox, choices: Sequence[tuple[str, str]], theme: Theme) -> dict[str, RadioOption]:
    """Put choices into a group in the place of those in it: each with its name and a hint; by their names."""
    layout = group.layout()
    made = {name: RadioOption(name, one_line(hint), theme) for name, hint in choices}
    if layout is not None:
        empty_out(layout)
        for choice in made.values():
            layout.addWidget(choice)
    return made


def _under(box: QWidget, below: QWidget) -> QWidget:
    """A box with something below it."""
    made = QWidget()
    vertical(made, box, below, gap=4)
    return made
