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
from threading import Event, Thread
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
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the process has no pipes")
        handing = _Handing(process.stdin, file, size, ending)
        for target, arguments in ((_listen, (process.stdout, answers)), (handing.run, ())):
            Thread(target=target, args=arguments, daemon=True).start()
        read = Read()
        if (yield from handing.progress(seconds)):
            yield from _hear(answers, read, Progress(size, size), seconds)
        else:
            read.unread.append(Unread("", STALLED))
        yield read
    finally:
        process.kill()
        process.wait()


class _Handing:
    """A document on its way into the pipe, on a thread of its own: a process that takes nothing holds up nobody."""

    def __init__(self, asked: IO[bytes], file: BinaryIO, size: int, ending: str) -> None:
        self._asked, self._file, self._size = asked, file, size
        self._head = json.dumps({"read": ending, "size": size}).encode() + b"\n"
        self._done = 0
        self._failure: OSError | None = None
        self._has_ended = Event()

    def run(self) -> None:
        """Hand over all of it. A file that becomes shorter, or a process that has ended, is seen by the answers."""
        # The pipe is closed at last: a process that waits for the rest of a file does so no longer.
        with suppress(OSError, ValueError), self._asked:
            self._asked.write(self._head)
            while self._done < self._size and (part := self._part()):
                self._asked.write(part)
                self._done += len(part)
        self._has_ended.set()

    def progress(self, seconds: float) -> Generator[Progress, None, bool]:
        """How far it is; at last whether it came to its end. Raises OSError where the file cannot be read."""
        last, until = 0, monotonic() + seconds
        while not self._has_ended.wait(_LOOK_EVERY):
            yield Progress(self._done, self._size)
            if self._done > last:
                last, until = self._done, monotonic() + seconds
            elif monotonic() > until:
                return False
        if self._failure is not None:
            raise self._failure
        yield Progress(self._done, self._size)
        return True

    def _part(self) -> bytes:
        try:
            return self._file.read(min(_PART, self._size - self._done))
        except OSError as failure:
            self._failure = failure
            return b""


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
