"""What a report prints of a safety plan: all of it to the person; to a few others that there is one, and of when."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.sharing import Audience
from app.domain.fields.spec import specs
from app.domain.kinds.safety_plan.content import SafetyPlan
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written

_PERSON: Final = "person"
_THAT_THERE_IS_ONE: Final = frozenset({"gp", "mappa"})
_BY_ASK: Final = "panel"
"""Hears it where the author lets in what is the person's own."""


def block(plan: Written[SafetyPlan], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts. That it exists is all that others hear: what it says is the person's."""
    if audience.code == _PERSON:
        for spec in specs(SafetyPlan):
            value = getattr(plan.content, spec.name)
            text = value if isinstance(value, str) else value.show() if value else ""
            if text:
                said = Paragraph(label=spec.label, text=text, share=shares(plan.content, spec.name))
                yield Placed(part=Part.BODY, name=f"safety_plan_{spec.name}", block=said)
    elif audience.code in _THAT_THERE_IS_ONE or (audience.code == _BY_ASK and plan.content.signs):
        made = f", made {plan.event.show()}" if plan.event.is_known else ""
        told = shares(plan.content, "signs") if audience.code == _BY_ASK else ()
        exists = Paragraph(text=f"A safety plan exists{made}.", plain=True, share=told)
        yield Placed(part=Part.HEALTH, name="safety_plan", block=exists, lines=1)
