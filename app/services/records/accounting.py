"""Holds what was signed and disclosed against the ledger's word of it; no compartment key is needed to miss one."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models.tables import Disclosure

_BATCH = 50
_UNLIKE = (
    "SELECT t.id IS NULL AS missing, count(*) FROM ledger l LEFT JOIN {table} t ON t.id = l.subject_id "
    "WHERE l.action = '{action}' {of_case} AND (t.id IS NULL OR t.{hand} IS NOT l.actor_id "
    "OR t.case_id IS NOT l.case_id OR instr(l.detail, lower(hex(t.{digest}))) = 0) GROUP BY missing"
)
_ADDED = (
    "SELECT count(*) FROM {table} WHERE id NOT IN (SELECT subject_id FROM ledger WHERE action = '{action}')"
)
_ADDED_TO_CASE = (
    "SELECT count(*) FROM {table} t WHERE t.case_id = :case_id AND NOT EXISTS "
    "(SELECT 1 FROM ledger l WHERE l.case_id = :case_id AND l.action = '{action}' AND l.subject_id = t.id)"
)
_RECORDS = {"table": "record", "action": "record.sign", "hand": "author_id", "digest": "digest"}
_DISCLOSURES = {
    "table": "disclosure",
    "action": "summary.disclose",
    "hand": "staff_id",
    "digest": "sha256",
}


_MISPLACED = (
    "SELECT count(*) FROM {table} t JOIN ledger l ON l.action = '{action}' AND l.subject_id = t.id "
    "WHERE l.device IS NOT t.device OR l.seq IS NOT t.seq"
)
# A record stands where its clock put it, or behind what was signed before it.
_DISORDERED = "SELECT count(*) FROM record WHERE ordered_at < signed_at"


def unaccounted_in_case(session: Session, case_id: str) -> bool:
    """Whether a record of one case was taken out, exchanged or put in without the ledger's knowing."""
    facts, case = _RECORDS | {"of_case": "AND l.case_id = :case_id"}, {"case_id": case_id}
    lost = session.execute(text(_UNLIKE.format_map(facts)), case).first()
    return lost is not None or session.execute(text(_ADDED_TO_CASE.format_map(facts)), case).scalar() != 0


def unaccounted(session: Session) -> Iterator[str]:
    """What is there and was not noted, was noted and is not there, or is another thing; in sentences."""
    for named, facts in (("signed record", _RECORDS), ("disclosure", _DISCLOSURES)):
        for missing, count in session.execute(text(_UNLIKE.format_map(facts | {"of_case": ""}))):
            what = "taken out of the store" if missing else "exchanged, or given to another case or hand"
            yield f"The ledger knows a {named} that was {what} ({count} times)."
        added = session.execute(text(_ADDED.format_map(facts))).scalar()
        if added:
            yield f"The store holds a {named} of which the ledger knows nothing ({added} times)."
        if misplaced := session.execute(text(_MISPLACED.format_map(facts))).scalar():
            yield f"A {named} says that another row of the ledger names it ({misplaced} times)."
    if disordered := session.execute(text(_DISORDERED)).scalar():
        yield f"A record stands before the time at which it was signed ({disordered} times)."
    rows = select(Disclosure.id, Disclosure.sha256, Disclosure.content)
    for row_id, digest, content in session.execute(rows.execution_options(yield_per=_BATCH)):
        if sha256(content).digest() != digest:
            yield f"The bytes kept of disclosure {row_id} are not those that were sent."
