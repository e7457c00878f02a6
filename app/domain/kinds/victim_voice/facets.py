"""What a victim's voice means to the case: whether there was contact, as the advocate gave it."""

from collections.abc import Iterator

from app.domain.fields.sharing import Share
from app.domain.kinds.parts.voice import ALONE, NAMED
from app.domain.kinds.victim_voice.content import VictimVoice
from app.domain.records.facets import Facet, Reported, Work, WorkDone
from app.domain.records.written import Written

_ADVOCATE = "advocate"


def facets(voice: Written[VictimVoice]) -> Iterator[Facet]:
    """What other pages read of it, where the reader is admitted."""
    content = voice.content
    yield WorkDone(what=Work.VOICE, on=content.given_on or voice.event)
    if content.contact_since not in {"", "not_asked"}:
        when = content.contact_when or content.given_on or voice.event
        agreed = (
            ()
            if ALONE.intersection(content.consent)
            else tuple(each for each in content.consent if each != NAMED)
        )
        yield Reported(
            first=when,
            last=when,
            contact=content.contact_since,
            source=_ADVOCATE,
            heard=content.given_on,
            share=Share.VOICE,
            told_to=agreed,
        )
