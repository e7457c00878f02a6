"""The service's plain name: what may stand on an envelope, a letterhead and a certificate, for anybody to see."""

from typing import Final

from app.domain.values.text import fold, line
from app.errors import NotPlain

MOST: Final = 64
"""The most letters of a name in a certificate (RFC 5280, appendix A.1)."""
_TELLS: Final = ("stalk", "masip", "casework")
_TOLD: Final = (
    "Anybody may see it: say it without “stalk”, “MASIP” or “Casework”, which tell what it is about."
)


def tells(text: str) -> bool:
    """Whether a text lets whoever sees it know what the service is about, in whatever case or lettering."""
    return any(word in fold(part) for part in text.split() for word in _TELLS)


def told_plainly(typed: str) -> str:
    """The same text; raises NotPlain for one that tells what the service is about."""
    if tells(typed):
        raise NotPlain(_TOLD)
    return typed


def plain_name(typed: str) -> str:
    """A plain name as it is kept; empty where none was typed. Raises NotPlain, TextTooLong."""
    return told_plainly(line(typed, MOST))
