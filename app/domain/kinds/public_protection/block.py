"""What a report prints of public protection: one line where the chair consents, and else whom to ask."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.sharing import Audience
from app.domain.kinds.public_protection.content import MAPPA, PublicProtection, is_not_eligible, status_line
from app.domain.records.blocks import Paragraph, Part, Placed, paragraph, shares
from app.domain.records.written import Written

_HEARD_BY: Final = frozenset({"panel", "mappa", "police", "probation"})
ASK: Final = "Public protection status: ask the lead agency."


def block(held: Written[PublicProtection], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts. That MAPPA was considered and did not apply is our own fact."""
    content = held.content
    if audience.code not in _HEARD_BY or not content.sort:
        return
    told = shares(content, "sort", "category", "level", "lead", "next_review", "ended_on")
    if is_not_eligible(content):
        day = content.from_on or held.event
        text = f"MAPPA considered on {day.show()}, not eligible."
    else:
        own = audience.code == MAPPA and content.sort == MAPPA
        text = f"{status_line(content)}." if own or content.chair_consent == "given" else ASK
        if own and content.our_part:
            yield Placed(part=Part.ASKS, name="our_part", block=paragraph(content, "our_part"), every=True)
    yield Placed(
        part=Part.LAW, name="public_protection", block=Paragraph(text=text, share=told), every=True, lines=1
    )
