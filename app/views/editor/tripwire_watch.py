"""Asks, while a note is written, about each tripwire that it mentions: a line under the field, answered by a press.

The look is made away from the window's thread. Nothing is raised by itself: *Seen* begins a red flag in the note, and
the answer is signed with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame
from shiboken6 import isValid

from app.domain.fields.spec import by_name
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.parts.tripwire_answer import SEEN, TripwireAnswer, passages, unanswered
from app.domain.records.in_case import InCase
from app.domain.records.tripwires import Mention
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.timers import once
from app.views.editor.sheet_form import SheetForm
from app.views.forms.fields import FieldBox
from app.views.forms.rows_editor import fresh
from app.views.widgets.buttons import button
from app.views.widgets.layouts import TOP, horizontal
from app.views.widgets.words import words

WAIT_MS: Final = 500
"""After the form has settled, until it is looked at."""
_NOT_THIS: Final = "not_this"


class TripwireLine(QFrame):
    """The sign, who then does what, and the two answers."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "care")
        self._words = words("", "care")
        self.seen = button("Seen", lambda: self.answered.emit(SEEN), hint="Begins a red flag in this note")
        self.other = button("Not this", lambda: self.answered.emit(_NOT_THIS), kind="quiet")
        horizontal(self, (self._words, 1), (self.seen, TOP), (self.other, TOP), pad=None)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, mention: Mention | None) -> None:
        """Ask about a mention; nothing takes the line away."""
        said = _told(mention) if mention else ""
        is_news = bool(said) and said != self._words.text()
        self._words.setText(said)
        if mention is not None:
            for act, name in ((self.seen, "Seen"), (self.other, "Not this")):
                act.setAccessibleName(f"{name}: {mention.wire.sign}")
        self.setVisible(bool(said))
        if is_news:
            voice.say(self, said)


def _told(mention: Mention) -> str:
    wire = mention.wire
    of = wire.scenario or "a tripwire"
    return f"“{mention.found}”: is this {of}? {wire.then}"


class TripwireWatch(QObject):
    """Of one open draft whose kind answers tripwires; of any other it does nothing at all."""

    def __init__(self, context: Context, case: InCase, form: SheetForm) -> None:
        super().__init__(form)
        self._context, self._case, self._form = context, case, form
        self._lines: dict[str, TripwireLine] = {}
        self._asked: dict[str, Mention] = {}
        self._is_looking = False
        self._later = once(self, WAIT_MS, self.look)
        if case.wires and "tripwires" in by_name(type(form.body.content())):
            form.settled.connect(self._later.start)
            form.ready.connect(self._later.start)

    def look(self) -> None:
        """Look at all that is written."""
        if self._is_looking:
            self._later.start()
            return
        self._is_looking = True
        content = self._form.body.content()
        names = tuple(passages(content))
        self._context.tasks.run(
            unanswered,
            content,
            self._case,
            owner=self,
            then=lambda found: self._show(names, found),
            failed=self._not_looked,
            aside=True,
        )

    def _show(self, names: Sequence[str], found: Sequence[Mention]) -> None:
        self._is_looking = False
        first: dict[str, Mention] = {}
        for each in found:
            first.setdefault(names[each.passage], each)
        self._asked = first
        boxes: Mapping[str, FieldBox] = self._form.body.fields.boxes
        for name in {*first, *self._lines}:
            box = boxes.get(name)
            if box is not None and isValid(box):
                self._line(name, box).tell(first.get(name))

    def _not_looked(self, failure: BaseException) -> None:
        self._is_looking = False
        self._context.tasks.failed.emit(failure)

    def _line(self, name: str, box: FieldBox) -> TripwireLine:
        line = self._lines.get(name)
        if line is None:
            line = self._lines[name] = TripwireLine()
            line.answered.connect(lambda answer: self._answer(name, answer))
            column = box.layout()
            if isinstance(column, QBoxLayout):
                column.addWidget(line)
        return line

    def _answer(self, name: str, answer: str) -> None:
        mention = self._asked.pop(name, None)
        if mention is None:
            return
        wire, body = mention.wire, self._form.body
        content: Any = body.content()
        row = fresh(TripwireAnswer, scenario=wire.cite, sign=wire.sign, found=mention.found, answer=answer)
        more: dict[str, Any] = {"tripwires": (*content.tripwires, row)}
        if answer == SEEN:
            flag = fresh(RedFlagRow, seen=f"{wire.sign}: {mention.found}", seen_at=self._form.sheet().event)
            more["red_flags"] = (*content.red_flags, flag)
        body.load(replace(content, **more))
        self._lines[name].tell(None)
        self._form.edited.emit()
        if answer == SEEN:
            body.focus_field(f"red_flags.{len(content.red_flags)}")
        else:
            body.focus_field(name)
        self._later.start()
