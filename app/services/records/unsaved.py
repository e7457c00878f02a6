"""Unsaved drafts: what a full disk would not take at the moment of locking, sealed and kept in memory alone.

The key comes from the member's own secret, so it is gone with the lock and comes back with the same member's
passphrase; until then the text is as unreadable as the vault.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Final

from app.crypto.vault_keys import unsaved_key
from app.domain.fields.content import read
from app.domain.fields.rights import Right
from app.domain.kinds.registry import kind, kind_of
from app.domain.records.record import Sheet, sheet_of
from app.errors import NotFound, NotPermitted, SavedElsewhere
from app.models.tables import Case
from app.services.records import drafts
from app.services.records.heading import Heading
from app.services.vault.open_vault import OpenVault
from app.services.vault.own_seal import seal_own, unseal_own

_PURPOSE: Final = "parked-draft"


@dataclass(frozen=True)
class UnsavedDraft:
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
class UnsavedDrafts:
    """What can be done with what was typed and could not be saved."""

    vault: OpenVault

    def seal(
        self, draft_id: str, sheet: Sheet, revision: int, heading: Heading | None = None
    ) -> UnsavedDraft:
        """Seal what a full disk would not take, so that the vault can be locked: call it before `lock`. Writes nothing.

        With its `heading` it has a place even if the draft is gone when it comes back. Raises NotAcceptable,
        TextTooLong as `Drafts.save`.
        """
        plain = {"kind": kind_of(sheet.content).code, "sheet": sheet.kept().to_draft()}
        place = UnsavedDraft(draft_id, self.vault.member.id, revision, b"").place
        sealed = seal_own(self.vault, unsaved_key, plain, purpose=_PURPOSE, table="draft", row=place)
        return UnsavedDraft(draft_id, self.vault.member.id, revision, sealed, heading)

    def give_back(self, unsaved: UnsavedDraft) -> bool:
        """Save it after the next unlocking by the same member: True where it went into its own draft.

        What had no draft yet begins one. Where its draft was saved elsewhere, signed or discarded meanwhile, another
        begins with it, so that both can be compared: as confidential as it was, and about the same record. Raises
        NotPermitted for another member, Damaged for another vault, NotFound when neither the draft nor its case is
        there any more, and DiskFull or CannotWrite while there is still no room: keep `unsaved` and try again.
        """
        sheet = self._opened(unsaved).kept()
        with self.vault.acting(Right.WRITE) as act:
            try:
                drafts.save(self.vault, act, unsaved.draft_id, sheet, unsaved.revision)
            except (SavedElsewhere, NotFound):
                heading = unsaved.heading or drafts.heading_of(drafts.own(act, self.vault, unsaved.draft_id))
                if act.session.get(Case, heading.case_id) is None:
                    raise NotFound from None
                drafts.start(self.vault, act, kind_of(sheet.content), heading, sheet)
                return not unsaved.draft_id
            case = unsaved.heading.case_id if unsaved.heading else None
            act.note("draft.give_back", "draft", unsaved.draft_id, case=case)
        return True

    def _opened(self, unsaved: UnsavedDraft) -> Sheet:
        if unsaved.member_id != self.vault.member.id:
            raise NotPermitted("A colleague's unsaved text waits for them: only they can open it.")
        plain = json.loads(
            unseal_own(
                self.vault, unsaved_key, unsaved.sealed, purpose=_PURPOSE, table="draft", row=unsaved.place
            )
        )
        sheet: dict[str, Any] = plain["sheet"]
        return sheet_of(sheet, read(kind(plain["kind"]).content, sheet["content"]))
