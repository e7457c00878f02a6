"""What the screens before an open vault find around them."""

from dataclasses import dataclass

from app.views.look import Look
from app.views.surroundings import Asks, Keeper
from app.views.tasks import Tasks


@dataclass(frozen=True)
class Entrance:
    """The look, the worker, the questions and the person's settings."""

    look: Look
    tasks: Tasks
    asks: Asks
    settings: Keeper
