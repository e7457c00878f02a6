"""The signature container of a PDF: a detached CMS SignedData of the CAdES baseline, in one exact encoding.

RFC 5652 with the attributes PAdES B-B asks for (ETSI EN 319 142-1): content type, message digest, and the
signing certificate by its SHA-256 (RFC 5035). CMS leaves much unsigned: versions, algorithm parameters, spare
certificates, unsigned attributes, and either of two values of s. So there is one encoder and no lenient
decoder: `check` takes a container to pieces, encodes the pieces again and demands the same bytes. Nothing in
a container can then be altered without being seen.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from app.crypto.certificates import BROKEN, load
from app.errors import NotGenuine

_INTEGER, _OCTETS, _OID, _SEQUENCE, _SET, _TAGGED = 0x02, 0x04, 0x06, 0x30, 0x31, 0xA0
_LONG_FORM = 0x80
_MOST_CERTIFICATES = 4
_SHORTEST = 16
# SEC 2, section 2.4.2: the order of the P-256 group.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
LONGEST_SIGNATURE = 72
"""Octets of the longest DER signature with P-256."""


@dataclass(frozen=True)
class Container:
    """A container that holds: the signer's certificate and the certificates that came with it, DER."""

    certificate: bytes
    others: tuple[bytes, ...]


def sign(digest: bytes, key: ec.EllipticCurvePrivateKey, certificate: bytes, chain: Iterable[bytes]) -> bytes:
    """Sign a SHA-256 digest; the same input gives the same bytes (RFC 6979)."""
    algorithm = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    r, s = decode_dss_signature(key.sign(_tlv(_SET, _attributes(digest, certificate)), algorithm))
    return assemble(digest, certificate, chain, encode_dss_signature(r, min(s, _ORDER - s)))


def check(container: bytes, digest: bytes) -> Container:
    """Check a container against the SHA-256 of what it signs, without asking whether to trust its signer.

    Raises `NotGenuine`.
    """
    try:
        certificates, signature = _pieces(container)
        for certificate in certificates:
            others = tuple(one for one in certificates if one != certificate)
            if assemble(digest, certificate, others, signature) == container:
                _verify(signature, digest, certificate)
                return Container(certificate, others)
    except (*BROKEN, IndexError, InvalidSignature) as no:
        raise NotGenuine from no
    raise NotGenuine


def is_of_this_form(container: bytes) -> bool:
    """Whether a container has the one encoding used here, for whatever digest: it claims to be one of ours."""
    try:
        certificates, signature = _pieces(container)
        return any(
            container == assemble(_digest_in(container, one, others, signature), one, others, signature)
            for one in certificates
            for others in (tuple(other for other in certificates if other != one),)
        )
    except (*BROKEN, IndexError):
        return False


def _digest_in(container: bytes, certificate: bytes, others: Sequence[bytes], signature: bytes) -> bytes:
    """Read the digest from where this encoder puts it."""
    places = (assemble(filling * 32, certificate, others, signature) for filling in (b"\0", b"\xff"))
    return bytes(octet for octet, low, high in zip(container, *places, strict=True) if low != high)


def length(octets: bytes) -> int:
    """How many of the octets the container at their beginning takes; 0 if there is none."""
    return _header(octets, 0)[1] if len(octets) > _SHORTEST else 0


def assemble(digest: bytes, certificate: bytes, chain: Iterable[bytes], signature: bytes) -> bytes:
    """Encode a container around a signature, valid or not."""
    sha256 = _tlv(_SEQUENCE, _oid("2.16.840.1.101.3.4.2.1"))
    signer = _tlv(
        _SEQUENCE,
        _integer(1),
        _issuer_and_serial(certificate),
        sha256,
        _tlv(_TAGGED, _attributes(digest, certificate)),
        _tlv(_SEQUENCE, _oid("1.2.840.10045.4.3.2")),  # ecdsa-with-SHA256
        _tlv(_OCTETS, signature),
    )
    signed_data = _tlv(
        _SEQUENCE,
        _integer(1),
        _tlv(_SET, sha256),
        _tlv(_SEQUENCE, _oid("1.2.840.113549.1.7.1")),  # data, detached
        _tlv(_TAGGED, *sorted({certificate, *chain})),
        _tlv(_SET, signer),
    )
    return _tlv(_SEQUENCE, _oid("1.2.840.113549.1.7.2"), _tlv(_TAGGED, signed_data))


def _attributes(digest: bytes, certificate: bytes) -> bytes:
    """Encode the signed attributes without their tag: it is a SET when hashed and [0] when stored."""
    by_hash = _tlv(_SEQUENCE, _tlv(_OCTETS, hashlib.sha256(certificate).digest()))
    values = {
        "1.2.840.113549.1.9.3": _oid("1.2.840.113549.1.7.1"),
        "1.2.840.113549.1.9.4": _tlv(_OCTETS, digest),
        "1.2.840.113549.1.9.16.2.47": _tlv(_SEQUENCE, _tlv(_SEQUENCE, by_hash)),
    }
    return b"".join(sorted(_tlv(_SEQUENCE, _oid(kind), _tlv(_SET, value)) for kind, value in values.items()))


def _issuer_and_serial(certificate: bytes) -> bytes:
    loaded = load(certificate)
    return _tlv(_SEQUENCE, loaded.issuer.public_bytes(), _integer(loaded.serial_number))


def _verify(signature: bytes, digest: bytes, certificate: bytes) -> None:
    key = load(certificate).public_key()
    r, s = decode_dss_signature(signature)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise NotGenuine
    if encode_dss_signature(r, s) != signature or s > _ORDER - s:
        raise NotGenuine
    key.verify(signature, _tlv(_SET, _attributes(digest, certificate)), ec.ECDSA(hashes.SHA256()))


def _pieces(container: bytes) -> tuple[Sequence[bytes], bytes]:
    """Find the certificates and the signature where this encoder puts them."""
    signed_data = _inside(_inside(_elements(_inside(container))[1]))
    _version, _digests, _content, certificate_set, signers = _elements(signed_data)
    certificates = _elements(_inside(certificate_set))
    if len(certificates) > _MOST_CERTIFICATES:
        raise ValueError("too many certificates")
    return certificates, _inside(_elements(_inside(_inside(signers)))[-1])


def _header(data: bytes, start: int) -> tuple[int, int]:
    """Find where the content of the element at `start` begins and ends."""
    length, begins = data[start + 1], start + 2
    if length >= _LONG_FORM:
        octets = length - _LONG_FORM
        length, begins = int.from_bytes(data[begins : begins + octets]), begins + octets
    return begins, begins + length


def _inside(element: bytes) -> bytes:
    begins, ends = _header(element, 0)
    return element[begins:ends]


def _elements(content: bytes) -> list[bytes]:
    found = []
    start = 0
    while start < len(content):
        _, end = _header(content, start)
        found.append(content[start:end])
        start = end
    return found


def _tlv(tag: int, *contents: bytes) -> bytes:
    content = b"".join(contents)
    length = len(content)
    if length < _LONG_FORM:
        return bytes((tag, length)) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8)
    return bytes((tag, _LONG_FORM | len(octets))) + octets + content


def _integer(value: int) -> bytes:
    return _tlv(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1))


def _oid(dotted: str) -> bytes:
    first, second, *rest = (int(part) for part in dotted.split("."))
    return _tlv(_OID, *(_base128(arc) for arc in (first * 40 + second, *rest)))


def _base128(arc: int) -> bytes:
    digits = [arc & 0x7F]
    while arc := arc >> 7:
        digits.append(arc & 0x7F | 0x80)
    return bytes(reversed(digits))
