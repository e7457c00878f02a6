"""Signing: a draft is read through as it stands, its author confirms exactly that, and it becomes a record for good."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.domain.fields.rights import Extent, Right
from app.domain.kinds.registry import kind
from app.domain.records.follows import Follows
from app.domain.records.kind import Kind
from app.domain.records.shown import ShownSection, flat
from app.domain.values.dates import ClinicalDate
from app.errors import MissingPart, NeedsRelease, SavedElsewhere, Unguarded
from app.models.tables import Case, Record
from app.services.cases.diary import note_signed, note_voided
from app.services.cases.following import follow, followed, in_words
from app.services.cases.group_check import insist_on_private
from app.services.cases.group_counts import count_parts
from app.services.cases.naming import names_victim
from app.services.cases.victim_check import VictimCheck
from app.services.cases.victims import Victims
from app.services.records import drafts
from app.services.records.citable import shown_sections
from app.services.records.drafts import DraftView
from app.services.records.records import sign_draft
from app.services.vault import rights
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import Asked


@dataclass(frozen=True)
class Review:
    """A draft as it will read when it is signed, and what its author confirms."""

    draft: DraftView
    digest: bytes
    sections: tuple[ShownSection, ...] = ()
    """What it says in words, for who reads it through."""
    named: tuple["NamedIn", ...] = ()
    """What of victims' details stands in it, for who may be told."""
    subject: str = ""
    """Whom and what it is about: the person, the case and the record."""
    follows: tuple[str, ...] = ()
    """What signing it states of the case besides, each in a sentence."""


@dataclass(frozen=True)
class NamedIn:
    """A detail of a victim in a draft: in which answer, of what kind, and whose; no code for one of another case."""

    label: str
    kind: str
    code: str


@dataclass(frozen=True)
class Signing:
    """What bears the member's name: records, new versions of them, and what is said of one later."""

    vault: OpenVault

    def review(self, draft_id: str, revision: int | None = None) -> Review:
        """The draft to be read through; `missing` says what is not answered yet.

        Raises NotFound for another author's, SavedElsewhere where the draft was saved since that `revision`.
        """
        with self.vault.reading(Right.WRITE) as act:
            draft = drafts.to_sign(
                drafts.view(self.vault, act.session, drafts.own(act, self.vault, draft_id))
            )
            if revision is not None and draft.revision != revision:
                raise SavedElsewhere
            sections = shown_sections(self.vault, act.session, draft.case_id, draft.kind, draft.sheet)
            named = self._named(act.session, draft) if Victims(self.vault).may_be_told else ()
            subject = _subject(act.session, draft)
            decided = followed(self.vault, act, draft)
        return Review(draft, _digest(draft, decided), sections, named, subject, tuple(in_words(decided)))

    def sign(self, review: Review, confirmed: Confirmation) -> str:
        """Sign what was read through and give the record's id: from here on it cannot be changed, by anybody.

        What names a victim is signed all the same, byte for byte, and marked: not everybody's search finds it.

        Raises MustConfirm without the author's word for exactly this; SavedElsewhere when the draft was saved since,
        for then something else would be signed than was read; StillMissing with the labels; NotADraft when another
        version was signed meanwhile; NotAcceptable where a note of a group's session tells of another member.
        """
        draft = review.draft
        with self.vault.acting(
            _right(draft.kind), case=draft.case_id, compartment=draft.compartment, confirmed=confirmed
        ) as act:
            now, digest = self._as_read(act, draft)
            self._insist_on_right(act, now)
            act.covers(digest)
            record_id = self._signed(act, now)
            count_parts(self.vault, act, (now,))
        self.vault.anchor()
        return record_id

    def sign_all(self, reviews: Sequence[Review], confirmed: Confirmation) -> tuple[str, ...]:
        """Sign several that were read through by one word over all of them: all are signed, or none.

        Raises as `sign`.
        """
        with self.vault.acting(Right.SIGN, confirmed=confirmed) as act:
            read = []
            for each in reviews:
                self._insist_on_right(act, each.draft)
                read.append(self._as_read(act, each.draft))
            act.covers(_digest_of_all([digest for _, digest in read]))
            records = tuple(self._signed(act, draft) for draft, _ in read)
            count_parts(self.vault, act, [draft for draft, _ in read])
        self.vault.anchor()
        return records

    def _insist_on_right(self, act: Act, draft: DraftView) -> None:
        """Raise NotPermitted, NotAdmitted for one that the member may not sign, as its kind and its content are."""
        right = _right(draft.kind)
        asked = Asked(right, draft.case_id, draft.compartment)
        far = rights.require(act.connection, asked, self.vault.member, self.vault.compartments)
        if far is Extent.ADMINISTRATIVE and not draft.kind.is_administrative(draft.sheet.content):
            raise rights.refusal(right, self.vault.member.grade)

    def _as_read(self, act: Act, draft: DraftView) -> tuple[DraftView, bytes]:
        """The draft as it is now, and its digest; raises SavedElsewhere where it was saved since it was read.

        What it decides of the case was shown and confirmed with it: where that changed, so has what is signed.
        """
        now = drafts.to_sign(drafts.view(self.vault, act.session, drafts.own(act, self.vault, draft.id)))
        if now.revision != draft.revision:
            raise SavedElsewhere
        return now, _digest(now, followed(self.vault, act, now))

    def _signed(self, act: Act, draft: DraftView) -> str:
        insist_on_private(self.vault, act.session, draft)
        follow(self.vault, act, draft)
        naming = partial(names_victim, self.vault, act.session, draft.case_id)
        record_id = sign_draft(self.vault, act, draft, naming)
        if draft.replaces_id is None and draft.about_id is None:
            note_signed(self.vault, act, draft.id, record_id)
        if draft.about_id is not None and draft.kind.voids:
            note_voided(self.vault, act, draft.about_id)
        return record_id

    def _named(self, session: Session, draft: DraftView) -> tuple[NamedIn, ...]:
        told = tuple(flat(draft.kind, draft.sheet))
        with suppress(Unguarded, NeedsRelease, MissingPart):
            found = VictimCheck.of(self.vault, session, draft.case_id).details([text for _, text in told])
            return tuple(
                dict.fromkeys(NamedIn(told[each.passage][0], each.kind, each.code) for each in found)
            )
        return ()


def _right(made: Kind) -> Right:
    """By which right a record of a kind is signed."""
    return Right.COUNTERSIGN if made.countersigns else Right.SIGN


def digest_of_all(reviews: Iterable[Review]) -> bytes:
    """What is confirmed where several are signed at once."""
    return _digest_of_all([each.digest for each in reviews])


def _digest_of_all(digests: Sequence[bytes]) -> bytes:
    return digest_of("record.sign_all", digests=[each.hex() for each in digests])


def _subject(session: Session, draft: DraftView) -> str:
    """QUILL, Ada (NM-0198): session note of 14-Nov-2026."""
    case = session.get_one(Case, draft.case_id)
    what = _dated(draft.kind, draft.sheet.event)
    if (earlier := draft.about_id or draft.replaces_id) is not None:
        of = session.get_one(Record, earlier)
        whole = _dated(kind(of.kind), ClinicalDate.from_wire(of.event) if of.event else None)
        what = (
            f"{draft.kind.title.lower()} to the {whole}" if draft.about_id else f"new version of the {whole}"
        )
    return f"{case.sort_name} ({case.reference}): {what}"


def _dated(made: Kind, event: ClinicalDate | None) -> str:
    return f"{made.title.lower()} of {event.show()}" if event and event.is_known else made.title.lower()


def _digest(draft: DraftView, decided: Follows) -> bytes:
    facts: dict[str, Any] = {
        "draft": draft.id,
        "revision": draft.revision,
        "case": draft.case_id,
        "kind": draft.kind.code,
        "kind_version": draft.kind.version,
        "compartment": draft.compartment.value,
        "replaces": draft.replaces_id,
        "about": draft.about_id,
        "sheet": draft.sheet.to_draft(),
        "follows": list(in_words(decided)),
    }
    return digest_of("record.sign", **facts)
