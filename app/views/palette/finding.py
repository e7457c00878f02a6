"""What the palette finds: commands by their words, cases by name and reference, records by their text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.dates import ClinicalDate
from app.domain.kinds import kind
from app.domain.text import fold
from app.errors import NotFound
from app.services.cases import CaseQuery
from app.services.desk import Desk
from app.services.search import Piece
from app.views.places import CaseAt, Place, RecordAt

_MOST_CASES = 6
_MOST_RECORDS = 12


class Group(StrEnum):
    """What kind of thing was found; the value stands over its rows."""

    COMMANDS = "Commands"
    CASES = "People and cases"
    RECORDS = "Records"


@dataclass(frozen=True)
class Found:
    """One row: its words, what stands under them, what stands at the right, and where it leads."""

    group: Group
    text: str
    under: tuple[Piece, ...] = ()
    right: str = ""
    place: Place | None = None
    command: int = -1
    """Which command it is; -1 where it is none."""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        parts = (self.text, "".join(piece.text for piece in self.under), self.right)
        return ", ".join(part for part in parts if part)


def commands(texts: Sequence[tuple[str, str]], typed: str) -> tuple[Found, ...]:
    """The commands in whose words all that was typed occurs; all of them where nothing was."""
    wanted = [fold(word) for word in typed.split()]
    return tuple(
        Found(Group.COMMANDS, text, right=keys, command=number)
        for number, (text, keys) in enumerate(texts)
        if all(word in fold(text) for word in wanted)
    )


def in_vault(desk: Desk, typed: str) -> tuple[Found, ...]:
    """Cases whose person's family name or reference begins so, then records that hold the words."""
    if not typed.strip():
        return ()
    return (*_cases(desk, typed), *_records(desk, typed))


def _cases(desk: Desk, typed: str) -> list[Found]:
    page = desk.cases.page(CaseQuery(sort="name", descending=False, name=typed), limit=_MOST_CASES)
    found = [
        Found(Group.CASES, row.sort_name, right=row.reference, place=CaseAt(row.id)) for row in page.rows
    ]
    try:
        case_id = desk.cases.find(typed.strip().upper())
    except NotFound:
        return found
    here = {each.place for each in found}
    return (
        found
        if CaseAt(case_id) in here
        else [Found(Group.CASES, typed.strip().upper(), place=CaseAt(case_id)), *found]
    )


def _records(desk: Desk, typed: str) -> list[Found]:
    return [
        Found(
            Group.RECORDS,
            hit.title or kind(hit.kind).title,
            under=hit.passage,
            right=f"{hit.reference}, {ClinicalDate.from_wire(hit.event).show()}"
            if hit.event
            else hit.reference,
            place=RecordAt(hit.case_id, hit.record_id, typed),
        )
        for hit in desk.search.find(typed, limit=_MOST_RECORDS)
    ]
