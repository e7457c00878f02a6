"""Age, as well as it follows from a date of birth: exact from an exact date, else between two bounds."""

from dataclasses import dataclass
from datetime import date

from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True)
class Age:
    """Whole years of age: from `least` to `most`, the same when the birthday is known."""

    least: int
    most: int
    about: bool = False
    """Whether the date of birth is a guess."""

    def show(self) -> str:
        """In words: "46", "45 or 46", "40 to 46", "about 46"."""
        years = self.most - self.least
        if years == 0 or (years == 1 and self.about):
            shown = str(self.most)
        else:
            shown = f"{self.least} {'or' if years == 1 else 'to'} {self.most}"
        return f"about {shown}" if self.about else shown


def age(born: ClinicalDate, on: date) -> Age | None:
    """The age on a day; None when nothing of the date of birth is known, or it is after that day."""
    first, last = born.earliest(), born.latest()
    if first is None or last is None or first > on:
        return None
    guessed = born.about or (born.until is not None and born.until.about)
    return Age(_years(min(last, on), on), _years(first, on), about=guessed)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
