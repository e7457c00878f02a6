"""Checks signatures on records and facts back to the site's certificate authority."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app.crypto import member_keys, record_signing
from app.crypto.certificates import Holder
from app.crypto.header import Header
from app.errors import NotGenuine
from app.models.tables import MemberKey
from app.services.vault.keys import Certified, certified_as

_UNCERTIFIED: Final = "The key was not certified by this site for that member of staff."


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
    _signers: dict[str, Signer | str] = field(default_factory=dict)
    """By key; in place of one that none is certified for, why."""

    def gather(self, key_ids: Iterable[str]) -> None:
        """Look these keys up: what they signed is checked from then on without a look into the store."""
        for key_id in set(key_ids) - self._signers.keys():
            self._signers[key_id] = self._load(key_id)

    def check(
        self, key_id: str, author_id: str, body: bytes, signature: bytes, at: datetime
    ) -> tuple[Holder, ...]:
        """Give as whom the signer was certified then; raises NotGenuine unless that author's key signed."""
        signer = self.signer(key_id, author_id, at)
        record_signing.verify(signer.public, body, signature)
        return signer.named(at)

    def grade(self, key_id: str, author_id: str, at: datetime) -> str:
        """With which grade the signer was certified then, by the newest certificate in force; empty from before grades.

        Raises as `signer`.
        """
        return self.signer(key_id, author_id, at).named(at)[-1].grade

    def signer(self, key_id: str, author_id: str, at: datetime) -> Signer:
        """Whose key that is; raises NotGenuine unless the site certified it then for that author."""
        signer = self.ever_certified(key_id, author_id)
        if not signer.named(at):
            raise NotGenuine(_UNCERTIFIED)
        return signer

    def ever_certified(self, key_id: str | None, author_id: str) -> Signer:
        """The same at whatever time: what is no signed act may be written once a certificate ran out."""
        self.gather([key_id or ""])
        signer = self._signers[key_id or ""]
        if isinstance(signer, str):
            raise NotGenuine(signer)
        if signer.staff_id != author_id:
            raise NotGenuine("It was signed with a key that is not its author's.")
        return signer

    def _load(self, key_id: str) -> Signer | str:
        row = self.session.get(MemberKey, key_id)
        if row is None or row.purpose != "records":
            return "The key that signed it is not in the vault."
        certified = certified_as(self.session, self.header, row)
        if not certified:
            return _UNCERTIFIED
        return Signer(row.staff_id, member_keys.signing(certified[0].public), certified)
