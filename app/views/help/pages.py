"""Help pages: plain text with headings, bullets and bold, from files that are shipped; no address is ever followed."""

from dataclasses import dataclass

from app.domain.markup import Bullets, Run, parse
from app.errors import MissingPart
from app.paths import resource

_HEADING = "## "
_WITH = {
    "assessment": "case",
    "change-case": "new-case",
    "change-person": "new-case",
    "chronology": "case",
    "formulation": "case",
    "library": "today",
    "new-record": "editor",
    "overview": "case",
    "panels": "today",
    "returns": "today",
    "sessions": "case",
    "victims": "case",
}
"""Screens that another's page explains too."""


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it."""

    heading: str
    text: str


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
            if any(lines):
                parts.append(Part(heading, "\n".join(lines).strip()))
            heading, lines = line.removeprefix(_HEADING), []
        else:
            lines.append(line)
    return title.removeprefix("# ").strip(), tuple(parts)


def plain(text: str) -> str:
    """The text without its marks, a bullet a line."""
    out = []
    for block in parse(text):
        if isinstance(block, Bullets):
            out.append("\n".join(f"•  {_words(item)}" for item in block.items))
        else:
            out.append(_words(block.runs))
    return "\n\n".join(out)


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
