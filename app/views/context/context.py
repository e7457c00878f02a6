"""What every screen is given: the worker, the look, the person's settings, questions to them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme

if TYPE_CHECKING:
    from app.views.context.given import Asks, Keeper


@dataclass(frozen=True)
class Standing:
    """Where somebody stood in a draft: the path of the field, how far into its text, and how far the form was scrolled.

    A position and never a word of what is written.
    """

    path: str
    caret: int
    scrolled: int


@dataclass(frozen=True)
class Context:
    """What a screen is given besides its desk."""

    tasks: Tasks
    theme: Theme
    asks: "Asks"
    settings: "Keeper"
    undo_offered: Callable[[str, Callable[[], None] | None], None]
    """Shows a line at the foot for some seconds, with an Undo when there is one."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What screens remember of a case while the vault is open, by its id and their own name: in memory alone."""
    standing: dict[str, Standing] = field(default_factory=dict, repr=False)
    """Where somebody stood in each draft, by its id: as long as the program runs, over locks, and in no file."""
