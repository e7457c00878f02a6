"""How each block of a document is drawn: one table from the type of a block to the flowables that it becomes."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus import Table as Grid

from app.charts import trend
from app.domain.records.blocks import Block, Cell, Chart, Course, Facts, Heading, Notice, Paragraph, Table
from app.reports import charted
from app.reports.pdf import lettering, prose
from app.reports.pdf.flowables import Figure, Prose, WideHeading, side_heading
from app.reports.pdf.styles import CELL, CELL_NAME, FACT, NOTE, ROW, ROW_NAME, WIDE_HEADING, WIDTH
from app.reports.pdf.tables import pairs, table
from app.reports.pdf.tagging import Element

_SPARK_WIDTH, _SPARK_HEIGHT = 45.0, 13.0
_BESIDE: Final = 54.0
"""What stands beside a heading goes to the next page with it unless there is so much room."""
_BELOW, _ENOUGH = 40.0, 180.0
"""So much a heading across the page takes, and so much of what stands below it stays with it."""


def section(heading: Heading | None, blocks: Sequence[Block], root: Element) -> list[Any]:
    """A heading with what stands below it; what is as wide as the page has its heading over it."""
    across = heading is not None and (
        heading.across or any(isinstance(each, Table | Chart | Facts) for each in blocks)
    )
    body = [flowable for each in blocks for flowable in _DRAWN[type(each)](each, root)]
    if heading is None:
        return body
    title = _known(heading.text, heading)
    return _over(title, body, root) if across else beside(title, body, root)


def beside(title: str, body: list[Any], root: Element) -> list[Any]:
    """A section whose heading stands in the side column, as far down as it reaches."""
    heading = side_heading(lettering.markup(title), root)
    short = heading.depth() - _reach(body, heading.depth())
    return [CondPageBreak(_BESIDE), heading, *body, *([Spacer(1, short)] if short > 0 else [])]


def _over(title: str, body: list[Any], root: Element) -> list[Any]:
    heading = WideHeading(lettering.markup(title), WIDE_HEADING)
    heading.element = Element("H2", root)
    figure = max((each.chart.height for each in body if isinstance(each, Figure)), default=0)
    room = _BELOW + (figure + 2 if figure else min(_reach(body, _ENOUGH), _ENOUGH))
    return [CondPageBreak(room), heading, *body]


def _reach(body: list[Any], enough: float) -> float:
    """How far down it reaches on a page without end; not looked at further than is enough.

    Breaking lines takes as long as drawing them: it is left out where a line for each text is enough.
    """
    high = float(sum(map(_least, body)))
    if high >= enough:
        return high
    high = 0.0
    for each in body:
        high += each.wrap(WIDTH, 1e6)[1]
        if high >= enough:
            break
    return high


def _least(flowable: Any) -> float:
    """What it reaches down at least: a line, or one for each row."""
    if isinstance(flowable, Grid):
        return len(flowable._cellvalues) * float(ROW.leading)  # noqa: SLF001 - ReportLab has no public count of rows
    return float(flowable.style.leading) if isinstance(flowable, Prose) else 0.0


def _known(text: str, block: Block) -> str:
    return f"{block.known} {text}".strip()


def _paragraph(block: Paragraph, root: Element) -> list[Any]:
    label = _known(block.label, block)
    if not block.small:
        return prose.blocks(block.text, root, label=label, plain=block.plain)
    return _read_as_text(prose.cell(block.text, NOTE, label=label, plain=block.plain), root)


def _notice(block: Notice, root: Element) -> list[Any]:
    return prose.blocks(block.text, root, alert=True, label=_known(block.label, block))


def _facts(block: Facts, root: Element) -> list[Any]:
    cells = [_read_as_text(prose.cell(text, FACT, label=label), root) for label, text in block.answers]
    return [*_said_before(block, root), *([pairs(cells)] if cells else []), Spacer(1, 4)]


def _read_as_text(made: Prose | list[Prose], root: Element) -> list[Prose]:
    """Text that stands in a cell for the sake of its place alone: it is read as text."""
    pieces = made if isinstance(made, list) else [made]
    for each in pieces:
        each.element = Element("P", root)
    return pieces


def _table(block: Table, root: Element) -> list[Any]:
    days = [point.day for row in block.rows for one in row if isinstance(one, Course) for point in one.points]
    span = (min(days), max(days)) if days else None
    courses = sorted({n for row in block.rows for n, one in enumerate(row) if isinstance(one, Course)})
    closer = [
        style
        for n in courses
        for style in (("TOPPADDING", (n, 1), (n, -1), 1.2), ("BOTTOMPADDING", (n, 1), (n, -1), 0))
    ]
    rows = [[_cell(one, n, span, plain=block.plain) for n, one in enumerate(row)] for row in block.rows]
    whole = sum(block.widths)
    widths = [each * WIDTH / whole for each in block.widths]
    return [*_said_before(block, root), table(block.heads, rows, widths, root, closer)]


def _said_before(block: Block, root: Element) -> list[Any]:
    """How it is known, where that has to be said of what is no text."""
    return [prose.line(block.known, NOTE, root)] if block.known else []


def _cell(one: Cell, column: int, span: tuple[date, date] | None, *, plain: bool) -> Any:
    if isinstance(one, Course):
        return _spark(one, span) if span and one.points else ""
    style, name = (ROW, ROW_NAME) if plain else (CELL, CELL_NAME)
    if isinstance(one, Paragraph):
        return prose.cell(one.text, style, label=_known(one.label, one), plain=one.plain)
    return prose.cell(one, style if column else name, plain=plain or not column)


def _spark(course: Course, span: tuple[date, date]) -> Figure:
    """A small drawing, which the cell around it marks."""
    drawn = trend.spark(
        charted.series(course), width=_SPARK_WIDTH, height=_SPARK_HEIGHT, start=span[0], end=span[1]
    )
    return Figure(drawn, Element("Figure", None, alt=charted.said_of(course)), marked_by_table=True)


def _chart(block: Chart, root: Element) -> list[Any]:
    drawn = charted.charted(block, WIDTH, lettering.text_width)
    return [
        *_said_before(block, root),
        Spacer(1, 4),
        Figure(drawn.drawing, Element("Figure", root, alt=block.words)),
        Spacer(1, 8),
        CondPageBreak(80),
        prose.line(charted.caption(block, drawn), NOTE, root),
        *_table(block.table, root),
    ]


_DRAWN: Final[dict[type, Callable[[Any, Element], list[Any]]]] = {
    Paragraph: _paragraph,
    Facts: _facts,
    Table: _table,
    Chart: _chart,
    Notice: _notice,
}
