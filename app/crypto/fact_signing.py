"""Signatures on facts: Ed25519 (RFC 8032) by their author, and ECDSA P-256 by the site's authority where it vouches."""

import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.crypto.signing_domain import SigningDomain
from app.errors import NotGenuine

_DOMAIN: Final = SigningDomain(b"casework/fact/1\x00")


def sign(private: Ed25519PrivateKey, body: bytes) -> bytes:
    """Sign the exact bytes of a fact; 64 bytes."""
    return _DOMAIN.sign(private, body)


def verify(public: Ed25519PublicKey, body: bytes, signature: bytes) -> None:
    """Return only if `signature` is this key's over exactly `body`; raises NotGenuine otherwise."""
    _DOMAIN.verify(public, body, signature)


def vouch(authority: ec.EllipticCurvePrivateKey, body: bytes) -> bytes:
    """The authority's signature on the exact bytes of a fact (SHA-256)."""
    return authority.sign(_DOMAIN.prefix + body, ec.ECDSA(hashes.SHA256()))


def check_voucher(authority: ec.EllipticCurvePublicKey, body: bytes, voucher: bytes) -> None:
    """Return only if the authority vouched for exactly `body`; raises NotGenuine otherwise."""
    try:
        authority.verify(voucher, _DOMAIN.prefix + body, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise NotGenuine from None


def digest(body: bytes) -> bytes:
    """SHA-256 of a fact's bytes, by which the ledger and later facts name it."""
    return hashlib.sha256(body).digest()
