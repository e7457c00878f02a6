"""JSON Schema (2020-12) of a record kind's content, made from the same declarations."""

from typing import Any

from app.domain.fields.content import object_schema
from app.domain.records.kind import Kind


def schema(kind: Kind) -> dict[str, Any]:
    """The published schema: titles, hints, choices, sharing class and what signing needs."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:casework:record:{kind.code}:{kind.version}",
        "title": kind.title,
        "description": kind.note,
        **object_schema(kind.content),
    }
