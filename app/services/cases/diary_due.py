"""What the diary asks of a member: what is in it today, and what is past without its note; lines of Today, in SQL."""

from typing import Final

from app.domain.cases.appointment import CANCELLED
from app.services.cases.appointments import AFTER_DEATH

_CANCELLED: Final = ", ".join(repr(each) for each in sorted(CANCELLED))
_DONE: Final = "a.outcome <> '' AND NOT m.lacks_note"
TODAYS: Final = (
    "SELECT 'week', 'diary', a.day || 'T' || a.clock, "  # noqa: S608 - our own names
    "a.purpose || '|' || a.clock || '|' || a.setting, "
    "coalesce(c.id, ''), coalesce(c.reference, ''), coalesce(c.sort_name, ''), a.id, 1 "
    "FROM appointment_member m CROSS JOIN appointment a ON a.id = m.appointment_id "
    "LEFT JOIN casefile c ON c.id = a.case_id "
    f"WHERE m.staff_id = :member AND m.day = :today AND a.outcome NOT IN ({_CANCELLED}) AND NOT ({_DONE}) "
    f"AND NOT {AFTER_DEATH}"
)
"""Until it is said how it went, and what is to be noted of it is noted; none that needs somebody who has died before.

What asks by it gives `member` and `today`.
"""

# By the end of the next working day a note is written.
_WRITTEN_BY: Final = (
    "coalesce(json_extract(:next_days, '$.\"' || a.day || '\"'), "
    "date(a.day, CASE strftime('%w', a.day) WHEN '5' THEN '+3 days' WHEN '6' THEN '+2 days' ELSE '+1 day' END))"
)
# Of somebody who has left it is for whoever leads the team, unless one who was there too works here.
_MEMBERS: Final = (
    "SELECT m.appointment_id AS id FROM appointment_member m "
    "WHERE m.staff_id = :member AND :writes AND m.day < :today AND m.lacks_note "
    "UNION SELECT m.appointment_id FROM staff l CROSS JOIN appointment_member m ON m.staff_id = l.id "
    "WHERE :leads AND l.left_at IS NOT NULL AND m.day < :today AND m.lacks_note "
    "AND NOT EXISTS (SELECT 1 FROM appointment_member o JOIN staff s ON s.id = o.staff_id "
    "WHERE o.appointment_id = m.appointment_id AND s.left_at IS NULL)"
)
WITHOUT_NOTE: Final = (
    f"SELECT 'late', 'note', {_WRITTEN_BY} AS written_by, a.purpose || '|' || a.day, "  # noqa: S608 - our own names
    "c.id, c.reference, c.sort_name, a.id, 2 "
    f"FROM ({_MEMBERS}) o CROSS JOIN appointment a ON a.id = o.id JOIN casefile c ON c.id = a.case_id "
    f"WHERE written_by <= :today AND NOT {AFTER_DEATH}"
)
"""Past by a working day, of a case, and nobody has signed the note that is asked for.

What asks by it gives `member`, `today`, `writes`: whether the member may write a note, `leads`: whether they lead, and
`next_days`, of `still_due.put_off_by`.
"""
