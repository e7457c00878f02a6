"""The process of its own: takes one document from its parent, and draws the pages that it is asked for, or reads it.

It may have so much memory, open nothing for writing, and end in no file. When its parent is gone, so is it.
"""

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from app.apart.drawn import TOO_LARGE, Drawn, NotDrawn

if TYPE_CHECKING:
    from app.apart.reading.sink import Passage, Unread

MOST_MEMORY: Final = 1536 * 1024 * 1024
"""Bytes of address space: the document, its page, and the libraries."""
MOST_SECONDS: Final = 600
"""Of computing, over all its pages: a reader of many pages is given a new process."""
MOST_MEMORY_TO_READ: Final = 1024 * 1024 * 1024
MOST_SECONDS_TO_READ: Final = 20
WIDEST: Final = 6_000


def run() -> int:
    """Serve one document over standard input and output; gives the exit code."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    head = _line(asked)
    if not head:
        return 0
    if "read" in head:
        return _read(head, asked, answers)
    load()
    _bound()
    document = asked.read(int(head["size"]))
    if len(document) != head["size"]:
        return 0
    try:
        drawn = _drawn(str(head["media"]), document)
    except NotDrawn as why:
        _answer(answers, {"why": str(why)})
        return 0
    except MemoryError:
        _answer(answers, {"why": TOO_LARGE})
        return 0
    _answer(answers, {"shapes": drawn.shapes})
    while head := _line(asked):
        _give(drawn, head, answers)
    return 0


def _read(head: dict[str, Any], asked: BinaryIO, answers: BinaryIO) -> int:
    """Read a document: each passage as it is found, and at last that this was all."""
    _bound(MOST_MEMORY_TO_READ, MOST_SECONDS_TO_READ)
    document = asked.read(int(head["size"]))
    if len(document) == head["size"]:
        from app.apart.reading.document import read_document  # noqa: PLC0415

        read_document(document, str(head["read"]), lambda told: _tell(answers, told))
        _answer(answers, {"end": True})
    return 0


def _tell(answers: BinaryIO, told: "Passage | Unread") -> None:
    facts = asdict(told)
    text = str(facts.pop("text", "")).encode("utf-8", "replace")
    _answer(answers, facts, text)


def load() -> None:
    """Load what draws, before it is bounded in what it may open."""
    from app.apart import pdf, picture  # noqa: PLC0415

    del pdf, picture


def _drawn(media: str, document: bytes) -> Drawn:
    from app.apart.pdf import PdfPages  # noqa: PLC0415
    from app.apart.picture import Picture  # noqa: PLC0415

    return PdfPages(document) if media == "application/pdf" else Picture(document)


def _give(drawn: Drawn, head: dict[str, Any], answers: BinaryIO) -> None:
    try:
        page = drawn.page(int(head["page"]), max(1, min(WIDEST, int(head["width"]))))
    except NotDrawn as why:
        _answer(answers, {"why": str(why)})
    except MemoryError:
        _answer(answers, {"why": TOO_LARGE})
    else:
        facts = {
            name: getattr(page, name) for name in ("number", "count", "width", "height", "stride", "text")
        }
        _answer(answers, facts, page.pixels)


def _line(asked: BinaryIO) -> dict[str, Any]:
    """The next line that was asked; nothing once the parent is gone."""
    line = asked.readline()
    return dict(json.loads(line)) if line else {}


def _answer(answers: BinaryIO, facts: dict[str, Any], pixels: bytes = b"") -> None:
    with suppress(BrokenPipeError):
        answers.write(json.dumps(facts | {"bytes": len(pixels)}).encode() + b"\n")
        answers.write(pixels)
        answers.flush()


def _bound(memory: int = MOST_MEMORY, seconds: int = MOST_SECONDS) -> None:
    """Bound what this process may have, where the system can; Windows has no such bounds."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        # It writes into its pipe and into no file.
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))
