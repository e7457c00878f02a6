"""Who is round the person, and what the person consented to: each a list that is stated whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.fields.answers import AGENCIES, ASKED, NOT_ASKED, YES_NO_UNKNOWN
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable

ROLES: Final = (
    Choice("family", "Family"),
    Choice("partner", "Partner"),
    Choice("friend", "Friend"),
    Choice("employer", "Employer"),
    Choice("professional", "Professional"),
    Choice("child", "Child"),
)


def _code(typed: str) -> str:
    code = typed.upper()
    if not re.fullmatch(Target.VICTIM.pattern, code):
        raise NotAcceptable("A victim\u2019s code is written V1.")
    return code


@dataclass(frozen=True, kw_only=True)
class Companion(Row):
    """Somebody round the person. Never a victim by name: a partner who is one stands as their code."""

    name: str = line("Name", share=Share.INTERNAL, needed=lambda c: not c.victim)
    victim: str = line(
        "Code, where it is a victim", share=Share.INTERNAL, check=_code, hint="V1; then without a name"
    )
    relation: str = line("Relation", share=Share.INTERNAL, needed=True)
    role: str = choice("Role", ROLES, share=Share.INTERNAL, needed=True)
    lives_with: str = choice("Lives with them", YES_NO_UNKNOWN, share=Share.INTERNAL, needed=True)
    knows: str = choice("Knows of the case", ASKED, share=Share.INTERNAL, needed=True)
    safe: str = choice("Safe to contact", YES_NO_UNKNOWN, share=Share.INTERNAL, needed=True)
    note: str = text("Note", share=Share.INTERNAL)
    until: ClinicalDate | None = date("Until", Direction.EITHER, share=Share.INTERNAL)


@dataclass(frozen=True, kw_only=True)
class PersonCircle:
    """The people round the person."""

    people: tuple[Companion, ...] = rows("People round the person", Companion, share=Share.INTERNAL)


SHARING: Final = "sharing"
CONSENT_TO: Final = (
    Choice("treatment", "Treatment"),
    Choice("research", "Research"),
    Choice(SHARING, "Sharing with an agency"),
)
CONSENT_ANSWERS: Final = (
    Choice("given", "Given"),
    Choice("refused", "Refused"),
    Choice("withdrawn", "Withdrawn"),
    NOT_ASKED,
    Choice("not_needed", "Not needed"),
)
_LEAST_FIRST: Final = ("withdrawn", "refused", "not_asked", "given", "not_needed")
"""Where two were stated of one day, the one by which less may be done holds: a rule of this program."""


@dataclass(frozen=True, kw_only=True)
class Consent(Row):
    """One answer of the person, on a day; a later one to the same takes its place."""

    to: str = choice("To", CONSENT_TO, share=Share.INTERNAL, needed=True)
    agency: str = choice(
        "Agency",
        AGENCIES,
        share=Share.INTERNAL,
        needed=lambda c: c.to == SHARING,
        applies=lambda c: c.to == SHARING,
    )
    answer: str = choice("Answer", CONSENT_ANSWERS, share=Share.INTERNAL, needed=True)
    on: ClinicalDate | None = date("On", Direction.PAST, share=Share.INTERNAL, needed=True)
    how: str = line(
        "How", share=Share.INTERNAL, needed=True, hint="In writing, in an appointment, by telephone"
    )


@dataclass(frozen=True, kw_only=True)
class PersonConsent:
    """Every consent that was asked for."""

    consents: tuple[Consent, ...] = rows("Consents", Consent, share=Share.INTERNAL)

    def holding(self) -> Iterator[Consent]:
        """Of each thing that can be consented to the answer that holds: the latest, and of one day the least."""
        by_scope: dict[tuple[str, str], list[Consent]] = {}
        for each in self.consents:
            by_scope.setdefault((each.to, each.agency if each.to == SHARING else ""), []).append(each)
        for found in by_scope.values():
            yield max(found, key=_weight)


def _weight(consent: Consent) -> tuple[str, int]:
    day = consent.on.sort_key() if consent.on else ""
    return day, -_LEAST_FIRST.index(consent.answer) if consent.answer in _LEAST_FIRST else 0
