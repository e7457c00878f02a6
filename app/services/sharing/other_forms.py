"""What was sent, signed once more by its author in another form: for an archive, or protected with a passphrase.

Both are made of the very bytes that were seen before they were signed, and noted with what was sent like a copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from app.crypto.certificates import holder
from app.crypto.pdf import passphrases
from app.crypto.pdf.envelope import Envelope, open_envelope
from app.crypto.pdf.protecting import opened, protected
from app.crypto.pdf.signing import empty_field
from app.domain.facts import share
from app.domain.facts.share import ShareForm
from app.domain.fields.rights import Right
from app.domain.reports.document import Author
from app.errors import AlreadyThere, NotAcceptable, NotGenuine, NotPermitted
from app.models.base import wire_time
from app.reports.pdf.archive import archived
from app.reports.pdf.contents import is_pdf
from app.services.cases.cases import view_of
from app.services.facts.stating import Saying, Subject, state
from app.services.sharing import guarding
from app.services.sharing.letters import insist_on_plain_certificates, is_plain, reason_of
from app.services.sharing.own_signature import put
from app.services.sharing.sent import Left, insist_on_clean, left
from app.services.sharing.signing import publish_beside
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.confirming import confirm
from app.services.vault.open_vault import OpenVault
from app.whole_file import beside, is_there, put_in_place, write_new

_END: Final = b"%%EOF"
_LINE: Final = (b"", b"\n", b"\r\n", b"\r")


class Form(StrEnum):
    """In which form it is signed once more."""

    ARCHIVE = "archive"
    PROTECTED = "protected"


_FACTS: Final = {Form.ARCHIVE: share.ARCHIVED, Form.PROTECTED: share.PROTECTED}
_WORDS: Final = {Form.ARCHIVE: "archive copy", Form.PROTECTED: "protected copy"}


@dataclass(frozen=True)
class Written:
    """The SHA-256 of the file; `passphrase` is that of a protected one, to be shown once and kept nowhere."""

    sha256: str
    passphrase: str = field(default="", repr=False)
    not_beside: str = ""
    """In a sentence, what of the site's own files could not be put beside it."""


def signing_as(disclosure_id: str, form: Form) -> bytes:
    """What is confirmed when what was sent by that id is signed once more in that form."""
    return digest_of("share.form", disclosure=disclosure_id, form=form.value)


def sign_again(
    vault: OpenVault, disclosure_id: str, form: Form, confirmed: Confirmation, out: Path
) -> Written:
    """Write what the member sent in another form, signed once more by them; that it was written is stated.

    It is looked at with what is protected today. Raises NotPermitted for what somebody else sent, NotAcceptable for
    what left as text or before its unsigned bytes were stated, AlreadyThere, as `left` and `insist_on_clean`,
    MustConfirm, OutOfForce, ClockBehind, ClockAhead, CannotWrite, DiskFull, ReadOnly.
    """
    vault.insist_on_writing()
    guarding.insist_on_right(vault, Right.SHARE)
    if is_there(out):
        raise AlreadyThere
    kept = left(vault, disclosure_id)
    _insist_on_own(vault, kept)
    me = _author(vault, kept)
    seen = _as_seen(kept)
    plain = archived(seen) if form is Form.ARCHIVE else seen
    insist_on_clean(vault, kept, plain, out)
    passphrase = passphrases.draw() if form is Form.PROTECTED else None
    unsigned = protected(plain, passphrase) if passphrase else plain
    if passphrase and opened(unsigned, passphrase) != opened(plain):
        raise RuntimeError("what was protected is not what was seen")
    with beside(out) as new:
        with vault.acting(Right.SHARE, case=kept.case_id, confirmed=confirmed) as act:
            act.covers(signing_as(disclosure_id, form))
            reference = view_of(act.connection, kept.case_id).reference
            if is_plain(kept.audience):
                insist_on_plain_certificates(vault, act.session)
            reason = reason_of(kept.audience, reference, _WORDS[form])
            waits = empty_field(plain)
            pdf, verdict = put(
                vault, act, unsigned, field=waits, author=me, reason=reason, passphrase=passphrase
            )
            write_new(new, pdf)
            digest = sha256(pdf).hexdigest()
            said = ShareForm(written=wire_time(act.at), sha256=digest, certificate=verdict.certificate)
            subject = Subject(disclosure_id, kept.case_id)
            state(vault, act, subject, Saying((_FACTS[form],), said), anew=True)
        put_in_place(new, out)
    vault.anchor(in_header=True)
    return Written(digest, passphrase or "", publish_beside(vault, out.parent, kept.audience))


def sign_again_as_told(
    vault: OpenVault, disclosure_id: str, form: Form, passphrase: str, out: Path
) -> Written:
    """The same for who types their passphrase for it. Raises WrongSecret."""
    confirmed = confirm(vault, passphrase, signing_as(disclosure_id, form))
    return sign_again(vault, disclosure_id, form, confirmed, out)


def _insist_on_own(vault: OpenVault, kept: Left) -> None:
    if kept.staff_id != vault.member.id:
        raise NotPermitted("Only who signed it can sign it once more: save a copy of what was sent instead.")
    if not is_pdf(kept.content):
        raise NotAcceptable("It left as text, which has no pages: sign the report first.")


def _author(vault: OpenVault, kept: Left) -> Author:
    """The member, as the pages name them. Raises NotAcceptable where they are called otherwise by now."""
    me = Author(vault.member.name, vault.member.role, vault.member.registration)
    envelope = open_envelope(kept.content)
    if not isinstance(envelope, Envelope):
        raise NotGenuine
    if envelope.below is not None:
        raise NotAcceptable(
            "It is countersigned, and so has no other form: save a copy of what was sent instead."
        )
    then = holder(envelope.container.certificate)
    if me != Author(then.name, then.role, then.registration):
        raise NotAcceptable("Your name, role or registration is another since: share the report anew.")
    return me


def _as_seen(kept: Left) -> bytes:
    """The very bytes that were seen before they were signed, which what was sent begins with."""
    for end in _ends(kept.content):
        if sha256(memoryview(kept.content)[:end]).hexdigest() == kept.prepared:
            return kept.content[:end]
    if kept.prepared:
        raise NotGenuine
    raise NotAcceptable("It was sent by an earlier version: save a copy of what was sent, or share it anew.")


def _ends(pdf: bytes) -> Iterator[int]:
    at = pdf.find(_END)
    while at >= 0:
        yield from (at + len(_END + line) for line in _LINE)
        at = pdf.find(_END, at + 1)
