"""JSON Schema (2020-12) of a record kind's content, made from the same declarations."""

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.fields.content import MOST_ROWS, specs
from app.domain.fields.declare import CONFIDENCE, RATING_SOURCE, TOP_RATING, FieldSpec, Form
from app.domain.records.kind import Kind
from app.domain.values.text import MOST_CHARACTERS, MOST_IN_LINE


def schema(kind: Kind) -> dict[str, Any]:
    """The published schema: titles, hints, choices, sharing class and what signing needs."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:casework:record:{kind.code}:{kind.version}",
        "title": kind.title,
        "description": kind.note,
        **_object(kind.content),
    }


def _object(cls: type) -> dict[str, Any]:
    declared = specs(cls)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {spec.name: _field(spec) for spec in declared},
        "x-needed-to-sign": [spec.name for spec in declared if spec.needed is True],
        "x-needed-depending": [spec.name for spec in declared if callable(spec.needed)],
    }


def _field(spec: FieldSpec) -> dict[str, Any]:
    out = {"title": spec.label, **_shape(spec), "x-share": spec.share.value, "x-section": spec.section}
    if spec.hint:
        out["description"] = spec.hint
    if spec.anchors:
        out["x-anchors"] = list(spec.anchors)
    return out


def _shape(spec: FieldSpec) -> dict[str, Any]:
    return _SHAPES[spec.form](spec)


def _line(_: FieldSpec) -> dict[str, Any]:
    return {"type": "string", "maxLength": MOST_IN_LINE}


def _text(_: FieldSpec) -> dict[str, Any]:
    return {"type": "string", "maxLength": MOST_CHARACTERS}


def _choice(spec: FieldSpec) -> dict[str, Any]:
    return {"oneOf": [{"const": "", "title": "Not answered"}, *_offered(spec)]}


def _choices(spec: FieldSpec) -> dict[str, Any]:
    return _list({"oneOf": _offered(spec)})


def _offered(spec: FieldSpec) -> list[dict[str, Any]]:
    return [{"const": c.code, "title": c.label} for c in spec.choices]


def _number(spec: FieldSpec) -> dict[str, Any]:
    return {"type": ["integer", "null"], "minimum": 0, "maximum": spec.most}


def _date(_: FieldSpec) -> dict[str, Any]:
    return {"type": ["string", "null"], "format": "casework-date"}


def _reference(spec: FieldSpec) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^({_pattern(spec)})?$"}


def _references(spec: FieldSpec) -> dict[str, Any]:
    return _list({"type": "string", "pattern": f"^{_pattern(spec)}$"})


def _pattern(spec: FieldSpec) -> str:
    return spec.target.pattern if spec.target else ""


def _rows(spec: FieldSpec) -> dict[str, Any]:
    return _list(_object(spec.row or type(None)))


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": MOST_ROWS}


def _rating(_: FieldSpec) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "value": {"type": ["integer", "null"], "minimum": 0, "maximum": TOP_RATING},
            "confidence": {"enum": ["", *(c.code for c in CONFIDENCE)]},
            "source": {"enum": ["", *(c.code for c in RATING_SOURCE)]},
            "note": {"type": "string", "maxLength": MOST_CHARACTERS},
        },
    }


_SHAPES: Mapping[Form, Callable[[FieldSpec], dict[str, Any]]] = {
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
