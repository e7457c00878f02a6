"""Whether what is about to be signed names a victim of its case."""

from contextlib import suppress

from sqlalchemy.orm import Session

from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.records.shown import flat
from app.errors import MissingPart, NeedsRelease, Unguarded
from app.services.cases.victim_check import VictimCheck
from app.services.vault.open_vault import OpenVault


def names_victim(vault: OpenVault, session: Session, case_id: str, made: Kind, sheet: Sheet) -> bool:
    """Whether it names one, as far as the member's program can look: nothing of it is said to them."""
    texts = {f"{n}": text for n, (_, text) in enumerate(flat(made, sheet))}
    with suppress(Unguarded, NeedsRelease, MissingPart):
        return bool(VictimCheck.of(vault, session, case_id).places(texts))
    return False
