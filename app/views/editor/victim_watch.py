"""Looks, while a draft is written, whether it names a victim, and says so under the field: for who may be told alone.

The look is made away from the window's thread, some time after the last key. Who is not admitted to the victims is told
nothing here: a line that came and went with what is typed would let them try out names.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout
from shiboken6 import isValid

from app.domain.records.shown import texts
from app.services.cases.victim_check import Detail
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.context.timers import once
from app.views.editor.sheet_form import SheetForm
from app.views.editor.victim_line import VictimLine, put_codes
from app.views.forms.fields import FieldBox

WAIT_MS: Final = 500
"""After the form has settled, until it is looked at."""


class VictimWatch(QObject):
    """Of one open draft; without the right to be told it does nothing at all."""

    def __init__(self, desk: Desk, context: Context, case_id: str, form: SheetForm) -> None:
        super().__init__(form)
        self._desk, self._context, self._case_id, self._form = desk, context, case_id, form
        self._lines: dict[FieldBox, VictimLine] = {}
        self._looked_at: tuple[str, ...] = ()
        self._found: dict[FieldBox, tuple[str, list[Detail]]] = {}
        self._is_looking = False
        self._later = once(self, WAIT_MS, self.look)
        if desk.victims.may_be_told:
            form.settled.connect(self._later.start)
            form.ready.connect(self._later.start)

    def look(self, then: Callable[[], object] | None = None) -> None:
        """Look at all that is written, unless it was looked at already; `then` when what was found is shown."""
        if self._is_looking:
            self._later.start()
            return
        boxes, passages = self._passages()
        if passages == self._looked_at:
            self._show(boxes, passages, None, then)
            return
        self._is_looking = True
        self._context.tasks.run(
            self._desk.victims.details_in,
            self._case_id,
            passages,
            owner=self,
            then=lambda found: self._show(boxes, passages, found, then),
            failed=self._not_looked,
        )

    def put_all(self) -> None:
        """Write codes in place of all details."""
        self.look(self._put_all)

    def _put_all(self) -> None:
        for box in list(self._found):
            self._put(box)

    def _passages(self) -> tuple[tuple[FieldBox, ...], tuple[str, ...]]:
        boxes, passages = [], []
        for form in self._form.forms:
            for name, text in texts(form.content()):
                box = form.fields.boxes.get(name)
                if box is not None:
                    boxes.append(box)
                    passages.append(text)
        return tuple(boxes), tuple(passages)

    def _show(
        self,
        boxes: Sequence[FieldBox],
        passages: tuple[str, ...],
        found: Sequence[Detail] | None,
        then: Callable[[], object] | None,
    ) -> None:
        self._is_looking = False
        if found is not None:
            self._looked_at = passages
            self._found = {}
            for each in found:
                box = boxes[each.passage]
                self._found.setdefault(box, (passages[each.passage], []))[1].append(each)
            for box in {*self._found, *self._lines}:
                if isValid(box):
                    self._line(box).tell(self._found.get(box, ("", []))[1])
        if then is not None:
            then()

    def _not_looked(self, failure: BaseException) -> None:
        self._is_looking = False
        # What keeps the check from looking is said where something is about to leave, and by the check of the vault.
        self._context.tasks.told_by(lambda _: None)(failure)

    def _line(self, box: FieldBox) -> VictimLine:
        line = self._lines.get(box)
        if line is None:
            line = self._lines[box] = VictimLine(box.spec.label)
            line.codes_wanted.connect(lambda: self._put(box))
            column = box.layout()
            if isinstance(column, QBoxLayout):
                column.addWidget(line)
        return line

    def _put(self, box: FieldBox) -> None:
        passage, found = self._found.get(box, ("", []))
        if isValid(box):
            put_codes(box, passage, found)
            box.editor.target().setFocus()
