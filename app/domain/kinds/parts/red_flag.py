"""Red flags: signs that somebody must act today, and what was done about each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, line, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.facets import Facet
from app.domain.records.facets import RedFlag as Raised
from app.domain.values.dates import ClinicalDate
from app.domain.values.markup import as_item

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
class RedFlag(Row):
    """One sign, the action it led to, and who was told. It cannot be signed without an action."""

    sign: str = choice("Sign", SIGNS, share=Share.RISK, needed=True, searched=True)
    detail: str = text("What was seen or said", share=Share.RISK, needed=True)
    action: str = text("Action", share=Share.RISK, needed=True, hint="Who does what, and by when")
    told: str = line("Who was told", share=Share.RISK, needed=True, hint="Name and agency")
    told_on: ClinicalDate | None = date("Told on", Direction.PAST, share=Share.RISK, needed=True)
    closed_on: ClinicalDate | None = date(
        "Closed on", Direction.PAST, share=Share.RISK, hint="Empty while it still needs watching"
    )


def raised(flags: Iterable[RedFlag], on: ClinicalDate) -> Iterator[Facet]:
    """The red flags of a record of that day, as other pages read them."""
    for flag in flags:
        if flag.sign:
            words = f"{said(flag, 'sign')}: {flag.detail}"
            yield Raised(row=flag.row, sign=flag.sign, words=words, raised=on, closed=flag.closed_on)


def flagged(flags: Iterable[RedFlag]) -> Iterator[Placed]:
    """The red flags that nobody has closed, each an item of a list."""
    for flag in flags:
        if flag.sign and flag.closed_on is None:
            told = f"Told: {flag.told}, {flag.told_on.show()}." if flag.told and flag.told_on else ""
            text = as_item(f"{said(flag, 'sign')}.", flag.detail, flag.action, told)
            block = Paragraph(text=text, share=shares(flag, "sign", "detail", "action", "told", "told_on"))
            yield Placed(part=Part.FLAGS, name="flag", block=block, every=True)
