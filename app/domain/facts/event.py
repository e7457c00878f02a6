"""One statement of a fact, as it is signed (docs/format.md section 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from app.domain.facts.fact import Plain
from app.domain.values.author import Author
from app.errors import Damaged

FORMAT: Final = "casework.fact/1"


class Basis(StrEnum):
    """On whose word a fact stands."""

    MEMBER = "member"
    """The author stated it."""
    ADOPTED = "adopted"
    """The author found it in an older store and took it over as it was."""
    RECOVERED = "recovered"
    """The author stated it while letting themselves in again with the recovery key."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact stated about one subject. `before` and `after` name every field of the fact.

    `number` counts the statements about the subject; `previous` are the SHA-256 of those it follows, in hexadecimal:
    one, or several where it brings two devices together again. Times are RFC 3339, UTC.
    """

    vault: str
    id: str
    device: str
    at: str
    offset_minutes: int
    fact: str
    version: int
    subject: tuple[str, str]
    case: str | None
    number: int
    previous: tuple[str, ...]
    author: Author
    key: str
    before: Plain
    after: Plain
    reason: str
    basis: Basis
    salt: str


def document(event: Event) -> dict[str, Any]:
    """The JSON object whose canonical bytes are signed."""
    said = {name: getattr(event, name) for name in Event.__dataclass_fields__}
    return said | {
        "format": FORMAT,
        "subject": list(event.subject),
        "previous": list(event.previous),
        "author": {name: getattr(event.author, name) for name in Author.__dataclass_fields__},
        "before": dict(event.before),
        "after": dict(event.after),
        "basis": event.basis.value,
    }


def event_of(plain: Mapping[str, Any]) -> Event:
    """Read a signed document back; raises Damaged for what is none."""
    try:
        if plain["format"] != FORMAT:
            raise Damaged
        said = {name: plain[name] for name in Event.__dataclass_fields__}
        table, row = plain["subject"]
        return Event(
            **said
            | {
                "subject": (str(table), str(row)),
                "previous": tuple(plain["previous"]),
                "author": Author(**plain["author"]),
                "basis": Basis(plain["basis"]),
            }
        )
    except (KeyError, TypeError, ValueError):
        raise Damaged from None
