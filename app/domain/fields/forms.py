"""The forms a field can have: what each takes, checks, says and publishes. One class a form."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from app.domain.fields import content
from app.domain.fields.plain import MOST_ROWS, few, listed, string, strings, whole, within
from app.domain.fields.spec import Choice, FieldSpec, Form, Rating
from app.domain.values import text as clean_text
from app.domain.values.dates import ClinicalDate
from app.domain.values.time_of_day import PATTERN

MOST_IN_TEXT: Final = 20_000
"""The most characters of a text."""
MOST_IN_LONG_TEXT: Final = 100_000
"""The same where a field is declared `long`: some 10,000 words fit with room to spare."""
NUMBER: Final = r"-?[0-9]{1,9}(\.[0-9]{1,6})?"
"""The regular expression that a number with decimal places matches."""
MOST_ANSWER: Final = 1_000_000
TOP_RATING: Final = 4
SCALE: Final = f"0 least, {TOP_RATING} most severe"
"""Stands at every table and axis of ratings."""
CONFIDENCE: Final = (Choice("low", "Low"), Choice("moderate", "Moderate"), Choice("high", "High"))
RATING_SOURCE: Final = (
    Choice("interview", "Interview with the person"),
    Choice("self_report", "Self-report form"),
    Choice("collateral", "Police, probation or advocate"),
    Choice("records", "Records"),
    Choice("combined", "Several sources"),
)
WHY_NOT: Final = (
    Choice("not_seen", "Not seen"),
    Choice("not_asked", "Not asked"),
    Choice("no_information", "No information"),
    Choice("declined", "Declined"),
)
"""Why something was not rated."""


def _declared(choices: tuple[Choice, ...], code: str) -> str:
    if code not in {choice.code for choice in choices}:
        raise ValueError
    return code


class _Written(Form[str]):
    asks = "Write"
    empty = ""
    has_words = searched = True

    def read(self, spec: FieldSpec, plain: Any) -> str:  # noqa: ARG002 - the shape of every form
        """A string."""
        return string(plain)

    def schema(self, spec: FieldSpec) -> dict[str, Any]:
        """A string."""
        return {"type": "string", "maxLength": spec.most}


class Line(_Written):
    """One line of text."""

    code = "line"
    most = clean_text.MOST_IN_LINE

    def check(self, spec: FieldSpec, value: str) -> str:
        """One clean line, in the field's own canonical form where it has one."""
        typed = clean_text.line(string(value), spec.most)
        return spec.check(typed) if typed and spec.check else typed


class Text(_Written):
    """Text with light markup."""

    code = "text"
    most = MOST_IN_TEXT

    def check(self, spec: FieldSpec, value: str) -> str:
        """Clean text."""
        return clean_text.clean(string(value), spec.most)


class TimeOfDay(Form[str]):
    """A time of day, on the clock of the place: "14:20"."""

    code = "time"
    asks = "Give"
    empty = ""
    coded = True

    def read(self, spec: FieldSpec, plain: Any) -> str:  # noqa: ARG002
        """A string."""
        return string(plain)

    def check(self, spec: FieldSpec, value: str) -> str:  # noqa: ARG002
        """The time as it is kept."""
        if string(value) and not re.fullmatch(PATTERN, value):
            raise ValueError
        return value

    def schema(self, spec: FieldSpec) -> dict[str, Any]:  # noqa: ARG002
        """A string of that pattern."""
        return {"type": "string", "pattern": f"^({PATTERN})?$"}


class OneOf(Form[str]):
    """One of several answers, by code."""

    code = "choice"
    asks = "Choose"
    empty = ""
    has_words = coded = True

    def read(self, spec: FieldSpec, plain: Any) -> str:  # noqa: ARG002
        """A string: a code that was declared when it was written."""
        return string(plain)

    def check(self, spec: FieldSpec, value: str) -> str:
        """A declared code."""
        return string(value) and _declared(spec.choices, value)

    def words(self, spec: FieldSpec, value: str) -> str:
        """The label."""
        return spec.shown(value)

    def codes(self, value: str) -> tuple[str, ...]:
        """The code."""
        return (value,) if value else ()

    def schema(self, spec: FieldSpec) -> dict[str, Any]:
        """Every code that was ever declared."""
        return {"oneOf": [{"const": "", "title": "Not answered"}, *_codes(spec)]}


class SomeOf(Form[tuple[str, ...]]):
    """Any number of several answers, by code."""

    code = "choices"
    asks = "Choose at least one under"
    empty = ()
    has_words = coded = True

    def read(self, spec: FieldSpec, plain: Any) -> tuple[str, ...]:  # noqa: ARG002
        """A list of strings."""
        return strings(plain)

    def check(self, spec: FieldSpec, value: tuple[str, ...]) -> tuple[str, ...]:
        """Declared codes, each once and in the order in which they are offered."""
        picked = {_declared(spec.choices, string(code)) for code in few(value)}
        return tuple(choice.code for choice in spec.choices if choice.code in picked)

    def plain(self, value: tuple[str, ...]) -> Any:
        """A list."""
        return list(value)

    def words(self, spec: FieldSpec, value: tuple[str, ...]) -> str:
        """The labels."""
        return ", ".join(spec.shown(code) for code in value)

    def codes(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """The codes."""
        return value

    def schema(self, spec: FieldSpec) -> dict[str, Any]:
        """A list of codes."""
        return _array({"oneOf": _codes(spec)})


class Judged(Form[Rating]):
    """An anchored judgement, or the reason why there is none."""

    code = "rating"
    asks = "Rate, or say why it was not rated:"
    empty = Rating()
    has_words = searched = coded = True
    most = MOST_IN_TEXT

    def read(self, spec: FieldSpec, plain: Any) -> Rating:  # noqa: ARG002
        """An object with the parts of a rating."""
        judged = Rating(**plain)
        whole(judged.value)
        for part in (judged.confidence, judged.source, judged.note, judged.why_not):
            string(part)
        return judged

    def check(self, spec: FieldSpec, value: Rating) -> Rating:
        """A value that has an anchor or why there is none, declared codes, a clean note."""
        within(whole(value.value), TOP_RATING)
        codes = (value.confidence, CONFIDENCE), (value.source, RATING_SOURCE), (value.why_not, WHY_NOT)
        for code, declared in codes:
            if string(code):
                _declared(declared, code)
        if value.why_not and value.value is not None:
            raise ValueError
        return replace(value, note=clean_text.clean(string(value.note), spec.most))

    def plain(self, value: Rating) -> Any:
        """An object."""
        return {part.name: getattr(value, part.name) for part in fields(value)}

    def is_empty(self, spec: FieldSpec, value: Rating) -> bool:  # noqa: ARG002
        """Neither rated nor said why not, nor, as it was once written, "not assessed" with the reason in the note."""
        return value.value is None and not value.why_not and not value.note

    def words(self, spec: FieldSpec, value: Rating) -> str:  # noqa: ARG002
        """The note."""
        return value.note

    def shared(self, value: Rating, *, coded: bool) -> Rating:
        """The rating, for some audiences without its note."""
        return replace(value, note="") if coded else value

    def schema(self, spec: FieldSpec) -> dict[str, Any]:
        """An object with the parts of a rating."""
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "value": {"type": ["integer", "null"], "minimum": 0, "maximum": TOP_RATING},
                "confidence": {"enum": ["", *(c.code for c in CONFIDENCE)]},
                "source": {"enum": ["", *(c.code for c in RATING_SOURCE)]},
                "note": {"type": "string", "maxLength": spec.most},
                "why_not": {"enum": ["", *(c.code for c in WHY_NOT)]},
            },
        }


class Count(Form[int | None]):
    """A whole number from 0 on."""

    code = "count"
    asks = "Give"
    empty = None
    coded = True
    most = 1_000_000

    def read(self, spec: FieldSpec, plain: Any) -> int | None:  # noqa: ARG002
        """A whole number, or nothing."""
        return whole(plain)

    def check(self, spec: FieldSpec, value: int | None) -> int | None:
        """A number that the field can take."""
        return within(whole(value), spec.most)

    def schema(self, spec: FieldSpec) -> dict[str, Any]:
        """A number."""
        return {"type": ["integer", "null"], "minimum": 0, "maximum": spec.most}


class Number(Form[str]):
    """A number with or without decimal places, exactly as it was given: "11.25"."""

    code = "number"
    asks = "Give"
    empty = ""
    coded = True

    def read(self, spec: FieldSpec, plain: Any) -> str:  # noqa: ARG002
        """A string."""
        return string(plain)

    def check(self, spec: FieldSpec, value: str) -> str:  # noqa: ARG002
        """Digits, with a sign and a point where there are any."""
        if string(value) and not re.fullmatch(NUMBER, value, re.ASCII):
            raise ValueError
        return value

    def schema(self, spec: FieldSpec) -> dict[str, Any]:  # noqa: ARG002
        """A string of that pattern."""
        return {"type": "string", "pattern": f"^({NUMBER})?$"}


class Answers(Form[tuple[int | None, ...]]):
    """Whole numbers in the order of a measure's items, such as positions; None where one is blank."""

    code = "answers"
    asks = "Give"
    empty = ()
    coded = True

    def read(self, spec: FieldSpec, plain: Any) -> tuple[int | None, ...]:  # noqa: ARG002
        """A list of whole numbers and nothings."""
        return tuple(whole(each) for each in listed(plain))

    def check(self, spec: FieldSpec, value: tuple[int | None, ...]) -> tuple[int | None, ...]:  # noqa: ARG002
        """No more numbers than a form can hold, and none too large."""
        if any(
            each is not None and not -MOST_ANSWER <= (whole(each) or 0) <= MOST_ANSWER for each in few(value)
        ):
            raise ValueError
        return value

    def plain(self, value: tuple[int | None, ...]) -> Any:
        """A list."""
        return list(value)

    def words(self, spec: FieldSpec, value: tuple[int | None, ...]) -> str:  # noqa: ARG002
        """The numbers in their order, with a dash for a blank: "0 4 -"."""
        return " ".join("-" if each is None else str(each) for each in value)

    def schema(self, spec: FieldSpec) -> dict[str, Any]:  # noqa: ARG002
        """A list of whole numbers and nulls."""
        return _array({"type": ["integer", "null"], "minimum": -MOST_ANSWER, "maximum": MOST_ANSWER})


class Minutes(Count):
    """A duration in minutes, up to a day."""

    code = "minutes"
    most = 24 * 60


class Day(Form[ClinicalDate | None]):
    """A clinical date: whole or partial, about, a span, or known not to be known."""

    code = "date"
    asks = "Give"
    empty = None
    coded = True

    def read(self, spec: FieldSpec, plain: Any) -> ClinicalDate | None:  # noqa: ARG002
        """A date in wire form, or nothing."""
        return None if plain is None else ClinicalDate.from_wire(string(plain))

    def check(self, spec: FieldSpec, value: ClinicalDate | None) -> ClinicalDate | None:  # noqa: ARG002
        """A date."""
        if value is not None and not isinstance(value, ClinicalDate):
            raise TypeError
        return value

    def plain(self, value: ClinicalDate | None) -> Any:
        """The wire form."""
        return value.to_wire() if value else None

    def is_empty(self, spec: FieldSpec, value: ClinicalDate | None) -> bool:
        """Nothing, or "not known" where that is no answer."""
        return value is None or (spec.must_be_known and not value.is_known)

    def words(self, spec: FieldSpec, value: ClinicalDate | None) -> str:  # noqa: ARG002
        """The date as it is shown."""
        return value.show() if value else ""

    def schema(self, spec: FieldSpec) -> dict[str, Any]:  # noqa: ARG002
        """A string in a format of our own."""
        return {"type": ["string", "null"], "format": "casework-date"}


class Reference(Form[str]):
    """A link to a record, an order or a victim."""

    code = "reference"
    asks = "Choose"
    empty = ""
    has_words = True

    def read(self, spec: FieldSpec, plain: Any) -> str:  # noqa: ARG002
        """A string."""
        return string(plain)

    def check(self, spec: FieldSpec, value: str) -> str:
        """A link of the kind that the field takes."""
        return string(value) and _link(spec, value)

    def schema(self, spec: FieldSpec) -> dict[str, Any]:
        """A string of that pattern."""
        return {"type": "string", "pattern": f"^({_pattern(spec)})?$"}


class References(Form[tuple[str, ...]]):
    """Links to several records or victims."""

    code = "references"
    asks = "Choose at least one under"
    empty = ()
    has_words = True

    def read(self, spec: FieldSpec, plain: Any) -> tuple[str, ...]:  # noqa: ARG002
        """A list of strings."""
        return strings(plain)

    def check(self, spec: FieldSpec, value: tuple[str, ...]) -> tuple[str, ...]:
        """Links of the kind that the field takes, each once."""
        return tuple(dict.fromkeys(_link(spec, string(each)) for each in few(value)))

    def plain(self, value: tuple[str, ...]) -> Any:
        """A list."""
        return list(value)

    def words(self, spec: FieldSpec, value: tuple[str, ...]) -> str:  # noqa: ARG002
        """The references themselves: a victim's code is a word that is looked for."""
        return ", ".join(value)

    def schema(self, spec: FieldSpec) -> dict[str, Any]:
        """A list of links."""
        return _array({"type": "string", "pattern": f"^{_pattern(spec)}$"})


class Rows(Form[tuple[Any, ...]]):
    """A list of rows, each of a class declared the same way."""

    code = "rows"
    asks = "Add at least one under"
    empty = ()
    coded = True

    def read(self, spec: FieldSpec, plain: Any) -> tuple[Any, ...]:
        """A list of objects."""
        return tuple(content.read(_row(spec), each) for each in listed(plain) if _is_object(each))

    def check(self, spec: FieldSpec, value: tuple[Any, ...]) -> tuple[Any, ...]:
        """No more rows than a form can hold; what stands in them is checked with the rest of the content."""
        if not all(type(each) is spec.row for each in few(value)):
            raise TypeError
        return value

    def plain(self, value: tuple[Any, ...]) -> Any:
        """A list of objects."""
        return [content.to_plain(each) for each in value]

    def schema(self, spec: FieldSpec) -> dict[str, Any]:
        """A list of objects."""
        return _array(content.object_schema(_row(spec)))


def _row(spec: FieldSpec) -> type:
    if spec.row is None:
        raise TypeError
    return spec.row


def _is_object(plain: Any) -> bool:
    if not isinstance(plain, Mapping):
        raise TypeError
    return True


def _pattern(spec: FieldSpec) -> str:
    return spec.target.pattern if spec.target else ""


def _link(spec: FieldSpec, value: str) -> str:
    if spec.target is None or not re.fullmatch(spec.target.pattern, value):
        raise ValueError
    return value


def _codes(spec: FieldSpec) -> list[dict[str, Any]]:
    return [
        {"const": c.code, "title": c.label} | ({"x-retired": True} if c.retired else {}) for c in spec.choices
    ]


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": MOST_ROWS}
