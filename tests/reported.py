"""What a report says where."""

from app.domain.reports.document import Document
from app.reports.draw_text import passages


def below(document: Document, heading: str) -> list[str]:
    """The texts that stand below a heading."""
    found = [each.text for each in passages(document) if each.place == heading]
    assert found, f"there is no {heading}"
    return found[1:]
