"""What the palette shows: commands by their words, cases by name and reference, records, and how a filter goes on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.kinds.registry import OFFERED, title
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import fold
from app.services.cases.case_row import CaseRow
from app.services.cases.everywhere import FoundEverywhere, Opened
from app.services.records.passage import Piece
from app.services.records.search import Hit
from app.views.context.places import (
    CaseAt,
    ChangeCase,
    ChangePerson,
    NewRecord,
    OnePersonAt,
    Place,
    RecordAt,
    SeriesAt,
    ShareAt,
)
from app.views.widgets.case_words import in_error


class Group(StrEnum):
    """What kind of thing was found, in the order in which they stand; the value stands over its rows."""

    FILTERS = "Narrow by"
    OPENED = "Opened last"
    IN_CASE = "In this case"
    COMMANDS = "Commands"
    CASES = "People and cases"
    RECORDS = "Records"


@dataclass(frozen=True)
class Said:
    """What a command is called, its keys, and its icon."""

    text: str
    keys: str
    icon: str


@dataclass(frozen=True)
class Found:
    """One row: its words, what stands under them, what stands at the right, and where it leads."""

    group: Group
    icon: str
    text: str
    under: tuple[Piece, ...] = ()
    right: str = ""
    place: Place | None = None
    command: int = -1
    """Which command it is; -1 where it is none."""
    typed: str = ""
    """What it puts into the box; empty where it leads somewhere."""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        parts = (self.text, self.right, "".join(piece.text for piece in self.under))
        return ", ".join(part for part in parts if part)


def commands(said: Sequence[Said], typed: str) -> tuple[Found, ...]:
    """The commands in whose words all that was typed occurs; all of them where nothing was."""
    called = _called(typed)
    return tuple(
        Found(Group.COMMANDS, each.icon, each.text, right=each.keys, command=number)
        for number, each in enumerate(said)
        if called(each.text)
    )


def case_commands(case_id: str, of: str, typed: str) -> tuple[Found, ...]:
    """What can be begun in the case in front, of which `of` says whose it is; as `commands`."""
    if not case_id:
        return ()
    called = _called(typed)
    kinds = ((f"New {kind.title.lower()}", "plus", NewRecord(case_id, kind.code)) for kind in OFFERED)
    acts: tuple[tuple[str, str, Place], ...] = (
        *kinds,
        ("Series of incidents", "table", SeriesAt(case_id)),
        ("Share a report", "send", ShareAt(case_id)),
        ("Change the case", "folder-pen", ChangeCase(case_id)),
        ("Correct the person\N{RIGHT SINGLE QUOTATION MARK}s details", "user-pen", ChangePerson(case_id)),
        ("One person, two files", "users", OnePersonAt(case_id)),
    )
    return tuple(
        Found(Group.IN_CASE, icon, text, right=of, place=place) for text, icon, place in acts if called(text)
    )


def whose(opened: Opened, *, names_hidden: bool) -> str:
    """For whom a new record would be: nobody writes about somebody without seeing about whom."""
    front = opened.front
    if front is None:
        return ""
    return front.reference if names_hidden else f"{front.sort_name}, {front.reference}"


def opened_rows(opened: Opened, *, names_hidden: bool) -> tuple[Found, ...]:
    """What was opened last."""
    return tuple(
        _case(row, Group.OPENED, names_hidden)
        if isinstance(row, CaseRow)
        else _record(row, Group.OPENED, "", names_hidden)
        for row in opened.rows
    )


def grouped(rows: Iterable[Found]) -> tuple[Found, ...]:
    """Rows of one kind together; within a kind as they came."""
    groups = list(Group)
    return tuple(sorted(rows, key=lambda each: groups.index(each.group)))


def found_rows(found: FoundEverywhere, *, front: str = "", names_hidden: bool = False) -> tuple[Found, ...]:
    """How a filter goes on, the cases, the records.

    While names are hidden a case is its reference, and of a record no passage is shown: it may hold a name.
    """
    offered = (
        Found(Group.FILTERS, "funnel", each.text, right=each.meaning, typed=each.typed)
        for each in found.offered
    )
    records = (
        _record(hit, Group.IN_CASE if hit.case_id == front else Group.RECORDS, found.words, names_hidden)
        for hit in found.records
    )
    return (*offered, *(_case(row, Group.CASES, names_hidden) for row in found.cases), *records)


def hidden_words(found: FoundEverywhere) -> str:
    """How much more there is, in words; empty where all is shown."""
    cases, records = found.more_cases, found.more_records
    most = "at least " if found.at_least else ""
    hidden = (
        f"{cases:,} more {'case' if cases == 1 else 'cases'}" if cases else "",
        f"{most}{records:,} more {'record' if records == 1 else 'records'}" if records else "",
    )
    return " and ".join(part for part in hidden if part)


def _called(typed: str) -> Callable[[str], bool]:
    wanted = [fold(word) for word in typed.split()]
    return lambda text: all(word in fold(text) for word in wanted)


def _case(row: CaseRow, group: Group, names_hidden: bool) -> Found:  # noqa: FBT001
    place = CaseAt(row.id)
    if names_hidden:
        return Found(group, "folder", row.reference, right="Name hidden", place=place)
    born = f"born {ClinicalDate.from_wire(row.born).show()}" if row.born else ""
    right = ", ".join(part for part in (born, row.reference) if part)
    return Found(group, "user", row.sort_name, right=right, place=place)


def _record(hit: Hit, group: Group, words: str, names_hidden: bool) -> Found:  # noqa: FBT001
    called = title(hit.kind)
    day = ClinicalDate.from_wire(hit.event).show() if hit.event else ""
    return Found(
        group,
        "file-text",
        in_error(hit.is_error) + (called if names_hidden else hit.title or called),
        under=() if names_hidden else hit.passage,
        right=", ".join(part for part in (hit.reference, day) if part),
        place=RecordAt(hit.case_id, hit.record_id, words),
    )
