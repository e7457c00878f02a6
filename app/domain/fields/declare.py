"""One declaration a field: the form, the checks, sharing, search, JSON and schema all read it.

A record's content is a frozen dataclass whose fields are made by the builders below:

    asked_by: str = line("Asked by", share=Share.CONTEXT, needed=True)

An empty string, empty tuple or None means "not answered"; choices that mean "not known" are answers.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.fields.sharing import Share
from app.domain.values.typed_dates import Direction

type_of_need = bool | Callable[[Any], bool]


class Form(StrEnum):
    """Which editor a field has, and so which values it takes."""

    LINE = "line"  # str, one line
    TEXT = "text"  # str, light markup
    CHOICE = "choice"  # str, a choice's code
    CHOICES = "choices"  # tuple[str, ...]
    RATING = "rating"  # Rating
    COUNT = "count"  # int | None
    MINUTES = "minutes"  # int | None
    DATE = "date"  # ClinicalDate | None
    REFERENCE = "reference"  # str: UUID or victim code
    REFERENCES = "references"  # tuple[str, ...]
    ROWS = "rows"  # tuple of a row class declared the same way


class Target(StrEnum):
    """What a reference points at."""

    RECORD = "record"
    VICTIM = "victim"
    ORDER = "order"

    @property
    def pattern(self) -> str:
        """The regular expression that a whole reference matches: a victim's code, or a record's UUID."""
        if self is Target.VICTIM:
            return "V[1-9][0-9]?"
        return "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True)
class Choice:
    """One answer: the code that is stored and the words that are shown."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Rating:
    """An anchored 0-4 judgement with where it comes from; `value` None means not assessed. Never totalled."""

    value: int | None = None
    confidence: str = ""
    source: str = ""
    note: str = ""


TOP_RATING = 4
CONFIDENCE = (Choice("low", "Low"), Choice("moderate", "Moderate"), Choice("high", "High"))
RATING_SOURCE = (
    Choice("interview", "Interview with the person"),
    Choice("self_report", "Self-report form"),
    Choice("collateral", "Police, probation or advocate"),
    Choice("records", "Records"),
    Choice("combined", "Several sources"),
)


@dataclass(frozen=True, kw_only=True)
class FieldSpec:
    """What one field is called, how it is asked, who may be told, and whether it must be there to sign."""

    name: str = ""
    label: str
    form: Form
    share: Share
    hint: str = ""
    section: str = ""
    needed: type_of_need = False
    searched: bool = False
    choices: tuple[Choice, ...] = ()
    anchors: tuple[str, ...] = ()
    target: Target | None = None
    row: type | None = None
    check: Callable[[str], str] | None = None
    most: int = 0
    must_be_known: bool = False
    due: str = ""
    """What falls due on this date, where somebody must act on it: "Order ends"."""

    @property
    def direction(self) -> Direction:
        """Where in time a date most likely lies: to come where something falls due on it, else past."""
        return Direction.COMING if self.due else Direction.PAST

    def shown(self, code: str) -> str:
        """The words for a choice's code."""
        return next((choice.label for choice in self.choices if choice.code == code), code)


_EMPTY: dict[Form, Any] = {
    Form.LINE: "",
    Form.TEXT: "",
    Form.CHOICE: "",
    Form.CHOICES: (),
    Form.RATING: Rating(),
    Form.COUNT: None,
    Form.MINUTES: None,
    Form.DATE: None,
    Form.REFERENCE: "",
    Form.REFERENCES: (),
    Form.ROWS: (),
}
_SEARCHED = {Form.LINE, Form.TEXT, Form.RATING}
_HAVE_WORDS = _SEARCHED | {Form.CHOICE, Form.CHOICES, Form.REFERENCE, Form.REFERENCES}
_MOST = {Form.COUNT: 1_000_000, Form.MINUTES: 24 * 60}


def _declare(form: Form, label: str, share: Share, options: dict[str, Any]) -> Any:
    options.setdefault("searched", form in _SEARCHED)
    options.setdefault("most", _MOST.get(form, 0))
    if options["searched"] and form not in _HAVE_WORDS:
        raise ValueError(f"a {form.value} has no words to search")
    spec = FieldSpec(label=label, form=form, share=share, **options)
    return field(default=_EMPTY[form], metadata={"spec": spec})


def line(label: str, *, share: Share, **options: Any) -> Any:
    """One line of text; searched unless said otherwise.

    `check` gives the canonical form or raises NotAcceptable.
    """
    return _declare(Form.LINE, label, share, options)


def text(label: str, *, share: Share, **options: Any) -> Any:
    """Text with light markup; searched unless said otherwise."""
    return _declare(Form.TEXT, label, share, options)


def choice(label: str, choices: tuple[Choice, ...], *, share: Share, **options: Any) -> Any:
    """One of several answers."""
    return _declare(Form.CHOICE, label, share, options | {"choices": choices})


def choices(label: str, offered: tuple[Choice, ...], *, share: Share, **options: Any) -> Any:
    """Any number of several answers."""
    return _declare(Form.CHOICES, label, share, options | {"choices": offered})


def rating(label: str, anchors: tuple[str, ...], *, share: Share, **options: Any) -> Any:
    """A 0-4 judgement with one behavioural anchor for each value; its note is searched."""
    if len(anchors) != TOP_RATING + 1:
        raise ValueError("a rating has five anchors")
    return _declare(Form.RATING, label, share, options | {"anchors": anchors})


def count(label: str, *, share: Share, **options: Any) -> Any:
    """A whole number from 0 to `most`."""
    return _declare(Form.COUNT, label, share, options)


def minutes(label: str, *, share: Share, **options: Any) -> Any:
    """A duration in minutes."""
    return _declare(Form.MINUTES, label, share, options)


def date(label: str, *, share: Share, **options: Any) -> Any:
    """A clinical date, which may be partial, uncertain, a span or, unless `must_be_known`, "not known"."""
    return _declare(Form.DATE, label, share, options)


def reference(label: str, target: Target, *, share: Share, **options: Any) -> Any:
    """A link to one record, order or victim."""
    return _declare(Form.REFERENCE, label, share, options | {"target": target})


def references(label: str, target: Target, *, share: Share, **options: Any) -> Any:
    """Links to several records or victims."""
    return _declare(Form.REFERENCES, label, share, options | {"target": target})


def rows(label: str, row: type, *, share: Share, **options: Any) -> Any:
    """A list of rows, each a class declared with these same builders."""
    return _declare(Form.ROWS, label, share, options | {"row": row})
