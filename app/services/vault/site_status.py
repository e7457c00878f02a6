"""The site's status in the store, and beside what is sent: which certificates were withdrawn."""

import enum
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.crypto import certificates, crl, status
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


@dataclass(frozen=True)
class Published:
    """What became of the site's files in a folder, by name."""

    written: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    """Those that were there already, as new or newer."""
    in_the_way: tuple[str, ...] = ()
    """Those that were not written, since a file that is not this site's has the name."""

    def __add__(self, other: "Published") -> "Published":
        return Published(
            self.written + other.written, self.current + other.current, self.in_the_way + other.in_the_way
        )


def publish(vault: OpenVault, folder: Path) -> Published:
    """Put the site's certificates, the newest status and the revocation list into a folder.

    There may be no status yet. An older one there is replaced, a newer one of this site and whatever is not of this
    site never. Raises CannotWrite, DiskFull.
    """
    with vault.reading(Right.BANNER) as act:
        row, roots = newest(act.session), keys.trusted(act.session, vault.header)
        if row is not None:
            content, revoked, number = row.status, row.crl, row.number
    published = _put(folder / AUTHORITY_FILE, certificates.to_pem(roots), _authorities_at(folder, roots))
    if row is None:
        return published
    there = _status_at(folder, vault.header.vault_id, number, roots)
    if there is _There.CURRENT:
        return published + Published(current=(FILE, LIST_FILE))
    # The list first: whoever finds the new status finds the new list too.
    listed = _put(folder / LIST_FILE, revoked, _list_at(folder, roots))
    return published + _put(folder / FILE, content, there) + listed


class _There(enum.Enum):
    """What has the name of a file that is to be written."""

    NOTHING_NEWER = enum.auto()
    """Nothing, or an older file of this site."""
    CURRENT = enum.auto()
    """One of this site that is as new or newer."""
    FOREIGN = enum.auto()
    """What is not this site's."""


def _put(path: Path, content: bytes, there: _There) -> Published:
    if there is _There.FOREIGN:
        return Published(in_the_way=(path.name,))
    if there is _There.CURRENT:
        return Published(current=(path.name,))
    replace_file(path, content)
    return Published(written=(path.name,))


def _authorities_at(folder: Path, roots: tuple[bytes, ...]) -> _There:
    """Of an authority file: one that lacks an authority that came since is older; what else stands in it stays."""
    if not is_there(folder / AUTHORITY_FILE):
        return _There.NOTHING_NEWER
    try:
        held = set(certificates.read_bundle(_read(folder / AUTHORITY_FILE)))
    except (CannotRead, NotAcceptable):
        return _There.FOREIGN
    if held >= set(roots):
        return _There.CURRENT
    return _There.NOTHING_NEWER if held < set(roots) else _There.FOREIGN


def _status_at(folder: Path, vault_id: str, number: int, roots: tuple[bytes, ...]) -> _There:
    """Of a status: one that only says that it is this site's is replaced."""
    if not is_there(folder / FILE):
        return _There.NOTHING_NEWER
    try:
        there = _read(folder / FILE)
        if status.claimed_vault(there) != vault_id:
            return _There.FOREIGN
        is_newer = status.read(there, roots).number > number
    except NotGenuine:
        return _There.NOTHING_NEWER
    except (CannotRead, Damaged):
        return _There.FOREIGN
    return _There.CURRENT if is_newer else _There.NOTHING_NEWER


def _list_at(folder: Path, roots: tuple[bytes, ...]) -> _There:
    if not is_there(folder / LIST_FILE):
        return _There.NOTHING_NEWER
    try:
        is_own = crl.is_of(_read(folder / LIST_FILE), roots)
    except CannotRead:
        return _There.FOREIGN
    return _There.NOTHING_NEWER if is_own else _There.FOREIGN


def _read(path: Path) -> bytes:
    try:
        with open_regular(path) as file:
            return file.read(status.LARGEST + 1)
    except OSError:
        raise CannotRead from None
