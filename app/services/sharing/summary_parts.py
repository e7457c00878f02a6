"""The parts of a summary: for each heading, the newest signed record that answers it."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.content import said
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.order.content import Order
from app.domain.kinds.parts.red_flag import RedFlag
from app.domain.kinds.session_note.choices import KEPT
from app.domain.kinds.session_note.content import SessionNote
from app.domain.reports.panel import (
    Action,
    Advice,
    Aware,
    Confidence,
    Contact,
    Engagement,
    Scenario,
    Treatment,
    Typology,
)
from app.domain.values.markup import as_item, one_line
from app.services.records.open_flags import open_flags
from app.services.records.relied import Ground

_OPEN_PROGRESS = {"not_started", "under_way"}


@dataclass(frozen=True)
class Parts:
    """Reads the ground of one case; a field the audience does not get is empty in it already."""

    ground: Ground

    @property
    def _consultation(self) -> Consultation:
        return self.ground.newest(Consultation) or Consultation()

    @property
    def _formulation(self) -> Formulation:
        return self.ground.newest(Formulation) or Formulation()

    def _first(self, name: str, other: str = "") -> str:
        """The formulation's words, else the consultation's."""
        words: str = getattr(self._formulation, name)
        return words or getattr(self._consultation, other or name)

    def question(self) -> str:
        """The question health was asked."""
        return self._consultation.question

    def red_flags(self) -> str:
        """The flags still open, newest record first, as a list."""
        return "\n".join(_flag(flag) for _, flag in open_flags(self.ground))

    def imminence(self) -> str:
        """What could happen soon."""
        return self._first("imminence")

    def contact(self, aware: Aware) -> Contact:
        """Whether health has seen the person, and how often."""
        kept = [each for each, note in self.ground.of(SessionNote) if note.attendance in KEPT]
        if kept:
            times = "once" if len(kept) == 1 else f"{len(kept)} times"
            return Contact(f"Seen {times}, last on {kept[0].event.show()}", aware)
        seen = said(self._consultation, "subject_seen") if self._consultation.subject_seen else "Not seen"
        return Contact(seen, aware)

    def sources(self) -> str:
        """What the opinion rests on."""
        return self._first("information", "information_seen")

    def limits(self) -> str:
        """What it leaves open."""
        return self._first("limits")

    def health(self) -> str:
        """Health that bears on the risk, where the audience gets it."""
        return self._first("health")

    def typology(self) -> Typology | None:
        """The motivation held last, else the consultation's."""
        held = sorted(self._formulation.hypotheses, key=lambda h: h.held_on.sort_key() if h.held_on else "")
        if held:
            return _typology(held[-1], said(self._formulation, "relationship"))
        consultation = self._consultation
        return (
            _typology(consultation, said(consultation, "relationship")) if consultation.motivation else None
        )

    def formulation(self) -> str:
        """The formulation in short, and what the behaviour does for the person."""
        formulation = self._formulation
        if not formulation.summary:
            return self._consultation.opinion
        return "\n\n".join(part for part in (formulation.summary, formulation.function_summary) if part)

    def scenarios(self) -> tuple[Scenario, ...]:
        """What might happen, with warning signs and who then does what."""
        full = tuple(
            Scenario(said(s, "course"), _joined(s.nature, s.likelihood), s.warning_signs, s.contingency)
            for s in self._formulation.scenarios
        )
        brief = (
            Scenario(said(s, "course"), s.nature, s.warning_signs, s.response)
            for s in self._consultation.scenarios
        )
        return full or tuple(brief)

    def engagement(self) -> Engagement:
        """How to speak with the person."""
        return Engagement(self._first("helps"), self._first("hinders"), self._first("interview"))

    def management(self) -> tuple[Advice, ...]:
        """What health recommends to each agency."""
        rows = self._formulation.advice or self._consultation.advice
        return tuple(Advice(said(row, "agency"), _due(row.recommended, row.when)) for row in rows)

    def treatment(self) -> Treatment:
        """What is offered, how it goes, and how ready the person is."""
        newest = next((note for _, note in self.ground.of(SessionNote) if note.progress), None)
        offer = _joined(self._formulation.offer, newest.progress if newest else "")
        return Treatment(offer, self._formulation.readiness)

    def actions(self) -> tuple[Action, ...]:
        """What a court required of the person and is not done yet."""
        return tuple(
            Action(need.wording, need.provider or "The person", need.due.show() if need.due else "No date")
            for _, order in self.ground.of(Order)
            if order.status == "in_force"
            for need in order.requirements
            if need.progress in _OPEN_PROGRESS
        )

    def restrictions(self, handling: str) -> str:
        """The audience's handling rule, and what the author asks besides."""
        return _joined(handling, self._first("sharing_limits"))

    def review(self) -> str:
        """When the opinion is looked at again."""
        day = self._formulation.review_on or self._consultation.review_on
        return day.show() if day else ""


def _flag(flag: RedFlag) -> str:
    told = f"Told: {flag.told}, {flag.told_on.show()}." if flag.told and flag.told_on else ""
    return as_item(f"{said(flag, 'sign')}.", flag.detail, flag.action, told)


def _typology(held: Any, relationship: str) -> Typology:
    confidence = Confidence(held.confidence or "low")
    return Typology(said(held, "motivation"), relationship, confidence, one_line(held.speaks_for))


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _due(text: str, when: str) -> str:
    # On a line of its own: a mark left open in the text would otherwise meet these.
    return f"{text}\n**By:** {when}" if when else text
