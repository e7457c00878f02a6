"""Records for which two stand together: whose agreement one awaits still, and who may give it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.kinds.registry import AGREEING
from app.domain.records.kind import Kind
from app.domain.records.versions import Reading
from app.errors import Damaged, NotADraft
from app.models.tables import Record, Staff
from app.services.records.signed import load, parsed, signed_bytes
from app.services.vault.open_vault import Act, OpenVault


def awaited(vault: OpenVault, session: Session, row: Record) -> frozenset[str]:
    """The members whose agreement a record awaits: of one that cannot be read, nobody's. Raises NotAdmitted."""
    try:
        found, _ = parsed(signed_bytes(vault, row))
    except Damaged:
        return frozenset()
    if not isinstance(found, Reading):
        return frozenset()
    given = session.scalars(
        select(Record.author_id).where(Record.about_id == row.id, Record.kind.in_(AGREEING))
    )
    return found.kind.signed_by(found.content) - {row.author_id, *given}


def names(session: Session, members: frozenset[str]) -> Sequence[str]:
    """What they are called."""
    return session.scalars(select(Staff.name).where(Staff.id.in_(members)).order_by(Staff.name)).all()


def insist_on_agreeing(vault: OpenVault, act: Act, made: Kind, about_id: str | None) -> None:
    """Raise NotADraft for an agreement that is not awaited from the member; nothing of any other kind."""
    if not made.agrees or about_id is None:
        return
    if vault.member.id not in awaited(vault, act.session, load(act.session, about_id)):
        raise NotADraft("That record awaits no agreement of yours.")
