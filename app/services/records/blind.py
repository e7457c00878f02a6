"""What a second rater does not read while their own rating is not signed: they would not be blind to it any more."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.kinds.registry import KINDS
from app.domain.records.kind import blind_to_nothing
from app.errors import NotPermitted
from app.models.tables import Draft, Record
from app.services.records import drafts
from app.services.records.moved import insist_on_place
from app.services.records.signed import may_read
from app.services.vault.open_vault import Act, OpenVault

_BLIND: Final = tuple(code for code, kind in KINDS.items() if kind.blind_to is not blind_to_nothing)
_HIDDEN: Final = "You are rating this again without knowing it: it can be read once yours is signed."


def insist_not_blind(vault: OpenVault, session: Session, row: Record) -> None:
    """Raise NotPermitted for a record that a draft of the member's own is blind to."""
    if row.kind not in _BLIND:
        return
    mine = select(Draft).where(
        Draft.author_id == vault.member.id, Draft.case_id == row.case_id, Draft.kind.in_(_BLIND)
    )
    for each in session.execute(mine).scalars():
        draft = drafts.view(vault, session, each)
        if draft.kind.blind_to(draft.sheet.content) == row.series_id:
            raise NotPermitted(_HIDDEN)


def insist_on_reading(vault: OpenVault, act: Act, row: Record) -> None:
    """Raise NotAdmitted unless the member holds the key of a record, NotPermitted while they are blind to it.

    NotPermitted too where it is of another case and was moved out, but for who has to put that right.
    """
    may_read(vault, act, row)
    insist_on_place(vault, act.session, row)
    insist_not_blind(vault, act.session, row)
