"""Everybody whom a case is about: its person, who stands for them, and whoever else that one stands for."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.tables import Case, Person


def people_of(session: Session, case_id: str) -> tuple[str, ...]:
    """Their ids, in order; none for a case that is not there."""
    about = select(Case.person_id, Case.shown_person_id).where(Case.id == case_id)
    found = session.execute(about).first()
    if found is None:
        return ()
    joined = select(Person.id).where(or_(Person.id.in_(found), Person.merged_into == found.shown_person_id))
    return tuple(session.scalars(joined.order_by(Person.id))) or (found.person_id,)
