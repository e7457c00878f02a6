"""Checks record signatures back to the site's certificate authority."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import pki, record_signing
from app.errors import NotGenuine
from app.models.tables import Authority, MemberKey


@dataclass
class Signatures:
    """Checks against the authorities the header names; a certificate is checked once for each key."""

    session: Session
    trusted: tuple[str, ...]
    _keys: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _authorities: tuple[bytes, ...] | None = None

    def check(self, key_id: str, author_id: str, body: bytes, signature: bytes, at: datetime) -> None:
        """Raise NotGenuine unless that author's certified key made the signature."""
        owner, certificate = self._keys.get(key_id) or self._load(key_id, at)
        if owner != author_id:
            raise NotGenuine("The record was signed with a key that is not its author's.")
        record_signing.verify(pki.public_key(certificate), body, signature)

    def _load(self, key_id: str, at: datetime) -> tuple[str, bytes]:
        row = self.session.get(MemberKey, key_id)
        if row is None or row.purpose != "records":
            raise NotGenuine("The key that signed the record is not in the vault.")
        for authority in self._trusted():
            try:
                pki.check_issued(row.certificate, authority, pki.Purpose.RECORDS, at)
            except NotGenuine:
                continue
            self._keys[key_id] = (row.staff_id, row.certificate)
            return self._keys[key_id]
        raise NotGenuine("The signer's key was not certified by this site.")

    def _trusted(self) -> tuple[bytes, ...]:
        if self._authorities is None:
            rows = self.session.execute(select(Authority.certificate)).scalars()
            self._authorities = tuple(der for der in rows if pki.fingerprint_hex(der) in self.trusted)
        return self._authorities
