"""What is known of a red flag when it is raised: in a record of its own, or in a row of the record that raises it."""

from dataclasses import dataclass

from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    date,
    line,
    references,
    rows,
    text,
    time,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.told import Told
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
    Choice("partner", "Believes that the victim has a partner"),
    Choice("whereabouts", "Says they know the victim's home or routine"),
    Choice(
        "new_partner",
        "Victim's new partner or home became known",
        "Partner or home: not told apart",
        retired=True,
    ),
    Choice("date_near", "Date coming up", "Anniversary, hearing, release, contact with a child"),
    Choice("disengaged", "Broke off contact with services"),
    Choice("calm", "Sudden calm or farewell"),
    Choice("preparing", "Preparing for it", "Buying, travelling, rehearsing, giving things away"),
    Choice("stopped_treatment", "Stopped treatment or medication"),
    Choice("other", "Another sign"),
)
VICTIM, SELF, CHILD = "victim", "self", "child"
ABOUT = (
    Choice(VICTIM, "A victim"),
    Choice(SELF, "The person themselves"),
    Choice("staff", "A member of staff"),
    Choice(CHILD, "A child"),
    Choice("other", "Somebody else"),
)
_NO_PLACE = "Never where or when a victim can be found"


@dataclass(frozen=True, kw_only=True)
class Deed(Row):
    """Something that was done about it."""

    what: str = text("What was done", share=Share.RISK, needed=True, hint=_NO_PLACE)
    by: str = line("By whom", share=Share.RISK, needed=True)
    on: ClinicalDate | None = date("On", Direction.PAST, share=Share.RISK, needed=True)
    at: str = time("At", share=Share.RISK)


@dataclass(frozen=True, kw_only=True)
class Raised:
    """What is known when a flag is raised, in a record of its own or in a row of another."""

    sign: str = choice("Sign", SIGNS, share=Share.RISK, needed=True, searched=True, section="What was seen")
    about: str = choice("Whom it concerns", ABOUT, share=Share.RISK, needed=True)
    victims: tuple[str, ...] = references("Victims", Target.VICTIM, share=Share.RISK, hint="Codes")
    seen: str = text("What was seen or said", share=Share.RISK, needed=True, hint=_NO_PLACE)
    seen_at: ClinicalDate | None = date("Seen on", Direction.PAST, share=Share.RISK, needed=True)
    at: str = time("At", share=Share.RISK)
    by: str = line("Seen or heard by", share=Share.RISK, needed=True, hint="Name and role")
    done: tuple[Deed, ...] = rows("What was done", Deed, share=Share.RISK, section="What was done")
    told: tuple[Told, ...] = rows("Who was told", Told, share=Share.RISK)


@dataclass(frozen=True, kw_only=True)
class RedFlagRow(Row, Raised):
    """A flag in a record of another kind. At Sign it becomes a red flag of its own that cites the record."""
