"""Marked content and the structure tree of a tagged PDF, gathered while ReportLab draws.

ReportLab writes no tags itself. Every piece of content is drawn between BDC and EMC operators that carry a
number (ISO 32000-1, 14.6 and 14.7); the elements those numbers belong to form a tree, which
`app.reports.pdf.structure` writes. Elements join the tree when they are first drawn, so the tree is in reading
order and holds nothing undrawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.reports.pdf.lettering import LetteredCanvas

if TYPE_CHECKING:
    from collections.abc import Sequence


class Element:
    """A node of the structure tree; `content` mixes elements and (page, number) pairs of marked content."""

    __slots__ = ("actual", "alt", "bbox", "content", "joined", "parent", "scope", "tag")

    def __init__(
        self, tag: str, parent: Element | None, *, alt: str = "", scope: str = "", actual: str = ""
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.alt = alt
        self.scope = scope
        self.actual = actual
        self.bbox: tuple[float, float, float, float] | None = None
        self.content: list[Element | tuple[int, int]] = []
        self.joined = parent is None

    def move(self, parent: Element) -> None:
        """Put an element that has not been drawn yet under another parent."""
        self.parent = parent
        self.joined = False

    def join(self) -> None:
        """Take the place in the tree that the reading order now gives."""
        if not self.joined and self.parent is not None:
            self.parent.join()
            self.parent.content.append(self)
            self.joined = True


class TaggedCanvas(LetteredCanvas):
    """A canvas that counts marked content by page; `marked[page][number]` is the element it belongs to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.marked: list[list[Element]] = []

    def begin(self, element: Element) -> None:
        """Open marked content of an element."""
        page = self.getPageNumber() - 1
        while len(self.marked) <= page:
            self.marked.append([])
        numbers = self.marked[page]
        element.join()
        element.content.append((page, len(numbers)))
        self._code.append(f"/{element.tag} <</MCID {len(numbers)}>> BDC")
        numbers.append(element)

    def begin_artifact(self, kind: str = "Layout") -> None:
        """Open content that is no part of the text: rules, tints, page furniture."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")

    def end(self) -> None:
        """Close what was opened last."""
        self._code.append("EMC")


class RowTagger:
    """Tags a table while it is drawn; one serves all parts of a table split over pages.

    Header rows are repeated on each page as artifacts. `row_headers` makes the first column name its row.
    """

    def __init__(self, table: Element, *, row_headers: bool = True, heads: Sequence[str] = ()) -> None:
        self.table = table
        self.heads = heads
        """Heads of columns that exist in the tags alone."""
        self.row_headers = row_headers
        self.row: Element | None = None
        self.header = False
        self.begun = False

    def __call__(self, table: Any, event: str, *details: Any) -> None:
        """Receive what ReportLab's table is about to draw."""
        canvas = table.canv
        if not isinstance(canvas, TaggedCanvas):
            return
        if event in {"startBG", "startLines"}:
            canvas.begin_artifact()
        elif event in {"endBG", "endLines"}:
            canvas.end()
        elif event == "startRow":
            self._say_heads()
            self.header = details[0] < table.repeatRows
            self.row = None if self.header and self.begun else Element("TR", self.table)
        elif event == "startCell":
            self._start_cell(canvas, details[1], details[2])
        elif event == "endCell":
            canvas.end()
        elif event == "endTable":
            self.begun = True

    def _say_heads(self) -> None:
        if self.heads:
            row = Element("TR", self.table)
            for head in self.heads:
                Element("TH", row, scope="Column", actual=head).join()
            self.heads = ()

    def _start_cell(self, canvas: TaggedCanvas, column: int, value: Any) -> None:
        if self.row is None:
            canvas.begin_artifact("Pagination")
            return
        scope = "Column" if self.header else "Row" if column == 0 and self.row_headers else ""
        cell = Element("TH" if scope else "TD", self.row, scope=scope)
        inside = value if isinstance(value, list | tuple) else (value,)
        nested = next((one.element for one in inside if getattr(one, "element", None)), None)
        if nested is None:
            canvas.begin(cell)
            return
        nested.move(cell)
        canvas.begin(nested)


class LayoutTagger:
    """For a table used only to place things: the cells carry their own elements, the table none."""

    def __init__(self) -> None:
        self.background = {"startBG", "startLines"}

    def __call__(self, table: Any, event: str, *_: Any) -> None:
        """Receive what ReportLab's table is about to draw."""
        canvas = table.canv
        if not isinstance(canvas, TaggedCanvas):
            return
        if event in self.background:
            canvas.begin_artifact()
        elif event in {"endBG", "endLines"}:
            canvas.end()
