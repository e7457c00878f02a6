"""Checks signatures on records and facts back to the site's certificate authority."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.crypto import certificates, member_keys, record_signing
from app.crypto.certificates import Holder
from app.crypto.header import Header
from app.errors import NotGenuine
from app.models.tables import MemberKey
from app.services.vault.keys import check_certified


@dataclass(frozen=True)
class Signer:
    """What a certificate says that held at the first signature of its key."""

    staff_id: str
    public: member_keys.SigningPublicKey
    holder: Holder


@dataclass
class Signatures:
    """Checks against the authorities the header names; a certificate is checked and read once for each key."""

    session: Session
    header: Header
    _signers: dict[str, Signer] = field(default_factory=dict)

    def check(self, key_id: str, author_id: str, body: bytes, signature: bytes, at: datetime) -> Holder:
        """Give whom the signer is certified as; raises NotGenuine unless that author's key signed."""
        signer = self.signer(key_id, author_id, at)
        record_signing.verify(signer.public, body, signature)
        return signer.holder

    def signer(self, key_id: str, author_id: str, at: datetime) -> Signer:
        """Whose key that is; raises NotGenuine unless the site certified it for that author."""
        signer = self._signers.get(key_id) or self._load(key_id, at)
        if signer.staff_id != author_id:
            raise NotGenuine("It was signed with a key that is not its author's.")
        return signer

    def _load(self, key_id: str, at: datetime) -> Signer:
        row = self.session.get(MemberKey, key_id)
        if row is None or row.purpose != "records":
            raise NotGenuine("The key that signed it is not in the vault.")
        check_certified(self.session, self.header, row, at)
        public = member_keys.signing(certificates.public_key(row.certificate))
        signer = Signer(row.staff_id, public, certificates.holder(row.certificate))
        self._signers[key_id] = signer
        return signer
