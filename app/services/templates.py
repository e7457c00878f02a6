"""The templates that are shipped (resources/templates), one file a record kind."""

from app.domain.templates import Template


def templates_for(kind_code: str, field_name: str) -> tuple[Template, ...]:
    """What can be offered for that field of that kind, in order; nothing where there is no template."""
    raise NotImplementedError
