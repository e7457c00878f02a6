"""Follow-up: what is known of a case so many months after its discharge, from whom, and what nobody could say.

What nobody answered is not known, and never counted as none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import AGENCIES, NOT_ASKED, NOT_KNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.fields.spec import by_name
from app.domain.kinds.parts.after import POINTS
from app.domain.kinds.parts.running import is_before
from app.domain.values.dates import ClinicalDate

YES, NONE_FOUND = "yes", "none_found"
FOUND: Final = (Choice(YES, "Yes"), Choice(NONE_FOUND, "None found"), NOT_KNOWN, NOT_ASKED)
ASKED_OF: Final = tuple(each for each in AGENCIES if each.code != "unknown")
OUTCOMES: Final = ("recontact", "arrest", "charge", "conviction", "breach", "new_victim")
LABEL: Final = "Follow-up"
_HELD: Final = frozenset({YES, NONE_FOUND})
_UNHELD: Final = "It needs an agency below that was asked and answered, and the day of the answer"
_EARLY: Final = "It lies before the day on which they were asked"


@dataclass(frozen=True, kw_only=True)
class AgencyAsked(Row, noun="Agency"):
    """Who was asked, and whether they answered."""

    agency: str = choice("Agency", ASKED_OF, share=Share.RISK, needed=True)
    asked_on: ClinicalDate | None = date("Asked on", Direction.PAST, share=Share.RISK, needed=True)
    answered_on: ClinicalDate | None = date(
        "Answered on",
        Direction.PAST,
        share=Share.RISK,
        must_be_known=True,
        refused=lambda a: _EARLY if is_before(a.answered_on, a.asked_on) else "",
    )
    no_answer: str = choice(
        "No answer",
        (Choice("yes", "No answer so far"),),
        share=Share.RISK,
        needed=lambda a: a.answered_on is None,
        applies=lambda a: a.answered_on is None,
    )


def _is(name: str, *answers: str) -> Callable[[Any], bool]:
    return lambda follow_up: getattr(follow_up, name) in answers


def _unheld(name: str) -> Callable[[Any], str]:
    """Why an answer cannot stand: what is said to be there or not rests on somebody who answered."""

    def why(follow_up: Any) -> str:
        if getattr(follow_up, name) not in _HELD:
            return ""
        answered = {row.agency for row in follow_up.asked if row.answered_on and row.answered_on.is_known}
        return "" if getattr(follow_up, f"{name}_source") in answered else _UNHELD

    return why


def _outcome(name: str, label: str, section: str = "") -> Any:
    return choice(label, FOUND, share=Share.RISK, needed=True, refused=_unheld(name), section=section)


def _source(name: str, label: str) -> Any:
    held = _is(name, *_HELD)
    return choice(f"{label}: who says so", ASKED_OF, share=Share.RISK, needed=held, applies=held)


def _on(name: str, label: str) -> Any:
    found = _is(name, YES)
    return date(f"{label}: when", Direction.PAST, share=Share.RISK, needed=found, applies=found)


def _words(name: str, label: str) -> Any:
    found = _is(name, YES)
    return text(f"{label}: what", share=Share.RISK, needed=found, applies=found, hint="Codes, no names")


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """One point after the discharge: whom was asked, then each outcome by itself."""

    point: str = choice("Follow-up at", POINTS, share=Share.RISK, needed=True, section="When")
    known_to: ClinicalDate | None = date(
        "Known up to",
        Direction.PAST,
        share=Share.RISK,
        needed=True,
        hint="The last day that the answers speak of",
    )
    asked: tuple[AgencyAsked, ...] = rows(
        "Who was asked", AgencyAsked, share=Share.RISK, needed=True, section="Who was asked"
    )
    recontact: str = _outcome("recontact", "Contact with a victim", section="What was found")
    recontact_source: str = _source("recontact", "Contact")
    recontact_on: ClinicalDate | None = _on("recontact", "Contact")
    recontact_words: str = _words("recontact", "Contact")
    arrest: str = _outcome("arrest", "Arrest")
    arrest_source: str = _source("arrest", "Arrest")
    arrest_on: ClinicalDate | None = _on("arrest", "Arrest")
    arrest_words: str = _words("arrest", "Arrest")
    charge: str = _outcome("charge", "Charge")
    charge_source: str = _source("charge", "Charge")
    charge_on: ClinicalDate | None = _on("charge", "Charge")
    charge_words: str = _words("charge", "Charge")
    conviction: str = _outcome("conviction", "Conviction")
    conviction_source: str = _source("conviction", "Conviction")
    conviction_on: ClinicalDate | None = _on("conviction", "Conviction")
    conviction_words: str = _words("conviction", "Conviction")
    breach: str = _outcome("breach", "Breach of an order")
    breach_source: str = _source("breach", "Breach")
    breach_on: ClinicalDate | None = _on("breach", "Breach")
    breach_words: str = _words("breach", "Breach")
    new_victim: str = _outcome("new_victim", "A new victim")
    new_victim_source: str = _source("new_victim", "New victim")
    new_victim_on: ClinicalDate | None = _on("new_victim", "New victim")
    new_victim_words: str = _words("new_victim", "New victim")


def milestone(point: str) -> str:
    """What a point is called on the time axis."""
    return f"{LABEL} at {point} months"


def title(follow_up: FollowUp) -> str:
    """The point and what was found: "Follow-up at 12 months: breach of an order"."""
    at = milestone(follow_up.point) if follow_up.point else LABEL
    labels = by_name(FollowUp)
    found = [labels[name].label.lower() for name in OUTCOMES if getattr(follow_up, name) == YES]
    return f"{at}: {', '.join(found)}" if found else at


def in_words(follow_up: FollowUp, name: str) -> str:
    """One outcome as it is printed: "None found (Police, answered 20-Nov-2026)"."""
    answer = said(follow_up, name)
    more = [said(follow_up, f"{name}_source")]
    if getattr(follow_up, name) == NONE_FOUND:
        more += [f"answered {day.show()}" for day in _answered(follow_up, name)]
    elif getattr(follow_up, name) == YES:
        more.append(said(follow_up, f"{name}_on"))
    words = ", ".join(each for each in more if each)
    return f"{answer} ({words})" if words else answer


def _answered(follow_up: FollowUp, name: str) -> Iterator[ClinicalDate]:
    """The last day on which the source of an outcome answered."""
    source = getattr(follow_up, f"{name}_source")
    days = [row.answered_on for row in follow_up.asked if row.agency == source and row.answered_on]
    yield from sorted(days, key=lambda day: day.sort_key())[-1:]
