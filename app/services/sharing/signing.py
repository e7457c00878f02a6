"""Signs what was prepared: the very bytes that were seen, if nothing they rest on has changed, and remembers it."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.crypto import canonical
from app.domain.fields.rights import Right
from app.errors import UserError
from app.services.sharing.audiences import audience_of
from app.services.sharing.kept import Kept, forget
from app.services.sharing.letters import insist_on_plain_certificates, is_plain, reason_of
from app.services.sharing.output_check import insist_on_basis, insist_on_output
from app.services.sharing.own_signature import put
from app.services.sharing.preparing import Prepared, signing_of
from app.services.sharing.sent import Sent, remember, sending_of
from app.services.vault import site_status
from app.services.vault.confirmation import Confirmation
from app.services.vault.confirming import confirm
from app.services.vault.open_vault import Act, OpenVault
from app.whole_file import beside, put_in_place, write_new


@dataclass(frozen=True)
class Signed:
    """The file as it leaves, and when it was signed."""

    pdf: bytes
    sha256: bytes


def sign(vault: OpenVault, prepared_id: str, confirmed: Confirmation, out: Path) -> Sent:
    """Append the signature to what was prepared, write it, remember exactly that, publish certificate and status.

    Nothing is composed. Raises as `insist_on_output`, MustConfirm without the author's word for exactly these bytes,
    OutOfForce, ClockBehind, ClockAhead, CannotWrite, DiskFull, and ReadOnly where it could not be remembered. What
    could not be published beside it is no failure: it is said with what was sent.
    """
    vault.insist_on_writing()
    kept = insist_on_output(vault, prepared_id, out)
    with beside(out) as new:
        # The right, the certificate and the word of who signs are looked at before anything is signed.
        with vault.acting(Right.SHARE, case=kept.case_id, confirmed=confirmed) as act:
            act.covers(signing_of(kept.id, kept.sha256))
            insist_on_basis(vault, act.session, kept)
            signed = _signed(vault, act, kept)
            write_new(new, signed.pdf)
            remember(vault, act, kept.id, sending_of(vault, act, kept, signed.pdf), signed.pdf)
            forget(act.session, kept.id)
        put_in_place(new, out)
    vault.anchor(in_header=True)
    not_beside = publish_beside(vault, out.parent, kept.audience)
    title, author = audience_of(kept.audience).title, vault.member.name
    facts = (kept.recipient, kept.purpose, kept.withheld, signed.sha256.hex())
    return Sent(kept.id, act.at, author, title, *facts, not_beside=not_beside)


def sign_as_seen(vault: OpenVault, seen: Prepared, passphrase: str, out: Path) -> Sent:
    """The same for who sees the pages and types their passphrase for them. Raises WrongSecret."""
    return sign(vault, seen.id, confirm(vault, passphrase, seen.digest), out)


def publish_beside(vault: OpenVault, folder: Path, audience: str) -> str:
    """Put the site's files beside what is signed, and stays so; what stood against it, in a sentence.

    They say whose they are: beside a letter they would tell what it does not.
    """
    if is_plain(audience):
        return ""
    try:
        missing = site_status.publish(vault, folder).in_the_way
    except UserError as refused:
        return f"This service's {site_status.AUTHORITY_FILE} could not be put beside it. {refused}"
    if not missing:
        return ""
    return (
        f"Not put beside it: {', '.join(missing)}. What has that name there is not this service's, and the summary is "
        "not genuine to whoever checks it with that: move it to another folder, with this service's own files."
    )


def _signed(vault: OpenVault, act: Act, kept: Kept) -> Signed:
    if is_plain(kept.audience):
        insist_on_plain_certificates(vault, act.session)
    attached = None if is_plain(kept.audience) else canonical.dumps(kept.document.plain())
    author, reason = kept.document.author, reason_of(kept.audience, kept.reference)
    pdf, verdict = put(vault, act, kept.pdf, field=kept.field, author=author, reason=reason)
    if verdict.attachment != attached:
        raise RuntimeError("what is attached to a report just signed is not what was seen")
    return Signed(pdf, sha256(pdf).digest())
