"""What moving a record out of the wrong case will change: which records go, and what begins in the right case.

Every version of it goes, what was said of it, and what was split off it at Sign, which came of the same draft.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from sqlalchemy import select, text

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import going_on, missing
from app.domain.fields.rights import Right
from app.domain.kinds.registry import MOVING, kind
from app.domain.records.elsewhere import elsewhere
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.records.versions import Reading
from app.domain.values.ids import derived_id
from app.errors import NotAdmitted, NotADraft, NotFound, StillMissing, UserError
from app.models.statements import PreparedStatement
from app.models.tables import Case, Record, Staff
from app.services.records.blind import insist_on_reading
from app.services.records.moved import moved_among
from app.services.records.signed import is_open_to, load, parsed, signed_bytes
from app.services.vault import rights
from app.services.vault.confirmation import digest_of
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import Asked

MOVED: Final = "record.moved"
"""The ledger row that names both cases."""
NOT_YOURS: Final = "{} wrote it and has to write it in the right case: nothing is begun there now."
NOT_CHOSEN: Final = (
    "No right case is chosen: nothing is begun anywhere now, and its author can do that later."
)
NOT_WHOLE: Final = "A newer Casework wrote it: nothing is begun in the right case by this one."
_SAME: Final = "That is the case it stands in: choose another."
_DONE: Final = "It was moved out already, and nothing more of it is to be done here."
_REMARK: Final = "What was said of a record goes with it: put the record itself right."
_SEALED: Final = (
    "A part of this record was split off into a place that you do not read. "
    "Ask its author or the lead to move it out."
)
_APART: Final = PreparedStatement(
    text(
        "SELECT DISTINCT v.id FROM ledger l JOIN record r ON r.id = l.subject_id "
        "JOIN record v ON v.series_id = r.series_id "
        "WHERE l.action = 'record.sign' AND l.case_id = :case_id AND r.about_id IS NULL "
        "AND json_extract(l.detail, '$.draft') IN (SELECT json_extract(s.detail, '$.draft') FROM ledger s "
        "JOIN record w ON w.id = s.subject_id "
        "WHERE s.action = 'record.sign' AND s.case_id = :case_id AND w.series_id = :series)"
    )
)


@dataclass(frozen=True)
class Begun:
    """What begins in the right case: the sheet of a draft, and what is to be filled in again; or why nothing does."""

    made: Kind | None = None
    sheet: Sheet | None = None
    cleared: tuple[str, ...] = ()
    why_not: str = ""


@dataclass(frozen=True)
class Plan:
    """Everything that the act changes, and the digest that is confirmed."""

    newest: Record
    records: tuple[Record, ...]
    """Those that are marked: every version of it and of what was split off it."""
    remarks: tuple[Record, ...]
    """What was said of these."""
    begun: Begun
    digest: bytes


def plan(vault: OpenVault, act: Act, record_id: str, right: str, reason: str) -> Plan:
    """What will be done about a record whose right case is `right`, empty where none is chosen.

    Raises StillMissing without a reason, NotADraft, NotFound, NotAdmitted, NotPermitted.
    """
    row = load(act.session, record_id)
    insist_on_reading(vault, act, row)
    if row.about_id is not None:
        raise NotADraft(_REMARK)
    if gaps := missing(mark_of(reason), vault.today()):
        raise StillMissing(tuple(gap.words for gap in gaps))
    if right == row.case_id:
        raise NotADraft(_SAME)
    every = _records(vault, act, row)
    newest = max((each for each in every if each.series_id == row.series_id), key=lambda each: each.version)
    ids = tuple(each.id for each in every)
    moved = moved_among(act.session, ids)
    records = tuple(each for each in every if each.id not in moved)
    said = select(Record).where(Record.about_id.in_(ids), Record.kind.not_in(MOVING)).order_by(Record.id)
    remarks = tuple(act.session.scalars(said))
    begun = _begun(vault, act, newest, right)
    if not records and begun.sheet is None:
        raise NotADraft(begun.why_not or _DONE)
    digest = digest_of(
        MOVED,
        records=[each.id for each in records],
        remarks=[each.id for each in remarks],
        right=right,
        reason=reason.strip(),
        sheet=begun.sheet.to_draft() if begun.sheet is not None else None,
    )
    return Plan(newest, records, remarks, begun, digest)


def mark_of(reason: str) -> object:
    """What each version is marked with."""
    return kind(MOVING[0]).content(reason=reason.strip())


def _records(vault: OpenVault, act: Act, row: Record) -> tuple[Record, ...]:
    """Every version of a record and of what was split off it, its own first. Raises NotAdmitted for a sealed one."""
    values = {"case_id": row.case_id, "series": row.series_id}
    apart = {each for (each,) in _APART.rows(act.connection, values)}
    of_it = (Record.series_id == row.series_id) | Record.id.in_(apart)
    of_case = Record.case_id == row.case_id, Record.about_id.is_(None)
    found = act.session.scalars(select(Record).where(*of_case, of_it)).all()
    if not all(is_open_to(vault, each) for each in found):
        raise NotAdmitted(_SEALED)
    return tuple(
        sorted(found, key=lambda each: (each.series_id != row.series_id, each.series_id, each.version))
    )


def _begun(vault: OpenVault, act: Act, newest: Record, right: str) -> Begun:
    if newest.author_id != vault.member.id:
        return Begun(why_not=NOT_YOURS.format(act.session.get_one(Staff, newest.author_id).name))
    if not right:
        return Begun(why_not=NOT_CHOSEN)
    if act.session.get(Case, right) is None:
        raise NotFound
    read, _ = parsed(signed_bytes(vault, newest))
    if not isinstance(read, Reading):
        return Begun(why_not=NOT_WHOLE)
    if refused := may_not_write(vault, act, right, Compartment(newest.compartment)):
        return Begun(why_not=refused)
    # The same row of the same record has the same name there, whenever it is asked: it is confirmed by its digest.
    there = elsewhere(going_on(read.content), partial(derived_id, "moved", right))
    sheet = replace(read.sheet, content=there.content, update="", carried=(), left=())
    return Begun(read.kind, sheet.kept(), there.cleared)


def may_not_write(vault: OpenVault, act: Act, case_id: str, compartment: Compartment) -> str:
    """Why the member cannot begin a record in a case, in a sentence; empty where they can."""
    try:
        asked = Asked(Right.WRITE, case_id, compartment)
        rights.require(act.connection, asked, vault.member, vault.compartments)
    except UserError as refused:
        return str(refused)
    return ""
