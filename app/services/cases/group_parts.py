"""The member's own drafts of a session of a group, one for each case: what was done in common stands in each."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.group import GroupSession
from app.domain.kinds.registry import GROUPED, IN_GROUP
from app.models.tables import Draft
from app.services.cases.in_turn import Occasion
from app.services.records import drafts
from app.services.records.drafts import DraftView
from app.services.vault.open_vault import Act, OpenVault


def occasion(session_id: str) -> Occasion:
    """A session as what the notes of its members are of."""
    return Occasion(IN_GROUP, GROUPED.session, session_id)


def carry(vault: OpenVault, act: Act, session_id: str, said: GroupSession) -> None:
    """Let the member's own parts of a session that are not signed yet say in common what was stated last."""
    for draft in _own(vault, act.session, session_id):
        content = draft.sheet.content
        now = GROUPED.carried(content, said.theme, said.done)
        if now != content:
            drafts.save(vault, act, draft.id, replace(draft.sheet, content=now), draft.revision)


def _own(vault: OpenVault, session: Session, session_id: str) -> Iterator[DraftView]:
    mine = select(Draft).where(Draft.author_id == vault.member.id, Draft.kind == IN_GROUP.code)
    for row in session.scalars(mine.where(Draft.replaces_id.is_(None))).all():
        view = drafts.view(vault, session, row)
        if occasion(session_id).is_of(view.sheet.content, view.sheet.event):
            yield view
