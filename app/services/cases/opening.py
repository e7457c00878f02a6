"""Opens a case: the person it is about, the case, and the referral that it began with; all of them or none."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from sqlalchemy import select

from app.domain.cases.case import CaseFacts, CaseLead, CaseName, CaseOpening
from app.domain.cases.person import PersonDetails
from app.domain.facts import case, person
from app.domain.fields.content import check, missing, to_plain
from app.domain.fields.rights import Right
from app.domain.kinds.registry import OPENING
from app.domain.records.record import Sheet
from app.domain.values.ids import new_id
from app.errors import AlreadyThere, NotFound, StillMissing
from app.models.tables import Case, Person
from app.services.cases.naming import names_victim
from app.services.facts.stating import Saying, Subject, state
from app.services.records import drafts
from app.services.records.heading import Heading
from app.services.records.records import sign_draft
from app.services.vault import rights
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import Asked

C = TypeVar("C")


@dataclass(frozen=True)
class Opening:
    """All that a case is opened with. `about` is what is known of a new person, or the id of one who is known."""

    about: PersonDetails | str
    reference: str
    facts: CaseFacts
    referral: Sheet

    @property
    def digest(self) -> bytes:
        """What its author confirms: exactly this."""
        about = self.about if isinstance(self.about, str) else to_plain(self.about)
        return digest_of(
            "case.open",
            about=about,
            reference=self.reference,
            facts=to_plain(self.facts),
            referral=self.referral.to_draft(),
        )


def open_referred(vault: OpenVault, opening: Opening, confirmed: Confirmation) -> str:
    """Open a case led by the member at the desk with its referral, which they sign, and give the case's id.

    Raises StillMissing, with the labels of all that is not answered; MustConfirm without the author's word for exactly
    this; and as `open_case`.
    """
    with vault.acting(Right.SIGN, confirmed=confirmed) as act:
        act.covers(opening.digest)
        rights.require(act.connection, Asked(Right.OPEN_CASE), vault.member, vault.compartments)
        case_id = open_within(vault, act, opening)
    vault.anchor()
    return case_id


def open_within(vault: OpenVault, act: Act, opening: Opening) -> str:
    """Open a case with its referral in the caller's transaction, which holds the author's word for it; gives its id.

    Raises as `open_referred`.
    """
    made, today = OPENING, vault.today()
    gaps = opening.referral.missing(made, today)
    if gaps:
        raise StillMissing(tuple(gap.words for gap in gaps))
    case_id = _open(vault, act, _Checked.of(opening.about, opening.reference, opening.facts, today))
    draft = drafts.unstored(vault, act, made, Heading(case_id, made.compartment), opening.referral)
    sign_draft(vault, act, draft, partial(names_victim, vault, act.session, case_id))
    return case_id


def open_case(vault: OpenVault, about: PersonDetails | str, reference: str, facts: CaseFacts) -> str:
    """Open a case of which there is no referral, led by the member at the desk, and give its id.

    `about` is what is known of a new person, or the id of one who is known. Raises StillMissing; AlreadyThere when the
    reference is taken; NotFound for an unknown person.
    """
    checked = _Checked.of(about, reference, facts, vault.today())
    with vault.acting(Right.OPEN_CASE) as act:
        return _open(vault, act, checked)


@dataclass(frozen=True)
class _Checked:
    """What a case is opened with, cleaned and held against its declarations."""

    about: PersonDetails | str
    reference: str
    facts: CaseFacts

    @classmethod
    def of(cls, about: PersonDetails | str, reference: str, facts: CaseFacts, today: date) -> "_Checked":
        named = complete(CaseName(reference=reference), today)
        about = about if isinstance(about, str) else complete(about, today)
        return cls(about, named.reference, complete(facts, today))


def _open(vault: OpenVault, act: Act, checked: _Checked) -> str:
    if act.session.scalar(select(Case.id).where(Case.reference == checked.reference)):
        raise AlreadyThere("There is already a case of that reference: choose another.")
    about, facts = checked.about, checked.facts
    person_id = _known(act, about) if isinstance(about, str) else _new(vault, act, about)
    case_id = new_id(act.at)
    opening = CaseOpening(
        person=person_id, reference=checked.reference, pathway=facts.pathway, opened=facts.opened
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
