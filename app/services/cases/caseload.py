"""What rests on each member of staff: the cases they lead, what is late in these, what they did not sign."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from app.models.statements import PreparedStatement, named
from app.services.cases.still_due import DUE_DAY, STILL_DUE, later_in


class Clinician(NamedTuple):
    """What rests on one member of staff."""

    id: str
    name: str
    open: int
    late: int
    """Days in their cases on which somebody should have acted."""
    drafts: int
    """Records that they began and did not sign."""


@dataclass(frozen=True)
class Caseload:
    """One page of the members of staff by name, and how many there are."""

    rows: tuple[Clinician, ...]
    matching: int
    total: int


def clinicians(connection: Connection, today: str) -> tuple[Clinician, ...]:
    """All of them by name; who has left only while something rests on them."""
    return named(Clinician, _CASELOAD.rows(connection, {"today": today, "later": later_in(connection)}))


_CASELOAD: Final = PreparedStatement(
    text(
        "WITH late AS (SELECT c.lead_id AS lead, count(*) AS n FROM key_date k JOIN casefile c ON c.id = k.case_id "  # noqa: S608 - our own names
        f"WHERE k.day BETWEEN '' AND :today AND {DUE_DAY} < :today AND {STILL_DUE} GROUP BY c.lead_id), "
        "led AS (SELECT lead_id AS lead, count(*) AS n FROM casefile WHERE stage <> 'closed' GROUP BY lead_id), "
        "begun AS (SELECT author_id AS author, count(*) AS n FROM draft GROUP BY author_id) "
        "SELECT s.id, s.name, coalesce(led.n, 0), coalesce(late.n, 0), coalesce(begun.n, 0) FROM staff s "
        "LEFT JOIN led ON led.lead = s.id LEFT JOIN late ON late.lead = s.id "
        "LEFT JOIN begun ON begun.author = s.id "
        "WHERE s.left_at IS NULL OR coalesce(led.n, begun.n) > 0 ORDER BY s.name, s.id"
    )
)
