"""The gates of a case: what a rule of the site closes in it."""

from sqlalchemy import Connection

from app.domain.cases.case import CaseGates
from app.domain.facts import case
from app.domain.fields.content import read
from app.services.facts.events import known_in, was_stated
from app.services.facts.projection import said


def gates_of(connection: Connection, case_id: str) -> CaseGates:
    """The gates of a case as they hold; the banner asks for them each time a case is opened."""
    if not was_stated(connection, case_id, case.GATES.code):
        return CaseGates()
    held = known_in(connection, case_id, case.SUBJECT).held
    return read(CaseGates, said(held, case.GATES.code))
