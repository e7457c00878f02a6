"""Check-in: the person's own four answers of a week, given in a minute.

Nothing is filled in beforehand, and nothing is added up. That an urge was acted on is an admission: it leaves health as
one, and asks for a red flag, or why none is raised.
"""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import HOW, NOT_ASKED
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Target, choice, reference, references, text
from app.domain.fields.sharing import Closer, Share

MOST: Final = 10
MOVED: Final = 3
"""An answer that moved by so much since the last check-in asks for more."""
DECLINED: Final = Choice("declined", "Declined")
SCALE = (*(Choice(str(n), str(n)) for n in range(MOST + 1)), DECLINED, NOT_ASKED)
ACTED = (Choice("no", "No"), Choice("yes", "Yes"), DECLINED, NOT_ASKED)
CONTACT = (
    Choice("none", "None"),
    Choice("indirect", "Indirect", "Through others, online, or by watching"),
    Choice("direct", "Direct"),
)
FOUR: Final = ("time", "urge", "acted", "confidence")
"""What every check-in asks, in that order."""
MORE: Final = ("distress", "contact", "note")
"""What is asked besides where there is a reason."""
ALONE: Final = ("how", "victims", "flag", "no_flag_why")
"""What is answered without the person: it tells of victims, and of what the team does."""


def has_acted(check_in: Any) -> bool:
    """Whether the person says that they acted on it."""
    return bool(check_in.acted == "yes")


def _unflagged(check_in: Any) -> bool:
    return has_acted(check_in) and not check_in.flag


def _reached(check_in: Any) -> bool:
    return has_acted(check_in) or check_in.contact in {"indirect", "direct"}


_ADMITTED: Final = Closer(Share.ADMISSION, _reached)


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """What the person answered; each of the four may be declined or not asked, and says so."""

    time: str = choice(
        "How much time it took up",
        SCALE,
        share=Share.MEASURE,
        needed=True,
        section="This week",
        hint="0 none, 10 all the time",
    )
    urge: str = choice(
        "Strongest urge", SCALE, share=Share.MEASURE, needed=True, hint="0 none, 10 as strong as can be"
    )
    acted: str = choice("Acted on it", ACTED, share=Share.MEASURE, closer=_ADMITTED, needed=True)
    confidence: str = choice(
        "Confidence to resist", SCALE, share=Share.MEASURE, needed=True, hint="0 none, 10 certain"
    )

    distress: str = choice(
        "Distress",
        SCALE,
        share=Share.MEASURE,
        applies=has_acted,
        section="More",
        hint="0 none, 10 unbearable",
    )
    contact: str = choice("Contact", CONTACT, share=Share.MEASURE, closer=_ADMITTED, applies=has_acted)
    note: str = text("Note", share=Share.THERAPY, applies=has_acted, hint="In the person's own words")

    how: str = choice("How it was done", HOW, share=Share.ENGAGEMENT, section="Without the person")
    victims: tuple[str, ...] = references(
        "Victims", Target.VICTIM, share=Share.MEASURE, closer=_ADMITTED, applies=_reached, hint="Codes"
    )
    flag: str = reference(
        "Red flag",
        Target.RECORD,
        share=Share.INTERNAL,
        applies=has_acted,
        hint="A breach, where an order, bail or licence forbids it",
    )
    no_flag_why: str = text(
        "Why no red flag is raised", share=Share.RISK, closer=_ADMITTED, needed=_unflagged, applies=_unflagged
    )


def number(code: str) -> int | None:
    """The number of an answer; None where it was declined or not asked."""
    return int(code) if code.isdecimal() else None


def moved(now: Any, before: Any) -> bool:
    """Whether any answer moved by three or more since the check-in before."""
    if before is None:
        return False
    pairs = (
        (number(getattr(now, name)), number(getattr(before, name))) for name in ("time", "urge", "confidence")
    )
    return any(a is not None and b is not None and abs(a - b) >= MOVED for a, b in pairs)


def title(check_in: CheckIn) -> str:
    """The four answers: "Check-in: time 4, urge 6, acted no, confidence 7"."""
    answers = (f"{name} {said(check_in, name).lower()}" for name in FOUR if getattr(check_in, name))
    return f"Check-in: {', '.join(answers)}".removesuffix(": ")
