"""What will be looked for because of an identity, as chips that are switched: alone, beside another part, off."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.cases.guard import PartChoice
from app.domain.cases.terms.parts import Guard
from app.services.cases.looked_for import Chip, LookedFor
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.chips import chip as chip_button
from app.views.widgets.emptying import empty_out
from app.views.widgets.fields import Field, line
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

_SAID: Final[Mapping[Guard, str]] = {
    Guard.ALONE: "alone",
    Guard.PAIR: "only beside another",
    Guard.OFF: "not looked for",
}
_LEFT_OUT: Final = "Not looked for: "
_MOST: Final = 500
_Key = tuple[str, str, str, str]


class LookedForView(QWidget):
    """The lines of an identity, each with its chips. `chosen` is what somebody chose for one part."""

    chosen = Signal(object)
    reasoned = Signal(object)
    """Why a part is not looked for was typed: nothing else of it changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[LookedFor, ...] = ()
        self._chips: dict[_Key, QPushButton] = {}
        self._whys: dict[_Key, Field] = {}
        self._lines = vertical(None, gap=theme.pixels(0.4))
        vertical(
            self,
            words("What will be looked for", "h2"),
            words(_SWITCH, "hint"),
            self._lines,
            gap=theme.pixels(0.4),
        )
        self.hide()

    @property
    def lines(self) -> tuple[LookedFor, ...]:
        """What is shown."""
        return self._shown

    def show_lines(self, found: tuple[LookedFor, ...]) -> None:
        """Show what the lines come to; whoever is at a chip stays there."""
        self.setVisible(bool(found))
        if found == self._shown:
            return
        held = next((key for key, each in self._chips.items() if each.hasFocus()), None)
        self._shown = found
        empty_out(self._lines)
        self._chips, self._whys = {}, {}
        for each in found:
            self._lines.addWidget(self._line(each))
        if held in self._chips:
            self._chips[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def is_complete(self) -> bool:
        """Whether every part that is off says why; what is missing is said there, and takes the keyboard."""
        missing = []
        for field in self._whys.values():
            is_empty = not field.target.text().strip()  # type: ignore[attr-defined] # a line
            field.show_problem("Say why." if is_empty else "")
            missing += [field] if is_empty else []
        if missing:
            missing[0].take_keyboard()
        return not missing

    def _line(self, found: LookedFor) -> QWidget:
        part = QWidget()
        named = f"{found.label}, line {found.number}"
        part.setAccessibleName(named)
        column = vertical(part, words(named, "muted"), gap=self._theme.pixels(0.2))
        if found.refusal:
            column.addWidget(words(found.refusal, "care"))
            return part
        row = FlowRow(self._theme.pixels(0.3))
        for each in found.chips:
            row.add(self._chip(found, each))
        for piece in found.left_out:
            addable = piece in found.addable
            row.add(
                self._left_out(found, piece) if addable else words(f"{_LEFT_OUT}{piece}", "hint", wrap=False)
            )
        column.addWidget(row)
        column.addWidget(words("; ".join(f"{each.text}: {each.fires}" for each in found.chips) + ".", "hint"))
        for each in found.chips:
            if each.guard is Guard.OFF:
                column.addWidget(self._why(found, each))
            elif each.reason:
                column.addWidget(words(f"{each.text}: {each.reason}.", "hint"))
        return part

    def _chip(self, found: LookedFor, chip: Chip) -> QPushButton:
        following = _after(chip)
        choice = PartChoice(found.field, found.typed, chip.kind, chip.text, following, chip.reason)
        made = chip_button(
            f"{chip.text} · {_SAID[chip.guard]}", partial(self.chosen.emit, choice), self._theme
        )
        made.setChecked(chip.guard is not Guard.OFF)
        made.setAccessibleName(f"{chip.text}: {_SAID[chip.guard]}")
        made.setAccessibleDescription(f"Press for: {_SAID[following]}")
        self._chips[_key(choice)] = made
        return made

    def _left_out(self, found: LookedFor, piece: str) -> QPushButton:
        choice = PartChoice.of_piece(found.field, found.typed, piece)
        made = button(f"{_LEFT_OUT}{piece}", partial(self.chosen.emit, choice), kind="chip")
        made.setAccessibleDescription("Press to look for it as it stands")
        self._chips[_key(choice)] = made
        return made

    def _why(self, found: LookedFor, chip: Chip) -> Field:
        entry = line(chip.reason, most=_MOST)
        field = Field(f"Why “{chip.text}” is not looked for", entry)

        def typed(text: str) -> None:
            self.reasoned.emit(PartChoice(found.field, found.typed, chip.kind, chip.text, Guard.OFF, text))

        entry.textEdited.connect(typed)
        self._whys[found.field, found.typed, chip.kind.value, chip.text] = field
        return field


def _after(chip: Chip) -> Guard:
    """What a press turns it to."""
    at = chip.can_be.index(chip.guard) + 1 if chip.guard in chip.can_be else 0
    return chip.can_be[at % len(chip.can_be)]


def _key(choice: PartChoice) -> _Key:
    return choice.field, choice.typed, choice.kind.value, choice.text


_SWITCH: Final = (
    "Each line is taken apart. Press a part to say when it stops what leaves this case: by itself, only beside another "
    "part of its line, or never, which takes a reason. Saving confirms all of it."
)
