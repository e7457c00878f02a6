"""Who writes or states something, as they were when they did."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Author:
    """The author as they were when they signed."""

    id: str
    name: str
    role: str
    registration: str
