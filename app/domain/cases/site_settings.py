"""What the lead stated for the whole service: plain name and letterhead, days off, when a review is asked for."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.cases.plain_name import MOST, plain_name, told_plainly
from app.domain.fields.declare import Direction, count, line, rows
from app.domain.fields.declare import date as day_field
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

REVIEW_DAYS: Final = 180
"""After how many days without a review an open case is asked about, where the service stated nothing."""
_MOST_DAYS: Final = 999
_LONGEST: Final = 90
_TWICE: Final = "That day stands here twice"
_NOT_ONE_DAY: Final = "Say it as one day: 25-Dec-2026"


def _not_one_day(row: "DayOff") -> str:
    day = row.day
    return "" if day is None or (day.is_exact and day.earliest() == day.latest()) else _NOT_ONE_DAY


@dataclass(frozen=True, kw_only=True)
class DayOff(Row, noun="Day off"):
    """A day from Monday to Friday on which the service does not work."""

    day: ClinicalDate | None = day_field(
        "Day", Direction.EITHER, share=Share.INTERNAL, needed=True, must_be_known=True, refused=_not_one_day
    )
    what: str = line("What it is", share=Share.INTERNAL, most=_LONGEST, hint="Christmas Day")


def _repeated(settings: "SiteSettings") -> str:
    days = [each.day for each in settings.days_off]
    return _TWICE if len(set(days)) < len(days) else ""


@dataclass(frozen=True, kw_only=True)
class SiteSettings:
    """What holds for everybody. The plain name may be unknown: a vault from before it was asked for has none."""

    plain_name: str = line(
        "Plain name",
        share=Share.INTERNAL,
        needed=True,
        section="On letters and certificates",
        most=MOST,
        check=plain_name,
        hint="Stands on letters to anybody outside the programme, and in certificates: it must not say stalking",
    )
    address: str = line(
        "Address", share=Share.INTERNAL, most=300, check=told_plainly, hint="As printed, with commas between"
    )
    telephone: str = line(
        "Telephone",
        share=Share.INTERNAL,
        most=_LONGEST,
        check=told_plainly,
        hint="As printed, with its hours",
    )
    review_days: int | None = count(
        "Days without a review",
        share=Share.INTERNAL,
        needed=True,
        section="What is asked for",
        most=_MOST_DAYS,
        hint="After so many an open case is asked about on Today",
    )
    days_off: tuple[DayOff, ...] = rows(
        "Days off",
        DayOff,
        share=Share.INTERNAL,
        section="Working days",
        hint="Bank holidays and other days from Monday to Friday that do not count",
        refused=_repeated,
    )

    @property
    def review_limit(self) -> int:
        """After how many days without a review an open case is asked about."""
        return REVIEW_DAYS if self.review_days is None else self.review_days

    @property
    def off(self) -> frozenset[date]:
        """The days that count as no working day."""
        days = (each.day.earliest() for each in self.days_off if each.day is not None)
        return frozenset(day for day in days if day is not None)


SITE_SETTINGS: Final = SiteSettings(review_days=REVIEW_DAYS)
"""What holds where the service stated nothing."""
