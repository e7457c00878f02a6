"""A case: who it is about and what must be known, always in sight; below it the parts of the case, or what is open.

A draft, a record or a summary in the making is shown inside, under the same banner: nobody writes about somebody
without seeing about whom.
"""

from functools import partial
from importlib import import_module

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from app.services.cases.casefile import CaseSheet, FlagShown
from app.services.desk import Desk
from app.services.vault.open_vault import KEPT
from app.views.case.banner import Banner
from app.views.case.parts import PARTS
from app.views.case.tab import ScrollingTab, Tab
from app.views.case.warnings import Warnings
from app.views.context.context import Context
from app.views.context.places import CaseAt, RecordAt
from app.views.context.timers import after
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal
from app.views.widgets.nav_list import NavList
from app.views.widgets.page import LastWords, Page, together
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.shortcut import shortcut
from app.views.widgets.table_view import TableView

_NARROW = 912
"""A page below it, at 100 % text, has no room for the whole banner; with the rail that is a window of 1120."""
_SCROLLED = 24
_SAVED = 50
"""What folding the banner gives the page, at 100 % text: a page that scrolls no further than that stays as it is."""
_SECTION, _ROW = 29, 34
_PER_ROW = QAbstractItemView.ScrollMode.ScrollPerItem
_NAMES = tuple(part.name for part in PARTS)


class CasePage(Page):
    """One case."""

    title = "Case"
    help = "case"
    named = Signal(str)
    """What its sections stand under: "Case" and its reference."""

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context)
        self.case_id = case_id
        self.sheet: CaseSheet | None = None
        self._tabs: dict[str, Tab] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._loaded: set[str] = set()
        self._inside: Page | None = None
        self._names_hidden = self._moving = self._is_slim = False
        self.banner = Banner(context.theme)
        self.warnings = Warnings(context.theme)
        self.sections = NavList(context.theme, "Parts of the case", _SECTION)
        self.first = self.sections
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.heading.hide()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        for part in PARTS:
            self.sections.add(part.title)
        self.menu = button("", self._offer_sections, hint="Sections of the case (Ctrl+Page Up and Page Down)")
        self.menu.hide()
        self._menu_row = QWidget()
        side = theme.px(24)
        horizontal(self._menu_row, self.menu, 1, pad=(side, theme.px(8), side, 0))
        self._menu_row.hide()
        for each in (self.banner, self.warnings, self._menu_row):
            self.body.addWidget(each)
        self.body.addWidget(self._stack, 1)
        self._placeholder = QWidget()
        self._stack.addWidget(self._placeholder)

    def _connect(self) -> None:
        self.warnings.opened.connect(self._open_flag)
        self.sections.currentRowChanged.connect(self._tab_chosen)
        # The section that is marked while something of it is open: to choose it leads back to it.
        for chosen in (self.sections.itemClicked, self.sections.itemActivated):
            chosen.connect(self._chosen_again)
        # The sections stand in the rail, and the keys work on either side.
        for each in (self, self.sections):
            shortcut(each, "Ctrl+PgDown", "Next section", lambda: self._step(1))
            shortcut(each, "Ctrl+PgUp", "Section before", lambda: self._step(-1))

    @property
    def tab(self) -> str:
        """Which tab is chosen."""
        return _NAMES[max(0, self.sections.currentRow())]

    @property
    def name(self) -> str:
        """What its sections stand under."""
        return f"Case {self.sheet.case.reference}" if self.sheet is not None else "Case"

    @property
    def is_inside(self) -> bool:
        """Whether a draft, a record or the like is shown instead of the tabs."""
        return self._inside is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for what is below the banner."""
        super().resizeEvent(event)
        self._fold()

    def set_slim(self, slim: bool) -> None:  # noqa: FBT001 - a switch
        """Offer the sections in a menu, as the rail has no room for them."""
        self._is_slim = slim
        self._show_menu()

    def focus_content(self) -> None:
        """Give the keyboard to what the section in front is for."""
        shown = self._inside or self._tabs.get(self.tab)
        if shown is not None:
            shown.focus_first()

    def focus_first(self) -> None:
        """Give the keyboard to the sections, or to what is in front where they are in a menu."""
        if self.sections.isVisible():
            self.sections.setFocus()
            return
        self.focus_content()
        held = self.focusWidget()
        if held is None or not held.hasFocus() or not held.focusPolicy() & Qt.FocusPolicy.TabFocus:
            # There is nothing to go to in it: one is at the section itself.
            self.menu.setFocus()

    # --- what is shown ------------------------------------------------------------------------------

    def arrive(self) -> None:
        """Load the case, the banner first. Under something that is open, and from tab to tab, it stays as it is."""
        if self._moving or (self.is_inside and self.sheet is not None):
            return
        self._loaded.clear()
        self.run(self.desk.casefile.open, self.case_id, then=self._opened)

    def renew(self, done: frozenset[str]) -> None:
        """Read the banner and what must be known anew, and the tab in front; the others are read when they are."""
        if self.sheet is None or (self.is_inside and done == {KEPT}):
            return
        self.run(self.desk.casefile.open, self.case_id, then=partial(self._renewed, done))

    def leave(self) -> None:
        """Let each tab put away what it shows for a moment only."""
        for tab in self._tabs.values():
            tab.leave()

    def last_words(self) -> LastWords | None:
        """What was typed into the tabs and is not kept yet."""
        return together(tab.last_words() for tab in self._tabs.values())

    def retire(self) -> None:
        """What is open inside goes in its own time; the sections stand in the rail."""
        self._drop_inside()
        self.sections.hide()
        self.sections.setParent(self)
        super().retire()

    def show_tab(self, tab: str) -> None:
        """Show the tabs, one of them in front; whatever was open inside goes. An unknown one is the overview."""
        self._drop_inside()
        self.sections.mark(_NAMES.index(tab) if tab in _NAMES else 0)
        self._show_menu()
        self._show_chosen()

    def show_inside(self, page: Page, section: str = "") -> None:
        """Show something of this case under the banner, instead of the sections; `section` is the one it belongs to."""
        if section:
            self._mark(section)
        self._drop_inside()
        self.leave()
        self._inside = page
        page.stands_in.connect(self._mark)
        self._show_menu()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._fold()

    def _mark(self, section: str) -> None:
        self.sections.mark(_NAMES.index(section))

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show nothing that tells who the case is about."""
        self._names_hidden = hidden
        self.banner.hide_names(hidden)
        for tab in self._tabs.values():
            tab.hide_names(hidden)

    def _take(self, sheet: CaseSheet) -> None:
        self.sheet = sheet
        self.named.emit(self.name)
        for row, part in enumerate(PARTS):
            self.sections.count_at(row, part.counted(sheet.counts))
        self.banner.show_case(sheet)
        self.warnings.show_warnings(sheet.cautions, sheet.flags)
        if not self.is_inside:
            for tab in self._tabs.values():
                tab.show_sheet(sheet)

    def _opened(self, sheet: CaseSheet) -> None:
        self._take(sheet)
        if not self.is_inside:
            # The banner is painted before the rest is so much as begun.
            after(self, 0, self._show_chosen)

    def _renewed(self, done: frozenset[str], sheet: CaseSheet) -> None:
        self._take(sheet)
        self._loaded.clear()
        tab = self._tabs.get(self.tab)
        if tab is not None and not self.is_inside:
            self._loaded.add(self.tab)
            tab.renew(done)

    def _open_flag(self, flag: FlagShown) -> None:
        # The words of the sign are looked for, so that the row that raised it is in sight and marked.
        self.go(RecordAt(self.case_id, flag.record_id, f'"{flag.sign}"'))

    def _drop_inside(self) -> None:
        if self._inside is not None:
            self._stack.removeWidget(self._inside)
            self._inside.hide()
            self._inside.retire()
            self._inside = None

    # --- tabs ---------------------------------------------------------------------------------------

    def _tab_chosen(self, row: int) -> None:
        if row < 0:
            return
        # Told like any place, so that Back comes to the tab before.
        self._moving = True
        self.go(CaseAt(self.case_id, self.tab))
        self._moving = False
        self._show_chosen()

    def _chosen_again(self) -> None:
        if self.is_inside:
            self._tab_chosen(self.sections.currentRow())

    def _step(self, by: int) -> None:
        if not self.is_inside:
            self.sections.setCurrentRow((self.sections.currentRow() + by) % len(PARTS))

    def _show_chosen(self) -> None:
        if self.sheet is None or self.is_inside:
            return
        name = self.tab
        tab = self._tabs.get(name) or self._made(name)
        if tab.sheet is not self.sheet:
            tab.show_sheet(self.sheet)
        self._stack.setCurrentWidget(self._areas.get(name, tab))
        for other in self._tabs.values():
            if other is not tab:
                other.leave()
        self._show_menu()
        self._fold()
        if name not in self._loaded:
            self._loaded.add(name)
            tab.arrive()

    def _offer_sections(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row, part in enumerate(PARTS):
            action = menu.addAction(part.title)
            action.triggered.connect(lambda _=False, row=row: self.sections.setCurrentRow(row))
        menu.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))

    def _show_menu(self) -> None:
        shown = self._is_slim and not self.is_inside
        self._menu_row.setVisible(shown)
        self.menu.setVisible(shown)
        if shown:
            title = PARTS[_NAMES.index(self.tab)].title
            self.menu.setText(title)
            self.menu.setAccessibleName(f"Section of the case: {title}")
            self.menu.wear(self.context.theme, "chevron-down")

    # --- the banner -----------------------------------------------------------------------------------

    def _fold(self) -> None:
        """Fold the banner while the page is scrolled or there is little room, and over what is being written."""
        if self.is_inside or self.width() < self.context.theme.px(_NARROW):
            self.banner.set_folded(True)
            return
        area = self._area
        bar = area.verticalScrollBar() if area is not None and self.tab != _NAMES[0] else None
        if bar is None or not bar.value():
            self.banner.set_folded(False)
            return
        # A table may count rows.
        per_row = isinstance(area, QAbstractItemView) and area.verticalScrollMode() is _PER_ROW
        step = self.context.theme.px(_ROW) if per_row else 1
        if bar.value() * step >= _SCROLLED and bar.maximum() * step > _SCROLLED + self.context.theme.px(
            _SAVED
        ):
            self.banner.set_folded(True)

    @property
    def _area(self) -> QAbstractScrollArea | None:
        """What scrolls in the section in front."""
        tab = self._tabs.get(self.tab)
        if isinstance(tab, ScrollingTab):
            return tab.area
        table = tab.findChild(TableView) if tab is not None else None
        return table or self._areas.get(self.tab)

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
        if (area := self._area) is not None:
            area.verticalScrollBar().valueChanged.connect(self._fold)
        return tab
