"""Reads a document by a process of its own: what a hostile one can do, it does there, and not for long.

The document goes there through a pipe, part by part, and passages of text come back. What is looked for in them never
goes there, and nothing of the document is ever a file.
"""

import json
import re
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import IO, Any, BinaryIO, Final

from app.apart.process import started
from app.apart.reading.sink import (
    DAMAGED,
    MOST_CHARACTERS,
    MOST_PASSAGES,
    TOO_LARGE,
    WHYS,
    Passage,
    Unread,
)

MOST_BYTES: Final = 100 * 1024 * 1024
SECONDS: Final = 20.0
STALLED: Final = "stalled"
"""The process ended, or was ended, before it had read all of it."""
_PART: Final = 1024 * 1024
_LOOK_EVERY: Final = 0.1
_MOST_BYTES_BACK: Final = 4 * MOST_CHARACTERS
_MOST_ANSWERS: Final = 2 * MOST_PASSAGES
_PLACE: Final = re.compile(r"[A-Za-z0-9 ,:()]{0,300}")
"""What a place may be told in: a process that was taken over could say anything."""


@dataclass(frozen=True)
class Progress:
    """How much of a document was handed over, in bytes; all of it while it is being read."""

    done: int
    total: int


@dataclass
class Read:
    """All that was read of a document, and what was not."""

    passages: list[Passage] = field(default_factory=list, repr=False)
    unread: list[Unread] = field(default_factory=list)


def read_document(file: BinaryIO, ending: str, *, seconds: float = SECONDS) -> Generator[Progress | Read]:
    """Read a document: steps, and at the end what came of it. Raises OSError where the file cannot be read on.

    Whoever stops between two steps ends the process.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if size > MOST_BYTES:
        yield Read(unread=[Unread("", TOO_LARGE)])
        return
    process = started()
    answers: Queue[tuple[dict[str, Any], bytes] | None] = Queue()
    try:
        asked, told = process.stdin, process.stdout
        if asked is None or told is None:
            raise RuntimeError("the process has no pipes")
        Thread(target=_listen, args=(told, answers), daemon=True).start()
        yield from _hand(asked, file, size, ending)
        read = Read()
        yield from _hear(answers, read, Progress(size, size), seconds)
        yield read
    finally:
        process.kill()
        process.wait()
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()


def _hand(asked: IO[bytes], file: BinaryIO, size: int, ending: str) -> Iterator[Progress]:
    done = 0
    # One that ended says so when its answers do.
    with suppress(BrokenPipeError):
        asked.write(json.dumps({"read": ending, "size": size}).encode() + b"\n")
        while done < size and (part := file.read(min(_PART, size - done))):
            asked.write(part)
            done += len(part)
            yield Progress(done, size)
        asked.flush()
    if done < size:
        # The file became shorter while it was read; the process waits for the rest until it is ended.
        asked.close()


def _hear(
    answers: "Queue[tuple[dict[str, Any], bytes] | None]", read: Read, all_of_it: Progress, seconds: float
) -> Iterator[Progress]:
    """Take what the process tells until it has told all, has ended, or its time is over."""
    until = monotonic() + seconds
    while (left := until - monotonic()) > 0:
        try:
            answer = answers.get(timeout=min(left, _LOOK_EVERY))
        except Empty:
            yield all_of_it
            continue
        if answer is None:
            break
        facts, text = answer
        if facts.get("end"):
            return
        if not _took(read, facts, text):
            break
    read.unread.append(Unread("", STALLED))


def _took(read: Read, facts: dict[str, Any], text: bytes) -> bool:
    """Whether an answer is what it should be; it is kept then."""
    with suppress(ValueError, TypeError):
        return _kept(read, facts, text)
    return False


def _kept(read: Read, facts: dict[str, Any], text: bytes) -> bool:
    place, why = str(facts.get("place", "")), facts.get("why")
    if not _PLACE.fullmatch(place):
        return False
    if why is not None:
        read.unread.append(Unread(place, why if why in WHYS else DAMAGED, int(facts.get("count", 1))))
    else:
        unit, first, again = str(facts.get("unit", "")), int(facts.get("first", 1)), bool(facts.get("again"))
        if unit not in {"", "line", "row"}:
            return False
        read.passages.append(Passage(place, text.decode("utf-8", "replace"), unit, first, again))
    return True


def _listen(told: IO[bytes], answers: "Queue[tuple[dict[str, Any], bytes] | None]") -> None:
    """Read answers until the process ends; what is no answer, or too much, ends the listening."""
    left = _MOST_BYTES_BACK
    with told, suppress(OSError, ValueError, KeyError, TypeError):
        for _ in range(_MOST_ANSWERS):
            if not (line := told.readline(_PART)):
                break
            facts = dict(json.loads(line))
            length = int(facts["bytes"])
            left -= max(0, length)
            if length < 0 or left < 0:
                break
            text = told.read(length)
            if len(text) != length:
                break
            answers.put((facts, text))
    answers.put(None)
