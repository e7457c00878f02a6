"""What the palette finds: commands by their words, cases by name and reference, records by their text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.kinds.registry import title
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import fold
from app.services.cases.cases import CaseQuery, CaseRow
from app.services.desk import Desk
from app.services.records.passage import Piece
from app.services.records.search import RANKED, Hit
from app.views.context.places import CaseAt, Place, RecordAt

_MOST_CASES = 6
_MOST_RECORDS = 12
_LEAST_WORD = 2
"""Letters before records are searched: one letter begins nearly every word."""


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


@dataclass(frozen=True)
class InVault:
    """What stands in the vault, the first of it, and what is hidden, in words; empty where all is shown."""

    rows: tuple[Found, ...] = ()
    hidden: str = ""


def in_vault(desk: Desk, typed: str, *, names_hidden: bool = False) -> InVault:
    """Cases with a part of the person's name or a reference that begins so, then records that hold the words.

    While names are hidden a case is its reference, and of a record no passage is shown: it may hold a name.
    """
    if not typed.strip():
        return InVault()
    cases, more_cases = _cases(desk, typed)
    hits = desk.search.page(typed, limit=_MOST_RECORDS) if len(typed.strip()) >= _LEAST_WORD else None
    records = hits.rows if hits else ()
    more_records = hits.matching - len(records) if hits else 0
    most = "at least " if hits and hits.matching == RANKED else ""
    hidden = (
        f"{more_cases:,} more {'case' if more_cases == 1 else 'cases'}" if more_cases else "",
        f"{most}{more_records:,} more {'record' if more_records == 1 else 'records'}" if more_records else "",
    )
    return InVault(
        (
            *(_case(row, names_hidden) for row in cases),
            *(_record(hit, typed, names_hidden) for hit in records),
        ),
        " and ".join(part for part in hidden if part),
    )


def _cases(desk: Desk, typed: str) -> tuple[tuple[CaseRow, ...], int]:
    """The first, and how many more there are; one found by both its reference and its name is counted once."""
    by_reference = desk.cases.by_reference(typed, limit=_MOST_CASES + 1)
    by_name = desk.cases.page(CaseQuery(sort="name", descending=False, name=typed), limit=_MOST_CASES)
    rows = {row.id: row for row in (*by_reference, *by_name.rows)}
    more = max(by_name.matching - len(by_name.rows), 0) + max(len(rows) - _MOST_CASES, 0)
    return tuple(rows.values())[:_MOST_CASES], more


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
