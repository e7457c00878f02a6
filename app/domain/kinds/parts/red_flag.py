"""Red flags: signs that somebody must act today, and what was done about each."""

from dataclasses import dataclass

from app.domain.fields.declare import Choice, choice, date, line, text
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

SIGNS = (
    Choice("threat_with_plan", "Threat with a plan"),
    Choice("weapon", "Weapon sought, held or spoken of"),
    Choice("approach", "Coming closer or more often"),
    Choice("breach", "Order or condition breached"),
    Choice("suicidal", "Suicidal thoughts or acts"),
    Choice("homicidal", "Thoughts of killing"),
    Choice("last_resort", "Nothing left to lose"),
    Choice("losses", "Losses close together", "Home, work, contact with a child, a ruling"),
    Choice("psychosis", "Psychosis that takes in the victim"),
    Choice("substances", "Sharp rise in drinking or drug use"),
    Choice("new_partner", "Victim's new partner or home became known"),
    Choice("date_near", "Date coming up", "Anniversary, hearing, release, contact with a child"),
    Choice("disengaged", "Broke off contact with services"),
    Choice("calm", "Sudden calm or farewell"),
    Choice("other", "Another sign"),
)


@dataclass(frozen=True, kw_only=True)
class RedFlag:
    """One sign, the action it led to, and who was told. It cannot be signed without an action."""

    sign: str = choice("Sign", SIGNS, share=Share.RISK, needed=True, searched=True)
    detail: str = text("What was seen or said", share=Share.RISK, needed=True)
    action: str = text("Action", share=Share.RISK, needed=True, hint="Who does what, and by when")
    told: str = line("Who was told", share=Share.RISK, needed=True, hint="Name and agency")
    told_on: ClinicalDate | None = date("Told on", share=Share.RISK, needed=True)
    closed_on: ClinicalDate | None = date(
        "Closed on", share=Share.RISK, hint="Empty while it still needs watching"
    )
