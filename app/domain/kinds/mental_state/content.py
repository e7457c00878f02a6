"""Mental state: what was seen and said on one day, and capacity for the decisions that were asked about."""

from dataclasses import dataclass
from typing import Final

from app.domain.fields.answers import NOT_ASSESSED, YES_NO
from app.domain.fields.declare import Choice, Direction, choice, date, line, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.fields.spec import specs
from app.domain.values.dates import ClinicalDate

REMARKABLE: Final = "remarkable"
UNREMARKABLE: Final = "unremarkable"
NOT_EXAMINED: Final = "not_examined"
FOUND = (
    Choice(UNREMARKABLE, "Unremarkable"),
    Choice(REMARKABLE, "Remarkable"),
    Choice(NOT_EXAMINED, "Not examined"),
)
ASPECTS: Final = (
    "appearance",
    "speech",
    "mood",
    "thought_form",
    "thought_content",
    "perception",
    "cognition",
    "insight",
    "sleep",
)


@dataclass(frozen=True, kw_only=True)
class Capacity(Row):
    """Capacity for one decision: it is of a decision and a time (Mental Capacity Act 2005, sections 2 and 3)."""

    decision: str = line("Decision", share=Share.DIAGNOSIS, needed=True)
    has: str = choice("Has capacity", (*YES_NO, NOT_ASSESSED), share=Share.DIAGNOSIS, needed=True)
    because: str = text(
        "Because",
        share=Share.DIAGNOSIS,
        needed=True,
        hint="Help given; what the person can and cannot do",
    )
    on: ClinicalDate | None = date("On", Direction.PAST, share=Share.DIAGNOSIS, needed=True)


@dataclass(frozen=True, kw_only=True)
class MentalState:
    """One examination."""

    state: str = text(
        "Mental state", share=Share.DIAGNOSIS, long=True, needed=True, section="What was seen and said"
    )
    of_victim: str = text(
        "Thoughts of the victim",
        share=Share.DIAGNOSIS,
        only_to=frozenset({"mappa"}),
        hint="Codes; it leaves health to a MAPPA meeting alone",
    )

    appearance: str = choice(
        "Appearance and behaviour", FOUND, share=Share.DIAGNOSIS, needed=True, section="One by one"
    )
    speech: str = choice("Speech", FOUND, share=Share.DIAGNOSIS, needed=True)
    mood: str = choice("Mood", FOUND, share=Share.DIAGNOSIS, needed=True)
    thought_form: str = choice("Form of thought", FOUND, share=Share.DIAGNOSIS, needed=True)
    thought_content: str = choice("Content of thought", FOUND, share=Share.DIAGNOSIS, needed=True)
    perception: str = choice("Perception", FOUND, share=Share.DIAGNOSIS, needed=True)
    cognition: str = choice("Cognition", FOUND, share=Share.DIAGNOSIS, needed=True)
    insight: str = choice("Insight", FOUND, share=Share.DIAGNOSIS, needed=True)
    sleep: str = choice("Sleep", FOUND, share=Share.DIAGNOSIS, needed=True)

    capacity: tuple[Capacity, ...] = rows("Capacity", Capacity, share=Share.DIAGNOSIS, section="Capacity")


def found(state: MentalState, answer: str) -> str:
    """The aspects of that answer, in lower case: "mood, sleep"."""
    labels = {spec.name: spec.label.lower() for spec in specs(MentalState)}
    return ", ".join(labels[name] for name in ASPECTS if getattr(state, name) == answer)


def title(state: MentalState) -> str:
    """What was remarkable, and what was not looked at: "Mental state: remarkable in mood; not examined: sleep"."""
    told = []
    if remarkable := found(state, REMARKABLE):
        told.append(f"remarkable in {remarkable}")
    elif found(state, UNREMARKABLE):
        told.append("nothing remarkable")
    if unexamined := found(state, NOT_EXAMINED):
        told.append(f"not examined: {unexamined}" if told else "not examined")
    return f"Mental state: {'; '.join(told)}" if told else "Mental state"
