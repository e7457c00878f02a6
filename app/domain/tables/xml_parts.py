"""Reads the XML parts of a file that came from elsewhere: bounded, and with no word of its own about itself.

Python's own expat, driven by hand: a document type is refused, so there are no entities to unfold and nothing is
fetched, and a part is never held as a tree.
"""

import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from app.errors import NotATable

MOST_UNPACKED: Final = 200_000_000
"""Bytes that all that is read of a file may unpack to: 20,000 rows of 200 columns take less."""
_AT_ONCE: Final = 1 << 16
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    OSError,
    zlib.error,
)
"""What a broken, encrypted or oddly packed part ends as."""

Begun = Callable[[str, Mapping[str, str]], None]
Ended = Callable[[str, str], None]


class Parts:
    """The parts of a packed file, read one after another within one bound."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._left = MOST_UNPACKED

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._packed.NameToInfo

    def read(self, name: str, begun: Begun, ended: Ended) -> None:
        """Tell of each element as it begins, by its name without prefix, and as it ends, with the text in it.

        Raises NotATable for a part that is missing, broken, too large, or declares a document type.
        """
        parser = expat.ParserCreate()
        text: list[str] = []

        def begin(name: str, attributes: dict[str, str]) -> None:
            text.clear()
            begun(_local(name), {_local(key): value for key, value in attributes.items()})

        def end(name: str) -> None:
            ended(_local(name), "".join(text))
            text.clear()

        parser.StartElementHandler = begin
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text.append
        parser.StartDoctypeDeclHandler = _refuse
        try:
            with self._packed.open(name) as part:
                while data := part.read(_AT_ONCE):
                    self._left -= len(data)
                    if self._left < 0:
                        raise NotATable("It unpacks to more than can be read: split the file.")
                    parser.Parse(data)
            parser.Parse(b"", True)  # noqa: FBT003 - expat's shape
        except _UNREADABLE:
            raise NotATable from None


def _refuse(*_: object) -> None:
    raise NotATable


def _local(name: str) -> str:
    return name.rpartition(":")[2]
