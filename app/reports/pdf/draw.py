"""Draws any document as a tagged PDF, with an empty signature field or as a copy that nobody signs."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from math import ceil
from typing import Any, Final

from pikepdf import ObjectStreamMode, Pdf
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.doctemplate import LayoutError

from app.domain.records.blocks import Block, Heading, Paragraph
from app.domain.reports.document import Document
from app.reports.opening import byline
from app.reports.pdf import fonts, frame, letter, lettering, metadata, prose, structure
from app.reports.pdf.blocks import section
from app.reports.pdf.flowables import Place, Prose, Rule, SignatureBox
from app.reports.pdf.stamp import HEIGHT, WIDTH, awaited
from app.reports.pdf.styles import (
    BESIDE_TITLE,
    BODY,
    BYLINE,
    HEADING,
    PAGE_ROOM,
    PERSON,
    TITLE,
)
from app.reports.pdf.styles import WIDTH as PAGE
from app.reports.pdf.tables import abreast
from app.reports.pdf.tagging import Element

FIELD: Final = "Author"
SECOND_FIELD: Final = "Countersignature"
_NOT_SIGNED: Final = "Working copy, not signed: it cannot be checked. The record is in Casework."
_ASK: Final = "To check: ask us for our fingerprint sheet."
LETTER: Final = "Letter"
"""What a letter is called, in its file and on its pages."""
ATTACHMENT: Final = "report.json"
_BETWEEN: Final = 6.0
"""Between two signatures."""
_APART, _SHORT, _TALLEST = 12.0, 2500, 260.0
"""Between the signature and what stands beside it, which is of so many letters a text and no taller."""


@dataclass(frozen=True, slots=True)
class Built:
    """An unsigned report: its bytes, and the field that waits for a signature on a page counted from 0.

    What has to stand on the first page runs `over` it by so many lines, or leaves so many if below nought; `longest` is
    its longest part.
    """

    pdf: bytes
    pages: int
    signature_field: str
    signature_page: int
    signature_box: tuple[float, float, float, float]
    over: int = 0
    longest: str = ""


def draw_pdf(document: Document, attachment: bytes) -> Built:
    """Draw the document; the same arguments give the same bytes.

    `attachment` is the document's canonical JSON and is embedded as it is, but in a letter: that has no case in it.
    """
    root = Element("Document", None)
    box, places = SignatureBox(WIDTH, HEIGHT), Places()
    second = SignatureBox(WIDTH, HEIGHT) if document.countersigner else None
    around = furniture(document, root)
    drawn, canvas = _draw(document, _pages(document, root, box, places, second), around)
    said = metadata.Attachment(ATTACHMENT, "application/json", f"{document.title} for machines", attachment)
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        words = f"Signature of {document.author.name}, author of this document"
        field = structure.SignatureField(FIELD, words, box.page, box.box)
        structure.write(pdf, root, canvas.marked, field, *_countersigning(document, second))
        metadata.describe(pdf, _about(document))
        if document.letter is None:
            metadata.attach(pdf, said, document.prepared_at)
        pages = len(pdf.pages)
        made = _saved(pdf)
    return Built(made, pages, FIELD, box.page, box.box, places.over(), places.longest())


def draw_copy(document: Document) -> bytes:
    """Draw the document without a place to sign and without an attachment; the same document gives the same bytes."""
    root = Element("Document", None)
    around = furniture(document, root, signed=False)
    drawn, canvas = _draw(document, story(document, root, None), around)
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        structure.write(pdf, root, canvas.marked)
        metadata.describe(pdf, _about(document))
        return _saved(pdf)


def _pages(
    document: Document, root: Element, box: SignatureBox, places: "Places", second: SignatureBox | None
) -> list[Any]:
    if document.letter is not None:
        return letter.story(document, document.letter, root, box)
    return story(document, root, box, places, second)


def _countersigning(document: Document, box: SignatureBox | None) -> Iterator[structure.SignatureField]:
    """The place for a second signature, where one is asked for."""
    if box is not None:
        words = f"Countersignature of {document.countersigner}"
        shown = awaited(document.countersigner)
        yield structure.SignatureField(SECOND_FIELD, words, box.page, box.box, shown)


def _about(document: Document) -> metadata.About:
    creator = metadata.CREATOR if document.letter is None else metadata.UNNAMED
    return metadata.About(title(document), document.author.name, document.id, document.prepared_at, creator)


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, min_version="1.7", deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
    return out.getvalue()


def title(document: Document) -> str:
    """Return the title for metadata: the case, never the person; of a letter that it is one."""
    if document.letter is not None:
        return LETTER
    return f"{document.title}, case {document.reference}"


def story(
    document: Document,
    root: Element,
    box: SignatureBox | None,
    places: "Places | None" = None,
    second: SignatureBox | None = None,
) -> list[Any]:
    """Return everything the report shows, in reading order; without a box nobody signs it.

    `second` is the place of a countersignature, below that of the author.
    """
    places = places or Places()
    out = _head(document, root)
    *sections, last = _sections(document) or [(None, [])]
    if box is None or not (last[0] and last[0].signed):
        sections, last = [*sections, last], (None, [])
    for heading, blocks in sections:
        lines, body = _of_the_head(blocks, root) if heading is None else ([], blocks)
        out += lines
        out += [*places.before(heading), *section(heading, body, root)]
    if box is None:
        return out
    boxes = [box, *((second,) if second else ())]
    return [*out, *places.before(None), *_signature(*last, root, boxes)]


class Places:
    """Where each section begins, and where the first page has to end."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, Place]] = []
        self.turned: Place | None = None

    def before(self, heading: Heading | None) -> list[Place]:
        """What notes where a section begins."""
        if heading is None:
            return []
        place = Place()
        self.begun.append((heading.text, place))
        if heading.turns and self.turned is None:
            # What stands before it ends here, on whichever page that is.
            self.turned = place
        return [place]

    def over(self) -> int:
        """How many lines the first page runs over; below nought, how many are left on it."""
        at = self.turned
        if at is None:
            return 0
        line = float(BODY.leading)
        return -int(at.room // line) if at.page == 0 else ceil((at.page * PAGE_ROOM - at.room) / line)

    def longest(self) -> str:
        """The section of the first page that takes most of it."""
        high: dict[str, float] = {}
        for (name, begins), (_, ends) in pairwise(self.begun):
            if begins is self.turned:
                break
            high[name] = (ends.page - begins.page) * PAGE_ROOM + begins.room - ends.room
        return max(high, key=lambda name: high[name], default="")


def _sections(document: Document) -> list[tuple[Heading | None, list[Block]]]:
    """The blocks, each heading with what stands below it."""
    number, found = 0, []
    for each in document.blocks:
        number += isinstance(each, Heading)
        found.append((number, each))
    sections: list[tuple[Heading | None, list[Block]]] = []
    for _, numbered in groupby(found, key=lambda one: one[0]):
        blocks = [each for _, each in numbered]
        first = blocks[0]
        sections.append((first, blocks[1:]) if isinstance(first, Heading) else (None, blocks))
    return sections


def furniture(document: Document, root: Element, *, signed: bool = True) -> frame.Furniture:
    """Return what stands on every page; its marking is the first that is read out under the root."""
    marking, check = Element("P", root), Element("P", root)
    if document.marking:
        marking.join()
    if document.letter is not None:
        return frame.Furniture(
            marking=document.marking,
            person=document.letter.running,
            report=LETTER,
            document=document.id[:18],
            check=_ASK,
            spoken=(marking, check),
        )
    return frame.Furniture(
        marking=document.marking,
        person=document.person.name,
        reference=document.reference,
        report=", ".join(each for each in (document.title, document.reader) if each),
        document=document.id[:18],
        ledger=f"ledger {document.ledger.head[:16]}, {document.ledger.size:,}",
        check=frame.TO_CHECK if signed else _NOT_SIGNED,
        spoken=(marking, check),
    )


def _head(document: Document, root: Element) -> list[Any]:
    """What it is and for whom, who it is about, and when, by whom and of what it was made."""
    about, to = document.person, document.recipient
    # A title and what stands beside it break inside their halves, however long they are.
    for_whom = " · ".join(each for each in (f"Case {document.reference}", to.name, to.meeting) if each)
    numbers = "".join(f" · {one.label} {one.value}" for one in about.identifiers)
    name = Prose(
        f'<font face="{fonts.SEMIBOLD}" size="11.5">{lettering.markup(about.name)}</font>'
        f"   born {lettering.markup(about.born + numbers)}",
        PERSON,
    )
    name.element = Element("P", root)
    title = [prose.line(document.title, TITLE, root, "H1")]
    # As wide as it is, up to half of the page: a title in two lines takes one of the answer's.
    wide = lettering.text_width(document.title, TITLE.fontSize, bold=True) + 2
    left = max(PAGE * 0.42, min(wide, PAGE / 2))
    beside = [prose.line(each, BESIDE_TITLE, root) for each in (for_whom, document.author.service) if each]
    return [
        abreast([title, beside], [left, PAGE - left]),
        name,
        prose.line(byline(document), BYLINE, root),
        prose.line(f"Purpose: {to.purpose}", BYLINE, root),
    ]


def _of_the_head(blocks: list[Block], root: Element) -> tuple[list[Any], list[Block]]:
    """The lines that a report begins with before its first heading, as wide as the page, and what comes after them."""
    lines = list(takewhile(_is_line, blocks))
    drawn = [_line_of(each, root) for each in lines if isinstance(each, Paragraph)]
    return drawn, blocks[len(lines) :]


def _line_of(line: Paragraph, root: Element) -> Prose:
    if not line.label:
        return prose.line(line.text, BYLINE, root)
    return prose.labelled(line.label, f" {line.text}", BYLINE, root)


def _is_line(block: Block) -> bool:
    """Whether it is one plain line, of ours, or one with a label."""
    if not isinstance(block, Paragraph) or "\n" in block.text:
        return False
    return block == Paragraph(
        text=block.text, label=block.label, plain=True, cites=block.cites, share=block.share
    )


def _signature(
    heading: Heading | None, blocks: list[Block], root: Element, boxes: list[SignatureBox]
) -> list[Any]:
    """Return how it is to be handled, beside the boxes where the signatures of who answers for it are to stand."""
    tall = sum(each.height for each in boxes) + _BETWEEN * (len(boxes) - 1)
    stacked = [part for each in boxes for part in (Spacer(1, _BETWEEN), each)][1:]
    if heading is None:
        return [CondPageBreak(tall), *stacked]
    body = section(None, blocks, root)
    title = prose.line(heading.text, HEADING, root, "H2")
    texts = [title, *body]
    for each in texts:
        if isinstance(each, Prose):
            each.style = ParagraphStyle("beside the signature", each.style, leftIndent=0, bulletIndent=0)
    left = PAGE - WIDTH - _APART
    is_short = all(isinstance(each, Prose) and len(each.text) < _SHORT for each in texts)
    high = sum(each.wrap(left, 1e6)[1] + BODY.spaceAfter for each in texts) if is_short else 0
    if not is_short or high > _TALLEST:
        return [Spacer(1, 6), *texts, CondPageBreak(tall), *stacked]
    return [CondPageBreak(max(high, tall) + 7), Rule(), abreast([texts, stacked], [left + _APART, WIDTH])]


def _draw(
    document: Document, flowables: list[Any], around: frame.Furniture
) -> tuple[bytes, frame.FramedCanvas]:
    """Let ReportLab draw, and return its bytes with the canvas that counted the marked content."""
    made: list[frame.FramedCanvas] = []
    canvas_class = frame.framed(around)

    def canvas(*args: Any, **options: Any) -> frame.FramedCanvas:
        made.append(canvas_class(*args, **options))
        return made[-1]

    buffer = io.BytesIO()
    try:
        frame.document(buffer, title(document), document.author.name).build(flowables, canvasmaker=canvas)
    except (LayoutError, ValueError):
        # ReportLab quotes the text it could not place, and an exception may end up in a log.
        message = "a part of the report is too large for a page"
        raise RuntimeError(message) from None
    return buffer.getvalue(), made[-1]
