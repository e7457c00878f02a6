"""What a report prints of a section: how the person is held or discharged; for others whom to ask."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience, Share
from app.domain.kinds.mental_health_act.clock import AFTERCARE
from app.domain.kinds.mental_health_act.content import MentalHealthAct
from app.domain.kinds.mental_health_act.facets import ending
from app.domain.kinds.mental_health_act.status import Status, status
from app.domain.kinds.parts.condition import headings, of_conditions
from app.domain.kinds.parts.running import known
from app.domain.records.blocks import Event, Paragraph, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written

_WHOLE: Final = frozenset({"mappa", "court", "gp"})
_ASK: Final = frozenset({"panel", "probation"})
_NO_CONDITIONS: Final = frozenset({"gp"})
"""A letter to a practice may be read in a waiting room: it has what bears on the care."""
_LABEL: Final = "Mental Health Act"
_ASKS: Final = "Detained or discharged with conditions: ask the responsible clinician."
_TOLD: Final = ("section", "from_on", "ends", "restricted", "ended_on")


def block(held: Written[MentalHealthAct], audience: Audience, on: date) -> Iterator[Placed]:
    """Its part, while it holds, and for who is told all of it its place on the time axis."""
    content = held.content
    if not content.section:
        return
    is_whole = _is_told_whole(content, audience)
    if is_whole and (starts := known(content.from_on)) is not None:
        end, in_words = ending(content)
        label, share = said(content, "section"), shares(content, *_TOLD)
        event = Event(mark=Mark.HELD, start=starts, end=end, label=label, ending=in_words, share=share)
        yield Placed(part=Part.AXIS, name="held", block=event, every=True)
    if content.ended_on is not None:
        return
    if is_whole:
        text, told = _whole(content, audience, on)
    elif audience.code in _ASK and content.section != AFTERCARE:
        text, told = _ASKS, shares(content, "section")
    else:
        return
    line = Paragraph(label=_LABEL, text=text, plain=True, share=told)
    yield Placed(part=Part.LAW, name="custody", block=line, every=True, lines=1)


def _is_told_whole(content: MentalHealthAct, audience: Audience) -> bool:
    """Whether an audience hears what it is: by its policy, or because the person or the Ministry agreed."""
    if audience.code in _WHOLE:
        return True
    # Where that was not agreed, or the author let nothing of a diagnosis in, none of it is here.
    return audience.code in _ASK and bool(content.restricted)


def _whole(content: MentalHealthAct, audience: Audience, on: date) -> tuple[str, tuple[Share, ...]]:
    stands = status(content, on)
    since = f" since {day.show()}" if (day := known(content.from_on)) else ""
    restricted = ", restricted" if content.restricted == "yes" else ""
    until = _until(content, is_over=stands is Status.RUN_OUT)
    binds = audience.code not in _NO_CONDITIONS and stands is not Status.RUN_OUT
    terms = headings(content.conditions, on) if binds else ""
    share = {*shares(content, *_TOLD), *(of_conditions(content.conditions) if terms else ())}
    text = f"{said(content, 'section')}{since}{until}{restricted}"
    return f"{text}: {terms}." if terms else f"{text}.", tuple(sorted(share))


def _until(content: MentalHealthAct, *, is_over: bool) -> str:
    if (day := known(content.ends)) is None:
        return ""
    return f"; ran out on {day.show()} unless renewed" if is_over else f", until {day.show()}"
