"""What the attributes of an HTML tag say of how its words look: hidden, bold, an item of a list, a wide cell."""

import re
from typing import Final, NamedTuple

_SAID: Final = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*(?:comment|annotation)"
    r"|mso-special-character\s*:\s*comment|(?<![\w-])font-size\s*:\s*0+(?:\.0*)?(?:px|pt|r?em|%)?\s*(?:;|$)",
    re.IGNORECASE,
)
_OF_COMMENTS: Final = re.compile(r"\bmsocom|\bmsocomment", re.IGNORECASE)
_WEIGHT: Final = re.compile(
    r"(?<![\w-])font-weight\s*:\s*(?:(bold(?:er)?|[6-9]00|1000)|normal|lighter|[1-5]00)", re.IGNORECASE
)
_LEVEL: Final = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_MARKER: Final = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)


class Look(NamedTuple):
    """What the attributes of a tag say, as far as it matters here."""

    is_hidden: bool = False
    bold: bool | None = None
    level: int = 0
    is_marker: bool = False
    is_word: bool = False
    across: int = 1
    down: int = 1


def looked_up(said: str) -> Look:
    """Read the attributes of a tag."""
    named = {each[1].lower(): each[2] or each[3] or each[4] or "" for each in _SAID.finditer(said)}
    style, of = named.get("style", ""), named.get("class", "")
    weight, level = _WEIGHT.search(style), _LEVEL.search(style)
    bare = _SAID.sub("", said).lower().split()
    return Look(
        is_hidden="hidden" in bare
        or "hidden" in named
        or _HIDDEN.search(style) is not None
        or _OF_COMMENTS.search(of) is not None,
        bold=weight[1] is not None if weight else None,
        level=int(level[1]) if level else 0,
        is_marker=_MARKER.search(style) is not None,
        is_word=of.startswith("Mso"),
        across=_number(named.get("colspan")),
        down=_number(named.get("rowspan")),
    )


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 4 else 1  # noqa: PLR2004
