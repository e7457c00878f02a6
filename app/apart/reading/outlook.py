"""Reads compound files ([MS-CFB]): an Outlook message by its properties ([MS-OXMSG]), any other by the words in it."""

import io
import re
from typing import Final

import olefile

from app.apart.reading.html import read_html
from app.apart.reading.packed import ending
from app.apart.reading.plain import decoded
from app.apart.reading.rtf import read_rtf, uncompressed
from app.apart.reading.sink import DAMAGED, ENCRYPTED, OLDER, Enough, NotRead, Sink
from app.apart.reading.strings import strings

_PROPERTY: Final = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(?:-[0-9A-F]{8})?", re.IGNORECASE)
_ATTACHED: Final = re.compile(r"__attach_version1\.0_#([0-9A-F]{8})", re.IGNORECASE)
_TEXT, _WIDE_TEXT, _BYTES = {"001E", "101E"}, {"001F", "101F"}, {"0102", "1102"}
_HTML, _RTF, _CONTENT, _NAME, _LONG_NAME = "1013", "1009", "3701", "3704", "3707"


def read_compound(document: bytes, sink: Sink) -> None:
    """Read one. Raises NotRead."""
    try:
        compound = olefile.OleFileIO(io.BytesIO(document))
    except OSError:
        raise NotRead(DAMAGED) from None
    streams = compound.listdir(streams=True, storages=False)
    sink.count_members(len(streams))
    if any(each[-1] == "EncryptedPackage" for each in streams):
        raise NotRead(ENCRYPTED)
    if any(each[0].startswith("__properties_version1.0") for each in streams):
        _Message(compound, streams, sink).read()
        return
    sink.say(
        "the words in it",
        "\n".join(said for each in streams for said in strings(_content(compound, each, sink))),
    )
    raise NotRead(OLDER)


def _content(compound: "olefile.OleFileIO", path: list[str], sink: Sink) -> bytes:
    try:
        content = bytes(compound.openstream(path).read())
    except OSError:
        raise NotRead(DAMAGED) from None
    sink.count_unpacked(len(content))
    return content


class _Message:
    """All properties of a message, its people and what is attached, whatever each is for."""

    def __init__(self, compound: "olefile.OleFileIO", streams: list[list[str]], sink: Sink) -> None:
        self._compound, self._streams, self._sink = compound, streams, sink
        self._attached: dict[str, int] = {}

    def read(self) -> None:
        """Read each stream; what is not read is told."""
        for path in self._streams:
            place = self._place(path[:-1])
            try:
                self._read(path, place)
            except Enough:
                raise
            except NotRead as why:
                self._sink.miss(place, str(why))

    def _place(self, folders: list[str]) -> str:
        """What a property is of, by the number of the attachment that it belongs to."""
        found = [each for each in folders if _ATTACHED.fullmatch(each)]
        if not found:
            return "the message"
        number = self._attached.setdefault(
            "/".join(folders[: folders.index(found[-1]) + 1]), len(self._attached) + 1
        )
        return f"attachment {number}"

    def _read(self, path: list[str], place: str) -> None:
        found = _PROPERTY.fullmatch(path[-1])
        if found is None:
            if not path[-1].startswith("__properties_version1.0"):
                # Something of another program that was put in.
                self._sink.say(
                    f"{place}, what does not show",
                    "\n".join(strings(_content(self._compound, path, self._sink))),
                )
                self._sink.miss(place, OLDER)
            return
        which, kind = found[1].upper(), found[2].upper()
        content = _content(self._compound, path, self._sink)
        if kind in _WIDE_TEXT:
            self._sink.say(place, content.decode("utf-16-le", "replace").rstrip("\0"), unit="line")
        elif kind in _TEXT:
            self._sink.say(place, decoded(content.rstrip(b"\0")), unit="line")
        elif kind in _BYTES:
            self._read_bytes(which, path, place, content)

    def _read_bytes(self, which: str, path: list[str], place: str, content: bytes) -> None:
        if which == _HTML:
            read_html(content, self._sink.beside(place))
        elif which == _RTF:
            read_rtf(uncompressed(content), self._sink.beside(place, again=True))
        elif which == _CONTENT:
            self._sink.inside(place).read(content, self._ending(path[:-1]))
        else:
            self._sink.say(f"{place}, what does not show", "\n".join(strings(content)))

    def _ending(self, folder: list[str]) -> str:
        for which in (_LONG_NAME, _NAME):
            for kind, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
                path = [*folder, f"__substg1.0_{which}{kind}"]
                if path in self._streams:
                    return ending(
                        _content(self._compound, path, self._sink).decode(encoding, "replace").rstrip("\0")
                    )
        return ""
