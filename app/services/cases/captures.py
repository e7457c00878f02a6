"""Lines jotted down before their case is known: sealed to their author, until each is filed or shredded.

A line has a key of its own, wrapped to its author's certified key. Where somebody may be in danger it is wrapped to
whoever leads the service too; otherwise the lead learns after seven days that a line waits, and not what it says.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.crypto.grants import unwrap, wrap
from app.crypto.member_keys import exchange
from app.crypto.sealing import seal, unseal
from app.crypto.secret import Secret, random_secret
from app.domain.cases.capture import WAITS, Capture, Shredding
from app.domain.fields.content import check, from_plain, to_plain
from app.domain.fields.rights import Right
from app.domain.kinds.registry import CAPTURED
from app.domain.records.record import Sheet
from app.domain.values.ids import new_id
from app.errors import Damaged, NotAcceptable, NotAdmitted, NotFound
from app.models.tables import CaptureRow, Case, MemberKey, Staff
from app.services.cases.opening import complete
from app.services.records import drafts
from app.services.records.drafts import DraftView
from app.services.records.heading import Heading
from app.services.vault import keys
from app.services.vault.open_vault import OpenVault

_TABLE: Final = CaptureRow.__tablename__
_PURPOSE: Final = "capture"
_NOT_A_KIND: Final = "A line cannot become a record of that kind: choose another."
_UNOPENED: Final = (
    "This line was sealed with keys that you have no more, so nobody can read it. You can only shred it."
)
# A dangerous one stands first, before anything that is late.
CAPTURES: Final = (
    f"SELECT CASE WHEN u.is_danger OR date(u.kept_at) <= date(:today, '-{WAITS} days') THEN 'late' ELSE 'week' END, "  # noqa: S608 - our own names
    "'capture', u.kept_at, CASE WHEN u.author_id = :member THEN 'own' ELSE 'theirs' END || '|' "
    "|| CASE WHEN u.is_danger THEN 'danger' ELSE '' END || '|' || s.name, '', '', '', u.id, "
    "CASE WHEN u.is_danger THEN -1 ELSE 0 END FROM capture u JOIN staff s ON s.id = u.author_id "
    f"WHERE u.author_id = :member OR (:leads AND (u.is_danger OR date(u.kept_at) <= date(:today, '-{WAITS} days')))"
)
"""The lines that wait, for Today. What asks by it gives `member`, `today`, and `leads`: whether the member leads."""


@dataclass(frozen=True)
class CaptureView:
    """A line as whoever may read it sees it."""

    id: str
    capture: Capture
    author: str
    is_own: bool
    kept_at: datetime


@dataclass(frozen=True)
class Captures:
    """What can be done with them."""

    vault: OpenVault

    def keep(self, said: Capture) -> str:
        """Keep a line, sealed, and give its id. Raises StillMissing."""
        said = complete(check(said), self.vault.today())
        with self.vault.acting(Right.OWN) as act:
            capture_id = new_id(act.at)
            row = self._sealed(act.session, capture_id, said)
            act.insert(
                CaptureRow,
                id=capture_id,
                author_id=self.vault.member.id,
                kept_at=act.at,
                is_danger=said.is_danger,
                **row,
            )
            act.note("capture.keep", _TABLE, capture_id, danger=said.is_danger, sealed=digest(row))
        return capture_id

    def read(self, capture_id: str) -> CaptureView:
        """A line of the member's own, or a dangerous one for whoever leads; that a colleague's was read is noted.

        Raises NotFound, NotAdmitted, and Damaged for one that does not open any more.
        """
        with self.vault.acting(Right.OWN) as act:
            found = self._read(act.session, capture_id)
            act.note("capture.read", _TABLE, capture_id, own=found.is_own)
        return found

    def file(self, capture_id: str, case_id: str, code: str) -> DraftView:
        """Make it a draft of a kind in a case, as of when it was heard; the line itself is gone then.

        Raises NotFound, NotAdmitted, NotPermitted, NotAcceptable for a kind that takes none: then the line stays.
        """
        made = next((kind for kind in CAPTURED if kind.code == code), None)
        if made is None:
            raise NotAcceptable(_NOT_A_KIND)
        with self.vault.acting(Right.WRITE) as act:
            found = self._read(act.session, capture_id)
            said = found.capture
            if act.session.get(Case, case_id) is None:
                raise NotFound
            content = check(replace(made.content(), **{made.captured: said.said}), unfinished=True)
            # The line is gone then: when in the day it was heard, and by whom, stands nowhere else.
            source = said.source("" if found.is_own else found.author)
            sheet = Sheet(event=said.heard_on, knowledge=made.known, source=source, content=content)
            draft = drafts.start(self.vault, act, made, Heading(case_id, made.compartment), sheet)
            _remove(act.session, capture_id)
            act.note("capture.file", _TABLE, capture_id, case=case_id, draft=draft.id)
        return draft

    def shred(self, capture_id: str, why: Shredding) -> None:
        """Delete a line for good; that it was and why, of some reasons, stays in the ledger, and nothing of it.

        Its author may, and whoever leads: where it is dangerous, or where its author has left. Raises NotFound,
        NotAdmitted, StillMissing.
        """
        why = complete(check(why), self.vault.today())
        with self.vault.acting(Right.OWN) as act:
            row = _row(act.session, capture_id)
            if not self._may_shred(act.session, row):
                raise NotAdmitted
            _remove(act.session, capture_id)
            act.note("capture.shred", _TABLE, capture_id, reason=why.reason)

    def _may_shred(self, session: Session, row: CaptureRow) -> bool:
        if row.author_id == self.vault.member.id:
            return True
        has_left = session.get_one(Staff, row.author_id).left_at is not None
        return self.vault.member.is_lead and (row.is_danger or has_left)

    # --- sealing --------------------------------------------------------------------------------------------

    def _sealed(self, session: Session, capture_id: str, said: Capture) -> dict[str, bytes]:
        """The columns of bytes: the line under a key of its own, and that key wrapped to who may read it."""
        key = random_secret()
        try:
            plain = canonical.dumps(to_plain(said))
            with key.lend() as raw:
                sealed = seal(raw, plain, purpose=_PURPOSE, table=_TABLE, row=capture_id, generation=1)
            wrapped = {
                holder.id: self._wrapped(session, capture_id, key, holder)
                for holder in self._readers(session, is_danger=said.is_danger)
            }
        finally:
            key.wipe()
        return {"sealed": sealed, "keys": canonical.dumps(wrapped)}

    def _readers(self, session: Session, *, is_danger: bool) -> Iterator[MemberKey]:
        """The present keys of the author, and of whoever leads where somebody may be in danger."""
        members = [self.vault.member.id]
        if is_danger:
            here = select(Staff).where(Staff.left_at.is_(None)).order_by(Staff.id)
            # By their certificate, whatever the staff list says.
            members += [
                row.id
                for row in session.scalars(here)
                if keys.member_of(session, self.vault.header, row).is_lead
            ]
        for member in dict.fromkeys(members):
            yield session.get_one(MemberKey, keys.present_key(session, member, "compartments"))

    def _wrapped(self, session: Session, capture_id: str, key: Secret, holder: MemberKey) -> str:
        public = keys.check_certified(session, self.vault.header, holder, self.vault.clock())
        return wrap(key, exchange(public), self._info(capture_id, holder.id)).hex()

    def _read(self, session: Session, capture_id: str) -> CaptureView:
        row = _row(session, capture_id)
        is_own = row.author_id == self.vault.member.id
        mine = self.vault.key_ids["compartments"]
        wrapped = wrapped_in(row.keys).get(mine)
        if wrapped is None:
            raise Damaged(_UNOPENED) if is_own else NotAdmitted
        key = unwrap(bytes.fromhex(wrapped), self.vault.keys.compartments, self._info(row.id, mine))
        try:
            with key.lend() as raw:
                plain = unseal(raw, row.sealed, purpose=_PURPOSE, table=_TABLE, row=row.id)
        finally:
            key.wipe()
        author = session.get_one(Staff, row.author_id).name
        try:
            said = from_plain(Capture, json.loads(plain))
        except ValueError:
            raise Damaged from None
        return CaptureView(row.id, said, author, is_own, row.kept_at)

    def _info(self, capture_id: str, holder: str) -> bytes:
        return canonical.dumps(["casework/capture/1", self.vault.header.vault_id, capture_id, holder])


def wrapped_in(kept: bytes) -> Mapping[str, str]:
    """The wrapped keys of a line by the id of the key that each is for. Raises Damaged."""
    try:
        plain: Mapping[str, str] = json.loads(kept)
        for each in plain.values():
            bytes.fromhex(each)
    except (ValueError, TypeError, AttributeError):
        raise Damaged from None
    return plain


def digest(row: Mapping[str, Any]) -> str:
    """What the ledger says of the bytes of a line, in hexadecimal: random to whoever has no key."""
    return sha256(b"".join(sha256(bytes(row[name])).digest() for name in ("sealed", "keys"))).hexdigest()


def _row(session: Session, capture_id: str) -> CaptureRow:
    row = session.get(CaptureRow, capture_id)
    if row is None:
        raise NotFound("That line was filed or shredded already.")
    return row


def _remove(session: Session, capture_id: str) -> None:
    """Delete it: SQLite overwrites with zeroes what it deletes (`secure_delete`)."""
    session.execute(delete(CaptureRow).where(CaptureRow.id == capture_id))
