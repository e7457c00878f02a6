"""Holds in whose diary appointments stand against what was stated, and puts the diary right again."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.facts import appointment
from app.models.tables import AppointmentMember
from app.services.facts.events import known_by_subject
from app.services.facts.projecting import clear_diary, members_of, project
from app.services.vault.open_vault import Act


def misplaced(session: Session) -> Iterator[str]:
    """How many appointments stand in another diary, or on another day of it, than was stated; in one sentence."""
    shown: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for row in session.scalars(select(AppointmentMember)):
        shown[row.appointment_id].append((row.staff_id, row.day, row.lacks_note))
    wrong = sum(
        tuple(sorted(shown.pop(subject_id, ()))) != (members_of(known.held) if known.events else ())
        for subject_id, known in known_by_subject(session, appointment.SUBJECT)
    )
    if wrong := wrong + len(shown):
        yield (
            f"An appointment stands in another diary than was stated ({wrong} times). `casework rebuild` mends it."
        )


def redraw(act: Act) -> int:
    """Write every appointment anew as it was stated, and take out what nobody stated; how many there are."""
    stated = dict(known_by_subject(act.session, appointment.SUBJECT))
    clear_diary(act.session, stated.keys())
    for subject_id, known in stated.items():
        if known.events:
            project(act.session, appointment.SUBJECT, subject_id, known, {})
    return len(stated)
