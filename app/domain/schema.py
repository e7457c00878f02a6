"""JSON Schema (2020-12) of a record kind's content, made from the same declarations."""

from typing import Any

from app.domain.content import specs
from app.domain.fields import CONFIDENCE, RATING_SOURCE, FieldSpec, Form, Target
from app.domain.kinds import Kind

_UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_VICTIM = "^V[1-9][0-9]?$"


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
    if spec.form is Form.ROWS and spec.row is not None:
        return {"type": "array", "items": _object(spec.row)}
    match spec.form:
        case Form.CHOICE:
            return _one_of(spec)
        case Form.CHOICES:
            return {"type": "array", "items": _one_of(spec)}
        case Form.RATING:
            return _rating()
        case Form.COUNT | Form.MINUTES:
            return {"type": ["integer", "null"], "minimum": 0}
        case Form.DATE:
            return {"type": ["string", "null"], "format": "casework-date"}
        case Form.REFERENCE:
            return _reference(spec)
        case Form.REFERENCES:
            return {"type": "array", "items": _reference(spec)}
        case _:
            return {"type": "string"}


def _one_of(spec: FieldSpec) -> dict[str, Any]:
    return {
        "oneOf": [
            {"const": "", "title": "Not answered"},
            *({"const": c.code, "title": c.label} for c in spec.choices),
        ]
    }


def _reference(spec: FieldSpec) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^$|{_VICTIM if spec.target is Target.VICTIM else _UUID}"}


def _rating() -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "value": {"type": ["integer", "null"], "minimum": 0, "maximum": 4},
            "confidence": {"enum": ["", *(c.code for c in CONFIDENCE)]},
            "source": {"enum": ["", *(c.code for c in RATING_SOURCE)]},
            "note": {"type": "string"},
        },
    }
