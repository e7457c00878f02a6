"""Puts the boxes of fields where a plan says, some at each turn of the event loop."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.views.forms.columns import Columns
from app.views.forms.editor import FieldContext
from app.views.forms.fields import Fields
from app.views.forms.plan import Part
from app.views.forms.slices import Slices


class Laying:
    """Lays out fields; `placed` is told the name of each as soon as its box is there."""

    def __init__(
        self, fields: Fields, context: FieldContext, slices: Slices, placed: Callable[[str], None]
    ) -> None:
        self._fields, self._context, self._slices, self._placed = fields, context, slices, placed

    def lay(self, parts: Iterable[Part], inside: QVBoxLayout, owner: QWidget) -> None:
        """Put parts one under another, as long as their owner lives."""
        for part in parts:
            self._slices.add(owner, partial(self._part, part, inside, owner))

    def _part(self, part: Part, inside: QVBoxLayout, owner: QWidget) -> None:
        columns = None
        if part.columns > 1:
            columns = Columns(self._context.screen.look, least=part.least, most=part.columns)
            inside.addWidget(columns)
        for n, name in enumerate(part.names):
            ruled = part.ruled and n > 0
            self._slices.add(owner, partial(self._one, name, columns or inside, ruled=ruled))

    def _one(self, name: str, where: Columns | QVBoxLayout, *, ruled: bool) -> None:
        box = self._fields.box(name)
        if isinstance(where, Columns):
            where.add(box)
        else:
            if ruled:
                line = QFrame()
                line.setObjectName("rule")
                where.addWidget(line)
            where.addWidget(box)
        self._placed(name)
