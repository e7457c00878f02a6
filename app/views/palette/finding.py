"""What the palette finds: commands by their words, cases by name and reference, records by their text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.kinds.registry import title
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import fold
from app.services.cases.cases import CaseRow
from app.services.cases.everywhere import FoundEverywhere
from app.services.records.passage import Piece
from app.services.records.search import Hit
from app.views.context.places import CaseAt, Place, RecordAt


class Group(StrEnum):
    """What kind of thing was found; the value stands over its rows."""

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

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        parts = (self.text, self.right, "".join(piece.text for piece in self.under))
        return ", ".join(part for part in parts if part)


def commands(said: Sequence[Said], typed: str) -> tuple[Found, ...]:
    """The commands in whose words all that was typed occurs; all of them where nothing was."""
    wanted = [fold(word) for word in typed.split()]
    return tuple(
        Found(Group.COMMANDS, each.icon, each.text, right=each.keys, command=number)
        for number, each in enumerate(said)
        if all(word in fold(each.text) for word in wanted)
    )


def found_rows(found: FoundEverywhere, typed: str, *, names_hidden: bool = False) -> tuple[Found, ...]:
    """The cases, then the records.

    While names are hidden a case is its reference, and of a record no passage is shown: it may hold a name.
    """
    return (
        *(_case(row, names_hidden) for row in found.cases),
        *(_record(hit, typed, names_hidden) for hit in found.records),
    )


def hidden_words(found: FoundEverywhere) -> str:
    """How much more there is, in words; empty where all is shown."""
    cases, records = found.more_cases, found.more_records
    most = "at least " if found.at_least else ""
    hidden = (
        f"{cases:,} more {'case' if cases == 1 else 'cases'}" if cases else "",
        f"{most}{records:,} more {'record' if records == 1 else 'records'}" if records else "",
    )
    return " and ".join(part for part in hidden if part)


def _case(row: CaseRow, names_hidden: bool) -> Found:  # noqa: FBT001
    place = CaseAt(row.id)
    if names_hidden:
        return Found(Group.CASES, "folder", row.reference, right="Name hidden", place=place)
    born = f"born {ClinicalDate.from_wire(row.born).show()}" if row.born else ""
    right = ", ".join(part for part in (born, row.reference) if part)
    return Found(Group.CASES, "user", row.sort_name, right=right, place=place)


def _record(hit: Hit, typed: str, names_hidden: bool) -> Found:  # noqa: FBT001
    words = title(hit.kind)
    day = ClinicalDate.from_wire(hit.event).show() if hit.event else ""
    return Found(
        Group.RECORDS,
        "file-text",
        words if names_hidden else hit.title or words,
        under=() if names_hidden else hit.passage,
        right=", ".join(part for part in (hit.reference, day) if part),
        place=RecordAt(hit.case_id, hit.record_id, typed),
    )
