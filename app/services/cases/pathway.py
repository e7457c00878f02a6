"""Where a case stands on its way through the team: what is stated of it and in no table, read from its events."""

from dataclasses import dataclass

from app.domain.cases.case import CaseConcern, CaseGates, CaseLinks, CaseTeam
from app.domain.facts import case
from app.domain.fields.content import read
from app.domain.fields.rights import Right
from app.errors import NotFound
from app.models.tables import Case
from app.services.facts.events import known_of
from app.services.facts.projection import said
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class PathwayView:
    """What holds of a case besides its row."""

    concern: CaseConcern
    gates: CaseGates
    team: CaseTeam
    links: CaseLinks


@dataclass(frozen=True)
class Pathway:
    """What can be asked and stated of it."""

    vault: OpenVault

    def read(self, case_id: str) -> PathwayView:
        """What holds; looking is noted. Raises NotFound."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            if act.session.get(Case, case_id) is None:
                raise NotFound
            held = known_of(act.session, case_id, case.SUBJECT).held
            act.note("case.pathway", "casefile", case_id, case=case_id)
        return PathwayView(
            read(CaseConcern, said(held, case.CONCERN.code)),
            read(CaseGates, said(held, case.GATES.code)),
            read(CaseTeam, said(held, case.TEAM.code)),
            read(CaseLinks, said(held, case.LINKS.code)),
        )
