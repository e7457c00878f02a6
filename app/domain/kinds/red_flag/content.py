"""Red flag: a sign that somebody must act on, what was done, who was told, and when it was closed and why.

No level, no score, no colour scale: suicide and homicide are never rated.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.content import said
from app.domain.fields.declare import Direction, Target, date, reference, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.red_flag import CHILD, Raised
from app.domain.values.dates import ClinicalDate


def _about_child(flag: Any) -> bool:
    return bool(flag.about == CHILD and not flag.concern)


def _closed(flag: Any) -> bool:
    return flag.closed_on is not None or bool(flag.closed_why)


@dataclass(frozen=True, kw_only=True)
class RedFlag(Raised):
    """The flag from the moment it is raised until it is closed. It never closes by itself."""

    nothing_done: str = text(
        "Nothing was done, because", share=Share.RISK, needed=lambda f: _closed(f) and not f.done
    )
    nobody_told: str = text(
        "Nobody was told, because", share=Share.RISK, needed=lambda f: _closed(f) and not f.told
    )
    concern: str = reference(
        "Safety concern", Target.RECORD, share=Share.INTERNAL, applies=lambda f: f.about == CHILD
    )
    no_concern_why: str = text(
        "Why no safety concern is raised",
        share=Share.RISK,
        needed=_about_child,
        applies=lambda f: f.about == CHILD,
    )
    watch: str = text("What we watch", share=Share.RISK, section="Until it is closed")
    watch_until: ClinicalDate | None = date(
        "Watch until", Direction.COMING, share=Share.RISK, due="Red flag: watched until", done=_closed
    )
    closed_on: ClinicalDate | None = date("Closed on", Direction.PAST, share=Share.RISK, needed=_closed)
    closed_why: str = text("Why it is closed", share=Share.RISK, needed=_closed)
    noted_in: str = reference("Raised in", Target.RECORD, share=Share.INTERNAL, section="Where it comes from")
    takes_over: str = reference(
        "Takes the place of",
        Target.RECORD,
        share=Share.INTERNAL,
        takes_over=True,
        hint="A flag of an earlier form, inside a note",
    )


def title(flag: RedFlag) -> str:
    """The sign, whom it concerns, and whether it is closed: "Threat with a plan, to V1: closed 14-Nov-2026"."""
    sign = said(flag, "sign") or "Red flag"
    whom = f", {', '.join(flag.victims)}" if flag.victims else ""
    closed = f": closed {flag.closed_on.show()}" if flag.closed_on else ""
    return f"{sign}{whom}{closed}"
