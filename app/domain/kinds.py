"""The record kinds: what each is called, the class that declares its content, and where it lives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.compartments import Compartment
from app.errors import NotFound


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A record kind. `title_of` gives the one line that lists and searches show for a content."""

    code: str
    title: str
    version: int
    content: type
    event_label: str
    title_of: Callable[[Any], str]
    compartment: Compartment = Compartment.CLINICAL
    note: str = ""


def kind(code: str) -> Kind:
    """The record kind of that code; raises NotFound."""
    try:
        return KINDS[code]
    except KeyError:
        raise NotFound("Casework has no record kind by that name.") from None


KINDS: Mapping[str, Kind] = {}
