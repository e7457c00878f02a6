"""What a record says beside earlier ones of its kind: worked out when it is read, from the scores that were signed."""

from sqlalchemy.orm import Session

from app.domain.records.facets import Score
from app.domain.records.kind import WorkedOut, compares_nothing
from app.domain.records.versions import Reading, Unread
from app.models.tables import Record
from app.services.measures.of_vault import measures_of
from app.services.records import facets
from app.services.vault.open_vault import OpenVault


def compared(
    vault: OpenVault, session: Session, row: Record, reading: Reading | Unread
) -> tuple[WorkedOut, ...]:
    """What changed since those that stand and were before it; nothing of a record that stands no more."""
    if not isinstance(reading, Reading) or reading.kind.compared is compares_nothing:
        return ()
    found = facets.of_case(vault, session.connection(), row.case_id, Score)
    scores: dict[str, list[Score]] = {}
    for each in found:
        if each.kind == row.kind:
            scores.setdefault(each.record_id, []).append(each.facet)
    if row.id not in scores:
        return ()
    newest_first = list(scores)
    before = [scores[each] for each in newest_first[newest_first.index(row.id) + 1 :]]
    return tuple(reading.kind.compared(reading.content, before[::-1], measures_of(vault, session)))
