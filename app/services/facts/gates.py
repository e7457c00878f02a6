"""The gates of a case: what a rule of the site closes in it."""

from sqlalchemy.orm import Session

from app.domain.cases.case import CaseGates
from app.domain.facts import case
from app.domain.fields.content import read
from app.services.facts.events import known_of
from app.services.facts.projection import said


def gates_of(session: Session, case_id: str) -> CaseGates:
    """The gates of a case as they hold."""
    held = known_of(session, case_id, case.SUBJECT).held
    return read(CaseGates, said(held, case.GATES.code))
