"""What can be stated as a fact: whose row it is about, which fields it gives, and who may state it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import specs
from app.domain.fields.declare import FieldSpec
from app.domain.fields.rights import Right

Plain = Mapping[str, Any]
"""A JSON object."""


class OnFork(Enum):
    """What holds when two devices stated a fact without knowing of each other, until somebody states it again."""

    LATER = auto()
    """What was stated later."""
    PROTECT = auto()
    """What discloses less: the greater `Fact.protects`."""
    UNION = auto()
    """Both: lists are joined."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A kind of fact. `values` declares its fields with the builders of `domain.fields`; `fields` names some of them.

    `subject` is the table whose row it is about; `sealed` the compartment whose key opens what it says.
    """

    code: str
    title: str
    subject: str
    values: type
    right: Right
    fields: tuple[str, ...] = ()
    version: int = 1
    sealed: Compartment | None = None
    padded: int = 1
    """What is sealed fills whole stretches of so many bytes: its size says nothing."""
    words: type | None = None
    """What it says besides, sealed with the key of the record that it is about; declared as `values` are."""
    by_authority: bool = False
    """Whether the site's authority signs as well, so that nobody can grant themselves anything."""
    own: bool = False
    """Whether it is of the member themselves: theirs to state, or the authority's for them."""
    on_fork: OnFork = OnFork.LATER
    protects: Callable[[Plain], int] | None = None

    @property
    def specs(self) -> tuple[FieldSpec, ...]:
        """The declarations of the fields that it gives, in order."""
        return tuple(spec for spec in specs(self.values) if not self.fields or spec.name in self.fields)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields that it gives, in order."""
        return tuple(spec.name for spec in self.specs)
