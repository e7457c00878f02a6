"""What a consultation means to its case: red flags, what to heed before contact, and who was told."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.parts.earlier_flag import raised
from app.domain.kinds.parts.scenario import watched
from app.domain.kinds.parts.told import tellings
from app.domain.records.facets import Caution, Coded, Facet, Notification
from app.domain.records.written import Written

_BEFORE_CONTACT = "The consultation says what to heed before anybody contacts the person: read it first."


def facets(consultation: Written[Consultation]) -> Iterator[Facet]:
    """What other pages read of a consultation."""
    content = consultation.content
    if content.before_contact:
        yield Caution(words=_BEFORE_CONTACT)
    yield Coded(field="motivation", answer=content.motivation)
    yield Coded(field="relationship", answer=content.relationship)
    yield Coded(field="awareness", answer=content.awareness)
    yield from raised(content.earlier_flags, consultation.event)
    yield from watched(content.scenarios, consultation.heading.series)
    yield from tellings(content.received, "The advice", consultation.heading.author)
    for row in content.earlier_received:
        yield Notification(
            row=row.row,
            to=said(row, "agency"),
            what="The advice",
            on=row.sent_on,
            by=consultation.heading.author,
        )
