"""What an author adds to a report themself: a text under each heading that asks for one, and who they are in court."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.reports.in_court import DECLARATION, EXPERT, STANDINGS
from app.domain.reports.own_words import OwnWords, Texts, own_words
from app.services.sharing.summarising import Request
from app.views.context.context import Context
from app.views.forms.option import RadioOption
from app.views.widgets.cards import card
from app.views.widgets.emptying import empty_out
from app.views.widgets.fields import NAME, Field, Width, line
from app.views.widgets.layouts import vertical
from app.views.widgets.problems import Problem
from app.views.widgets.words import words
from app.views.writing.text_box import TextBox

_LINES = 3


class OwnTexts(QWidget):
    """The texts of the report that is chosen; what was typed for another stays for it."""

    changed = Signal(str)
    """Something else stands in a field, by its path."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._report = ""
        self._typed: dict[tuple[str, str], str] = {}
        self.boxes: dict[str, TextBox] = {}
        self.fields: dict[str, Field] = {}
        frame, self._column = card(context.theme, "In your own words", gap=0.8)
        vertical(self, frame)
        self.hide()
        context.theme.changed.connect(self._size)

    def show_report(self, code: str) -> None:
        """Lay out the texts of a report; a report without any hides all of this."""
        if code == self._report:
            return
        self._keep()
        self._report = code
        empty_out(self._column, keep=1)
        self.boxes, self.fields = {}, {}
        asked = own_words(code)
        for each in asked:
            self._column.addWidget(self._field_of(each))
        self._size()
        self.setVisible(bool(asked))

    def _field_of(self, each: OwnWords) -> Field:
        box = self.boxes[each.code] = TextBox()
        box.setPlainText(self._typed.get((self._report, each.code), ""))
        made = self.fields[each.code] = Field(each.label, box, hint=each.hint)
        box.refused.connect(made.show_problem)
        made.changed.connect(lambda: self.changed.emit(each.code))
        return made

    def _keep(self) -> None:
        for code, box in self.boxes.items():
            self._typed[self._report, code] = box.text()

    def problems(self) -> Iterator[Problem]:
        """What has to be put right before going on."""
        for each in own_words(self._report):
            typed = self.boxes[each.code].text().strip()
            if each.needed and not typed:
                yield Problem(each.code, f"Write “{each.label}”")
            elif (count := len(typed.split())) > each.most:
                yield Problem(each.code, f"Shorten “{each.label}”: {count} words, {each.most} at most")

    def texts(self) -> Texts:
        """What is written."""
        return tuple((code, box.text()) for code, box in self.boxes.items() if box.text().strip())

    def _size(self) -> None:
        for box in self.boxes.values():
            box.setFixedHeight(self._theme.pixels(1.6) * _LINES)


class InCourt(QWidget):
    """In which standing the author writes for a court, and what an expert adds."""

    changed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.by, self.declaration = line(most=500), TextBox()
        Width(self.by, context.theme, NAME)
        self.standings = {code: RadioOption(said, "", context.theme) for code, said in STANDINGS.items()}
        choices = QWidget()
        choices.setAccessibleName("You write as")
        vertical(choices, *self.standings.values())
        self.fields = {
            "standing": Field("You write as", next(iter(self.standings.values())), editor=choices),
            "instructed_by": Field("Instructed by", self.by, hint="The court or party, with the day"),
            "declaration": Field(
                DECLARATION, self.declaration, hint="The words of your service: you sign them with the pages"
            ),
        }
        self.declaration.refused.connect(self.fields["declaration"].show_problem)
        frame, column = card(context.theme, "For the court", gap=0.8)
        column.addWidget(words("The pages say so in every case", "hint"))
        for path, field in self.fields.items():
            column.addWidget(field)
            field.changed.connect(lambda path=path: self.changed.emit(path))
        for each in self.standings.values():
            each.toggled.connect(self._show)
        vertical(self, frame)
        self.hide()
        context.theme.follow(self._size)
        self._show()

    @property
    def standing(self) -> str:
        """The code of what is chosen; empty while nothing is."""
        return next((code for code, choice in self.standings.items() if choice.isChecked()), "")

    def _show(self) -> None:
        is_expert = self.standing == EXPERT
        for path in ("instructed_by", "declaration"):
            self.fields[path].setVisible(is_expert)
        if self.standing:
            self.changed.emit("standing")

    def problems(self) -> Iterator[Problem]:
        """What has to be put right before going on."""
        if not self.standing:
            yield Problem("standing", "Say in which standing you write for the court")
        if self.standing == EXPERT and not self.by.text().strip():
            yield Problem("instructed_by", "Write who instructed you")
        if self.standing == EXPERT and not self.declaration.text().strip():
            yield Problem("declaration", "An expert signs the service’s declaration and statement of truth")

    def answered(self, request: Request) -> Request:
        """The same request with what was answered here."""
        is_expert = self.standing == EXPERT
        return replace(
            request,
            standing=self.standing,
            instructed_by=self.by.text() if is_expert else "",
            declaration=self.declaration.text() if is_expert else "",
        )

    def _size(self) -> None:
        self.declaration.setFixedHeight(self._theme.pixels(1.6) * _LINES)
