"""How long a case may stand in a stage: what the lead set for the service, else what holds by itself."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.cases.limits import LIMITS, StageLimits
from app.domain.facts import site
from app.domain.fields.content import check, read
from app.domain.fields.rights import Right
from app.services.cases.opening import complete
from app.services.facts.events import known_of
from app.services.facts.projection import said
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class SiteLimits:
    """What can be asked of the limits, and stated."""

    vault: OpenVault

    def read(self) -> StageLimits:
        """Those that hold."""
        with self.vault.reading(Right.BANNER) as act:
            return limits_of(act.session)

    def state(self, limits: StageLimits) -> None:
        """State all of them; a stage without one is never marked. Raises NotPermitted."""
        limits = complete(check(limits), self.vault.today())
        with self.vault.acting(Right.LIMITS) as act:
            if not state(self.vault, act, Subject(site.ID), Saying((site.STAGE_LIMITS,), limits)):
                act.note("site.unchanged", site.SUBJECT, site.ID)


def limits_of(session: Session) -> StageLimits:
    """Those that hold, in the caller's transaction."""
    stated = said(known_of(session, site.ID, site.SUBJECT).held, site.STAGE_LIMITS.code)
    return read(StageLimits, stated) if stated else LIMITS
