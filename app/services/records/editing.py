"""Editing: a draft with all that its editor shows, in one look."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.fields.declare import Target
from app.domain.fields.rights import Extent, Right, extent
from app.domain.records.kind import blind_to_nothing
from app.errors import Damaged
from app.models.tables import Record
from app.services.records import drafts
from app.services.records.citable import Citable, citable, referred_to
from app.services.records.courses import Before, newest_of_courses
from app.services.records.drafts import DraftView
from app.services.records.reading import RecordView, show
from app.services.records.signed import is_open_to, load
from app.services.records.standing import current_rows
from app.services.vault.open_vault import OpenVault
from app.services.writing.aids import Aids, aids_of
from app.services.writing.words import kept_by


@dataclass(frozen=True)
class Earlier:
    """A signed record to write beside: the version that is replaced, what is remarked on, or the last of its kind."""

    what: str
    record: RecordView


@dataclass(frozen=True)
class OpenedDraft:
    """A draft with everything its editor shows."""

    draft: DraftView
    citable: Mapping[Target, tuple[Citable, ...]]
    referred: Mapping[str, str]
    """The words for what it refers to already, by reference: a row that was withdrawn since says so."""
    earlier: Earlier | None
    courses: Mapping[str, Earlier]
    """The last record of each course that the draft may go on with, by course, where its kind keeps several apart."""
    aids: Aids


@dataclass(frozen=True)
class Editing:
    """What an editor asks for."""

    vault: OpenVault

    def open(self, draft_id: str) -> OpenedDraft:
        """The draft as last saved, and what is shown beside it. One row notes it, with the record that was read.

        Raises NotFound for another author's, NotAdmitted.
        """
        vault = self.vault
        with vault.acting(Right.READ, durable=False) as act:
            session = act.session
            draft = drafts.view(vault, session, drafts.own(act, vault, draft_id))
            courses = self._courses(session, draft)
            earlier = self._earlier(session, draft, courses)
            read = dict.fromkeys(each.record.provenance.id for each in (earlier, *courses.values()) if each)
            beside = {f"beside{n or ''}": record_id for n, record_id in enumerate(read)}
            act.note("draft.open", "draft", draft_id, case=draft.case_id, **beside)
            found = citable(vault, session, draft.case_id)
            referred = referred_to(vault, session, draft.case_id, draft.sheet.content)
            kept = kept_by(vault, session)
        return OpenedDraft(draft, found, referred, earlier, courses, aids_of(kept))

    def _may_be_told(self, record: RecordView) -> bool:
        """Whether the member reads every record, or one that is administrative."""
        is_limited = extent(Right.READ, self.vault.member.grade) is Extent.ADMINISTRATIVE
        return not is_limited or record.kind.is_administrative(record.sheet.content)

    def _courses(self, session: Session, draft: DraftView) -> Mapping[str, Earlier]:
        before = Before(draft.kind, draft.case_id, draft.sheet, draft.replaces_id)
        found = newest_of_courses(self.vault, session, before)
        return {
            each: Earlier("Last of this kind", show(self.vault, session, row)) for each, row in found.items()
        }

    def _earlier(self, session: Session, draft: DraftView, courses: Mapping[str, Earlier]) -> Earlier | None:
        for record_id, what in ((draft.replaces_id, "Signed version"), (draft.about_id, "The record")):
            if record_id:
                return Earlier(what, show(self.vault, session, load(session, record_id)))
        if same := courses.get(draft.kind.course_of(draft.sheet.content)):
            return same
        if draft.kind.blind_to is not blind_to_nothing:
            # Whose rating it is going to be, nobody knows yet: an earlier one beside it would tell a second rater.
            return None
        of_kind = current_rows(draft.case_id, Record).where(Record.kind == draft.kind.code)
        last = session.scalars(of_kind.limit(1)).first()
        # One that is sealed or damaged keeps nobody from going on with their own draft.
        if last is not None and is_open_to(self.vault, last):
            with suppress(Damaged):
                shown = show(self.vault, session, last)
                if self._may_be_told(shown):
                    return Earlier("Last of this kind", shown)
        return None
