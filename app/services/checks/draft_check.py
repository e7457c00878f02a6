"""Holds drafts against the ledger, which knows each beginning and end, and against their authors' signatures."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.crypto.header import Header
from app.models.tables import Draft, LedgerRow
from app.services.records import draft_keys
from app.services.records.kept_drafts import is_as_kept
from app.services.vault.signatures import Signatures

_BEGIN: Final = "draft.begin"
_HANDED: Final = "draft.hand_back"
_ENDS: Final = (
    "WITH ended(id) AS (SELECT subject_id FROM ledger WHERE action = 'draft.discard' UNION ALL "
    "SELECT CASE WHEN json_valid(detail) THEN json_extract(detail, '$.draft') END FROM ledger "
    "WHERE action = 'record.sign') "
)
_TAKEN_OUT: Final = (
    "SELECT l.subject_id, c.reference FROM ledger l LEFT JOIN casefile c ON c.id = l.case_id "
    # Of a draft from before drafts were signed the ledger does not say which record it became.
    "WHERE l.action = 'draft.begin' AND CASE WHEN json_valid(l.detail) THEN json_extract(l.detail, '$.signed') END "
    "AND l.subject_id NOT IN (SELECT id FROM draft) "
    "AND l.subject_id NOT IN (SELECT id FROM ended WHERE id IS NOT NULL) ORDER BY l.device, l.seq"
)
_BACK: Final = "SELECT id FROM draft WHERE id IN (SELECT id FROM ended) ORDER BY id"


def draft_faults(session: Session, header: Header) -> Iterator[str]:
    """What is wrong with drafts, in sentences that name nobody and say nothing of what is written in them."""
    for draft_id, reference in session.execute(text(_ENDS + _TAKEN_OUT)):
        yield (
            f"Draft {draft_id} of case {reference or 'unknown'}: it was begun, was neither signed nor discarded, "
            "and is not there any more."
        )
    for (draft_id,) in session.execute(text(_ENDS + _BACK)):
        yield f"Draft {draft_id}: it was signed or discarded, and stands here again."
    signatures = Signatures(session, header)
    begun, handed = _begun(session), _handed(session)
    for row in session.execute(select(Draft.__table__).order_by(Draft.id)).mappings():
        if fault := _fault(signatures, dict(row), begun.get(row["id"]), handed.get(row["id"])):
            yield f"Draft {row['id']}: {fault}"


def _begun(session: Session) -> Mapping[str, LedgerRow]:
    rows = select(LedgerRow).where(LedgerRow.action == _BEGIN, LedgerRow.subject_id.in_(select(Draft.id)))
    return {str(row.subject_id): row for row in session.execute(rows).scalars()}


def _handed(session: Session) -> Mapping[str, LedgerRow]:
    """The last time that somebody was handed the key of their draft, by draft."""
    rows = select(LedgerRow).where(LedgerRow.action == _HANDED, LedgerRow.subject_id.in_(select(Draft.id)))
    ordered = rows.order_by(LedgerRow.at, LedgerRow.device, LedgerRow.seq)
    return {str(row.subject_id): row for row in session.execute(ordered).scalars()}


def _fault(
    signatures: Signatures, row: Mapping[str, Any], begun: LedgerRow | None, handed: LedgerRow | None
) -> str:
    if begun is None:
        return "the ledger knows nothing of its beginning."
    said = _said(begun)
    shown = (row["case_id"], row["author_id"], row["begun_at"], row["kind"])
    if shown != (begun.case_id, begun.actor_id, begun.at, said.get("kind")):
        return "it was given to another case, author, kind or time than it was begun in."
    # One from before drafts were signed is signed when its author keeps it next.
    unsigned = row["key_id"] is None and row["signature"] is None and not said.get("signed")
    if not unsigned and not is_as_kept(signatures, row):
        return "it is not as its author kept it."
    kept = row["handing"]
    if _said(handed or begun).get("handing") != (draft_keys.digest(kept) if kept is not None else None):
        return "its key is not the one that it was begun with: its author may not be able to open it."
    return ""


def _said(begun: LedgerRow) -> Mapping[str, Any]:
    try:
        return dict(json.loads(begun.detail))
    except (ValueError, TypeError):
        return {}
