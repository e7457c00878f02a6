"""What a search is narrowed to by filters: kinds, authors and days; what cannot be read is said in one sentence."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, select

from app.domain.kinds.registry import KINDS
from app.domain.values.names import parts
from app.domain.values.typed_dates import parse
from app.domain.values.typed_search import TypedFilter, TypedSearch, begun_filter, written
from app.errors import NotADate
from app.models.statements import PreparedStatement
from app.models.tables import Staff

_STAFF: Final = PreparedStatement(select(Staff.id, Staff.name).order_by(Staff.name))
_MOST_OFFERED: Final = 9
_ME: Final = "me"
_MEANINGS: Final = {
    "kind": "a kind of record",
    "by": "who signed it",
    "after": "that day or later",
    "before": "earlier than that day",
}
_A_DATE: Final = "such as 03-Nov-2026, Nov 2026, 2025 or -3m"


@dataclass(frozen=True)
class Narrowing:
    """What a record has to be; an empty part narrows nothing."""

    kinds: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    after: str = ""
    before: str = ""

    def __bool__(self) -> bool:
        return bool(self.kinds or self.authors or self.after or self.before)


@dataclass(frozen=True)
class Offered:
    """How a filter may go on: what it is then, what that means, and all that then stands in the box."""

    text: str
    meaning: str
    typed: str


@dataclass(frozen=True)
class Narrowed:
    """What the filters come to."""

    narrowing: Narrowing = Narrowing()
    problem: str = ""
    """Why nothing can be looked for; empty where everything was understood."""
    offered: tuple[Offered, ...] = ()


@dataclass(frozen=True)
class Known:
    """What the values of filters are read by."""

    kinds: Mapping[str, str]
    """Codes by what they are called."""
    staff: Mapping[str, str]
    """Names by id."""
    me: str
    today: date


def narrowed(connection: Connection, typed: str, asked: TypedSearch, me: str, today: date) -> Narrowed:
    """What the filters in `typed` come to, and how the last of them may go on."""
    names = any(each.name == "by" for each in asked.filters)
    staff = dict(_STAFF.rows(connection, {})) if names else {}
    known = Known({kind.code: kind.title for kind in KINDS.values()}, staff, me, today)
    narrowing, problem = Narrowing(), ""
    for each in asked.filters:
        read = _READERS[each.name](narrowing, each.value, known) if each.value else narrowing
        if isinstance(read, Narrowing):
            narrowing = read
        else:
            problem = problem or read
    return Narrowed(narrowing, problem, tuple(_offers(typed, asked.unfinished, known))[:_MOST_OFFERED])


Read = Narrowing | str
"""What a filter makes of what was asked before it; or why it makes nothing, to be shown and never to be raised."""


def _kinds(narrowing: Narrowing, value: str, known: Known) -> Read:
    found = _called(value, known.kinds)
    if not found:
        return f"No kind of record is called \u201c{value}\u201d: type kind: to see them."
    return replace(narrowing, kinds=(*narrowing.kinds, *found))


def _authors(narrowing: Narrowing, value: str, known: Known) -> Read:
    found = (known.me,) if value.casefold() == _ME else _called(value, known.staff)
    if not found:
        return f"Nobody who works here is called \u201c{value}\u201d: type by: to see who does."
    return replace(narrowing, authors=(*narrowing.authors, *found))


def _after(narrowing: Narrowing, value: str, known: Known) -> Read:
    first = _day(value, known)
    return replace(narrowing, after=first) if first else _no_date("after", value)


def _before(narrowing: Narrowing, value: str, known: Known) -> Read:
    first = _day(value, known)
    return replace(narrowing, before=first) if first else _no_date("before", value)


def _day(value: str, known: Known) -> str:
    """The first day of a date; empty for what is none."""
    try:
        first = parse(value, known.today).earliest()
    except NotADate:
        return ""
    return first.isoformat() if first else ""


def _no_date(name: str, value: str) -> str:
    return f"After {name}: stands a date, {_A_DATE}; \u201c{value}\u201d is none."


_READERS: Final[Mapping[str, Callable[[Narrowing, str, Known], Read]]] = {
    "kind": _kinds,
    "by": _authors,
    "after": _after,
    "before": _before,
}


def _called(value: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Whose name has a part that begins with each word of the value; who is called exactly so alone, if anybody is."""
    looked_for = parts(value)
    if not looked_for:
        return ()
    said = {key: parts(name) for key, name in names.items()}
    exact = tuple(key for key, words in said.items() if words == looked_for)
    return exact or tuple(
        key
        for key, words in said.items()
        if all(any(word.startswith(part) for word in words) for part in looked_for)
    )


def _offers(typed: str, unfinished: TypedFilter | None, known: Known) -> Iterator[Offered]:
    if unfinished is None:
        at, begun = begun_filter(typed)
        for name in begun:
            yield Offered(f"{name}:", _MEANINGS[name], f"{typed[:at]}{name}:")
        return
    names = {"kind": known.kinds, "by": known.staff}.get(unfinished.name, {})
    before = typed[: unfinished.start]
    wanted = _called(unfinished.value, names) if unfinished.value else tuple(names)
    for key in wanted:
        text = written(unfinished.name, names[key])
        if text != typed[unfinished.start :]:
            yield Offered(text, _MEANINGS[unfinished.name], f"{before}{text} ")
    if unfinished.name == "by" and not unfinished.value:
        yield Offered("by:me", "what you signed", f"{before}by:me ")
    if unfinished.name in {"after", "before"} and not unfinished.value:
        for value in ("-1m", "-3m", "-1y"):
            text = f"{unfinished.name}:{value}"
            yield Offered(
                text, f"{_MEANINGS[unfinished.name]}: {_shown(value, known.today)}", f"{before}{text} "
            )


def _shown(value: str, today: date) -> str:
    return parse(value, today).show()
