"""What narrows the list of cases: the name that is looked for, and chips for stage, pathway and one's own."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.domain.cases.case import PATHWAYS, STAGES
from app.domain.fields.declare import Choice
from app.views.context.timers import once
from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.chips import chip, offer
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

_NAME = "Name begins with"
_PAUSE = 150
"""Milliseconds after the last letter until the list is asked anew."""


class CaseFilter(QWidget):
    """The box and the chips above the list. `changed` tells that the list has to be asked anew."""

    changed = Signal()

    def __init__(self, look: Look, member_id: str) -> None:
        super().__init__()
        self._look, self._member_id = look, member_id
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.setMaxLength(100)
        self.box.setAccessibleName(_NAME)
        self.box.setToolTip("Find by family or given name: the beginning of any part of it (/ or Ctrl+F)")
        self._pause = once(self, _PAUSE, self.changed)
        self.box.textEdited.connect(lambda _: self._pause.start())
        self.box.textChanged.connect(self._cleared)
        self.mine = self._chip("Mine", "Cases that you lead")
        self._stages = {choice.code: self._chip(choice.label, _hint("Stage", choice)) for choice in STAGES}
        self._pathways = {
            choice.code: self._chip(choice.label, _hint("Pathway", choice)) for choice in PATHWAYS
        }
        self._lay_out()

    def _lay_out(self) -> None:
        gap = self._look.pixels(0.4)
        column = vertical(self, gap=gap)
        self._names = [
            words(_NAME, "label", wrap=False, buddy=self.box),
            words("Stage", "strong", wrap=False),
            words("Pathway", "strong", wrap=False),
        ]
        self._more = button("", self._offer, kind="chip", hint="Narrow by stage and pathway")
        found = FlowRow(gap, self._names[0], self.box, self.mine, self._more)
        column.addWidget(found)
        self._chips = [
            self._row(self._names[1], self._stages, gap),
            self._row(self._names[2], self._pathways, gap),
        ]
        for row in self._chips:
            column.addWidget(row)
        self._look.changed.connect(self._measure)
        self._measure()
        self.set_compact(False)

    def _measure(self) -> None:
        self.box.setFixedWidth(self._look.pixels(16))
        for label in self._names:
            label.setMinimumWidth(0)
        widest = max(label.sizeHint().width() for label in self._names)
        for label in self._names:
            label.setMinimumWidth(widest)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a switch
        """Put the chips into a menu, where the window has no room for them beside a list."""
        self._more.setVisible(compact)
        for row in self._chips:
            row.setVisible(not compact)
        count = sum(len(accepted) for column, accepted in self.filters.items() if column != "lead")
        text = f"Stage and pathway ({count})" if count else "Stage and pathway"
        self._more.setText(text)
        self._more.setAccessibleName(text)

    def _offer(self) -> None:
        offer(self._more, {"Stage": self._stages.values(), "Pathway": self._pathways.values()})

    @staticmethod
    def _row(title: QLabel, chips: Mapping[str, QPushButton], gap: int) -> FlowRow:
        row = FlowRow(gap)
        row.setAccessibleName(title.text())
        row.add(title)
        for each in chips.values():
            row.add(each)
        return row

    @property
    def name(self) -> str:
        """What parts of the name begin with."""
        return self.box.text()

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The accepted values by column; a column that is not narrowed is not there."""
        chosen = {
            "stage": tuple(code for code, each in self._stages.items() if each.isChecked()),
            "pathway": tuple(code for code, each in self._pathways.items() if each.isChecked()),
            "lead": (self._member_id,) if self.mine.isChecked() else (),
        }
        return {column: accepted for column, accepted in chosen.items() if accepted}

    def clear(self) -> None:
        """Let everything through."""
        self.box.clear()
        for each in (self.mine, *self._stages.values(), *self._pathways.values()):
            each.setChecked(False)
        self._pause.stop()
        self.changed.emit()

    def type_on(self, letters: str) -> None:
        """Go on typing in the box what was begun in the list."""
        self.box.setFocus()
        self.box.insert(letters)
        self._pause.start()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show dots for the name that is looked for."""
        self.box.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)

    def _chip(self, text: str, hint: str) -> QPushButton:
        return chip(text, self.changed.emit, self._look, hint=hint)

    def _cleared(self, text: str) -> None:
        # The cross in the box edits without telling so.
        if not text:
            self._pause.start()


def _hint(of: str, choice: Choice) -> str:
    return f"{of}: {choice.label}" + (f". {choice.hint}" if choice.hint else "")
