"""What the screens before an open vault find around them."""

from dataclasses import dataclass

from app.views.context.context import Asks, Keeper
from app.views.context.tasks import Tasks
from app.views.look.look import Look


@dataclass(frozen=True)
class Entrance:
    """The look, the worker, the questions and the person's settings."""

    look: Look
    tasks: Tasks
    asks: Asks
    settings: Keeper
