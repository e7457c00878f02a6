"""The part of JSON Schema 2020-12 that the published schemas use, so that a schema is put to the test."""

import re
from typing import Any

from app.domain.values.dates import ClinicalDate

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "null": (type(None),),
}
_NOTES = {"$schema", "$id", "title", "description"}
_CHECKED = {
    "additionalProperties", "const", "enum", "format", "items", "maxItems", "maxLength",
    "maximum", "minimum", "oneOf", "pattern", "properties", "required", "type",
}  # fmt: skip


def faults(schema: dict[str, Any], value: Any, path: str = "$") -> list[str]:
    """Where a JSON value does not match; raises AssertionError for a keyword that is not known here."""
    unknown = {word for word in schema if not word.startswith("x-")} - _NOTES - _CHECKED
    assert not unknown, f"{path}: unknown keywords {unknown}"
    refused = _refused(schema, value)
    if refused:
        return [f"{path}: {refused}"]
    if isinstance(value, str):
        return _text_faults(schema, value, path)
    return _inner_faults(schema, value, path)


def _refused(schema: dict[str, Any], value: Any) -> str:
    if not _has_type(schema, value):
        return "type"
    if "oneOf" in schema and sum(not faults(one, value) for one in schema["oneOf"]) != 1:
        return "oneOf"
    if "const" in schema and schema["const"] != value:
        return "const"
    if "enum" in schema and value not in schema["enum"]:
        return "enum"
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return "range"
    return ""


def _has_type(schema: dict[str, Any], value: Any) -> bool:
    named = schema.get("type", list(_TYPES))
    types = tuple(t for name in ([named] if isinstance(named, str) else named) for t in _TYPES[name])
    return isinstance(value, types) and not isinstance(value, bool)


def _text_faults(schema: dict[str, Any], value: str, path: str) -> list[str]:
    # In a schema "$" is the very end; to Python it may have a line break after it.
    if not re.search(schema.get("pattern", "").replace("$", r"\Z"), value):
        return [f"{path}: pattern"]
    if schema.get("format") == "casework-date":
        ClinicalDate.from_wire(value)
    return [f"{path}: maxLength"] if len(value) > schema.get("maxLength", len(value)) else []


def _inner_faults(schema: dict[str, Any], value: Any, path: str) -> list[str]:
    if isinstance(value, list):
        found = [f"{path}: maxItems"] if len(value) > schema.get("maxItems", len(value)) else []
        for n, item in enumerate(value):
            found += faults(schema.get("items", {}), item, f"{path}[{n}]")
        return found
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found = [f"{path}.{name}: not declared" for name in value.keys() - known.keys()]
        found += [f"{path}.{name}: required" for name in set(schema.get("required", ())) - value.keys()]
        for name in value.keys() & known.keys():
            found += faults(known[name], value[name], f"{path}.{name}")
        return found if schema.get("additionalProperties") is False else [f"{path}: open object"]
    return []
