"""Bail: before charge, after charge, by a court; or release under investigation, which has no conditions and no end."""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, references, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.bail.status import EXTENDED_TO, MONTHS, RUI, SORTS, is_over, limit_of
from app.domain.kinds.parts.condition import Condition
from app.domain.kinds.parts.running import is_before, last_of_months_after, latest
from app.domain.values.dates import ClinicalDate

__all__ = ["Bail", "Condition", "Extension", "title"]

BY: Final = (
    Choice("inspector", "Inspector", "To six months"),
    Choice("superintendent", "Superintendent", "To nine months"),
    Choice("court", "Magistrates' court", "Beyond nine months"),
)
ENDINGS: Final = (
    Choice("charged", "Charged"),
    Choice("no_action", "No further action"),
    Choice("rui", "Released under investigation"),
    Choice("rearrested", "Arrested again"),
    Choice("remanded", "Remanded in custody"),
    Choice("sentenced", "Sentenced"),
)


@dataclass(frozen=True, kw_only=True)
class Extension(Row):
    """A longer limit of bail before charge, and who allowed it."""

    to: ClinicalDate | None = date(
        "To",
        Direction.EITHER,
        share=Share.CONTEXT,
        needed=True,
        refused=lambda e: "It lies before the day on which it was allowed" if is_before(e.to, e.on) else "",
    )
    by: str = choice("By", BY, share=Share.CONTEXT, needed=True)
    on: ClinicalDate | None = date("On", Direction.PAST, share=Share.CONTEXT, needed=True)


def _is_before_charge(bail: Any) -> bool:
    return bool(bail.sort == "police_pre")


def _is_bail(bail: Any) -> bool:
    return bool(bail.sort and bail.sort != RUI)


def _no_conditions(bail: Any) -> str:
    if bail.sort == RUI:
        return "No condition can be attached to a release under investigation"
    return ""


def _no_return(bail: Any) -> str:
    if bail.sort == RUI:
        return "A release under investigation has no day of return"
    return "It lies before the day from which bail runs" if is_before(bail.return_on, bail.from_on) else ""


def _beyond_limit(bail: Any) -> str:
    limit = limit_of(bail)
    if limit is not None and is_before(limit, bail.return_on):
        return f"Bail before charge runs out on {limit.show()} unless it is extended"
    return ""


def _extended_oddly(bail: Any) -> str:
    """An extension beyond what who allowed it can allow, or allowed when bail had run out already."""
    limit = last_of_months_after(bail.arrested_on, MONTHS)
    for each in sorted(bail.extensions, key=lambda e: e.on.sort_key() if e.on else ""):
        if is_before(limit, each.on) and limit is not None:
            return f"Bail had run out on {limit.show()} when it was extended: an extension is allowed before"
        months = EXTENDED_TO.get(each.by)
        most = last_of_months_after(bail.arrested_on, months) if months else None
        if most is not None and is_before(most, each.to):
            return f"An extension by {_BY[each.by]} goes to {most.show()} at the latest"
        limit = latest((limit, each.to))
    return ""


_BY: Final = {"inspector": "an inspector", "superintendent": "a superintendent"}


@dataclass(frozen=True, kw_only=True)
class Bail:
    """From when, until when, on which conditions, and what became of it."""

    sort: str = choice("Sort", SORTS, share=Share.CONTEXT, needed=True, searched=True, section="Bail")
    by: str = line("By", share=Share.CONTEXT, needed=True, hint="Police force or court")
    officer: str = line("Officer in the case", share=Share.CONTEXT)
    victims: tuple[str, ...] = references("Protects", Target.VICTIM, share=Share.RISK, hint="Victim codes")
    replaced: tuple[str, ...] = references(
        "Takes the place of",
        Target.ORDER,
        share=Share.INTERNAL,
        takes_over=True,
        hint="An order of an earlier form that said this, and acts no more then",
    )

    arrested_on: ClinicalDate | None = date(
        "Arrested",
        Direction.PAST,
        share=Share.CONTEXT,
        needed=_is_before_charge,
        section="Dates",
        hint="The limit of bail before charge counts from the day after",
    )
    from_on: ClinicalDate | None = date(
        "Bailed or released on",
        Direction.PAST,
        share=Share.CONTEXT,
        needed=True,
        refused=lambda b: (
            "It lies before the day of the arrest" if is_before(b.from_on, b.arrested_on) else ""
        ),
    )
    return_on: ClinicalDate | None = date(
        "Return on",
        Direction.EITHER,
        share=Share.CONTEXT,
        needed=_is_bail,
        applies=lambda b: b.sort != RUI,
        due="Return to bail",
        done=is_over,
        refused=_no_return,
        warned=_beyond_limit,
        hint="To the police station or the court",
    )
    extensions: tuple[Extension, ...] = rows(
        "Extended",
        Extension,
        share=Share.CONTEXT,
        applies=_is_before_charge,
        refused=lambda b: "" if _is_before_charge(b) else "Only bail before charge is extended",
        warned=_extended_oddly,
    )
    ended_on: ClinicalDate | None = date(
        "Ended",
        Direction.PAST,
        share=Share.CONTEXT,
        needed=lambda b: bool(b.ended_how),
        refused=lambda b: (
            "It lies before the day from which bail runs" if is_before(b.ended_on, b.from_on) else ""
        ),
        hint="Empty while it runs",
    )
    ended_how: str = choice(
        "How it ended", ENDINGS, share=Share.CONTEXT, needed=lambda b: b.ended_on is not None
    )

    conditions: tuple[Condition, ...] = rows(
        "Conditions",
        Condition,
        share=Share.CONTEXT,
        section="Terms",
        applies=lambda b: b.sort != RUI,
        refused=_no_conditions,
    )
    note: str = text("Note", share=Share.CONTEXT)


def title(bail: Bail) -> str:
    """What it is and how it runs: "Police bail before charge, until 18-Dec-2026"."""
    what = said(bail, "sort") or "Bail"
    if bail.ended_on is not None:
        return f"{what}, ended {bail.ended_on.show()}"
    if bail.return_on is not None and bail.sort != RUI:
        return f"{what}, until {bail.return_on.show()}"
    return f"{what}, since {bail.from_on.show()}" if bail.from_on else what
