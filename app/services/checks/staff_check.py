"""Holds the staff list against the certificates, which alone say who somebody is and what they may do.

And the status of the site against the ledger, the authority and the staff: whose certificates it withdrew.
"""

import json
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.header import Header
from app.domain.values.identifiers import Registration
from app.errors import Damaged, NotGenuine
from app.models.tables import LedgerRow, MemberKey, SiteStatus, Staff
from app.services.vault import keys, site_status


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


def unnoted(session: Session, header: Header) -> Iterator[str]:
    """What is wrong with the status of withdrawn certificates: not as noted, not the authority's, or not complete."""
    rows = session.execute(select(LedgerRow).where(LedgerRow.action == site_status.NOTED)).scalars()
    noted = {str(row.subject_id): _noted(row) for row in rows}
    kept = {row.id: _kept(row) for row in session.execute(select(SiteStatus)).scalars()}
    if noted.keys() != kept.keys():
        yield "The ledger knows other statuses of withdrawn certificates than the store holds."
    if any(noted[row_id] != kept[row_id] for row_id in noted.keys() & kept.keys()):
        yield "A status of withdrawn certificates is not the one that the ledger knows."
    try:
        status = site_status.genuine(session, header)
    except (Damaged, NotGenuine):
        yield "The status of withdrawn certificates is not one that the site's authority signed."
        return
    if status is None:
        return
    if not site_status.withdrawn(session, header) <= {each.certificate for each in status.withdrawn}:
        yield "A certificate that was withdrawn is not in the site's status: the lead's unlocking puts it there."


def _noted(row: LedgerRow) -> tuple[object, ...]:
    said = json.loads(row.detail)
    return said.get("number"), said.get("sha256"), said.get("crl"), row.at, row.device, row.seq


def _kept(row: SiteStatus) -> tuple[object, ...]:
    digests = (sha256(each).hexdigest() for each in (row.status, row.crl))
    return row.number, *digests, row.made_at, row.device, row.seq
