"""The words of HTML as light markup: a table's rows as lines with their cells apart, lists, bold words, headings.

Nothing in it is followed or loaded, and what nobody would see there is left out. It is read tag by tag, so that a long
one can be taken in slices.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from app.views.writing.html_look import Look, looked_up
from app.views.writing.html_runs import Runs, marked, without
from app.views.writing.html_table import Line, Table

_TOKEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^<>]*+>?"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]*+)"
    r"(?P<said>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'|\"[^\"]{0,500}+\"|'[^']{0,500}+'|[\"'])*+)>"
    r"|(?P<text>[^<]++|<)",
    re.DOTALL,
)
"""Every part ends at the next tag at the latest, so that no text, however broken, is gone over twice."""
_NUMBERED: Final = re.compile(r"\(?(?:\d+(?:\.\d+)*|[A-Za-z]{1,4})[.)]")
_BULLET: Final = re.compile(
    "[ \u00a0]*(?:([•▪◦‣●○■□∙\uf0b7\uf0a7])[ \u00a0]*|([·o§])(?: *\u00a0 *)+|·[ ]+)(?=\\S)"
)
"""What stands for a bullet at the head of a row; a letter does only where blanks hold it apart, as Word's do."""
_DEEPER: Final = {"o": 1, "◦": 1, "○": 1, "§": 2, "▪": 2, "\uf0a7": 2}
_SAYS_MORE: Final = re.compile(
    r"<(?:table|li|b|strong|h[1-6])[\s>]|font-weight\s*:\s*(?:bold|[6-9]00)|mso-list|[·•▪◦\uf0b7]|&middot;|&bull;",
    re.IGNORECASE,
)
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_UNSEEN: Final = _tags(
    "script style head title template noscript xml iframe object svg audio video canvas del"
)
_VOID: Final = _tags("area base br col embed hr img input link meta param source track wbr")
_HEADINGS: Final = frozenset(f"h{n}" for n in range(1, 7))
_BLOCKS: Final = _HEADINGS | _tags(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header html li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul"
)
_LISTS: Final = {"ul": False, "menu": False, "ol": True}
_CELLS: Final = frozenset(("td", "th"))
_APART: Final = _HEADINGS | {"p", "blockquote"}
_MOST_TABLES: Final = 20
_INDENT: Final = "  "
_STEP: Final = 64
"""Tags that are read before the clock is."""


@dataclass
class _Item:
    """An item of a list: what its first line begins with, and its further ones."""

    lead: str
    rest: str

    def take(self) -> str:
        lead, self.lead = self.lead, self.rest
        return lead


@dataclass
class _Frame:
    """A tag that is open, and how what stands in it is shown."""

    name: str
    bold: bool = False
    is_marker: bool = False
    is_pre: bool = False
    is_apart: bool = False
    item: _Item | None = None


@dataclass
class _List:
    is_numbered: bool
    count: int = 0


def says_more(text: str) -> bool:
    """Whether HTML has anything that its plain words would lose."""
    return _SAYS_MORE.search(text) is not None


def from_html(text: str) -> str:
    """The words of HTML as light markup."""
    reading = HtmlReading(text)
    while not reading.go_on(60):
        pass
    return reading.text()


@dataclass
class HtmlReading:
    """HTML that is being read: `go_on` until it says that it is done, then `text`."""

    source: str
    _lines: list[Line] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _runs: Runs = field(default_factory=list)
    _open: Counter[str] = field(default_factory=Counter)
    _looks: dict[str, Look] = field(default_factory=dict)
    _unseen: str = ""
    _depth: int = 0
    _gap: bool = False
    _marker: str = ""

    def __post_init__(self) -> None:
        self._frames = [_Frame("")]
        self._tokens = _TOKEN.finditer(self.source)

    def go_on(self, seconds: float) -> bool:
        """Read on for so long at most; whether all was read."""
        stop = perf_counter() + seconds
        for n, token in enumerate(self._tokens, 1):
            self._take(token)
            if n % _STEP == 0 and perf_counter() > stop:
                return False
        self._end_line()
        while self._tables:
            self._end_table()
        return True

    def text(self) -> str:
        """What was read."""
        parts: list[str] = []
        for line in self._lines:
            if parts:
                parts.append("\n\n" if line.is_apart else "\n")
            parts.append(line.text)
        return "".join(parts)

    # --- tags -----------------------------------------------------------------------------------------

    def _take(self, token: re.Match[str]) -> None:
        text = token["text"]
        if text is not None:
            if not self._unseen:
                self._say(html.unescape(text) if "&" in text else text)
            return
        name = token["name"]
        if name is None:
            return
        name = name.lower()
        if self._unseen:
            self._pass_by(name, is_end=bool(token["end"]))
        elif token["end"]:
            self._close(name)
        else:
            self._begin(name, self._look(token["said"]))

    def _pass_by(self, name: str, *, is_end: bool) -> None:
        """Go on past what is not seen, to its end; the body ends a head that nobody ended."""
        if name == self._unseen:
            # A paragraph holds no other: one that begins has ended the one before.
            self._depth += -1 if is_end else name != "p"
        if not self._depth or (name == "body" and self._unseen == "head"):
            self._unseen = ""

    def _begin(self, name: str, look: Look) -> None:
        if name == "br":
            self._break()
        elif name in _VOID:
            if name == "hr":
                self._end_line()
        elif look.is_hidden or name in _UNSEEN:
            self._unseen, self._depth = name, 1
        else:
            if name in _BLOCKS:
                self._end_line()
                self._begin_block(name, look)
            self._push(name, look)

    def _push(self, name: str, look: Look) -> None:
        around = self._frames[-1]
        bold = name in {"b", "strong"} or around.bold if look.bold is None else look.bold
        self._frames.append(
            _Frame(
                name,
                bold=bold or name in _HEADINGS,
                is_marker=look.is_marker or around.is_marker,
                is_pre=name == "pre" or around.is_pre,
                is_apart=name in _APART and not look.is_word and around.item is None,
                item=self._item_of(name, look, around),
            )
        )
        self._open[name] += 1
        if self._frames[-1].is_apart:
            self._gap = True

    def _item_of(self, name: str, look: Look, around: _Frame) -> _Item | None:
        if name == "li":
            depth, number = len(self._lists), ""
            if self._lists:
                self._lists[-1].count += 1
                number = f"{self._lists[-1].count}. " if self._lists[-1].is_numbered else ""
            return _item(depth, number)
        if name in _CELLS:
            return None
        return _item(look.level) if look.level else around.item

    def _begin_block(self, name: str, look: Look) -> None:
        table = self._tables[-1] if self._tables else None
        if name in _LISTS:
            self._lists.append(_List(_LISTS[name]))
        elif name == "table" and len(self._tables) < _MOST_TABLES:
            if table is not None:
                table.is_layout = True
            self._tables.append(Table())
        elif table is not None and name == "tr":
            table.end_row()
        elif table is not None and name in _CELLS:
            table.begin_cell(look.across, look.down)

    def _close(self, name: str) -> None:
        if name not in _BLOCKS:
            self._pop(name)
            return
        self._end_line()
        gone = self._pop(name)
        if gone is not None and gone.is_apart:
            self._gap = True
        table = self._tables[-1] if self._tables else None
        if name in _LISTS and self._lists:
            self._lists.pop()
        elif table is not None and name in _CELLS:
            table.end_cell()
        elif table is not None and name == "tr":
            table.end_row()
        elif table is not None and name == "table":
            self._end_table()

    def _pop(self, name: str) -> _Frame | None:
        """Close a tag and what was left open in it; one that is not open closes nothing."""
        if not self._open[name]:
            return None
        while True:
            gone = self._frames.pop()
            self._open[gone.name] -= 1
            if gone.name == name:
                return gone

    def _look(self, said: str) -> Look:
        look = self._looks.get(said)
        if look is None:
            look = self._looks[said] = looked_up(said) if said.strip("/ ") else Look()
        return look

    # --- words ----------------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        frame = self._frames[-1]
        if frame.is_marker:
            self._marker += text
        elif frame.is_pre:
            for n, row in enumerate(text.split("\n")):
                if n:
                    self._break()
                self._runs.append((row, frame.bold))
        else:
            self._runs.append((_BLANKS.sub(" ", text), frame.bold))

    def _break(self) -> None:
        if not self._end_line():
            self._gap = True

    def _end_line(self) -> bool:
        """End a row; whether there was one."""
        runs, self._runs = self._runs, []
        marker, self._marker = self._marker.strip("\u00a0 \t\r\n"), ""
        words = "".join(text for text, _ in runs)
        if not words.strip():
            # A row of a blank that does not break is how Word writes an empty one.
            self._gap |= "\u00a0" in words
            return False
        item = self._frames[-1].item
        found = _BULLET.match(words)
        if found:
            runs = without(runs, found.end())
            if item is None:
                item = _item(1 + _DEEPER.get(found[1] or found[2] or "", 0))
        if item is not None and _NUMBERED.fullmatch(marker):
            item.lead += f"{marker} "
        line = Line((item.take() if item else "") + marked(runs), is_apart=self._gap and item is None)
        self._gap = False
        self._put(line)
        return True

    def _put(self, *lines: Line) -> None:
        if self._tables:
            self._tables[-1].add(*lines)
        else:
            self._lines += lines

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._put(*table.lines())
        self._gap = True


def _item(depth: int, number: str = "") -> _Item:
    before = _INDENT * (max(1, depth) - 1)
    return _Item(f"{before}- {number}", f"{before}{_INDENT}")
