"""Clean text: one spelling of what was typed, so that showing a signed text never changes it.

Qt's text boxes give back a plain space for a no-break space and a newline for U+2028, U+2029 and CR; a text that has
gone through `clean` has none of these left to change.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from app.errors import TextTooLong

MOST_CHARACTERS = 200_000
MOST_IN_LINE = 500
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
"""Whatever is typed or pasted for a hyphen; the dashes that part sentences are not."""
APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u2032\uff07"
"""Whatever is typed or pasted for an apostrophe."""

_NEWLINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, surrogates, private marks of direction and width, tags, variation selectors, noncharacters: nothing that
# prints. Bidi controls can make a text read as its opposite; a zero-width character can hide a name from a search.
# The joiners go too: without them a joined emoji falls into its parts, which still read, while a name stays findable.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}-{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_MOST_MARKS = 30
# No combining mark lies below U+0300; looking for them one by one is only worth it in such a run.
_MAYBE_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{_MOST_MARKS + 1},}}")
PLAIN_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "ĸ": "k",
    }
)
"""Letters of European names that Unicode does not take apart into a plain letter and a mark."""
_TO_PLAIN = str.maketrans(dict(PLAIN_LETTERS))
_NOT_WORD = re.compile(r"[\W_]+")
# Unicode counts some apostrophes as letters, and no combining mark as one: in a word it is the other way round.
_LETTER = r"[^\W_\u02b9\u02bb\u02bc]"
_LETTER_OR_MARK = rf"(?:{_LETTER}|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670])"
_BETWEEN = r"[\W_\u02b9\u02bb\u02bc]"
_WORD = re.compile(f"{_LETTER}{_LETTER_OR_MARK}*")
_PLAIN_WORD = re.compile("[A-Za-z0-9]+")


def clean(text: str, limit: int = MOST_CHARACTERS) -> str:
    r"""The canonical form: NFC, "\n" for every line end, plain spaces, nothing invisible, no blanks at line ends.

    A tab becomes one space: a text box may show it, a PDF cannot. Idempotent. Raises TextTooLong beyond `limit`
    characters, before any other work, and again when composing made the text longer.
    """
    if len(text) > limit:
        raise TextTooLong
    # Rows of what every keyboard has are right as they are: a record is read and written with dozens of these.
    plain = text if text.isascii() and text.replace("\n", "").isprintable() else _composed(text)
    # Row by row: a pattern for the blanks at a line's end takes minutes over 200,000 of them.
    plain = "\n".join(row.rstrip(" ") for row in plain.split("\n")).strip("\n")
    if len(plain) > limit:
        raise TextTooLong
    return plain


def _composed(text: str) -> str:
    plain = _REMOVED.sub("", _SPACES.sub(" ", _NEWLINES.sub("\n", text)))
    # Removing may bring together what composes, and composing never brings back what was removed.
    plain = unicodedata.normalize("NFC", _MAYBE_MARKS.sub(_thinned, plain))
    # A few marks and letters come apart into two or three, so both limits are looked at again.
    return _MAYBE_MARKS.sub(_thinned, plain)


def _thinned(run: re.Match[str]) -> str:
    """No more than 30 combining marks in a row (Unicode UAX 15, stream-safe text): ordering thousands takes minutes."""
    out, marks = [], 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            out.append(char)
    return "".join(out)


def line(text: str, limit: int = MOST_IN_LINE) -> str:
    """One line: clean, with every run of blanks a single space and none at the ends. Raises TextTooLong."""
    if len(text) > limit:
        raise TextTooLong(f"That is more than one line can hold ({limit} characters).")
    return " ".join(clean(text, limit).split())


def word_pattern(text: str) -> re.Pattern[str]:
    """What finds the words of a text: letters and digits, with their marks, between blanks and signs.

    Most texts are plain, where it goes five times as fast.
    """
    return _PLAIN_WORD if text.isascii() else _WORD


@cache
def run_pattern(least: int, most: int, *, plain: bool, back: bool = False) -> re.Pattern[str]:
    """What matches from `least` to `most` words and what stands before each; `back`: in a text put backwards.

    `plain`: in a text of ASCII alone.
    """
    if plain:
        one = "[^A-Za-z0-9]*+[A-Za-z0-9]++"
    else:
        one = f"{_BETWEEN}*+" + (f"{_LETTER_OR_MARK}*{_LETTER}" if back else f"{_LETTER}{_LETTER_OR_MARK}*+")
    return re.compile(f"(?:{one}){{{least},{most}}}")


def fold(text: str) -> str:
    """What is compared: no case, marks, ligatures or signs; letters and digits only ("Kłos-O'Dowd": "klosodowd")."""
    if text.isascii() and text.isalnum():
        return text.lower()
    seen = _MAYBE_MARKS.sub(_thinned, _REMOVED.sub("", text))
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", seen).casefold()).translate(_TO_PLAIN)
    return _NOT_WORD.sub("", "".join(c for c in apart if not unicodedata.combining(c))).casefold()
