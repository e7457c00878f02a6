"""Chips: filters that are on or off, with a tick so that it is not said by colour alone."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QPushButton

from app.views.look.look import Look
from app.views.widgets.buttons import button


def chip(text: str, act: Callable[[], object], look: Look, *, hint: str = "") -> QPushButton:
    """A filter; `act` is called when it was switched by hand."""
    made = button(text, act, kind="chip", hint=hint)
    made.setCheckable(True)
    made.toggled.connect(lambda on: made.setIcon(look.icon("check", "primary", ems=1.1) if on else QIcon()))
    return made


def offer(under: QPushButton, sections: Mapping[str, Iterable[QPushButton]]) -> None:
    """Offer chips in a menu, where there is no room for them."""
    menu = QMenu(under)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for title, chips in sections.items():
        menu.addSection(title)
        for each in chips:
            action = menu.addAction(each.accessibleName())
            action.setCheckable(True)
            action.setChecked(each.isChecked())
            action.triggered.connect(each.click)
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
