"""Reads an XML part of an office file: its paragraphs, as they are and as they were, and what does not show.

Python's own expat, driven by hand: a document type is refused, so there are no entities to unfold and nothing is
fetched. Runs are joined with nothing between, paragraphs with a line end, cells with an edge.
"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from itertools import zip_longest
from typing import Final
from xml.parsers import expat

from app.apart.reading.plain import decoded
from app.apart.reading.sink import DAMAGED, DOCTYPE, FIELD, NotRead, Sink

_OOXML: Final = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/",
    "urn:schemas-microsoft-com:",
)
_ODF: Final = "urn:oasis:names:tc:opendocument:"
_BETWEEN: Final = " "
_NOT_WORDS: Final = frozenset(
    (
        *(
            "rFonts",
            "latin",
            "ea",
            "cs",
            "sym",
            "font",
            "font-face",
            "lsdException",
            "color",
            "highlight",
            "schemeClr",
        ),
        *("sysClr", "prstClr", "srgbClr", "shd", "lang", "themeFontLang", "charset", "family", "clrMap"),
        *("clrSchemeMapping", "Default", "Override"),
    )
)
"""Elements whose attributes name faces, colours and parts, and which nobody types."""
_NOT_TYPED: Final = re.compile(
    r"rsid\w*|paraId|textId|durableId|uid|font-\w+|font-name-\w+|typeface|panose|ascii|hAnsi|eastAsia|xmlns|uri"
)
_MADE: Final = re.compile(
    r"\{?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\}?"
)
_WORDS: Final = re.compile(r"[^\W\d_]|\d{4}")
"""A value that has a letter, or enough figures."""


class Mode(Enum):
    """Whose names the elements have."""

    OOXML = auto()
    ODF = auto()
    OTHER = auto()


_SIGNS: Final[Mapping[tuple[Mode, str], str]] = {
    (Mode.OOXML, "tab"): "\t",
    (Mode.OOXML, "br"): "\n",
    (Mode.OOXML, "cr"): "\n",
    (Mode.OOXML, "noBreakHyphen"): "-",
    (Mode.ODF, "s"): " ",
    (Mode.ODF, "tab"): "\t",
    (Mode.ODF, "line-break"): "\n",
}
_PARAGRAPHS: Final = frozenset(("p", "h"))
_TYPED: Final = frozenset(("t", "delText"))
_CODES: Final = frozenset(("instrText", "delInstrText"))
_TABLES: Final = frozenset(("tbl", "table"))
_ROWS: Final = frozenset(("tr", "table-row"))
_CELLS: Final = frozenset(("tc", "table-cell", "covered-table-cell"))
_ENDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("tr", "table-row", "si", "comment", "threadedComment", "text"), "\n"),
}
_TAKEN_OUT: Final = frozenset(("del", "moveFrom"))
_PUT_IN: Final = frozenset(("ins", "moveTo"))


class XmlText:
    """Takes a part in pieces."""

    def __init__(self) -> None:
        self.now: list[str] = []
        self.was: list[str] = []
        self.beside: dict[str, None] = {}
        self._paragraphs: list[tuple[list[str], list[str]]] = []
        self._open: list[tuple[Mode, str]] = []
        self._loose: list[str] = []
        self._code: list[str] = []
        self._in = self._out = 0
        self._modes: dict[str, Mode] = {}
        self.columns: list[str] = []
        self._tables: list[list[list[str]]] = []
        self._cells: list[int] = []

    def read(self, pieces: Iterable[bytes]) -> None:
        """Read all of it. Raises NotRead for one that is broken or declares a document type."""
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.CommentHandler = self._beside
        parser.ProcessingInstructionHandler = lambda _, data: self._beside(data)
        parser.StartDoctypeDeclHandler = _refuse
        length = 0
        try:
            for each in pieces:
                length += len(each)
                parser.Parse(each)
            if length:
                parser.Parse(b"", True)  # noqa: FBT003 - expat's shape
        except (expat.ExpatError, ValueError):
            raise NotRead(DAMAGED) from None

    def tell(self, sink: Sink, place: str, unit: str = "line") -> None:
        """Tell what was read, as it stands there."""
        now, was = "".join(self.now), "".join(self.was)
        sink.say(place, now, unit=unit)
        if was != now:
            # What was put in and taken out again would stand in the middle of what stays.
            sink.say(f"{place} before its changes", was, unit=unit, again=True)
        sink.say(f"{place}, tables by their columns", "\n".join(self.columns), again=True)
        self.tell_beside(sink, place)

    def tell_beside(self, sink: Sink, place: str) -> None:
        """Tell what does not show."""
        sink.say(f"{place}, what does not show", "\n".join(self.beside))

    # --- what an element is -----------------------------------------------------------------------------

    def begun(self, mode: Mode, name: str, said: Mapping[str, str]) -> None:
        """An element begins; what its attributes say does not show."""
        if mode is not Mode.OTHER and name in _PARAGRAPHS:
            self._paragraphs.append(([], []))
        elif mode is not Mode.OTHER:
            self._enter(name)
        self._in += name in _PUT_IN
        self._out += name in _TAKEN_OUT
        if sign := _SIGNS.get((mode, name)):
            self.put(sign)
        if name not in _NOT_WORDS:
            for key, value in said.items():
                if not _NOT_TYPED.fullmatch(key):
                    self._beside(value)

    def ended(self, mode: Mode, name: str, loose: str) -> None:
        """An element ends; `loose` is text in it that is no part of a paragraph."""
        self._in -= name in _PUT_IN
        self._out -= name in _TAKEN_OUT
        self._beside(loose)
        if mode is Mode.OTHER:
            self.put(FIELD)
        elif name in _PARAGRAPHS:
            now, was = self._paragraphs.pop()
            self.now += (*now, "\n")
            self.was += (*was, "\n")
            self._beside("".join(self._code))
            self._code.clear()
        elif edge := _ENDS.get(name):
            self.put(edge)
        else:
            self._leave(name)

    def _enter(self, name: str) -> None:
        """A table, row or cell begins."""
        if name in _TABLES:
            self._tables.append([])
        elif self._tables and name in _ROWS:
            self._tables[-1].append([])
        elif name in _CELLS:
            self._cells.append(len(self.now))

    def _leave(self, name: str) -> None:
        """A cell ends at an edge and at no line end, or a table, which is read by its columns once more."""
        if name in _CELLS and self._cells:
            for each in (self.now, self.was):
                if each and each[-1] == "\n":
                    each.pop()
            began = self._cells.pop()
            if self._tables and self._tables[-1]:
                self._tables[-1][-1].append("".join(self.now[began:]))
            self.put(FIELD)
        elif name in _TABLES and self._tables:
            rows = self._tables.pop()
            if len(rows) > 1:
                self.columns += map(FIELD.join, zip_longest(*rows, fillvalue=""))

    def put(self, text: str) -> None:
        """Add to the paragraph at hand, or where there is none to what stands there."""
        now, was = self._paragraphs[-1] if self._paragraphs else (self.now, self.was)
        if not self._out:
            now.append(text)
        if not self._in:
            was.append(text)

    # --- what expat tells -------------------------------------------------------------------------------

    def _begin(self, name: str, said: dict[str, str]) -> None:
        mode, local = self._named(name)
        self._loosen()
        self._open.append((mode, local))
        self.begun(mode, local, {key.rpartition(_BETWEEN)[2]: value for key, value in said.items()})

    def _end(self, _: str) -> None:
        mode, local = self._open.pop()
        loose = "".join(self._loose)
        self._loose.clear()
        self.ended(mode, local, loose)

    def _data(self, data: str) -> None:
        mode, local = self._open[-1]
        if mode is Mode.OOXML:
            if local in _TYPED:
                self.put(data)
            else:
                (self._code if local in _CODES else self._loose).append(data)
        elif self._paragraphs or not data.isspace():
            self.put(data)

    def _loosen(self) -> None:
        self._beside("".join(self._loose))
        self._loose.clear()

    def _beside(self, value: str) -> None:
        value = _MADE.sub("", value).strip()
        if _WORDS.search(value) and not value.startswith(_OOXML):
            self.beside[value] = None

    def _named(self, name: str) -> tuple[Mode, str]:
        space, _, local = name.rpartition(_BETWEEN)
        mode = self._modes.get(space)
        if mode is None:
            mode = (
                Mode.OOXML if space.startswith(_OOXML) else Mode.ODF if space.startswith(_ODF) else Mode.OTHER
            )
            self._modes[space] = mode
        return mode, local


class Elements(XmlText):
    """What the attributes say of each element of one name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.found: list[Mapping[str, str]] = []

    def begun(self, mode: Mode, name: str, said: Mapping[str, str]) -> None:
        """One begins."""
        super().begun(mode, name, said)
        if name == self._name:
            self.found.append(said)


def read_xml(document: bytes, sink: Sink) -> None:
    """Read XML of any kind: as it is kept, then what its elements hold. Raises NotRead for one with a document type."""
    sink.say("", decoded(document), unit="line")
    values = XmlText()
    values.read((document,))
    sink.say("its values", "".join(values.now), again=True)


def _refuse(*_: object) -> None:
    raise NotRead(DOCTYPE)
