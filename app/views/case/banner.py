"""Who the case is about, on every screen of the case, by the NHS Common User Interface rules for a patient banner.

FAMILY, Given, then birth with age, sex, numbers: always in that order, never cut off, "Not known" where nothing is
known, labels lighter than what they name and without a colon. The keyboard goes through it in the order it is read.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.fields.content import said
from app.domain.values.identifiers import show_nhs_number
from app.services.cases.casefile import CaseSheet
from app.views.look.look import Look
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import selectable, unbroken

_NOT_KNOWN = "Not known"
_HIDDEN = "Hidden"
_LEAST = 24
"""Pixels: the least target of WCAG 2.2 (2.5.8)."""


class Banner(QFrame):
    """The person's facts in one row, or in as many as the window needs."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sheet: CaseSheet | None = None
        self._names_hidden = False
        self.setObjectName("banner")
        self.setAccessibleName("Person")
        side, pad = look.pixels(0.8), look.pixels(0.5)
        self._row = FlowRow(look.pixels(1.2), line_gap=look.pixels(0.1))
        vertical(self, self._row, pad=(side, pad, side, pad))

    def show_case(self, sheet: CaseSheet) -> None:
        """Show whom a case is about."""
        self._sheet = sheet
        self._draw()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show only what tells nobody who it is."""
        self._names_hidden = hidden
        self._draw()

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What it says, in order: label and value; the name has no label."""
        sheet = self._sheet
        if sheet is None:
            return ()
        details = sheet.person.details
        hidden = self._names_hidden
        nhs = show_nhs_number(details.nhs_number) if details.nhs_number else _NOT_KNOWN
        facts = [
            ("", "Name hidden" if hidden else details.sort_name),
            ("Born", _HIDDEN if hidden else _born(sheet)),
            ("Sex", said(details, "sex") or _NOT_KNOWN),
            ("NHS No.", _HIDDEN if hidden else nhs),
        ]
        if details.pnc:
            facts.append(("PNC ID", _HIDDEN if hidden else details.pnc))
        return (*facts, ("Case", sheet.case.reference))

    def _draw(self) -> None:
        self._row.clear()
        self._row.add(*(_fact(label, value, self._look) for label, value in self.facts()))


def _born(sheet: CaseSheet) -> str:
    born = sheet.person.details.born
    if born is None or not born.is_known:
        return _NOT_KNOWN
    age = f" ({sheet.age.show()}y)" if sheet.age is not None else ""
    return unbroken(born.show()) + age


def _fact(label: str, value: str, look: Look) -> QWidget:
    made = QWidget()
    row = horizontal(made, gap=look.pixels(0.35))
    shown = selectable(Wide(value, "value" if label else "name"))
    # A label that can be marked by keyboard is no stop of the Tab key by itself.
    shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown.setMinimumHeight(_LEAST)
    shown.setAccessibleName(f"{label} {value}" if label else f"Person {value}")
    if label:
        named = Wide(label, "muted")
        named.setBuddy(shown)
        row.addWidget(named)
    row.addWidget(shown, 1)
    return made
