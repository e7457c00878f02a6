"""Templates and snippets: headings and openings offered, so that nobody begins at a blank box.

A `{{...}}` in a text is a place still to be filled in; what stands between the braces says with what.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.values.text import clean
from app.errors import NotAcceptable

PLACE: Final = re.compile(r"\{\{[^{}\n]{1,80}\}\}")
"""A place still to be filled in."""

_ABBREVIATION: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,29}", re.ASCII)


@dataclass(frozen=True)
class Template:
    """One offer for a text field: what it is called, and the text with its {{...}} still to be filled in."""

    title: str
    text: str


@dataclass(frozen=True)
class Snippet:
    """An abbreviation and the text it stands for."""

    abbreviation: str
    text: str
    title: str = ""
    is_own: bool = False


Templates = Mapping[str, tuple[Template, ...]]
"""By the name of the field."""


def templates_from_toml(text: str) -> Templates:
    """Read a file of `[[FIELD]]` tables with `title` and `text`."""
    return {
        name: tuple(Template(offer["title"], clean(offer["text"])) for offer in offers)
        for name, offers in tomllib.loads(text).items()
    }


def snippets_from_toml(text: str) -> tuple[Snippet, ...]:
    """Read a file of `[ABBREVIATION]` tables with `title` and `text`, in its order."""
    listed = tomllib.loads(text).items()
    return tuple(Snippet(abbreviation(short), clean(one["text"]), one["title"]) for short, one in listed)


def abbreviation(typed: str) -> str:
    """The one spelling of an abbreviation: lower case. Raises NotAcceptable."""
    short = typed.strip().lower()
    if not _ABBREVIATION.fullmatch(short):
        raise NotAcceptable(
            "An abbreviation is one word of up to 30 letters, digits, dots, hyphens and underscores."
        )
    return short
