"""A form for any class whose fields are declared: sections, fields, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.fields.content import Missing, missing
from app.views.forms.editor import FieldContext, Make
from app.views.forms.editors import make
from app.views.forms.fields import Fields
from app.views.forms.laying import Laying
from app.views.forms.plan import Plan, Section, completed, declared
from app.views.forms.problem import Problem, problems
from app.views.forms.slices import Slices
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import unbroken, words


@dataclass(frozen=True)
class SectionMark:
    """A section for an outline: its heading, and the paths of its fields, the first of which it is gone to by."""

    title: str
    paths: tuple[str, ...]


class FormView(QWidget):
    """Shows and takes a content. It is made over some turns of the event loop; `ready` tells of the end.

    Nothing is checked while somebody types. Paths are those of `domain.content.Missing`: "preoccupation.confidence".
    """

    edited = Signal()
    """The person changed something."""
    settled = Signal()
    """A moment after the last change, and after a load: time to look at what is missing."""
    ready = Signal()
    """Every field is there."""

    ems: ClassVar[float] = 52
    """How wide it is at most: lines much longer than this are hard to read."""

    def __init__(self, cls: type, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self._slices = Slices(self)
        self.context = replace(context, slices=self._slices, make=make)
        self.fields = Fields(cls, self.context, self.special(), self)
        self.fields.edited.connect(self.edited)
        self.fields.settled.connect(self.settled)
        self._plan = completed(self.plan(), self.fields.specs.values())
        self._wanted = ""
        self._laying = Laying(self.fields, self.context, self._slices, self._placed)
        self._box = self._column()
        for section in self._plan:
            self._slices.add(self, partial(self._open, section))
        self._slices.finished.connect(self.ready)

    def plan(self) -> Plan:
        """Which fields stand where; what is not placed comes at the end."""
        return declared(self.fields.specs.values())

    def special(self) -> Mapping[str, Make]:
        """Fields whose editor is another than their form's."""
        return {}

    @property
    def is_ready(self) -> bool:
        """Whether every field is there."""
        return self._slices.is_done

    def finish(self) -> None:
        """Make all that is not there yet, now."""
        self._slices.finish()

    def content(self) -> Any:
        """The content as it stands, as far as what is typed can be read."""
        return self.fields.content()

    def load(self, content: Any) -> None:
        """Show a content; where it says what is there already, nothing moves."""
        self.fields.load(content)

    def missing(self) -> tuple[Missing, ...]:
        """What must still be answered to sign."""
        return missing(self.content())

    def problems(self) -> tuple[Problem, ...]:
        """What stands in the way of signing: what is missing, and what cannot be read."""
        return problems(self.content(), self.fields.unreadable())

    def show_problems(self, found: tuple[Problem, ...]) -> None:
        """Show errors at their fields, and take away all others."""
        self.fields.show_problems({one.path: one.words for one in found})

    def show_previous(self, content: object | None, when: str = "") -> None:
        """Show the values of an earlier record beside the new ones, where the editor has a place for them."""
        self.fields.show_previous(content, unbroken(when))

    def sections(self) -> tuple[SectionMark, ...]:
        """The sections in order."""
        return tuple(SectionMark(section.title, section.names()) for section in self._plan)

    def focus_field(self, path: str) -> None:
        """Go to a field; to one that is not made yet as soon as it is."""
        name = path.partition(".")[0]
        if name not in self.fields.boxes:
            self._wanted = path
            return
        self._wanted = ""
        self._bring(self.fields.boxes[name])
        self.fields.focus(path)
        held = self.focusWidget()
        if held is not None:
            self._bring(held)

    def focus_first(self) -> None:
        """Go to the first field."""
        self.focus_field(next(iter(self._plan[0].names())))

    def _column(self) -> QVBoxLayout:
        """The column that the sections stand in."""
        column = QWidget(self)
        column.setMaximumWidth(self.context.pixels(self.ems))
        # A row around it: a column that is narrower than its own column is given the height of the wider one.
        row = horizontal(None, (column, 1), 0)
        vertical(self, row, 1)
        return vertical(column, gap=self.context.pixels(0.6))

    def _open(self, section: Section) -> None:
        """Make the frame of a section, and have its fields made next."""
        if section.title:
            self._box.addWidget(words(section.title, "h2"))
        if section.hint:
            self._box.addWidget(words(section.hint, "hint"))
        card = QFrame(self)
        card.setObjectName("card")
        pad = self.context.pixels(1)
        inside = vertical(card, gap=self.context.pixels(1), pad=pad)
        self._box.addWidget(card)
        self._box.addSpacing(self.context.pixels(0.8))
        self._laying.lay(section.parts, inside, card)

    def _placed(self, name: str) -> None:
        if self._wanted.partition(".")[0] == name:
            self.focus_field(self._wanted)

    def _bring(self, widget: QWidget) -> None:
        """Scroll it into view."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(widget, 0, self.context.pixels(4))
