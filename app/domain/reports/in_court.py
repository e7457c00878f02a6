"""What every paper for a court says of its author: the treating clinician, or an expert instructed by whom."""

from collections.abc import Iterator
from typing import Final

from app.domain.records.blocks import Block, Heading, Paragraph
from app.domain.reports.lines import Page

COURT: Final = "court"
TREATING, EXPERT = "treating", "expert"
STANDINGS: Final = {TREATING: "The treating clinician", EXPERT: "An expert instructed for the proceedings"}
"""In which standing an author writes for a court, by code."""
DECLARATION: Final = "Declaration and statement of truth"
"""What an expert signs besides (CrimPR 19.4, CPR 35, FPR 25): the words are their service's own."""


def author_said(page: Page) -> str:
    """In which standing the author writes, in one sentence."""
    if page.request.standing == EXPERT:
        return f"The author is an expert instructed by {page.request.instructed_by.rstrip('.')}."
    return "The author is the treating clinician, not an expert instructed."


def declared(page: Page) -> Iterator[Block]:
    """The declaration of an expert, word for word."""
    if page.request.standing == EXPERT:
        yield Heading(text=DECLARATION)
        yield Paragraph(text=page.request.declaration)
