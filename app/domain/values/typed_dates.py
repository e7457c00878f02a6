"""Reads dates as they are typed or pasted: by a clinician, out of a word processor, a police log, a letter.

Input follows the NHS Common User Interface guidance on dates (arithmetic such as +3m; days before months). What can be
read in two ways is refused, and so is a day without its year: `nearest` offers one, for a person to take.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.values.dates import FULL_MONTHS, ClinicalDate, add_months
from app.domain.values.text import APOSTROPHES, HYPHENS
from app.errors import NotADate, NoYear

# "Between about Wednesday 30th September 2026 at 15:02 and about ..." is shorter.
_MOST_TYPED = 100
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# What word processors put for a hyphen and an apostrophe.
_SIGNS = str.maketrans(dict.fromkeys(f"{HYPHENS}\u2014\u2015", "-") | dict.fromkeys(APOSTROPHES, "'"))
_NOT_KNOWN = {"unknown", "not known", "nk", "n/k", "?", "??/??/????"}


class Direction(StrEnum):
    """Where in time the date of a field lies: what has happened, what is to come, or either."""

    PAST = "past"
    COMING = "coming"
    EITHER = "either"

    def refusal(self, day: ClinicalDate, today: date) -> str:
        """Why a date cannot stand there; empty when it can. A month or year that has begun is not to come yet."""
        begins, ends = (day.until or day).earliest(), day.latest()
        if self is Direction.PAST and begins is not None and begins > today:
            return "It lies in the future: it can be today at the latest"
        if self is Direction.COMING and ends is not None and ends < today:
            return "It lies in the past: it can be today at the earliest"
        return ""


@dataclass(frozen=True)
class TypedDate:
    """What was read, and whether a time of day that stood with it was left out."""

    day: ClinicalDate
    time_left_out: bool = False


def parse(typed: str, today: date) -> ClinicalDate:
    """The date that was typed. Raises NotADate."""
    return read(typed, today).day


def read(typed: str, today: date) -> TypedDate:
    """Read 14-Aug-2026, 14/8/26, Aug 2026, 2026, today, +3m, about 2019, a to b, 3-5 March 2025, unknown.

    Raises NotADate; NoYear for a day without its year.
    """
    words = _plain(typed)
    if words in _NOT_KNOWN:
        return TypedDate(ClinicalDate())
    rest = _without_time(words)
    day = _parse(rest, today)
    if rest == words:
        return TypedDate(day)
    if day.day is None or day.until is not None:
        raise NotADate
    return TypedDate(day, time_left_out=True)


def nearest(typed: str, today: date, direction: Direction) -> ClinicalDate | None:
    """The nearest such day before today or to come, for a day that was typed without its year; else None."""
    try:
        words = _without_time(_plain(typed))
        weekday = _WEEKDAY.match(words)
        day, month = _without_year(_LEAD.sub("", weekday[weekday.lastindex or 0] if weekday else words))
    except NotADate:
        return None
    step = 1 if direction is Direction.COMING else -1
    for year in range(today.year, today.year + 9 * step, step):
        try:
            found = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if (found - today).days * step >= 0:
            named = next(filter(None, weekday.groups())) if weekday else _DAYS[found.weekday()]
            return ClinicalDate.of(found) if _DAYS[found.weekday()] == named else None
    return None


def _plain(typed: str) -> str:
    if len(typed) > _MOST_TYPED:
        raise NotADate
    words = " ".join(typed.translate(_SIGNS).casefold().split())
    return words.strip("[]() ,;").removesuffix(".")


# --- the time of day ------------------------------------------------------------------------------------------

_CLOCK = (
    r"(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\b\.?| ?(?:hrs|hours|h)\b)?"
    r"|(?:[01]\d|2[0-3])[0-5]\d ?(?:hrs|hours|h)\b"
    r"|(?:0?[1-9]|1[0-2])(?:[.:][0-5]\d)? ?[ap]\.?m\b\.?)"
    r"(?: ?(?P<zone>z|utc|gmt|bst|[+-]\d\d:?\d\d))?"
)
_TIME_AFTER = re.compile(rf"(?:(?<=\d)t|,? (?:at )?|,){_CLOCK}$")
_TIME_BEFORE = re.compile(rf"^{_CLOCK},? (?:on )?")
_LATE = re.compile(r"23|11.*p")


def _without_time(words: str) -> str:
    """What is left without a time of day at its end or its beginning.

    Raises NotADate for a time whose zone may put it on another day here.
    """
    found = _TIME_AFTER.search(words) or _TIME_BEFORE.match(words)
    if not found:
        return words
    zone = found["zone"]
    is_utc = zone in {"z", "utc", "gmt", "+00:00", "+0000"}
    if (is_utc and _LATE.match(found["clock"])) or not (is_utc or zone in {None, "bst", "+01:00", "+0100"}):
        raise NotADate("That time may be on another day here: give the day by itself.")
    return words[: found.start()] + words[found.end() :]


# --- spans ----------------------------------------------------------------------------------------------------

_SPAN = re.compile(r"^(?:(?:between|from) )?(.+?) (?:to|and|until) (.+)$")
_DASH = re.compile(r" ?- ?")


def _parse(words: str, today: date) -> ClinicalDate:
    span = _SPAN.match(words)
    if span:
        return _pair(span[1], span[2], today)
    try:
        return _parse_one(words, today)
    except NotADate:
        found = list(_dashed(words, today))
        # Where a dash can be the one between two dates in two ways, nobody knows which was meant.
        if len(found) != 1:
            raise
        return found[0]


def _dashed(words: str, today: date) -> Iterator[ClinicalDate]:
    for dash in _DASH.finditer(words):
        left, right = words[: dash.start()], words[dash.end() :]
        try:
            yield _pair(left, right, today)
        except NotADate:
            continue


def _pair(left: str, right: str, today: date) -> ClinicalDate:
    end = _parse_one(right, today)
    try:
        begin = _parse_one(left, today)
    except NotADate as refused:
        begin = _borrowed(left, right, end, refused)
    return replace(begin, until=end)


def _borrowed(left: str, right: str, end: ClinicalDate, refused: NotADate) -> ClinicalDate:
    """The beginning of "3 to 5 March 2025": what it lacks stands in the end."""
    plain = _ABOUT.sub("", left)
    if plain != left:
        return replace(_borrowed(plain, right, end, refused), about=True)
    weekday = _WEEKDAY.match(left)
    if weekday:
        name, rest = filter(None, weekday.groups())
        return _on_weekday(name, _borrowed(rest, right, end, refused))
    if end.day and (alone := _DAY_ALONE.fullmatch(left)) and "-" not in right:
        return ClinicalDate(end.year, end.month, int(alone[1]))
    if month := _MONTH_ALONE.fullmatch(left):
        return ClinicalDate(end.year, _month(month[1]))
    try:
        day, number = _without_year(left)
    except NotADate:
        raise refused from None
    return ClinicalDate(end.year, number, day)


# --- one date -------------------------------------------------------------------------------------------------

_ORDINAL = "(?:st|nd|rd|th)"
_YEAR = r"(\d{4}|'?\d{2})"
_ABOUT = re.compile(
    r"^(?:about|around|circa|approximately|approx\.?|ca\.? |c\.|c |c(?=\d)|~)\s*|(?<=\w)\s*\?$"
)
_LEAD = re.compile(r"^(?:(?:on|dated) )?(?:the )?")
_WEEKDAY = re.compile(
    r"^(?:(mon)(?:day)?|(tue)(?:s|sday)?|(wed)(?:s|nesday)?|(thu)(?:r|rs|rsday)?|(fri)(?:day)?|(sat)(?:urday)?"
    r"|(sun)(?:day)?)[ ,]+(.+)$"
)
_SHIFT = re.compile(r"([+-]?)(\d{1,4})\s*([dwmy])")
_NUMBERS = re.compile(rf"(\d{{1,2}})( ?[./-] ?| )(\d{{1,2}})\2{_YEAR}")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_BASIC = re.compile(r"((?:19|20|21|22)\d{2})(\d{2})(\d{2})")
_NAMED = re.compile(rf"(?:(\d{{1,2}}){_ORDINAL}?(?: of)?[ ./-]*)?([a-z]{{3,9}})[ ,./-]*{_YEAR}")
_MONTH_FIRST = re.compile(rf"([a-z]{{3,9}})\.? ?(\d{{1,2}}){_ORDINAL}?,? (\d{{4}}|'\d{{2}})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_MASKED = re.compile(rf"(?:\?\??|xx?)([./-])(\d{{1,2}}|\?\??|xx?)\1{_YEAR}")
_DAY_ALONE = re.compile(rf"(\d{{1,2}}){_ORDINAL}?")
_MONTH_ALONE = re.compile(r"([a-z]{3,9})")
_NO_YEAR = (
    re.compile(rf"(?P<day>\d{{1,2}}){_ORDINAL}?(?: of)?[ ./-]*(?P<name>[a-z]{{3,9}})"),
    re.compile(rf"(?P<name>[a-z]{{3,9}}) (?P<day>\d{{1,2}}{_ORDINAL}|\d)"),
    re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})"),
)


def _parse_one(words: str, today: date) -> ClinicalDate:
    plain = _ABOUT.sub("", words)
    if plain != words:
        return replace(_parse_one(plain, today), about=True)
    weekday = _WEEKDAY.match(words)
    if weekday:
        name, rest = filter(None, weekday.groups())
        return _on_weekday(name, _parse_one(rest, today))
    words = _LEAD.sub("", words)
    near = {"today": 0, "t": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return ClinicalDate.of(today + timedelta(days=near[words]))
    for pattern, made in _PATTERNS:
        found = pattern.fullmatch(words)
        if found:
            return made(found, today)
    _without_year(words)
    raise NoYear


def _without_year(words: str) -> tuple[int, int]:
    """Day and month of a day without its year. Raises NotADate for anything else."""
    for pattern in _NO_YEAR:
        if found := pattern.fullmatch(words):
            parts = found.groupdict()
            day = int(parts["day"].rstrip("sthndr"))
            month = int(parts["month"]) if "month" in parts else _month(parts["name"])
            # 2024 is a leap year: 29 February is a day of some year.
            ClinicalDate(2024, month, day)
            return day, month
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
    return ClinicalDate(_year(found[4], today), int(found[3]), int(found[1]))


def _iso(found: re.Match[str], _: date) -> ClinicalDate:
    return ClinicalDate(int(found[1]), int(found[3]), int(found[4]))


def _iso_month(found: re.Match[str], _: date) -> ClinicalDate:
    return ClinicalDate(int(found[1]), int(found[2]))


def _basic(found: re.Match[str], _: date) -> ClinicalDate:
    return ClinicalDate(int(found[1]), int(found[2]), int(found[3]))


def _named(found: re.Match[str], today: date) -> ClinicalDate:
    return ClinicalDate(_year(found[3], today), _month(found[2]), int(found[1]) if found[1] else None)


def _month_first(found: re.Match[str], today: date) -> ClinicalDate:
    return ClinicalDate(_year(found[3], today), _month(found[1]), int(found[2]))


def _month_year(found: re.Match[str], _: date) -> ClinicalDate:
    return ClinicalDate(int(found[2]), int(found[1]))


def _masked(found: re.Match[str], today: date) -> ClinicalDate:
    return ClinicalDate(_year(found[3], today), int(found[2]) if found[2].isdigit() else None)


def _only_year(found: re.Match[str], _: date) -> ClinicalDate:
    return ClinicalDate(int(found[0]))


def _month(name: str) -> int:
    """The number of a month by its name, its first letters, or "Sept"."""
    numbers = [
        n
        for n, full in enumerate(FULL_MONTHS, 1)
        if full.casefold().startswith(name) or (name, n) == ("sept", 9)
    ]
    if len(set(numbers)) != 1:
        raise NotADate
    return numbers[0]


def _year(typed: str, today: date) -> int:
    """A two-digit year is the latest such year that is at most ten years away: case work looks back, seldom far on."""
    digits = typed.removeprefix("'")
    if len(digits) > 2:  # noqa: PLR2004 - two digits
        return int(digits)
    century = today.year // 100 * 100
    year = century + int(digits)
    return year - 100 if year > today.year + 10 else year


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], ClinicalDate]], ...] = (
    (_SHIFT, _shifted),
    (_ISO, _iso),
    (_ISO_MONTH, _iso_month),
    (_BASIC, _basic),
    (_NUMBERS, _numbers),
    (_MONTH_YEAR, _month_year),
    (_NAMED, _named),
    (_MONTH_FIRST, _month_first),
    (_MASKED, _masked),
    (re.compile(r"\d{4}"), _only_year),
)
