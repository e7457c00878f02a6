"""The process of its own: takes one document from its parent, and draws the pages that it is asked for.

It may have so much memory, open nothing for writing, and end in no file. When its parent is gone, so is it.
"""

import json
import sys
from contextlib import suppress
from typing import Any, BinaryIO, Final

from app.apart.drawn import TOO_LARGE, Drawn, NotDrawn

MOST_MEMORY: Final = 1536 * 1024 * 1024
"""Bytes of address space: the document, its page, and the libraries."""
MOST_SECONDS: Final = 600
"""Of computing, over all its pages: a reader of many pages is given a new process."""
WIDEST: Final = 6_000


def run() -> int:
    """Serve one document over standard input and output; gives the exit code."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    head = _line(asked)
    if not head:
        return 0
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


def _bound() -> None:
    """Bound what this process may have, where the system can; Windows has no such bounds."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        # It writes into its pipe and into no file.
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))
