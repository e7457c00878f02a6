"""Where one can be in the window. Screens do not know each other: they ask for a place, and the window goes there."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # What knows of vaults takes longer to load than the first screen takes to appear.
    from app.services.printing.asked import Printing


@dataclass(frozen=True)
class Today:
    """What is to do."""


@dataclass(frozen=True)
class CaseList:
    """The list of cases."""


@dataclass(frozen=True)
class RailPart:
    """A part of the rail that has one screen: "panels", "diary", "library", "returns", "settings"."""

    name: str


@dataclass(frozen=True)
class MakeMeasure:
    """The form in which a measure of the service's own is made."""


@dataclass(frozen=True)
class ChangeService:
    """The form in which the lead states what holds for the whole service."""


@dataclass(frozen=True)
class NewCase:
    """The two forms that open a case: who, and what for; for a person already in the vault only the second."""

    person_id: str = ""


@dataclass(frozen=True)
class ImportReferrals:
    """The import of a list of referrals."""


@dataclass(frozen=True)
class CaseAt:
    """A case, at one of its tabs."""

    case_id: str
    tab: str = "overview"


@dataclass(frozen=True)
class NewRecord:
    """A new record in a case; without a kind it is asked for."""

    case_id: str
    kind: str = ""


@dataclass(frozen=True)
class DraftAt:
    """A draft of the member's own, to go on writing; `turned` where they said that nobody else sees the screen."""

    case_id: str
    draft_id: str
    turned: bool = False


@dataclass(frozen=True)
class SeriesAt:
    """The member's unsigned incidents of a case, as the rows of one grid."""

    case_id: str


@dataclass(frozen=True)
class WithPerson:
    """A draft that is written with the person beside the screen: nothing of the case stands around it."""

    case_id: str
    draft_id: str


@dataclass(frozen=True)
class HandOver:
    """What is said before a draft is handed over to the person on this screen."""

    case_id: str
    draft_id: str


@dataclass(frozen=True)
class HandedBack:
    """What the person answered is taken into its draft, and nothing of the case is in sight yet."""

    case_id: str
    draft_id: str


@dataclass(frozen=True)
class RecordAt:
    """A signed record; `find` is what was looked for, to be shown marked."""

    case_id: str
    record_id: str
    find: str = ""


@dataclass(frozen=True)
class AskAt:
    """The form of a question to a colleague on a passage of a record; without one what was typed before comes back."""

    case_id: str
    record_id: str
    passage: str = ""


@dataclass(frozen=True)
class QuestionAt:
    """A question to a colleague: read, answered, cleared."""

    case_id: str
    question_id: str


@dataclass(frozen=True)
class RatersAt:
    """A second rating beside the one that it rates again."""

    case_id: str
    record_id: str


@dataclass(frozen=True)
class WrongCaseAt:
    """The putting right of a record that stands in the wrong case."""

    case_id: str
    record_id: str


@dataclass(frozen=True)
class MovedAt:
    """A record that was moved out of the wrong case: who had opened or received it."""

    case_id: str
    record_id: str


@dataclass(frozen=True)
class ShareAt:
    """The making of a summary from a case, or one that was prepared already."""

    case_id: str
    prepared_id: str = ""


@dataclass(frozen=True)
class ScanAt:
    """The check of a document that was not made here, before it is sent about a case."""

    case_id: str


@dataclass(frozen=True)
class PrintAt:
    """A working copy of what a case shows, before it is saved."""

    case_id: str
    printing: "Printing"


@dataclass(frozen=True)
class CountersignAt:
    """A report that a colleague signed with a place for the member's signature, before they sign there."""

    case_id: str
    disclosure_id: str


@dataclass(frozen=True)
class ToRelease:
    """What colleagues prepared and the member has to look at before it leaves."""


@dataclass(frozen=True)
class ChangePerson:
    """The correction of what is known of a case's person."""

    case_id: str


@dataclass(frozen=True)
class OnePersonAt:
    """Who may be the person of a case as well: two files of one person, to be joined or parted."""

    case_id: str


@dataclass(frozen=True)
class ChangeCase:
    """The change of a case's facts: its stage, its pathway."""

    case_id: str


@dataclass(frozen=True)
class StateFact:
    """The form of one fact of a case or its person, by its code: gates, concern, the people round the person."""

    case_id: str
    fact: str


@dataclass(frozen=True)
class CircleAt:
    """The people round the person of a case, as a picture and a list."""

    case_id: str


@dataclass(frozen=True)
class MoveCase:
    """The move of a case to another stage."""

    case_id: str


@dataclass(frozen=True)
class MeetingAt:
    """The form of a panel meeting; of a new one without an id."""

    meeting_id: str = ""


@dataclass(frozen=True)
class StageLimitsAt:
    """How many days a case may stand in each stage."""


@dataclass(frozen=True)
class TrainingList:
    """The training that the team gave."""


@dataclass(frozen=True)
class TrainingAt:
    """The form of training that was given; of a new one without an id."""

    training_id: str = ""


@dataclass(frozen=True)
class PanelDayAt:
    """The day of a panel meeting: its agenda, case by case."""

    meeting_id: str


@dataclass(frozen=True)
class AppointmentAt:
    """One appointment: what was agreed, how it went, its note."""

    appointment_id: str


@dataclass(frozen=True)
class BookAppointment:
    """The form of an appointment: of a new one, for a case or on a day where they are known, or of one to change."""

    appointment_id: str = ""
    case_id: str = ""
    day: str = ""


@dataclass(frozen=True)
class SayOutcome:
    """The form that says how an appointment went."""

    appointment_id: str


@dataclass(frozen=True)
class GroupAt:
    """The form of a group; of a new one without an id."""

    group_id: str = ""


@dataclass(frozen=True)
class GroupSessionAt:
    """The form of what a group did in common: of a new session of that group, or of one that was stated."""

    group_id: str = ""
    session_id: str = ""


@dataclass(frozen=True)
class GroupDayAt:
    """A session of a group: what was done in common, and its members one at a time."""

    session_id: str


@dataclass(frozen=True)
class SupervisionAt:
    """The cases of a member in which something is due, gone through in supervision."""

    staff_id: str


@dataclass(frozen=True)
class Verify:
    """The checking of a signed PDF."""

    file: Path | None = None


@dataclass(frozen=True)
class JotDown:
    """The form of a line that is jotted down before its case is known; `back` is where one goes on afterwards."""

    back: "Place | None" = None


@dataclass(frozen=True)
class CaptureAt:
    """A line that was jotted down, to be filed or shredded."""

    capture_id: str


InCase = (
    CaseAt
    | NewRecord
    | DraftAt
    | SeriesAt
    | RecordAt
    | AskAt
    | QuestionAt
    | RatersAt
    | WrongCaseAt
    | MovedAt
    | ShareAt
    | ScanAt
    | PrintAt
    | CountersignAt
    | ChangePerson
    | OnePersonAt
    | ChangeCase
    | MoveCase
    | StateFact
    | CircleAt
)
"""What is shown under a case's banner."""

NameAlone = WithPerson | HandOver | HandedBack
"""Where the person may sit beside the screen: nothing comes into sight by itself but their name."""

Place = (
    Today
    | CaseList
    | RailPart
    | NewCase
    | ImportReferrals
    | MakeMeasure
    | Verify
    | MeetingAt
    | StageLimitsAt
    | ChangeService
    | TrainingList
    | TrainingAt
    | PanelDayAt
    | AppointmentAt
    | BookAppointment
    | SayOutcome
    | JotDown
    | CaptureAt
    | GroupAt
    | GroupSessionAt
    | GroupDayAt
    | SupervisionAt
    | ToRelease
    | WithPerson
    | HandOver
    | HandedBack
    | InCase
)
