"""Reads a message as mail programs keep it (RFC 5322): headers, every alternative, and what is attached."""

from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import Any, Final

from app.apart.reading.html import read_html
from app.apart.reading.packed import ending
from app.apart.reading.plain import decoded
from app.apart.reading.sink import Enough, NotRead, Sink

_HTML: Final = "text/html"
_ENDINGS: Final = {"text/csv": ".csv", "application/json": ".json", "text/calendar": ".txt"}


def read_mail(document: bytes, sink: Sink) -> None:
    """Read a message."""
    _Mail(sink).read(message_from_bytes(document, policy=policy.default))


class _Mail:
    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._texts = self._attached = self._messages = 0

    def read(self, message: Message) -> None:
        """Read a message and all that is in it."""
        self._sink.say("the headers", "\n".join(_headers(message)), unit="line")
        self._read_body(message)

    def _read_body(self, message: Message) -> None:
        for beside in (message.preamble, message.epilogue):
            self._sink.say("what does not show", str(beside or ""))
        inside = message.get_payload()
        if not message.is_multipart() or not isinstance(inside, list):
            self._read_part(message)
        elif message.get_content_type() == "message/rfc822":
            for each in _messages(inside):
                self._messages += 1
                self._apart(f"message {self._messages} in it", each)
        else:
            for each in _messages(inside):
                self._sink.say("the headers of its parts", "\n".join(_headers(each)))
                self._read_body(each)

    def _apart(self, place: str, message: Message) -> None:
        try:
            _Mail(self._sink.inside(place)).read(message)
        except Enough:
            raise
        except NotRead as why:
            self._sink.miss(place, str(why))

    def _read_part(self, part: Message) -> None:
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content:
            return
        kind, charset = part.get_content_type(), part.get_content_charset() or ""
        self._sink.count_unpacked(len(content))
        if kind.startswith("text/") and kind not in _ENDINGS and not part.get_filename():
            self._texts += 1
            self._read_text(f"text {self._texts}", kind, content, charset)
            return
        self._attached += 1
        place = f"attachment {self._attached}"
        try:
            name = ending(part.get_filename() or "") or _ENDINGS.get(kind, "")
            self._sink.inside(place).read(content, name or (".html" if kind == _HTML else ""))
        except Enough:
            raise
        except NotRead as why:
            self._sink.miss(place, str(why))

    def _read_text(self, place: str, kind: str, content: bytes, charset: str) -> None:
        try:
            if kind == _HTML:
                read_html(content, self._sink.beside(place), charset)
            else:
                self._sink.say(place, decoded(content, charset), unit="line")
        except Enough:
            raise
        except NotRead as why:
            self._sink.miss(place, str(why))


def _messages(inside: Iterable[Any]) -> Iterator[Message]:
    return (each for each in inside if isinstance(each, Message))


def _headers(message: Message) -> Iterator[str]:
    """Each header in clear; one that cannot be taken apart as it came."""
    for name, raw in message.raw_items():
        try:
            value = str(message.policy.header_fetch_parse(name, raw))
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it is a text
            value = str(raw)
        yield f"{name}: {value}"
        if value != str(raw):
            yield str(raw)
