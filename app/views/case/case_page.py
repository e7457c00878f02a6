"""A case: who it is about and what must be known, always in sight; below it the parts of the case, or what is open.

A draft, a record or a summary in the making is shown inside, under the same banner: nobody writes about somebody
without seeing about whom.
"""

from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabBar, QWidget

from app.services.cases.casefile import CaseSheet
from app.services.desk import Desk
from app.views.case.banner import Banner
from app.views.case.parts import PARTS
from app.views.case.tab import ScrollingTab, Tab
from app.views.case.warnings import Warnings
from app.views.context.context import Context
from app.views.context.places import CaseAt, RecordAt
from app.views.context.timers import after
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.shortcut import shortcut
from app.views.widgets.tab_order import lead_on

_LOW, _NARROW = 36, 44
"""Ems below which the warnings would leave too little room for what is below them."""
_NAMES = tuple(part.name for part in PARTS)


class CasePage(Page):
    """One case."""

    title = "Case"
    help = "case"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context)
        self.case_id = case_id
        self.sheet: CaseSheet | None = None
        self._tabs: dict[str, Tab] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._loaded: set[str] = set()
        self._inside: Page | None = None
        self._names_hidden = self._moving = False
        self.banner = Banner(context.look)
        self.warnings = Warnings(context.look)
        self.row = QTabBar()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = self.context.look
        self.heading.hide()
        self.body.setContentsMargins(look.pixels(0.8), look.pixels(0.6), look.pixels(0.8), look.pixels(0.6))
        self.body.setSpacing(look.pixels(0.4))
        self.row.setAccessibleName("Parts of the case")
        self.row.setDrawBase(False)
        self.row.setExpanding(False)
        self.row.setUsesScrollButtons(True)
        self.row.setElideMode(Qt.TextElideMode.ElideNone)
        for part in PARTS:
            self.row.addTab(part.title)
        for each in (self.banner, self.warnings, self.row):
            self.body.addWidget(each)
        self.body.addWidget(self._stack, 1)
        self._placeholder = QWidget()
        self._stack.addWidget(self._placeholder)
        self.warnings.hide()

    def _connect(self) -> None:
        self.warnings.opened.connect(lambda record: self.go(RecordAt(self.case_id, record)))
        self.row.currentChanged.connect(self._tab_chosen)
        shortcut(self, "Ctrl+PgDown", "Next tab", lambda: self._step(1))
        shortcut(self, "Ctrl+PgUp", "Tab before", lambda: self._step(-1))

    @property
    def tab(self) -> str:
        """Which tab is chosen."""
        return _NAMES[self.row.currentIndex()]

    @property
    def is_inside(self) -> bool:
        """Whether a draft, a record or the like is shown instead of the tabs."""
        return self._inside is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for what is below the banner."""
        super().resizeEvent(event)
        look = self.context.look
        self.warnings.set_compact(self.height() < look.pixels(_LOW) or self.width() < look.pixels(_NARROW))

    # --- what is shown ------------------------------------------------------------------------------

    def arrive(self) -> None:
        """Load the case, the banner first. Under something that is open, and from tab to tab, it stays as it is."""
        if self._moving or (self.is_inside and self.sheet is not None):
            return
        self._loaded.clear()
        self.run(self.desk.casefile.open, self.case_id, then=self._opened)

    def leave(self) -> None:
        """Let each tab put away what it shows for a moment only."""
        for tab in self._tabs.values():
            tab.leave()

    def retire(self) -> None:
        """What is open inside goes in its own time."""
        self._drop_inside()
        super().retire()

    def focus_first(self) -> None:
        """Give the keyboard to the tabs."""
        self.row.setFocus()

    def show_tab(self, tab: str) -> None:
        """Show the tabs, one of them in front; whatever was open inside goes. An unknown one is the overview."""
        self._drop_inside()
        blocked = self.row.blockSignals(True)
        self.row.setCurrentIndex(_NAMES.index(tab) if tab in _NAMES else 0)
        self.row.blockSignals(blocked)
        self.row.show()
        self._show_chosen()

    def show_inside(self, page: Page) -> None:
        """Show something of this case under the banner, instead of the tabs."""
        self._drop_inside()
        self.leave()
        self._inside = page
        self.row.hide()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show nothing that tells who the case is about."""
        self._names_hidden = hidden
        self.banner.hide_names(hidden)
        for tab in self._tabs.values():
            tab.hide_names(hidden)

    def _opened(self, sheet: CaseSheet) -> None:
        self.sheet = sheet
        self.banner.show_case(sheet)
        self.warnings.show_warnings(sheet.gates, sheet.flags)
        for tab in self._tabs.values():
            tab.show_sheet(sheet)
        if not self.is_inside:
            # The banner is painted before the rest is so much as begun.
            after(self, 0, self._show_chosen)

    def _drop_inside(self) -> None:
        if self._inside is not None:
            self._stack.removeWidget(self._inside)
            self._inside.hide()
            self._inside.retire()
            self._inside = None

    # --- tabs ---------------------------------------------------------------------------------------

    def _tab_chosen(self, _index: int) -> None:
        # Told like any place, so that Back comes to the tab before.
        self._moving = True
        self.go(CaseAt(self.case_id, self.tab))
        self._moving = False
        self._show_chosen()

    def _step(self, by: int) -> None:
        if not self.is_inside:
            self.row.setCurrentIndex((self.row.currentIndex() + by) % len(PARTS))

    def _show_chosen(self) -> None:
        if self.sheet is None or self.is_inside:
            return
        name = self.tab
        tab = self._tabs.get(name) or self._made(name)
        self._stack.setCurrentWidget(self._areas.get(name, tab))
        for other in self._tabs.values():
            if other is not tab:
                other.leave()
        if name not in self._loaded:
            self._loaded.add(name)
            tab.arrive()

    def _made(self, name: str) -> Tab:
        part = PARTS[_NAMES.index(name)]
        module = import_module(f"app.views.case.{part.module}")
        tab: Tab = getattr(module, part.screen)(self.desk, self.context, self.case_id)
        self._tabs[name] = tab
        tab.setAccessibleName(part.title)
        tab.asked_for.connect(self.asked_for)
        tab.saved.connect(self.saved)
        if self.sheet is not None:
            tab.show_sheet(self.sheet)
        tab.hide_names(self._names_hidden)
        if isinstance(tab, ScrollingTab):
            self._stack.addWidget(tab)
        else:
            self._areas[name] = Scrolled(tab)
            self._stack.addWidget(self._areas[name])
        lead_on(self.row, tab)
        return tab
