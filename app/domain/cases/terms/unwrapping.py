"""Takes wrappings off: what is written as entities, escapes, tags, base64 or with signs for letters.

Only what stands around a wrapping is looked at again, at most twice, and each piece knows where it came from.
"""

import base64
import html
import re
import urllib.parse
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

_AROUND: Final = 40
_ROUNDS: Final = 2

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
# The sign stands alone in front: it is what a long text is searched for.
_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*")
_QUOTED: Final = re.compile(r"=(?:[0-9A-F]{2}(?:=[0-9A-F]{2})*|[ \t]*\r?\n)")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_MOJIBAKE: Final = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]{1,3}")
_SIGNED: Final = re.compile(
    r"[@$!|€£](?:(?<=[^\W_][@$!|€£])(?=[^\W_])|(?<!\S[@$!|€£])(?<![!|])(?=[^\W\d_]{2})|(?<=[^\W\d_]{2}[@$€])(?!\w))"
)
_SIGNS: Final = str.maketrans("@$!|€£", "asllel")
_TURN: Final = re.compile(r"[A-Z](?<=[a-z0-9][A-Z])")
_BASE64_CHARACTERS: Final = r"A-Za-z0-9+/_-"
_BASE64: Final = re.compile(rf"(?:[{_BASE64_CHARACTERS}]{{60,76}}\r?\n)*[{_BASE64_CHARACTERS}]{{6,}}={{0,2}}")
_BASE64_HEAD: Final = re.compile(rf"[{_BASE64_CHARACTERS}]*\Z")
_HEX: Final = re.compile(
    r"[0-9a-fA-F](?<![^\W_].)[0-9a-fA-F][ :]?(?:[0-9a-fA-F]{2}[ :]?){3,}[0-9a-fA-F]{2}(?![^\W_])"
)
_BLANKS: Final = str.maketrans("", "", "\n\r\t")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text that came out of another, in segments: copied character for character, or put for a stretch of it.

    `outs` are where the segments begin here, `spans` what they come from; `below` is that other text if it was itself
    unwrapped, and `offset` where it begins in the whole.
    """

    text: str
    outs: list[int]
    spans: list[tuple[int, int]]
    copied: list[bool]
    below: "Unwrapped | None" = None
    offset: int = 0

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the whole that a stretch of it came from."""
        first, last = self._first(start), self._last(end - 1)
        if self.below:
            return self.below.source(first, max(last, first + 1))
        return self.offset + first, self.offset + last

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch holds, or lies against, what was wrapped: the rest was looked at as it stood."""
        first = bisect_right(self.outs, max(0, start - 1)) - 1
        last = bisect_right(self.outs, min(end, len(self.text) - 1)) - 1
        if not all(self.copied[first : last + 1]):
            return True
        return self.below is not None and self.below.touches(self._first(start), self._last(end - 1))

    def _first(self, at: int) -> int:
        segment = bisect_right(self.outs, at) - 1
        start = self.spans[segment][0]
        return start + at - self.outs[segment] if self.copied[segment] else start

    def _last(self, at: int) -> int:
        segment = bisect_right(self.outs, at) - 1
        start, end = self.spans[segment]
        return start + at - self.outs[segment] + 1 if self.copied[segment] else end


def _whole(text: str, offset: int) -> Unwrapped:
    return Unwrapped(text, [0], [(0, len(text))], [True], offset=offset)


_Put = Callable[[re.Match[str]], str]


def _substituted(below: Unwrapped, pattern: re.Pattern[str], put: _Put) -> Unwrapped:
    """The text with each match replaced; itself where there is none."""
    text = below.text
    outs: list[int] = []
    spans: list[tuple[int, int]] = []
    copied: list[bool] = []
    parts: list[str] = []
    size = at = 0
    for found in pattern.finditer(text):
        for piece, span, is_copied in (
            (text[at : found.start()], (at, found.start()), True),
            (put(found), found.span(), False),
        ):
            outs.append(size)
            spans.append(span)
            copied.append(is_copied)
            parts.append(piece)
            size += len(piece)
        at = found.end()
    if not outs:
        return below
    return Unwrapped(
        "".join([*parts, text[at:]]), [*outs, size], [*spans, (at, len(text))], [*copied, True], below
    )


# -- one kind of wrapping each


def _entity(found: re.Match[str]) -> str:
    return html.unescape(found[0])


def _percent(found: re.Match[str]) -> str:
    return urllib.parse.unquote(found[0], errors="replace")


def _quoted(found: re.Match[str]) -> str:
    digits = found[0].replace("=", "").strip()
    return bytes.fromhex(digits).decode("utf-8", "replace")


def _escaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else " "


def _mojibake(found: re.Match[str]) -> str:
    try:
        raw = b"".join(char.encode("cp1252") if ord(char) > 0xFF else _byte(char) for char in found[0])  # noqa: PLR2004
        return raw.decode("utf-8")
    except UnicodeError:
        return found[0]


def _byte(char: str) -> bytes:
    return char.encode("latin-1")


def _sign(found: re.Match[str]) -> str:
    return found[0].translate(_SIGNS)


def _blank(_found: re.Match[str]) -> str:
    return " "


def _nothing(_found: re.Match[str]) -> str:
    return ""


def _base64(found: re.Match[str]) -> str:
    body = re.sub(r"\s", "", found[0]).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return _printable(base64.b64decode(body + "=" * (-len(body) % 4)), found[0])
    except ValueError:
        return found[0]


def _hex(found: re.Match[str]) -> str:
    digits = re.sub("[ :]", "", found[0])
    return _printable(bytes.fromhex(digits), found[0]) if len(digits) % 2 == 0 else found[0]


def _printable(raw: bytes, instead: str) -> str:
    try:
        plain = raw.decode("utf-8")
    except UnicodeDecodeError:
        return instead
    return f" {plain} " if plain.translate(_BLANKS).isprintable() else instead


_TEXTUAL: Final[tuple[tuple[str, re.Pattern[str], _Put], ...]] = (
    ("&", _ENTITY, _entity),
    ("%", _PERCENT, _percent),
    ("=", _QUOTED, _quoted),
    ("\\", _ESCAPE, _escaped),
    ("", _MOJIBAKE, _mojibake),
)


# -- all of them


def unwrapped(text: str) -> Iterator[Unwrapped]:
    """Every stretch that is wrapped in some way, without its wrapping, and without one more."""
    fresh = [_whole(text[start:end], start) for start, end in _windows(text)]
    fresh += _tokens(_whole(text, 0))
    # What came out of a token is as good as unwrapped once; a window is only where to begin.
    yield from (each for each in fresh if each.below)
    for _ in range(_ROUNDS):
        fresh = [out for each in fresh for out in _round(each)]
        yield from fresh


def _round(whole: Unwrapped) -> Iterator[Unwrapped]:
    """The text with all wrappings taken off, tags in two ways, and once more with letters for signs."""
    bare = whole
    for sign, pattern, put in _TEXTUAL:
        if sign in bare.text and not (pattern is _MOJIBAKE and bare.text.isascii()):
            bare = _substituted(bare, pattern, put)
    joined = _substituted(bare, _TAG, _nothing)
    ways = [joined] if joined is bare else [joined, _substituted(bare, _TAG, _blank)]
    ways += [signed for way in tuple(ways) if (signed := _substituted(way, _SIGNED, _sign)) is not way]
    yield from (way for way in ways if way is not whole)
    if whole.below:
        # What was wrapped may hold a token, and the other way round.
        yield from _tokens(whole)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Where wrappings stand, with 40 characters around them, and the words that these end in."""
    found = [each.span() for sign, pattern, _ in _TEXTUAL if sign in text for each in _spots(text, pattern)]
    if "<" in text:
        found += [each.span() for each in _TAG.finditer(text)]
    found += [each.span() for each in _SIGNED.finditer(text)]
    begin = until = -1
    for start, end in sorted(found):
        if begin >= 0 and start - _AROUND > until:
            yield _to_blanks(text, begin, until)
            begin = -1
        if begin < 0:
            begin = max(0, start - _AROUND)
        until = max(until, end + _AROUND)
    if begin >= 0:
        yield _to_blanks(text, begin, until)


def _spots(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return iter(()) if pattern is _MOJIBAKE and text.isascii() else pattern.finditer(text)


def _to_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    head = re.search(r"\S*\Z", text[max(0, start - _AROUND) : start])
    tail = re.match(r"\S*", text[end : end + _AROUND])
    return start - (len(head[0]) if head else 0), min(len(text), end + (len(tail[0]) if tail else 0))


def _tokens(whole: Unwrapped) -> list[Unwrapped]:
    """What tokens that are base64 or hexadecimal of a printable text come to."""
    text = whole.text
    found: list[Unwrapped] = []
    done = 0
    for turn in _TURN.finditer(text):
        if turn.start() < done:
            continue
        head = _BASE64_HEAD.search(text, max(0, turn.start() - 2 * _AROUND), turn.start())
        token = _BASE64.match(text, head.start() if head else turn.start())
        if token:
            done = token.end()
            found += _decoded(token, _base64, whole)
    for token in _HEX.finditer(text):
        found += _decoded(token, _hex, whole)
    return found


def _decoded(token: re.Match[str], put: _Put, whole: Unwrapped) -> list[Unwrapped]:
    plain = put(token)
    return [] if plain == token[0] else [Unwrapped(plain, [0], [token.span()], [False], whole)]
