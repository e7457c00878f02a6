"""What a report prints of proceedings: the index offence with its last step."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.proceedings.content import Proceedings, last_step
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written


def block(proceedings: Written[Proceedings], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part; nothing for a practice."""
    content = proceedings.content
    last = last_step(content)
    if audience.code == "gp" or not content.offence:
        return
    stands = f"{said(last, 'step').lower()} {last.on.show()}" if last and last.on else "no step recorded"
    sentence = f" {content.sentence}" if content.sentence else ""
    text = f"{said(content, 'offence')}: {stands}.{sentence}"
    told = shares(content, "offence", "index", "steps", "sentence")
    name = "index_offence" if content.index == "yes" else "offence"
    yield Placed(part=Part.LAW, name=name, block=Paragraph(text=text, share=told), every=True, lines=2)
