"""Opens a case: the person it is about and the case, both or neither."""

from datetime import date
from typing import TypeVar

from sqlalchemy import select

from app.domain.cases.case import CaseFacts, CaseLead, CaseName, CaseOpening
from app.domain.cases.person import PersonDetails
from app.domain.facts import case, person
from app.domain.fields.content import check, missing
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.errors import AlreadyThere, NotFound, StillMissing
from app.models.tables import Case, Person
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.open_vault import Act, OpenVault

C = TypeVar("C")


def open_case(vault: OpenVault, about: PersonDetails | str, reference: str, facts: CaseFacts) -> str:
    """Open a case led by the member at the desk and give its id.

    `about` is what is known of a new person, or the id of one who is known. Raises StillMissing; AlreadyThere when the
    reference is taken; NotFound for an unknown person.
    """
    today = vault.today()
    named, facts = complete(CaseName(reference=reference), today), complete(facts, today)
    about = about if isinstance(about, str) else complete(about, today)
    with vault.acting(Right.OPEN_CASE) as act:
        if act.session.scalar(select(Case.id).where(Case.reference == named.reference)):
            raise AlreadyThere("There is already a case of that reference: choose another.")
        person_id = _known(act, about) if isinstance(about, str) else _new(vault, act, about)
        case_id = new_id(act.at)
        opening = CaseOpening(
            person=person_id, reference=named.reference, pathway=facts.pathway, opened=facts.opened
        )
        state(
            vault,
            act,
            Subject(case_id, case_id),
            Saying((case.OPEN,), opening),
            Saying((case.STAGE, case.JUSTICE, case.HOLDER), facts),
            Saying((case.LEAD,), CaseLead(lead=vault.member.id)),
        )
    return case_id


def complete(content: C, today: date) -> C:
    """The content cleaned and checked; raises StillMissing with the labels of what is not answered or cannot stand."""
    content = check(content)
    gaps = missing(content, today)
    if gaps:
        raise StillMissing(tuple(gap.words for gap in gaps))
    return content


def _known(act: Act, person_id: str) -> str:
    if act.session.get(Person, person_id) is None:
        raise NotFound
    return person_id


def _new(vault: OpenVault, act: Act, details: PersonDetails) -> str:
    person_id = new_id(act.at)
    state(vault, act, Subject(person_id), Saying((person.DETAILS, person.AWARENESS), details))
    return person_id
