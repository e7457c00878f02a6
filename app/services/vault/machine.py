"""What the services take from the machine: its clock, and the folder where it keeps anchors."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app.paths import state_dir

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Machine:
    """This machine; tests and the demonstration give another clock or folder."""

    clock: Clock = now
    state: Path = field(default_factory=state_dir)
