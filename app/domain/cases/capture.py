"""A line jotted down before its case is known: what was heard, when, from whom, and whether somebody is in danger."""

from dataclasses import dataclass
from typing import Final

from app.domain.fields.answers import YES_NO
from app.domain.fields.declare import Choice, Direction, choice, date, line, text, time
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

REASONS: Final = (
    Choice("written", "Written elsewhere already"),
    Choice("not_ours", "It has to do with no case here"),
    Choice("handed_on", "Handed on to somebody else"),
    Choice("mistaken", "Kept by mistake"),
)
"""Why a line is shredded: the code stays in the ledger, and nothing of the line."""
WAITS: Final = 7
"""Days after which the lead sees that a line waits, and not what it says."""


@dataclass(frozen=True, kw_only=True)
class Capture:
    """The line. It is no record, is in no case and in no output, and is signed by nobody."""

    said: str = text("What you heard", share=Share.INTERNAL, needed=True, searched=False)
    heard_on: ClinicalDate | None = date(
        "Heard on",
        Direction.PAST,
        share=Share.INTERNAL,
        needed=True,
        must_be_known=True,
    )
    heard_at: str = time("At", share=Share.INTERNAL)
    danger: str = choice(
        "Somebody may be in danger",
        YES_NO,
        share=Share.INTERNAL,
        needed=True,
        hint="Yes: the lead reads it at once, and a red flag is asked for",
    )
    teller: str = line("From", share=Share.INTERNAL, searched=False, hint="Name and role")
    telephone: str = line("Telephone", share=Share.INTERNAL, searched=False)

    @property
    def is_danger(self) -> bool:
        """Whether somebody may be in danger."""
        return self.danger == "yes"

    def source(self, heard_by: str = "") -> str:
        """Who said it, how they are reached, and when in the day, and by whom where that is not the record's author."""
        heard = f"at {self.heard_at}" if self.heard_at else ""
        heard = " ".join(part for part in (heard, f"by {heard_by}" if heard_by else "") if part)
        parts = (self.teller, self.telephone, f"heard {heard}" if heard else "")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Shredding:
    """Why it is shredded."""

    reason: str = choice(
        "Why it is shredded", REASONS, share=Share.INTERNAL, needed=True, section="Or shred it"
    )
