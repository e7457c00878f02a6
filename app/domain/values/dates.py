"""Clinical dates: whole, partial, uncertain, spans, or not known; shown as DD-Mmm-YYYY, read in `typed_dates`.

Display follows the NHS Common User Interface guidance on dates (months as three letters). The month table is our own:
the en_GB locale writes "Sept".
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from app.errors import NotADate

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_DAYS_IN_ANY_MONTH = 28
_UNKNOWN = "unknown"
_WIRE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(~?)", re.ASCII)
# Sorts after every dated row in descending order, and so last in a list that is newest first.
_UNDATED = "0000"


@dataclass(frozen=True)
class ClinicalDate:
    """A date as well as it is known. Without a year it is "not known"; `until` makes it a span."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    about: bool = False
    until: "ClinicalDate | None" = None

    def __post_init__(self) -> None:
        """Refuse a date that cannot be; raises NotADate."""
        if self.year is None:
            if self.month or self.day or self.about or self.until:
                raise NotADate
            return
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR or (self.day and not self.month):
            raise NotADate
        if self.month is not None and not 1 <= self.month <= len(MONTHS):
            raise NotADate
        if self.day is not None:
            self._check_day(self.year, self.month or 1, self.day)
        if self.until is not None:
            self._check_span(self.until)

    @staticmethod
    def _check_day(year: int, month: int, day: int) -> None:
        if day < 1:
            raise NotADate
        if day > _DAYS_IN_ANY_MONTH and day > (last := monthrange(year, month)[1]):
            raise NotADate(f"{FULL_MONTHS[month - 1]} {year} has {last} days.")

    def _check_span(self, until: "ClinicalDate") -> None:
        first, last = self._first(), until.latest()
        if until.until is not None or last is None or first is None or last <= first:
            raise NotADate("The end of a span of dates has to come after its beginning.")

    @classmethod
    def of(cls, day: date) -> "ClinicalDate":
        """The exact date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_wire(cls, wire: str) -> "ClinicalDate":
        """Read the wire form (a subset of ISO 8601-2): "2026-08-14", "2026-08~", "2024/2025", "unknown"."""
        if wire == _UNKNOWN:
            return cls()
        begin, slash, end = wire.partition("/")
        first = _from_wire(begin)
        return replace(first, until=_from_wire(end)) if slash else first

    def to_wire(self) -> str:
        """The wire form, the one spelling of this value."""
        if self.year is None:
            return _UNKNOWN
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return (
            "-".join(parts) + ("~" if self.about else "") + (f"/{self.until.to_wire()}" if self.until else "")
        )

    @property
    def is_known(self) -> bool:
        """Whether there is at least a year."""
        return self.year is not None

    @property
    def is_exact(self) -> bool:
        """Whether it is one certain day."""
        return self.day is not None and not self.about and self.until is None

    def earliest(self) -> date | None:
        """The first day it can be; None when not known. "About" widens nothing: it is a word, not a margin."""
        return self._first()

    def latest(self) -> date | None:
        """The last day it can be; None when not known."""
        if self.until is not None:
            return self.until.latest()
        if self.year is None:
            return None
        month = self.month or len(MONTHS)
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def days(self) -> tuple[date, date] | None:
        """The first and the last day it can be; None when not known."""
        first, last = self.earliest(), self.latest()
        return (first, last) if first and last else None

    def _first(self) -> date | None:
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    def sort_key(self) -> str:
        """Text that sorts by the first day; the undated sort below every date."""
        first = self._first()
        return first.isoformat() if first else _UNDATED

    def show(self) -> str:
        """DD-Mmm-YYYY, as much of it as is known."""
        if self.year is None:
            return "Not known"
        parts = [f"{self.day:02}"] if self.day else []
        parts += [MONTHS[self.month - 1]] if self.month else []
        shown = ("about " if self.about else "") + "-".join([*parts, f"{self.year:04}"])
        return f"{shown} to {self.until.show()}" if self.until else shown


# The same days come again and again in a case; a day alone tells nothing.
@lru_cache(maxsize=4096)
def _from_wire(wire: str) -> ClinicalDate:
    found = _WIRE.fullmatch(wire)
    if not found:
        raise NotADate
    year, month, day, about = found.groups()
    return ClinicalDate(
        int(year), int(month) if month else None, int(day) if day else None, about=bool(about)
    )


def show_instant(at: datetime, offset_minutes: int) -> str:
    """A time of day at the offset it was entered in: "14-Aug-2026 15:02"."""
    local = at.astimezone(timezone(timedelta(minutes=offset_minutes)))
    return f"{ClinicalDate.of(local.date()).show()} {local:%H:%M}"


def show_signing(at: datetime) -> str:
    """The time of a signature: by the signer's clock and offset, then in UTC; one form on the page and of the check.

    "15-Jul-2026 00:30 UTC+01:00 (14-Jul-2026 23:30 UTC)".
    """
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    universal = show_instant(at, 0)
    if not minutes:
        return f"{universal} UTC"
    local = show_instant(at, minutes)
    same_day = local.split(" ")[0] == universal.split(" ")[0]
    offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return f"{local} UTC{offset} ({universal.split(' ')[1] if same_day else universal} UTC)"


def add_months(day: date, months: int) -> date:
    """The day so many months on; the 31st becomes the last day of a shorter month. Raises NotADate out of range."""
    index = day.year * len(MONTHS) + day.month - 1 + months
    year, month = divmod(index, len(MONTHS))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NotADate
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
