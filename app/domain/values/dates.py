"""Clinical dates: whole, partial, uncertain, spans, or not known; typed as clinicians type, shown as DD-Mmm-YYYY.

Display and input follow the NHS Common User Interface guidance on dates (months as three letters, arithmetic such as
+3m). The month table is our own: the en_GB locale writes "Sept".
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from app.errors import NotADate

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_UNKNOWN = "unknown"
# "Between about Wednesday 30th September 2026 and about ..." is shorter.
_MOST_TYPED = 100
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
        if self.day is not None and not 1 <= self.day <= monthrange(self.year, self.month or 1)[1]:
            raise NotADate
        if self.until is not None:
            self._check_span(self.until)

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


def _from_wire(wire: str) -> ClinicalDate:
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(~?)", wire, re.ASCII)
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


def add_months(day: date, months: int) -> date:
    """The day so many months on; the 31st becomes the last day of a shorter month. Raises NotADate out of range."""
    index = day.year * len(MONTHS) + day.month - 1 + months
    year, month = divmod(index, len(MONTHS))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NotADate
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age(born: ClinicalDate, on: date) -> int | None:
    """Whole years of age on a day; None unless the birth date is one exact day not after it."""
    first = born.earliest()
    if not born.is_exact or first is None or first > on:
        return None
    return on.year - first.year - ((on.month, on.day) < (first.month, first.day))


_ABOUT = re.compile(r"^(?:about|around|circa|approx\.?|c\.|c |~)\s*|\s*\?$")
_SPAN = re.compile(r"^(?:between\s+)?(.+?)\s+(?:to|and|until)\s+(.+)$")
_SHIFT = re.compile(r"([+-]?)(\d{1,4})\s*([dwmy])")
_NUMBERS = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ ./-]*)?([a-z]{3,9})[ ,./-]*(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_WEEKDAY = re.compile(
    r"^(?:(mon)(?:day)?|(tue)(?:s|sday)?|(wed)(?:s|nesday)?|(thu)(?:r|rs|rsday)?|(fri)(?:day)?|(sat)(?:urday)?"
    r"|(sun)(?:day)?)[ ,]+(.+)$"
)


def parse(typed: str, today: date) -> ClinicalDate:
    """Read what a clinician types: 14-Aug-2026, 14/8/26, Aug 2026, 2026, today, +3m, -2d, about 2019, a to b, unknown.

    Days come before months. Raises NotADate.
    """
    if len(typed) > _MOST_TYPED:
        raise NotADate
    words = " ".join(typed.casefold().replace("\N{NON-BREAKING HYPHEN}", "-").split())
    if words in {"unknown", "not known", "nk", "n/k", "?"}:
        return ClinicalDate()
    span = _SPAN.match(words)
    if span:
        return replace(_parse_one(span[1], today), until=_parse_one(span[2], today))
    return _parse_one(words, today)


def _parse_one(words: str, today: date) -> ClinicalDate:
    plain = _ABOUT.sub("", words)
    if plain != words:
        return replace(_parse_one(plain, today), about=True)
    weekday = _WEEKDAY.match(words)
    if weekday:
        name, rest = filter(None, weekday.groups())
        return _on_weekday(name, _parse_one(rest, today))
    near = {"today": 0, "t": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return ClinicalDate.of(today + timedelta(days=near[words]))
    for pattern, read in _PATTERNS:
        found = pattern.fullmatch(words)
        if found:
            return read(found, today)
    raise NotADate


def _on_weekday(name: str, day: ClinicalDate) -> ClinicalDate:
    first = day.earliest()
    if not day.is_exact or first is None or first.weekday() != _DAYS.index(name):
        raise NotADate("The day of the week and the date do not agree.")
    return day


def _shifted(found: re.Match[str], today: date) -> ClinicalDate:
    amount = int(found[2]) * (-1 if found[1] == "-" else 1)
    try:
        if found[3] in "dw":
            return ClinicalDate.of(today + timedelta(days=amount * (7 if found[3] == "w" else 1)))
        return ClinicalDate.of(add_months(today, amount * (12 if found[3] == "y" else 1)))
    except (OverflowError, ValueError):
        raise NotADate from None


def _numbers(found: re.Match[str], today: date) -> ClinicalDate:
    return ClinicalDate(_year(found[3], today), int(found[2]), int(found[1]))


def _iso(found: re.Match[str], _: date) -> ClinicalDate:
    return ClinicalDate(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)


def _named(found: re.Match[str], today: date) -> ClinicalDate:
    names = [
        n for n, full in enumerate(_FULL, 1) if full.startswith(found[2]) or found[2] == "sept" == full[:4]
    ]
    if len(names) != 1:
        raise NotADate
    return ClinicalDate(_year(found[3], today), names[0], int(found[1]) if found[1] else None)


def _month_year(found: re.Match[str], _: date) -> ClinicalDate:
    return ClinicalDate(int(found[2]), int(found[1]))


def _only_year(found: re.Match[str], _: date) -> ClinicalDate:
    return ClinicalDate(int(found[0]))


def _year(typed: str, today: date) -> int:
    """A two-digit year is the latest such year that is at most ten years away: case work looks back, seldom far on."""
    if len(typed) > 2:  # noqa: PLR2004 - two digits
        return int(typed)
    century = today.year // 100 * 100
    year = century + int(typed)
    return year - 100 if year > today.year + 10 else year


_PATTERNS = (
    (_SHIFT, _shifted),
    (_ISO, _iso),
    (_NUMBERS, _numbers),
    (_MONTH_YEAR, _month_year),
    (_NAMED, _named),
    (re.compile(r"\d{4}"), _only_year),
)
