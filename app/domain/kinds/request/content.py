"""Request: somebody asks for what the record holds, and what was decided, item by item.

A data subject's request is answered within one month, with two months more where it is complex or there are many, and
the person is told why within the first (UK GDPR, article 12(3)). Health data are given to a data subject only after the
serious harm test (Data Protection Act 2018, schedule 3, part 2), whose opinion is good for six months.
"""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import AGENCIES
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, reference, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.running import is_before
from app.domain.values.dates import ClinicalDate, add_months

ANSWER: Final = "Answer to a request"
"""What falls due by it, from the day on which it came in."""
_EARLY: Final = "It lies before the day on which it came in"
_MONTH, _LONGEST, _GOOD_FOR = 1, 3, 6
"""Months: an answer takes one, three with a reason; an opinion on serious harm is good for six."""
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


_GRANTED: Final = frozenset({"granted", "part"})
_OPENS: Final = {"court": "court", "family_court": "court", "subject_access": "person"}


def opens_to(request: "Request") -> frozenset[str]:
    """The audiences that are given something by what was decided, though the person does not know of their case."""
    if request.about != "person" or request.decision not in _GRANTED:
        return frozenset()
    return frozenset({_OPENS[request.kind]} if request.kind in _OPENS else ())


def _decided(request: Any) -> bool:
    return bool(request.decision) or request.answered_on is not None


def _is_right(request: Any) -> bool:
    return request.kind in SUBJECT_RIGHTS


def _after_receipt(request: Any, months: int) -> ClinicalDate | None:
    """The day so many months after it came in, taken as late as it can have been; None where that is not known."""
    last = request.received.latest() if request.received else None
    return ClinicalDate.of(add_months(last, months)) if last else None


def _takes_longer(request: Any) -> bool:
    """Whether the answer to a right of a data subject is due after more than the month that it is to take."""
    return _is_right(request) and is_before(_after_receipt(request, _MONTH), request.due)


def _cannot_be_due(request: Any) -> str:
    if is_before(request.due, request.received):
        return _EARLY
    longest = _after_receipt(request, _LONGEST)
    if _is_right(request) and longest is not None and is_before(longest, request.due):
        return f"Three months from receipt is the longest: {longest.show()}"
    return ""


def _old_harm_test(request: Any) -> str:
    """An opinion is good for six months: of what was answered after that it is none any more."""
    answered = request.answered_on.earliest() if request.answered_on else None
    if answered is None:
        return ""
    since = ClinicalDate.of(add_months(answered, -_GOOD_FOR))
    old = [n for n, row in enumerate(request.items, 1) if is_before(row.harm_test_on, since)]
    return f"The harm test of row {old[0]} was older than six months when it was answered" if old else ""


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
        due=ANSWER,
        ahead=90,
        done=lambda r: r.answered_on is not None,
        needed=_is_right,
        refused=_cannot_be_due,
        hint="One month from receipt; three with a reason told within the first",
    )
    due_why: str = text(
        "Why it takes longer than a month",
        share=Share.INTERNAL,
        needed=_takes_longer,
        applies=_takes_longer,
        hint="The person is told why within the first month",
    )
    decision: str = choice(
        "Decision", DECISIONS, share=Share.INTERNAL, needed=_decided, section="What was decided"
    )
    items: tuple[Item, ...] = rows("Item by item", Item, share=Share.INTERNAL, warned=_old_harm_test)
    decider: str = line("Decided by", share=Share.INTERNAL, needed=_decided)
    why: str = text("Why", share=Share.INTERNAL, needed=_decided)
    answered_on: ClinicalDate | None = date(
        "Answered on",
        Direction.PAST,
        share=Share.INTERNAL,
        refused=lambda r: _EARLY if is_before(r.answered_on, r.received) else "",
    )


def title(request: Request) -> str:
    """What is asked, and what was decided: "Request: subject access, granted in part"."""
    words = (said(request, "kind").lower(), said(request, "decision").lower())
    said_of = ", ".join(word for word in words if word)
    return f"Request: {said_of}" if said_of else "Request"
