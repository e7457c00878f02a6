"""How each block of a document is drawn: one table from the type of a block to the flowables that it becomes."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus import Table as Grid

from app.charts import trend
from app.charts.primitives import Drawing
from app.domain.records.blocks import (
    Block,
    Cell,
    Chart,
    Course,
    Facts,
    Heading,
    Linked,
    Notice,
    Paragraph,
    Table,
)
from app.domain.values.markup import first_sentence
from app.reports import charted, linked_pictures
from app.reports.pdf import lettering, prose
from app.reports.pdf.flowables import Figure, Prose, Turn, WideHeading, side_heading
from app.reports.pdf.fonts import SEMIBOLD
from app.reports.pdf.long_table import LongTable
from app.reports.pdf.styles import (
    ANSWER,
    BODY,
    CELL,
    CELL_NAME,
    FACT,
    FLAG,
    FRAME_HEADING,
    FRAMED,
    NOTE,
    PAGE_ROOM,
    READ_CELL,
    ROW,
    ROW_NAME,
    SIDE,
    WIDE_HEADING,
    WIDTH,
)
from app.reports.pdf.tables import (
    FRAME_LEFT,
    FRAME_RIGHT,
    WholeRows,
    abreast,
    begins_at_the_left,
    framed,
    pairs,
    table,
)
from app.reports.pdf.tagging import Element

_SPARK_WIDTH, _SPARK_HEIGHT = 45.0, 13.0
_BESIDE: Final = 32.0
"""What stands beside a heading goes to the next page with it unless there is so much room."""
_NARROW, _GUTTER = 69 * mm, 4 * mm
_MOST_BESIDE, _SHORT, _TALLEST = 6, 1500, 240.0
"""So many rows stand beside texts, of so many letters each, that are no taller together."""
_BY: Final = 29.5 * mm
"""The room for a date at the right of the frame."""
_BELOW, _ENOUGH = 40.0, 180.0
"""So much a heading across the page takes, and so much of what stands below it stays with it."""


def section(heading: Heading | None, blocks: Sequence[Block], root: Element) -> list[Any]:
    """A heading with what stands below it; what is as wide as the page has its heading over it."""
    is_text = bool(blocks) and isinstance(blocks[0], Paragraph | Notice)
    across = heading is not None and (
        heading.across
        or (not is_text and any(isinstance(each, Table | Chart | Linked | Facts) for each in blocks))
    )
    if heading is None:
        return _drawn(blocks, root)
    title = _known(heading.text, heading)
    first, others = (blocks[0], blocks[1:]) if blocks else (None, blocks)
    if isinstance(first, Table) and first.framed and first.rows:
        return [*_framed(title, first, root), *_drawn(others, root)]
    body = _drawn(blocks, root)
    turned = [Turn()] if heading.turns else []
    return [*turned, *(_over(title, body, root) if across else beside(title, body, root))]


def _drawn(blocks: Sequence[Block], root: Element) -> list[Any]:
    """The blocks one after the other; a table stands beside the texts before it if it is to and both are short."""
    out: list[Any] = []
    at = 0
    for n, each in enumerate(blocks):
        if _is_beside(each):
            texts = [flowable for one in blocks[at:n] for flowable in _DRAWN[type(one)](one, root)]
            out += _side_by_side(texts, each, root)
            at = n + 1
    return [*out, *(flowable for each in blocks[at:] for flowable in _DRAWN[type(each)](each, root))]


def _is_beside(block: Block) -> bool:
    return isinstance(block, Table) and block.beside and len(block.rows) <= _MOST_BESIDE


def _side_by_side(texts: list[Any], block: Block, root: Element) -> list[Any]:
    left = WIDTH - _NARROW - _GUTTER
    high = sum(
        each.wrap(left, 1e6)[1] for each in texts if isinstance(each, Prose) and len(each.text) < _SHORT
    )
    is_short = all(isinstance(each, Prose) and len(each.text) < _SHORT for each in texts)
    if not texts or not is_short or high > _TALLEST or not isinstance(block, Table):
        return [*texts, *_table(block, root)]  # type: ignore[arg-type] # it is a table, or this is not asked
    row = abreast([texts, "", _table(block, root, _NARROW)], [left, _GUTTER, _NARROW])
    return [row]


def _framed(title: str, block: Table, root: Element) -> list[Any]:
    """The heading and the rows in one frame: names at the left, what is by when at the right."""
    heading = WideHeading(lettering.markup(title), FRAME_HEADING)
    heading.framed, heading.element = True, Element("H2", root)
    room = WIDTH - FRAME_LEFT - FRAME_RIGHT
    if len(block.widths) == 1:
        # Rows without a name are texts as wide as the frame.
        texts = [[_framed_cell(one, 1, plain=block.plain) for one in row] for row in block.rows]
        return [*_said_before(block, root), framed(heading, block.heads, texts, [room], root)]
    first, last = SIDE - FRAME_LEFT, _BY
    shares = block.widths[1:-1]
    inner = room - first - (last if len(block.widths) > 1 else 0)
    widths = [first, *(each * inner / sum(shares) for each in shares), last][: len(block.widths)]
    rows = [[_framed_cell(one, n, plain=block.plain) for n, one in enumerate(row)] for row in block.rows]
    return [*_said_before(block, root), framed(heading, block.heads, rows, widths, root)]


def _framed_cell(one: Cell, column: int, *, plain: bool) -> Any:
    if column == 0 and isinstance(one, Paragraph):
        small = f'<br/><font size="8.5">{lettering.markup(one.text)}</font>' if one.text else ""
        name = lettering.markup(_known(one.label, one))
        return Prose(f'<font face="{SEMIBOLD}">{name}</font>{small}', CELL)
    made = _cell(one, column, None, plain=plain)
    if isinstance(one, Paragraph) and not one.text and isinstance(made, Prose):
        made.style = ParagraphStyle("by when", made.style, alignment=TA_RIGHT)
    return made


def beside(title: str, body: list[Any], root: Element) -> list[Any]:
    """A section whose heading stands in the side column, as far down as it reaches."""
    heading = side_heading(lettering.markup(title), root)
    # What is as wide as the page begins below the heading, of however many lines that is.
    at = next((n for n, each in enumerate(body) if begins_at_the_left(each)), len(body))
    short = heading.depth() - _reach(body[:at], heading.depth())
    room = [Spacer(1, short)] if short > 0 else []
    return [CondPageBreak(_BESIDE), heading, *body[:at], *room, *body[at:]]


def _over(title: str, body: list[Any], root: Element) -> list[Any]:
    heading = WideHeading(lettering.markup(title), WIDE_HEADING)
    heading.element = Element("H2", root)
    figure = max((each.chart.height for each in body if isinstance(each, Figure)), default=0)
    room = _BELOW + (figure + 2 if figure else min(_reach(body, _ENOUGH), _ENOUGH))
    # What asks for more than a page has would look for it on page after page.
    return [CondPageBreak(min(room, PAGE_ROOM)), heading, *body]


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
    if block.small:
        made = _read_as_text(prose.cell(block.text, NOTE, label=label, plain=block.plain), root)
    elif block.answer:
        made = prose.blocks(_answering(block.text), root, label=label, plain=block.plain, style=ANSWER)
    else:
        style = FLAG if block.flag else BODY
        made = prose.blocks(block.text, root, label=label, plain=block.plain, style=style)
    for each in made:
        each.stale = block.stale
    if block.flag and made:
        made[0].pennant = Element("Span", made[0].element, actual="Open red flag")
    return made


def _answering(text: str) -> str:
    """The first sentence stands out: it answers, and the rest says why."""
    first = first_sentence(text)
    is_plain = text.startswith(first) and "*" not in text and "\n" not in first
    return f"**{first}**{text[len(first) :]}" if first and is_plain else text


def _notice(block: Notice, root: Element) -> list[Any]:
    label = _known(block.label, block)
    made = prose.blocks(block.text, root, alert=True, label=label, style=FRAMED)
    return [Spacer(1, 5), *made, Spacer(1, 4)]


def _facts(block: Facts, root: Element) -> list[Any]:
    cells = [_read_as_text(prose.cell(text, FACT, label=label), root) for label, text in block.answers]
    return [*_said_before(block, root), *([pairs(cells)] if cells else []), Spacer(1, 4)]


def _read_as_text(made: Prose | list[Prose], root: Element) -> list[Prose]:
    """Text that stands in a cell for the sake of its place alone: it is read as text."""
    pieces = made if isinstance(made, list) else [made]
    for each in pieces:
        each.element = Element("P", root)
    return pieces


def _table(block: Table, root: Element, width: float = WIDTH) -> list[Any]:
    days = [point.day for row in block.rows for one in row if isinstance(one, Course) for point in one.points]
    span = (min(days), max(days)) if days else None
    courses = sorted({n for row in block.rows for n, one in enumerate(row) if isinstance(one, Course)})
    closer = [
        style
        for n in courses
        for style in (("TOPPADDING", (n, 1), (n, -1), 1.2), ("BOTTOMPADDING", (n, 1), (n, -1), 0))
    ]
    style = READ_CELL if block.read else None
    rows = [
        [_cell(one, n, span, plain=block.plain, style=style) for n, one in enumerate(row)]
        for row in block.rows
    ]
    whole = sum(block.widths)
    widths = [each * width / whole for each in block.widths]
    if block.read:
        closer += [("TOPPADDING", (0, 1), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 1), (-1, -1), 3)]
    if block.beside:
        closer += [("RIGHTPADDING", (0, 0), (-1, -1), 1)]
    made_as = LongTable if block.read else WholeRows
    made = table(block.heads, rows, widths, root, closer, made_as)
    if isinstance(made, LongTable):
        made.root = root
    return [*_said_before(block, root), made]


def _said_before(block: Block, root: Element) -> list[Any]:
    """How it is known, where that has to be said of what is no text."""
    return [prose.line(block.known, NOTE, root)] if block.known else []


def _cell(
    one: Cell,
    column: int,
    span: tuple[date, date] | None,
    *,
    plain: bool,
    style: ParagraphStyle | None = None,
) -> Any:
    if isinstance(one, Course):
        return _spark(one, span) if span and one.points else ""
    usual, name = (ROW, ROW_NAME) if plain else (CELL, CELL_NAME)
    style, name = style or usual, style or name
    if isinstance(one, Paragraph):
        return prose.cell(one.text, style, label=_known(one.label, one), plain=one.plain, step=one.step)
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
        Figure(drawn.drawing, Element("Figure", root, alt=block.words)),
        *(each for one in drawn.further for each in _further(one, block, root)),
        CondPageBreak(80),
        prose.line(charted.caption(block, drawn), NOTE, root),
        *_table(block.table, root),
    ]


def _further(drawing: Drawing, block: Chart, root: Element) -> list[Any]:
    """More courses of the same days, under the head of its own."""
    return [Spacer(1, 8), Figure(drawing, Element("Figure", root, alt=f"{block.words} Further courses."))]


def _linked(block: Linked, root: Element) -> list[Any]:
    drawn = linked_pictures.pictured(block, WIDTH, lettering.text_width)
    out = _said_before(block, root)
    for n, drawing in enumerate(drawn.drawings):
        # Who cannot see them hears all of it once.
        words = f"{block.words} Picture {n + 1} of {len(drawn.drawings)}." if n else block.words
        out += [Figure(drawing, Element("Figure", root, alt=words)), Spacer(1, 6)]
    caption = prose.line(linked_pictures.caption(block, drawn), NOTE, root)
    return [*out, CondPageBreak(80), caption, *_table(block.table, root)]


_DRAWN: Final[dict[type, Callable[[Any, Element], list[Any]]]] = {
    Paragraph: _paragraph,
    Facts: _facts,
    Table: _table,
    Chart: _chart,
    Linked: _linked,
    Notice: _notice,
}
