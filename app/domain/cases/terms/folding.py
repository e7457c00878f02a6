"""Makes what reads alike the same: case, marks, invisible characters, look-alike letters, digits of other scripts."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from anyascii import anyascii

from app.domain.values.text import PLAIN_LETTERS

WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
"""A word of a folded text; an apostrophe inside it is part of it."""
APOSTROPHES: Final = "'’‘ʼ‛´"  # noqa: RUF001 - as they are typed

_INVISIBLE: Final = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})
_KEPT_CONTROLS: Final = frozenset("\t\n\r\x0b\x0c\x1e")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1d\x1f\x7f]")
_LATIN: Final = {**PLAIN_LETTERS, "ß": "ss"}
# From here on letters belong to scripts that are not sounded out letter by letter.
_END_OF_ALPHABETS: Final = 0x600
_OTHER_ALPHABETS: Final = re.compile("[\u0370-\u05ff]")
_END_OF_LETTERS: Final = 0x2000


class Folding(dict[int, str]):
    """What each character is looked at as, for `str.translate`; filled as characters are met.

    By sound, letters of Greek, Cyrillic, Armenian and Hebrew become the Latin ones they are transcribed with, and not
    those that they look like.
    """

    def __init__(self, look_alikes: Mapping[str, str], *, by_sound: bool = False) -> None:
        super().__init__()
        self._look_alikes = look_alikes
        self._by_sound = by_sound

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = "".join(map(self._folded, unicodedata.normalize("NFKD", char)))
        return self[code]

    def fold(self, text: str) -> str:
        """Small letters without marks."""
        if text.isascii() and not _CONTROL.search(text):
            return text.lower()
        return text.translate(self)

    def sounds_otherwise(self, text: str) -> bool:
        """Whether letters of the text look like others than they sound."""
        return bool(_OTHER_ALPHABETS.search(text))

    def _folded(self, char: str) -> str:
        if char in _KEPT_CONTROLS:
            return char
        kind = unicodedata.category(char)
        if kind in _INVISIBLE:
            return ""
        small = char.casefold()
        if char.isascii():
            return small
        digit = unicodedata.digit(char, None)
        if digit is not None:
            return str(digit)
        if kind[0] in "PZ" or char in APOSTROPHES:
            return "'" if char in APOSTROPHES else "-" if kind == "Pd" else " "
        return self._letter(char, small, kind)

    def _letter(self, char: str, small: str, kind: str) -> str:
        if small in _LATIN:
            return _LATIN[small]
        if self._by_sound and kind[0] == "L" and ord(char) < _END_OF_ALPHABETS:
            return anyascii(char).lower()
        plain = self._look_alikes.get(char) or self._look_alikes.get(small)
        if plain:
            return plain
        if kind == "So" or (kind[0] == "L" and ord(char) < _END_OF_LETTERS):
            plain = anyascii(char).lower()
            return plain if plain.isalnum() else " "
        return small
