"""Who the case is about, on every screen of the case, by the NHS Common User Interface rules for a patient banner.

FAMILY, Given, then birth with age, sex, numbers: always in that order, never cut off, "Not known" where nothing is
known, labels lighter than what they name and without a colon. The keyboard goes through it in the order it is read.
"""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.domain.fields.content import said
from app.domain.values.identifiers import show_nhs_number
from app.services.cases.casefile import CaseSheet
from app.views.theme.theme import Theme
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import selectable, unbroken

_NOT_KNOWN = "Not known"
_HIDDEN = "Hidden"
_LEAST = 24
"""Pixels: the least target of WCAG 2.2 (2.5.8)."""
_ON_FIRST: Final = ("", "Born", "Sex", "NHS No.")
_FOLDED: Final = ("", "Born", "Case", "Awareness")
"""What stays in one line as the page is scrolled, or where there is little room."""
_UNAWARE: Final = "Does not know of this case"
_MOST_IN_LAW: Final = 2
"""Orders, bail, stays and the like that the line of the state names."""


class Banner(QFrame):
    """The person's facts in two lines and where the case stands in a third; in one line once it is folded."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheet: CaseSheet | None = None
        self._names_hidden = self._is_folded = False
        self._drawn: object = None
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Person")
        side, pad = theme.px(24), theme.px(6)
        self._rows = tuple(FlowRow(theme.px(18), line_gap=0) for _ in range(2))
        self.state = StateLine(theme)
        vertical(self, *self._rows, self.state, gap=0, pad=(side, pad, side, 0))
        theme.changed.connect(self._draw_anew)

    def show_case(self, sheet: CaseSheet) -> None:
        """Show whom a case is about."""
        self._sheet = sheet
        self._draw()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show only what tells nobody who it is."""
        self._names_hidden = hidden
        self._draw()

    def set_folded(self, folded: bool) -> None:  # noqa: FBT001 - a switch
        """Take one line, or all."""
        if folded != self._is_folded:
            self._is_folded = folded
            self._draw()

    @property
    def is_folded(self) -> bool:
        """Whether it takes one line."""
        return self._is_folded

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What it says, in order: label and value; the name has no label."""
        sheet = self._sheet
        if sheet is None:
            return ()
        details, facts = sheet.person.details, sheet.case.facts
        nhs = show_nhs_number(details.nhs_number) if details.nhs_number else _NOT_KNOWN
        known = [
            ("", details.sort_name),
            ("Born", _born(sheet)),
            ("Sex", said(details, "sex") or _NOT_KNOWN),
            ("NHS No.", nhs),
            ("Case", sheet.case.reference),
            *(("PNC ID", details.pnc) for _ in range(bool(details.pnc))),
            ("Lead", sheet.case.lead),
            *(("Holder", facts.holder) for _ in range(bool(facts.holder))),
        ]
        if self._names_hidden:
            known = [(label, _HIDE.get(label, value)) for label, value in known]
        return tuple(known)

    def _draw_anew(self) -> None:
        """In another theme or size of text, the same facts."""
        self._drawn = None
        self._draw()

    def _draw(self) -> None:
        facts, sheet = self.facts(), self._sheet
        unaware = sheet is not None and sheet.person.details.awareness == "unaware"
        if self._drawn != (drawn := (facts, unaware, self._is_folded)):
            # The same is read anew at each step of the way, and to draw it takes as long as to read it.
            self._drawn = drawn
            self._draw_facts(facts, unaware=unaware)
        if sheet is not None:
            self.state.show_parts(_state(sheet))

    def _draw_facts(self, facts: tuple[tuple[str, str], ...], *, unaware: bool) -> None:
        first, second = self._rows
        for row in self._rows:
            row.clear()
        if self._is_folded:
            first.add(*(_fact(*each, self._theme) for each in facts if each[0] in _FOLDED))
            if unaware:
                first.add(Wide(_UNAWARE, "care"))
        else:
            first.add(*(_fact(*each, self._theme) for each in facts if each[0] in _ON_FIRST))
            second.add(*(_fact(*each, self._theme) for each in facts if each[0] not in _ON_FIRST))
        second.setVisible(not self._is_folded)
        self.state.setVisible(not self._is_folded)


_HIDE: Final = {"": "Name hidden", "Born": _HIDDEN, "NHS No.": _HIDDEN, "PNC ID": _HIDDEN}


class StateLine(QWidget):
    """Where the case stands, in one line: what matters in ink, what belongs to it lighter; whole in the tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[tuple[str, str], ...]) -> None:
        """Show them, each a strong and a light half."""
        self._parts = parts
        whole = " · ".join(f"{strong}{light}" for strong, light in parts)
        self.setToolTip(whole)
        self.setAccessibleName(whole)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._theme.px(120), self._theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write as much as there is room for."""
        painter, x = QPainter(self), 0
        painter.setFont(self._theme.font())
        metrics = painter.fontMetrics()
        for number, (strong, light) in enumerate(self._parts):
            for text, role in ((" · " if number else "", "muted"), (strong, "text"), (light, "muted")):
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - x)
                painter.setPen(self._theme.colour(role))
                painter.drawText(
                    QRect(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, shown
                )
                x += metrics.horizontalAdvance(shown)


def _state(sheet: CaseSheet) -> tuple[tuple[str, str], ...]:
    details, facts = sheet.person.details, sheet.case.facts
    opened = f", opened {unbroken(facts.opened.show())}" if facts.opened is not None else ""
    parts = (
        (said(details, "awareness") or "Awareness not recorded", ""),
        (said(facts, "stage"), opened),
        (said(facts, "pathway"), ""),
        *_law(sheet),
    )
    return tuple(each for each in parts if each[0])


def _law(sheet: CaseSheet) -> tuple[tuple[str, str], ...]:
    """Where they stand with the law: the newest that records say, and how many more do, then what was stated of it."""
    records, lines = sheet.law.records, sheet.law.lines
    more = len(records) - _MOST_IN_LAW
    if more <= 0:
        return lines
    return (*lines[:_MOST_IN_LAW], (f"{more} more", ""), *lines[len(records) :])


def _born(sheet: CaseSheet) -> str:
    born = sheet.person.details.born
    if born is None or not born.is_known:
        return _NOT_KNOWN
    age = f" ({sheet.age.show()}y)" if sheet.age is not None else ""
    return unbroken(born.show()) + age


def _fact(label: str, value: str, theme: Theme) -> QWidget:
    made = QWidget()
    row = horizontal(made, gap=theme.px(6))
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
