"""Consultation: advice about somebody who is not a patient, may never be seen, and may not know."""

from dataclasses import dataclass
from typing import Any

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields.answers import AGENCIES, AWARENESS, NOT_ASSESSED, NOT_KNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import (
    CONFIDENCE,
    Choice,
    Direction,
    Target,
    choice,
    choices,
    date,
    line,
    reference,
    rows,
    text,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.advice import Advice
from app.domain.kinds.parts.earlier_flag import EarlierFlag
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.parts.scenario import BriefScenario
from app.domain.kinds.parts.told import Told
from app.domain.kinds.parts.typology import MOTIVATIONS, TypologyRow
from app.domain.kinds.parts.urgency import URGENCY
from app.domain.values.dates import ClinicalDate

PURPOSES = (
    Choice("understanding", "Understanding the behaviour"),
    Choice("risk", "Risk and what to watch for"),
    Choice("interview", "Interviewing the person"),
    Choice("order", "Order, bail or licence wording"),
    Choice("treatment", "Whether treatment could help"),
    Choice("mental_health", "Mental health and pathway"),
    Choice("other", "Something else"),
)
SEEN = (
    Choice("no", "Not seen"),
    Choice("earlier", "Seen before, not for this question"),
    Choice("yes", "Seen for this consultation"),
)
SUITABILITY = (
    Choice("suitable", "Suitable"),
    Choice("conditional", "Suitable under conditions"),
    Choice("unsuitable", "Not suitable"),
    NOT_ASSESSED,
)
FOLLOW_UP = (
    Choice("none", "None: advice is complete"),
    Choice("review", "Review on a date"),
    Choice("on_sign", "Review if a warning sign is seen"),
    Choice("assessment", "Assessment by the team"),
    Choice("intervention", "Direct intervention"),
)
MEANS = (
    Choice("email", "Secure e-mail"),
    Choice("meeting", "At a meeting"),
    Choice("paper", "On paper"),
    Choice("telephone", "By telephone"),
    Choice("other", "Another way"),
)


@dataclass(frozen=True, kw_only=True)
class Receiver(Row):
    """Somebody to whom the advice went, in an earlier form."""

    who: str = line("Who", share=Share.CONTEXT, needed=True, hint="Name and role")
    agency: str = choice("Agency", AGENCIES, share=Share.CONTEXT, needed=True)
    sent_on: ClinicalDate | None = date("Given on", Direction.PAST, share=Share.CONTEXT, needed=True)
    means: str = choice("How", MEANS, share=Share.CONTEXT)


def _seen(consultation: Any) -> bool:
    return consultation.subject_seen in {"yes", "earlier"}


def _unprepared(consultation: Any) -> bool:
    """Whether somebody who is contacted may learn of the case by it."""
    return consultation.awareness in {"unaware", NOT_KNOWN.code}


def _taken_on(consultation: Any) -> bool:
    """Whether the team took the case on: nobody has to ask for the advice anew."""
    return consultation.follow_up in {"assessment", "intervention"}


def _judged_for_treatment(consultation: Any) -> bool:
    return consultation.mhtr not in {"", NOT_ASSESSED.code}


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """What health answers, what was asked, what it rests on, what it advises until when, and who received it."""

    answer: str = text(
        "Answer, in two sentences",
        share=Share.FORMULATION,
        needed=True,
        section="Answer",
        hint="What was asked, answered; the reasons stand under the opinion",
    )

    asked_by: str = line(
        "Asked by",
        share=Share.CONTEXT,
        needed=True,
        section="Question",
        hint="Name and role of the professional",
    )
    agency: str = choice("Agency", AGENCIES, share=Share.CONTEXT, needed=True, searched=True)
    asked_on: ClinicalDate | None = date("Asked on", Direction.PAST, share=Share.CONTEXT)
    purposes: tuple[str, ...] = choices(
        "What the question is about", PURPOSES, share=Share.CONTEXT, searched=True
    )
    question: str = text(
        "Question", share=Share.CONTEXT, needed=True, hint="As it was put, in a few sentences"
    )
    urgency: str = choice("Answer needed", URGENCY, share=Share.CONTEXT)

    information_seen: str = text(
        "Information seen",
        share=Share.CONTEXT,
        needed=True,
        section="Basis",
        hint="Documents with their dates, and who was spoken to",
    )
    information_missing: str = text(
        "Information not seen", share=Share.CONTEXT, hint="Asked for and not had, or known to exist"
    )
    subject_seen: str = choice("Person seen by health", SEEN, share=Share.CONTEXT, needed=True)
    seen_when: str = line("Seen when and by whom", share=Share.CONTEXT, needed=_seen, applies=_seen)
    awareness: str = choice("What the person knows", AWARENESS, share=Share.CONTEXT, needed=True)
    before_contact: str = text(
        "Before anybody contacts the person",
        share=Share.MANAGEMENT,
        needed=_unprepared,
        hint="What must not be said or shown",
    )
    limits: str = text(
        "Limits of this opinion",
        share=Share.CONTEXT,
        needed=True,
        hint="What follows from not having seen the person or the papers",
    )

    typology: tuple[TypologyRow, ...] = rows(
        "Typology", TypologyRow, share=Share.FORMULATION, splits="typology", section="Opinion"
    )
    relationship: str = choice(
        "Relationship to the victim, in an earlier form",
        RELATIONSHIPS,
        share=Share.FORMULATION,
        searched=True,
        retired=True,
    )
    motivation: str = choice(
        "Motivation, in an earlier form",
        MOTIVATIONS,
        share=Share.FORMULATION,
        searched=True,
        retired=True,
    )
    confidence: str = choice(
        "Confidence in the motivation, in an earlier form", CONFIDENCE, share=Share.FORMULATION, retired=True
    )
    speaks_for: str = text("Speaks for it, in an earlier form", share=Share.FORMULATION, retired=True)
    speaks_against: str = text("Speaks against it, in an earlier form", share=Share.FORMULATION, retired=True)
    opinion: str = text(
        "Opinion",
        share=Share.FORMULATION,
        long=True,
        hint="The reasons for the answer",
    )
    health: str = text(
        "Health that bears on the risk",
        share=Share.DIAGNOSIS,
        hint="Reported, diagnosed or suspected: say which",
    )

    imminence: str = text(
        "Imminence",
        share=Share.RISK,
        section="Risk",
        hint="What could happen soon, and what would bring it on",
    )
    earlier_flags: tuple[EarlierFlag, ...] = rows(
        "Red flags, in an earlier form", EarlierFlag, share=Share.RISK, retired=True
    )
    red_flags: tuple[RedFlagRow, ...] = rows("Red flags", RedFlagRow, share=Share.RISK, splits="red_flag")
    scenarios: tuple[BriefScenario, ...] = rows(
        "Scenarios in brief", BriefScenario, share=Share.RISK, needed=True
    )

    advice: tuple[Advice, ...] = rows(
        "Advice by agency", Advice, share=Share.MANAGEMENT, needed=True, section="Advice"
    )
    valid_until: ClinicalDate | None = date(
        "Good until",
        Direction.COMING,
        share=Share.CONTEXT,
        needed=True,
        must_be_known=True,
        months=3,
        due="Advice runs out",
        ahead=14,
        done=_taken_on,
        hint="At most 3 months on: after that reports say that it has run out",
    )
    helps: str = text("What helps the person engage", share=Share.MANAGEMENT)
    hinders: str = text("What hinders it", share=Share.MANAGEMENT)
    interview: str = text(
        "Interviewing the person",
        share=Share.MANAGEMENT,
        hint="Setting, style, order of topics, what to avoid",
    )

    spo_requirements: str = text(
        "Positive requirements for a stalking protection order",
        share=Share.MANAGEMENT,
        section="Orders and sentence",
        hint="Wording a court can enforce and the person can keep",
    )
    licence_conditions: str = text(
        "Licence or bail conditions",
        share=Share.MANAGEMENT,
        hint="Wording, and the warning sign each answers",
    )
    mhtr: str = choice("Mental health treatment requirement", SUITABILITY, share=Share.MANAGEMENT)
    mhtr_reasons: str = text(
        "Reasons, and who would treat", share=Share.DIAGNOSIS, needed=_judged_for_treatment
    )

    renews: str = reference(
        "Takes the place of",
        Target.RECORD,
        share=Share.INTERNAL,
        takes_over=True,
        section="Who received it, and what next",
        hint="Advice that ran out and was asked for anew",
    )
    sharing_limits: str = text(
        "Limits on sharing this further",
        share=Share.CONTEXT,
        hint="Who may see it, and whom to ask first",
    )
    received: tuple[Told, ...] = rows("Given to", Told, share=Share.CONTEXT, needed=True)
    earlier_received: tuple[Receiver, ...] = rows(
        "Received by, in an earlier form", Receiver, share=Share.CONTEXT, retired=True
    )
    follow_up: str = choice("Follow-up", FOLLOW_UP, share=Share.CONTEXT)
    review_on: ClinicalDate | None = date(
        "Review on",
        Direction.COMING,
        share=Share.CONTEXT,
        due="Review of the advice",
        ahead=14,
        needed=lambda c: c.follow_up == "review",
    )


def title(consultation: Consultation) -> str:
    """Who asked and about what: "Consultation (Police): interviewing the person"."""
    agency = said(consultation, "agency")
    labels = {purpose.code: purpose.label for purpose in PURPOSES}
    about = ", ".join(labels[code][:1].lower() + labels[code][1:] for code in consultation.purposes)
    return "Consultation" + (f" ({agency})" if agency else "") + (f": {about}" if about else "")
