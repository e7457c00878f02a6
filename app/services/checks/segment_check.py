"""Checks that every row of the ledger is signed by the member it names."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.crypto import member_keys, record_signing
from app.crypto.header import Header
from app.errors import NotGenuine
from app.models.tables import LedgerSegment, MemberKey
from app.services.vault import keys
from app.services.vault.segments import adopted, statement

_STRANGERS = text(
    "SELECT count(*) FROM ledger_segment s JOIN ledger l ON l.device = s.device AND l.seq >= s.first "
    "AND l.seq < s.size WHERE l.actor_id IS NOT s.actor_id"
)


def segment_sizes(session: Session) -> dict[str, set[int]]:
    """At which sizes of which chains a head was signed."""
    found: dict[str, set[int]] = {}
    for device, size in session.execute(select(LedgerSegment.device, LedgerSegment.size)):
        found.setdefault(device, set()).add(size)
    return found


def unsigned(
    session: Session, header: Header, heads: Mapping[tuple[str, int], bytes], sizes: Mapping[str, int]
) -> Iterator[str]:
    """What is wrong with who signed the ledger, in sentences; `heads` are recomputed, `sizes` those of the chains."""
    older = adopted(session) or {}
    reached = {device: min(size, older.get(device, 0)) for device, size in sizes.items()}
    rows = select(LedgerSegment).order_by(LedgerSegment.device, LedgerSegment.first)
    for segment in session.execute(rows).scalars():
        expected = reached.get(segment.device, 0)
        if segment.first != expected:
            yield f"The ledger's signatures do not join: row {expected} of a chain is signed by nobody, or twice."
        if heads.get((segment.device, segment.size)) != segment.head or not _holds(session, header, segment):
            yield f"Rows {segment.first} to {segment.size - 1} of the ledger are not signed by whom they name."
        reached[segment.device] = segment.size
    for device, size in sizes.items():
        if reached[device] != size:
            yield f"The last {size - reached[device]} rows of the ledger are signed by nobody."
    if strangers := session.execute(_STRANGERS).scalar():
        yield f"The ledger has {strangers} rows in the name of somebody who did not sign them."


def _holds(session: Session, header: Header, segment: LedgerSegment) -> bool:
    key = session.get(MemberKey, segment.key_id)
    if key is None or key.purpose != "records" or key.staff_id != segment.actor_id:
        return False
    certified = keys.certified_as(session, header, key)
    if not certified:
        return False
    public = member_keys.signing(certified[0].public)
    try:
        record_signing.verify_segment(public, statement(header.vault_id, vars(segment)), segment.signature)
    except NotGenuine:
        return False
    return True
