"""The first screen: the vaults that were opened on this machine, and the other ways on, each saying what it does."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy

from app.views.context.context import Context
from app.views.context.timers import after
from app.views.start.screen import StartScreen
from app.views.theme.theme import Theme
from app.views.widgets.buttons import PressedByEnter
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import words

_WAYS: Final = (
    ("open", "folder-open", "Open a vault", "The folder NAME.vault of your team; or drop it on this window"),
    (
        "new",
        "folder-plus",
        "Make a new vault",
        "A place, the first member of staff, a passphrase, a recovery kit",
    ),
    ("restore", "archive-restore", "Restore from a backup", "Becomes a new folder; nothing is overwritten"),
    (
        "verify",
        "file-check",
        "Check a signed PDF",
        "No vault is needed; a PDF can also be dropped on this window",
    ),
    ("demonstration", "users-round", "Open the demonstration vault", "Everybody in it is invented"),
)


class StartPage(StartScreen):
    """`chosen` says which way: "open", "new", "restore", "verify" or "demonstration"; `folder_chosen` which vault."""

    title = "Casework"
    chosen = Signal(str)
    folder_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        # The side says what this is.
        self.heading.hide()
        self._known = words("Vaults used here", "h2")
        self._folders = vertical(None, gap=0)
        self._or = words("", "h2")
        self._known_rule, rule = _edge(), _edge()
        for part in (self._known, self._known_rule, self._folders, self._or, rule):
            self.body.addLayout(part) if isinstance(part, QLayout) else self.body.addWidget(part)
        px = context.theme.px
        # Rows stand under the rule of their list, whose words are in line with theirs.
        self.body.setSpacing(0)
        self._known.setContentsMargins(px(10), 0, 0, px(8))
        self._or.setContentsMargins(px(10), px(24), 0, px(8))
        self.ways = {name: self._way(name, icon, act, more) for name, icon, act, more in _WAYS}
        others = vertical(None, *self.ways.values(), gap=0)
        self.body.addLayout(others)

    def arrive(self) -> None:
        """Show which vaults there are now."""
        empty_out(self._folders)
        folders = [folder for folder in self.context.settings.now.folders if Path(folder).is_dir()]
        for folder in folders:
            self._folders.addWidget(self._vault(Path(folder)))
        for each in (self._known, self._known_rule):
            each.setVisible(bool(folders))
        self._or.setText("Or" if folders else "Begin")
        first = self._folders.itemAt(0)
        self.first = first.widget() if first is not None else self.ways["new"]
        super().arrive()

    def _vault(self, folder: Path) -> "WayRow":
        act = partial(self.folder_chosen.emit, str(folder))
        made = WayRow(self.context.theme, "folder-lock", folder.stem, str(folder))
        made.clicked.connect(lambda *_: act())
        return made

    def _way(self, name: str, icon: str, text: str, more: str) -> "WayRow":
        made = WayRow(self.context.theme, icon, text, more)
        made.clicked.connect(lambda *_: self.chosen.emit(name))
        return made


def _edge() -> QFrame:
    made = QFrame()
    made.setObjectName("edge")
    return made


class WayRow(PressedByEnter):
    """A row of two lines that is pressed: what it does, and under it what that means."""

    def __init__(self, theme: Theme, icon: str, text: str, more: str) -> None:
        super().__init__()
        self._theme, self._name = theme, icon
        self._is_painted = False
        self.setProperty("kind", "row")
        self.setAccessibleName(text)
        self.setAccessibleDescription(more)
        self.setAutoDefault(False)
        px = theme.px
        self._icon, self._go = QLabel(), QLabel()
        hint = words(more, "small")
        labels = vertical(None, words(text), hint, gap=px(2))
        row = horizontal(self, self._icon, gap=px(14), pad=(px(10), px(8), px(10), px(8)))
        row.addLayout(labels, 1)
        row.addWidget(self._go)
        for each in self.findChildren(QLabel):
            each.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.follow(self._draw)

    def text(self) -> str:
        """What it does."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        """As high as its words."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words need."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def _draw(self) -> None:
        side = self._theme.px(20)
        for label in (self._icon, self._go):
            label.setFixedSize(side, side)
        if self._is_painted:
            self._draw_icons()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; the pictures come after the first time, as what draws them takes longer to load than that."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            after(self, 0, self._draw_icons)

    def _draw_icons(self) -> None:
        side = self._theme.px(20)
        self._icon.setPixmap(self._theme.icon(self._name, "muted", ems=20 / 14).pixmap(side, side))
        side = self._theme.px(16)
        self._go.setPixmap(self._theme.icon("chevron-right", "muted").pixmap(side, side))
