"""Days as a spreadsheet counts them: a number of days since 1900, or since 1904 in files of an old Macintosh.

ECMA-376 part 1, 18.17.4: day 60 of 1900 is a 29 February that never was, kept for the sake of the programs before.
"""

import re
from datetime import date, timedelta
from typing import Final

_NO_DAY: Final = 60
_LAST: Final = 2_958_465
"""31 December 9999."""
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAY_OR_YEAR: Final = re.compile(r"[dy]|m{3,}", re.IGNORECASE)


def day_of(number: float, *, from_1904: bool = False) -> date | None:
    """The day of a serial number, its time of day left out; None for a number that is no day."""
    days = int(number)
    if number < 0 or days > _LAST:
        return None
    if from_1904:
        return date(1904, 1, 1) + timedelta(days=days)
    if days in {0, _NO_DAY}:
        return None
    return date(1899, 12, 31 if days < _NO_DAY else 30) + timedelta(days=days)


def is_date_format(code: str) -> bool:
    """Whether a format of numbers shows days: without what is quoted it has a letter of a day, a year or a month."""
    return bool(_DAY_OR_YEAR.search(_QUOTED.sub("", code.partition(";")[0])))
