"""What is said of a file that was checked: what was found, what could not be read and why, and how much that means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.apart.reader import STALLED
from app.apart.reading import sink
from app.apart.reading.sink import Unread
from app.errors import Exit
from app.services.sharing.looked import LookedInFile

MOST_FOUND: Final = 1_000
"""More places are not listed."""
_UNSURE_FROM: Final = 200
"""From so many on there may be more: the matcher ends where a text has very many."""
NAME: Final = "the file name"
NOT_THERE: Final = "not there"
NO_FILE: Final = "no file"
NOT_OPENED: Final = "not opened"
_THE_FILE: Final = "the file"
_YOURSELF: Final = "look at it yourself"
_WHYS: Final[Mapping[str, str]] = {
    sink.TOO_LARGE: "is larger, or unpacks to more, than is safe to read",
    sink.TOO_DEEP: "stands too deep inside other files to be read",
    sink.DAMAGED: "is damaged and could not be read",
    sink.ENCRYPTED: "is protected by a password and could not be read",
    sink.DOCTYPE: "declares a document type, so it was not read",
    sink.PICTURE: f"is a picture and could not be read: {_YOURSELF}",
    sink.UNMAPPED: f"has letters of which the file does not say what they are: {_YOURSELF}",
    sink.UNKNOWN: f"is of a kind that Casework does not read: {_YOURSELF}",
    sink.OLDER: f"is of an older form, of which some words alone could be read: {_YOURSELF}, or save it in a newer one",
    STALLED: "took too long or too much to read, so reading was stopped",
    NOT_THERE: "is not there",
    NO_FILE: "is no file that could be read",
    NOT_OPENED: "could not be opened",
}
_NO_MORE: Final = (
    "It finds what it was told of and no more, and never what stands in a picture: read the file yourself before you "
    "send it."
)
_PARTLY: Final = "Nothing was found in what could be read. Not all of it could be."
_UNREAD: Final = "It could not be read, so nobody can tell."


@dataclass(frozen=True)
class Found:
    """A place in a file: of whose detail, by code, and of what kind; the sentence with a bar over what was found.

    `code` is empty where it is of another case of the same person. `clear` is what stands under the bars, for who is
    admitted to the victims alone.
    """

    place: str
    code: str
    kind: str
    sentence: str = field(default="", repr=False)
    clear: str = field(default="", repr=False)

    @property
    def what(self) -> str:
        """Whose, and of what kind."""
        return f"{self.code}, {self.kind}" if self.code else "a protected detail"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What came of checking one file. `name` is empty where a detail stands in it."""

    name: str
    found: tuple[Found, ...]
    unread: tuple[str, ...]
    looked: LookedInFile
    is_read: bool
    """Whether anything in it could be read."""

    @property
    def exit_code(self) -> Exit:
        """0 where nothing was found, 1 where something was, 2 where not all could be read and nothing was found."""
        if self.found:
            return Exit.NO
        return Exit.CANNOT_TELL if self.unread else Exit.DONE

    @property
    def headline(self) -> str:
        """What came of it, in one sentence."""
        if self.found:
            return f"{self._counted()} a detail{self._whose()} that must not leave."
        if self.unread:
            return _PARTLY if self.is_read else _UNREAD
        return self.looked.headline

    @property
    def words(self) -> str:
        """What more there is to know."""
        if self.found:
            return "And not all of it could be read." if self.unread else ""
        if self.unread and not self.is_read:
            return ""
        return f"{self.looked.words} {_NO_MORE}".strip()

    def _counted(self) -> str:
        number = len(self.found)
        if number >= _UNSURE_FROM:
            return f"{number:,} places or more hold"
        return "1 place holds" if number == 1 else f"{number:,} places hold"

    def _whose(self) -> str:
        codes = sorted({each.code for each in self.found if each.code}, key=lambda code: (len(code), code))
        *others, last = codes or [""]
        return f" of {', '.join(others)} and {last}" if others else f" of {last}" if last else ""


def said(unread: Unread) -> str:
    """Why something could not be read, as a sentence."""
    place = unread.place or _THE_FILE
    if unread.why == sink.PICTURES:
        what = "a picture that could" if unread.count == 1 else f"{unread.count:,} pictures that could"
        sentence = f"{place} holds {what} not be read: {_YOURSELF}."
    else:
        sentence = f"{place} {_WHYS[unread.why]}."
    return sentence[:1].upper() + sentence[1:]


def worst(checked: tuple[Checked, ...]) -> Exit:
    """The exit code of several: what was found outweighs what could not be read."""
    codes = {each.exit_code for each in checked}
    return next((code for code in (Exit.NO, Exit.CANNOT_TELL) if code in codes), Exit.DONE)
