"""What a member's cases lack that supervision asks about: who was not seen for long, what awaits a countersignature."""

from datetime import date
from typing import Final

from sqlalchemy import text

from app.domain.records.facets import AxisEvent, Lane, Mark, Supervised
from app.models.statements import PreparedStatement, named
from app.services.cases.today import Sort, ToDo
from app.services.records.standing import awaits, in_force
from app.services.vault.open_vault import Act

NOT_SEEN: Final = 28
"""Days after the last session that was kept."""
SEEN: Final = "not_seen"
"""What a line says of who was not seen for so long."""
_LAST: Final = (
    "(SELECT max(k.day) FROM facet_seen k WHERE k.case_id = c.id "  # noqa: S608 - our own names
    f"AND k.code = '{AxisEvent.code}' AND json_extract(k.body, '$.lane') = '{Lane.SESSIONS.value}' "
    f"AND json_extract(k.body, '$.mark') = '{Mark.KEPT.value}' AND {in_force('k.record_id')})"
)
# Who was never seen is asked about by what the stage asks for, and not here: nobody may have been meant to see them.
_UNSEEN: Final = PreparedStatement(
    text(
        f"SELECT 'late', '{Sort.MISSING.value}', {_LAST}, '{SEEN}', c.id, c.reference, c.sort_name, c.id "  # noqa: S608
        "FROM casefile c WHERE c.lead_id = :member AND c.stage NOT IN ('closed', 'follow_up') "
        f"AND date({_LAST}, '+{NOT_SEEN} days') <= :today ORDER BY 3, c.reference"
    )
)
_AWAITING: Final = PreparedStatement(
    text(
        f"SELECT 'week', '{Sort.COUNTERSIGN.value}', r.signed_at, r.kind, c.id, c.reference, c.sort_name, r.id "  # noqa: S608
        "FROM main.facet u JOIN record r ON r.id = u.record_id JOIN casefile c ON c.id = r.case_id "
        f"WHERE u.code = '{Supervised.code}' AND r.author_id = :member AND {awaits('r.id')} AND {in_force('r.id')} "
        "ORDER BY r.signed_at, r.id"
    )
)


def unseen(act: Act, today: date, member_id: str) -> tuple[ToDo, ...]:
    """The cases that a member leads whose person was seen, and not for that long; since when."""
    return named(ToDo, _UNSEEN.rows(act.connection, {"member": member_id, "today": today.isoformat()}))


def awaiting(act: Act, member_id: str) -> tuple[ToDo, ...]:
    """What a member signed and nobody has countersigned yet."""
    return named(ToDo, _AWAITING.rows(act.connection, {"member": member_id}))
