"""Where a case stands on its way through the team, and who is round the person: stated, and read from its events."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.around import PersonCircle, PersonConsent
from app.domain.cases.case import CaseConcern, CaseGates, CaseLinks, CaseTeam
from app.domain.facts import case, person
from app.domain.facts.fact import Fact
from app.domain.fields.content import check, read
from app.domain.fields.declare import Target
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.errors import MissingPart, NeedsRelease, NotAcceptable, NotFound, Unguarded
from app.models.tables import Case, Staff
from app.services.cases.case_row import SINCE
from app.services.cases.opening import complete
from app.services.cases.victim_check import VictimCheck
from app.services.facts.events import known_of
from app.services.facts.projection import said
from app.services.facts.stating import Saying, Subject, state
from app.services.records.citable import Citable
from app.services.vault.open_vault import Act, OpenVault

STATED: Final[Mapping[str, Fact]] = MappingProxyType(
    {
        fact.code: fact
        for fact in (case.CONCERN, case.GATES, case.TEAM, case.LINKS, person.CIRCLE, person.CONSENT)
    }
)
"""What is stated whole, each in a form of its own."""
_MOST: Final = 500
_NAMES_A_VICTIM: Final = "What you wrote names a victim: write their code instead."


@dataclass(frozen=True)
class PathwayView:
    """What holds of a case and its person besides their rows."""

    concern: CaseConcern
    gates: CaseGates
    team: CaseTeam
    links: CaseLinks
    circle: PersonCircle
    consent: PersonConsent
    since: ClinicalDate
    """When the case came into its stage."""
    names: Mapping[str, str]
    """The words for whom they refer to: members, and cases by their reference."""

    def of(self, code: str) -> Any:
        """What holds by a fact of `STATED`."""
        return getattr(self, _FIELDS[code])


_FIELDS: Final = {
    case.CONCERN.code: "concern",
    case.GATES.code: "gates",
    case.TEAM.code: "team",
    case.LINKS.code: "links",
    person.CIRCLE.code: "circle",
    person.CONSENT.code: "consent",
}


@dataclass(frozen=True)
class Pathway:
    """What can be asked and stated of it."""

    vault: OpenVault

    def read(self, case_id: str) -> PathwayView:
        """What holds; looking is noted. Raises NotFound."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            row = _row(act, case_id)
            held = known_of(act.session, case_id, case.SUBJECT).held
            theirs = known_of(act.session, row.shown_person_id, person.SUBJECT).held
            found: dict[str, Any] = {
                name: read(
                    STATED[code].values, said(held if STATED[code].subject == case.SUBJECT else theirs, code)
                )
                for code, name in _FIELDS.items()
            }
            names = _names(act.session, found["team"], found["links"])
            since = act.session.scalar(select(SINCE).select_from(Case).where(Case.id == case_id)) or ""
            act.note("case.pathway", "casefile", case_id, case=case_id)
        return PathwayView(
            **found, since=ClinicalDate.from_wire(since) if since else ClinicalDate(), names=names
        )

    def offers(self, case_id: str) -> Mapping[Target, tuple[Citable, ...]]:
        """What a form of these may refer to: members who work here, other cases by their reference alone."""
        with self.vault.reading(Right.BANNER) as act:
            staff = select(Staff.id, Staff.name).where(Staff.left_at.is_(None)).order_by(Staff.name)
            cases = select(Case.id, Case.reference).where(Case.id != case_id)
            cases = cases.order_by(Case.active_at.desc()).limit(_MOST)
            return {
                Target.STAFF: tuple(Citable(*row, "", "staff") for row in act.session.execute(staff)),
                Target.CASE: tuple(Citable(*row, "", "case") for row in act.session.execute(cases)),
            }

    def state(self, case_id: str, code: str, content: object) -> None:
        """State one of `STATED` of a case or its person, whole.

        Raises StillMissing; NotAcceptable where it names a victim, or is of another fact; NotFound, NotPermitted.
        """
        fact = STATED[code]
        if type(content) is not fact.values:
            raise NotAcceptable("That is not what this form takes.")
        content = complete(check(content), self.vault.today())
        with self.vault.acting(fact.right, case=case_id) as act:
            row = _row(act, case_id)
            subject = Subject(case_id, case_id)
            if fact.subject == person.SUBJECT:
                subject = Subject(row.shown_person_id)
                self._insist_on_codes(act, row.shown_person_id, content)
            if not state(self.vault, act, subject, Saying((fact,), content)):
                act.note("case.unchanged", "casefile", case_id, case=case_id)

    def _insist_on_codes(self, act: Act, person_id: str, content: object) -> None:
        """Raise NotAcceptable where a victim of the person is named, as far as the member may be told of it."""
        texts = {f"{n}": text for n, text in enumerate(_texts(content))}
        if not texts:
            return
        for case_id in act.session.scalars(select(Case.id).where(Case.shown_person_id == person_id)):
            # Who does not hold the check learns nothing from it, not even by a refusal.
            with suppress(Unguarded, NeedsRelease, MissingPart):
                found = VictimCheck.of(self.vault, act.session, case_id)
                if not found.by_fingerprints and found.places(texts):
                    raise NotAcceptable(_NAMES_A_VICTIM)


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, PersonCircle):
        for each in content.people:
            yield from (text for text in (each.name, each.relation, each.note) if text)


def _row(act: Act, case_id: str) -> Case:
    row = act.session.get(Case, case_id)
    if row is None:
        raise NotFound
    return row


def _names(session: Session, team: CaseTeam, links: CaseLinks) -> Mapping[str, str]:
    staff = select(Staff.id, Staff.name).where(Staff.id.in_(team.team))
    cases = select(Case.id, Case.reference).where(Case.id.in_(each.case for each in links.links))
    return {of: words for rows in (staff, cases) for of, words in session.execute(rows)}
