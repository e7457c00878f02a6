"""The parts of a panel summary, out of the blocks that the kinds gave: which of them is heard, and how it is put.

No kind is known here: a part is found by its name, and where several records give it, by rank and by date.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from app.domain.records.blocks import Block, Event, Facts, Paragraph, Part, Placed, Profile
from app.domain.records.facets import Mark
from app.domain.reports.panel import (
    Action,
    Advice,
    Aware,
    Confidence,
    Contact,
    Dimension,
    Engagement,
    Fixation,
    Incident,
    Rating,
    Scenario,
    Session,
    Spell,
    TimeAxis,
    Treatment,
    Typology,
    When,
)
from app.domain.values.dates import ClinicalDate

B = TypeVar("B", bound=Block)
_ON_AXIS = 4


@dataclass(frozen=True)
class Given:
    """A block that a record gave."""

    kind: str
    record_id: str
    placed: Placed


@dataclass(frozen=True)
class Parts:
    """Reads what was given, newest record first; what the audience does not get is not in it."""

    given: tuple[Given, ...]
    newest: dict[str, str]
    """The newest record of each kind."""

    def _heard(self, part: Part, name: str) -> list[Placed]:
        """What stands at a place, by rank, then newest first; of a kind its newest record's, unless each counts."""
        heard = [
            each.placed
            for each in self.given
            if (each.placed.part, each.placed.name) == (part, name)
            and (each.placed.every or self.newest[each.kind] == each.record_id)
        ]
        return sorted(heard, key=lambda placed: placed.rank)

    def _blocks(self, block: type[B], part: Part, name: str) -> list[B]:
        """The blocks of a place that are of one class."""
        return [each.block for each in self._heard(part, name) if isinstance(each.block, block)]

    def _text(self, part: Part, name: str) -> str:
        """The first that says anything."""
        return next((each.text for each in self._blocks(Paragraph, part, name) if each.text), "")

    def _rows(self, part: Part, name: str) -> list[tuple[str, ...]]:
        """The rows of the first rank that has any."""
        found = self._heard(part, name)
        first = min((each.rank for each in found), default=0)
        blocks = (each.block for each in found if each.rank == first)
        return [each.answers for each in blocks if isinstance(each, Facts)]

    def question(self) -> str:
        """The question health was asked."""
        return self._text(Part.QUESTION, "question")

    def red_flags(self) -> str:
        """The flags still open, newest record first, as a list."""
        return "\n".join(each.text for each in self._blocks(Paragraph, Part.FLAGS, "flag"))

    def imminence(self) -> str:
        """What could happen soon."""
        return self._text(Part.SCENARIOS, "imminence")

    def contact(self, aware: Aware) -> Contact:
        """Whether health has seen the person, and how often."""
        kept = self._blocks(Paragraph, Part.SOURCES, "contact")
        if kept:
            times = "once" if len(kept) == 1 else f"{len(kept)} times"
            return Contact(f"Seen {times}, last on {kept[0].text}", aware)
        return Contact(self._text(Part.SOURCES, "seen") or "Not seen", aware)

    def sources(self) -> str:
        """What the opinion rests on."""
        return self._text(Part.SOURCES, "information")

    def limits(self) -> str:
        """What it leaves open."""
        return self._text(Part.SOURCES, "limits")

    def health(self) -> str:
        """Health that bears on the risk, where the audience gets it."""
        return self._text(Part.HEALTH, "health")

    def typology(self) -> Typology | None:
        """The motivation held last."""
        held = self._rows(Part.ANSWER, "typology")
        if not held:
            return None
        motivation, relationship, confidence, note = held[0]
        return Typology(motivation, relationship, _confidence(confidence) or Confidence.LOW, note)

    def formulation(self) -> str:
        """The account in short, and what the behaviour does for the person."""
        return self._text(Part.ANSWER, "account")

    def scenarios(self) -> tuple[Scenario, ...]:
        """What might happen, with warning signs and who then does what."""
        return tuple(Scenario(*row) for row in self._rows(Part.SCENARIOS, "scenario"))

    def engagement(self) -> Engagement:
        """How to speak with the person."""
        return Engagement(*(self._text(Part.INTERVIEW, name) for name in ("helps", "hinders", "interview")))

    def management(self) -> tuple[Advice, ...]:
        """What health recommends to each agency."""
        return tuple(Advice(*row) for row in self._rows(Part.ASKS, "advice"))

    def treatment(self) -> Treatment:
        """What is offered, how it goes, and how ready the person is."""
        offer = joined(self._text(Part.TREATMENT, "offer"), self._text(Part.TREATMENT, "progress"))
        return Treatment(offer, self._text(Part.TREATMENT, "readiness"))

    def actions(self) -> tuple[Action, ...]:
        """What a court required of the person and is not done yet."""
        return tuple(Action(*each.answers) for each in self._blocks(Facts, Part.LAW, "requirement"))

    def restrictions(self, handling: str) -> str:
        """The audience's handling rule, and what the author asks besides."""
        return joined(handling, self._text(Part.SOURCES, "sharing"))

    def review(self) -> str:
        """When the opinion is looked at again."""
        return self._text(Part.BODY, "review")

    def time_axis(self, today: date) -> TimeAxis | None:
        """Everything dated, up to today; None when there is nothing to show."""
        axis = Part.AXIS
        incidents = tuple(_incidents(self._blocks(Event, axis, "behaviour")))
        runs = (*self._blocks(Event, axis, "runs"), *self._blocks(Event, axis, "held"))
        spells, sessions = tuple(_spells(runs)), tuple(_sessions(self._blocks(Event, axis, "session")))
        days = [i.when.first for i in incidents] + [s.start.first for s in spells] + [s.day for s in sessions]
        return TimeAxis(min(days), today, incidents, spells, sessions) if days else None

    def fixation(self) -> Fixation | None:
        """The newest profile with what each dimension was before; None without a profile."""
        profiles = self._blocks(Profile, Part.BODY, "fixation")
        if not profiles:
            return None
        newest = profiles[0]
        dimensions = [_dimension(n, profiles) for n in range(len(newest.judgements))]
        moved = sorted(dimensions, key=_movement, reverse=True)[:_ON_AXIS]
        return Fixation(
            assessed=newest.assessed,
            driver=newest.driver,
            target=newest.target,
            function=newest.function,
            trend=newest.trend,
            dimensions=tuple(replace(each, on_time_axis=each in moved) for each in dimensions),
        )


def joined(*parts: str) -> str:
    """Paragraphs, without those that say nothing."""
    return "\n\n".join(part for part in parts if part)


def when(day: ClinicalDate | None) -> When | None:
    """The date as a summary prints it; None when nothing of it is known."""
    first, last = (day.earliest(), day.latest()) if day else (None, None)
    return When(day.show(), first, last, day.about) if day and first and last else None


def _incidents(events: list[Event]) -> Iterator[Incident]:
    for each in events:
        at = when(each.start)
        if at is not None:
            breach = each.mark is Mark.BREACH
            yield Incident(at, each.label, each.words, each.source, serious=each.serious, breach=breach)


def _spells(events: tuple[Event, ...]) -> Iterator[Spell]:
    for each in events:
        start = when(each.start)
        if start is not None:
            yield Spell(each.label, start, when(each.end), custody=each.mark is Mark.HELD)


def _sessions(events: list[Event]) -> Iterator[Session]:
    for each in events:
        day = each.start.earliest()
        if day is not None:
            yield Session(day, each.mark is Mark.KEPT)


def _dimension(n: int, profiles: list[Profile]) -> Dimension:
    history = [
        Rating(day, each.judgements[n].value) for each in reversed(profiles) if (day := each.on.earliest())
    ]
    now = profiles[0].judgements[n]
    return Dimension(
        name=now.label,
        value=now.value,
        words=now.words,
        source=now.source,
        confidence=_confidence(now.confidence),
        history=tuple(history),
    )


def _movement(dimension: Dimension) -> tuple[int, int, date]:
    values = [rated.value for rated in dimension.history if rated.value is not None]
    spread = max(values) - min(values) if values else 0
    return spread, dimension.value or 0, dimension.history[-1].day if dimension.history else date.min


def _confidence(code: str) -> Confidence | None:
    return Confidence(code) if code in set(Confidence) else None
