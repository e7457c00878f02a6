"""Reads what is packed: office files by their parts, any other ZIP by its files. Nothing is ever written.

How much it unpacks to is counted while it is unpacked: what a file says of itself may be untrue.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import basename, join, normpath, splitext
from typing import Final

from app.apart.reading.pictures import is_picture, shows_words
from app.apart.reading.sheets import SharedStrings, SheetText
from app.apart.reading.sink import DAMAGED, ENCRYPTED, PICTURES, TOO_LARGE, Enough, NotRead, Sink
from app.apart.reading.xml_text import Elements, XmlText

_AT_ONCE: Final = 1 << 16
_MOST_RATIO: Final = 200
_RATIO_FROM: Final = 1024 * 1024
_ENCRYPTED: Final = 1
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    zlib.error,
)
_XML: Final = (".xml", ".rels", ".vml", ".rdf")
_NOTHING_TYPED: Final = re.compile(
    r"(?:.*/)?(?:printersettings\d*\.bin|[^/]*\.(?:odttf|fntdata|ttf|otf)|thumbnail\.\w+|layout-cache)|mimetype",
    re.IGNORECASE,
)
"""Parts in which nobody's words stand; a thumbnail is too small to be read."""
_OOXML: Final = "[Content_Types].xml"
_PLACES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"word/document\d*\.xml|content\.xml", "the document"),
        (r"word/header(\d+)\.xml", "header {}"),
        (r"word/footer(\d+)\.xml", "footer {}"),
        (r"word/footnotes\.xml", "the footnotes"),
        (r"word/endnotes\.xml", "the endnotes"),
        (r".*comments?\w*\d*\.xml", "the comments"),
        (r"ppt/slides/slide(\d+)\.xml", "slide {}"),
        (r"ppt/notesSlides/notesSlide(\d+)\.xml", "notes {}"),
        (r"xl/workbook\.xml", "the names of its sheets"),
        (r"xl/sharedStrings\.xml", "the texts of its cells"),
        (r"docProps/.*|meta\.xml", "its properties"),
        (r"styles\.xml|.*/styles\.xml", "its styles, headers and footers"),
        (r".*\.rels", "its links"),
        (r".*customXml/.*", "its data"),
    )
)
_STRINGS: Final = "xl/sharedStrings.xml"
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_SHEET: Final = re.compile(r"xl/(?:work|chart|dialog)sheets/\w*?(\d+)\.xml")


def read_packed(document: bytes, sink: Sink) -> None:
    """Read a ZIP. Raises NotRead."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(document))
    except _UNREADABLE:
        raise NotRead(DAMAGED) from None
    members = packed.infolist()
    sink.count_members(len(members))
    names = [each.filename for each in members]
    sink.say("the names of its files", "\n".join((*names, *_comments(packed))))
    if _OOXML in names or {"mimetype", "content.xml"} <= set(names):
        _Office(packed, sink).read()
    else:
        _read_files(packed, sink)


def _comments(packed: zipfile.ZipFile) -> Iterator[str]:
    for each in (packed.comment, *(member.comment for member in packed.infolist())):
        yield each.decode("utf-8", "replace")


def _read_files(packed: zipfile.ZipFile, sink: Sink) -> None:
    files = [each for each in packed.infolist() if not each.is_dir()]
    for number, each in enumerate(files, 1):
        place = f"file {number} in it"
        try:
            sink.inside(place).read(_whole(packed, each, sink), ending(each.filename))
        except Enough:
            raise
        except NotRead as why:
            sink.miss(place, str(why))


def ending(name: str) -> str:
    """How the name of a file ends, in small letters."""
    return splitext(basename(name.replace("\\", "/")))[1].lower()


def _whole(packed: zipfile.ZipFile, member: zipfile.ZipInfo, sink: Sink) -> bytes:
    return b"".join(_pieces(packed, member, sink))


def _pieces(packed: zipfile.ZipFile, member: zipfile.ZipInfo, sink: Sink) -> Iterator[bytes]:
    """A member, a piece at a time. Raises NotRead for one that is encrypted, broken or unpacks to too much."""
    if member.flag_bits & _ENCRYPTED:
        raise NotRead(ENCRYPTED)
    total = 0
    try:
        with packed.open(member) as part:
            while piece := part.read(_AT_ONCE):
                total += len(piece)
                sink.count_unpacked(len(piece))
                if total > _RATIO_FROM and total > _MOST_RATIO * member.compress_size:
                    raise NotRead(TOO_LARGE)
                yield piece
    except _UNREADABLE:
        raise NotRead(DAMAGED) from None


class _Office:
    """An office file: all of its parts, whether or not anything names them."""

    def __init__(self, packed: zipfile.ZipFile, sink: Sink) -> None:
        self._packed, self._sink = packed, sink
        self._strings: tuple[str, ...] = ()
        self._sheets: dict[str, str] = {}
        self._pictures = self._embedded = 0

    def read(self) -> None:
        """Read each part; the texts that cells share before the cells."""
        members = [each for each in self._packed.infolist() if not each.is_dir()]
        self._insist_on_plain(members)
        self._sheets = self._named_sheets({each.filename: each for each in members})
        for each in sorted(members, key=lambda member: member.filename != _STRINGS):
            try:
                self._read(each)
            except Enough:
                raise
            except NotRead as why:
                self._sink.miss(_place(each.filename), str(why))
        if self._pictures:
            self._sink.miss("", PICTURES, self._pictures)

    def _insist_on_plain(self, members: list[zipfile.ZipInfo]) -> None:
        """Raise NotRead for an ODF file that is encrypted: its parts are, and its manifest says so."""
        for each in members:
            if each.filename == "META-INF/manifest.xml" and b"encryption-data" in _whole(
                self._packed, each, self._sink
            ):
                raise NotRead(ENCRYPTED)

    def _named_sheets(self, members: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
        """What the parts of sheets are called here: by the order in which a spreadsheet shows them."""
        book, relations = Elements("sheet"), Elements("Relationship")
        try:
            for name, part in ((_WORKBOOK, book), (_RELATIONS, relations)):
                if name in members:
                    part.read(_pieces(self._packed, members[name], self._sink))
        except Enough:
            raise
        except NotRead:
            # It is told where all parts are read.
            return {}
        targets = {each.get("Id", ""): each.get("Target", "") for each in relations.found}
        parts = (normpath(join("xl", targets.get(each.get("id", ""), ""))) for each in book.found)
        return {
            part.removeprefix(
                "/"
            ): f"sheet {number}{'' if said.get('state', 'visible') == 'visible' else ' (hidden)'}"
            for number, (part, said) in enumerate(zip(parts, book.found, strict=True), 1)
        }

    def _read(self, member: zipfile.ZipInfo) -> None:
        name = member.filename
        if _NOTHING_TYPED.fullmatch(name):
            return
        if name.lower().endswith(_XML):
            self._read_xml(name, _pieces(self._packed, member, self._sink))
            return
        content = _whole(self._packed, member, self._sink)
        if is_picture(content, ending(name)):
            self._pictures += shows_words(content)
        else:
            self._embedded += 1
            self._sink.inside(f"file {self._embedded} inside it").read(content, ending(name))

    def _read_xml(self, name: str, pieces: Iterator[bytes]) -> None:
        place = self._sheets.get(name) or _place(name)
        if name in self._sheets or _SHEET.fullmatch(name):
            cells = SheetText(self._strings)
            cells.read(pieces)
            cells.cells.tell(self._sink, place)
            cells.tell_beside(self._sink, place)
        elif name == _STRINGS:
            shared = SharedStrings()
            shared.read(pieces)
            self._strings = tuple(shared.all)
            # Those of no cell any more are still there.
            self._sink.say(place, "".join(shared.now), again=True)
        else:
            part = XmlText()
            part.read(pieces)
            part.tell(self._sink, place)


def _place(name: str) -> str:
    """What a part is called here, in our words: the name that it has in the file may be anybody's."""
    if sheet := _SHEET.fullmatch(name):
        return f"sheet {int(sheet[1])}"
    for pattern, words in _PLACES:
        if found := pattern.fullmatch(name):
            return words.format(*(int(each) for each in found.groups()))
    return "another part"
