"""One declaration a field: the form, the checks, sharing, search, JSON and schema all read it.

A record's content is a frozen dataclass whose fields are made by the builders below:

    asked_by: str = line("Asked by", share=Share.CONTEXT, needed=True)

An empty string, empty tuple or None means "not answered"; choices that mean "not known" are answers. What is asked no
more stays declared, with `retired=True`: earlier records read, and are searched, as they were.
"""

from dataclasses import field
from typing import Any

from app.domain.fields import forms
from app.domain.fields.file import File, KeptFile
from app.domain.fields.forms import CONFIDENCE, RATING_SOURCE, SCALE, TOP_RATING, WHY_NOT
from app.domain.fields.sharing import Share
from app.domain.fields.spec import Choice, FieldSpec, Form, Rating, Target
from app.domain.values.typed_dates import Direction

__all__ = [
    "CONFIDENCE",
    "RATING_SOURCE",
    "SCALE",
    "TOP_RATING",
    "WHY_NOT",
    "Choice",
    "Direction",
    "FieldSpec",
    "KeptFile",
    "Rating",
    "Target",
    "answers",
    "choice",
    "choices",
    "count",
    "date",
    "file",
    "line",
    "minutes",
    "number",
    "rating",
    "reference",
    "references",
    "rows",
    "text",
    "time",
]


def _declare(form: Form[Any], label: str, share: Share, options: dict[str, Any]) -> Any:
    options.setdefault("searched", form.searched)
    options.setdefault("most", form.most)
    if options["searched"] and not form.has_words:
        raise ValueError(f"a {form.code} has no words to search")
    spec = FieldSpec(label=label, form=form, share=share, **options)
    return field(default=form.empty, metadata={"spec": spec})


def line(label: str, *, share: Share, **options: Any) -> Any:
    """One line of text; searched unless said otherwise.

    `check` gives the canonical form or raises NotAcceptable.
    """
    return _declare(forms.Line(), label, share, options)


def text(label: str, *, share: Share, long: bool = False, **options: Any) -> Any:
    """Text with light markup, up to 20,000 characters, or 100,000 in a `long` one; searched unless said otherwise."""
    if long:
        options["most"] = forms.MOST_IN_LONG_TEXT
    return _declare(forms.Text(), label, share, options)


def choice(label: str, choices: tuple[Choice, ...], *, share: Share, **options: Any) -> Any:
    """One of several answers."""
    return _declare(forms.OneOf(), label, share, options | {"choices": choices})


def choices(label: str, offered: tuple[Choice, ...], *, share: Share, **options: Any) -> Any:
    """Any number of several answers."""
    return _declare(forms.SomeOf(), label, share, options | {"choices": offered})


def rating(label: str, anchors: tuple[str, ...], *, share: Share, **options: Any) -> Any:
    """A 0-4 judgement with one behavioural anchor for each value; its note is searched."""
    if len(anchors) != TOP_RATING + 1:
        raise ValueError("a rating has five anchors")
    return _declare(forms.Judged(), label, share, options | {"anchors": anchors})


def count(label: str, *, share: Share, **options: Any) -> Any:
    """A whole number from 0 to `most`."""
    return _declare(forms.Count(), label, share, options)


def number(label: str, *, share: Share, **options: Any) -> Any:
    """A number with or without decimal places, kept as it was given."""
    return _declare(forms.Number(), label, share, options)


def answers(label: str, *, share: Share, **options: Any) -> Any:
    """The answers to a measure's items in their order, by position from 0; None where one is blank."""
    return _declare(forms.Answers(), label, share, options)


def minutes(label: str, *, share: Share, **options: Any) -> Any:
    """A duration in minutes."""
    return _declare(forms.Minutes(), label, share, options)


def time(label: str, *, share: Share, **options: Any) -> Any:
    """A time of day, as "14:20"."""
    return _declare(forms.TimeOfDay(), label, share, options)


def date(label: str, direction: Direction, *, share: Share, **options: Any) -> Any:
    """A clinical date, which may be partial, uncertain, a span or, unless `must_be_known`, "not known".

    Each says where in time it lies, so that nothing is signed as having happened on a day that has not come.
    """
    return _declare(forms.Day(), label, share, options | {"direction": direction})


def reference(label: str, target: Target, *, share: Share, **options: Any) -> Any:
    """A link to one record, order or victim."""
    return _declare(forms.Reference(), label, share, options | {"target": target})


def references(label: str, target: Target, *, share: Share, **options: Any) -> Any:
    """Links to several records or victims."""
    return _declare(forms.References(), label, share, options | {"target": target})


def file(label: str, *, share: Share, **options: Any) -> Any:
    """A document whose bytes the sealed store keeps; its name is searched."""
    return _declare(File(), label, share, options)


def rows(label: str, row: type, *, share: Share, **options: Any) -> Any:
    """A list of rows, each a class declared with these same builders."""
    return _declare(forms.Rows(), label, share, options | {"row": row})
