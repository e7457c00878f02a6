"""What can be done with a signed record."""

from typing import Protocol

from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow


class Doing(Protocol):
    """Who does it."""

    def add_addendum(self) -> None:
        """Begin an addendum."""

    def new_version(self) -> None:
        """Begin a new version."""

    def mark_in_error(self) -> None:
        """Mark it in error."""

    def copy_text(self) -> None:
        """Copy its text."""

    def go_back(self) -> None:
        """Leave it."""


class Acts(FlowRow):
    """The row of buttons; the last is the one that cannot be taken back."""

    def __init__(self, look: Look, doing: Doing) -> None:
        super().__init__(look.pixels(0.5))
        self.addendum = button("Add an addendum…", doing.add_addendum)
        self.version = button("New version", doing.new_version)
        self.mark = button("Mark in error…", doing.mark_in_error, kind="danger")
        for each in (
            button("Back to the case", doing.go_back),
            self.addendum,
            self.version,
            button("Copy text", doing.copy_text),
        ):
            self.add(each)
        self.add(self.mark)

    def allow(self, *, new_version: bool, said: bool, mark: bool) -> None:
        """Offer only what the record takes."""
        self.version.setVisible(new_version and said)
        self.addendum.setVisible(said)
        self.mark.setVisible(said and mark)
