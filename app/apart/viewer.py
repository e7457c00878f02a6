"""Shows a document by a process of its own: what a hostile one can do, it does there, and not for long.

The document goes there through a pipe, part by part, and pictures come back: it is never a file, and of it no more than
a part is ever in this process.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from queue import Empty, Queue
from threading import Lock, Thread
from typing import IO, TYPE_CHECKING, Any, Final

from app.apart.drawn import TOO_LARGE
from app.apart.page import Page
from app.apart.process import started

if TYPE_CHECKING:
    import subprocess
from app.errors import CannotTell

_SECONDS_TO_BEGIN: Final = 60.0
"""Until the document is looked at as a whole."""
_SECONDS_A_PAGE: Final = 20.0
_MOST_PIXELS_BYTES: Final = 64 * 1024 * 1024
_KEPT: Final = "It is kept all the same, exactly as it came."
SENTENCES: Final = {
    TOO_LARGE: f"This document unpacks to more than is safe to draw, so it is not shown. {_KEPT}",
}
_DAMAGED: Final = f"This document cannot be shown: it is damaged, protected or not what it says. {_KEPT}"
_STALLED: Final = f"This document takes too long or too much to draw, so it is not shown. {_KEPT}"


class Viewer:
    """One document being shown. `close` ends its process, and with it all that was unpacked."""

    def __init__(
        self,
        media: str,
        size: int,
        *,
        to_begin: float = _SECONDS_TO_BEGIN,
        a_page: float = _SECONDS_A_PAGE,
    ) -> None:
        self._media, self._size = media, size
        self._to_begin, self._a_page = to_begin, a_page
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._shapes: tuple[float, ...] = ()
        self._answers: Queue[tuple[dict[str, Any], bytes] | None] = Queue()

    @property
    def process_id(self) -> int | None:
        """The process that draws; None when there is none."""
        return self._process.pid if self._process is not None else None

    def hand(self, document: Iterable[bytes]) -> None:
        """Hand the document over, a part at a time; nothing is looked at yet. Whatever `document` raises ends it."""
        with self._turn:
            self._process = process = started()
            asked, answers = process.stdin, process.stdout
            if asked is None or answers is None:
                raise RuntimeError("the process has no pipes")
            Thread(target=_listen, args=(answers, self._answers), daemon=True).start()
            try:
                self._say(asked, {"media": self._media, "size": self._size})
                for part in document:
                    # One that ended says so when it is asked.
                    with suppress(OSError, ValueError):
                        asked.write(part)
                with suppress(OSError, ValueError):
                    asked.flush()
            except BaseException:
                self.close()
                raise

    def shapes(self) -> tuple[float, ...]:
        """The height of each page for a width of 1, once all is looked at. Raises CannotTell where it is not drawn."""
        with self._turn:
            if not self._shapes:
                try:
                    facts, _ = self._heard(self._to_begin)
                    self._shapes = tuple(facts["shapes"])
                except BaseException:
                    self.close()
                    raise
        return self._shapes

    def page(self, number: int, width: int) -> Page:
        """One page, from 1. Raises CannotTell where it cannot be drawn, and for all of them once one has stalled."""
        self.shapes()
        with self._turn:
            process = self._process
            if process is None or process.stdin is None:
                raise CannotTell(_STALLED)
            self._say(process.stdin, {"page": number, "width": width})
            facts, pixels = self._heard(self._a_page)
        try:
            page = Page(**{name: value for name, value in facts.items() if name != "bytes"}, pixels=pixels)
        except TypeError:
            raise CannotTell(_DAMAGED) from None
        if page.stride < 3 * page.width or page.stride * page.height != len(pixels):
            raise CannotTell(_DAMAGED)
        return page

    def close(self) -> None:
        """End the process at once. Safe to call twice, and from another thread while a page is awaited."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            # The other pipe is closed by who listens to it, once it has come to its end.
            if process.stdin is not None:
                with suppress(OSError):
                    process.stdin.close()

    def __del__(self) -> None:
        """Nobody waits for it any more."""
        self.close()

    def _say(self, asked: IO[bytes], facts: dict[str, Any]) -> None:
        with suppress(OSError, ValueError):
            asked.write(json.dumps(facts).encode() + b"\n")
            asked.flush()

    def _heard(self, seconds: float) -> tuple[dict[str, Any], bytes]:
        """The next answer. Raises CannotTell for a refusal, and ends a process that does not answer."""
        try:
            answer = self._answers.get(timeout=seconds)
        except Empty:
            answer = None
        if answer is None:
            self.close()
            raise CannotTell(_STALLED)
        facts, _ = answer
        if "why" in facts:
            raise CannotTell(SENTENCES.get(str(facts["why"]), _DAMAGED))
        return answer


def _listen(answers: IO[bytes], heard: "Queue[tuple[dict[str, Any], bytes] | None]") -> None:
    """Read answers until the process ends; what is no answer ends the listening."""
    with answers, suppress(OSError, ValueError, KeyError, TypeError):
        while line := answers.readline(4 * 1024 * 1024):
            facts = dict(json.loads(line))
            length = int(facts["bytes"])
            if not 0 <= length <= _MOST_PIXELS_BYTES:
                break
            pixels = answers.read(length)
            if len(pixels) != length:
                break
            heard.put((facts, pixels))
    heard.put(None)
