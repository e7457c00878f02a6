"""Is this PDF genuine and unaltered? The check behind `casework verify`, and its answer in plain words.

Three judges, from the outside in, and all must agree: the bytes (`pdf_envelope`: one signature, over the
whole file, in one exact encoding), the certificate (`pki`: issued by the site's authority, for documents, in
force at the time), and the inside of the PDF (`pdf_structure`: certified, nothing modified). Each runs only
if the one before it is content.

The time is the signer's own clock: nobody else attests to it.
"""

import enum
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.crypto import certificates, pki
from app.crypto.certificates import Holder
from app.crypto.pdf import others
from app.crypto.pdf import structure as pdf_structure
from app.crypto.pdf.envelope import Envelope, Fault, claims_to_be_ours, is_pdf, open_envelope, signatures
from app.crypto.pdf.others import Other
from app.domain.values.dates import show_signing
from app.errors import Exit, NotGenuine

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
_LOCKED = "The file is protected: it takes its passphrase to check it to the end."
_UNREADABLE = "The signature holds, but the inside of the file could not be read."
_NO_AUTHORITY = (
    "The file is whole and unaltered since it was signed, but without the certificate of the site's "
    "authority nobody can say who signed it: the names in it are only claims."
)
_FAULTS = {
    Fault.REMAINS: "The file was signed, but its signature is damaged, or Casework did not make it.",
    Fault.SEVERAL: "The file carries more than one signature: something was added after it was signed.",
    Fault.NOT_WHOLE: "The signature does not cover the whole file: something was added or cut off since.",
    Fault.ALTERED: "The file was altered after it was signed, or Casework did not make its signature.",
}
_OTHER = "Signed by another program; the signature is whole. Casework cannot say who stands behind it."
_OTHERS = (
    "Signed by another program, several times; each signature is whole for what stood there when it was made. "
    "Casework cannot say who stands behind them."
)
_UNCHECKED = "Casework did not make this file, and cannot check any signature in it."
_STRANGER = (
    "The signature was not made under the authority you gave: its signer is not one of that site's staff."
)
_NOT_CERTIFIED = "The signature does not forbid changes, as one made by Casework does."
_NO_TIME = "The signature does not say when it was made."
_OUT_OF_FORCE = (
    "The signer's certificate, or the authority's, was not in force at the time the signature states."
)
_REFUSED = "A second, independent check of the signature refused it."
_MISNAMED = "The summary names another author, role or registration than its signer is certified with."
_TWINS = "The file holds more than one attachment of its kind, so neither can be relied on."
_RUN_OUT = "The certificate has run out since; it was in force when it was used."
_AHEAD = "The signature states a time that is still to come: the signer's clock or this machine's is wrong."


class State(enum.StrEnum):
    """The answer, and the exit code of a command that gives it."""

    GENUINE = "genuine"
    NOT_GENUINE = "not_genuine"
    CANNOT_TELL = "cannot_tell"

    @property
    def exit_code(self) -> Exit:
        """0 for genuine, 1 for not, 2 for cannot tell."""
        codes = {State.GENUINE: Exit.DONE, State.NOT_GENUINE: Exit.NO, State.CANNOT_TELL: Exit.CANNOT_TELL}
        return codes[self]


@dataclass(frozen=True)
class Verdict:
    """What the check found. None means that it did not get so far as to know.

    `signer` to `organisation` are claims unless `trusted`. `signed_at` is the signer's
    clock, UTC. `attachment` is only there if the file is genuine. `ca_fingerprint` is that of the authority's
    certificate the signature leads to, to be compared with the one the site publishes. `certificate` is the SHA-256
    of the signer's. `withdrawn` and `status_made_at` are what `withdrawals` adds from the site's status. `reasons`
    are sentences, the weightiest first.
    """

    state: State
    reasons: tuple[str, ...]
    sha256: str
    intact: bool | None = None
    whole_file: bool | None = None
    certified: bool | None = None
    trusted: bool | None = None
    signer: str = ""
    role: str = ""
    registration: str = ""
    organisation: str = ""
    signed_at: datetime | None = None
    ca_fingerprint: str = ""
    certificate: str = ""
    of_another_program: bool = False
    withdrawn: bool | None = None
    status_made_at: datetime | None = None
    attachment: bytes | None = None


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
        return envelope
    verdict = Verdict(State.CANNOT_TELL, (), hashlib.sha256(data).hexdigest())
    verdict = _with_names(replace(verdict, intact=True, whole_file=True), envelope)
    if not roots:
        return replace(verdict, reasons=(_NO_AUTHORITY,))
    root = _issuer(envelope.container.certificate, roots)
    if root is None or any(other not in roots for other in envelope.container.others):
        return _refuse(replace(verdict, trusted=False), _STRANGER)
    verdict = replace(verdict, trusted=True, ca_fingerprint=certificates.fingerprint(root))
    try:
        structure = pdf_structure.examine(data, root, envelope.signed, attachments, passphrase)
    except (pdf_structure.Locked, pdf_structure.Unreadable) as closed:
        locked = isinstance(closed, pdf_structure.Locked)
        return replace(verdict, reasons=(_LOCKED if locked else _UNREADABLE,))
    return _judge(verdict, envelope, root, structure, now or datetime.now(UTC))


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


def _of_another_program(data: bytes, verdict: Verdict) -> Verdict:
    found = signatures(data)
    verdict = replace(verdict, of_another_program=True)
    match others.judge(data, found):
        case Other.WHOLE:
            reason = _OTHER if len(found) == 1 else _OTHERS
            return replace(verdict, reasons=(reason,), intact=True, whole_file=True)
        case Other.UNCHECKED:
            return replace(verdict, reasons=(_UNCHECKED if is_pdf(data) else _NO_PDF,))
        case Other.CONTRADICTED:
            whole = max(start + length for _, start, length in found) == len(data)
            fault = Fault.ALTERED if whole else Fault.NOT_WHOLE
            return _refuse(replace(verdict, intact=False, whole_file=whole), _FAULTS[fault])


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
    verdict = replace(verdict, signed_at=_as_printed(structure.signed_at, attached))
    reasons = (_praise(verdict), *remarks)
    return replace(verdict, state=State.GENUINE, reasons=reasons, attachment=structure.attachment)


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


def _in_force(certificate: bytes, root: bytes, at: datetime) -> bool:
    try:
        pki.check_issued(certificate, root, pki.Purpose.DOCUMENTS, at)
    except NotGenuine:
        return False
    return True
