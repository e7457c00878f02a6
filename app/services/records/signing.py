"""Signing at the desk: the member proves with their passphrase that it is still they, then the act bears their name."""

from dataclasses import dataclass

from app.services.records.records import Records
from app.services.vault.confirming import confirm
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class Signing:
    """What bears the member's name: records, new versions of them, and what is said of one later."""

    vault: OpenVault

    def sign(self, draft_id: str, revision: int, passphrase: str) -> str:
        """Sign a draft as it was shown at that revision, and give the record's id.

        Raises WrongSecret, with nothing changed, for a wrong passphrase; SavedElsewhere when the draft was saved since,
        for then something else would be signed than was read; else as `Records.sign`.
        """
        confirm(self.vault, passphrase)
        return Records(self.vault).sign(draft_id, revision)
