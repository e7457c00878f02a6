"""Values that the form of a field must refuse, with a word in them that no message may repeat."""

from collections.abc import Iterator
from typing import Any

from app.domain.fields.content import specs
from app.domain.fields.declare import FieldSpec, Form

SECRET = "Marmalade-Lighthouse"
WRONG: dict[Form, list[Any]] = {
    Form.LINE: [7, None, [SECRET]],
    Form.TEXT: [7, None, {SECRET: 1}],
    Form.CHOICE: [SECRET, 1, None, [SECRET]],
    Form.CHOICES: [SECRET, [SECRET], [""], [[SECRET]], None],
    Form.RATING: [
        SECRET,
        3,
        None,
        {"value": 5},
        {"value": True},
        {"value": 2.0},
        {"total": 3},
        {"source": SECRET},
    ],
    Form.COUNT: [SECRET, -1, 1.0, True, 10_000_000],
    Form.MINUTES: [SECRET, -1, 1.5, True, 24 * 60 + 1],
    Form.DATE: [SECRET, "2026-02-30", "14-Aug-2026", 2026, [SECRET]],
    Form.REFERENCE: [SECRET, "V0", "V100", "v1", " V1", "V1\n", 1, None],
    Form.REFERENCES: [SECRET, [SECRET], [""], [1], None],
    Form.ROWS: [SECRET, [SECRET], [None], {}, None],
}


def declared(cls: type) -> Iterator[tuple[type, FieldSpec]]:
    """Every field of a class and of its rows, with the class it stands in."""
    for spec in specs(cls):
        yield cls, spec
        if spec.row is not None:
            yield from declared(spec.row)
