"""A record as it is written and signed: who, when, about whom, how it is known, and the content of its kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import Missing, check, going_on, missing, specs, to_plain
from app.domain.records.kind import Kind, KindRole
from app.domain.values.author import Author
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import clean, line
from app.domain.values.typed_dates import Direction

FORMAT = "casework.record/2"
_FIRST_FORMAT = "casework.record/1"
PLACE: Final = "compartment"
"""The path of a gap that no answer fills: what is written may not stand where it was begun."""
GATE: Final = "gate"
"""The path of another one: a gate of the case closes what is written."""
EVENT: Final = Direction.PAST
"""Where the date of every record lies: it is of something that was done, said or seen."""


@dataclass(frozen=True)
class Carried:
    """An answer of a draft that was copied from an earlier record, and which nobody has confirmed or edited since."""

    name: str
    said_on: str


@dataclass(frozen=True)
class Typed:
    """What was typed for an answer of a draft and could not be read: kept as it was typed until it is answered."""

    name: str
    typed: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What the author fills in: the heading every record has, and the content of its kind.

    `carried` is of drafts alone: a sheet with an unconfirmed answer is not complete, so no signed record has any.
    `typed` is of drafts alone, too: while something stands there that could not be read, nothing is signed.
    `left` is of signed records alone: what was written in fields that are declared no more, to be shown as it stands.
    """

    event: ClinicalDate | None = None
    knowledge: Knowledge = Knowledge.BY_FIELD
    source: str = ""
    update: str = ""
    """Of a version after the first: what changed, and why."""
    content: Any = None
    carried: tuple[Carried, ...] = ()
    typed: tuple[Typed, ...] = ()
    left: tuple[tuple[str, str], ...] = ()

    def checked(self) -> "Sheet":
        """The sheet as it may be signed, its text cleaned; raises NotAcceptable, TextTooLong."""
        content = going_on(check(self.content))
        return replace(self._lined(), content=content, typed=(), left=())

    def kept(self) -> "Sheet":
        """The sheet as a draft may keep it, whatever still stands in the way of signing; raises as `checked`."""
        content = going_on(check(self.content, unfinished=True))
        typed = tuple(replace(each, typed=clean(each.typed)) for each in self.unread)
        return replace(self._lined(), content=content, typed=typed, left=())

    def _lined(self) -> "Sheet":
        return replace(self, source=line(self.source), update=line(self.update))

    @property
    def unread(self) -> tuple[Typed, ...]:
        """What could not be read and has not been answered since."""
        return tuple(each for each in self.typed if self._is_open(each.name))

    def _is_open(self, name: str) -> bool:
        if name == "event":
            return self.event is None
        spec = next((each for each in specs(type(self.content)) if each.name == name), None)
        return spec is not None and spec.form.is_empty(spec, getattr(self.content, name))

    def missing(
        self, kind: Kind, today: date, since: ClinicalDate | None = None, signed: object | None = None
    ) -> tuple[Missing, ...]:
        """What still has to be answered to sign.

        `since` is the date of the record that it goes on from, if any, `signed` what the version that it replaces says.
        """
        return (
            *self._undated(kind, today),
            *missing(self.content, today, since, signed),
            *self._unconfirmed(),
            *self._not_read(kind),
        )

    def _undated(self, kind: Kind, today: date) -> tuple[Missing, ...]:
        # Nobody types when a remark was made: where the clock was set back since, nobody could mend it.
        if self.event is None:
            return (Missing("event", kind.event_label),)
        why = EVENT.refusal(self.event, today) if kind.role is KindRole.RECORD else ""
        return (Missing("event", kind.event_label, why),) if why else ()

    def _unconfirmed(self) -> tuple[Missing, ...]:
        # What is asked no more has no place in a form to be confirmed at.
        labels = {spec.name: spec.label for spec in specs(type(self.content)) if spec.asked}
        return tuple(
            Missing(
                each.name, f"{labels[each.name]}: carried forward from {each.said_on}, confirm it or edit it"
            )
            for each in self.carried
            if each.name in labels
        )

    def _not_read(self, kind: Kind) -> Iterator[Missing]:
        labels = {spec.name: spec.label for spec in specs(type(self.content))} | {"event": kind.event_label}
        for each in self.unread:
            yield Missing(each.name, labels[each.name], "What was typed there could not be read")

    def to_plain(self) -> dict[str, Any]:
        """The JSON object of a sheet, as it is signed."""
        said = {
            "event": self.event.to_wire() if self.event else None,
            "knowledge": self.knowledge.value,
            "source": self.source,
            "content": to_plain(self.content),
        }
        return said | ({"update": self.update} if self.update else {})

    def to_draft(self) -> dict[str, Any]:
        """The JSON object of a sheet that is not signed yet: with what was carried forward, and what was not read."""
        marks = {each.name: each.said_on for each in self.carried}
        typed = {each.name: each.typed for each in self.unread}
        return self.to_plain() | ({"carried": marks} if marks else {}) | ({"typed": typed} if typed else {})


def misplaced(kind: Kind, compartment: Compartment, content: object) -> tuple[Missing, ...]:
    """What stands in the way of signing where a content may not stand in the compartment it was begun in."""
    where = kind.belongs(content)
    if where is None or where is compartment:
        return ()
    why = f"What this says is kept in “{where.label}” alone: begin it anew there"
    return (Missing(PLACE, "Kept in", why),)


def sheet_of(plain: dict[str, Any], content: object) -> Sheet:
    """The sheet of a JSON object, around a content that was read out of it."""
    event = plain["event"]
    typed = plain.get("typed", {})
    return Sheet(
        event=ClinicalDate.from_wire(event) if event else None,
        knowledge=Knowledge(plain["knowledge"]),
        source=plain["source"],
        update=plain.get("update", ""),
        content=content,
        carried=tuple(Carried(name, said_on) for name, said_on in plain.get("carried", {}).items()),
        typed=tuple(Typed(name, words) for name, words in typed.items()),
    )


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Everything a signed record says besides its sheet (docs/format.md section 4). Times are RFC 3339, UTC."""

    vault: str
    case: str
    id: str
    series: str
    version: int
    replaces: tuple[str, ...]
    about: str | None
    kind: str
    kind_version: int
    compartment: Compartment
    begun_at: str
    signed_at: str
    offset_minutes: int
    behind_minutes: int
    """By how much the clock was behind the last signed act; `signed_at` is what it said."""
    author: Author
    key: str
    salt: str


def document(provenance: Provenance, sheet: Sheet) -> dict[str, Any]:
    """The JSON object whose canonical bytes are signed."""
    said = {name: getattr(provenance, name) for name in Provenance.__dataclass_fields__}
    said["replaces"] = list(provenance.replaces)
    author = {name: getattr(provenance.author, name) for name in Author.__dataclass_fields__}
    return (
        said
        | {"format": FORMAT, "compartment": provenance.compartment.value, "author": author}
        | sheet.to_plain()
    )


def provenance_of(plain: dict[str, Any]) -> Provenance:
    """Read the provenance out of a signed document of any form."""
    if plain["format"] == _FIRST_FORMAT:
        plain = plain | {"replaces": [plain["replaces"]] if plain["replaces"] else [], "behind_minutes": 0}
    said = {name: plain[name] for name in Provenance.__dataclass_fields__} | {
        "replaces": tuple(plain["replaces"])
    }
    said |= {"compartment": Compartment(plain["compartment"]), "author": Author(**plain["author"])}
    return Provenance(**said)
