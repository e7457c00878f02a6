"""Reads HTML: what it shows, what it does not show, and its source."""

from html.parser import HTMLParser
from typing import Final

from app.apart.reading.plain import decoded
from app.apart.reading.sink import FIELD, PICTURES, Sink

_LINES: Final = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "caption",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *(
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "head",
            "header",
            "hr",
            "html",
        ),
        *(
            "legend",
            "li",
            "main",
            "nav",
            "ol",
            "option",
            "p",
            "pre",
            "section",
            "select",
            "summary",
            "table",
            "tbody",
        ),
        *("textarea", "tfoot", "thead", "title", "tr", "ul"),
    )
)
_CELLS: Final = frozenset(("td", "th"))
_CODE: Final = frozenset(("script", "style"))
_PICTURES: Final = "data:image/"


def read_html(document: bytes, sink: Sink, charset: str = "") -> None:
    """Read a page. Raises NotRead for what is no text."""
    read_html_text(decoded(document, charset), sink)


def read_html_text(source: str, sink: Sink) -> None:
    """Read a page that is a text already."""
    page = _Page()
    page.feed(source)
    page.close()
    sink.say("", "".join(page.shown), unit="line")
    sink.say("what does not show", "\n".join(page.beside))
    sink.say("the source", source, unit="line", again=True)
    if page.pictures:
        sink.miss("", PICTURES, page.pictures)


class _Page(HTMLParser):
    """Pieces of one line are joined with nothing between: a tag in the middle of a name parts nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.beside: list[str] = []
        self.pictures = 0
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line or cell begins; what its attributes say does not show."""
        self._edge(tag)
        self._code += tag in _CODE
        for _, value in attrs:
            if value and value.lstrip().lower().startswith(_PICTURES):
                self.pictures += 1
            elif value:
                self.beside.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As one that begins; it holds nothing."""
        self.handle_starttag(tag, attrs)
        self._code -= tag in _CODE

    def handle_endtag(self, tag: str) -> None:
        """A line or cell ends."""
        self._edge(tag)
        self._code -= tag in _CODE and self._code > 0

    def handle_data(self, data: str) -> None:
        """A piece of text, or of what the page does."""
        (self.beside if self._code else self.shown).append(data)

    def handle_comment(self, data: str) -> None:
        """What its author wrote for nobody."""
        self.beside.append(data)

    def handle_decl(self, decl: str) -> None:
        """What it says that it is."""
        self.beside.append(decl)

    def handle_pi(self, data: str) -> None:
        """What it says to a program."""
        self.beside.append(data)

    def unknown_decl(self, data: str) -> None:
        """What is written for another program."""
        self.beside.append(data)

    def _edge(self, tag: str) -> None:
        if tag in _LINES:
            self.shown.append("\n")
        elif tag in _CELLS:
            self.shown.append(FIELD)
