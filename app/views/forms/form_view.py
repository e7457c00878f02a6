"""A form for any class whose fields are declared: sections, fields, and what is wrong with them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.fields.content import Missing, missing
from app.domain.fields.declare import FieldSpec
from app.domain.values.dates import ClinicalDate
from app.views.forms.editor import AIR, FieldContext, Make
from app.views.forms.editors import make
from app.views.forms.fields import Fields
from app.views.forms.plan import Plan, Section, completed, declared
from app.views.forms.problem import ask, problems
from app.views.forms.slices import Slices
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.problems import Problem
from app.views.widgets.scrolled import bring_into_view
from app.views.widgets.words import words


@dataclass(frozen=True)
class Laid:
    """How a form is laid out, where that does not follow from its declarations alone."""

    plan: Callable[[Iterable[FieldSpec]], Plan] = declared
    """Which fields stand where; what it does not place comes at the end."""
    special: Mapping[str, Make] = field(default_factory=dict)
    """Fields whose editor is another than their form's."""
    ems: float = 52
    """How wide it is at most: lines much longer than this are hard to read."""


AS_DECLARED = Laid()
_OUT: Final = 4
"""Pixels that the frame of what has the keyboard lies outside of it."""


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

    def __init__(self, cls: type, context: FieldContext, laid: Laid = AS_DECLARED) -> None:
        super().__init__()
        self.setObjectName("form")
        self._slices = Slices(self)
        self.context = replace(context, slices=self._slices, make=make, own=self.content)
        self.fields = Fields(cls, self.context, laid.special, self)
        self.fields.edited.connect(self.edited)
        self.fields.left.connect(self._left)
        self.fields.settled.connect(self.settled)
        asked = self.fields.specs.values()
        self.sections = completed(laid.plan(asked), asked)
        self.fields.focused.connect(self._focused)
        self._shown: dict[str, str] = {}
        self._box = self._column(laid.ems)
        for section in self.sections:
            self._slices.add(self, partial(self._open, section))
        self._slices.finished.connect(self.ready)

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
        return missing(self.content(), self.context.today, self.fields.since, self.context.signed)

    def problems(self) -> tuple[Problem, ...]:
        """What stands in the way of signing, in the order in which it is laid: what is missing, what cannot be read.

        Of what is not asked here nothing is said here.
        """
        laid = [name for section in self.sections for name in section.names()]
        found = problems(
            self.content(),
            self.fields.unreadable(),
            self.context.today,
            self.fields.since,
            self.context.signed,
        )
        asked = (one for one in found if one.path.partition(".")[0] in laid)
        return tuple(sorted(asked, key=lambda one: laid.index(one.path.partition(".")[0])))

    def show_problems(self, found: tuple[Problem, ...]) -> None:
        """Show errors at their fields, and take away all others."""
        self._shown = {one.path: one.words for one in found}
        self.fields.show_problems(self._shown)

    @property
    def has_problems(self) -> bool:
        """Whether errors are shown."""
        return bool(self._shown)

    def keep_problems(self, found: tuple[Problem, ...]) -> None:
        """Of the errors that are shown leave what is still wrong, in the words of now; no other comes."""
        now = {one.path: one.words for one in found}
        self._say({path: now[path] for path in self._shown if path in now})

    def show_previous(self, content: object | None, on: ClinicalDate | None = None) -> None:
        """Show the values of an earlier record, of that day, beside the new ones where the editor has a place for them.

        What is needed after an earlier record alone is asked for, as of that day. Nothing is filled in.
        """
        self.fields.show_previous(content, on)

    def focus_field(self, path: str) -> None:
        """Go to a field; to one that is not made yet as soon as it is."""
        self.fields.focus(path)

    def focus_first(self) -> None:
        """Go to the first field."""
        self.focus_field(next(iter(self.sections[0].names())))

    def _say(self, shown: dict[str, str]) -> None:
        if shown != self._shown:
            self._shown = shown
            self.fields.show_problems(shown)

    def _left(self, path: str) -> None:
        """A date that lies where its field has none is told of at once: nothing else is while somebody writes."""
        gap = next((gap for gap in self.missing() if gap.path == path and gap.why), None)
        if gap is not None and path not in self.fields.unreadable():
            self._say(self._shown | {path: ask(self.content(), gap)})

    def _column(self, ems: float) -> QVBoxLayout:
        """The column that the sections stand in."""
        column = QWidget(self)
        column.setMaximumWidth(self.context.pixels(ems))
        # A row around it: a column that is narrower than its own column is given the height of the wider one.
        row = horizontal(None, (column, 1), 0)
        vertical(self, row, 1)
        return vertical(column, gap=self.context.pixels(0.6))

    def _open(self, section: Section) -> None:
        """Make the frame of a section, and have its fields made next."""
        px = self.context.screen.theme.px
        for text, role in ((section.title, "h2"), (section.hint, "hint")):
            if text:
                said = words(text, role)
                said.setContentsMargins(px(_OUT), 0, 0, 0)
                self._box.addWidget(said)
        card = QFrame(self)
        card.setObjectName("card")
        inside = vertical(card, gap=px(16), pad=(px(_OUT), px(_OUT), px(_OUT), px(8)))
        self._box.addWidget(card)
        self._box.addSpacing(self.context.pixels(0.8))
        self.fields.lay(section.parts, inside, card, self._slices)

    def _focused(self, name: str) -> None:
        air = self.context.pixels(AIR)
        bring_into_view(self.fields.boxes[name], air)
        held = self.focusWidget()
        if held is not None:
            bring_into_view(held, air)
