"""What the editor needs, brought together in one look away from the window's thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.fields.declare import Target
from app.domain.records.shown import ShownSection
from app.errors import NotFound
from app.services.cases.casefile import Citable
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.services.records.reading import RecordView
from app.services.records.signing import Review, Signing
from app.views.reading.loading import told


@dataclass(frozen=True)
class Earlier:
    """A signed record to write beside: the version that is replaced, what is remarked on, or the last of its kind."""

    what: str
    record: RecordView
    sections: tuple[ShownSection, ...]


@dataclass(frozen=True)
class Opened:
    """A draft with everything its editor shows."""

    draft: DraftView
    citable: Mapping[Target, tuple[Citable, ...]]
    earlier: Earlier | None


@dataclass(frozen=True)
class ToSign:
    """A draft as it was saved, and what it says."""

    review: Review
    sections: tuple[ShownSection, ...]


def open_draft(desk: Desk, draft_id: str) -> Opened:
    """Open a draft. Raises as `Drafts.open`."""
    draft = desk.drafts.open(draft_id)
    citable = {target: desk.casefile.citable(draft.case_id, target) for target in Target}
    return Opened(draft, citable, _earlier(desk, draft))


def read_beside(desk: Desk, case_id: str, record_id: str) -> Earlier:
    """A signed record, to be read beside the draft. Raises as `Records.read`."""
    record = desk.records.read(record_id)
    return Earlier(record.kind.title, record, told(desk, case_id, record.kind, record.sheet))


def read_to_sign(desk: Desk, draft_id: str) -> ToSign:
    """A draft as it is in the vault, to be read through. Raises as `Drafts.open`."""
    review = Signing(desk.vault).review(draft_id)
    draft = review.draft
    return ToSign(review, told(desk, draft.case_id, draft.kind, draft.sheet))


def _earlier(desk: Desk, draft: DraftView) -> Earlier | None:
    for record_id, what in ((draft.replaces_id, "Signed version"), (draft.about_id, "The record")):
        if record_id:
            record = desk.records.read(record_id)
            return Earlier(what, record, told(desk, draft.case_id, record.kind, record.sheet))
    try:
        last = desk.casefile.newest(draft.case_id, draft.kind.code)
    except NotFound:
        return None
    if last is None:
        return None
    return Earlier("Last of this kind", last, told(desk, draft.case_id, last.kind, last.sheet))
