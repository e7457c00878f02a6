"""What is typed into the one box that finds everything: words, and filters such as `kind:incident` or `after:2025`."""

import re
from dataclasses import dataclass
from typing import Final

FILTERS: Final = ("kind", "by", "after", "before")
"""In the order in which they are offered."""
_FILTER: Final = re.compile(rf'(?<!\S)({"|".join(FILTERS)}):(?:"([^"]*)("?)|(\S*))', re.IGNORECASE)
_LAST: Final = re.compile(r"(?<!\S)[a-z]{2,}\Z", re.IGNORECASE)
_WORD: Final = re.compile(r'"[^"]*"?|[^\s"]+')


@dataclass(frozen=True)
class TypedFilter:
    """One filter: its name, what stands after the colon, and where it begins in all that was typed."""

    name: str
    value: str
    start: int


@dataclass(frozen=True)
class TypedSearch:
    """What was typed, taken apart."""

    words: str
    """All but the filters."""
    filters: tuple[TypedFilter, ...] = ()
    unfinished: TypedFilter | None = None
    """The filter that is being typed: nothing stands behind it yet."""

    @property
    def apart(self) -> tuple[str, ...]:
        """The words one by one; what stands in quotation marks is one."""
        return tuple(_WORD.findall(self.words))


def take_apart(typed: str) -> TypedSearch:
    """The words and the filters of what was typed. A colon after any other word is a sign like any other."""
    filters, words, at = [], [], 0
    unfinished = None
    for found in _FILTER.finditer(typed):
        words.append(typed[at : found.start()])
        at = found.end()
        one = TypedFilter(found[1].lower(), (found[2] or found[4] or "").strip(), found.start())
        filters.append(one)
        unfinished = one if at == len(typed) and not found[3] else None
    words.append(typed[at:])
    return TypedSearch(" ".join(" ".join(words).split()), tuple(filters), unfinished)


def begun_filter(typed: str) -> tuple[int, tuple[str, ...]]:
    """Where the last word begins that was typed, and which filters begin so: "bef" may become "before:"."""
    last = _LAST.search(typed)
    if not last:
        return len(typed), ()
    return last.start(), tuple(name for name in FILTERS if name.startswith(last[0].lower()))


def written(name: str, value: str) -> str:
    """A filter as it is typed."""
    return f'{name}:"{value}"' if " " in value else f"{name}:{value}"
