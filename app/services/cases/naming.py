"""Whether a record that is about to be signed names a victim: it is marked, and not everybody finds it by searching."""

from contextlib import suppress

from sqlalchemy.orm import Session

from app.domain.records.shown import flat
from app.errors import MissingPart, NeedsRelease, Unguarded
from app.services.cases.victim_check import VictimCheck
from app.services.records.drafts import DraftView
from app.services.vault.open_vault import OpenVault


def names_victim(vault: OpenVault, session: Session, draft: DraftView) -> bool:
    """Whether it names one, as far as the member's program can look: nothing of it is said to them."""
    texts = {f"{n}": text for n, (_, text) in enumerate(flat(draft.kind, draft.sheet))}
    with suppress(Unguarded, NeedsRelease, MissingPart):
        return bool(VictimCheck.of(vault, session, draft.case_id).places(texts))
    return False
