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
from app.domain.values.markup import one_line

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


def flagged(flags: Iterable[RedFlag], on: ClinicalDate) -> Iterator[Placed]:
    """The red flags of a record of that day that nobody has closed, and when those were closed that are."""
    for flag in flags:
        if not flag.sign:
            continue
        if flag.closed_on is not None:
            closed = Paragraph(text=flag.closed_on.show(), share=shares(flag, "closed_on"))
            yield Placed(part=Part.FLAGS, name="closed", block=closed, every=True, day=flag.closed_on)
            continue
        rests_on = shares(flag, "sign", "detail", "action", "told", "told_on")
        block = Paragraph(
            label=f"{said(flag, 'sign')}.", text=_in_words(flag, on), plain=True, flag=True, share=rests_on
        )
        yield Placed(part=Part.FLAGS, name="flag", block=block, every=True)


def _in_words(flag: RedFlag, on: ClinicalDate) -> str:
    """What was seen and when, what was done, who was told and when."""
    seen = f"Seen {on.show()}: {one_line(flag.detail)}" if on.is_known else one_line(flag.detail)
    done = f"Done: {one_line(flag.action)}" if flag.action else "Done: not recorded."
    to = ", ".join(each for each in (flag.told, flag.told_on.show() if flag.told_on else "") if each)
    told = f"Told: {to}." if to else "Told: not recorded."
    return " ".join(each for each in (seen, done, told) if each)
