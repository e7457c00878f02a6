"""The window of an open vault: the rail, the screen of a place, and the way from place to place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from app.domain.kinds.registry import section
from app.services.desk import Desk
from app.views.case.case_page import CasePage
from app.views.context.context import Context
from app.views.context.places import (
    CaseAt,
    ChangeCase,
    ChangePerson,
    CountersignAt,
    InCase,
    NameAlone,
    NewRecord,
    OnePersonAt,
    Place,
    PrintAt,
    ScanAt,
    ShareAt,
    Today,
)
from app.views.shell import routes
from app.views.shell.rail import Rail
from app.views.shell.snackbar import Snackbar
from app.views.widgets.kept_keyboard import KeptKeyboard
from app.views.widgets.layouts import horizontal
from app.views.widgets.page import LastWords, Page

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_BACK = 50
_NARROW = 1120
"""Pixels at 100 % text: a window that is narrower has a slim rail."""


class Shell(QWidget):
    """Knows where one is, where one was, and which screen is in front."""

    lock_wanted = Signal()
    find_wanted = Signal()
    handed_over = Signal(object)
    """A sitting was begun: the vault is to lock, and the person to have the screen."""
    arrived = Signal(object)
    """Another `Place` is in front."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self.setObjectName("desk")
        self.desk, self.context = desk, context
        self.rail = Rail(context.theme)
        self.status = self.rail.status
        self._stack = QStackedWidget()
        self.snackbar = Snackbar(context.theme, self._stack)
        self._lasting: dict[Place, Page] = {}
        self._case: CasePage | None = None
        self._front: Page | None = None
        self._taken_in: list[Page] = []
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self.place: Place | None = None
        self._names_hidden = False
        self._kept_keyboard = KeptKeyboard(self)
        self._lay_out()
        self.rail.chosen.connect(self.go)
        self.rail.lock_wanted.connect(self.lock_wanted)
        self.rail.find_wanted.connect(self.find_wanted)
        context.tasks.busy_changed.connect(self.status.working)
        self.status.who(desk.member.name)

    def _lay_out(self) -> None:
        horizontal(self, self.rail, (self._stack, 1), gap=0)

    # --- where one is ---------------------------------------------------------------------------

    def go(self, place: Place) -> None:
        """Go to a place; where one was can be gone back to."""
        if place == self.place:
            self._arrive_again()
            return
        self._put_behind(self._back)
        self._forward.clear()
        self._show(place)

    def back(self) -> None:
        """Go to where one was before."""
        if self._back and self.place is not None:
            self._put_behind(self._forward)
            if self._back:
                self._show(self._back.pop())

    def forward(self) -> None:
        """Go to where one went back from."""
        if self._forward and self.place is not None:
            self._put_behind(self._back)
            if self._forward:
                self._show(self._forward.pop())

    def _put_behind(self, places: list[Place]) -> None:
        """Keep where one is among the places to come back to; one whose page is over leads nowhere, however often."""
        if self.place is None:
            return
        if self._front is not None and self._front.is_over:
            for each in (self._back, self._forward):
                each[:] = [place for place in each if place != self.place]
        elif not _is_a_step(self.place):
            places[:] = [*places[-_MOST_BACK:], self.place]

    def leave(self) -> None:
        """Let the screen in front put away what would be lost."""
        if self._front is not None:
            self._front.leave()
        if self._case is not None and self._front is not self._case:
            self._case.leave()

    def last_words(self) -> tuple[LastWords, ...]:
        """What the screens have typed into them and not saved yet."""
        self._taken_in = [page for page in self._taken_in if isValid(page)]
        message = (page.last_words() for page in self._taken_in)
        return tuple(last for last in message if last is not None)

    @property
    def front(self) -> Page | None:
        """The screen in front."""
        return self._front

    def renew(self, done: frozenset[str]) -> None:
        """Let what is in sight show what holds now: something was done in the vault."""
        for page in dict.fromkeys((self._case, self._front)):
            if page is not None:
                page.renew(done)

    def _show(self, place: Place) -> None:
        self.leave()
        before, self.place = self._front, place
        if isinstance(place, NameAlone):
            # What was said elsewhere is not for the person.
            self.snackbar.dismiss()
        self.rail.show_place(place)
        if isinstance(place, InCase):
            self._show_in_case(place)
        else:
            self._drop_case()
            self._show_page(place)
        front = self._front
        if front is None:
            return
        self._give_room()
        front.setEnabled(True)
        self._hide_names_of(front)
        if front is not before or not isinstance(place, CaseAt):
            # From tab to tab a case is not loaded again, however one goes.
            front.arrive()
        front.focus_first()
        self.arrived.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the rail slim where there is little room."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        front, narrow = self._front, self.width() < self.context.theme.px(_NARROW)
        slim = narrow or (front is not None and front.wants_room)
        self.rail.set_slim(slim)
        if self._case is not None:
            self._case.set_slim(slim)

    def _arrive_again(self) -> None:
        if self._front is not None:
            self._front.arrive()
            self._front.focus_first()

    def _show_page(self, place: Place) -> None:
        page = self._lasting.get(place)
        if page is None:
            page = routes.lasting_page(place, self.desk, self.context)
            if page is not None:
                self._lasting[place] = page
            else:
                page = routes.passing_page(place, self.desk, self.context)
            self._take_in(page)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._drop_passing(besides=page)
        self._front = page

    def _show_in_case(self, place: InCase) -> None:
        case = self._case
        if case is None or case.case_id != place.case_id:
            self._drop_case()
            case = self._case = CasePage(self.desk, self.context, place.case_id)
            self._take_in(case)
            self._stack.addWidget(case)
            case.named.connect(self._name_sections)
        self._stack.setCurrentWidget(case)
        self._drop_passing(besides=case)
        self.rail.show_sections(case.sections, case.name)
        if isinstance(place, CaseAt):
            case.show_tab(place.tab)
            self._front = case
            return
        page = routes.passing_page(place, self.desk, self.context)
        self._take_in(page)
        case.show_inside(page, _section(place))
        case.arrive()
        self._hide_names_of(case)
        self._front = page

    def _take_in(self, page: Page) -> None:
        self._taken_in = [*(each for each in self._taken_in if isValid(each)), page]
        page.asked_for.connect(self.go)
        page.saved.connect(self.snackbar.offer)
        page.handed_over.connect(self.handed_over)

    def _drop_case(self) -> None:
        case, self._case = self._case, None
        self.rail.show_sections(None)
        if case is not None:
            # What goes may still ask to be somewhere while it goes.
            case.asked_for.disconnect(self.go)
            self._stack.removeWidget(case)
            case.retire()

    def _drop_passing(self, *, besides: QWidget) -> None:
        kept = (*self._lasting.values(), self._case, besides)
        for widget in [self._stack.widget(n) for n in range(self._stack.count())]:
            if widget is not None and widget not in kept:
                self._stack.removeWidget(widget)
                retire = getattr(widget, "retire", widget.deleteLater)
                retire()

    # --- what is asked of every screen --------------------------------------------------------------

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Hide names, or show them again, here and wherever one goes."""
        if hidden:
            self._kept_keyboard.keep()
        self._names_hidden = hidden
        self.status.who("" if hidden else self.desk.member.name)
        for page in (self._front, self._case):
            if page is not None:
                self._hide_names_of(page)
        if hidden:
            self._kept_keyboard.was_taken()
        else:
            self._kept_keyboard.give_back()

    @property
    def names_hidden(self) -> bool:
        """Whether names are hidden."""
        return self._names_hidden

    def next_pane(self) -> None:
        """Take the keyboard from the rail to the screen, and back."""
        if self.rail.isAncestorOf(self.focusWidget() or self._stack):
            if self._front is not None:
                self._front.focus_content()
        else:
            self.rail.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _name_sections(self, name: str) -> None:
        if self._case is not None:
            self.rail.show_sections(self._case.sections, name)

    def _hide_names_of(self, page: Page) -> None:
        hide: Callable[[bool], None] | None = getattr(page, "hide_names", None)
        if hide is not None:
            hide(self._names_hidden)

    def start(self, place: Place | None = None) -> None:
        """Show the first screen."""
        self.go(place or Today())


def _section(place: Place) -> str:
    """The section of its case that a place belongs to; empty where its page says so once it has read what it shows."""
    if isinstance(place, ShareAt | CountersignAt | ScanAt):
        return "sharing"
    if isinstance(place, PrintAt):
        return place.printing.section
    if isinstance(place, NewRecord) and place.kind:
        return section(place.kind)
    # Begun and changed from there.
    return "overview" if isinstance(place, NewRecord | ChangeCase | ChangePerson | OnePersonAt) else ""


def _is_a_step(place: Place) -> bool:
    """Whether a place only leads on: to come back to the beginning of a record would begin another."""
    return isinstance(place, NewRecord) and bool(place.kind)
