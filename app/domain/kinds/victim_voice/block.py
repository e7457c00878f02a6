"""What a report prints of a victim's voice: what they agreed to, for the audiences that they agreed to."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.parts.voice import ALONE, OWN
from app.domain.kinds.victim_voice.content import VictimVoice
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate

_STALE: Final = timedelta(days=90)
_OLD: Final = " (more than 90 days ago)"


_SAFETY: Final = {"same": "As safe as before", "not_said": "How safe they feel: not said"}
"""Where the answer by itself would be of nothing."""
_MET: Final = frozenset({"indirect", "direct"})
"""Of which it is told when it was."""


def block(voice: Written[VictimVoice], audience: Audience, on: date) -> Iterator[Placed]:
    """Its part: nothing where the victim did not agree, and nothing that shows that there is something."""
    content = voice.content
    if ALONE.intersection(content.consent) or audience.code not in content.consent or not content.words:
        return
    given = content.given_on or voice.event
    text = f"{content.victim}, through the advocate, {given.show()}{_age(given, on)}: {_worded(content)}"
    told = shares(
        content,
        *("victim", "given_on", "words", "whose", "safety_now", "contact_since", "contact_when"),
        *("impact", "wants"),
    )
    yield Placed(part=Part.VICTIM, name="voice", block=Paragraph(text=text, share=told), every=True, lines=3)


def _worded(content: VictimVoice) -> str:
    """Only a victim's own words stand in quotation marks."""
    words = f"“{content.words}”" if content.whose == OWN else content.words
    more = (
        f"{_SAFETY.get(content.safety_now) or said(content, 'safety_now')}." if content.safety_now else "",
        _contact(content),
        content.impact,
        f"Wants: {content.wants}" if content.wants else "",
    )
    return " ".join(part for part in (words, *more) if part)


def _contact(content: VictimVoice) -> str:
    """What contact there was, and when, where that was said."""
    day = content.contact_when if content.contact_since in _MET else None
    when = f", {day.show()}" if day and day.is_known else ""
    return f"Contact since: {said(content, 'contact_since').lower()}{when}." if content.contact_since else ""


def _age(given: ClinicalDate, on: date) -> str:
    last = given.latest()
    return _OLD if last is not None and on - last > _STALE else ""
