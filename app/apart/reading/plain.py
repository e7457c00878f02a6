"""Reads text: as it stands, the cells of a CSV by row and by column, the values of a JSON."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Final

from app.apart.reading.grid import Grid
from app.apart.reading.sink import DAMAGED, FIELD, UNKNOWN, NotRead, Sink

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT: Final = 4096
_ROWS_LOOKED_AT: Final = 20
_BETWEEN: Final = (",", ";", "\t", "|")
_MOST_CONTROLS: Final = 0.02
_CONTROLS: Final = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1b\x1e")


def decoded(document: bytes, charset: str = "") -> str:
    """The text of bytes: by their mark, in the letters they are said to be in, in UTF-8, else in those of Windows.

    Raises NotRead for what is no text.
    """
    for mark, encoding in _MARKS:
        if document.startswith(mark):
            return document.decode(encoding, "replace")
    if b"\0" in document[:_LOOKED_AT]:
        return _without_mark(document)
    for encoding in filter(None, (charset, "utf-8")):
        with suppress(UnicodeDecodeError, LookupError):
            return document.decode(encoding)
    text = document.decode("cp1252", "replace")
    begins = text[:_LOOKED_AT]
    if sum(sign in _CONTROLS for sign in begins) > _MOST_CONTROLS * len(begins):
        raise NotRead(UNKNOWN)
    return text


def _without_mark(document: bytes) -> str:
    """Of UTF-16 in plain letters every other byte is nothing. Raises NotRead for anything else with such bytes."""
    begins = document[:_LOOKED_AT]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if begins[first::2].count(0) > len(begins) // 4 > begins[1 - first :: 2].count(0):
            return document.decode(encoding, "replace")
    raise NotRead(UNKNOWN)


def read_text(document: bytes, sink: Sink) -> None:
    """Read a text. Raises NotRead."""
    sink.say("", decoded(document), unit="line")


def read_csv(document: bytes, sink: Sink) -> None:
    """Read a table of text by its rows, then by its columns. Raises NotRead."""
    text = decoded(document)
    # It holds for the whole process: never less than it was.
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    grid = Grid()
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=_between(text)), 1
        ):
            for column, cell in enumerate(cells):
                grid.put(number, column, cell)
    except csv.Error:
        sink.say("", text, unit="line")
        sink.miss("", DAMAGED)
        return
    grid.tell(sink, "")
    # What stands in quotation marks, or after a mark of another program, once more as it is kept.
    sink.say("as it is kept", text, unit="line", again=True)


def _between(text: str) -> str:
    begins = list(islice(io.StringIO(text), _ROWS_LOOKED_AT))
    return max(_BETWEEN, key=lambda sign: sum(sign in line for line in begins) + "".join(begins).count(sign))


def read_json(document: bytes, sink: Sink) -> None:
    """Read a JSON as it is kept, then all its keys and values. Raises NotRead."""
    text = decoded(document)
    sink.say("", text, unit="line")
    try:
        values = json.loads(text, object_pairs_hook=list, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        # It was read as a text.
        return
    sink.say("its values", FIELD.join(_strings(values)), again=True)


def _strings(values: Any) -> Iterator[str]:
    """Every key and value, in their order."""
    waiting = [values]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            waiting.extend(reversed(value))
