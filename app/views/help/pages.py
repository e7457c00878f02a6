"""Help pages: headings, paragraphs, bullets and bold, from files that are shipped; no address is ever followed."""

from dataclasses import dataclass

from app.domain.values.markup import Block, parse
from app.errors import MissingPart
from app.paths import resource

_HEADING = "## "
_WITH = {
    "access": "case",
    "assessment": "case",
    "behaviour": "case",
    "change-case": "new-case",
    "change-person": "new-case",
    "chronology": "case",
    "documents": "case",
    "formulation": "case",
    "groups": "rooms",
    "plan": "case",
    "library": "rooms",
    "new-record": "editor",
    "overview": "case",
    "panels": "rooms",
    "referral-and-panel": "case",
    "returns": "rooms",
    "sessions": "case",
    "supervision": "rooms",
    "victims": "case",
}
"""Screens that another's page explains too."""


@dataclass(frozen=True)
class Part:
    """A heading, which may be empty, and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


def page(name: str) -> tuple[str, tuple[Part, ...]]:
    """The title and the parts of a help page; raises MissingPart."""
    try:
        text = resource(f"help/{_WITH.get(name, name)}.md").read_text(encoding="utf-8")
    except OSError:
        raise MissingPart from None
    title, _, rest = text.partition("\n")
    parts: list[Part] = []
    heading, lines = "", list[str]()
    for line in [*rest.splitlines(), _HEADING]:
        if line.startswith(_HEADING):
            blocks = parse("\n".join(lines))
            if blocks:
                parts.append(Part(heading, blocks))
            heading, lines = line.removeprefix(_HEADING).strip(), []
        else:
            lines.append(line)
    return title.removeprefix("# ").strip(), tuple(parts)
