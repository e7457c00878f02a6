"""The templates that are shipped (resources/templates), one file a record kind."""

from functools import cache

from app.domain.fields.templates import Template, Templates, templates_from_toml
from app.errors import MissingPart
from app.paths import resource


def templates_for(kind_code: str, field_name: str) -> tuple[Template, ...]:
    """What can be offered for that field of that kind, in order; nothing where there is no template."""
    return _of_kind(kind_code).get(field_name, ())


@cache
def _of_kind(kind_code: str) -> Templates:
    try:
        text = resource(f"templates/{kind_code}.toml").read_text("utf-8")
    except MissingPart:
        return {}
    return templates_from_toml(text)
