"""JSON Schema (2020-12) of a record kind's content, made from the same declarations."""

from typing import Any

from app.domain.content import MOST_ROWS, specs
from app.domain.fields import CONFIDENCE, RATING_SOURCE, TOP_RATING, FieldSpec, Form
from app.domain.kind import Kind
from app.domain.text import MOST_CHARACTERS, MOST_IN_LINE


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
    match spec.form:
        case Form.CHOICE:
            return {"oneOf": [{"const": "", "title": "Not answered"}, *_offered(spec)]}
        case Form.CHOICES:
            return _list({"oneOf": _offered(spec)})
        case Form.RATING:
            return _rating()
        case Form.COUNT | Form.MINUTES:
            return {"type": ["integer", "null"], "minimum": 0, "maximum": spec.most}
        case Form.DATE:
            return {"type": ["string", "null"], "format": "casework-date"}
        case Form.REFERENCE:
            return {"type": "string", "pattern": f"^({_pattern(spec)})?$"}
        case Form.REFERENCES:
            return _list({"type": "string", "pattern": f"^{_pattern(spec)}$"})
        case Form.ROWS:
            return _list(_object(spec.row or type(None)))
        case Form.LINE | Form.TEXT:
            return {
                "type": "string",
                "maxLength": MOST_IN_LINE if spec.form is Form.LINE else MOST_CHARACTERS,
            }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": MOST_ROWS}


def _offered(spec: FieldSpec) -> list[dict[str, Any]]:
    return [{"const": c.code, "title": c.label} for c in spec.choices]


def _pattern(spec: FieldSpec) -> str:
    return spec.target.pattern if spec.target else ""


def _rating() -> dict[str, Any]:
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
