"""Is this PDF genuine and unaltered? The check behind `casework verify`, and its answer in plain words.

Three judges, from the outside in, and all must agree: the bytes (`pdf_envelope`: one signature, over the
whole file, in one exact encoding), the certificate (`pki`: issued by the site's authority, for documents, in
force at the time), and the inside of the PDF (`pdf_structure`: certified, nothing modified). Each runs only
if the one before it is content.

The time is the signer's own clock: nobody else attests to it.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.crypto import certificates, pki
from app.crypto.certificates import Holder
from app.crypto.pdf import others
from app.crypto.pdf import structure as pdf_structure
from app.crypto.pdf.added import added
from app.crypto.pdf.envelope import Envelope, Fault, claims_to_be_ours, is_pdf, open_envelope, signatures
from app.crypto.pdf.others import Other
from app.crypto.pdf.verdict import Second, State, Verdict
from app.domain.values.dates import show_signing
from app.errors import NotGenuine

LARGEST = 200 * 1024 * 1024
ATTACHMENTS = ("report.json", "panel-summary.json")
"""What is attached for machines, under the name of today and that of the first release."""
_MARKS = (b"MASIP Casework", b"casework.report/", b"panel-summary.json")
"""What a file says that gives itself out as one of ours: who made it, and the format of what is attached."""
_CLOCK_TOLERANCE = timedelta(days=1)
_NOBODY = Holder("", "", "", "")

_UNSIGNED = "The file carries no signature, so nothing can be said about it."
_CUT_SHORT = "The file is cut short: fetch it again."
_NO_PDF = "The file is not a PDF."
_TOO_LARGE = "The file is larger than 200 MB and was not examined."
_LOCKED = "The file is protected: to check it to the end takes its passphrase."
_WRONG_WORDS = "That is not the passphrase of the file, or not all of it."
_UNREADABLE = "The signature holds, but the inside of the file could not be read."
_NO_AUTHORITY = (
    "The file is whole and unaltered since it was signed, but without the certificate of the site's "
    "authority nobody can say who signed it: the names in it are only claims."
)
_FAULTS = {
    Fault.REMAINS: "It was signed, but its signature is damaged. Ask for it again, and do not rely on this one.",
    Fault.SEVERAL: "It carries more than one signature: something was added after it was signed.",
    Fault.NOT_WHOLE: "It is not the whole of what was signed: something was added or cut off since.",
    Fault.ALTERED: "It was altered after it was signed, or somebody else signed it in the name of this service.",
}
_ADDED = (
    "What {name} signed stands in it still, and this was added or changed afterwards: {what}. Do not rely on it: ask "
    "them for the file as they signed it."
)
_ELSEWHERE = (
    "Signed with other software, and whole: nothing was changed since. Who signed it is not known here."
)
_ELSEWHERE_TWICE = (
    "Signed with other software, several times, and whole: each signature holds for what stood there when it was made. "
    "Who signed it is not known here."
)
_ELSEWHERE_ALTERED = (
    "Signed with other software, and changed since: what stands in it is not what was signed. Who signed it is not "
    "known here: before you rely on it, ask who sent it for the file as it was signed."
)
_ELSEWHERE_ADDED = (
    "Signed with other software, and something was added since that no signature covers. Who signed it is not known "
    "here: before you rely on it, ask who sent it what was added."
)
_UNCHECKED = "Nothing in this file says that Casework made it, and no signature in it can be checked here."
_STRANGER = (
    "Nobody of the service whose certificate you gave signed it, whatever name it bears: do not rely on it."
)
_SECOND_STRANGER = "Somebody who is not of this service signed it a second time: do not rely on it."
_SECOND_OTHER = "It was countersigned by another than the colleague whom it names: do not rely on it."
_AWAITS = "It has a place for a colleague's countersignature, and nobody has countersigned it yet."
_NOT_CERTIFIED = "It was signed in a way that lets others change it afterwards, as Casework never signs."
_NO_TIME = "Its signature does not say when it was made."
_OUT_OF_FORCE = (
    "On the day that its signature states, the signer's certificate, or the service's own, was not valid: somebody may "
    "have signed it who may not sign any more."
)
_REFUSED = "A second check of its signature, by other software, failed."
_MISNAMED = "It names another author, role or registration than those that its signer is certified with."
_TWINS = "Two files of the same kind are attached to it, so neither can be relied on."
_RUN_OUT = "The certificate has run out since; it was in force when it was used."
_AHEAD = "The signature states a time that is still to come: the signer's clock or this machine's is wrong."


def verify(
    data: bytes,
    roots: Sequence[bytes],
    *,
    attachments: tuple[str, ...] = ATTACHMENTS,
    passphrase: str | None = None,
    now: datetime | None = None,
) -> Verdict:
    """Check a PDF under the authorities in `roots`: DER, see `certificates.read_bundle`; empty if unknown.

    Never raises on account of `data`; MissingPart where this machine has nothing to judge by.
    """
    envelope = _outer_form(data)
    if isinstance(envelope, Verdict):
        for before in _as_signed(data, envelope):
            then = verify(before, roots, attachments=attachments, passphrase=passphrase, now=now)
            if then.state is State.GENUINE:
                return _with_additions(envelope, then, before, data[len(before) :])
        return envelope
    author, second = (envelope.below, envelope) if envelope.below else (envelope, None)
    verdict = Verdict(State.CANNOT_TELL, (), hashlib.sha256(data).hexdigest())
    verdict = _with_names(replace(verdict, intact=True, whole_file=True), author)
    verdict = replace(verdict, signed_sha256=hashlib.sha256(data[: sum(author.signed[2:])]).hexdigest())
    if not roots:
        return replace(verdict, reasons=(_NO_AUTHORITY,))
    root = _issuer(author.container.certificate, roots)
    if root is None or not _knows(author, roots):
        return _refuse(replace(verdict, trusted=False), _STRANGER)
    if second and (_issuer(second.container.certificate, [root]) is None or not _knows(second, roots)):
        return _refuse(verdict, _SECOND_STRANGER)
    verdict = replace(verdict, trusted=True, ca_fingerprint=certificates.fingerprint(root))
    try:
        spans = (author.signed, *((second.signed,) if second else ()))
        structure = pdf_structure.examine(data, root, spans, attachments, passphrase)
    except pdf_structure.Locked:
        return replace(verdict, reasons=(_LOCKED if passphrase is None else _WRONG_WORDS,), locked=True)
    except pdf_structure.Unreadable:
        return replace(verdict, reasons=(_UNREADABLE,))
    judged = _judge(verdict, author, root, structure, now or datetime.now(UTC))
    if second is None or judged.state is not State.GENUINE:
        return judged
    return _with_second(judged, second, root, structure, now or datetime.now(UTC))


def _outer_form(data: bytes) -> Envelope | Verdict:
    """Judge the bytes: the envelope if they hold, otherwise the verdict on them."""
    if len(data) > LARGEST:
        return Verdict(State.CANNOT_TELL, (_TOO_LARGE,), sha256="")
    envelope = open_envelope(data)
    if isinstance(envelope, Envelope):
        return envelope
    verdict = Verdict(State.CANNOT_TELL, (), hashlib.sha256(data).hexdigest())
    lost = data.endswith(b"%%EOF") and isinstance(open_envelope(data + b"\n"), Envelope)
    if envelope is Fault.CUT_SHORT or lost:
        return replace(verdict, reasons=(_CUT_SHORT,))
    if envelope is Fault.UNSIGNED:
        return replace(verdict, reasons=(_UNSIGNED if is_pdf(data) else _NO_PDF,))
    if not claims_to_be_ours(data) and not others.holds_any(data, _MARKS):
        return _of_another_program(data, verdict)
    whole = None if envelope is Fault.REMAINS else envelope is Fault.ALTERED
    return _refuse(replace(verdict, intact=False, whole_file=whole), _FAULTS[envelope])


def _as_signed(data: bytes, verdict: Verdict) -> Iterator[bytes]:
    """What of a refused file its first two signatures cover, where something follows: the longer part first."""
    ends = {start + length for _, start, length in signatures(data)[:2]}
    if verdict.state is State.NOT_GENUINE:
        yield from (data[:end] for end in sorted(ends, reverse=True) if end < len(data))


def _with_additions(verdict: Verdict, then: Verdict, signed: bytes, after: bytes) -> Verdict:
    """The verdict on a file that was genuine before something was added: with what that is."""
    who = " and ".join(filter(None, (then.signer, then.second.name if then.second else "")))
    named = _ADDED.format(name=who, what=added(signed, after))
    # That there are two signatures is as it should be where both are.
    first = (_FAULTS[Fault.NOT_WHOLE],) if then.second else verdict.reasons
    return replace(verdict, reasons=(*first, named))


def _of_another_program(data: bytes, verdict: Verdict) -> Verdict:
    """What other software signed is no forgery of ours, even where it was changed: nobody here knows its signer."""
    found = signatures(data)
    verdict = replace(verdict, of_another_program=True)
    match others.judge(data, found):
        case Other.WHOLE:
            reason = _ELSEWHERE if len(found) == 1 else _ELSEWHERE_TWICE
            return replace(verdict, reasons=(reason,), intact=True, whole_file=True)
        case Other.UNCHECKED:
            return replace(verdict, reasons=(_UNCHECKED if is_pdf(data) else _NO_PDF,))
        case Other.CONTRADICTED:
            whole = max(start + length for _, start, length in found) == len(data)
            reason = _ELSEWHERE_ALTERED if whole else _ELSEWHERE_ADDED
            return replace(verdict, reasons=(reason,), intact=False, whole_file=whole)


def _judge(
    verdict: Verdict, envelope: Envelope, root: bytes, structure: pdf_structure.Structure, now: datetime
) -> Verdict:
    verdict = replace(verdict, certified=structure.certified, signed_at=structure.signed_at)
    certificate = envelope.container.certificate
    if structure.signed_at is None:
        return _refuse(verdict, _NO_TIME)
    if not _in_force(certificate, root, structure.signed_at):
        return _refuse(replace(verdict, trusted=False), _OUT_OF_FORCE)
    attached = _attached(structure.attachment)
    refusals = {
        _NOT_CERTIFIED: not structure.certified,
        _REFUSED: not structure.accepted,
        _TWINS: structure.attachments_found > 1,
        _MISNAMED: _misnames(attached, verdict),
    }
    if any(refusals.values()):
        return _refuse(verdict, *(sentence for sentence, holds in refusals.items() if holds))
    remarks = []
    if not _in_force(certificate, root, max(now, structure.signed_at)):
        remarks.append(_RUN_OUT)
    if structure.signed_at > now + _CLOCK_TOLERANCE:
        remarks.append(_AHEAD)
    if structure.awaits_second:
        remarks.append(_AWAITS)
    verdict = replace(verdict, signed_at=_as_printed(structure.signed_at, attached))
    verdict = replace(verdict, awaits_second=structure.awaits_second)
    reasons = (_praise(verdict), *remarks)
    return replace(verdict, state=State.GENUINE, reasons=reasons, attachment=structure.attachment)


def _with_second(
    verdict: Verdict, envelope: Envelope, root: bytes, structure: pdf_structure.Structure, now: datetime
) -> Verdict:
    """The verdict on a file whose author's signature holds, and which somebody countersigned."""
    at, certificate = structure.second_at, envelope.container.certificate
    if at is None:
        return _refuse(verdict, _NO_TIME)
    if not _in_force(certificate, root, at):
        return _refuse(verdict, _OUT_OF_FORCE)
    who = certificates.holder(certificate)
    named = _attached(structure.attachment).get("countersigner") or who.name
    if named != who.name or certificates.digest(certificate) == verdict.certificate:
        return _refuse(verdict, _SECOND_OTHER)
    second = Second(who.name, who.role, who.registration, at, certificates.digest(certificate))
    words = ", ".join(filter(None, (who.name, who.role, who.registration)))
    remark = f"Countersigned by {words} on {show_signing(at)} by their clock; both signatures hold."
    late = () if at <= now + _CLOCK_TOLERANCE else (_AHEAD,)
    return replace(verdict, second=second, reasons=(*verdict.reasons, remark, *late))


def _attached(attachment: bytes | None) -> dict[str, Any]:
    """The summary that is attached, as far as it can be read."""
    try:
        attached = json.loads(attachment or b"{}")
    except ValueError:
        return {}
    return attached if isinstance(attached, dict) else {}


def made_at(attached: dict[str, Any]) -> Any:
    """When what is attached was made, by the name of today or that of the first release; raises KeyError."""
    return attached["prepared_at"] if "prepared_at" in attached else attached["created"]


def _as_printed(at: datetime, attached: dict[str, Any]) -> datetime:
    """The time of signing at the offset that the page prints: the signatures of earlier versions had it in UTC."""
    try:
        created = datetime.fromisoformat(made_at(attached)).replace(microsecond=0)
    except (KeyError, TypeError, ValueError):
        return at
    return created if created == at else at


def _misnames(attached: dict[str, Any], verdict: Verdict) -> bool:
    """Whether the summary that is attached gives its author another name, role or registration than the certificate."""
    author = attached.get("author")
    if not isinstance(author, dict):
        return False
    certified = {"name": verdict.signer, "role": verdict.role, "registration": verdict.registration}
    return any(author.get(fact, named) != named for fact, named in certified.items())


def _refuse(verdict: Verdict, *reasons: str) -> Verdict:
    return replace(verdict, state=State.NOT_GENUINE, reasons=reasons)


def _praise(verdict: Verdict) -> str:
    who = ", ".join(filter(None, (verdict.signer, verdict.role, verdict.registration, verdict.organisation)))
    when = show_signing(verdict.signed_at) if verdict.signed_at else ""
    return f"Genuine and unaltered: signed by {who} on {when} by the signer's clock, and whole."


def _with_names(verdict: Verdict, envelope: Envelope) -> Verdict:
    try:
        holder = certificates.holder(envelope.container.certificate)
    except certificates.BROKEN:
        holder = _NOBODY
    others = envelope.container.others
    return replace(
        verdict,
        signer=holder.name,
        role=holder.role,
        registration=holder.registration,
        organisation=holder.organisation,
        ca_fingerprint=certificates.fingerprint(others[0]) if len(others) == 1 else "",
        certificate=certificates.digest(envelope.container.certificate),
    )


def _issuer(certificate: bytes, roots: Sequence[bytes]) -> bytes | None:
    """Find the authority that issued the certificate for documents."""
    for root in roots:
        try:
            pki.check_issuer(certificate, root, pki.Purpose.DOCUMENTS)
        except NotGenuine:
            continue
        return root
    return None


def _knows(envelope: Envelope, roots: Sequence[bytes]) -> bool:
    return all(other in roots for other in envelope.container.others)


def _in_force(certificate: bytes, root: bytes, at: datetime) -> bool:
    try:
        pki.check_issued(certificate, root, pki.Purpose.DOCUMENTS, at)
    except NotGenuine:
        return False
    return True
