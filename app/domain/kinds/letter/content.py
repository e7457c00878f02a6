"""Letter: what was written to somebody outside, word for word."""

from dataclasses import dataclass
from typing import Final

from app.domain.cases.case import LETTERS
from app.domain.fields.answers import YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, choice, line, text
from app.domain.fields.sharing import Share

TEMPLATES = (
    Choice("appointment", "Appointment"),
    Choice("did_not_attend", "Appointment missed"),
    Choice("moved", "Appointment moved"),
    Choice("received", "Referral received"),
    Choice("end_of_service", "End of our work"),
    Choice("other", "Another letter"),
)
"""What a letter begins with: each but the last has a text in `resources/templates/letter.toml` by its label."""
PERSON: Final = "person"
AUDIENCES = (
    Choice(PERSON, "The person"),
    Choice("gp", "General practice"),
    Choice("probation", "Probation"),
    Choice("police", "Police"),
    Choice("court", "Court"),
    Choice("panel", "Panel"),
    Choice("mappa", "MAPPA"),
    Choice("advocate", "Victim's advocate"),
    Choice("other", "Somebody else"),
)
"""Who reads it: each but the last has a policy of that code in `resources/audiences`."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """To whom, about what, and its words."""

    template: str = choice(
        "Sort of letter", TEMPLATES, share=Share.CONTEXT, needed=True, searched=True, section="The letter"
    )
    audience: str = choice("Who reads it", AUDIENCES, share=Share.CONTEXT, needed=True, searched=True)
    to: str = line("To", share=Share.CONTEXT, needed=True, hint="Name and role; codes, no names, of victims")
    body: str = text(
        "The letter",
        share=Share.CONTEXT,
        long=True,
        needed=True,
        hint="What it says, word for word, without address",
    )
    administrative: str = choice(
        "Administrative",
        YES_NO,
        share=Share.CONTEXT,
        needed=True,
        hint="Times, places and the like alone: an administrator may then read and sign it",
    )


def gate(letter: Letter) -> str:
    """What goes to the person is closed where letters are."""
    return LETTERS if letter.audience == PERSON else ""


def title(letter: Letter) -> str:
    """What it is about and who reads it, and no name: "Letter: appointment missed, the person"."""
    words = (said(letter, "template"), said(letter, "audience"))
    first, second = (word[:1].lower() + word[1:] if word != "MAPPA" else word for word in words)
    told = ", ".join(word for word in (first, second) if word)
    return f"Letter: {told}" if told else "Letter"


def is_administrative(letter: Letter) -> bool:
    """Whether an administrator may read and sign it."""
    return letter.administrative == "yes"


def to_person(letter: Letter) -> str:
    """The answer by which it goes to the person."""
    return "audience" if letter.audience == PERSON else ""
