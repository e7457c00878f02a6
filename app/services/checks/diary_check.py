"""Holds in whose diary appointments stand against what was stated, and puts the diary right again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from app.domain.facts import appointment
from app.models.tables import AppointmentMember, AppointmentRow
from app.services.facts.events import Known, known_by_subject
from app.services.facts.projecting import PROJECTIONS, clear_diary, members_of, project
from app.services.vault.open_vault import Act

_Place = tuple[str, str, bool]


def misplaced(session: Session) -> Iterator[str]:
    """How many appointments stand in another diary, or on another day of it, than was stated; in one sentence."""
    placed = _placed(session)
    wrong = sum(
        tuple(sorted(placed.pop(subject_id, ()))) != (members_of(known.held) if known.events else ())
        for subject_id, known in known_by_subject(session, appointment.SUBJECT)
    )
    if wrong := wrong + len(placed):
        yield (
            f"An appointment stands in another diary than was stated ({wrong} times). `casework rebuild` mends it."
        )


def redraw(act: Act) -> int:
    """Write each appointment anew that does not stand as it was stated, and take out what nobody stated.

    Gives how many there are. One by one they are compared in memory: to write them takes half as long as all records.
    """
    stated = dict(known_by_subject(act.session, appointment.SUBJECT))
    clear_diary(act.session, stated.keys())
    rows = {row["id"]: row for row in act.session.execute(select(AppointmentRow.__table__)).mappings()}
    placed = _placed(act.session)
    for subject_id, known in stated.items():
        if known.events and not _stands(known, rows.get(subject_id), placed.get(subject_id, ())):
            project(act.session, appointment.SUBJECT, subject_id, known, {})
    return len(stated)


def _placed(session: Session) -> dict[str, list[_Place]]:
    """In whose diaries appointments stand, each with its day and whether its note is missing."""
    placed: dict[str, list[_Place]] = defaultdict(list)
    for row in session.execute(select(AppointmentMember.__table__)):
        placed[row.appointment_id].append((row.staff_id, row.day, row.lacks_note))
    return placed


def _stands(known: Known, row: RowMapping | None, placed: Sequence[_Place]) -> bool:
    """Whether an appointment's row and its places in diaries are those that follow from what was stated."""
    shown = PROJECTIONS[appointment.SUBJECT]
    if row is None or not shown.shows(known.held):
        return row is None and not shown.shows(known.held)
    columns = shown.columns(known.held, known.sealed)
    is_as_stated = all(row[name] == value for name, value in columns.items())
    return is_as_stated and tuple(sorted(placed)) == members_of(known.held)
