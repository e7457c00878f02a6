"""What a record kind is: its name, the class that declares its content, and where its records live."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from app.domain.fields.compartments import Compartment
from app.domain.records.heading import Upcast


class KindRole(Enum):
    """Whether a kind stands by itself or says something about a record that is signed already."""

    RECORD = auto()
    REMARK = auto()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A record kind. `title_of` gives the one line that lists and searches show for a content.

    `version` is the form in which it is written now, and `upcasters[0]` makes form 2 out of form 1. `order` is its
    place among the kinds that are offered. A title is made of coded answers, numbers and dates, so that a list on a
    shared screen tells no story.
    """

    code: str
    title: str
    version: int
    order: int
    content: type
    event_label: str
    title_of: Callable[[Any], str]
    upcasters: tuple[Upcast, ...] = ()
    compartment: Compartment = Compartment.CLINICAL
    note: str = ""
    role: KindRole = KindRole.RECORD
    administrative: bool = False
    """Whether an administrator may read, write and sign it too: a referral, a letter about an appointment."""
