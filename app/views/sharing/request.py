"""The first step of sharing: who the summary is for, why, and what the sharing policy leaves to the clinician."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.sharing import Audience, Rule, Share
from app.services.summarising import Request
from app.views.forms.option import CheckOption
from app.views.look import Look
from app.views.widgets.fields import Field, line
from app.views.widgets.problems import Problem, ProblemSummary
from app.views.widgets.words import words

CLASSES: Final[Mapping[Share, str]] = {
    Share.CONTEXT: "Who, when, orders and custody",
    Share.RISK: "Behaviour, red flags and risk",
    Share.FORMULATION: "Formulation and the fixation profile in words",
    Share.DIAGNOSIS: "Diagnosis and treatment",
    Share.THERAPY: "What was said and done in treatment, and personal history",
    Share.ENGAGEMENT: "How the person engages",
    Share.ADMISSION: "New offences or threats the person spoke of",
    Share.MANAGEMENT: "Advice to agencies",
    Share.MEASURE: "Scores of questionnaires",
    Share.VICTIM: "Anything that identifies or locates a victim",
    Share.INTELLIGENCE: "Intelligence and what others told in confidence",
    Share.PERSON: "What is written for the person to read",
    Share.INTERNAL: "What never leaves the team",
}
"""The sharing classes in the words of a clinician."""


class RequestForm(QWidget):
    """Recipient, purpose, meeting, question, and what goes in. `edited` tells of every change."""

    edited = Signal()

    def __init__(self, look: Look, audience: Audience, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._audience = look, audience
        self.problems = ProblemSummary()
        self.recipient, self.purpose, self.meeting = line(), line(), line()
        self.question = QPlainTextEdit()
        self.question.setTabChangesFocus(True)
        self.question.setFixedHeight(look.pixels(5))
        self.fields = {
            "recipient": Field(
                "Recipient", self.recipient, hint="The panel or the professional, with their role"
            ),
            "purpose": Field(
                "Purpose", self.purpose, hint="Why they need it, as the information sharing agreement says"
            ),
            "meeting": Field("Meeting", self.meeting, hint="Name and date", optional=True),
            "question": Field("Question", self.question, hint="What they asked health", optional=True),
        }
        self._asked: dict[Share, CheckOption] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.pixels(0.7))
        column.addWidget(self.problems)
        for field in self.fields.values():
            field.setMaximumWidth(look.pixels(42))
            column.addWidget(field)
        column.addWidget(self._policy())
        self.problems.picked.connect(lambda path: self.fields[path].take_keyboard())
        for box in (self.recipient, self.purpose, self.meeting, self.question):
            box.textChanged.connect(self.edited)

    def request(self) -> Request:
        """What was asked for, as it stands."""
        return Request(
            audience=self._audience.code,
            recipient=self.recipient.text(),
            purpose=self.purpose.text(),
            meeting=self.meeting.text(),
            question=self.question.toPlainText(),
            asked=frozenset(share for share, box in self._asked.items() if box.isChecked()),
        )

    def is_complete(self) -> bool:
        """Whether one can go on; if not, the summary of problems says why and takes the keyboard."""
        wanted = {
            "recipient": ("Write who the summary is for", self.recipient.text()),
            "purpose": ("Write what it is for", self.purpose.text()),
        }
        found = [Problem(path, told) for path, (told, typed) in wanted.items() if not typed.strip()]
        said = {problem.path: problem.words for problem in found}
        for path, field in self.fields.items():
            field.show_problem(said.get(path, ""))
        self.problems.show_all(found)
        return not found

    def _policy(self) -> QFrame:
        """What goes in, in four groups: the policy decides, and leaves some to the clinician."""
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        pad = self._look.pixels(0.8)
        column.setContentsMargins(pad, pad, pad, pad)
        column.addWidget(words("What goes in", "h2"))
        column.addWidget(words(f"Policy for: {self._audience.title}", "hint"))
        self._group(column, "Goes in", Rule.INCLUDE)
        self._choices(column)
        self._group(column, "Never goes in, whoever asks", Rule.NEVER)
        return card

    def _group(self, column: QVBoxLayout, title: str, rule: Rule) -> None:
        column.addWidget(words(title, "strong"))
        for share in self._of(rule):
            column.addWidget(words(f"– {CLASSES[share]}"))

    def _choices(self, column: QVBoxLayout) -> None:
        column.addWidget(words("Goes in only if you say so", "strong"))
        for share in (*self._of(Rule.ASK), *self._of(Rule.WITHHOLD)):
            usual = " (usually withheld)" if self._audience.rules[share] is Rule.WITHHOLD else ""
            box = CheckOption(CLASSES[share] + usual, "", self._look)
            box.toggled.connect(self.edited)
            self._asked[share] = box
            column.addWidget(box)

    def _of(self, rule: Rule) -> list[Share]:
        return [share for share, each in self._audience.rules.items() if each is rule]
