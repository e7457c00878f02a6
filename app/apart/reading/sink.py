"""Where readers put what they read: passages by place, what could not be read, and how much may be read in all.

A place is told in our words and by numbers alone. Names of files, sheets and properties were typed by somebody: they
are text to be looked at, and would say a detail where only its place is to be said.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MOST_CHARACTERS: Final = 20_000_000
MOST_UNPACKED: Final = 200 * 1024 * 1024
MOST_MEMBERS: Final = 2_000
MOST_NESTED: Final = 3
MOST_PASSAGES: Final = 100_000
_MOST_UNREAD: Final = 1_000

TOO_LARGE: Final = "too large"
TOO_DEEP: Final = "too deep"
DAMAGED: Final = "damaged"
ENCRYPTED: Final = "encrypted"
DOCTYPE: Final = "doctype"
PICTURE: Final = "picture"
PICTURES: Final = "pictures"
UNMAPPED: Final = "unmapped"
UNKNOWN: Final = "unknown"
OLDER: Final = "older"
WHYS: Final = (TOO_LARGE, TOO_DEEP, DAMAGED, ENCRYPTED, DOCTYPE, PICTURE, PICTURES, UNMAPPED, UNKNOWN, OLDER)
"""Why something was not read."""

FIELD: Final = "\x1e"
"""Stands between two cells: what is split over them is one detail all the same."""


class NotRead(Exception):
    """Why a document, or one inside another, is not read on."""


class Enough(NotRead):
    """So much was read that nothing more of the whole file is."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and where it stands. `unit` is what its line ends part, such as "line" or "row", counted from `first`.

    `again`: the same words stand in another passage, in another order or as they are kept.
    """

    place: str
    text: str
    unit: str = ""
    first: int = 1
    again: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read: where, why, and how many of it."""

    place: str
    why: str
    count: int = 1


Tell = Callable[[Passage | Unread], None]
Reader = Callable[[bytes, str, "Sink"], None]


@dataclass
class _Left:
    """How much more may be read of the whole file, what is inside it included."""

    characters: int = MOST_CHARACTERS
    unpacked: int = MOST_UNPACKED
    members: int = MOST_MEMBERS
    passages: int = MOST_PASSAGES
    unread: int = _MOST_UNREAD


class Sink:
    """Takes what is read of one document. One for a document inside it counts what it takes with it."""

    def __init__(self, tell: Tell, reader: Reader) -> None:
        self._tell, self._reader = tell, reader
        self._left = _Left()
        self._where, self.depth, self._again = "", 0, False

    def beside(self, where: str, *, again: bool = False) -> "Sink":
        """For a part of this document that is read like one of its own; `again` where its words stand elsewhere too."""
        made = Sink(self._tell, self._reader)
        made._left, made.depth, made._where = self._left, self.depth, self._place(where)
        made._again = again or self._again
        return made

    def inside(self, where: str) -> "Sink":
        """For a document that stands there inside this one. Raises NotRead where too many stand in each other."""
        if self.depth >= MOST_NESTED:
            raise NotRead(TOO_DEEP)
        made = self.beside(where)
        made.depth += 1
        return made

    def read(self, document: bytes, ending: str = "") -> None:
        """Read a document by whatever it is; what of it is not read is told."""
        self._reader(document, ending, self)

    def say(self, place: str, text: str, *, unit: str = "", first: int = 1, again: bool = False) -> None:
        """Tell a passage. Raises Enough."""
        if not text or text.isspace():
            return
        self._left.characters -= len(text)
        self._left.passages -= 1
        if min(self._left.characters, self._left.passages) < 0:
            raise Enough(TOO_LARGE)
        self._tell(Passage(self._place(place), text, unit, first, again or self._again))

    def miss(self, place: str, why: str, count: int = 1) -> None:
        """Tell what could not be read."""
        if self._left.unread > 0:
            self._left.unread -= 1
            self._tell(Unread(self._place(place), why, count))

    def count_unpacked(self, length: int) -> None:
        """Raise Enough once all that is unpacked comes to too much."""
        self._left.unpacked -= length
        if self._left.unpacked < 0:
            raise Enough(TOO_LARGE)

    def count_members(self, number: int) -> None:
        """Raise Enough once there are too many files in the file."""
        self._left.members -= number
        if self._left.members < 0:
            raise Enough(TOO_LARGE)

    def _place(self, place: str) -> str:
        return ": ".join(each for each in (self._where, place) if each)
