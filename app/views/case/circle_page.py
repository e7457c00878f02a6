"""The people round the person: a picture, and a list that says the same to whoever cannot use it."""

from typing import TYPE_CHECKING, ClassVar, Final

from app.charts.circle import aloud
from app.services.cases.pathway import PathwayView
from app.services.desk import Desk
from app.views.case.circle_picture import CirclePicture
from app.views.context.context import Context
from app.views.context.places import CaseAt, StateFact
from app.views.widgets.buttons import button
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import vertical
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.switch import Switch
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from app.domain.cases.around import Companion

_SECTION: Final = "referral"
_FACT: Final = "person.circle"
_PICTURE, _LIST = 0, 1
_NONE: Final = (
    "Nobody is recorded yet. “Change” states who is round the person, and whether they are safe to contact."
)
_NO_ROOM: Final = "There is no room for the picture at this size: the list says the same."
_HIDDEN: Final = "Names are hidden: who is round the person is not shown."
_KEY: Final = (
    "A disc is safe to contact, a square struck through is not, a ring is not known. "
    "A line goes to who lives with them. Rings say what somebody is to the person, not how close they are. "
    "A victim stands as a code."
)


class CirclePage(Page):
    """Whom the person has round them."""

    title: ClassVar[str] = "People round the person"
    help: ClassVar[str] = "referral-and-panel"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context)
        self._case_id = case_id
        self._people: tuple[Companion, ...] = ()
        self._rows: list[QLabel] = []
        self._is_hidden = False
        self.ways = Switch("People round the person, shown as", ("Picture", "List"))
        self.picture = CirclePicture(context.theme)
        self.key = words(_KEY, "hint")
        self.message = words("", "hint")
        self._list = vertical(None, gap=context.theme.pixels(0.5))
        area = Scrolled()
        area.hold(self.ways, self.message, self.picture, self.key, self._list, 1)
        self.body.addWidget(area, 1)
        self.change = button("Change", lambda: self.go(StateFact(case_id, _FACT)), kind="primary")
        self.at_foot(button("Back to the case", self._back, shortcut="Escape"), self.change)
        self.first = self.change
        self.ways.chosen.connect(lambda _: self._show_way())
        self.picture.fits.connect(lambda _: self._show_way())
        self._show_way()

    def arrive(self) -> None:
        """Read who it is."""
        self.run(self.desk.pathway.read, self._case_id, then=self._show)

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Read them anew."""
        self.arrive()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take them off the screen."""
        self._is_hidden = hidden
        self._show_way()

    def _back(self) -> None:
        self.go(CaseAt(self._case_id, _SECTION))

    def _show(self, view: PathwayView) -> None:
        self.stands_in.emit(_SECTION)
        self._people = view.circle.people
        self.first = self.ways.parts[self.ways.at] if self._people else self.change
        self.picture.show_people(self._people)
        empty_out(self._list)
        self._rows = [selectable(words(f"{aloud(each)}.")) for each in self._people]
        for each in self._rows:
            self._list.addWidget(each)
        self._show_way()

    def _show_way(self) -> None:
        """The picture or the list; the list too where the picture has no room."""
        is_there = bool(self._people) and not self._is_hidden
        wants = is_there and self.ways.at == _PICTURE
        draws = wants and self.picture.is_whole
        self.ways.setVisible(is_there)
        # It keeps its width while it has no room, so that it can tell when it has.
        self.picture.setVisible(wants)
        self.key.setVisible(draws)
        for each in self._rows:
            each.setVisible(is_there and not draws)
        said = _HIDDEN if self._is_hidden and self._people else _NONE if not self._people else ""
        self.message.setText(said or (_NO_ROOM if wants and not draws else ""))
        self.message.setVisible(bool(self.message.text()))
