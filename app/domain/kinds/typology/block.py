"""What a report prints of a typology: the opinion in one line, its date and how surely, and what else was weighed."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.parts.typology import besides
from app.domain.kinds.typology.content import Typology, to_victims
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written

_NOT_TOLD = frozenset({"gp", "person"})
_BESIDES = ("weighed", "seen", "recon", "zona")
"""What is said of it besides; what speaks for and against it stays in health."""


def block(opinion: Written[Typology], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts."""
    content = opinion.content
    if audience.code in _NOT_TOLD or not content.motivation:
        return
    words = "; ".join(part for part in (said(content, "motivation"), to_victims(content)) if part)
    held = f"held {opinion.event.show()}, " if opinion.event.is_known else ""
    sure = said(content, "confidence").lower() or "not given"
    shown = Paragraph(
        text=f"{words} ({held}confidence {sure})",
        plain=True,
        share=shares(content, "motivation", "relationship", "victims", "confidence"),
    )
    yield Placed(part=Part.HEALTH, name="typology", block=shown, lines=2)
    yield besides(content, *_BESIDES)
