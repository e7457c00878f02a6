"""What a working copy is of."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.records.chronology_filter import ALL_ENTRIES, EntriesAsked


class Subject(StrEnum):
    """What is printed; the value is the title of its pages."""

    CHRONOLOGY = "Chronology"
    AXIS = "The case over time"
    RATINGS = "Ratings over time"
    THREAD = "The golden thread"
    DOSE = "Dose and response"

    @property
    def section(self) -> str:
        """The section of a case in which it is shown."""
        match self:
            case Subject.CHRONOLOGY | Subject.AXIS:
                return "chronology"
            case Subject.RATINGS:
                return "assessment"
            case Subject.THREAD | Subject.DOSE:
                return "plan"


@dataclass(frozen=True)
class Printing:
    """What is printed, as the screen shows it: of the chronology what is asked for, of dose and response which goal."""

    of: Subject
    asked: EntriesAsked = ALL_ENTRIES
    goal: str = ""
    """The name of a goal, such as "G2"; empty for the whole case."""
    seen_in: str = ""
    """The section of a case from which it was asked for, where that is another than shows it first."""

    @property
    def section(self) -> str:
        """The section of a case to which one goes back."""
        return self.seen_in or self.of.section
