"""Holds the staff list against the certificates, which alone say who somebody is and what they may do."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.header import Header
from app.domain.values.identifiers import Registration
from app.errors import Damaged
from app.models.tables import MemberKey, Staff
from app.services.vault import keys


def misnamed(session: Session, header: Header) -> Iterator[str]:
    """Who is listed as somebody else than the service certified, in sentences that name nobody."""
    present = select(MemberKey).where(MemberKey.retired_at.is_(None))
    rows: dict[str, list[MemberKey]] = {}
    for key in session.execute(present).scalars():
        rows.setdefault(key.staff_id, []).append(key)
    for staff in session.execute(select(Staff)).scalars():
        try:
            keys.check_own(session, header, rows.get(staff.id, ()))
            member = keys.member_of(session, header, staff)
        except Damaged:
            yield f"Staff entry {staff.id}: its certificate is not one that the service gave."
            continue
        registration = Registration(staff.registration_body, staff.registration_number).show()
        if (staff.name, staff.role, registration) != (member.name, member.role, member.registration):
            yield f"Staff entry {staff.id}: the list gives another name, role or registration than was certified."
