"""Which certificates a site withdrew, and what their holders had signed for it before (docs/format.md, section 7).

A status file is signed by the site's authority and lies beside its certificate with partners. A withdrawn certificate's
holder still has the key, so that a signature alone no longer says that the site stands behind a document: only the
documents that the site sent, which the file lists by their SHA-256, still count.
"""

import enum
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from app.crypto import canonical, certificates
from app.crypto.pki import Authority
from app.errors import Damaged, NotGenuine

FORMAT: Final = "casework.status/1"
LARGEST: Final = 32 * 1024 * 1024
_DOMAIN: Final = b"casework/status/1\0"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_SERIAL: Final = re.compile(r"[0-9a-f]{1,40}")
_TIME: Final = "%Y-%m-%dT%H:%M:%SZ"
_BEYOND: Final = 2**53
_OUTER: Final = {"signatures", "status"}
_SIGNATURE: Final = {"authority", "signature"}
_STATUS: Final = {"authorities", "format", "made_at", "number", "site", "vault", "withdrawn"}
_WITHDRAWN: Final = {"certificate", "documents", "serial", "since", "why"}


class Why(enum.StrEnum):
    """Why a certificate was withdrawn."""

    LEFT = "left"
    """Its holder left the service."""
    REPLACED = "replaced"
    """Its holder was given another key."""


@dataclass(frozen=True)
class Withdrawn:
    """A withdrawn certificate by its SHA-256 and its serial number, and the SHA-256 of each document that counts."""

    certificate: str
    serial: str
    since: datetime
    why: Why
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Status:
    """All that a site withdrew. `number` rises; `authorities` are the SHA-256 of all its authorities' certificates."""

    vault: str
    site: str
    number: int
    made_at: datetime
    authorities: tuple[str, ...]
    withdrawn: tuple[Withdrawn, ...] = ()
    signed_by: frozenset[str] = field(default=frozenset(), compare=False)
    """Of one that was read: the SHA-256 of the authorities whom the reader trusts and who signed it."""
    is_named: bool = field(default=False, compare=False)
    """Whether one of those bears the name of the site."""

    def of(self, certificate: str) -> Withdrawn | None:
        """What is said of a certificate, by its SHA-256; None for one that was not withdrawn."""
        return next((each for each in self.withdrawn if each.certificate == certificate), None)

    def speaks_for(self, authority: str, site: str) -> bool:
        """Whether it is the status of the site of that name under that authority.

        Either the authority signed it itself, whatever the site is called now, or one of the same name did.
        """
        by_name = self.is_named and site == self.site
        return authority in self.authorities and (authority in self.signed_by or by_name)


def make(status: Status, authorities: Sequence[Authority]) -> bytes:
    """Write a status file, signed by each of the authorities: who trusts an earlier one can check it too."""
    plain = _plain(status)
    message = _DOMAIN + canonical.dumps(plain)
    signatures = [
        {
            "authority": certificates.digest(each.certificate),
            "signature": b64encode(each.key.sign(message, ec.ECDSA(hashes.SHA256()))).decode(),
        }
        for each in authorities
    ]
    return canonical.dumps({"signatures": signatures, "status": plain})


def read(data: bytes, roots: Sequence[bytes]) -> Status:
    """Read a status file that one of the authorities in `roots` (DER) signed that it lists.

    Raises Damaged for what has not the form of one, NotGenuine for one that none of them signed.
    """
    outer = _fields(canonical.loads_exact(data, LARGEST), _OUTER)
    message = _DOMAIN + canonical.dumps(outer["status"])
    status = _status(_fields(outer["status"], _STATUS))
    signatures = [_fields(each, _SIGNATURE) for each in _list(outer["signatures"])]
    signed = {_text(each["authority"]): _octets(each["signature"]) for each in signatures}
    if len(signed) != len(signatures):
        raise Damaged
    own = {certificates.digest(root): root for root in roots}
    names = {
        digest: certificates.holder(root).organisation
        for digest, root in own.items()
        if digest in status.authorities and digest in signed and _holds(root, signed[digest], message)
    }
    if not names:
        raise NotGenuine
    return replace(status, signed_by=frozenset(names), is_named=status.site in names.values())


def claimed_vault(data: bytes) -> str:
    """Of which vault a file says it is the status, signed or not. Raises Damaged for what has not the form of one."""
    outer = _fields(canonical.loads_exact(data, LARGEST), _OUTER)
    return _status(_fields(outer["status"], _STATUS)).vault


def _holds(root: bytes, signature: bytes, message: bytes) -> bool:
    key = certificates.load(root).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    try:
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _plain(status: Status) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "vault": status.vault,
        "site": status.site,
        "number": status.number,
        "made_at": _wire(status.made_at),
        "authorities": sorted(status.authorities),
        "withdrawn": [
            {
                "certificate": each.certificate,
                "serial": each.serial,
                "since": _wire(each.since),
                "why": each.why.value,
                "documents": sorted(each.documents),
            }
            for each in sorted(status.withdrawn, key=lambda each: each.certificate)
        ],
    }


def _status(plain: dict[str, Any]) -> Status:
    if plain["format"] != FORMAT:
        raise Damaged
    withdrawn = tuple(_withdrawn(_fields(each, _WITHDRAWN)) for each in _list(plain["withdrawn"]))
    _rising([each.certificate for each in withdrawn])
    return Status(
        vault=_text(plain["vault"]),
        site=_text(plain["site"]),
        number=_number(plain["number"]),
        made_at=_time(plain["made_at"]),
        authorities=_digests(plain["authorities"]),
        withdrawn=withdrawn,
    )


def _withdrawn(plain: dict[str, Any]) -> Withdrawn:
    try:
        why = Why(_text(plain["why"]))
    except ValueError:
        raise Damaged from None
    return Withdrawn(
        certificate=_text(plain["certificate"], _SHA256),
        serial=_text(plain["serial"], _SERIAL),
        since=_time(plain["since"]),
        why=why,
        documents=_digests(plain["documents"]),
    )


def _fields(value: object, names: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != names:
        raise Damaged
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise Damaged
    return value


def _text(value: object, form: re.Pattern[str] | None = None) -> str:
    if not isinstance(value, str) or (form is not None and not form.fullmatch(value)):
        raise Damaged
    return value


def _digests(value: object) -> tuple[str, ...]:
    found = [_text(each, _SHA256) for each in _list(value)]
    _rising(found)
    return tuple(found)


def _rising(digests: list[str]) -> None:
    """Raise Damaged for one that stands there twice, or out of order: there is one spelling of each status."""
    if digests != sorted(set(digests)):
        raise Damaged


def _number(value: object) -> int:
    if type(value) is not int or not 0 < value < _BEYOND:
        raise Damaged
    return value


def _octets(value: object) -> bytes:
    try:
        return b64decode(_text(value), validate=True)
    except ValueError:
        raise Damaged from None


def _wire(at: datetime) -> str:
    return at.astimezone(UTC).strftime(_TIME)


def _time(value: object) -> datetime:
    text = _text(value)
    try:
        found = datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        raise Damaged from None
    if _wire(found) != text:
        raise Damaged
    return found
