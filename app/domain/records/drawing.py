"""Draws the facets of a record: those that its kind declares, and those that follow from its declarations."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, TypeVar

from app.domain.fields import forms
from app.domain.fields.content import falls_due
from app.domain.fields.rows import Cite, Row
from app.domain.fields.spec import FieldSpec, Target, specs
from app.domain.records.facets import Cited, Coded, Concerns, Facet, KeyDate, TakesOver
from app.domain.records.kind import Kind
from app.domain.records.shown import first_words
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate

C = TypeVar("C")
_MOST: Final = 60
"""Letters of a row that a list tells it by."""
DRAWN: Final = 16
"""Goes up whenever the same record would give other facets, though no kind has a new form."""


def facets_of(kind: Kind, written: Written[object]) -> Iterator[Facet]:
    """Every facet of a record, in an order that depends on nothing but the record."""
    yield from (each for each in kind.facets(written) if not isinstance(each, Coded) or each.answer)
    yield from _declared(written.content, "")
    yield from (Concerns(victim=code) for code in dict.fromkeys(_victims(written.content)) if code)


def taken_over(content: object) -> Iterator[str]:
    """What a content has taken the place of: the series of a record, or one row of it."""
    return (each.what for each in _declared(content, "") if isinstance(each, TakesOver))


def without_rows(content: C, rows: Container[str]) -> C:
    """The content without those rows, by their identity."""
    kept = {
        spec.name: tuple(row for row in getattr(content, spec.name) if row.row not in rows)
        for spec in specs(type(content))
        if spec.row is not None and issubclass(spec.row, Row)
    }
    return replace(content, **kept)  # type: ignore[type-var] # a content is a frozen dataclass


@dataclass(frozen=True)
class Apart:
    """A row that belongs elsewhere: the kind of record that it becomes, and what that says."""

    kind: str
    said: Mapping[str, Any]


def split_off(content: C, event: ClinicalDate | None = None) -> tuple[C, tuple[Apart, ...]]:
    """The content of a record of that day without the rows that belong elsewhere, and those, as what they become."""
    splits = [spec for spec in specs(type(content)) if spec.splits]
    apart = tuple(_apart(spec, row, event) for spec in splits for row in getattr(content, spec.name))
    bare = {spec.name: () for spec in splits}
    return (replace(content, **bare) if apart else content), apart  # type: ignore[type-var] # a frozen dataclass


def _apart(spec: FieldSpec, row: object, event: ClinicalDate | None) -> Apart:
    if spec.becomes is not None:
        return Apart(*spec.becomes(row, event))
    return Apart(spec.splits, {each.name: getattr(row, each.name) for each in specs(type(row))})


def _declared(content: object, row: str, *, asks: bool = True) -> Iterator[Facet]:
    """The days on which somebody must act, unless it asks for nothing any more, and what it refers to."""
    cls: type = type(content)
    for spec in _drawn(cls):
        value = getattr(content, spec.name)
        if spec.row is not None:
            still = asks and not (spec.done and spec.done(content))
            for each in value:
                yield from _declared(each, each.row if isinstance(each, Row) else "", asks=still)
        elif spec.due:
            if asks and falls_due(spec, content) and isinstance(value, ClinicalDate) and value.earliest():
                what = _told(spec.due, content)
                sort = spec.due if what != spec.due else ""
                yield KeyDate(row=row, on=value, what=what, sort=sort, ahead=spec.ahead, passes=spec.passes)
        elif _refers(spec):
            for to in (value,) if isinstance(value, str) else value:
                if to:
                    yield Cited(row=row, to=to)
                    if spec.takes_over:
                        cite = Cite.of(to)
                        yield TakesOver(row=row, what=cite.row or cite.series)


def _told(due: str, content: object) -> str:
    """What falls due; of a row with its code and its first words, since several of one record do."""
    if not isinstance(content, Row):
        return due
    return ": ".join(filter(None, (f"{due} {content.code}".rstrip(), first_words(content, _MOST))))


@cache
def _drawn(cls: type) -> tuple[FieldSpec, ...]:
    """The fields that a facet may follow from: most declare nothing of the kind."""
    return tuple(
        spec
        for spec in specs(cls)
        if not spec.withdrawn and (spec.row is not None or spec.due or _refers(spec))
    )


def _victims(content: object) -> Iterator[str]:
    """The victims that a content and its rows name by code."""
    cls: type = type(content)
    for spec in _naming(cls):
        value = getattr(content, spec.name)
        if spec.row is not None:
            for each in value:
                yield from _victims(each)
        else:
            yield from (value,) if isinstance(value, str) else value


@cache
def _naming(cls: type) -> tuple[FieldSpec, ...]:
    """The fields that a victim may be named in."""
    return tuple(
        spec
        for spec in specs(cls)
        if not spec.withdrawn and (spec.row is not None or _is_reference(spec, Target.VICTIM))
    )


def _is_reference(spec: FieldSpec, to: Target) -> bool:
    return isinstance(spec.form, forms.Reference | forms.References) and spec.target is to


def _refers(spec: FieldSpec) -> bool:
    return isinstance(spec.form, forms.Reference | forms.References) and spec.target not in {
        Target.VICTIM,
        Target.STAFF,
        Target.MEETING,
        Target.GROUP_SESSION,
        Target.ROW,
    }
