"""The panel health summary as a tagged PDF with an empty signature field."""

import io
from dataclasses import dataclass
from typing import Any

from pikepdf import ObjectStreamMode, Pdf
from reportlab.platypus.doctemplate import LayoutError

from app.domain.reports.panel import PanelSummary
from app.reports.pdf import frame, metadata, sections, structure
from app.reports.pdf.flowables import SignatureBox
from app.reports.pdf.stamp import HEIGHT, WIDTH
from app.reports.pdf.tagging import Element

FIELD = "Author"
ATTACHMENT = "panel-summary.json"


@dataclass(frozen=True, slots=True)
class Built:
    """An unsigned report: its bytes, and the field that waits for a signature on a page counted from 0."""

    pdf: bytes
    pages: int
    signature_field: str
    signature_page: int
    signature_box: tuple[float, float, float, float]


def build(summary: PanelSummary, attachment: bytes) -> Built:
    """Build the report; the same arguments give the same bytes.

    `attachment` is the summary's canonical JSON and is embedded as it is.
    """
    root = Element("Document", None)
    box = SignatureBox(WIDTH, HEIGHT)
    drawn, canvas = _draw(summary, story(summary, root, box))
    about = metadata.About(title(summary), summary.author.name, summary.document_id, summary.created)
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        words = f"Signature of {summary.author.name}, author of this summary"
        field = structure.SignatureField(FIELD, words, box.page, box.box)
        structure.write(pdf, root, canvas.marked, field)
        metadata.describe(pdf, about)
        metadata.attach(
            pdf,
            metadata.Attachment(ATTACHMENT, "application/json", "The same summary for machines", attachment),
            summary.created,
        )
        out = io.BytesIO()
        pdf.save(out, min_version="1.7", deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
        return Built(out.getvalue(), len(pdf.pages), FIELD, box.page, box.box)


def title(summary: PanelSummary) -> str:
    """Return the title for metadata: the case, never the person."""
    return f"Panel health summary, case {summary.reference}"


def story(summary: PanelSummary, root: Element, box: SignatureBox) -> list[Any]:
    """Return everything the report shows, in reading order."""
    return [
        *sections.opening(summary, root),
        *sections.opinion(summary, root),
        *sections.advice(summary, root),
        *sections.closing(summary, root),
        *sections.signature(summary, root, box),
    ]


def furniture(summary: PanelSummary) -> frame.Furniture:
    """Return what stands on every page."""
    person = summary.person
    identity = [
        person.name,
        f"born {person.born}",
        *(f"{one.label} {one.value}" for one in person.identifiers),
    ]
    recipient = summary.recipient
    return frame.Furniture(
        marking=summary.marking,
        person=" · ".join(identity),
        reference=summary.reference,
        recipient=", ".join(part for part in (recipient.name, recipient.meeting) if part),
        document=summary.document_id,
        ledger=f"Ledger head {summary.ledger.head[:16]} at {summary.ledger.size:,} entries",
    )


def _draw(summary: PanelSummary, flowables: list[Any]) -> tuple[bytes, frame.FramedCanvas]:
    """Let ReportLab draw, and return its bytes with the canvas that counted the marked content."""
    made: list[frame.FramedCanvas] = []
    canvas_class = frame.framed(furniture(summary))

    def canvas(*args: Any, **options: Any) -> frame.FramedCanvas:
        made.append(canvas_class(*args, **options))
        return made[-1]

    buffer = io.BytesIO()
    try:
        frame.document(buffer, title(summary), summary.author.name).build(flowables, canvasmaker=canvas)
    except (LayoutError, ValueError):
        # ReportLab quotes the text it could not place, and an exception may end up in a log.
        message = "a part of the summary is too large for a page"
        raise RuntimeError(message) from None
    return buffer.getvalue(), made[-1]
