"""Signing at the desk: the member proves with their passphrase that it is still they, then the act bears their name."""

from dataclasses import dataclass

from app.services.open_vault import OpenVault
from app.services.records import Records
from app.services.staff import StaffRoom


@dataclass(frozen=True)
class Signing:
    """What bears the member's name. Each act raises WrongSecret, with nothing changed, for a wrong passphrase."""

    vault: OpenVault

    def sign(self, draft_id: str, revision: int, passphrase: str) -> str:
        """Sign a draft as it was shown at that revision, and give the record's id.

        Raises SavedElsewhere when it was saved since, for then something else would be signed than was read; else as
        `Records.sign`.
        """
        StaffRoom(self.vault).confirm(passphrase)
        return Records(self.vault).sign(draft_id, revision)

    def add_addendum(self, record_id: str, text: str, passphrase: str) -> str:
        """Add to a signed record, and give the addendum's id. Raises as `Records.add_addendum`."""
        StaffRoom(self.vault).confirm(passphrase)
        return Records(self.vault).add_addendum(record_id, text)

    def mark_in_error(self, record_id: str, reason: str, passphrase: str) -> str:
        """Mark a record in error, and give the mark's id. Raises as `Records.mark_in_error`."""
        StaffRoom(self.vault).confirm(passphrase)
        return Records(self.vault).mark_in_error(record_id, reason)
