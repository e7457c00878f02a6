"""Parked sheets: what a full disk would not take at the moment of locking, sealed and kept in memory alone.

The key comes from the member's own secret, so it is gone with the lock and comes back with the same member's
passphrase; until then the text is as unreadable as the vault.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from app.crypto.vault_keys import parking_key
from app.domain.fields.content import read
from app.domain.kinds.registry import kind, kind_of
from app.domain.records.record import Sheet, sheet_of
from app.errors import NotPermitted
from app.services.records.heading import Heading
from app.services.vault.open_vault import OpenVault
from app.services.vault.own_seal import seal_own, unseal_own

_PURPOSE: Final = "parked-draft"


@dataclass(frozen=True)
class Parked:
    """A sheet that could not be saved: sealed for its author, and bound to its draft and the revision it began from."""

    draft_id: str
    member_id: str
    revision: int
    sealed: bytes = field(repr=False)
    heading: Heading | None = None
    """Where the text belongs if its draft is gone when it comes back."""

    @property
    def place(self) -> str:
        """What the seal is bound to."""
        return f"{self.draft_id} {self.member_id} {self.revision}"


@dataclass(frozen=True)
class Unparked:
    """What became of a parked sheet: saved as `revision` at `saved_at`, or, both None, given back to be compared.

    It is given back when the draft was saved elsewhere, signed or discarded meanwhile.
    """

    sheet: Sheet = field(repr=False)
    revision: int | None
    saved_at: datetime | None


def seal_sheet(
    vault: OpenVault, draft_id: str, sheet: Sheet, revision: int, heading: Heading | None = None
) -> Parked:
    """Seal a checked sheet for the member at the desk."""
    plain = {"kind": kind_of(sheet.content).code, "sheet": sheet.to_draft()}
    place = Parked(draft_id, vault.member.id, revision, b"").place
    sealed = seal_own(vault, parking_key, plain, purpose=_PURPOSE, table="draft", row=place)
    return Parked(draft_id, vault.member.id, revision, sealed, heading)


def open_sheet(vault: OpenVault, parked: Parked) -> Sheet:
    """Open a parked sheet. Raises NotPermitted for another member, Damaged for another vault or a changed byte."""
    if parked.member_id != vault.member.id:
        raise NotPermitted("A colleague's unsaved text waits for them: only they can open it.")
    sealed = parked.sealed
    plain = json.loads(
        unseal_own(vault, parking_key, sealed, purpose=_PURPOSE, table="draft", row=parked.place)
    )
    sheet: dict[str, Any] = plain["sheet"]
    return sheet_of(sheet, read(kind(plain["kind"]).content, sheet["content"]))
