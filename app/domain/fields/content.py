"""Reads the declarations of a content: checks, what is missing, search text, sharing, canonical JSON.

`read` takes whatever was once written, as long as its types are right, so that nothing that is signed becomes
unreadable when a declaration changes; `check` holds what is written now against the declaration of today.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar

from app.domain.fields import rows
from app.domain.fields.sharing import Audience, Share
from app.domain.fields.spec import Choice, FieldSpec, Rating, by_name, specs
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import MOST_CHARACTERS
from app.errors import NotAcceptable, NotADate, TextTooLong

__all__ = [
    "NO_LONGER_OFFERED",
    "Missing",
    "check",
    "due",
    "falls_due",
    "from_plain",
    "going_on",
    "is_empty",
    "missing",
    "object_schema",
    "read",
    "said",
    "search_text",
    "shared",
    "specs",
    "to_plain",
    "undeclared",
    "words",
]

C = TypeVar("C")
_CODE: Final = re.compile(r"[a-z0-9_]{1,60}")
NO_LONGER_OFFERED: Final = "No longer offered: choose again"
_PARTS: Final = {"confidence": "confidence", "source": "source", "why_not": "why it was not rated"}


@dataclass(frozen=True)
class Missing:
    """What stands in the way of signing: where, what the form calls it, and why where it is not simply unanswered."""

    path: str
    label: str
    why: str = ""

    @property
    def words(self) -> str:
        """The label, and why where that is said."""
        return f"{self.label} ({self.why[:1].lower()}{self.why[1:]})" if self.why else self.label


def is_empty(spec: FieldSpec, value: object) -> bool:
    """Whether a field is unanswered. A rating without a value is answered by why it was not rated."""
    return spec.form.is_empty(spec, value)


def missing(
    content: object, today: date, since: ClinicalDate | None = None, signed: object | None = None
) -> tuple[Missing, ...]:
    """What still has to be answered to sign, in the order of the form.

    Besides unanswered fields that are needed: a rating with a value but without confidence or source, or with a note
    alone and no reason, a choice that is offered no more, a text that is longer than its field holds, and a date that
    lies where its field has none. `since` is the date of the record that this one goes on from, where there is one:
    what is needed only then is asked for as of that day. A date that `signed`, the version that this one replaces, has
    in the same place may stand wherever it lies: what is overdue can be brought up to date.
    """
    return tuple(_missing(content, "", today, since, signed))


def _missing(
    content: object,
    path: str,
    today: date,
    since: ClinicalDate | None = None,
    signed: object | None = None,
) -> Iterator[Missing]:
    # What is of an earlier form stands as it was signed, whatever is asked today.
    for spec in (spec for spec in specs(type(content)) if spec.asked):
        value, before = getattr(content, spec.name), getattr(signed, spec.name, None)
        # Most fields are not needed, and what is empty stands in no way: a form asks this of every field at each pause.
        if (spec.needed or spec.since) and spec.is_needed(content, since) and is_empty(spec, value):
            yield Missing(path + spec.name, spec.called(since))
        elif value and (why := _why_not(spec, content, value, today, before)):
            yield Missing(path + spec.name, spec.label, why)
        if isinstance(value, Rating):
            for part in _parts_missing(value):
                yield Missing(f"{path}{spec.name}.{part}", f"{spec.label}: {_PARTS[part]}")
        if spec.row is not None:
            earlier = {row.row: row for row in before or () if isinstance(row, rows.Row) and row.row}
            for n, row in enumerate(value, 1):
                stood = earlier.get(getattr(row, "row", ""))
                for gap in _missing(row, f"{path}{spec.name}.{n - 1}.", today, signed=stood):
                    yield replace(gap, label=f"{spec.label}, row {n}: {gap.label}")


def _why_not(spec: FieldSpec, content: object, value: object, today: date, before: object) -> str:
    """Why an answer cannot be signed; empty when it can, as a day gone by can that was signed before it had passed."""
    last = value.latest() if isinstance(value, ClinicalDate) and value == before else None
    has_passed = last is not None and last < today
    return ("" if has_passed else _cannot_stand(spec, value, today)) or _refused(spec, content)


def _parts_missing(rating: Rating) -> Iterator[str]:
    """What a rating still wants; one that is empty is named as a whole, if it is needed."""
    if rating.value is not None:
        yield from (part for part in ("confidence", "source") if not getattr(rating, part))
    elif rating.note and not rating.why_not:
        yield "why_not"


def _cannot_stand(spec: FieldSpec, value: object, today: date) -> str:
    """Why an answer cannot be signed now; empty when it can."""
    if isinstance(value, ClinicalDate):
        return spec.refusal(value, today)
    if spec.no_longer_offered(value):
        return NO_LONGER_OFFERED
    return f"Too long: it holds at most {spec.most:,} characters" if _is_too_long(spec, value) else ""


def _refused(spec: FieldSpec, content: object) -> str:
    """Why an answer cannot stand beside the others; empty when it can."""
    return spec.refused(content) if spec.refused else ""


def _is_too_long(spec: FieldSpec, value: object) -> bool:
    text = value.note if isinstance(value, Rating) else value
    return isinstance(text, str) and spec.form.searched and len(text) > spec.most


def search_text(content: object) -> str:
    """What the search index holds of a record: its searched fields and the words of its choices."""
    return "\n".join(part for part in _search(content) if part)


def _search(content: object) -> Iterator[str]:
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if spec.withdrawn:
            continue
        if spec.row is not None:
            for row in value:
                yield from _search(row)
        elif spec.searched:
            yield words(spec, value)


def due(content: object) -> Iterator[tuple[date, str]]:
    """The days on which somebody must act, with what falls due; of a partial date its first day.

    What the content says is done falls due no more.
    """
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if spec.withdrawn:
            continue
        if spec.row is not None:
            if not (spec.done and spec.done(content)):
                for row in value:
                    yield from due(row)
        elif falls_due(spec, content) and isinstance(value, ClinicalDate) and (day := value.earliest()):
            yield day, spec.due


def falls_due(spec: FieldSpec, content: object) -> bool:
    """Whether somebody must act on the date of a field, as far as the content says."""
    return bool(spec.due) and not (spec.done and spec.done(content))


def words(spec: FieldSpec, value: Any) -> str:
    """The words of an answer in a field that has any: texts as they are, choices as they are shown."""
    return spec.form.words(spec, value)


def said(content: object, name: str) -> str:
    """The words of one field of a content; empty when it is unanswered."""
    return words(by_name(type(content))[name], getattr(content, name))


def shared(content: C, audience: Audience, asked: frozenset[Share] = frozenset()) -> C:
    """The content with every field the audience does not get set back to unanswered.

    A row that loses every answer is left out, so that not even the number of such rows is told.
    """
    kept = {}
    for spec in specs(type(content)):
        if not spec.is_told(content, audience, asked) or (audience.coded and not spec.form.coded):
            continue
        value = getattr(content, spec.name)
        if spec.row is not None:
            kept_rows = (shared(row, audience, asked) for row in value)
            value = tuple(row for row in kept_rows if not _says_nothing(row))
        kept[spec.name] = spec.form.shared(value, coded=audience.coded)
    kept |= {name: getattr(content, name) for name in rows.names(type(content))}
    return type(content)(**kept)


def _says_nothing(row: Any) -> bool:
    return bool(replace(row, **dict.fromkeys(rows.names(type(row)), "")) == type(row)())


def to_plain(content: object) -> dict[str, Any]:
    """The JSON object of a content: every field, in plain JSON types."""
    said = {name: getattr(content, name) for name in rows.names(type(content))}
    return said | {spec.name: spec.form.plain(getattr(content, spec.name)) for spec in specs(type(content))}


def read(cls: type[C], plain: Mapping[str, Any]) -> C:
    """Read a content as it was written: types alone are looked at, and a field that is not declared is left out.

    Raises NotAcceptable, naming the field by its label and never its value, for a value of another type.
    """
    if not isinstance(plain, Mapping):
        raise NotAcceptable("That is not a record Casework can read.")
    said = {name: plain[name] for name in rows.names(cls) if name in plain}
    if not all(isinstance(each, str) for each in said.values()):
        raise NotAcceptable("A row has an identity that is none.")
    for spec in specs(cls):
        if spec.name in plain:
            try:
                said[spec.name] = spec.form.read(spec, plain[spec.name])
            except (TypeError, ValueError, KeyError, AttributeError, NotADate):
                raise _unacceptable(spec) from None
    return cls(**said)


def going_on(content: C) -> C:
    """The content as anything new goes on from it.

    What is withdrawn stays on the record that says it, and what lapsed is said in other fields since.
    """
    kept: dict[str, Any] = {}
    for spec in specs(type(content)):
        if spec.withdrawn or spec.lapses:
            kept[spec.name] = spec.form.empty
        elif spec.row is not None:
            kept[spec.name] = tuple(going_on(row) for row in getattr(content, spec.name))
    return replace(content, **kept) if kept else content  # type: ignore[type-var] # a content is a frozen dataclass


def undeclared(cls: type, plain: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The fields, by path, that were written and that `read` leaves out, with what was written in them."""
    return tuple(_undeclared(cls, plain, ""))


def _undeclared(cls: type, plain: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    known, identity = by_name(cls), rows.names(cls)
    for name, value in plain.items():
        if name in identity:
            continue
        spec = known.get(name)
        if spec is None:
            yield path + name, value
        elif spec.row is not None:
            for n, row in enumerate(value, 1):
                yield from _undeclared(spec.row, row, f"{path}{name} {n}: ")


def from_plain(cls: type[C], plain: Mapping[str, Any]) -> C:
    """Read and check a content that comes from outside the store. Absent fields are unanswered.

    Raises NotAcceptable for a field that is not declared, one that is withdrawn, or a value its form cannot take;
    TextTooLong.
    """
    content = read(cls, plain)
    if undeclared(cls, plain):
        raise NotAcceptable("The record has a field that this version of Casework does not know.")
    checked = check(content)
    for spec in specs(cls):
        if spec.withdrawn and not is_empty(spec, getattr(checked, spec.name)):
            raise NotAcceptable(f"“{spec.label}” is withdrawn: nothing new is written there.")
    return checked


def check(content: C, *, unfinished: bool = False) -> C:
    """The content with its text cleaned and every value held against its declaration.

    An `unfinished` one, which a draft keeps, may hold a code that is declared no more and a text of any length that is
    kept at all: `missing` names both, and nothing of a draft is lost meanwhile. Raises NotAcceptable, naming the field
    by its label and never its value; TextTooLong.
    """
    rows.check_identity(content)
    checked = {}
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        value = _checked(spec, _lenient(spec, value) if unfinished else spec, value)
        if spec.row is not None:
            value = tuple(check(row, unfinished=unfinished) for row in value)
        checked[spec.name] = value
    return replace(content, **checked)  # type: ignore[type-var] # a content is a frozen dataclass


def _lenient(spec: FieldSpec, value: Any) -> FieldSpec:
    """The declaration with what a draft may keep besides."""
    declared = {choice.code for choice in spec.choices}
    written = (code for code in spec.form.codes(value) if code not in declared and _CODE.fullmatch(code))
    extra = tuple(Choice(code, code, retired=True) for code in written)
    if extra:
        return replace(spec, choices=spec.choices + extra)
    return replace(spec, most=MOST_CHARACTERS) if _is_too_long(spec, value) else spec


def _checked(spec: FieldSpec, by: FieldSpec, value: Any) -> Any:
    try:
        return spec.form.check(by, value)
    except TextTooLong:
        raise TextTooLong(f"“{spec.label}” is too long: it holds at most {spec.most:,} characters.") from None
    except (TypeError, ValueError, KeyError, AttributeError, NotADate):
        raise _unacceptable(spec) from None


def _unacceptable(spec: FieldSpec) -> NotAcceptable:
    return NotAcceptable(f"“{spec.label}” has a value its form cannot take.")


def object_schema(cls: type) -> dict[str, Any]:
    """The JSON Schema of a content: titles, hints, choices, sharing class and what signing needs."""
    declared = specs(cls)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": rows.schema_of(cls) | {spec.name: _field_schema(spec) for spec in declared},
        "x-needed-to-sign": [spec.name for spec in declared if spec.needed is True],
        "x-needed-depending": [spec.name for spec in declared if callable(spec.needed)],
    }


def _field_schema(spec: FieldSpec) -> dict[str, Any]:
    shape = spec.form.schema(spec)
    out = {"title": spec.label, **shape, "x-share": spec.share.value, "x-section": spec.section}
    if spec.hint:
        out["description"] = spec.hint
    if spec.closer is not None:
        out["x-share-depending"] = spec.closer.share.value
    if spec.only_to:
        out["x-only-to"] = sorted(spec.only_to)
    if spec.anchors:
        out["x-anchors"] = list(spec.anchors)
    if spec.derived:
        out["x-derived"] = True
    elif not spec.asked:
        out["x-retired"] = True
    if spec.withdrawn:
        out["x-withdrawn"] = True
    return out
