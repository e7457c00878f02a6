"""What is known of the person who stalks."""

from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as day_of
from typing import Any

from app.domain.fields.answers import AWARENESS, NOT_KNOWN, YES_NO_UNKNOWN
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, reference, text
from app.domain.fields.sharing import Share
from app.domain.values.ages import Age, age
from app.domain.values.dates import ClinicalDate
from app.domain.values.identifiers import (
    parse_crn,
    parse_cro,
    parse_nhs_number,
    parse_pnc,
    parse_prison_number,
)

SEX = (
    Choice("female", "Female"),
    Choice("male", "Male"),
    Choice("other", "Another"),
    NOT_KNOWN,
)
NHS_STATUS = (
    Choice("verified", "Traced and verified"),
    Choice("present", "Given, not verified"),
    Choice("unavailable", "Not available"),
)


def _pnc_today(typed: str) -> str:
    return parse_pnc(typed, datetime.now(UTC).date())


def _is_stated(person: Any) -> bool:
    """Whether it is said that they know or do not: that nobody knows has no source and no day."""
    return person.awareness not in {"", NOT_KNOWN.code}


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """The facts of one person; each correction is a new version and the old one stays."""

    family_name: str = line("Family name", share=Share.CONTEXT, needed=True, section="Identity")
    given_names: str = line("Given names", share=Share.CONTEXT)
    other_names: str = line("Other names", share=Share.CONTEXT, hint="Aliases, former names and online names")
    born: ClinicalDate | None = date(
        "Date of birth", Direction.PAST, share=Share.CONTEXT, hint="For example 14-Aug-1980, 1980 or unknown"
    )
    sex: str = choice("Sex", SEX, share=Share.CONTEXT)
    gender: str = line("Gender, in their words", share=Share.CONTEXT)
    ethnicity: str = line("Ethnicity, in words", share=Share.CONTEXT)
    nhs_number: str = line("NHS number", share=Share.CONTEXT, check=parse_nhs_number, section="Numbers")
    nhs_status: str = choice("NHS number status", NHS_STATUS, share=Share.CONTEXT)
    pnc: str = line(
        "PNC ID",
        share=Share.CONTEXT,
        check=_pnc_today,
        hint="2001/0000001Q",
    )
    cro: str = line("CRO number", share=Share.CONTEXT, check=parse_cro)
    crn: str = line("Probation CRN", share=Share.CONTEXT, check=parse_crn)
    prison_number: str = line("Prison number", share=Share.CONTEXT, check=parse_prison_number)
    awareness: str = choice(
        "Knows of this case", AWARENESS, share=Share.CONTEXT, needed=True, section="Safety"
    )
    awareness_how: str = line(
        "How that is known",
        share=Share.CONTEXT,
        needed=_is_stated,
        hint="Who told them, or who says that they do not",
    )
    awareness_on: ClinicalDate | None = date(
        "Known since", Direction.PAST, share=Share.CONTEXT, needed=_is_stated, hint="Unknown is an answer"
    )
    contact_rules: str = text(
        "Rules for contact", share=Share.RISK, hint="Safe numbers and times; what never to do"
    )
    risk_to_staff: str = text("Risk to staff", share=Share.RISK)
    needs: str = text(
        "Needs", share=Share.ENGAGEMENT, hint="Interpreter, learning disability, autism, sight, hearing"
    )
    disabilities: str = text("Disabilities", share=Share.ENGAGEMENT, section="Care")
    adjustments: str = text(
        "Adjustments needed", share=Share.ENGAGEMENT, hint="What makes an appointment or a letter possible"
    )
    language: str = line("Language", share=Share.ENGAGEMENT)
    interpreter: str = choice(
        "Interpreter needed", YES_NO_UNKNOWN, share=Share.ENGAGEMENT, hint="Never a relative or friend"
    )
    religion: str = line("Religion or belief, in their words", share=Share.ENGAGEMENT)
    gp: str = line("General practice", share=Share.CONTEXT)
    deceased_on: ClinicalDate | None = date("Died on", Direction.PAST, share=Share.CONTEXT)

    @property
    def sort_name(self) -> str:
        """FAMILY, Given: the order of every list."""
        return ", ".join(part for part in (self.family_name.upper(), self.given_names) if part)

    def age_on(self, day: day_of) -> Age | None:
        """How old they are on a day, or were when they died; None where that is not known."""
        last = self.deceased_on.latest() if self.deceased_on else day
        return age(self.born, min(day, last)) if self.born and last else None


@dataclass(frozen=True, kw_only=True)
class PersonMerge:
    """That somebody is the same person as another, who stands for both; nobody where that is taken back."""

    into: str = reference("Is the same person as", Target.PERSON, share=Share.CONTEXT)
