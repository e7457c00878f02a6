"""What a finding about a fact is about, in words that name neither a person nor a member."""

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from app.domain.facts import (
    access,
    appointment,
    case,
    group,
    measure,
    meeting,
    own,
    person,
    question,
    share,
    site,
    staff,
    training,
    victim,
)
from app.domain.fields.compartments import Compartment
from app.models.tables import Case, Disclosure, EventRow, Victim
from app.services.facts.projecting import PROJECTIONS

_OUTPUTS: Final = union_all(
    select(EventRow.subject_id.label("id"), EventRow.case_id), select(Disclosure.id, Disclosure.case_id)
).subquery()
"""What was stated of before it was sent is in no table; what nobody stated, in no event."""
_OF_CASES: Final = {
    case.SUBJECT: ("Case", select(Case.reference, Case.id)),
    person.SUBJECT: ("Person of case", select(Case.reference, Case.person_id)),
    victim.SUBJECT: (
        "Victim of case",
        select(Case.reference, Victim.id).join(Victim, Victim.case_id == Case.id),
    ),
    share.SUBJECT: (
        "Output of case",
        select(Case.reference, _OUTPUTS.c.id).join(_OUTPUTS, _OUTPUTS.c.case_id == Case.id),
    ),
}
_BY_ID: Final = {
    staff.SUBJECT: "Staff entry",
    own.SUBJECT: "Own words of staff entry",
    # Neither day nor case nor record: who checks may not be let into it.
    appointment.SUBJECT: "Appointment",
    question.SUBJECT: "Question",
}

_DATED: Final = {
    meeting.SUBJECT: "Panel meeting",
    training.SUBJECT: "Training",
    group.SESSION_SUBJECT: "Group session",
}


def about(session: Session, table: str | None, subject_id: str) -> str:
    """The case, the staff entry, the key or the admission that something was stated of."""
    if table in _OF_CASES:
        what, query = _OF_CASES[table]
        of_it = query.where(query.selected_columns[1] == subject_id)
        return f"{what} {session.execute(of_it.limit(1)).scalar() or 'unknown'}"
    if table == site.SUBJECT:
        return "The service"
    if table in _BY_ID:
        return f"{_BY_ID[table]} {subject_id}"
    said = _first_said(session, table, subject_id)
    if table in _DATED:
        return f"{_DATED[table]} of {said.get('held_on') or 'an unknown day'}"
    if table == measure.SUBJECT:
        return f"Measure {said.get('name') or 'unknown'}"
    if table == group.SUBJECT:
        return "Group"
    return _of_keys(table, said)


def _of_keys(table: str | None, said: Mapping[str, Any]) -> str:
    member = said.get("staff") or said.get("staff_id")
    if table == staff.KEY_SUBJECT:
        return f"Key of staff entry {member or 'unknown'}"
    if table == staff.CERTIFICATE_SUBJECT:
        return f"Later certificate of key {said.get('key') or said.get('key_id') or 'unknown'}"
    if table == site.AUTHORITY_SUBJECT:
        return "Certificate authority"
    place = _place(str(said.get("place") or said.get("compartment") or ""))
    if table == access.KEY_SUBJECT:
        return f"Key of {place}"
    if table == access.SUBJECT:
        who = f"staff entry {member}" if member else "the recovery kit"
        return f"Admission of {who} to {place}"
    return "Fact unknown"


def _first_said(session: Session, table: str | None, subject_id: str) -> Mapping[str, Any]:
    """What was stated first of a subject, or what its row shows where nothing was."""
    first = select(EventRow.body).where(EventRow.subject_id == subject_id).order_by(EventRow.number)
    body = session.scalar(first.limit(1))
    try:
        if body is not None:
            return dict(json.loads(body)["after"])
    except (ValueError, KeyError, TypeError):
        return {}
    shown = PROJECTIONS.get(table or "")
    if shown is None:
        return {}
    columns = shown.table.__table__
    row = session.execute(select(columns).where(columns.c.id == subject_id)).mappings().first()
    return dict(row) if row else {}


def _place(name: str) -> str:
    try:
        return f"“{Compartment(name).label}”"
    except ValueError:
        return "a restricted case" if name.startswith(access.OF_CASE) else "a place there is not"
