"""A colleague's countersignature, on a report that its author signed with a place for it."""

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.pdf.verdict import State
from app.crypto.pdf.verifying import verify
from app.domain.facts import share
from app.domain.facts.share import ShareSending
from app.domain.fields.content import read
from app.domain.fields.rights import Extent, Right, extent
from app.domain.fields.sharing import Share
from app.domain.reports import document
from app.domain.reports.document import Author, Document
from app.domain.values.ids import new_id
from app.errors import AlreadyThere, NotAcceptable, NotFound, NotGenuine, NotPermitted
from app.models.base import wire_time
from app.models.tables import Disclosure
from app.services.cases.cases import view_of
from app.services.facts.events import known_of
from app.services.sharing import guarding
from app.services.sharing.audiences import audience_of
from app.services.sharing.own_signature import countersigned
from app.services.sharing.sent import Left, Sent, insist_on_clean, left, remember
from app.services.sharing.signing import publish_beside
from app.services.vault import keys
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.confirming import confirm
from app.services.vault.open_vault import OpenVault
from app.whole_file import beside, is_there, put_in_place, write_new


@dataclass(frozen=True)
class Waits:
    """A report as its author signed it, to be read by who is to countersign it."""

    id: str
    reference: str
    title: str
    author: str
    recipient: str
    pdf: bytes

    @property
    def digest(self) -> bytes:
        """What is confirmed when it is countersigned."""
        return countersigning(self.id, sha256(self.pdf).hexdigest())


def countersigning(disclosure_id: str, fingerprint: str) -> bytes:
    """What is confirmed when exactly those bytes, sent by that id, are countersigned."""
    return digest_of("share.countersign", disclosure=disclosure_id, sha256=fingerprint)


def look(vault: OpenVault, disclosure_id: str) -> Waits:
    """What waits for the member's countersignature, as it was signed; that they looked is noted.

    Raises NotPermitted for who is not named in it, NotAcceptable for what has no such place, and as `left`.
    """
    guarding.insist_on_right(vault, Right.SHARE)
    kept = left(vault, disclosure_id)
    named = _insist_on_place(vault, kept)
    with vault.acting(Right.COPY, case=kept.case_id, durable=False) as act:
        act.note("share.read", "disclosure", disclosure_id, case=kept.case_id)
    facts = (named.reference, named.title, named.author.name, named.recipient.name)
    return Waits(disclosure_id, *facts, kept.content)


def countersign(vault: OpenVault, disclosure_id: str, confirmed: Confirmation, out: Path) -> Sent:
    """Sign what a colleague signed in the place that names the member, write it, and remember exactly that.

    It is looked at with what is protected today. Raises AlreadyThere, NotPermitted for who is not named in it,
    NotAcceptable for what has no such place or was countersigned, as `left` and `insist_on_clean`, MustConfirm,
    OutOfForce, ClockBehind, ClockAhead, CannotWrite, DiskFull, ReadOnly.
    """
    vault.insist_on_writing()
    guarding.insist_on_right(vault, Right.SHARE)
    if is_there(out):
        raise AlreadyThere
    kept = left(vault, disclosure_id)
    _insist_on_place(vault, kept)
    insist_on_clean(vault, kept, kept.content, out)
    me = Author(vault.member.name, vault.member.role, vault.member.registration)
    before = sha256(kept.content).hexdigest()
    with beside(out) as new:
        with vault.acting(Right.SHARE, case=kept.case_id, confirmed=confirmed) as act:
            act.covers(countersigning(disclosure_id, before))
            said = read(ShareSending, known_of(act.session, disclosure_id).held.said[share.SENT.code])
            _insist_on_first(act.session, kept.case_id, before)
            reference = view_of(act.connection, kept.case_id).reference
            reason = f"Countersignature, {audience_of(kept.audience).title}: {reference}"
            pdf = countersigned(vault, act, kept.content, me, reason)
            digest = sha256(pdf).hexdigest()
            write_new(new, pdf)
            said = replace(
                said, staff=vault.member.id, sent=wire_time(act.at), sha256=digest, prepared=before
            )
            sending_id = new_id(act.at)
            remember(vault, act, sending_id, replace(said, countersigner=""), pdf)
        put_in_place(new, out)
    vault.anchor(in_header=True)
    title, withheld = audience_of(said.audience).title, tuple(map(Share, said.withheld.split()))
    facts = (said.recipient, said.purpose, withheld, digest)
    not_beside = publish_beside(vault, out.parent, kept.audience)
    return Sent(sending_id, act.at, vault.member.name, title, *facts, not_beside=not_beside)


def countersign_as_seen(vault: OpenVault, seen: Waits, passphrase: str, out: Path) -> Sent:
    """The same for who reads the pages and types their passphrase for them. Raises WrongSecret."""
    return countersign(vault, seen.id, confirm(vault, passphrase, seen.digest), out)


def id_of(vault: OpenVault, content: bytes) -> str:
    """The id of what was sent as exactly these bytes. Raises NotFound."""
    with vault.reading(Right.COPY) as act:
        found = select(Disclosure.id).where(Disclosure.sha256 == sha256(content).digest())
        disclosure_id = act.session.scalar(found)
    if disclosure_id is None:
        raise NotFound("This service never sent that file.")
    return disclosure_id


def _insist_on_place(vault: OpenVault, kept: Left) -> Document:
    """What it says. Raises NotAcceptable where it has no place for a second signature, NotPermitted for another's."""
    with vault.reading(Right.COPY) as act:
        roots = keys.trusted(act.session, vault.header)
    verdict = verify(kept.content, roots, now=vault.clock())
    if verdict.state is not State.GENUINE:
        raise NotGenuine
    if not verdict.awaits_second or verdict.attachment is None:
        raise NotAcceptable(
            "It has no place for a countersignature: that is asked for when a report is prepared."
        )
    said = document.read(json.loads(verdict.attachment))
    named = said.countersigner
    if named != vault.member.name or extent(Right.COUNTERSIGN, vault.member.grade) is not Extent.ALL:
        raise NotPermitted(f"It is for {named} to countersign.")
    return said


def _insist_on_first(session: Session, case_id: str, before: str) -> None:
    """Raise NotAcceptable where somebody countersigned those bytes already."""
    sent = session.scalars(select(Disclosure.id).where(Disclosure.case_id == case_id)).all()
    stated = (known_of(session, each).held.said.get(share.SENT.code, {}) for each in sent)
    if any(each.get("prepared") == before for each in stated):
        raise NotAcceptable("It has been countersigned already.")
