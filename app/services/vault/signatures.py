"""Checks record signatures back to the site's certificate authority."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.crypto import certificates, member_keys, record_signing
from app.crypto.certificates import Holder
from app.crypto.header import Header
from app.errors import NotGenuine
from app.models.tables import MemberKey
from app.services.vault.keys import check_certified


@dataclass
class Signatures:
    """Checks against the authorities the header names; a certificate is checked once for each key."""

    session: Session
    header: Header
    _keys: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def check(self, key_id: str, author_id: str, body: bytes, signature: bytes, at: datetime) -> Holder:
        """Give whom the signer is certified as; raises NotGenuine unless that author's key signed."""
        owner, certificate = self._keys.get(key_id) or self._load(key_id, at)
        if owner != author_id:
            raise NotGenuine("The record was signed with a key that is not its author's.")
        record_signing.verify(member_keys.signing(certificates.public_key(certificate)), body, signature)
        return certificates.holder(certificate)

    def _load(self, key_id: str, at: datetime) -> tuple[str, bytes]:
        row = self.session.get(MemberKey, key_id)
        if row is None or row.purpose != "records":
            raise NotGenuine("The key that signed the record is not in the vault.")
        check_certified(self.session, self.header, row, at)
        self._keys[key_id] = (row.staff_id, row.certificate)
        return self._keys[key_id]
