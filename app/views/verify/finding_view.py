"""What was found of a signed PDF, in plain words; the same before a vault is open and at the desk."""

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app.views.look.look import Look
from app.views.widgets.cards import card
from app.views.widgets.layouts import vertical
from app.views.widgets.outcome import Outcome
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.services.sharing.verifying import Finding

_KINDS: Final = {"genuine": "good", "not_genuine": "error"}
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_GROUP: Final = 8
_WIDEST: Final = 50


class FindingView(QWidget):
    """The outcome, and the facts under it; empty until there is something to show."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("page")
        self._look = look
        self.outcome = Outcome(look)
        self._facts = QWidget()
        self._card, self._card_column = card(look, "", self._facts)
        vertical(self, self.outcome, self._card, 1, gap=look.pixels(0.7))
        look.changed.connect(self._measure)
        self._measure()
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.outcome.hide()
        self._card.hide()

    def show_finding(self, found: "Finding") -> None:
        """Show what was found, and say it."""
        # The first sentence may begin with the headline, for the command line has none.
        told = [each.removeprefix(f"{found.headline}: ") for each in found.lines]
        more = "\n".join(each[:1].upper() + each[1:] for each in told)
        self.outcome.tell(_KINDS.get(found.state.value, "care"), found.headline, more)
        self._card_column.removeWidget(self._facts)
        self._facts.deleteLater()
        self._facts = self._laid_out(found.facts)
        self._card_column.addWidget(self._facts)
        self._card.setVisible(bool(found.facts))

    def _laid_out(self, facts: tuple[tuple[str, str], ...]) -> QWidget:
        made = QWidget()
        column = vertical(made, gap=self._look.pixels(0.1))
        for label, value in facts:
            column.addWidget(words(label, "hint"))
            shown = selectable(words(_grouped(value)))
            shown.setAccessibleName(f"{label}: {value}")
            column.addWidget(shown)
            column.addSpacing(self._look.pixels(0.4))
        return made

    def _measure(self) -> None:
        self.setMaximumWidth(self._look.pixels(_WIDEST))


def _grouped(value: str) -> str:
    """A digest in groups, so that it can be compared by eye and breaks where the window is narrow."""
    if not _HEX.fullmatch(value):
        return value
    return " ".join(value[n : n + _GROUP] for n in range(0, len(value), _GROUP))
