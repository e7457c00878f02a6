"""What every report says at its head."""

from app.domain.reports.document import Document
from app.domain.values.dates import ClinicalDate


def byline(document: Document) -> str:
    """When and by whom it was prepared, and of what."""
    day = ClinicalDate.of(document.prepared_at.date()).show()
    who = ", ".join(each for each in (document.author.name, document.author.registration) if each)
    of = f"from records signed up to {document.records_to}" if document.records_to else "of no signed record"
    return f"Prepared {day} by {who} {of}"


def identity(document: Document) -> list[tuple[str, str]]:
    """Who it is about: label and value."""
    person = document.person
    numbers = [(one.label, one.value) for one in person.identifiers]
    return [("Name", person.name), ("Born", person.born), *numbers, ("Case", document.reference)]
