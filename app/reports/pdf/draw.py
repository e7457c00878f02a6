"""Draws any document as a tagged PDF with an empty signature field."""

import io
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from pikepdf import ObjectStreamMode, Pdf
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.doctemplate import LayoutError

from app.charts.primitives import BOLD
from app.domain.records.blocks import Block, Heading
from app.domain.reports.document import Document
from app.reports.opening import byline, identity
from app.reports.pdf import frame, lettering, metadata, prose, structure
from app.reports.pdf.blocks import beside, section
from app.reports.pdf.flowables import Prose, SignatureBox, side_heading
from app.reports.pdf.stamp import HEIGHT, WIDTH
from app.reports.pdf.styles import BODY, BYLINE, CELL, TITLE, WIDE_HEADING
from app.reports.pdf.styles import WIDTH as PAGE
from app.reports.pdf.tables import banner
from app.reports.pdf.tagging import Element

FIELD: Final = "Author"
ATTACHMENT: Final = "report.json"


@dataclass(frozen=True, slots=True)
class Built:
    """An unsigned report: its bytes, and the field that waits for a signature on a page counted from 0."""

    pdf: bytes
    pages: int
    signature_field: str
    signature_page: int
    signature_box: tuple[float, float, float, float]


def draw_pdf(document: Document, attachment: bytes) -> Built:
    """Draw the document; the same arguments give the same bytes.

    `attachment` is the document's canonical JSON and is embedded as it is.
    """
    root = Element("Document", None)
    box = SignatureBox(WIDTH, HEIGHT)
    drawn, canvas = _draw(document, story(document, root, box))
    about = metadata.About(title(document), document.author.name, document.id, document.prepared_at)
    said = metadata.Attachment(ATTACHMENT, "application/json", f"{document.title} for machines", attachment)
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        words = f"Signature of {document.author.name}, author of this document"
        field = structure.SignatureField(FIELD, words, box.page, box.box)
        structure.write(pdf, root, canvas.marked, field)
        metadata.describe(pdf, about)
        metadata.attach(pdf, said, document.prepared_at)
        out = io.BytesIO()
        pdf.save(out, min_version="1.7", deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
        return Built(out.getvalue(), len(pdf.pages), FIELD, box.page, box.box)


def title(document: Document) -> str:
    """Return the title for metadata: the case, never the person."""
    return f"{document.title}, case {document.reference}"


def story(document: Document, root: Element, box: SignatureBox) -> list[Any]:
    """Return everything the report shows, in reading order."""
    return [
        prose.line(document.title, TITLE, root, "H1"),
        prose.line(byline(document), BYLINE, root),
        Spacer(1, 8),
        _identity(document, root),
        *beside("Prepared for", _recipient(document, root), root),
        *(flowable for heading, body in _sections(document) for flowable in section(heading, body, root)),
        *_signature(document, root, box),
    ]


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


def furniture(document: Document) -> frame.Furniture:
    """Return what stands on every page."""
    person = document.person
    identity = [
        person.name,
        f"born {person.born}",
        *(f"{one.label} {one.value}" for one in person.identifiers),
    ]
    recipient = document.recipient
    return frame.Furniture(
        marking=document.marking,
        person=" · ".join(identity),
        reference=document.reference,
        recipient=", ".join(part for part in (recipient.name, recipient.meeting) if part),
        document=document.id,
        ledger=f"Ledger head {document.ledger.head[:16]} at {document.ledger.size:,} entries",
    )


def _identity(document: Document, root: Element) -> Any:
    facts = identity(document)
    # A name of hundreds of letters breaks inside its half and leaves the others room.
    needs = [
        min(16 + max(lettering.text_width(text, CELL.fontSize, BOLD) for text in fact), PAGE / 2)
        for fact in facts
    ]
    widths = [need * PAGE / sum(needs) for need in needs]
    return banner([_fact(label, value, root) for label, value in facts], widths)


def _fact(label: str, value: str, root: Element) -> Prose:
    """Return a value under its lighter label (NHS CUI: label lighter than value, no colon)."""
    made = Prose(
        f'<font size="7.5" color="#4c5f6b">{lettering.markup(label)}</font><br/><b>{lettering.markup(value)}</b>',
        CELL,
    )
    made.element = Element("P", root)
    return made


def _recipient(document: Document, root: Element) -> list[Prose]:
    who = document.recipient
    return [
        prose.labelled(who.name, f", {who.meeting}" if who.meeting else "", BODY, root),
        prose.line(f"{who.purpose}.", BODY, root),
    ]


def _signature(document: Document, root: Element, box: SignatureBox) -> list[Any]:
    """Return who answers for the report, beside the box their signature is to stand in; kept on one page."""
    who = document.author
    name = prose.labelled(who.name, "", BODY, root)
    role = prose.line(", ".join(part for part in (who.role, who.registration) if part), BODY, root)
    texts = sum(each.wrap(PAGE, 1e6)[1] + BODY.spaceAfter for each in (name, role))
    gap = BODY.spaceAfter
    needed = WIDE_HEADING.spaceBefore + texts + gap + box.height
    return [CondPageBreak(needed), side_heading("Author", root), name, role, Spacer(1, gap), box]


def _draw(document: Document, flowables: list[Any]) -> tuple[bytes, frame.FramedCanvas]:
    """Let ReportLab draw, and return its bytes with the canvas that counted the marked content."""
    made: list[frame.FramedCanvas] = []
    canvas_class = frame.framed(furniture(document))

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
