"""What a report prints of a spell of custody: how long it lasted."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.custody.content import Custody
from app.domain.kinds.custody.facets import ending
from app.domain.records.blocks import Event, Paragraph, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written


def block(custody: Written[Custody], _: Audience, __: date) -> Iterator[Placed]:
    """Its part."""
    content = custody.content
    if content.starts:
        label = ", ".join(word for word in (said(content, "status"), content.establishment) if word)
        rests_on = shares(content, "starts", "ends", "expected_release", "status", "establishment")
        end, in_words = ending(custody)
        event = Event(
            mark=Mark.HELD, start=content.starts, end=end, label=label, ending=in_words, share=rests_on
        )
        yield Placed(part=Part.AXIS, name="held", block=event, every=True)
    if content.starts and content.ends is None:
        text = f"{label} since {content.starts.show()}."
        block = Paragraph(text=text, plain=True, share=shares(content, "starts", "status", "establishment"))
        yield Placed(part=Part.LAW, name="custody", block=block, every=True, lines=1)
