"""States, signed by the site's authority, which certificates are withdrawn and what their holders had sent before."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import certificates, crl, pki, status
from app.crypto.header import Header
from app.crypto.pdf.envelope import Envelope, open_envelope
from app.crypto.status import Status, Why, Withdrawn
from app.domain.facts import share
from app.domain.facts.share import ShareForm
from app.domain.fields.content import read
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.errors import ClockAhead, ClockBehind, Damaged, NotFound, NotGenuine
from app.models.tables import Authority, Disclosure, EventRow, MemberKey, SiteStatus, Staff
from app.services.facts.events import known_of
from app.services.facts.verifying import faults_of_output
from app.services.vault import keys, site_status
from app.services.vault.confirmation import digest_of
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.keys import owner_of
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.site_status import Published
from app.whole_file import is_folder

_AGE: Final = timedelta(days=30)
"""A status that says nothing new is dated anew after so long, at an unlocking by who holds the authority."""
_BATCH: Final = 50
_STATING: Final = digest_of("site.revocations")


def state(vault: OpenVault, act: Act) -> None:
    """Sign a new status and revocation list, at the end of an act that withdraws a certificate.

    Nothing happens for a lead who does not hold the authority: the next unlocking by who does states it.
    """
    session = act.session
    if not _holds_authority(vault, session):
        return
    held = keys.authorities_of(session, owner_of(vault), vault.header)
    before = _before(session, vault.header)
    made = Status(
        vault=vault.header.vault_id,
        site=certificates.holder(held[0].certificate).organisation,
        number=_number(session) + 1,
        made_at=act.at,
        authorities=tuple(vault.header.authority),
        withdrawn=tuple(_withdrawn(vault, session, before)),
    )
    content = status.make(made, held)
    revoked = b"".join(crl.make(each, _issued_by(session, made, each), made.number, act.at) for each in held)
    row_id = new_id(act.at)
    act.insert(
        SiteStatus,
        id=row_id,
        number=made.number,
        made_at=act.at,
        status=content,
        crl=revoked,
        **act.placed(),
    )
    digests = {"sha256": sha256(content).hexdigest(), "crl": sha256(revoked).hexdigest()}
    act.note(site_status.NOTED, "site_status", row_id, number=made.number, **digests)


def state_when_due(vault: OpenVault) -> None:
    """Sign a new status where the one there is lacks something or is old: at each unlocking by who holds the authority.

    Nothing happens for anybody else, or by a clock that cannot be believed.
    """
    with vault.reading(Right.BANNER) as act:
        due = _holds_authority(vault, act.session) and _is_due(act.session, vault.header, act.at)
    if due:
        with suppress(ClockBehind, ClockAhead):
            _state_alone(vault)


def hand_out(vault: OpenVault, folder: Path) -> Published:
    """Write the site's certificates, the newest status and the revocation list into a folder; says what became of each.

    Raises NotFound without that folder, or where who holds the authority has stated nothing yet; CannotWrite, DiskFull.
    """
    if not is_folder(folder):
        raise NotFound("There is no folder of that name.")
    with vault.reading(Right.BANNER) as act:
        is_first = site_status.newest(act.session) is None
        may_state = _holds_authority(vault, act.session) and not vault.read_only
    if is_first and not may_state:
        raise NotFound("The lead who holds the site's authority has to write the first of these files.")
    if is_first:
        _state_alone(vault)
    return site_status.publish(vault, folder)


def _state_alone(vault: OpenVault) -> None:
    with vault.acting(Right.STAFF, confirmed=confirmed_at_unlocking(vault, _STATING)) as act:
        act.covers(_STATING)
        state(vault, act)


def _holds_authority(vault: OpenVault, session: Session) -> bool:
    holder = session.scalar(select(Authority.holder_id).where(Authority.retired_at.is_(None)))
    return vault.member.is_lead and holder == vault.member.id


def _is_due(session: Session, header: Header, at: datetime) -> bool:
    gone = site_status.withdrawn(session, header)
    try:
        kept = site_status.genuine(session, header)
    except (Damaged, NotGenuine):
        return True
    if kept is None:
        return bool(gone) or session.scalar(select(Disclosure.id).limit(1)) is not None
    listed = {each.certificate for each in kept.withdrawn}
    return bool(gone - listed) or set(kept.authorities) != set(header.authority) or at - kept.made_at > _AGE


def _number(session: Session) -> int:
    newest = site_status.newest(session)
    return newest.number if newest else 0


def _before(session: Session, header: Header) -> dict[str, Withdrawn]:
    """What was stated before of each certificate: none that was withdrawn comes back, and no document is taken back."""
    with suppress(Damaged, NotGenuine):
        if kept := site_status.genuine(session, header):
            return {each.certificate: each for each in kept.withdrawn}
    return {}


def _withdrawn(vault: OpenVault, session: Session, before: dict[str, Withdrawn]) -> Iterator[Withdrawn]:
    found = {each.certificate: each for each in _present(vault, session)}
    for certificate in sorted(found.keys() | before.keys()):
        now, then = found.get(certificate), before.get(certificate)
        one = then or now
        if one is None:
            continue
        documents = {*(now.documents if now else ()), *(then.documents if then else ())}
        yield Withdrawn(one.certificate, one.serial, one.since, one.why, tuple(sorted(documents)))


def _present(vault: OpenVault, session: Session) -> Iterator[Withdrawn]:
    """The certificates that the staff list and the keys say are withdrawn."""
    issuers = keys.trusted(session, vault.header)
    for key, staff in site_status.withdrawn_keys(session):
        since, why = _when(key, staff)
        sent = _sent_by(session, staff.id)
        for signer, digest in _signed_again_by(vault, session, staff.id):
            sent.setdefault(signer, set()).add(digest)
        for each in keys.certificates_of(session, key):
            if keys.issuer_of(key, each, issuers):
                digest, serial = certificates.digest(each), f"{certificates.load(each).serial_number:x}"
                yield Withdrawn(digest, serial, since, why, tuple(sorted(sent.get(digest, ()))))


def _when(key: MemberKey, staff: Staff) -> tuple[datetime, Why]:
    moments: tuple[tuple[datetime | None, Why], ...] = (
        (key.retired_at, Why.REPLACED),
        (staff.left_at, Why.LEFT),
    )
    return min((at, why) for at, why in moments if at is not None)


def _sent_by(session: Session, staff_id: str) -> dict[str, set[str]]:
    """The SHA-256 of what somebody sent and whose signature holds, by the certificate that it was signed under."""
    found: dict[str, set[str]] = {}
    theirs = select(Disclosure.sha256, Disclosure.content).where(Disclosure.staff_id == staff_id)
    for digest, content in session.execute(theirs.execution_options(yield_per=_BATCH)):
        envelope = open_envelope(content)
        if isinstance(envelope, Envelope) and sha256(content).digest() == digest:
            signer = certificates.digest(envelope.container.certificate)
            found.setdefault(signer, set()).add(digest.hex())
    return found


def _signed_again_by(vault: OpenVault, session: Session, staff_id: str) -> Iterator[tuple[str, str]]:
    """The certificate and the SHA-256 of what somebody sent and signed once more, in another form, as they stated."""
    codes = [fact.code for fact in share.FORMS]
    outputs = select(EventRow.subject_id, EventRow.case_id).where(EventRow.fact.in_(codes)).distinct()
    for output, case_id in session.execute(outputs).all():
        theirs = [
            read(ShareForm, each.event.after)
            for each in known_of(session, output).events
            if each.event.fact in codes and each.event.author.id == staff_id
        ]
        if theirs and not any(faults_of_output(vault, session, output, case_id or "")):
            yield from ((said.certificate, said.sha256) for said in theirs)


def _issued_by(session: Session, made: Status, authority: pki.Authority) -> Iterator[Withdrawn]:
    """What of the status that authority issued: a revocation list speaks of its own authority's certificates."""
    listed = {each.certificate: each for each in made.withdrawn}
    for key, _ in site_status.withdrawn_keys(session):
        for each in keys.certificates_of(session, key):
            entry = listed.get(certificates.digest(each))
            if entry is not None and keys.issuer_of(key, each, (authority.certificate,)):
                yield entry
