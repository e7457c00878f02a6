"""What a report prints of a section: how the person is held or discharged; for others whom to ask."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.mental_health_act.content import CONDITIONAL, MentalHealthAct
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written

_WHOLE: Final = frozenset({"mappa", "court", "gp"})
_ASK: Final = frozenset({"panel", "probation"})


def block(held: Written[MentalHealthAct], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part, while it holds."""
    content = held.content
    if not content.section or content.ended_on is not None:
        return
    if audience.code in _WHOLE:
        since = (content.from_on or held.event).show()
        ends = f", until {content.ends.show()}" if content.ends else ""
        restricted = ", restricted" if content.restricted == "yes" else ""
        text = f"{said(content, 'section')} since {since}{ends}{restricted}."
        told = shares(content, "section", "from_on", "ends", "restricted")
    elif audience.code in _ASK:
        how = "Discharged with conditions" if content.section == CONDITIONAL else "Detained"
        text, told = f"{how}: ask the responsible clinician.", shares(content, "section")
    else:
        return
    yield Placed(part=Part.LAW, name="custody", block=Paragraph(text=text, share=told), every=True, lines=1)
