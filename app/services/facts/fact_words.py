"""What a fact says in words: one field of it, and whom it refers to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.facts.fact import Fact, Plain
from app.domain.fields.content import is_empty, read
from app.domain.fields.declare import FieldSpec
from app.domain.records.shown import answer
from app.models.tables import Case, Person, Staff, Victim
from app.services.facts.one_person import people_of


def names_of_case(session: Session, case_id: str) -> Mapping[str, str]:
    """The words for whom facts of a case refer to: itself, its person, its victims by code, staff."""
    codes = select(Victim.id, Victim.code).where(Victim.case_id == case_id)
    person = select(Person.id, Person.sort_name).where(Person.id.in_(people_of(session, case_id)))
    case = select(Case.id, Case.reference).where(Case.id == case_id)
    found = (session.execute(rows).all() for rows in (select(Staff.id, Staff.name), codes, person, case))
    return {of: words for rows in found for of, words in rows}


def said(fact: Fact, spec: FieldSpec, plain: Plain, names: Mapping[str, str]) -> str:
    """The words of one field of what a fact says; empty where it is unanswered or absent."""
    if spec.name not in plain:
        return ""
    value: Any = getattr(read(fact.values, {spec.name: plain[spec.name]}), spec.name)
    return "" if is_empty(spec, value) else answer(spec, value, names)
