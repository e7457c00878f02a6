"""What another source says of contact: in a record of its own, or in a row of the note in which it was heard."""

from dataclasses import dataclass

from app.domain.fields.answers import AGENCIES, NOT_ASKED, NOT_KNOWN
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, references, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

SOURCES = tuple(each for each in AGENCIES if each.code != "advocate")
CONTACT = (
    Choice("none_known", "None known to them"),
    Choice("indirect", "Indirect", "Through others, online, or by watching"),
    Choice("direct", "Direct"),
    NOT_KNOWN,
    NOT_ASKED,
)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Who says what, of which days, and heard when."""

    detail: str = text(
        "What they say",
        share=Share.INTELLIGENCE,
        long=True,
        section="What was said",
        hint="Codes, no names or places",
    )
    agency: str = choice("Source", SOURCES, share=Share.CONTEXT, needed=True, searched=True)
    said_by: str = line("Said by", share=Share.INTELLIGENCE, hint="Name and role")
    covers: ClinicalDate | None = date(
        "Days it covers", Direction.PAST, share=Share.CONTEXT, needed=True, hint="26-Oct-2026 to 01-Nov-2026"
    )
    heard_on: ClinicalDate | None = date("Heard on", Direction.PAST, share=Share.CONTEXT, needed=True)
    contact: str = choice("Contact with a victim", CONTACT, share=Share.RISK, needed=True, searched=True)
    victims: tuple[str, ...] = references("Victims", Target.VICTIM, share=Share.RISK, hint="Codes")


@dataclass(frozen=True, kw_only=True)
class CollateralRow(Row, Heard, noun="Report"):
    """A report in a record of another kind. At Sign it becomes collateral of its own that cites the record."""
