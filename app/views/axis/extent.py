"""Which days the axis shows: zoomed about a day, moved, never beyond what there is to show."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.charts.axis import MONTHS

LEAST_DAYS = 21


@dataclass(frozen=True)
class Extent:
    """The days shown, within those that could be."""

    start: date
    end: date
    first: date
    last: date

    @classmethod
    def whole(cls, first: date, last: date) -> "Extent":
        """Everything, and at least a few weeks of it."""
        last = max(last, first + timedelta(days=LEAST_DAYS))
        return cls(first, last, first, last)

    @property
    def days(self) -> int:
        """How many days are shown."""
        return (self.end - self.start).days

    @property
    def is_whole(self) -> bool:
        """Whether everything is shown."""
        return (self.start, self.end) == (self.first, self.last)

    @property
    def in_words(self) -> str:
        """The months shown, such as "Aug-2025 to Nov-2026"."""
        return " to ".join(f"{MONTHS[day.month - 1]}-{day.year}" for day in (self.start, self.end))

    def zoomed(self, times: float, about: float = 0.5) -> "Extent":
        """So many times fewer days, with what stands at `about`, from 0 at the left to 1, staying where it is."""
        days = max(LEAST_DAYS, min((self.last - self.first).days, round(self.days / times)))
        still = self.start + timedelta(days=self.days * about)
        return self._within(still - timedelta(days=days * about), days)

    def moved(self, share: float) -> "Extent":
        """As many days, a share of them later; earlier where it is negative."""
        shift = timedelta(days=round(self.days * share) or (1 if share > 0 else -1))
        return self._within(self.start + shift, self.days)

    def showing(self, day: date) -> "Extent":
        """The same, moved as little as it takes to show a day."""
        if self.start <= day <= self.end:
            return self
        return self._within(day - timedelta(days=self.days // 2), self.days)

    def _within(self, start: date, days: int) -> "Extent":
        start = max(self.first, min(start, self.last - timedelta(days=days)))
        return Extent(start, start + timedelta(days=days), self.first, self.last)
