"""Document: a report, letter or picture that came in, kept in the sealed store with what it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.fields.answers import AGENCIES
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, KeptFile, choice, date, file, text
from app.domain.fields.sharing import Share
from app.domain.records.kind import WorkedOut
from app.domain.values.dates import ClinicalDate

SORTS = (
    Choice("report", "Report"),
    Choice("letter", "Letter"),
    Choice("court", "Court document"),
    Choice("police", "Police document"),
    Choice("photo", "Photograph"),
    Choice("form", "Form"),
    Choice("other", "Other document"),
)
_SECTION = "The document"


@dataclass(frozen=True, kw_only=True)
class Document:
    """The document itself, and what is said of it."""

    file: KeptFile | None = file("Document", share=Share.CONTEXT, needed=True, section=_SECTION)
    sort: str = choice("Sort", SORTS, share=Share.CONTEXT, needed=True, searched=True)
    source: str = choice("From", AGENCIES, share=Share.CONTEXT, needed=True, searched=True)
    dated: ClinicalDate | None = date(
        "Dated", Direction.PAST, share=Share.CONTEXT, needed=True, hint="The date that it bears"
    )
    what: str = text(
        "What it is", share=Share.CONTEXT, needed=True, hint="What it says, as far as it matters here"
    )


def title(document: Document) -> str:
    """Sort, source, date and size, and never its name: "Court document, court, dated 12-Aug-2026 (PDF, 1.4 MB)"."""
    source = said(document, "source")
    dated = f"dated {document.dated.show()}" if document.dated else ""
    parts = (said(document, "sort"), f"{source[:1].lower()}{source[1:]}" if source else "", dated)
    words = ", ".join(part for part in parts if part) or "Document"
    return f"{words} ({document.file.told})" if document.file else words


def worked_out(document: Document) -> Iterator[WorkedOut]:
    """By what anybody can tell that a copy is this document."""
    if document.file is not None:
        yield WorkedOut("Its bytes", "SHA-256", document.file.digest)
