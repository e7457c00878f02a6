"""Who may be asked to countersign a report."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.fields.rights import Extent, Right, extent
from app.errors import Damaged, NotAcceptable
from app.models.tables import Staff
from app.services.vault import keys
from app.services.vault.member import Member
from app.services.vault.open_vault import OpenVault


def who_may(vault: OpenVault) -> tuple[Member, ...]:
    """The colleagues who may countersign, by name: all who work here, are certified to, and are not the member."""
    with vault.reading(Right.BANNER) as act:
        return tuple(_who_may(vault, act.session))


def second_of(vault: OpenVault, login: str) -> str:
    """The name of the colleague with that login; empty for none. Raises NotAcceptable for who may not countersign."""
    if not login:
        return ""
    for each in who_may(vault):
        if each.login.casefold() == login.strip().casefold():
            return each.name
    raise NotAcceptable(
        "Nobody of that login may countersign it: a colleague who is a lead or clinician may."
    )


def _who_may(vault: OpenVault, session: Session) -> Iterator[Member]:
    here = select(Staff).where(Staff.left_at.is_(None), Staff.id != vault.member.id)
    for row in session.scalars(here.order_by(Staff.name, Staff.id)):
        try:
            member = keys.member_of(session, vault.header, row)
        except Damaged:
            continue
        if extent(Right.COUNTERSIGN, member.grade) is Extent.ALL:
            yield member
