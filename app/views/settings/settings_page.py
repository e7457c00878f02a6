"""Settings: the parts at the left, or in a box at the head where the window is narrow; every change applies at once."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.desk import Desk
from app.services.vault.open_vault import KEPT
from app.views.context.context import Context
from app.views.settings.about import AboutSection
from app.views.settings.care import CareSection
from app.views.settings.kit import KitSection
from app.views.settings.own_measures import MeasuresSection
from app.views.settings.own_secret import OwnSecretSection
from app.views.settings.own_words import WritingSection
from app.views.settings.safety import SafetySection
from app.views.settings.section import Section
from app.views.settings.service import ServiceSection
from app.views.settings.team import TeamSection
from app.views.settings.theme_section import ThemeSection
from app.views.widgets.cards import FRAME
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.nav_list import NavList
from app.views.widgets.page import LastWords, Page, together
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_PARTS: Final[tuple[type[Section], ...]] = (
    ThemeSection,
    SafetySection,
    WritingSection,
    OwnSecretSection,
    CareSection,
    KitSection,
    ServiceSection,
    TeamSection,
    MeasuresSection,
    AboutSection,
)
_NAME: Final = "Parts of Settings"
_LIST, _ROW = 216, 29
_NARROW = 700


class SettingsPage(Page):
    """What the person set up for themselves on this machine and in this vault, and the care of the vault."""

    title = "Settings"
    help = "settings"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.parts = tuple(part for part in _PARTS if desk.member.is_lead or not part.for_lead)
        """What there is; each is made when it is brought to the front first, as all take longer than a person waits."""
        self._made: dict[type[Section], Section] = {}
        self.list, self.box = NavList(context.theme, _NAME, _ROW), DropDown()
        self._stack = QStackedWidget()
        for part in self.parts:
            self.list.add(part.title)
            self.box.addItem(part.title)
        self._lay_out()
        self._bring(0)
        self.list.mark(0)
        self.list.currentRowChanged.connect(self.show_part)
        self.box.currentIndexChanged.connect(self.show_part)
        self._say()
        context.theme.follow(self._measure)

    def _lay_out(self) -> None:
        px = self.context.theme.px
        self._note = words("", "muted", wrap=False)
        line = self.beside_title(self._note)
        self.align_to_frames(FRAME)
        self.box.setAccessibleName(_NAME)
        self._box_label = words(_NAME, "label", buddy=self.box)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._aside = QWidget()
        self._aside.setObjectName("aside")
        self._aside.setProperty("side", "left")
        self._aside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        vertical(self._aside, self.list, 1, pad=px(8))
        for each in (line, self.bar):
            self.body.removeWidget(each)
        # What is chosen here is at the left of all, as the outline of what is written.
        column = vertical(None, self._box_label, self.box, line, self.bar, (self._stack, 1), gap=px(8))
        column.setContentsMargins(self.body.contentsMargins())
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(horizontal(None, self._aside, (column, 1), gap=0), 1)
        self._bar = self.at_foot()

    def _bring(self, number: int) -> None:
        kind = self.parts[number]
        if kind not in self._made:
            self._made[kind] = kind(self)
            self._stack.addWidget(self._made[kind])
        self.part = self._made[kind]
        self._stack.setCurrentWidget(self.part)

    def arrive(self) -> None:
        """Load the part in front."""
        self.part.arrive()

    def renew(self, done: frozenset[str]) -> None:
        """Load the part in front anew."""
        if done != {KEPT}:
            self.arrive()

    def focus_first(self) -> None:
        """Give the keyboard to the parts."""
        (self.box if self._aside.isHidden() else self.list).setFocus()

    def show_part(self, number: int) -> None:
        """Bring a part to the front."""
        self.bar.clear()
        self.part.leave()
        self.list.mark(number)
        blocked = self.box.blockSignals(True)
        self.box.setCurrentIndex(number)
        self.box.blockSignals(blocked)
        self._bring(number)
        self._say()
        self.arrive()

    def leave(self) -> None:
        """Hide and forget passphrases that were typed and not used."""
        for part in self._made.values():
            part.leave()

    def last_words(self) -> LastWords | None:
        """What is being typed into the parts."""
        return together(part.last_words() for part in self._made.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts where there is room for them."""
        super().resizeEvent(event)
        self._measure()

    def _say(self) -> None:
        """Say what the part in front is, what of it nobody can change, and what becomes of a change."""
        part = self.part
        self.heading.setText(part.title)
        fixed, of = part.rows.fixed if part.rows is not None else (0, 0)
        self._note.setText(f"{fixed} of {of} cannot be changed" if fixed else "")
        self._bar.tell(part.message)
        self._bar.setVisible(bool(part.message))

    def _measure(self) -> None:
        theme = self.context.theme
        is_narrow = self.width() < theme.px(_NARROW)
        had_keys = self.list.hasFocus() or self.box.hasFocus()
        self._aside.setFixedWidth(theme.px(_LIST))
        self._aside.setHidden(is_narrow)
        self.box.setVisible(is_narrow)
        self._box_label.setVisible(is_narrow)
        if had_keys:
            self.focus_first()
