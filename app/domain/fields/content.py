"""Reads the declarations of a content: checks, what is missing, search text, sharing, canonical JSON."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from app.domain.fields.declare import CONFIDENCE, RATING_SOURCE, TOP_RATING, FieldSpec, Form, Rating
from app.domain.fields.sharing import Audience, Share
from app.domain.values import text as clean_text
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, NotADate, TextTooLong

C = TypeVar("C")
MOST_ROWS = 500
_CODED = {Form.CHOICE, Form.CHOICES, Form.RATING, Form.COUNT, Form.MINUTES, Form.DATE, Form.ROWS}


@dataclass(frozen=True)
class Missing:
    """A field that must be answered before signing: where it is, and what the form calls it."""

    path: str
    label: str


def specs(cls: type) -> tuple[FieldSpec, ...]:
    """The declared fields in order; a field without a section belongs to the one before it."""
    return _specs(cls)


@cache
def _specs(cls: type) -> tuple[FieldSpec, ...]:
    section, out = "", []
    for declared in fields(cls):
        spec: FieldSpec = declared.metadata["spec"]
        section = spec.section or section
        out.append(replace(spec, name=declared.name, section=section))
    return tuple(out)


def is_empty(spec: FieldSpec, value: object) -> bool:
    """Whether a field is unanswered. A rating marked "not assessed" counts as answered only by its note."""
    if isinstance(value, Rating):
        return value.value is None and not value.note
    if isinstance(value, ClinicalDate):
        return spec.must_be_known and not value.is_known
    return value in {"", None} if not isinstance(value, tuple) else not value


def missing(content: object) -> tuple[Missing, ...]:
    """What still has to be answered to sign, in the order of the form.

    Besides unanswered fields that are needed: a rating with a value but without confidence or source.
    """
    return tuple(_missing(content, ""))


def _missing(content: object, path: str) -> Iterator[Missing]:
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        needed = spec.needed(content) if callable(spec.needed) else spec.needed
        if needed and is_empty(spec, value):
            yield Missing(path + spec.name, spec.label)
        if isinstance(value, Rating) and value.value is not None:
            for part in ("confidence", "source"):
                if not getattr(value, part):
                    yield Missing(f"{path}{spec.name}.{part}", f"{spec.label}: {part}")
        if spec.form is Form.ROWS:
            for n, row in enumerate(value, 1):
                for gap in _missing(row, f"{path}{spec.name}.{n - 1}."):
                    yield replace(gap, label=f"{spec.label}, row {n}: {gap.label}")


def search_text(content: object) -> str:
    """What the search index holds of a record: its searched fields and the words of its choices."""
    return "\n".join(part for part in _search(content) if part)


def _search(content: object) -> Iterator[str]:
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if spec.form is Form.ROWS:
            for row in value:
                yield from _search(row)
        elif spec.searched:
            yield value.note if isinstance(value, Rating) else words(spec, value)


def due(content: object) -> Iterator[tuple[date, str]]:
    """The days on which somebody must act, with what falls due; of a partial date its first day."""
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if spec.form is Form.ROWS:
            for row in value:
                yield from due(row)
        elif spec.due and isinstance(value, ClinicalDate) and (day := value.earliest()):
            yield day, spec.due


def words(spec: FieldSpec, value: Any) -> str:
    """The words of an answer in a field that has any: texts as they are, choices as they are shown."""
    if isinstance(value, tuple):
        return ", ".join(spec.shown(code) for code in value)
    return spec.shown(value)


def said(content: object, name: str) -> str:
    """The words of one field of a content; empty when it is unanswered."""
    spec = next(spec for spec in specs(type(content)) if spec.name == name)
    return words(spec, getattr(content, name))


def shared(content: C, audience: Audience, asked: frozenset[Share] = frozenset()) -> C:
    """The content with every field the audience does not get set back to unanswered.

    A row that loses every answer is left out, so that not even the number of such rows is told.
    """
    kept = {}
    for spec in specs(type(content)):
        if not audience.admits(spec.share, asked) or (audience.coded and spec.form not in _CODED):
            continue
        value = getattr(content, spec.name)
        if spec.form is Form.ROWS:
            told = (shared(row, audience, asked) for row in value)
            value = tuple(row for row in told if row != type(row)())
        elif isinstance(value, Rating) and audience.coded:
            value = replace(value, note="")
        kept[spec.name] = value
    return type(content)(**kept)


def to_plain(content: object) -> dict[str, Any]:
    """The JSON object of a content: every field, in plain JSON types."""
    return {spec.name: _plain(getattr(content, spec.name)) for spec in specs(type(content))}


def _plain(value: Any) -> Any:
    if isinstance(value, ClinicalDate):
        return value.to_wire()
    if isinstance(value, Rating):
        return {name: getattr(value, name) for name in ("value", "confidence", "source", "note")}
    if isinstance(value, tuple):
        return [v if isinstance(v, str) else to_plain(v) for v in value]
    return value


def from_plain(cls: type[C], plain: Mapping[str, Any]) -> C:
    """Read and clean a content. Absent fields are unanswered.

    Raises NotAcceptable, naming the field by its label and never its value, for a field that is not
    declared or a value its form cannot take; TextTooLong for too much text.
    """
    if not isinstance(plain, Mapping):
        raise NotAcceptable("That is not a record Casework can read.")
    known = {spec.name: spec for spec in specs(cls)}
    if plain.keys() - known.keys():
        raise NotAcceptable("The record has a field that this version of Casework does not know.")
    return cls(**{name: _read(known[name], value) for name, value in plain.items()})


def checked(content: C) -> C:
    """The content with its text cleaned and every value checked; raises as `from_plain` does."""
    return from_plain(type(content), to_plain(content))


def _read(spec: FieldSpec, value: Any) -> Any:
    try:
        return _READERS[spec.form](spec, value)
    except TextTooLong:
        most = f"{clean_text.MOST_IN_LINE if spec.form is Form.LINE else clean_text.MOST_CHARACTERS:,}"
        raise TextTooLong(f"“{spec.label}” is too long: it holds at most {most} characters.") from None
    except (TypeError, ValueError, KeyError, AttributeError, NotADate):
        raise NotAcceptable(f"“{spec.label}” has a value its form cannot take.") from None


def _line(spec: FieldSpec, value: Any) -> str:
    typed = clean_text.line(_str(value))
    return spec.check(typed) if typed and spec.check else typed


def _text(_: FieldSpec, value: Any) -> str:
    return clean_text.clean(_str(value))


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _choice(spec: FieldSpec, value: Any) -> str:
    return "" if value == "" else _picked(spec, value)


def _picked(spec: FieldSpec, value: Any) -> str:
    if value not in {c.code for c in spec.choices}:
        raise ValueError
    return _str(value)


def _choices(spec: FieldSpec, value: Any) -> tuple[str, ...]:
    picked = {_picked(spec, v) for v in _list(value)}
    return tuple(c.code for c in spec.choices if c.code in picked)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple) or len(value) > MOST_ROWS:
        raise TypeError
    return list(value)


def _rating(_: FieldSpec, value: Any) -> Rating:
    judged = Rating(**value)
    if judged.value is not None:
        _within(judged.value, TOP_RATING)
    for code, offered in ((judged.confidence, CONFIDENCE), (judged.source, RATING_SOURCE)):
        if code != "" and code not in {c.code for c in offered}:
            raise ValueError
    return replace(judged, note=clean_text.clean(_str(judged.note)))


def _within(value: Any, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError
    return value


def _number(spec: FieldSpec, value: Any) -> int | None:
    return None if value is None else _within(value, spec.most)


def _date(_: FieldSpec, value: Any) -> ClinicalDate | None:
    return None if value is None else ClinicalDate.from_wire(_str(value))


def _reference(spec: FieldSpec, value: Any) -> str:
    return "" if value == "" else _link(spec, value)


def _link(spec: FieldSpec, value: Any) -> str:
    if spec.target is None or not re.fullmatch(spec.target.pattern, value):
        raise ValueError
    return _str(value)


def _references(spec: FieldSpec, value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_link(spec, v) for v in _list(value)))


def _rows(spec: FieldSpec, value: Any) -> tuple[Any, ...]:
    listed = _list(value)
    if spec.row is None or not all(isinstance(row, Mapping) for row in listed):
        raise TypeError
    return tuple(from_plain(spec.row, row) for row in listed)


_READERS: Mapping[Form, Callable[[FieldSpec, Any], Any]] = {
    Form.LINE: _line,
    Form.TEXT: _text,
    Form.CHOICE: _choice,
    Form.CHOICES: _choices,
    Form.RATING: _rating,
    Form.COUNT: _number,
    Form.MINUTES: _number,
    Form.DATE: _date,
    Form.REFERENCE: _reference,
    Form.REFERENCES: _references,
    Form.ROWS: _rows,
}
