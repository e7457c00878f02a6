"""Hypothesis strategies for record contents, made from the declarations, so that new fields are tested."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from app.domain.fields import forms
from app.domain.fields.content import is_empty, specs
from app.domain.fields.declare import (
    CONFIDENCE,
    RATING_SOURCE,
    TOP_RATING,
    WHY_NOT,
    FieldSpec,
    KeptFile,
    Rating,
    Target,
)
from app.domain.fields.file import MEDIA, MOST_BYTES, File, named
from app.domain.fields.spec import Form
from app.domain.kinds.parts.quality import QUALITIES, Quality
from app.domain.records.kind import Kind
from app.domain.values.dates import ClinicalDate, add_months
from app.domain.values.text import clean, line
from app.domain.values.typed_dates import Direction
from tests.asked import TODAY, missing

Draw = Callable[[st.SearchStrategy[Any]], Any]
_FEW = 2


def contents(kind: Kind) -> st.SearchStrategy[Any]:
    """Any content of a kind that the program could hold: drafts too, with gaps."""
    return values(kind.content)


def signable(kind: Kind) -> st.SearchStrategy[Any]:
    """A content of a kind with nothing missing."""
    return contents(kind).flatmap(_completed)


def values(cls: type) -> st.SearchStrategy[Any]:
    """Any value of a class whose fields are declared."""
    written = (spec for spec in specs(cls) if not spec.withdrawn)
    return st.builds(cls, **{spec.name: field_values(spec) for spec in written})


def field_values(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Any value of one field, unanswered included. A field with a check of its own stays unanswered."""
    return st.just("") if spec.check else _STRATEGIES[type(spec.form)](spec)


def texts() -> st.SearchStrategy[str]:
    """Clean text of several lines."""
    return st.text(max_size=20).map(clean)


def dates() -> st.SearchStrategy[ClinicalDate]:
    """Clinical dates: exact, partial, about, spans, not known."""
    days = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))
    exact = days.map(ClinicalDate.of)
    months = days.map(lambda day: ClinicalDate(day.year, day.month))
    years = days.map(lambda day: ClinicalDate(day.year, about=True))
    spans = days.map(lambda day: ClinicalDate(day.year, day.month, until=ClinicalDate(day.year + 1)))
    return st.one_of(exact, months, years, spans, st.just(ClinicalDate()))


def _days(spec: FieldSpec) -> st.SearchStrategy[ClinicalDate]:
    """Dates of a field; where it looks ahead no further than some months, they lie there."""
    if not spec.months:
        return dates()
    last = add_months(TODAY, spec.months)
    return st.dates(min_value=TODAY, max_value=last).map(ClinicalDate.of)


def ratings() -> st.SearchStrategy[Rating]:
    """Ratings, with and without what signing asks for."""
    rated = st.builds(
        Rating,
        value=st.none() | st.integers(0, TOP_RATING),
        confidence=st.sampled_from(["", *(c.code for c in CONFIDENCE)]),
        source=st.sampled_from(["", *(c.code for c in RATING_SOURCE)]),
        note=texts(),
    )
    return rated | st.builds(Rating, why_not=st.sampled_from([c.code for c in WHY_NOT]), note=texts())


def files() -> st.SearchStrategy[KeptFile]:
    """What records say of documents that no store keeps."""
    return st.builds(
        KeptFile,
        id=st.uuids().map(str),
        digest=st.binary(min_size=32, max_size=32).map(bytes.hex),
        name=st.text(max_size=12).map(named),
        media=st.sampled_from(list(MEDIA)),
        size=st.integers(1, MOST_BYTES),
    )


def _links(spec: FieldSpec) -> st.SearchStrategy[str]:
    if spec.target is Target.VICTIM:
        return st.integers(1, 99).map(lambda number: f"V{number}")
    return st.uuids().map(str)


def _codes(spec: FieldSpec) -> list[str]:
    return [choice.code for choice in spec.choices]


def _choices(spec: FieldSpec) -> st.SearchStrategy[tuple[str, ...]]:
    def in_order(picked: set[str]) -> tuple[str, ...]:
        return tuple(code for code in _codes(spec) if code in picked)

    return st.sets(st.sampled_from(_codes(spec)), max_size=3).map(in_order)


def _rows(spec: FieldSpec) -> st.SearchStrategy[tuple[Any, ...]]:
    assert spec.row is not None
    return st.lists(values(spec.row), max_size=_FEW).map(tuple)


def _numbers(spec: FieldSpec) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, spec.most)


_STRATEGIES: Mapping[type[Form[Any]], Callable[[FieldSpec], st.SearchStrategy[Any]]] = {
    forms.Line: lambda _: st.text(max_size=12).map(line),
    forms.Text: lambda _: texts(),
    forms.TimeOfDay: lambda _: st.just("") | st.times().map(lambda at: f"{at:%H:%M}"),
    forms.OneOf: lambda spec: st.sampled_from(["", *_codes(spec)]),
    forms.SomeOf: _choices,
    forms.Judged: lambda _: ratings(),
    forms.Count: _numbers,
    forms.Minutes: _numbers,
    forms.Number: lambda _: st.sampled_from(["", "0", "-3", "11.25"]),
    forms.Answers: lambda _: st.lists(st.none() | st.integers(-9, 99), max_size=4).map(tuple),
    forms.Day: lambda spec: st.none() | _days(spec).filter(lambda day: not spec.refusal(day, TODAY)),
    forms.Reference: lambda spec: st.just("") | _links(spec),
    forms.References: lambda spec: st.lists(_links(spec), max_size=_FEW, unique=True).map(tuple),
    forms.Rows: _rows,
    File: lambda _: st.none() | files(),
}


def _completed(content: Any) -> st.SearchStrategy[Any]:
    @st.composite
    def completed(draw: Draw) -> Any:
        whole = content
        # An answer may call for another one, so go on until nothing is missing.
        while missing(whole):
            whole = _filled(draw, whole)
        return whole

    return completed()


def _filled(draw: Draw, content: Any) -> Any:
    answers: dict[str, Any] = {}
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        needed = spec.is_needed(content)
        if (needed and is_empty(spec, value)) or (spec.asked and spec.no_longer_offered(value)):
            value = draw(_answered(spec))
        if spec.asked and spec.refused and value and spec.refused(content):
            value = _mended(spec, draw, value, needed=needed)
        if isinstance(spec.form, forms.Rows):
            value = tuple(_filled(draw, row) for row in value)
        if isinstance(value, Rating) and value.value is not None:
            value = replace(value, confidence=value.confidence or "low", source=value.source or "interview")
        elif isinstance(value, Rating) and value.note:
            value = replace(value, why_not=value.why_not or "declined")
        answers[spec.name] = value
    return type(content)(**answers)


def _mended(spec: FieldSpec, draw: Draw, value: Any, *, needed: bool) -> Any:
    """Another answer in place of one that cannot stand beside the others: one row, or a day that is not known."""
    if not needed:
        return spec.form.empty
    if spec.row is Quality:
        return tuple(
            Quality(quality=each.code, holds=draw(st.sampled_from(("yes", "no")))) for each in QUALITIES
        )
    if isinstance(spec.form, forms.Rows):
        return value[:1]
    return ClinicalDate() if isinstance(spec.form, forms.Day) else draw(_answered(spec))


def _answered(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """An answer that can be signed; drawn as one where most would have to be left out."""
    offered = [choice.code for choice in spec.offered]
    if isinstance(spec.form, forms.OneOf):
        return st.sampled_from(offered)
    if isinstance(spec.form, forms.SomeOf):
        return st.sampled_from(offered).map(lambda code: (code,))
    if isinstance(spec.form, forms.Day) and spec.direction is not Direction.EITHER and not spec.months:
        coming = spec.direction is Direction.COMING
        first, last = (TODAY, date(2099, 12, 31)) if coming else (date(1950, 1, 1), TODAY)
        return st.dates(min_value=first, max_value=last).map(ClinicalDate.of)
    if isinstance(spec.form, forms.Day):
        return _days(spec).filter(lambda day: not (is_empty(spec, day) or spec.refusal(day, TODAY)))
    if isinstance(spec.form, forms.References):
        return st.lists(_links(spec), min_size=1, max_size=_FEW, unique=True).map(tuple)
    if isinstance(spec.form, forms.Line | forms.Text) and not spec.check:
        # So many texts are needed of some kinds that to leave out the empty ones would leave out most contents.
        return field_values(spec).map(lambda value: value or "Said")
    return field_values(spec).filter(lambda value: not is_empty(spec, value))
