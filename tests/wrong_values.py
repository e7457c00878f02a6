"""Values that the form of a field must refuse, with a word in them that no message may repeat."""

from collections.abc import Iterator
from typing import Any

from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.fields.declare import FieldSpec
from app.domain.fields.file import File
from app.domain.fields.spec import Form

SECRET = "Marmalade-Lighthouse"
KEPT = {
    "id": "01990000-0000-7000-8000-000000000002",
    "digest": "a" * 64,
    "name": "x.pdf",
    "media": "application/pdf",
    "size": 7,
}
WRONG: dict[type[Form[Any]], list[Any]] = {
    forms.Line: [7, None, [SECRET]],
    forms.Text: [7, None, {SECRET: 1}],
    forms.OneOf: [SECRET, 1, None, [SECRET]],
    forms.SomeOf: [SECRET, [SECRET], [""], [[SECRET]], None],
    forms.Judged: [
        SECRET,
        3,
        None,
        {"value": 5},
        {"value": True},
        {"value": 2.0},
        {"total": 3},
        {"source": SECRET},
    ],
    forms.Count: [SECRET, -1, 1.0, True, 10_000_000],
    forms.TimeOfDay: [SECRET, 14, "24:00", None],
    forms.Number: [SECRET, 7, "1.", "1e3", "\u0661", None],
    forms.Answers: [SECRET, [SECRET], [1.5], [True], [10_000_000], {}, None],
    forms.Minutes: [SECRET, -1, 1.5, True, 24 * 60 + 1],
    forms.TimeOfDay: [7, None, [SECRET]],
    forms.Day: [SECRET, "2026-02-30", "14-Aug-2026", 2026, [SECRET]],
    forms.Reference: [SECRET, "V0", "V100", "v1", " V1", "V1\n", 1, None],
    forms.References: [SECRET, [SECRET], [""], [1], None],
    File: [
        SECRET,
        7,
        {"name": SECRET},
        {**KEPT, "digest": SECRET},
        {**KEPT, "media": SECRET},
        {**KEPT, "size": 0},
    ],
    forms.Rows: [SECRET, [SECRET], [None], {}, None],
}


def declared(cls: type) -> Iterator[tuple[type, FieldSpec]]:
    """Every field of a class and of its rows, with the class it stands in."""
    for spec in specs(cls):
        yield cls, spec
        if spec.row is not None:
            yield from declared(spec.row)
