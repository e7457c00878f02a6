"""What a report prints of a spell of custody: how long it lasted."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.custody.content import Custody
from app.domain.records.blocks import Event, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written


def block(custody: Written[Custody], _: Audience, __: date) -> Iterator[Placed]:
    """Its part."""
    told = custody.content
    if told.starts:
        label = ", ".join(word for word in (said(told, "status"), told.establishment) if word)
        rests_on = shares(told, "starts", "ends", "status", "establishment")
        event = Event(mark=Mark.HELD, start=told.starts, end=told.ends, label=label, share=rests_on)
        yield Placed(part=Part.AXIS, name="held", block=event, every=True)
