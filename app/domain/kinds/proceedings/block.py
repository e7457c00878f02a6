"""What a report prints of proceedings: the index offence with its last step."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience, Share
from app.domain.kinds.proceedings.content import Proceedings, last_step
from app.domain.records.blocks import Event, Paragraph, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from app.domain.values.markup import one_line


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
    yield from _steps(proceedings, told)


def _steps(proceedings: Written[Proceedings], told: tuple[Share, ...]) -> Iterator[Placed]:
    """Each step with its day, of which offence, and how that stands today."""
    content = proceedings.content
    last = last_step(content)
    sentenced = [each for each in content.steps if each.step == "sentenced"]
    for each in content.steps:
        # One text says what was passed in the end: of an earlier sentence it would not be true.
        passed = content.sentence if each in sentenced[-1:] else ""
        event = Event(
            mark=Mark.MILESTONE,
            start=each.on or ClinicalDate(),
            label=said(each, "step"),
            words="; ".join(
                part for part in (said(content, "offence"), each.court, one_line(passed)) if part
            ),
            stands=said(last, "step").lower() if last else "",
            source=proceedings.heading.source,
            share=told,
        )
        yield Placed(part=Part.AXIS, name="step", block=event, every=True)
