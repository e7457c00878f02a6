"""What a site's status file says of a PDF whose signature holds: whether its signer's certificate was withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.crypto.pdf.verdict import State, Verdict
from app.crypto.status import Status, Why, Withdrawn, read
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged, NotGenuine

NOT_LOOKED_AT: Final = (
    "Withdrawn certificates were not looked at: that takes the status file of the service (site-status.json)."
)
_REFUSED: Final = (
    "The status file (site-status.json) was altered, is damaged, or is not that of the service that signed: get it "
    "from the service again, and do not rely on anything until then."
)
_LOOKED_AT: Final = "Not among the certificates that the service had withdrawn by {day}."
_LISTED: Final = (
    "Signed by {name} before they left: their certificate was withdrawn on {since}, and the service, in its list of "
    "{day}, names this file as one that it sent."
)
_LISTED_REPLACED: Final = (
    "Signed by {name} with a key that was replaced on {since}; the service, in its list of {day}, names this file as "
    "one that it sent."
)
_WITHDRAWN: Final = {
    Why.LEFT: "{name} left the service on {since}, and this file is not among those that it had sent.",
    Why.REPLACED: "The key of {name} was replaced on {since}, and this file is not among those that the service had "
    "sent.",
}


@dataclass(frozen=True)
class Refused:
    """A status file that is none, or that the authority did not sign."""


def newest(statuses: Sequence[bytes], roots: Sequence[bytes]) -> Status | Refused | None:
    """The newest of the status files: an old one may be sent with a document. One that is forged spoils them all."""
    if not statuses:
        return None
    try:
        return max((read(each, roots) for each in statuses), key=lambda status: status.number)
    except (Damaged, NotGenuine):
        return Refused()


def considered(verdict: Verdict, status: Status | Refused | None) -> Verdict:
    """The verdict with what the status says of its signer; one that is no anyway, or whose signer is unknown, stays."""
    if not verdict.trusted or verdict.state is State.NOT_GENUINE:
        return verdict
    if status is None:
        genuine = verdict.state is State.GENUINE
        return replace(verdict, reasons=(*verdict.reasons, NOT_LOOKED_AT)) if genuine else verdict
    authority = verdict.ca_fingerprint.replace(" ", "").lower()
    if isinstance(status, Refused) or not status.speaks_for(authority, verdict.organisation):
        return _refused(verdict, _REFUSED)
    verdict = replace(verdict, withdrawn=False, status_made_at=status.made_at)
    hands = [(verdict.signer, verdict.certificate, verdict.signed_sha256)]
    if verdict.second:
        hands.append((verdict.second.name, verdict.second.certificate, verdict.sha256))
    withdrawn = [(name, listed, digest) for name, held, digest in hands if (listed := status.of(held))]
    if not withdrawn:
        sentence = _LOOKED_AT.format(day=_day(status.made_at))
        return replace(verdict, reasons=(*verdict.reasons, sentence))
    for name, listed, digest in withdrawn:
        verdict = _of_withdrawn(replace(verdict, withdrawn=True), name, listed, digest, status)
        if verdict.state is State.NOT_GENUINE:
            break
    return verdict


def _of_withdrawn(verdict: Verdict, name: str, found: Withdrawn, digest: str, status: Status) -> Verdict:
    facts = {"name": name, "since": _day(found.since), "day": _day(status.made_at)}
    if digest not in found.documents:
        return _refused(verdict, _WITHDRAWN[found.why].format_map(facts))
    sentence = _LISTED if found.why is Why.LEFT else _LISTED_REPLACED
    return replace(verdict, reasons=(*verdict.reasons, sentence.format_map(facts)))


def _refused(verdict: Verdict, reason: str) -> Verdict:
    return replace(verdict, state=State.NOT_GENUINE, reasons=(reason,), attachment=None)


def _day(at: datetime) -> str:
    return ClinicalDate.of(at.date()).show()
