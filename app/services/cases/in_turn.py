"""Cases that are gone through one after another, each with its own record of one occasion: how far each has come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.records.kind import Kind
from app.domain.records.versions import Reading
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged
from app.models.tables import Case, Draft, Record
from app.services.cases.people import current
from app.services.records import drafts
from app.services.records.drafts import DraftView
from app.services.records.signed import is_open_to, parsed, signed_bytes
from app.services.records.standing import current_rows
from app.services.vault.open_vault import Act, OpenVault


@dataclass(frozen=True)
class AgendaItem:
    """One of the cases: the member's draft of its record of the occasion, or the record where one was signed."""

    case_id: str
    reference: str
    name: str
    """As it is sorted: "QUILL, Ada"."""
    is_unaware: bool
    draft_id: str = ""
    record_id: str = ""
    to_go: tuple[str, ...] = ()
    """What the draft still needs to be signed, by its labels."""
    decision: str = ""
    """What its title says came of it; empty until it does."""

    @property
    def is_ready(self) -> bool:
        """Whether it can be signed."""
        return bool(self.draft_id) and not self.to_go


@dataclass(frozen=True)
class Occasion:
    """What the records are of: their kind, the answer in which each names the occasion, and its id."""

    kind: Kind
    field: str
    id: str
    on: ClinicalDate | None = None
    """The day that they are of, where another occasion with the same may be another day's."""

    def is_of(self, content: object, event: ClinicalDate | None) -> bool:
        """Whether a content of that day names it."""
        return bool(getattr(content, self.field, "") == self.id) and self.on in {None, event}

    def items(self, vault: OpenVault, act: Act, cases: Iterable[str]) -> Iterator[AgendaItem]:
        """How far each case has come, in their order."""
        session = act.session
        for case_id in cases:
            found = session.get(Case, case_id)
            if found is None:
                continue
            person = current(act.connection, found.shown_person_id).details
            item = AgendaItem(case_id, found.reference, found.sort_name, person.awareness == "unaware")
            if draft := self.draft(vault, session, case_id):
                labels = tuple(dict.fromkeys(each.label for each in draft.missing))
                decided = self._decided(draft.sheet.content)
                yield replace(item, draft_id=draft.id, to_go=labels, decision=decided)
            else:
                record_id, decided = self._signed(vault, session, case_id)
                yield replace(item, record_id=record_id, decision=decided)

    def draft(self, vault: OpenVault, session: Session, case_id: str) -> DraftView | None:
        """The member's own of it; the last saved, where there are several."""
        mine = select(Draft).where(Draft.author_id == vault.member.id, Draft.case_id == case_id)
        for row in session.scalars(mine.where(Draft.kind == self.kind.code).order_by(Draft.saved_at.desc())):
            view = drafts.view(vault, session, row)
            if self.is_of(view.sheet.content, view.sheet.event):
                return view
        return None

    def _signed(self, vault: OpenVault, session: Session, case_id: str) -> tuple[str, str]:
        """The newest record of it that the member may read, by whoever signed it, and what was decided."""
        standing = current_rows(case_id, Record).where(Record.kind == self.kind.code)
        for row in session.scalars(standing):
            if not is_open_to(vault, row):
                continue
            try:
                found, _ = parsed(signed_bytes(vault, row))
            except Damaged:
                continue
            if isinstance(found, Reading) and self.is_of(found.content, found.sheet.event):
                return row.id, self._decided(found.content)
        return "", ""

    def _decided(self, content: object) -> str:
        return self.kind.title_of(content).partition(": ")[2]
