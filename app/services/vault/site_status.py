"""The site's status in the store, and beside what is sent: which certificates were withdrawn."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.crypto import certificates, status
from app.crypto.header import Header
from app.crypto.status import Status
from app.domain.fields.rights import Right
from app.errors import CannotRead, Damaged, NotAcceptable, NotGenuine
from app.models.tables import MemberKey, SiteStatus, Staff
from app.regular_file import open_regular
from app.services.vault import keys
from app.services.vault.open_vault import OpenVault
from app.whole_file import is_there, replace_file

AUTHORITY_FILE: Final = "site-ca.pem"
FILE: Final = "site-status.json"
LIST_FILE: Final = "site-ca.crl"
NOTED: Final = "site.revocations"


def newest(session: Session) -> SiteStatus | None:
    """The status that counts; None before there is one."""
    rows = select(SiteStatus).order_by(SiteStatus.number.desc(), SiteStatus.id.desc())
    return session.execute(rows.limit(1)).scalar_one_or_none()


def genuine(session: Session, header: Header) -> Status | None:
    """The same, read; raises Damaged, NotGenuine for one that the site's authority did not sign for this vault."""
    row = newest(session)
    if row is None:
        return None
    found = status.read(row.status, keys.trusted(session, header))
    if (found.vault, found.number) != (header.vault_id, row.number):
        raise NotGenuine
    return found


def withdrawn_keys(session: Session) -> tuple[tuple[MemberKey, Staff], ...]:
    """The keys for documents that count no more, and whose they are."""
    gone = or_(Staff.left_at.is_not(None), MemberKey.retired_at.is_not(None))
    rows = select(MemberKey, Staff).join(Staff, Staff.id == MemberKey.staff_id)
    # What was stated in this very act is written past the session's objects.
    fresh = rows.where(MemberKey.purpose == "documents", gone).execution_options(populate_existing=True)
    found = session.execute(fresh)
    return tuple((key, staff) for key, staff in found)


def withdrawn(session: Session, header: Header) -> set[str]:
    """The SHA-256 of the certificates that a status has to name: of those keys, as the site certified them."""
    issuers = keys.trusted(session, header)
    return {
        certificates.digest(each)
        for key, _ in withdrawn_keys(session)
        for each in keys.certificates_of(session, key)
        if keys.issuer_of(key, each, issuers)
    }


def publish(vault: OpenVault, folder: Path) -> tuple[str, ...]:
    """Put the site's certificates, the newest status and the revocation list into a folder, and give their names.

    There may be no status yet. An older one there is replaced, a newer one of this site and one of another site never.
    Raises CannotWrite, DiskFull.
    """
    with vault.reading(Right.BANNER) as act:
        row, roots = newest(act.session), keys.trusted(act.session, vault.header)
        if row is not None:
            content, revoked, number = row.status, row.crl, row.number
    if _lacks(folder / AUTHORITY_FILE, roots):
        replace_file(folder / AUTHORITY_FILE, certificates.to_pem(roots))
    if row is None:
        return (AUTHORITY_FILE,)
    if not _is_kept(folder / FILE, vault.header.vault_id, number, roots):
        # The list first: whoever finds the new status finds the new list too.
        replace_file(folder / LIST_FILE, revoked)
        replace_file(folder / FILE, content)
    return AUTHORITY_FILE, FILE, LIST_FILE


def _lacks(path: Path, roots: tuple[bytes, ...]) -> bool:
    """Whether the authority file there is none, or lacks one that came since: what else stands in it stays."""
    if not is_there(path):
        return True
    try:
        return set(certificates.read_bundle(_read(path))) < set(roots)
    except NotAcceptable:
        return False


def _is_kept(path: Path, vault_id: str, number: int, roots: tuple[bytes, ...]) -> bool:
    """Whether the file that stands there stays."""
    if not is_there(path):
        return False
    there = _read(path)
    with suppress(Damaged):
        if status.claimed_vault(there) != vault_id:
            return True
        with suppress(NotGenuine):
            return status.read(there, roots).number > number
    return False


def _read(path: Path) -> bytes:
    try:
        with open_regular(path) as file:
            return file.read(status.LARGEST + 1)
    except OSError:
        raise CannotRead from None
