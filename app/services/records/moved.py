"""Records that were moved out of a case because they are of another person: nothing in the case tells of them.

A mark of its own kind says so of every version. As its kind stands in the row of the mark, lists leave such a record
out by one condition, in a sealed compartment too, whoever asks (docs/decisions/031).
"""

import json
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.kinds.registry import MOVING
from app.errors import Damaged, NotADraft, NotPermitted
from app.models.statements import PreparedStatement
from app.models.tables import Case, Record
from app.services.records.signed import fault_of, is_open_to, signed_bytes
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures

_MOVING: Final = ", ".join(repr(code) for code in MOVING)
CLOSED: Final = (
    "This was entered in the wrong case and was moved out of it. Its author, who moved it and the lead alone can still "
    "read it here."
)
GONE: Final = "A record that was moved out: it was entered in the wrong case"
"""Stands where something cites one."""
_NO_MORE: Final = "That record was moved out of this case: nothing is added to it here."


def moved_out(record: str) -> str:
    """Whether a record, what was said of one, or the mark itself is of another case, in SQL; `record` is the table."""
    return (
        f"EXISTS (SELECT 1 FROM record m WHERE m.about_id = coalesce({record}.about_id, {record}.id) "  # noqa: S608
        f"AND m.kind IN ({_MOVING}))"
    )


def told(record: str) -> str:
    """Whether a list has a line for it, in SQL: of what was moved out the mark of its newest version alone."""
    return (
        f"(NOT {moved_out(record)} OR ({record}.kind IN ({_MOVING}) AND NOT EXISTS "  # noqa: S608 - our own names
        f"(SELECT 1 FROM record v WHERE v.replaces_id = {record}.about_id)))"
    )


_OF_IT: Final = PreparedStatement(
    text(
        "SELECT r.id FROM record r WHERE coalesce(r.about_id, r.id) IN (SELECT value FROM json_each(:moved))"
    )
)
_AMONG: Final = PreparedStatement(
    text(
        f"SELECT r.id FROM record r WHERE r.id IN (SELECT value FROM json_each(:records)) AND {moved_out('r')}"  # noqa: S608
    )
)


def moved_ids(vault: OpenVault, session: Session) -> frozenset[str]:
    """Every record that was moved out, what was said of one, and the marks.

    A mark that does not verify moves nothing: what it is about is drawn as ever. One that is sealed to the member is
    taken for what it says, as nothing of what it is about can be drawn here either.
    """
    signatures = Signatures(session, vault.header)
    marks = session.scalars(select(Record).where(Record.kind.in_(MOVING))).all()
    moved = [each.about_id for each in marks if _is_genuine(vault, signatures, each)]
    rows = _OF_IT.rows(session.connection(), {"moved": json.dumps(moved)})
    return frozenset(record for (record,) in rows)


def _is_genuine(vault: OpenVault, signatures: Signatures, mark: Record) -> bool:
    try:
        return not is_open_to(vault, mark) or not fault_of(signatures, mark, signed_bytes(vault, mark))
    except Damaged:
        return False


def moved_among(session: Session, records: tuple[str, ...]) -> frozenset[str]:
    """Those of some."""
    rows = _AMONG.rows(session.connection(), {"records": json.dumps(records)})
    return frozenset(record for (record,) in rows)


def is_moved(session: Session, record_id: str) -> bool:
    """Whether a record was moved out."""
    return bool(moved_among(session, (record_id,)))


def insist_on_standing(session: Session, *records: str | None) -> None:
    """Raise NotADraft where something would be put to a record that was moved out, or in its place."""
    if moved_among(session, tuple(each for each in records if each)):
        raise NotADraft(_NO_MORE)


def insist_on_place(vault: OpenVault, session: Session, row: Record) -> None:
    """Raise NotPermitted for a record that was moved out, unless to who has to put it right."""
    if not is_moved(session, row.id):
        return
    about = row.about_id or row.id
    marks = select(Record.author_id).where(Record.about_id == about, Record.kind.in_(MOVING))
    hands = {*session.scalars(marks), session.get_one(Record, about).author_id}
    lead = session.get_one(Case, row.case_id).lead_id
    if vault.member.id not in {*hands, lead} and not vault.member.is_lead:
        raise NotPermitted(CLOSED)
