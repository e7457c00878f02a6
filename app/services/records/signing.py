"""Signing: a draft is read through as it stands, its author confirms exactly that, and it becomes a record for good."""

from dataclasses import dataclass

from app.domain.fields.rights import Right
from app.domain.records.shown import ShownSection
from app.errors import SavedElsewhere
from app.services.records import drafts
from app.services.records.citable import told
from app.services.records.drafts import DraftView
from app.services.records.records import sign_draft
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class Review:
    """A draft as it will read when it is signed, and what its author confirms."""

    draft: DraftView
    digest: bytes
    sections: tuple[ShownSection, ...] = ()
    """What it says in words, for who reads it through."""


@dataclass(frozen=True)
class Signing:
    """What bears the member's name: records, new versions of them, and what is said of one later."""

    vault: OpenVault

    def review(self, draft_id: str, revision: int | None = None) -> Review:
        """The draft to be read through; `missing` says what is not answered yet.

        Raises NotFound for another author's, SavedElsewhere where the draft was saved since that `revision`.
        """
        with self.vault.reading(Right.WRITE) as act:
            draft = drafts.view(self.vault, act.session, drafts.own(act, self.vault, draft_id))
            if revision is not None and draft.revision != revision:
                raise SavedElsewhere
            sections = told(self.vault, act.session, draft.case_id, draft.kind, draft.sheet)
        return Review(draft, _digest(draft), sections)

    def sign(self, review: Review, confirmed: Confirmation) -> str:
        """Sign what was read through and give the record's id: from here on it cannot be changed, by anybody.

        Raises MustConfirm without the author's word for exactly this; SavedElsewhere when the draft was saved since,
        for then something else would be signed than was read; StillMissing with the labels; NotADraft when another
        version was signed meanwhile.
        """
        draft = review.draft
        with self.vault.acting(
            Right.SIGN, case=draft.case_id, compartment=draft.compartment, confirmed=confirmed
        ) as act:
            now = drafts.view(self.vault, act.session, drafts.own(act, self.vault, draft.id))
            if now.revision != draft.revision:
                raise SavedElsewhere
            act.covers(_digest(now))
            record_id = sign_draft(self.vault, act, now)
        self.vault.anchor()
        return record_id


def _digest(draft: DraftView) -> bytes:
    facts = {
        "draft": draft.id,
        "revision": draft.revision,
        "case": draft.case_id,
        "kind": draft.kind.code,
        "kind_version": draft.kind.version,
        "compartment": draft.compartment.value,
        "replaces": draft.replaces_id,
        "about": draft.about_id,
        "sheet": draft.sheet.to_draft(),
    }
    return digest_of("record.sign", **facts)
