"""What a report prints of collateral: contact and source, to a MAPPA meeting alone.

Whoever else may hear of it reads the sentence of the divergence, and nothing of the record.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.sharing import Audience
from app.domain.kinds.collateral.content import Collateral, is_under_conditions, title
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written

TOLD_TO: Final = frozenset({"mappa"})


def block(told: Written[Collateral], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part."""
    content = told.content
    if audience.code in TOLD_TO and content.contact and not is_under_conditions(content):
        rests_on = shares(content, "agency", "contact", "covers")
        yield Placed(
            part=Part.BODY,
            name="collateral",
            block=Paragraph(text=title(content), plain=True, share=rests_on),
            every=True,
        )
