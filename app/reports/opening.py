"""What every report says at its head."""

from app.domain.reports.document import Document
from app.domain.values.dates import ClinicalDate


def byline(document: Document) -> str:
    """How far it can be relied on, when and by whom it was prepared."""
    who, day = document.author, ClinicalDate.of(document.prepared_at.date()).show()
    return f"{document.status}. Prepared {day} by {', '.join(part for part in (who.name, who.role) if part)}."


def identity(document: Document) -> list[tuple[str, str]]:
    """Who it is about: label and value."""
    person = document.person
    numbers = [(one.label, one.value) for one in person.identifiers]
    return [("Name", person.name), ("Born", person.born), *numbers, ("Case", document.reference)]
