"""A quarter of a year, and on which side of it a day lies."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.domain.values.dates import ClinicalDate, add_months
from app.errors import NotAcceptable

_TYPED: Final = re.compile(r"([12][0-9]{3})-[Qq]([1-4])", re.ASCII)
_MONTHS: Final = 3


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of a calendar year: 2026-Q4."""

    year: int
    number: int

    @classmethod
    def read(cls, typed: str) -> "Quarter":
        """The quarter that was typed; raises NotAcceptable."""
        found = _TYPED.fullmatch(typed.strip())
        if found is None:
            raise NotAcceptable("A quarter is typed with its year, as in 2026-Q4.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter that a day lies in."""
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return add_months(self.first, _MONTHS) - timedelta(days=1)

    @property
    def words(self) -> str:
        """2026-Q4, 01-Oct-2026 to 31-Dec-2026."""
        days = (ClinicalDate.of(day).show() for day in (self.first, self.last))
        return f"{self.year}-Q{self.number}, {' to '.join(days)}"

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last
