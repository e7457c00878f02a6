"""Checks signatures on records and facts back to the site's certificate authority."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.crypto import member_keys, record_signing
from app.crypto.certificates import Holder
from app.crypto.header import Header
from app.errors import NotGenuine
from app.models.tables import MemberKey
from app.services.vault.keys import Certified, certified_as


@dataclass(frozen=True)
class Signer:
    """A key, and what was certified of it."""

    staff_id: str
    public: member_keys.SigningPublicKey
    certified: tuple[Certified, ...]

    def named(self, at: datetime) -> tuple[Holder, ...]:
        """As whom it was certified at that time: that a certificate ran out since voids nothing."""
        return tuple(each.holder for each in self.certified if each.covers(at))


@dataclass
class Signatures:
    """Checks against the authorities the header names; certificates are checked and read once for each key."""

    session: Session
    header: Header
    _signers: dict[str, Signer] = field(default_factory=dict)

    def check(
        self, key_id: str, author_id: str, body: bytes, signature: bytes, at: datetime
    ) -> tuple[Holder, ...]:
        """Give as whom the signer was certified then; raises NotGenuine unless that author's key signed."""
        signer = self.signer(key_id, author_id, at)
        record_signing.verify(signer.public, body, signature)
        return signer.named(at)

    def signer(self, key_id: str, author_id: str, at: datetime) -> Signer:
        """Whose key that is; raises NotGenuine unless the site certified it then for that author."""
        signer = self.ever_certified(key_id, author_id)
        if not signer.named(at):
            raise NotGenuine("The key was not certified by this site for that member of staff.")
        return signer

    def ever_certified(self, key_id: str | None, author_id: str) -> Signer:
        """The same at whatever time: what is no signed act may be written once a certificate ran out."""
        signer = self._signers.get(key_id or "") or self._load(key_id or "")
        if signer.staff_id != author_id:
            raise NotGenuine("It was signed with a key that is not its author's.")
        return signer

    def _load(self, key_id: str) -> Signer:
        row = self.session.get(MemberKey, key_id)
        if row is None or row.purpose != "records":
            raise NotGenuine("The key that signed it is not in the vault.")
        certified = certified_as(self.session, self.header, row)
        if not certified:
            raise NotGenuine("The key was not certified by this site for that member of staff.")
        public = member_keys.signing(certified[0].public)
        signer = Signer(row.staff_id, public, certified)
        self._signers[key_id] = signer
        return signer
