"""What all screens of the window have in common: a title, a bar, one way to act and one to ask for another place.

A screen is shown by `arrive`, which loads what it shows; it is left by `leave`, which must never ask anything: a lock
may come at any time. Failures that a person can meet land in the bar; all else goes on to the crash report.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import UserError
from app.views.context.context import Context
from app.views.context.places import Place
from app.views.context.tasks import Task
from app.views.context.timers import pending
from app.views.widgets.bar import Bar
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

if TYPE_CHECKING:
    # What knows of vaults takes longer to load than the first screen takes to appear.
    from app.services.desk import Desk
    from app.services.records.unsaved import UnsavedDraft

T = TypeVar("T")
LastWords = Callable[[], "UnsavedDraft | None"]
"""Saves what was typed last, on the vault's thread; gives it back sealed where the disk does not take it."""


class Screen(QWidget):
    """What can be shown with or without an open vault."""

    asked_for = Signal(object)
    """Somebody wants to be at that `Place`."""
    saved = Signal(str)
    """Something was saved; the words go into the status line, such as "Draft saved 10:42"."""

    title: ClassVar[str] = ""
    """In the heading and the window's title: never a name."""
    help: ClassVar[str] = ""
    """The page of `resources/help` that F1 opens."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setObjectName("page")
        self.setAccessibleName(self.title)
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
        self.deleteLater()

    def focus_first(self) -> None:
        """Give the keyboard to what this screen is for."""
        self.setFocus()

    def _column(self) -> QVBoxLayout:
        """What the parts of the screen stand in."""
        return vertical(self, gap=self.context.look.pixels(0.6), pad=self.context.look.pixels(1))

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
    ) -> Task:
        """Ask a service for something; what a person can meet lands in the bar unless `failed` takes it."""
        return self.context.tasks.run(
            work, *arguments, owner=self, then=then, failed=failed or self.refused, **named
        )

    def refused(self, failure: BaseException) -> None:
        """Say in the bar why it could not be done; what nobody foresaw goes to the crash report."""
        if isinstance(failure, UserError):
            self.bar.tell(str(failure))
        else:
            self.context.tasks.failed.emit(failure)

    def go(self, place: Place) -> None:
        """Ask for another place."""
        self.asked_for.emit(place)


class Page(Screen):
    """A screen of an open vault."""

    def __init__(self, desk: "Desk", context: Context) -> None:
        super().__init__(context)
        self.desk = desk
