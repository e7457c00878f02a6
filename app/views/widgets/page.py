"""What all screens of the window have in common: a title, a bar, one way to act and one to ask for another place.

A screen is shown by `arrive`, which loads what it shows; it is left by `leave`, which must never ask anything: a lock
may come at any time. Failures that a person can meet land in the bar; all else goes on to the crash report.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.views.context.context import Context
from app.views.context.timers import after, pending
from app.views.widgets.bar import Bar
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import words

if TYPE_CHECKING:
    # What knows of vaults takes longer to load than the first screen takes to appear.
    from app.services.desk import Desk
    from app.services.records.unsaved import UnsavedDraft
    from app.views.context.places import Place
    from app.views.context.tasks import Task
    from app.views.widgets.action_bar import ActionBar
    from app.views.widgets.flow import FlowRow

T = TypeVar("T")
LastWords = Callable[[], "tuple[UnsavedDraft, ...]"]
"""Saves what was typed last, on the vault's thread; gives back sealed what of it the disk does not take."""


def together(each: Iterable[LastWords | None]) -> LastWords | None:
    """The last words of several parts of a screen as those of one. A part that fails keeps no other from being kept."""
    if not (said := [words for words in each if words is not None]):
        return None

    def all_of_them() -> "tuple[UnsavedDraft, ...]":
        failures: list[Exception] = []
        unsaved: tuple[UnsavedDraft, ...] = ()
        for last in said:
            try:
                unsaved += last()
            except Exception as failure:  # noqa: BLE001 - it is raised when the others are kept
                failures.append(failure)
        if failures:
            raise failures[0]
        return unsaved

    return all_of_them


class Screen(QWidget):
    """What can be shown with or without an open vault."""

    asked_for = Signal(object)
    """Somebody wants to be at that `Place`."""
    saved = Signal(str)
    """Something was saved; the words are shown for a moment, such as "Draft saved 10:42"."""

    title: ClassVar[str] = ""
    """In the heading and the window's title: never a name."""
    help: ClassVar[str] = ""
    """The page of `resources/help` that F1 opens."""
    wants_room: ClassVar[bool] = False
    """Whether the rail gives way to it, as where something long is written."""
    has_side: ClassVar[bool] = False
    """Whether something stands at its right, put there by `at_side`."""
    first: QWidget | None = None
    """What the screen is for: it is given the keyboard."""
    is_over = False
    """Whether what it was for is done, or is no more: nobody is to be led back to it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setObjectName("page")
        self.setAccessibleName(self.title)
        self.foot: ActionBar | None = None
        self.body = self._column()
        self.heading = words(self.title, "h1")
        self.bar = Bar()
        self.body.addWidget(self.heading)
        self.body.addWidget(self.bar)

    def arrive(self) -> None:
        """Load what is shown. Called each time the screen comes to the front."""

    def leave(self) -> None:
        """Put away what would be lost. Called before another screen comes to the front, and before a lock."""

    def last_words(self) -> LastWords | None:
        """What was typed here and perhaps not saved yet: called when the vault locks, on the window's thread."""
        return None

    def retire(self) -> None:
        """Go for good. A screen whose last words the disk has not taken yet goes out of sight, and goes when it has."""
        self.hide()
        self.context.tasks.forget(self)
        # What stands in its place is painted before Qt takes it apart.
        after(self, 0, self.deleteLater)

    def focus_first(self) -> None:
        """Give the keyboard to what this screen is for."""
        (self.first or self).setFocus()

    def focus_content(self) -> None:
        """Give the keyboard to what is shown, where `first` may stand beside it."""
        self.focus_first()

    def at_foot(self, *buttons: QPushButton) -> "ActionBar":
        """Put the acts of the screen into a bar at its foot, the primary one last: Ctrl+Enter presses that."""
        if self.foot is None:
            from app.views.widgets.action_bar import ActionBar  # noqa: PLC0415 - no page before a vault has one

            self.foot = ActionBar(self.context.theme)
            self._whole.addWidget(self.foot)
        self.foot.add(*buttons)
        return self.foot

    def at_side(self, part: QWidget) -> None:
        """Put a part at the right of all that the screen shows, down to the bar at its foot."""
        self._across.addWidget(part)

    def beside_title(self, *parts: QWidget) -> "FlowRow":
        """Put parts beside the title, such as muted words that say more; gives the line that they share."""
        self.body.removeWidget(self.heading)
        self.heading.setWordWrap(False)
        from app.views.widgets.flow import FlowRow  # noqa: PLC0415 - nor has any this

        line = FlowRow(self.context.theme.px(12), self.heading, *parts, line_gap=0)
        self.body.insertWidget(0, line)
        return line

    def align_to_frames(self, frame: int) -> None:
        """Begin so much further left, title and all: below are parts that keep room for the frame of the keyboard."""
        px, margins = self.context.theme.px, self.body.contentsMargins()
        self.body.setContentsMargins(px(24 - frame), margins.top(), margins.right(), margins.bottom())
        self.heading.setIndent(px(frame))

    def _column(self) -> QVBoxLayout:
        """What the parts of the screen stand in."""
        px = self.context.theme.px
        # In a part of its own where something stands at the side: Tab goes through all of it first.
        inside = QWidget() if self.has_side else None
        body = vertical(inside, gap=px(8), pad=(px(24), px(16), px(24), px(16)))
        self._across = horizontal(None, (inside or body, 1), gap=0)
        self._whole = vertical(self, (self._across, 1), gap=0)
        return body

    @property
    def settled(self) -> bool:
        """Whether nothing is under way that would change what is shown: no work, no timer."""
        return not self.context.tasks.is_busy and not pending(self)

    def run(
        self,
        work: Callable[..., T],
        *arguments: Any,
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        **named: Any,
    ) -> "Task":
        """Ask a service for something; what a person can meet lands in the bar unless `failed` takes it."""
        return self.context.tasks.run(
            work, *arguments, owner=self, then=then, failed=failed or self.refused, **named
        )

    def refused(self, failure: BaseException) -> None:
        """Say in the bar why it could not be done; what nobody foresaw goes to the crash report."""
        self.context.tasks.told_by(self.bar.tell)(failure)

    def go(self, place: "Place") -> None:
        """Ask for another place."""
        self.asked_for.emit(place)


class Page(Screen):
    """A screen of an open vault."""

    stands_in = Signal(str)
    """The section of its case that what is shown belongs to, once that is known."""
    handed_over = Signal(object)
    """A sitting was begun: the vault is to lock, and the person to have the screen."""

    def __init__(self, desk: "Desk", context: Context) -> None:
        super().__init__(context)
        self.desk = desk

    def renew(self, done: frozenset[str]) -> None:
        """Show what holds now: something was done in the vault while this is in sight, by its names in the ledger.

        What is typed and not saved, the keyboard and the place in a list stay as they are.
        """
