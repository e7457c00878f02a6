"""What every editor of a field can do; the form knows nothing else of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.fields.content import NO_LONGER_OFFERED
from app.domain.fields.declare import FieldSpec, Target
from app.domain.measures.catalogue import NO_MEASURES, Catalogue
from app.domain.records.in_case import NOTHING_YET, InCase
from app.domain.records.shown import answer
from app.services.records.citable import Citable
from app.views.context.context import Context
from app.views.context.tasks import Task
from app.views.forms.slices import Slices
from app.views.widgets.buttons import button
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.words import style_as, words
from app.views.writing.aids import WritingAids

AIR: Final = 4
"""Ems around a field that somebody is brought to."""
_SHOWN: Final = 60
"""Characters of an earlier answer that are shown where it is offered."""


class KeepsFiles(Protocol):
    """Adds documents to the draft that a form is of."""

    def add(
        self,
        path: Path,
        owner: QObject,
        step: Callable[[Any], None],
        then: Callable[[None], None],
        failed: Callable[[BaseException], None],
    ) -> Task:
        """Seal a file; each step is told, the last of them is the document."""

    def remove(self, file_id: str, owner: QObject) -> None:
        """Forget one that was added and is not signed."""


@dataclass(frozen=True)
class FieldContext:
    """What editors are given besides their declaration: what can be referred to, and what day it is."""

    screen: Context
    day: Callable[[], date]
    """What day it is, which may be another by the time somebody goes on."""
    citable: Mapping[Target, tuple[Citable, ...]] = field(default_factory=dict)
    """What references may point at, loaded before the form is shown."""
    referred: Mapping[str, str] = field(default_factory=dict)
    """The words for what the draft refers to already, by reference, though it cannot be chosen any more."""
    writing: WritingAids | None = None
    """The spelling, snippets and templates of the writing boxes; None leaves plain boxes."""
    signed: object | None = None
    """What the version that is replaced says: a date that it has may stand, though it has passed."""
    case: InCase = NOTHING_YET
    """What stands in the case, for a form that looks back on it."""
    measures: Catalogue = NO_MEASURES
    """The measures that can be given, and those that ever could, for a form that scores."""
    own: Callable[[], Any] = object
    """The content of the form as it stands, for a field that refers to a row of it; the form puts its own here."""
    kind: str = ""
    """The code of the kind of record whose templates are offered; empty where there are none."""
    files: KeepsFiles | None = None
    """Where documents are kept; without it none can be added."""
    raise_now: Callable[[str], None] | None = None
    """Signs by itself, before its record, a row that is told at once; without it none can be."""
    unoffered: frozenset[str] = frozenset()
    """The fields that are not asked: their author is not admitted to where they would be kept, or is not alone.

    A field of a row is named by its path: "goals.why".
    """
    silent: frozenset[str] = frozenset()
    """The fields that are asked without their hint: somebody sits beside the screen whom it is not for."""
    beside_person: bool = False
    """Whether the person sits beside the screen: nothing says what an answer means."""
    slices: Slices | None = None
    """The turns in which the form is made; the form puts its own here."""
    make: "Make | None" = None
    """The maker of editors, for rows, which hold forms of their own; the form puts its own here."""

    @property
    def today(self) -> date:
        """What day it is."""
        return self.day()

    def within(self, name: str) -> "FieldContext":
        """The same for the rows of a field: of what is not asked, what is theirs. Templates are for the record."""
        lead = f"{name}."
        theirs = (each.removeprefix(lead) for each in self.unoffered if each.startswith(lead))
        return replace(self, kind="", unoffered=frozenset(theirs))

    def pixels(self, ems: float) -> int:
        """A length as a multiple of the text size."""
        return self.screen.theme.pixels(ems)


class Editor(QWidget):
    """Edits the value of one field, of the type that its `Form` says; never refuses what is typed.

    What cannot be read as a value, such as half a date, is kept as typed: `value` gives the last value that could be
    read and `problem` the sentence that the form shows when the person goes on to sign.
    """

    edited = Signal()
    """The person changed something. Showing a value is no change."""
    left = Signal(str)
    """The keyboard left a date, or one was picked: what stands there is meant. Its path within the field."""
    is_narrative = False
    """Whether it is what a record is written for: its label is a title then."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec, self.context = spec, context
        self._gone: QLabel | None = None
        self._again: Any = None
        self._same_again: QPushButton | None = None
        self.row = vertical(self, gap=context.pixels(0.25))

    def value(self) -> Any:
        """The value as it stands."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def show_previous(self, value: Any, when: str) -> None:
        """Show beside the new value what it was before, where the editor has a place for it; None takes it away.

        What is likely the same again is offered while nothing stands here. It is never filled in by itself.
        """
        if not self.spec.repeats or value is None or self.spec.form.is_empty(self.spec, value):
            self._again = None
        else:
            self._again = value
            if self._same_again is None:
                self._same_again = button("", self._take_again, kind="link")
                self.row.addWidget(self._same_again, 0, LEFT)
            said = self.worded(value)
            self._same_again.setText(
                f"As last time: {said if len(said) <= _SHOWN else f'{said[:_SHOWN]}…'}".replace("&", "&&")
            )
            self._same_again.setToolTip(f"From {when}" if when else "")
            self._same_again.setAccessibleName(f"{self.spec.label}, as last time: {said}")
        self.show_offer()

    def show_offer(self) -> None:
        """Offer what it was before, as long as nothing stands here."""
        if self._same_again is not None:
            is_open = self._again is not None and self.spec.form.is_empty(self.spec, self.value())
            self._same_again.setVisible(is_open and not self.problem())

    def worded(self, value: Any) -> str:
        """A value of it in words."""
        return answer(self.spec, value)

    def _take_again(self) -> None:
        self.target().setFocus()
        self.show_value(self._again)
        self.show_offer()
        self.edited.emit()

    def problem(self) -> str:
        """Why what is typed is no value; empty when it is one."""
        return ""

    def problems(self) -> Mapping[str, str]:
        """Each thing typed that is no value, by its path within the field; "" is the field itself."""
        problem = self.problem()
        return {"": problem} if problem else {}

    def stand_for(self, part: QWidget) -> None:
        """Let a part bear the name of the field and take the keyboard for it."""
        self._part = part
        part.setAccessibleName(self.spec.label)

    def target(self) -> QWidget:
        """What takes the keyboard, bears the name and is the buddy of the label."""
        return self._part

    def describe(self, text: str) -> None:
        """What a screen reader says of the field after its name: the hint and, when it is wrong, the error."""
        self.target().setAccessibleDescription(text)

    def focus_part(self, part: str) -> None:
        """Give the keyboard to a part of the field, such as "confidence" or "2.likelihood"; "" is its first."""
        del part
        self.target().setFocus()

    def part_of(self, widget: QWidget) -> str:
        """What `focus_part` comes to that widget by."""
        del widget
        return ""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong within the field, by path; what is not named is right again."""
        self.mark(wrong=bool(problems))

    def say_no_longer_offered(self, value: Any) -> None:
        """Say under it which answers of a value nobody can choose any more, or nothing."""
        gone = self.spec.no_longer_offered(value)
        if self._gone is None and gone:
            self._gone = words("", "care")
            self.row.addWidget(self._gone)
        if self._gone is not None:
            self._gone.setText(f"{', '.join(gone)}. {NO_LONGER_OFFERED}" if gone else "")
            self._gone.setVisible(bool(gone))

    def mark(self, *, wrong: bool) -> None:
        """Draw the edge of an error, or take it away."""
        mark(self.target(), wrong=wrong)


Make = Callable[[FieldSpec, FieldContext], Editor]
"""Makes the editor of a field, empty."""


def mark(part: QWidget, *, wrong: bool) -> None:
    """Draw the edge of an error around one part, or take it away."""
    style_as(part, "state", "error" if wrong else "")
