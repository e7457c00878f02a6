"""What the screens before an open vault have in common: one readable column, a heading, a bar, a way to ask a worker.

It is no `Page`: that one knows of an open vault, and loading what it knows would keep the first screen waiting.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.errors import UserError
from app.views.context.tasks import Task
from app.views.start.entrance import Entrance
from app.views.widgets.bar import Bar
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import words

T = TypeVar("T")
_COLUMN = 38
"""The column's width in ems, about as long as a line may be to be read with ease."""


@runtime_checkable
class Front(Protocol):
    """What can stand in front of the stack."""

    takes_drops: bool
    """Whether a file let go over it may lead elsewhere."""

    def arrive(self) -> None:
        """Give the keyboard to what it is for."""

    def leave(self) -> None:
        """Forget what should not stay."""

    def cover(self) -> None:
        """Hide what whoever comes next should not read."""


class Screen(QWidget):
    """A screen; `body` takes its parts from the top."""

    def __init__(self, entrance: Entrance, title: str) -> None:
        super().__init__()
        self.takes_drops = True
        self.entrance, self.look = entrance, entrance.look
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.heading = words(title, "h1")
        self.bar = Bar(self)
        column = QWidget()
        self.body = vertical(column, self.heading, self.bar, gap=self.look.pixels(0.8), pad=None)
        self._scroll(column)

    def arrive(self) -> None:
        """Give the keyboard to what the screen is for. Called each time it comes to the front."""
        self.setFocus()

    def leave(self) -> None:
        """Forget what should not stay. Called before another screen comes to the front."""

    def cover(self) -> None:
        """Hide what whoever comes next should not read. Called when the screen locks."""

    def run(
        self,
        work: Callable[..., T],
        *arguments: Any,
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        aside: bool = False,
    ) -> Task:
        """Ask a worker; what a person can meet lands in the bar unless `failed` takes it."""
        return self.entrance.tasks.run(
            work, *arguments, owner=self, then=then, failed=failed or self.refused, aside=aside
        )

    def refused(self, failure: BaseException) -> None:
        """Say in the bar why it could not be done; what nobody foresaw goes to the crash report."""
        if isinstance(failure, UserError):
            self.bar.tell(str(failure))
            self._area.ensureWidgetVisible(self.bar)
        else:
            self.entrance.tasks.failed.emit(failure)

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part."""
        self._area.ensureWidgetVisible(part)

    def _scroll(self, column: QWidget) -> None:
        gap = self.look.pixels(1.5)
        column.setMaximumWidth(self.look.pixels(_COLUMN))
        centre = QWidget()
        row = horizontal(centre, 1, pad=gap)
        row.addWidget(column, 1000, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(centre)
        self._area.viewport().setAutoFillBackground(False)
        centre.setAutoFillBackground(False)
        vertical(self, self._area)
