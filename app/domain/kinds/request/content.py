"""Request: somebody asks for what the record holds, and what was decided, item by item.

A data subject's request is answered within one month, with two months more where it is complex or there are many, and
the person is told why within the first (UK GDPR, article 12(3)). Health data are given to a data subject only after the
serious harm test (Data Protection Act 2018, schedule 3, part 2), whose opinion is good for six months.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import AGENCIES
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, reference, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

SUBJECT_RIGHTS = frozenset({"subject_access", "correction", "objection"})
KINDS = (
    Choice("police", "Police"),
    Choice("victim_information", "Information about a victim"),
    Choice("counselling", "Victim's counselling material"),
    Choice("court", "Court"),
    Choice("family_court", "Family court"),
    Choice("subject_access", "Subject access"),
    Choice("correction", "Correction"),
    Choice("objection", "Objection"),
    Choice("record_of_the_dead", "Record of somebody who died"),
    Choice("insurer", "Insurer"),
    Choice("agency", "Another agency"),
    Choice("coroner", "Coroner"),
    Choice("inquiry", "Inquiry or review"),
)
ABOUT_VICTIM = frozenset({"victim_information", "counselling"})
ABOUT = (Choice("person", "The person"), Choice("victim", "A victim"))
DECISIONS = (
    Choice("granted", "Granted"),
    Choice("part", "Granted in part"),
    Choice("refused", "Refused"),
    Choice("not_held", "Not held"),
    Choice("neither", "Neither confirmed nor denied"),
)
GIVEN = (Choice("give", "Give"), Choice("part", "Give in part"), Choice("withhold", "Withhold"))


def _decided(request: Any) -> bool:
    return bool(request.decision) or request.answered_on is not None


def _kept_back(item: Any) -> bool:
    return item.decision in {"part", "withhold"}


@dataclass(frozen=True, kw_only=True)
class Item(Row):
    """What was decided of one record or document."""

    cites: str = reference("Record", Target.RECORD, share=Share.INTERNAL, needed=True)
    decision: str = choice("Decision", GIVEN, share=Share.INTERNAL, needed=True)
    exemption: str = line("Exemption", share=Share.INTERNAL, needed=_kept_back)
    why: str = text("Why", share=Share.INTERNAL, needed=_kept_back)
    harm_test: str = line(
        "Harm test by", share=Share.INTERNAL, hint="The health professional who gave the opinion"
    )
    harm_test_on: ClinicalDate | None = date(
        "On",
        Direction.PAST,
        share=Share.INTERNAL,
        needed=lambda i: bool(i.harm_test),
        hint="Good for six months",
    )


@dataclass(frozen=True, kw_only=True)
class Request:
    """From the day it came in until it is answered."""

    asker: str = line("Who asks", share=Share.INTERNAL, needed=True, section="What was asked")
    agency: str = choice("Agency", AGENCIES, share=Share.INTERNAL, needed=True)
    kind: str = choice("Request", KINDS, share=Share.INTERNAL, needed=True)
    about: str = choice("About", ABOUT, share=Share.INTERNAL, needed=True)
    received: ClinicalDate | None = date("Received", Direction.PAST, share=Share.INTERNAL, needed=True)
    checked: str = line(
        "Identity or authority checked", share=Share.INTERNAL, needed=True, hint="How, and by whom"
    )
    asked_for: str = text("What is asked for", share=Share.INTERNAL, needed=True)
    due: ClinicalDate | None = date(
        "Answer due",
        Direction.EITHER,
        share=Share.INTERNAL,
        due="Answer to a request",
        ahead=14,
        done=lambda r: r.answered_on is not None,
        needed=lambda r: r.kind in SUBJECT_RIGHTS,
        hint="One month from receipt; three with a reason told within the first",
    )
    decision: str = choice(
        "Decision", DECISIONS, share=Share.INTERNAL, needed=_decided, section="What was decided"
    )
    items: tuple[Item, ...] = rows("Item by item", Item, share=Share.INTERNAL)
    decider: str = line("Decided by", share=Share.INTERNAL, needed=_decided)
    why: str = text("Why", share=Share.INTERNAL, needed=_decided)
    answered_on: ClinicalDate | None = date("Answered on", Direction.PAST, share=Share.INTERNAL)


def title(request: Request) -> str:
    """What is asked, and what was decided: "Request: subject access, granted in part"."""
    words = (said(request, "kind").lower(), said(request, "decision").lower())
    said_of = ", ".join(word for word in words if word)
    return f"Request: {said_of}" if said_of else "Request"
