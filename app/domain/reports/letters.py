"""Letters to a practice and to the person: whom they are from and to, and the words that may not stand in them.

A practice files what it gets, and the person reads it in the NHS App: nothing in the file names what the team is for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.cases.plain_name import tells
from app.domain.reports.document import Letter
from app.domain.values.dates import FULL_MONTHS, MONTHS, ClinicalDate
from app.domain.values.text import line

AUDIENCES: Final = frozenset({"gp", "person"})
"""Who gets letters that do not say what the team is for."""
_FORBIDDEN: Final = re.compile(r"official[- ]sensitive|\bV[1-9]\d?\b", re.IGNORECASE)
"""A marking of the police, a victim's code."""
_CODE: Final = re.compile(r"\b[FGST]\d{1,2}\b|\b[A-Z]\d{2}\.\d\b")
"""A goal, step, factor or scenario by its code, or a diagnosis by its own."""
_DATE: Final = re.compile(r"\b(\d\d)-([A-Z][a-z]{2})-(\d{4})\b")
_TITLED: Final = re.compile(r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor)\b\.?\s")
_TO_THEM: Final = "What we have worked out together"
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_NO_TITLE: Final = "Dear colleague,"


@dataclass(frozen=True)
class Sender:
    """Whom a letter is from: the service's plain name, and the lines below it."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """Whom a letter is about, as far as it says."""

    given: str
    family: str
    born: str = ""
    number: str = ""

    @property
    def whole(self) -> str:
        """Given and family name."""
        return " ".join(each for each in (self.given, self.family) if each)

    @property
    def short(self) -> str:
        """The first of the given names, and the family name."""
        return " ".join(each for each in (self.given.split(" ")[0], self.family) if each)


_THEIR: Final = {"he": "his", "she": "her"}
_CRISIS: Final = (
    "If you think of ending your life, ring **111** and choose option 2, day or night. If you are in danger now, ring "
    "**999**."
)


def letter_for(
    sender: Sender, recipient: str, about: Named, on: date, pronoun: str = "they", *, to_them: bool
) -> Letter:
    """The frame of a letter about somebody; one `to_them` is theirs."""
    to = tuple(part for part in (line(each) for each in recipient.split(",")) if part)
    if to_them:
        return Letter(
            sender=sender.name,
            lines=sender.lines,
            to=to,
            on=in_words(ClinicalDate.of(on).show(), None),
            about=_TO_THEM,
            greeting=f"Dear {about.given.split(' ')[0] or about.family},",
            running=about.short,
            closing=_CRISIS,
            large=True,
        )
    their = _THEIR.get(pronoun, "their")
    born = f"born {about.born}" if about.born else ""
    number = f"NHS number {about.number}" if about.number else ""
    return Letter(
        sender=sender.name,
        lines=sender.lines,
        to=to,
        on=ClinicalDate.of(on).show(),
        about=", ".join(each for each in (about.whole, born, number) if each),
        greeting=_dear(to[0] if to else ""),
        running=" · ".join(each for each in (about.short, born) if each),
        closing=f"This letter becomes part of {their} record and {pronoun} can read it in the NHS App.",
    )


def _dear(name: str) -> str:
    titled = _TITLED.match(name)
    return f"Dear {titled[0].strip()} {name.rsplit(' ', maxsplit=1)[-1]}," if titled else _NO_TITLE


def in_words(text: str, today: date | None) -> str:
    """A text with its days as they are spoken, "11 December"; of another year than today's with the year."""

    def spoken(found: re.Match[str]) -> str:
        day, month, year = found.groups()
        if month not in MONTHS:
            return found[0]
        named = f"{int(day)}{_NO_BREAK}{FULL_MONTHS[MONTHS.index(month)]}"
        return named if today and int(year) == today.year else f"{named}{_NO_BREAK}{year}"

    return _DATE.sub(spoken, text)


def not_plain(texts: Mapping[str, str], reference: str, audience: str) -> tuple[str, ...]:
    """The places where something stands that may not: what the team is for, the case, a victim by code."""
    return tuple(place for place, text in texts.items() if any(_found(text, reference, audience)))


def _found(text: str, reference: str, audience: str) -> Iterator[bool]:
    yield tells(text) or bool(_FORBIDDEN.search(text))
    yield audience == "person" and bool(_CODE.search(text))
    yield bool(reference) and bool(re.search(rf"(?<!\w){re.escape(reference)}(?!\w)", text, re.IGNORECASE))
