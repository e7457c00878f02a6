"""A record kind with one field of every form, and strategies that fill it: what holds for it holds for all."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from app.domain.fields import forms
from app.domain.fields.compartments import Knowledge
from app.domain.fields.content import specs
from app.domain.fields.declare import (
    Choice,
    Direction,
    FieldSpec,
    Rating,
    Target,
    answers,
    choice,
    choices,
    count,
    date,
    line,
    minutes,
    number,
    rating,
    reference,
    references,
    rows,
    text,
    time,
)
from app.domain.fields.sharing import Share
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import clean
from app.domain.values.text import line as clean_line
from tests.asked import TODAY

COLOURS = (Choice("red", "Red"), Choice("blue", "Deep blue"))
RECORD = "01a20000-0000-7000-8000-000000000001"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row."""

    act: str = line("Act", share=Share.RISK, needed=True)
    seen: ClinicalDate | None = date("Seen on", Direction.EITHER, share=Share.CONTEXT)
    aside: str = text("Aside", share=Share.INTERNAL)


@dataclass(frozen=True, kw_only=True)
class EveryForm:
    """One field of every form."""

    heading: str = line("Heading", share=Share.CONTEXT, needed=True, section="First")
    story: str = text("Story", share=Share.THERAPY)
    secret: str = text("Secret", share=Share.INTERNAL, searched=False)
    colour: str = choice("Colour", COLOURS, share=Share.CONTEXT, searched=True)
    why: str = text("Why that colour", share=Share.CONTEXT, needed=lambda c: c.colour == "red")
    colours: tuple[str, ...] = choices("Colours", COLOURS, share=Share.CONTEXT, section="Second")
    level: Rating = rating("Level", ("0", "1", "2", "3", "4"), share=Share.RISK)
    times: int | None = count("Times", share=Share.CONTEXT)
    score: str = number("Score", share=Share.CONTEXT)
    positions: tuple[int | None, ...] = answers("Positions", share=Share.CONTEXT)
    length: int | None = minutes("Length", share=Share.CONTEXT)
    clock: str = time("At", share=Share.CONTEXT)
    day: ClinicalDate | None = date("Day", Direction.EITHER, share=Share.CONTEXT)
    victim: str = reference("Victim", Target.VICTIM, share=Share.VICTIM)
    evidence: tuple[str, ...] = references("Evidence", Target.RECORD, share=Share.CONTEXT)
    steps: tuple[Step, ...] = rows("Steps", Step, share=Share.RISK)


KIND = Kind(
    code="every_form",
    title="Every form",
    version=3,
    order=1,
    content=EveryForm,
    event_label="Date of test",
    title_of=lambda content: f"Level {content.level.value}",
)

_written = st.text(st.characters(exclude_categories=()), max_size=30)
_days = st.dates(min_value=ClinicalDate(1900, 1, 1).earliest(), max_value=ClinicalDate(2200).latest())
_past = st.dates(min_value=ClinicalDate(1900, 1, 1).earliest(), max_value=TODAY)


def value_of(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Any value the field's form takes, its text clean."""
    codes = [c.code for c in spec.choices]
    offered: dict[type, st.SearchStrategy[Any]] = {
        forms.Line: _written.map(clean_line),
        forms.Text: _written.map(clean),
        forms.TimeOfDay: st.just("") | st.times().map(lambda at: f"{at:%H:%M}"),
        forms.OneOf: st.sampled_from(["", *codes]),
        forms.SomeOf: st.sets(st.sampled_from(codes or [""])).map(
            lambda s: tuple(c for c in codes if c in s)
        ),
        forms.Judged: st.builds(
            Rating,
            value=st.integers(0, 4),
            confidence=st.sampled_from(["low", "high"]),
            source=st.sampled_from(["interview", "records"]),
            note=_written.map(clean),
        ),
        forms.Count: st.none() | st.integers(0, spec.most),
        forms.Minutes: st.none() | st.integers(0, spec.most),
        forms.Number: st.sampled_from(["", "7", "-0.5"]),
        forms.Answers: st.lists(st.none() | st.integers(0, 9), max_size=3).map(tuple),
        forms.Day: st.none() | _days.map(ClinicalDate.of) | st.just(ClinicalDate()),
        forms.Reference: st.sampled_from(["", "V1", "V99"]),
        forms.References: st.sampled_from([(), (RECORD,)]),
    }
    if isinstance(spec.form, forms.Rows) and spec.row is not None:
        return st.lists(content_of(spec.row), max_size=3).map(tuple)
    return offered[type(spec.form)]


def content_of(cls: type) -> st.SearchStrategy[Any]:
    """Any content of a class."""
    return st.builds(cls, **{spec.name: value_of(spec) for spec in specs(cls)})


sheets = st.builds(
    Sheet,
    # What is signed on the day of the tests has happened by then.
    event=_past.map(ClinicalDate.of) | st.just(ClinicalDate(2026, 3)) | st.just(ClinicalDate()),
    knowledge=st.sampled_from(Knowledge),
    source=_written.map(clean_line),
    content=content_of(EveryForm),
)
